"""Sessions: search, choice, work, second by second, under scarcity.

With runs of one task each decision is a search (60 s in town, 30 s at the desk) and a task of 60 s.
"""

import math
import sys
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.phases.conftest import (
    ANNE,
    ANNE_TOWN,
    BEA,
    BEA_DESK,
    BEA_TOWN,
    CLEO,
    CLEO_DESK,
    DAN,
    DAN_TOWN,
    LARGE,
    ONE_SHOT,
    QUIZ,
    REGULAR,
)

from microsim.market.sessions.choice import look_of, place_of
from microsim.market.sessions.phase import run_sessions
from microsim.market.sessions.work import run_counter
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.random.identity import FACES
from microsim.state.trade import Submissions

TEN = 36_000  # seconds of the day
LONG = "behaviour.run_length=10000"  # a run until the batch or the session ends


def time_of(hamlet, account: int) -> dict[str, int]:
    a = hamlet.accounts
    kinds = ("search", "qualification", "returned", "awaiting")
    return {kind: int(getattr(a, f"seconds_{kind}")[account]) for kind in kinds}


def done(hamlet) -> list[tuple]:
    """Submissions in their order: (account, batch, right, wrong, seconds)."""
    x = hamlet.submissions
    names = ("account", "batch", "right", "wrong", "seconds")
    return [tuple(int(getattr(x, name)[i]) for name in names) for i in range(x.n)]


# one worker, one batch


def test_an_hour_in_one_batch(hamlet):
    """Thirty times a search and a task; nothing is lost."""
    batch = hamlet.batch(left=100)
    hamlet.session(ANNE, TEN, TEN + 3_600)
    run_sessions(hamlet)
    assert time_of(hamlet, ANNE_TOWN) == {"search": 1_800, "qualification": 0, "returned": 0, "awaiting": 1_800}
    a, b = hamlet.accounts, hamlet.batches
    assert (a.tasks_submitted[ANNE_TOWN], a.earned_today[ANNE_TOWN], a.seconds_today[ANNE_TOWN]) == (30, 30_000, 3_600)
    assert (b.left[batch], b.submitted[batch], b.in_review[batch], b.fill_seconds[batch]) == (70, 30, 30, -1)
    assert done(hamlet) == [(ANNE_TOWN, batch, 1, 0, 60)] * 30
    assert hamlet.submissions.first[:30].tolist() == [run_counter(1, 0, task) for task in range(30)]
    assert hamlet.told("sessions", "searches", "looks", "runs", "fruitless", "submitted", "returned") == dict(
        sessions=1, searches=30, looks=30, runs=30, fruitless=0, submitted=30, returned=0
    )
    assert hamlet.events.touched.tolist() == [ANNE_TOWN] and a.last_active[ANNE_TOWN] == 0


def test_one_long_run(hamlet_with):
    """One search, then 59 tasks without looking around."""
    hamlet = hamlet_with(LONG)
    hamlet.batch(left=100)
    hamlet.session(ANNE, TEN, TEN + 3_600)
    run_sessions(hamlet)
    assert done(hamlet) == [(ANNE_TOWN, 0, 59, 0, 59 * 60)]
    assert time_of(hamlet, ANNE_TOWN)["search"] == 60


def test_the_fill_time_runs_from_posting_to_the_last_task_taken(hamlet_with):
    """Posted at 9:00; at 10:01 the first of three tasks is taken, at 10:03 the last."""
    hamlet = hamlet_with(LONG)
    batch = hamlet.batch(left=3, day=0, second=32_400)
    hamlet.session(ANNE, TEN, TEN + 240)
    run_sessions(hamlet)
    assert (hamlet.batches.left[batch], hamlet.batches.fill_seconds[batch]) == (0, 3_600 + 180)


def test_a_batch_of_yesterday_took_a_day_longer(hamlet_with):
    hamlet = hamlet_with(LONG)
    batch = hamlet.batch(left=3, day=-1, second=32_400)
    hamlet.session(ANNE, TEN, TEN + 240)
    run_sessions(hamlet)
    assert hamlet.batches.fill_seconds[batch] == 86_400 + 3_600 + 180


