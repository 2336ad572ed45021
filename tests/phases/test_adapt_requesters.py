"""The end of batches, and what it teaches about the wage to aim at."""

import math

import pytest
from tests.phases.conftest import DESK, LARGE, ONE_SHOT, REGULAR, TOWN

from microsim.market.law.phase import set_rules
from microsim.market.requesters.phase import adapt_requesters

DAY = 86_400


def adapt(hamlet) -> None:
    set_rules(hamlet)
    adapt_requesters(hamlet)


# the end of batches


def test_a_filled_batch_goes_off_show_and_its_row_is_free_once_judged(hamlet):
    judged, waiting = hamlet.batch(left=0, fill_seconds=7_200), hamlet.batch(left=0, fill_seconds=3_600, in_review=3)
    adapt(hamlet)
    b, r = hamlet.batches, hamlet.requesters
    assert (b.state[judged], b.state[waiting]) == (0, 2) and hamlet.events.freed.tolist() == [judged]
    assert (r.batches_filled[REGULAR], r.fill_seconds[REGULAR]) == (2, 10_800)
    assert hamlet.told("batches_filled", "batches_expired", "expired") == dict(
        batches_filled=2, batches_expired=0, expired=0
    )
    assert hamlet.days.fill_hours[0] == 1.5
    b.in_review[waiting] = 0
    adapt(hamlet)
    assert b.state[waiting] == 0 and hamlet.events.freed.tolist() == [waiting]
    assert r.batches_filled[REGULAR] == 2  # once


def test_an_expired_batch_gives_its_budget_back(hamlet):
    """Seven of ten tasks undone at 1,000 and a fee of 200."""
    batch = hamlet.batch(left=7, tasks=10, day=-6, expiry_day=0)
    hamlet.batch(left=5, day=-6, expiry_day=1)
    adapt(hamlet)
    assert (hamlet.batches.state[batch], hamlet.batches.left[batch]) == (0, 0)
    assert hamlet.told("batches_filled", "batches_expired", "expired") == dict(
        batches_filled=0, batches_expired=1, expired=7
    )
    assert hamlet.requesters.budget[REGULAR] == 1e9 + 7 * 1_200


def test_a_batch_that_was_filled_once_stays_filled(hamlet):
    """Rejected tasks of a filled batch were offered again and expired: the tasks expire, the batch does not."""
    hamlet.batch(left=2, tasks=10, fill_seconds=500, ended=True, expiry_day=0)
    adapt(hamlet)
    assert hamlet.told("batches_filled", "batches_expired", "expired") == dict(
        batches_filled=0, batches_expired=0, expired=2
    )
    assert (hamlet.requesters.lateness[REGULAR], hamlet.requesters.target_wage[REGULAR]) == (0.2, 60_000)


# lateness and the target wage, with a deadline of a day; the best wage in town is 150,000 e/(1 + e): 180,000 an hour
# that answers are worth, less a fee of 20 %, at an elasticity e of 0.25 times (0.8 + lateness)

LATE, IN_TIME = DAY + 1, DAY


def end(hamlet, *fill_seconds: int, requester: int = REGULAR) -> None:
    """A day on which batches are filled after so many seconds."""
    for seconds in fill_seconds:
        hamlet.batch(requester, left=0, fill_seconds=seconds)
    adapt(hamlet)


@pytest.mark.parametrize(
    ("fill_seconds", "late"), [([IN_TIME], 0.0), ([LATE], 1.0), ([1, LATE], 0.5), ([LATE, 1, 1, 1], 0.25)]
)
def test_lateness_is_that_of_days(hamlet, fill_seconds, late):
    """A weight of 0.1 for each day, however many end on it."""
    end(hamlet, *fill_seconds)
    assert hamlet.requesters.lateness[:3].tolist() == pytest.approx([0.2 + 0.1 * (late - 0.2), 0.2, 0.2])
    adapt(hamlet)  # nothing new
    assert hamlet.requesters.lateness[REGULAR] == pytest.approx(0.2 + 0.1 * (late - 0.2))


