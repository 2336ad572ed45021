"""The end of batches, and what it teaches about prices."""

import math

import numpy as np
import pytest
from tests.phases.conftest import LARGE, ONE_SHOT, REGULAR, TYPES

from microsim.market.law.phase import set_rules
from microsim.market.requesters.phase import adapt_requesters

DAY = 86_400
TYPES_FROM_ZERO = TYPES.replace("price_low: 0.01", "price_low: 0")
E = round(DAY / math.e)


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
    assert hamlet.requesters.price_batches[REGULAR] == 0 and hamlet.requesters.markup[REGULAR] == 0.0


# prices, with a deadline of a day and steps of 2 %


@pytest.mark.parametrize(
    ("fill_seconds", "markup"),
    [
        (E, -0.02),  # at 1/e of the deadline: a step down
        (DAY, 0.0),
        (round(DAY * math.e), 0.04),  # e times the deadline: two steps up
        (1, -0.02),  # early is early
        (DAY / 2, -0.02 * math.log(2)),
        (90 * DAY, 0.12),  # no batch says more than three steps
    ],
)
def test_a_price_falls_when_early_and_rises_twice_as_fast_when_late(hamlet, fill_seconds, markup):
    hamlet.batch(left=0, fill_seconds=fill_seconds)
    adapt(hamlet)
    assert hamlet.requesters.markup[REGULAR] == pytest.approx(markup, abs=1e-6)
    assert hamlet.requesters.markup[[LARGE, ONE_SHOT]].tolist() == [0.0, 0.0]


def test_an_expired_batch_counts_as_late_even_within_the_deadline(hamlet):
    """Eight days on show, deadline of thirty: still a whole step of 1, times two."""
    hamlet.requesters.deadline[REGULAR] = 30 * DAY
    hamlet.batch(left=7, day=-7, expiry_day=0)
    adapt(hamlet)
    assert hamlet.requesters.markup[REGULAR] == pytest.approx(0.04)


def test_the_batches_of_a_day_speak_together(hamlet):
    """Signals of -1 and +2 make 1/2: one step up."""
    hamlet.batch(left=0, fill_seconds=E)
    hamlet.batch(left=0, fill_seconds=round(DAY * math.e**2))
    adapt(hamlet)
    r = hamlet.requesters
    assert r.markup[REGULAR] == pytest.approx(0.02, abs=1e-6)
    assert r.lateness[REGULAR] == pytest.approx(0.1)
    adapt(hamlet)  # nothing new
    assert r.markup[REGULAR] == pytest.approx(0.02, abs=1e-6)


def test_one_shot_requesters_and_those_who_left_learn_nothing(hamlet):
    hamlet.requesters.present[LARGE] = False
    for requester in (ONE_SHOT, LARGE):
        hamlet.batch(requester, left=0, fill_seconds=E)
    adapt(hamlet)
    assert hamlet.requesters.markup[:3].tolist() == [0.0] * 3


def test_a_price_is_lowered_only_where_it_saves_the_attention(hamlet_with):
    """2 % of 21 tasks at 1,000 are 420, more than four cents; of 19 less. A late batch moves it anyway."""
    hamlet = hamlet_with("requesters.regular.attention=0.04")
    for size, fill_seconds, markup in ((19, E, 0.0), (21, E, -0.02), (1, DAY * 3, -0.02 + 0.04 * math.log(3))):
        hamlet.batch(left=0, tasks=size, fill_seconds=fill_seconds)
        adapt(hamlet)
        assert hamlet.requesters.markup[REGULAR] == pytest.approx(markup, abs=1e-5)


# peers


def test_a_look_at_a_cheaper_peer_goes_half_way(hamlet_with):
    """Only the regular one looks, on some days at himself, on some at the large one, whose price is 40 % lower."""
    hamlet = hamlet_with("requesters.regular.peer_rate=1")
    moved = []
    for day in range(40):
        hamlet.open_day(day)
        hamlet.requesters.markup[:3] = 0.0, -0.4, -0.9
        adapt(hamlet)
        assert hamlet.requesters.markup[[LARGE, ONE_SHOT]].tolist() == [-0.4, -0.9]
        moved.append(float(hamlet.requesters.markup[REGULAR]))
    assert set(np.round(moved, 12)) == {0.0, -0.2}
    assert 6 < moved.count(0.0) < 34  # as often at himself as at the other: a binomial of 40, 1 in 150,000


def test_a_batch_offered_at_its_worth_teaches_only_downwards(hamlet):
    """Had it been worth more, more would have been offered: being late says nothing about the price."""
    late = hamlet.batch(left=0, fill_seconds=round(DAY * math.e), capped=True)
    adapt(hamlet)
    assert hamlet.requesters.markup[REGULAR] == 0.0 and not hamlet.batches.state[late]
    hamlet.batch(left=0, fill_seconds=E, capped=True)
    adapt(hamlet)
    assert hamlet.requesters.markup[REGULAR] == pytest.approx(-0.02, abs=1e-6)


@pytest.mark.parametrize(("fill_seconds", "end"), [(1, math.log(0.01 / 0.10)), (90 * DAY, math.log(2.0 / 0.10))])
def test_a_price_stays_within_the_range_of_its_type(hamlet, fill_seconds, end):
    hamlet.requesters.markup[REGULAR] = end
    hamlet.batch(left=0, fill_seconds=fill_seconds)
    adapt(hamlet)
    assert hamlet.requesters.markup[REGULAR] == pytest.approx(end)


@pytest.mark.parametrize("reason", ["dearer", "late", "gone", "another type", "never looks", "not worth it"])
def test_nothing_follows_a_peer_who(hamlet_with, reason):
    changes = ["requesters.regular.peer_rate=1"] if reason != "never looks" else []
    hamlet = hamlet_with(*changes, *(["requesters.regular.attention=100"] if reason == "not worth it" else []))
    r = hamlet.requesters
    r.markup[LARGE] = 0.4 if reason == "dearer" else -0.4
    r.lateness[LARGE] = 0.5 if reason == "late" else 0.0
    r.present[LARGE] = reason != "gone"
    r.task_type[LARGE] = 1 if reason == "another type" else 0
    for day in range(40):
        hamlet.open_day(day)
        adapt(hamlet)
    assert r.markup[REGULAR] == 0.0


def test_without_a_lowest_price_one_cent_is_the_lowest(hamlet_with):
    """As for every price."""
    hamlet = hamlet_with(TYPES_FROM_ZERO)
    assert hamlet.views.types["lowest_markup"].tolist() == pytest.approx([math.log(0.01 / 0.10)] * 2)
    hamlet.requesters.markup[REGULAR] = math.log(0.01 / 0.10)
    hamlet.batch(left=0, fill_seconds=1)
    adapt(hamlet)
    assert hamlet.requesters.markup[REGULAR] == pytest.approx(math.log(0.01 / 0.10))