def test_a_batch_appears_at_its_posting_second(hamlet_with):
    """Posted at 10:20:40. Searches begin on the minute: the one at 10:20 sees nothing, that at 10:21 finds it.

    So it is taken at 10:22, and from 10:23 the 37 minutes left go into searches.
    """
    hamlet = hamlet_with("behaviour.patience=1000")
    hamlet.batch(left=1, day=0, second=TEN + 1_240)
    hamlet.session(ANNE, TEN, TEN + 3_600)
    run_sessions(hamlet)
    assert hamlet.batches.fill_seconds[0] == 1_260 + 60 - 1_240
    assert hamlet.told("fruitless", "searches") == {"fruitless": 21 + 37, "searches": 59}


def test_a_returned_task_goes_back_on_show(hamlet):
    """Takes 150 s instead of 60: noticed after 18 s, unpaid, and this batch is left alone for the session, which ends
    after four searches that find nothing else."""
    batch = hamlet.batch(left=5, seconds=150.0)
    hamlet.session(ANNE, TEN, TEN + 3_600)
    run_sessions(hamlet)
    assert time_of(hamlet, ANNE_TOWN) == {"search": 5 * 60, "qualification": 0, "returned": 18, "awaiting": 0}
    assert hamlet.told("returned", "searches", "fruitless", "submitted") == dict(
        returned=1, searches=5, fruitless=4, submitted=0
    )
    b = hamlet.batches
    assert (b.left[batch], b.returned[batch], hamlet.accounts.tasks_returned[ANNE_TOWN]) == (5, 1, 1)


def test_a_strict_end_is_kept_to_the_second(hamlet_with):
    """Gap of 200 s: search to 60, a task of 90 s (stated 45) to 150, another given up at 200."""
    hamlet = hamlet_with(LONG)
    hamlet.batch(seconds=90.0, stated_seconds=45.0)
    hamlet.session(ANNE, TEN, TEN + 200, strict=True)
    run_sessions(hamlet)
    assert time_of(hamlet, ANNE_TOWN) == {"search": 60, "qualification": 0, "returned": 50, "awaiting": 90}
    assert hamlet.told("returned", "submitted") == {"returned": 1, "submitted": 1}


def test_wrong_answers_are_those_of_a_worker_who_is_never_right(hamlet):
    hamlet.workers.accuracy[ANNE] = 1e-9
    hamlet.batch()
    hamlet.session(ANNE, TEN, TEN + 240)
    run_sessions(hamlet)
    assert done(hamlet) == [(ANNE_TOWN, 0, 0, 1, 60)] * 2


def test_a_slow_worker_does_less(hamlet):
    hamlet.workers.slowness[ANNE] = 2.0
    hamlet.batch()
    hamlet.session(ANNE, TEN, TEN + 3_600)
    run_sessions(hamlet)
    assert done(hamlet) == [(ANNE_TOWN, 0, 1, 0, 120)] * 20


# when a session ends


def test_the_aim_ends_the_session(hamlet_with):
    """2,500 at 1,000 a task: three tasks."""
    hamlet = hamlet_with(LONG)
    hamlet.batch()
    hamlet.session(BEA, TEN, TEN + 36_000, aim=2_500)
    run_sessions(hamlet)
    assert [right for _, _, right, _, _ in done(hamlet)] == [3]


def test_two_sessions_share_an_aim(hamlet):
    """A session that has time for two tasks, then one that stops after the third."""
    hamlet.batch(REGULAR)
    hamlet.accounts.status[BEA_DESK] = 1
    first = hamlet.session(BEA, TEN, TEN + 240, aim=2_500)
    hamlet.session(BEA, TEN + 7_200, TEN + 14_400, aim=2_500, number=1, after=first)
    run_sessions(hamlet)
    assert len(done(hamlet)) == 3 and hamlet.told("sessions") == {"sessions": 2}
    assert time_of(hamlet, BEA_TOWN)["search"] == 180


