"""Word of mouth in the hamlet: who tells whom what, and how it fades."""

import numpy as np
import pytest

from microsim.market.review.phase import review
from microsim.market.sessions.desk import DESK
from microsim.market.word.phase import spread_word
from microsim.market.word.trust import FORUM, RATING, Evidence, Memory, chance_in, recall, remember
from microsim.state.records import cache_lines
from microsim.state.ties import Ties

from .conftest import ANNE, ANNE_TOWN, BEA, DAN, DAN_TOWN, LARGE, REGULAR

SPAN = 60  # tasks of one requester that are remembered, as configured
MEMORY = Memory(SPAN, np.log(2) / 14)
BOTH = RATING | FORUM


@pytest.fixture
def village(hamlet):
    """Anne and Bea are tied, Dan is alone; Anne looks requesters up, Dan reads the forum."""
    hamlet.ties = Ties(np.array([0, 1, 2]), np.array([1, 0]), np.array([ANNE, BEA]))
    w = hamlet.workers
    w.place[ANNE], w.place[BEA] = 0, 1
    w.circle[ANNE], w.circle[DAN] = RATING, FORUM
    return hamlet


def judge(hamlet) -> None:
    review(hamlet)
    spread_word(hamlet)


def test_a_refusal_is_told_to_the_tie_and_to_the_rating(village):
    """Five tasks, two of them wrong and rejected: 0.4, worth a warning."""
    village.work(ANNE_TOWN, village.batch(), right=3, wrong=2)
    judge(village)
    w, r = village.workers, village.requesters
    assert (w.warned[BEA, 0], w.warned_paid[BEA, 0], w.warned_refused[BEA, 0], w.warned_day[BEA, 0]) == (1, 3, 2, 0)
    assert not w.warned[ANNE].any() and not w.warned[DAN].any()
    assert (r.rated_paid[REGULAR], r.rated_refused[REGULAR], r.told_refused[REGULAR]) == (3.0, 2.0, 0.0)
    assert village.told("warnings", "told") == {"warnings": 1, "told": 0}


def test_what_is_not_worth_it_is_told_to_nobody_but_the_rating(village):
    village.work(ANNE_TOWN, village.batch(), right=9, wrong=1)
    judge(village)
    assert not village.workers.warned.any() and village.requesters.rated_paid[REGULAR] == 9.0


def test_the_forum_hears_of_pay_and_of_refusals_from_its_readers(village):
    village.work(DAN_TOWN, village.batch(), right=4, wrong=1)
    judge(village)
    r = village.requesters
    assert (r.told_paid[REGULAR], r.told_refused[REGULAR], r.rated_paid[REGULAR]) == (4.0, 1.0, 0.0)
    assert village.told("warnings", "told") == {"warnings": 0, "told": 1}


def test_what_is_written_halves_in_a_fortnight(village):
    village.requesters.rated_paid[REGULAR] = village.requesters.told_refused[LARGE] = 8.0
    for _ in range(14):
        judge(village)
    assert village.requesters.rated_paid[REGULAR] == village.requesters.told_refused[LARGE] == pytest.approx(4.0)


def test_a_worker_expects_what_he_or_she_can_know(village):
    """With ten tasks of 0.99 as first belief. Bea was warned of three tasks paid and two refused, which count half."""
    village.work(ANNE_TOWN, village.batch(), right=3, wrong=2)
    judge(village)
    with_agents = {row: village._worker_at[row] for row in (ANNE, BEA, DAN)} if village.agents is not None else {}
    regular = village._requester_at[REGULAR]
    assert with_agents[DAN].chance_of_pay(regular) == pytest.approx(0.99)
    assert with_agents[BEA].chance_of_pay(regular) == pytest.approx((9.9 + 1.5) / (10 + 2.5))
    assert with_agents[ANNE].chance_of_pay(regular) == pytest.approx((9.9 + 3) / (10 + 5))  # her own, which she rated


def test_the_requester_who_never_refused_is_forgotten_first(hamlet):
    w = hamlet.workers
    for day, requester in enumerate(range(1, 9)):
        remember(w.arrays, ANNE, Evidence(requester, 5, 1 if requester == 1 else 0), day, MEMORY)
    remember(w.arrays, ANNE, Evidence(99, 5, 0), 8, MEMORY)
    assert set(w.met[ANNE]) == {1, 99, 3, 4, 5, 6, 7, 8}  # 2 was met longest ago of those who always paid


