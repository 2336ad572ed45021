"""Word of mouth in the hamlet: who tells whom what, and how it fades."""

import numpy as np
import pytest

from microsim.market.review.phase import review
from microsim.market.word.phase import spread_word
from microsim.market.word.trust import FORUM, RATING, remember
from microsim.state.ties import Ties

from .conftest import ANNE, ANNE_TOWN, BEA, DAN, DAN_TOWN, LARGE, REGULAR

SPAN = 60  # tasks of one requester that are remembered, as configured


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
    own_and_rated = (9.9 + 3 + 3) / (10 + 5 + 5)
    assert with_agents[ANNE].chance_of_pay(regular) == pytest.approx(own_and_rated)


def test_the_requester_who_never_refused_is_forgotten_first(hamlet):
    w = hamlet.workers
    for day, requester in enumerate(range(1, 9)):
        remember(w.arrays, ANNE, requester, 5, 1 if requester == 1 else 0, day, SPAN)
    remember(w.arrays, ANNE, 99, 5, 0, 8, SPAN)
    assert set(w.met[ANNE]) == {1, 99, 3, 4, 5, 6, 7, 8}  # 2 was met longest ago of those who always paid


def test_of_one_requester_a_span_of_tasks_is_remembered(hamlet):
    w = hamlet.workers
    remember(w.arrays, ANNE, 7, 3 * SPAN, 0, 0, SPAN)
    remember(w.arrays, ANNE, 7, 0, SPAN, 1, SPAN)
    assert (w.met_paid[ANNE, 0], w.met_refused[ANNE, 0]) == (SPAN // 2, SPAN // 2)


@pytest.mark.parametrize("paid", [1, 7, 200])
def test_a_refusal_fades_and_does_not_vanish(hamlet, paid):
    """One task refused, then verdict after verdict of tasks paid: from 60 remembered on, each leaves 60/(60 + paid)."""
    w, shares, remembered = hamlet.workers, [], 1.0
    remember(w.arrays, ANNE, 7, 0, 1, 0, SPAN)
    tasks = 1.0
    for day in range(1, 31):
        remember(w.arrays, ANNE, 7, paid, 0, day, SPAN)
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
        remember(w.arrays, ANNE, requester, SPAN - 1, 1, requester, SPAN)
    remember(w.arrays, ANNE, 1, SPAN + 1, 0, 2, SPAN)
    for day, requester in enumerate(range(3, 9), 3):
        remember(w.arrays, ANNE, requester, 5, 0, day, SPAN)
    remember(w.arrays, ANNE, 99, 5, 0, 10, SPAN)
    assert set(w.met[ANNE]) == {99, *range(2, 9)} and w.met_refused[ANNE, 1] == 1