def test_sessions_whose_aim_is_reached_are_skipped_and_the_next_takes_place(hamlet):
    """Bea has her 1,000 after one task, so the second session falls out; the third has no aim."""
    hamlet.accounts.status[BEA_DESK] = 1
    hamlet.batch(REGULAR)
    first = hamlet.session(BEA, TEN, TEN + 3_600, aim=1_000)
    second = hamlet.session(BEA, TEN + 7_200, TEN + 14_400, aim=1_000, number=1, after=first)
    hamlet.session(BEA, TEN + 21_600, TEN + 21_600 + 240, number=2, after=second)
    run_sessions(hamlet)
    assert hamlet.told("sessions") == {"sessions": 2}
    assert len(done(hamlet)) == 1 + 2


def test_a_session_waits_for_the_one_before(hamlet):
    """The first runs over: a task of 1,000 s, begun in time, ends at 10:17:40; the second was planned for 10:05."""
    hamlet.batch(left=1, seconds=1_000.0, stated_seconds=600.0)
    hamlet.batch(left=50, day=0, second=TEN + 900)
    first = hamlet.session(ANNE, TEN, TEN + 660)
    hamlet.session(ANNE, TEN + 300, TEN + 1_300, number=1, after=first)
    run_sessions(hamlet)
    assert done(hamlet) == [(ANNE_TOWN, 0, 1, 0, 1_000)] + [(ANNE_TOWN, 1, 1, 0, 60)] * 2
    assert hamlet.accounts.seconds_today[ANNE_TOWN] == 1_060 + 2 * 120


def test_pay_below_the_floor_ends_the_session_after_half_an_hour(hamlet):
    """1,000 per 120 s are 30,000 an hour."""
    hamlet.batch()
    hamlet.session(ANNE, TEN, TEN + 7_200, floor=30_000.0)
    hamlet.session(DAN, TEN, TEN + 7_200, floor=30_001.0)
    run_sessions(hamlet)
    assert hamlet.accounts.seconds_today[[ANNE_TOWN, DAN_TOWN]].tolist() == [7_200, 1_800]


def test_patience_ends_a_search_that_finds_nothing(hamlet):
    """Four searches of 60 s in town, then four of 30 s at the desk, then home."""
    hamlet.accounts.expected_pay[BEA_TOWN] = 30_000.0
    hamlet.session(BEA, TEN, TEN + 7_200)
    hamlet.session(ANNE, TEN, TEN + 7_200)
    run_sessions(hamlet)
    assert hamlet.accounts.seconds_search[[ANNE_TOWN, BEA_TOWN, BEA_DESK]].tolist() == [240, 240, 120]
    assert hamlet.told("fruitless", "sessions") == {"fruitless": 12, "sessions": 2}


def test_whoever_finds_nothing_here_goes_there(hamlet):
    """Nothing in town: four searches, then 30 s and 60 s a task at the desk."""
    hamlet.accounts.expected_pay[BEA_TOWN] = 30_000.0
    hamlet.batch(LARGE)
    hamlet.session(BEA, TEN, TEN + 240 + 10 * 90)
    run_sessions(hamlet)
    assert time_of(hamlet, BEA_TOWN)["search"] == 240
    assert time_of(hamlet, BEA_DESK) == {"search": 300, "qualification": 0, "returned": 0, "awaiting": 600}
    assert sorted(hamlet.events.touched.tolist()) == [BEA_TOWN, BEA_DESK]


def test_the_account_with_the_higher_expected_pay_is_chosen(hamlet):
    hamlet.batch(REGULAR)
    hamlet.batch(LARGE)
    hamlet.accounts.expected_pay[BEA_DESK] = 20_001.0
    hamlet.session(BEA, TEN, TEN + 90)
    run_sessions(hamlet)
    assert [account for account, *_ in done(hamlet)] == [BEA_DESK]


def test_nobody_works_on_a_suspended_account(hamlet):
    hamlet.batch()
    hamlet.accounts.status[ANNE_TOWN] = 1
    hamlet.session(ANNE, TEN, TEN + 3_600)
    run_sessions(hamlet)
    assert hamlet.told("sessions", "submitted") == {"sessions": 0, "submitted": 0} and len(hamlet.events.touched) == 0


# gates


