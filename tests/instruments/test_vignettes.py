"""People placed in a running market: what they get follows their evening and their job, and the market goes on."""

import math

import pytest

from microsim.instruments import every_evening, one_job
from microsim.model import Market


@pytest.fixture(scope="module")
def market(classroom):
    with Market(classroom("days=90", "burn_in_days=0"), rng=3) as market:
        for _ in range(30):
            market.step()
        yield market


def test_they_work_every_evening_and_longer_evenings_bring_more(market):
    short, long = (every_evening(market, minutes, days=10, people=10) for minutes in (30, 120))
    assert short.evenings == long.evenings == 100
    assert 0.0 < short.pay < long.pay
    # Some leave early; others finish a task, of a minute or two for most.
    assert short.pay / 0.6 < short.hourly_pay == pytest.approx(short.pay / 0.5, rel=0.5)


def test_a_job_pays_its_price_less_the_time_to_find_it(market):
    """Below price over duration, as searching is not paid; twice the price, twice the pay, about."""
    once, twice = (one_job(market, price, 15.0, 120, days=28, people=20) for price in (13.0, 26.0))
    assert once.evenings >= 20 and twice.evenings >= 20
    assert 0.3 * 13 / 15 < once.hourly_pay < 1.2 * 13 / 15  # middling speed, but luck with single tasks
    assert twice.hourly_pay / once.hourly_pay == pytest.approx(2.0, rel=0.3)


def test_nobody_takes_a_job_that_does_not_fit_into_the_evening(market):
    told = one_job(market, 13.0, 15.0, 2, days=5, people=5)
    assert told.evenings == 0 and math.isnan(told.pay)


def test_the_market_is_left_as_it_is(market):
    with market.fork() as left, market.fork() as used:
        every_evening(used, days=2, people=3)
        one_job(used, 13.0, 15.0, 120, days=2, people=3)
        left.step(), used.step()
        assert (left.accounts.used("earned_today") == used.accounts.used("earned_today")).all()
        assert (left.workers.used("hours_per_day") == used.workers.used("hours_per_day")).all()