def test_an_expired_batch_is_late_even_within_the_deadline(hamlet):
    """Eight days on show, deadline of thirty."""
    hamlet.requesters.deadline[REGULAR] = 30 * DAY
    hamlet.batch(left=7, day=-7, expiry_day=0)
    adapt(hamlet)
    assert hamlet.requesters.lateness[REGULAR] == pytest.approx(0.28)
    assert hamlet.requesters.target_wage[REGULAR] < 60_000


def test_who_was_late_goes_a_quarter_of_the_way_to_the_best_wage(hamlet):
    """Lateness is 0.28 after it, so the elasticity 0.27; a quarter of the logarithm, and of the error of guesses."""
    hamlet.requesters.guess_error[:3] = 0.8
    end(hamlet, LATE)
    r = hamlet.requesters
    assert r.target_wage[REGULAR] == pytest.approx(60_000**0.75 * (150_000 * 0.27 / 1.27) ** 0.25)
    assert r.guess_error[:3].tolist() == pytest.approx([0.6, 0.8, 0.8])
    assert r.target_wage[[LARGE, ONE_SHOT]].tolist() == [60_000, 0]


def test_who_is_in_time_keeps_its_wage_and_its_guesses(hamlet):
    """Unless it thinks again, which nobody does here by itself."""
    hamlet.requesters.guess_error[REGULAR] = 0.8
    for day in range(30):
        hamlet.open_day(day)
        end(hamlet, 1, IN_TIME)
    assert (hamlet.requesters.target_wage[REGULAR], hamlet.requesters.guess_error[REGULAR]) == (60_000, 0.8)
    assert hamlet.requesters.lateness[REGULAR] == pytest.approx(0.2 * 0.9**30)


@pytest.mark.parametrize(
    ("ends", "thinned", "chance"), [(1, 1.0, 0.3), (2, 1.0, 0.51), (1, 0.5, 0.51), (3, 0.5, 0.882)]
)
def test_one_thinks_again_by_chance_after_each_batch(hamlet_with, ends, thinned, chance):
    """1 - 0.7^n, of n batches, or twice as many where a sample has half of them. 400 days, 4.5 standard errors."""
    hamlet, moved = hamlet_with("pricing.reset=0.3"), 0
    hamlet.requesters.thinned[REGULAR] = thinned
    for day in range(400):
        hamlet.open_day(day)
        hamlet.requesters.target_wage[REGULAR] = 60_000.0
        end(hamlet, *[1] * ends)
        moved += hamlet.requesters.target_wage[REGULAR] != 60_000
        hamlet.batches.n = 0
    assert abs(moved - 400 * chance) < 4.5 * math.sqrt(400 * chance * (1 - chance))


def test_a_larger_chance_of_a_reset_moves_on_the_same_days_and_more(hamlet_with):
    days = {}
    for reset in (0.2, 0.6):
        hamlet, days[reset] = hamlet_with(f"pricing.reset={reset}"), set()
        for day in range(60):
            hamlet.open_day(day)
            before = hamlet.requesters.target_wage[REGULAR]
            end(hamlet, 1)
            days[reset] |= {day} if hamlet.requesters.target_wage[REGULAR] != before else set()
    assert days[0.2] < days[0.6] and days[0.2]


@pytest.mark.parametrize("start", [0.1, 0.5, 2.0, 10.0])
def test_from_wherever_a_wage_starts_it_ends_at_the_best(hamlet, start):
    """Always late: an elasticity of 0.45, so 46,552. Each day leaves three quarters of the gap, forty days nothing."""
    r, best = hamlet.requesters, 150_000 * 0.45 / 1.45
    r.lateness[REGULAR], r.target_wage[REGULAR] = 1.0, start * best
    for day in range(40):
        hamlet.open_day(day)
        end(hamlet, LATE)
        gap = math.log(r.target_wage[REGULAR] / best)
        assert gap == pytest.approx(math.log(start) * 0.75 ** (day + 1), abs=1e-9)