@pytest.mark.parametrize(
    ("gate", "account", "taken"),
    [
        ({}, {}, True),
        ({"min_approval": 0.95}, {}, True),  # nobody has judged her yet
        ({"min_approval": 0.95}, {"approved": 95, "rejected": 5}, True),
        ({"min_approval": 0.95}, {"approved": 94, "rejected": 5}, False),
        ({"min_number": 10}, {"approved": 10}, True),
        ({"min_number": 10}, {"approved": 9}, False),
        ({"country": 0}, {}, True),
        ({"country": 1}, {}, False),
        ({"test": 600.0, "task_type": QUIZ}, {"tests_failed": 1 << QUIZ}, False),
        ({"task_type": QUIZ}, {"tests_failed": 1 << QUIZ}, True),  # there is no test for this one
        ({"stated_seconds": 181.0}, {}, False),  # does not fit into four minutes less a search
        ({"stated_seconds": 180.0, "seconds": 180.0}, {}, True),
    ],
)
def test_gates(hamlet, gate, account, taken):
    hamlet.batch(**gate)
    for name, value in account.items():
        getattr(hamlet.accounts, name)[ANNE_TOWN] = value
    hamlet.session(ANNE, TEN, TEN + 240)
    run_sessions(hamlet)
    assert bool(done(hamlet)) is taken


def test_a_test_is_taken_once_and_not_paid(hamlet):
    hamlet.batch(test=600.0, task_type=QUIZ)
    hamlet.session(ANNE, TEN, TEN + 60 + 600 + 60 + 120)
    run_sessions(hamlet)
    assert time_of(hamlet, ANNE_TOWN) == {"search": 120, "qualification": 600, "returned": 0, "awaiting": 120}
    assert hamlet.accounts.tests_passed[ANNE_TOWN] == 1 << QUIZ


def test_whoever_fails_a_test_does_not_take_it_again(hamlet):
    """0.3 to the power of ten never passes: the test, and three more searches that find nothing admissible."""
    hamlet.workers.accuracy[ANNE] = 0.3
    hamlet.batch(test=600.0, task_type=QUIZ, log_accuracy_power=10.0)
    hamlet.session(ANNE, TEN, TEN + 7_200)
    run_sessions(hamlet)
    assert not done(hamlet) and hamlet.accounts.tests_failed[ANNE_TOWN] == 1 << QUIZ
    assert time_of(hamlet, ANNE_TOWN) == {"search": 300, "qualification": 600, "returned": 0, "awaiting": 0}


# scarcity


def test_two_workers_one_task(hamlet):
    """Whoever starts a second earlier has it."""
    hamlet.batch(left=1)
    hamlet.session(DAN, TEN + 1, TEN + 300)
    hamlet.session(ANNE, TEN, TEN + 300)
    run_sessions(hamlet)
    assert [account for account, *_ in done(hamlet)] == [ANNE_TOWN]
    assert time_of(hamlet, DAN_TOWN) == {"search": 240, "qualification": 0, "returned": 0, "awaiting": 0}


@pytest.mark.parametrize("first", [ANNE, DAN])
def test_the_same_second_is_decided_by_an_addressed_draw_not_by_the_row(hamlet, first):
    second = ANNE + DAN - first
    hamlet.batch(left=1)
    for worker in (first, second):
        hamlet.session(worker, TEN, TEN + 120)
    run_sessions(hamlet)
    ties = {row: draw(hamlet.seed, of.TIE, row - 1, 0, 0, 0, 0)[0] for row in (ANNE, DAN)}
    winner = {ANNE: ANNE_TOWN, DAN: DAN_TOWN}[min(ties, key=ties.get)]
    assert [account for account, *_ in done(hamlet)] == [winner]


def test_the_last_task_goes_to_one_of_many(hamlet):
    """Ten tasks, three who want as many as there are: ten submitted, none twice, and the fill time noted once."""
    batch = hamlet.batch(left=10)
    for worker, start in ((ANNE, 0), (BEA, 20), (DAN, 40)):
        hamlet.session(worker, TEN + start, TEN + 7_200)
    hamlet.accounts.status[BEA_DESK] = 1
    run_sessions(hamlet)
    assert hamlet.told("submitted") == {"submitted": 10} and hamlet.batches.left[batch] == 0
    assert [account for account, *_ in done(hamlet)] == ([ANNE_TOWN, BEA_TOWN, DAN_TOWN] * 4)[:10]
    # the tenth is Anne's fourth, taken three decisions of 120 s and a search after her start at ten
    assert hamlet.batches.fill_seconds[batch] == 86_400 + TEN + 3 * 120 + 60 - 43_200