def test_of_one_requester_a_span_of_tasks_is_remembered(hamlet):
    w = hamlet.workers
    remember(w.arrays, ANNE, Evidence(7, 3 * SPAN, 0), 0, MEMORY)
    remember(w.arrays, ANNE, Evidence(7, 0, SPAN), 1, MEMORY)
    assert (w.met_paid[ANNE, 0], w.met_refused[ANNE, 0]) == (SPAN // 2, SPAN // 2)


@pytest.mark.parametrize("paid", [1, 7, 200])
def test_a_refusal_fades_and_does_not_vanish(hamlet, paid):
    """One task refused, then verdict after verdict of tasks paid: from 60 remembered on, each leaves 60/(60 + paid)."""
    w, shares, remembered = hamlet.workers, [], 1.0
    remember(w.arrays, ANNE, Evidence(7, 0, 1), 0, MEMORY)
    tasks = 1.0
    for day in range(1, 31):
        remember(w.arrays, ANNE, Evidence(7, paid, 0), day, MEMORY)
        kept = min(1.0, SPAN / (tasks + paid))
        tasks, remembered = kept * (tasks + paid), kept * remembered
        assert w.met_refused[ANNE, 0] == pytest.approx(remembered, rel=1e-5)
        assert w.met_paid[ANNE, 0] + w.met_refused[ANNE, 0] == pytest.approx(tasks, rel=1e-5)
        shares.append(w.met_refused[ANNE, 0] / (w.met_paid[ANNE, 0] + w.met_refused[ANNE, 0]))
    assert (np.diff(shares) < 0).all() and shares[-1] > 0


def test_of_whom_hardly_a_refusal_is_remembered_is_forgotten_before_one_who_refused_of_late(hamlet):
    """1 and 2 refuse one task of sixty; of that of 1 less than a half is left after 61 more that it paid. Others pay,
    and later."""
    w = hamlet.workers
    for requester in (1, 2):
        remember(w.arrays, ANNE, Evidence(requester, SPAN - 1, 1), requester, MEMORY)
    remember(w.arrays, ANNE, Evidence(1, SPAN + 1, 0), 2, MEMORY)
    for day, requester in enumerate(range(3, 9), 3):
        remember(w.arrays, ANNE, Evidence(requester, 5, 0), day, MEMORY)
    remember(w.arrays, ANNE, Evidence(99, 5, 0), 10, MEMORY)
    assert set(w.met[ANNE]) == {99, *range(2, 9)} and w.met_refused[ANNE, 1] == 1


# one verdict counts once


def expects(hamlet, row) -> tuple[float, float]:
    """Tasks paid and refused by the regular requester that somebody's expectation rests on, the next morning."""
    weight = 10.0  # of the first belief
    low, high = (hamlet.views.behaviour._replace(trust_start=start) for start in (0.0, 1.0))
    chances = []
    for k in (low, high):
        desk = cache_lines(1, DESK)[0]
        desk["worker"] = row
        recall(desk, hamlet.workers.arrays, hamlet.day + 1, k)
        chances.append(chance_in(desk, REGULAR, 1, hamlet.requesters.arrays, k))
    tasks = weight / (chances[1] - chances[0]) - weight
    return chances[0] * (weight + tasks), tasks - chances[0] * (weight + tasks)


@pytest.mark.parametrize("reader", [RATING, FORUM, BOTH])
@pytest.mark.parametrize("writer", [RATING, FORUM, BOTH])
def test_a_verdict_counts_once_for_whoever_reads_it(hamlet, writer, reader):
    """Also for a reader of both, of somebody who reports it to both."""
    w = hamlet.workers
    w.circle[ANNE], w.circle[DAN] = writer, reader
    hamlet.work(ANNE_TOWN, hamlet.batch(), right=3, wrong=2)
    judge(hamlet)
    assert expects(hamlet, DAN) == pytest.approx((3.0, 2.0) if writer & reader else (0.0, 0.0), abs=1e-9)


@pytest.mark.parametrize("days", [0, 1, 14, 60])
@pytest.mark.parametrize("circle", [0, RATING, FORUM, BOTH])
def test_ones_own_verdict_counts_once_whatever_one_wrote_of_it(hamlet, circle, days):
    w = hamlet.workers
    w.circle[ANNE] = circle
    hamlet.work(ANNE_TOWN, hamlet.batch(), right=3, wrong=2)
    judge(hamlet)
    live_on(hamlet, days)
    assert expects(hamlet, ANNE) == pytest.approx((3.0, 2.0), rel=1e-5)


def live_on(hamlet, days: int) -> None:
    for _ in range(days):
        hamlet.open_day(hamlet.day + 1)
        hamlet.events.new_submissions = slice(hamlet.submissions.n, hamlet.submissions.n)
        judge(hamlet)


def test_own_and_others_verdicts_add_up(hamlet):
    """Anne's of day 0 and day 15, Dan's of day 0, of which half is left after a fortnight; Anne remembers 60 tasks."""
    w = hamlet.workers
    w.circle[ANNE] = w.circle[DAN] = BOTH
    hamlet.work(ANNE_TOWN, hamlet.batch(), right=30, wrong=10)
    hamlet.work(DAN_TOWN, hamlet.batch(), right=4, wrong=2)
    judge(hamlet)
    live_on(hamlet, 14)
    hamlet.open_day(15)
    hamlet.work(ANNE_TOWN, hamlet.batch(), right=50, day=15)
    judge(hamlet)
    left = 0.5 ** (15 / 14)
    assert expects(hamlet, ANNE) == pytest.approx((80 * 60 / 90 + 4 * left, 10 * 60 / 90 + 2 * left), rel=1e-5)
    assert expects(hamlet, DAN) == pytest.approx((4 + 30 * left + 50, 2 + 10 * left), rel=1e-5)


def test_what_one_has_forgotten_one_may_read_again(hamlet):
    w = hamlet.workers
    w.circle[ANNE] = BOTH
    hamlet.work(ANNE_TOWN, hamlet.batch(), right=3, wrong=2)
    judge(hamlet)
    for requester in range(11, 19):
        remember(w.arrays, ANNE, Evidence(requester, 0, 5), 1, MEMORY)
    assert 1 not in w.met[ANNE] and expects(hamlet, ANNE) == pytest.approx((3.0, 2.0), rel=1e-5)


@pytest.mark.parametrize("circle", [0, RATING, FORUM, BOTH])
def test_a_tie_who_reads_it_anyway_is_not_warned(village, circle):
    village.workers.circle[BEA] = circle  # Anne looks up, and reports
    village.work(ANNE_TOWN, village.batch(), right=3, wrong=2)
    judge(village)
    warned = not circle & RATING
    assert village.workers.warned[BEA].any() == warned and village.told("warnings") == {"warnings": int(warned)}
    weight = 0.5 * 0.5 ** (1 / 14) if warned else 1.0
    assert expects(village, BEA) == pytest.approx((3 * weight, 2 * weight), rel=1e-5)