@pytest.mark.parametrize(
    ("changes", "columns", "best"),
    [
        ((), {}, 150_000 * 0.2),
        ((), {"usable": 0.5}, 75_000 * 0.2),
        ((), {"value_ratio": 2.0}, 300_000 * 0.2),
        ((), {"platform": DESK}, 150_000 * 0.2),  # a fee of 500, whatever the price: (3,000 - 500) x 0.2 x 60
        (("platforms.mturk.fee_share=0.6",), {}, 112_500 * 0.2),  # 180,000/1.6: the fee falls on the wage
        (("platforms.mturk.fee_share=0",), {}, 180_000 * 0.2),
        (("task_types.label.seconds=30",), {}, 300_000 * 0.2),  # as much worth in half the time
    ],
)
def test_the_best_wage_goes_by_what_answers_are_worth_and_what_they_cost(hamlet_with, changes, columns, best):
    """A step the whole way, and lateness of 0.2 as usual: 1/4 / (1 + 1/4) of what is left of the worth."""
    hamlet = hamlet_with("pricing.step=1", "pricing.lateness_rate=0", *changes)
    for name, value in columns.items():
        getattr(hamlet.requesters, name)[REGULAR] = value
    end(hamlet, LATE)
    assert hamlet.requesters.target_wage[REGULAR] == pytest.approx(best)


def test_what_others_pay_moves_nobody(hamlet_with):
    """Nobody copies: a peer in town who pays a tenth, and is in time, changes nothing."""
    wages = []
    for wage in (60_000.0, 6_000.0):
        hamlet = hamlet_with("pricing.reset=0.5")
        r = hamlet.requesters
        r.platform[LARGE], r.target_wage[LARGE] = TOWN, wage
        for day in range(20):
            hamlet.open_day(day)
            hamlet.batch(LARGE, left=5, price=int(wage / 60))
            end(hamlet, 1)
        wages.append(r.target_wage[REGULAR])
    assert wages[0] == wages[1] < 60_000


@pytest.mark.parametrize(("day", "wage", "error"), [(60, 60_000.0, 0.8), (61, 29_518.0, 0.0)])
def test_a_wage_that_nothing_ended_at_for_sixty_days_is_set_afresh(hamlet, day, wage, error):
    """The whole way, though in time: lateness 0.18, elasticity 0.245, so 150,000 x 0.245/1.245."""
    r = hamlet.requesters
    r.guess_error[REGULAR], r.last_end[:3] = 0.8, 0
    hamlet.open_day(day)
    end(hamlet, 1)
    assert r.target_wage[REGULAR] == pytest.approx(wage, abs=1.0) and r.guess_error[REGULAR] == error
    assert r.last_end[[REGULAR, LARGE]].tolist() == [day, 0]
    wage = r.target_wage[REGULAR]
    hamlet.open_day(day + 60)
    end(hamlet, 1)
    assert r.target_wage[REGULAR] == wage  # it is no longer than sixty days ago


def test_one_shot_requesters_and_those_who_left_learn_nothing(hamlet):
    hamlet.requesters.present[LARGE] = False
    for requester in (ONE_SHOT, LARGE):
        end(hamlet, LATE, requester=requester)
    assert hamlet.requesters.target_wage[:3].tolist() == [60_000, 60_000, 0]
    assert hamlet.requesters.lateness[:3].tolist() == [0.2] * 3


def test_who_has_no_target_yet_remembers_that_it_was_late_and_sets_none(hamlet):
    """As one whose tasks AI did so far: it sets a target when it posts."""
    hamlet.requesters.target_wage[REGULAR] = 0.0
    end(hamlet, LATE)
    assert (hamlet.requesters.target_wage[REGULAR], hamlet.requesters.lateness[REGULAR]) == (0, pytest.approx(0.28))