def test_a_filled_batch_does_not_fill_again(hamlet_with):
    """Rejected tasks that were offered again are taken; the fill time stays that of the first time."""
    hamlet = hamlet_with()
    batch = hamlet.batch(left=2, fill_seconds=777)
    hamlet.session(ANNE, TEN, TEN + 600)
    run_sessions(hamlet)
    assert (hamlet.batches.left[batch], hamlet.batches.fill_seconds[batch]) == (0, 777)


def test_room_for_submissions_is_made_in_the_middle_of_the_day(hamlet_with, monkeypatch):
    """In steps of one the day comes out the same."""
    days = []
    for room in (4_096, 1):
        monkeypatch.setattr(sys.modules["microsim.market.sessions.phase"], "ROOM", room)
        hamlet = hamlet_with()
        hamlet.submissions = Submissions(1)
        hamlet.batch(left=70)
        hamlet.batch(left=70, price=1_500)
        for worker in (ANNE, BEA, CLEO, DAN):
            hamlet.session(worker, TEN + worker, TEN + 3_600)
        run_sessions(hamlet)
        days.append(done(hamlet))
    assert days[0] == days[1] and len(days[0]) > 60


# the page


def test_one_page_is_looked_at_and_filled_batches_are_not_counted(hamlet_with):
    """A page of ten; five of twelve batches are gone, so a look at the first page sees the seven others."""
    hamlet = hamlet_with("platforms.mturk.newest_first=1")
    rows = [hamlet.batch(left=100, second=1_000 + k) for k in range(12)]
    hamlet.batches.left[rows[2:7]] = 0
    hamlet.session(ANNE, TEN, TEN + 120)
    run_sessions(hamlet)
    assert hamlet.told("searches", "looks") == {"searches": 1, "looks": 7}


@pytest.mark.parametrize(("newest_first", "expected"), [(1, range(5, 15)), (0, range(10))])
def test_the_first_page_shows_the_newest_or_the_largest(hamlet_with, newest_first, expected):
    """Fifteen batches, posted one after the other, each smaller than the one before; many who take one task each."""
    hamlet = hamlet_with(f"platforms.mturk.newest_first={newest_first}")
    for k in range(15):
        hamlet.batch(left=10_000 - 100 * k, second=1_000 + k)
    for k in range(200):
        hamlet.session(ANNE, TEN + 200 * k, TEN + 200 * k + 120, who=10_000 + k)
    run_sessions(hamlet)
    assert {batch for _, batch, *_ in done(hamlet)} == set(expected)


def crowd(hamlet, many: int, worker: int = ANNE, seconds: int = 120) -> dict[int, int]:
    """Have so many look around from ten o'clock, all like one worker; the batch that each of them began with."""
    for k in range(many):
        hamlet.session(worker, TEN, TEN + seconds, who=10_000 + k)
    run_sessions(hamlet)
    x = hamlet.submissions
    return {int(x.who[i]): int(x.batch[i]) for i in reversed(range(x.n))}


def about(count: int, many: int, share: float) -> bool:
    """Whether a count is within 4.5 standard errors of a share: 1 in 150,000 is not."""
    return abs(count - many * share) < 4.5 * math.sqrt(many * share * (1 - share))


@pytest.mark.parametrize(("first", "second", "found"), [((1, 0), (2, 0), 1.0), ((1, 0), (2, 5), 0.5)])
def test_each_offer_of_a_search_stands_on_a_page_of_its_own(hamlet_with, first, second, found):
    """Two pages of ten, looked at for five places each. Two offers at one place of them: one of both is read. Five
    places apart: both are, or neither; on one page for a whole search there would always be one.

    Whoever looks beyond page 2, 1 in 2^5, comes to page 1 half of the time.
    """
    hamlet = hamlet_with("behaviour.page_one=0.5", "behaviour.page_tail=5", "behaviour.patience=1",
                         "platforms.mturk.newest_first=1")  # fmt: skip
    for k in range(20):
        page, place = divmod(19 - k, 10)
        hamlet.batch(left=10_000, second=1_000 + k, country=-1 if (page + 1, place) in (first, second) else 1)
    crowd(hamlet, 400)
    told = hamlet.told("runs", "fruitless", "looks")
    assert told["looks"] == 400 * 10 and told["runs"] + told["fruitless"] == 400
    assert told["runs"] == 400 if found == 1 else about(told["fruitless"], 400, 0.5 * (1 - 1 / 64))


