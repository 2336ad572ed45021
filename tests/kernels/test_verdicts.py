"""Chances of rejection, suspension, and what a price teaches: by hand, and in the right direction."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsim.market.requesters.prices import price_change, price_signal
from microsim.market.review.verdicts import chance_of_rejection
from microsim.market.standing.suspension import deserves_suspension

SHARE = st.floats(0.0, 1.0)


@pytest.mark.parametrize(
    ("right", "good_judged_bad", "bad_judged_good", "rejectable", "chance"),
    [
        (True, 0.0, 0.0, 1.0, 0.0),  # a perfect judge rejects no right answer
        (False, 0.0, 0.0, 1.0, 1.0),  # and every wrong one
        (False, 0.0, 0.0, 0.1, 0.1),  # unless it tolerates nine in ten
        (False, 0.0, 0.4, 0.5, 0.3),  # or sees only six in ten
        (True, 1.0, 0.0, 0.2, 0.2),  # takes good for bad
    ],
)
def test_chance_of_rejection_by_hand(right, good_judged_bad, bad_judged_good, rejectable, chance):
    told = chance_of_rejection(right, good_judged_bad, bad_judged_good, rejectable)
    assert told == pytest.approx(chance)


@given(st.booleans(), SHARE, SHARE, SHARE)
def test_a_chance_is_a_chance(right, good_judged_bad, bad_judged_good, rejectable):
    assert 0.0 <= chance_of_rejection(right, good_judged_bad, bad_judged_good, rejectable) <= 1.0


@pytest.mark.parametrize(
    ("approved", "rejected", "suspended"),
    [(29, 21, True), (30, 20, False), (0, 49, False), (0, 50, True), (0, 0, False)],
)
def test_suspension_below_sixty_per_cent_of_fifty(approved, rejected, suspended):
    assert deserves_suspension(approved, rejected, 0.6, 50) is suspended


@given(st.integers(0, 500), st.integers(0, 500), st.floats(0.0, 1.0), st.integers(1, 100))
def test_an_approval_never_leads_to_suspension(approved, rejected, least, after):
    if approved + rejected >= after and not deserves_suspension(approved, rejected, least, after):
        assert not deserves_suspension(approved + 1, rejected, least, after)


def test_what_the_end_of_a_batch_says_about_its_price():
    hour = 3_600.0
    assert price_signal(24 * hour, 24 * hour, 1.0, 3.0) == 0.0
    assert price_signal(24 * hour / math.e, 24 * hour, 1.0, 3.0) == pytest.approx(-1.0)
    assert price_signal(48 * hour, 24 * hour, 1.0, 3.0) == pytest.approx(math.log(2))
    assert (price_signal(0.0, 24 * hour, 1.0, 3.0), price_signal(1e9, 24 * hour, 1.0, 3.0)) == (-1.0, 3.0)


def test_a_price_rises_twice_as_fast_as_it_falls():
    assert price_change(0.7, 0.02, 1e6, 0.0, 2.0) == pytest.approx(0.028)
    assert price_change(-0.7, 0.02, 1e6, 0.0, 2.0) == pytest.approx(-0.014)
    assert price_change(0.0, 0.02, 1e6, 0.0, 2.0) == 0.0


def test_a_price_is_lowered_only_if_that_saves_enough():
    """2 % of 10,000 is 200."""
    assert price_change(-1.0, 0.02, 10_000.0, 200.0, 2.0) == pytest.approx(-0.02)
    assert price_change(-1.0, 0.02, 9_999.0, 200.0, 2.0) == 0.0
    assert price_change(1.0, 0.02, 1.0, 200.0, 2.0) == pytest.approx(0.04)  # a late batch is costly enough