def sampled(hamlet, scale: float):
    """Have what is on show stand for so many more."""
    hamlet.views = replace(hamlet.views, behaviour=hamlet.views.behaviour._replace(scale=scale))
    return hamlet


def test_in_a_sample_a_page_holds_as_many_offers_and_fewer_batches_stand_for_them(hamlet_with):
    """A page of ten at 1:4 is the four offers for which the newest batch stands, the four of the next, and two more.
    Each has a taste of its own: 0.4, 0.4, 0.2 of choices, not a third each."""
    hamlet = sampled(hamlet_with("platforms.mturk.newest_first=1"), 0.25)
    rows = [hamlet.batch(left=10_000, second=1_000 + k) for k in range(10)]
    taken = list(crowd(hamlet, 3_000).values())
    assert hamlet.told("searches", "looks") == {"searches": 3_000, "looks": 30_000}
    assert set(taken) == set(rows[7:])
    for row, share in zip(rows[:6:-1], (0.4, 0.4, 0.2), strict=True):
        assert about(taken.count(row), 3_000, share)


@pytest.mark.parametrize(("scale", "looks"), [(1.0, 3), (0.5, 6), (0.3, 10), (0.2, 10)])
def test_a_sample_of_three_batches_fills_as_much_of_a_page_as_what_it_stands_for(hamlet, scale, looks):
    """3, 6, 10 of 10 and, of the 15 at 1:5, one page; which page a search looks at is known here, the first."""
    for _ in range(3):
        hamlet.batch(left=10_000)
    crowd(sampled(hamlet, scale), 50)
    assert hamlet.told("looks") == {"looks": 50 * looks}


@pytest.mark.parametrize("by_date", [0, 1])
def test_a_sample_has_as_many_pages_as_the_market(hamlet_with, by_date):
    """20 batches at 1:5 are ten pages of ten. Of the batches each is looked at, on average, on half a page: as often as
    the pages where those stand for which it does, four in ten of searches on page 1 and the others on any page."""
    hamlet = hamlet_with(f"platforms.mturk.newest_first={by_date}", "behaviour.page_one=0.4",
                         "behaviour.page_tail=0.01", "behaviour.patience=1")  # fmt: skip
    for k in range(20):  # the newest is the largest
        hamlet.batch(left=10_000 + k, second=1_000 + k)
    taken = list(crowd(sampled(hamlet, 0.2), 2_000).values())
    assert hamlet.told("looks") == {"looks": 20_000}
    assert about(sum(row >= 18 for row in taken), 2_000, 0.4 + 0.6 / 10)
    assert about(sum(row < 10 for row in taken), 2_000, 0.6 / 2)


@given(st.floats(1e-3, 1.0), st.integers(0, 3_000))
@example(0.7, 30)  # 0.7 x 30 is 21, and 21/0.7 a little more than 30
@example(0.35, 60)
@example(0.29, 100)
def test_offers_for_which_a_batch_stands_are_numbered_from_nought_without_a_gap(scale, rank):
    at, copy = place_of(rank, scale)
    assert place_of(rank + 1, scale) in ((at, copy + 1), (at + 1, 0))
    assert 0 <= copy <= 1 / scale and at == int(scale * rank)
    assert look_of(5, copy) >= 0


def test_looks_at_other_days_and_other_offers_have_numbers_of_their_own():
    numbers = [look_of(age, copy) for age in range(91) for copy in range(200)]
    assert len(set(numbers)) == len(numbers) and min(numbers) == 0 and max(numbers) < 2**24


# own speed


@pytest.mark.parametrize(("slowness", "share"), [(1.0, 0.5), (0.5, 0.8250), (2.0, 0.2347)])
def test_pay_is_weighed_at_ones_own_speed(hamlet_with, slowness, share):
    """1,000 for 60 s or 5,000 for 540 s, and a search of 60 s for either: 30,000 an hour. At half of the time 40,000
    and 54,545; at twice 20,000 and 15,789. A weight of 5."""
    hamlet = hamlet_with("behaviour.pay_weight=5")
    hamlet.workers.slowness[ANNE] = slowness
    hamlet.batch(left=10_000)
    long = hamlet.batch(left=10_000, price=5_000, seconds=540.0, stated_seconds=540.0)
    begun = list(crowd(hamlet, 600, seconds=1_200).values())
    assert len(begun) == 600 and about(begun.count(long), 600, share)


# trust


def test_who_is_known_by_another_name_is_somebody_else(hamlet_with):
    """Two batches of a requester, which in a sample stands for others too: it is not blamed for what they refused."""
    hamlet = hamlet_with("behaviour.trust_weight=20")
    good, bad = hamlet.batch(REGULAR, left=1_000), hamlet.batch(REGULAR, left=1_000, face=FACES + 7)
    hamlet.workers.met[ANNE, 0], hamlet.workers.met_refused[ANNE, 0] = FACES + 7, 100
    hamlet.session(ANNE, TEN, TEN + 36_000)
    run_sessions(hamlet)
    assert {batch for _, batch, *_ in done(hamlet)} == {good} and bad != good


def test_a_requester_who_refused_is_left_for_one_who_paid(hamlet_with):
    """Offers alike but for their requesters, of whom one refused a hundred tasks: chances 0.99 and 0.09, weight 20."""
    hamlet = hamlet_with("behaviour.trust_weight=20")
    good, bad = hamlet.batch(REGULAR, left=1_000), hamlet.batch(ONE_SHOT, left=1_000)
    hamlet.workers.met[ANNE, :2], hamlet.workers.met_refused[ANNE, 1] = (1, 3), 100
    hamlet.session(ANNE, TEN, TEN + 36_000)
    run_sessions(hamlet)
    assert {batch for _, batch, *_ in done(hamlet)} == {good} and bad != good


# addresses


def test_what_one_worker_does_in_a_batch_is_the_same_whoever_else_is_about(hamlet_with):
    """With tasks enough for all, times and answers of each worker are as if alone."""
    alone, together = {}, {}
    for workers in ([ANNE], [DAN], [CLEO], [ANNE, DAN, CLEO]):
        hamlet = hamlet_with("behaviour.task_log_sd=0.5", "behaviour.run_length=5", "behaviour.give_up_ratio=3")
        hamlet.workers.accuracy[:6] = 0.7
        for requester in (REGULAR, LARGE):
            for _ in range(4):
                hamlet.batch(requester, left=100_000)
        for worker in workers:
            hamlet.session(worker, TEN + 7 * worker, TEN + 7_200)
        run_sessions(hamlet)
        for row in done(hamlet):
            (together if len(workers) > 1 else alone).setdefault(row[0], []).append(row)
    assert alone == together and set(alone) == {ANNE_TOWN, DAN_TOWN, CLEO_DESK}
    assert min(map(len, alone.values())) > 5


def test_one_batch_more_moves_nobody_who_does_not_choose_it(hamlet_with):
    """A further offer on show: choices that it does not win stay as they were, and so do times and answers."""
    runs = {}
    for more in (False, True):
        hamlet = hamlet_with("behaviour.task_log_sd=0.5", "behaviour.give_up_ratio=100")
        for k in range(5):
            hamlet.batch(left=100_000, second=1_000 + k)
        if more:
            hamlet.batch(ONE_SHOT, left=100_000, second=500)
        for k in range(300):
            hamlet.session(ANNE, TEN + 100 * k, TEN + 100 * k + 120, who=5_000 + k)
        run_sessions(hamlet)
        x = hamlet.submissions
        runs[more] = {int(x.who[i]): (int(x.batch[i]), int(x.seconds[i]), int(x.right[i])) for i in range(x.n)}
    newcomer = 5
    moved = {who for who, run in runs[True].items() if run[0] == newcomer}
    assert len(moved) > 20
    assert {who: run for who, run in runs[True].items() if who not in moved} == {
        who: run for who, run in runs[False].items() if who not in moved
    }
