"""The elasticity that faces one requester: nil where pay decides nothing, large where it decides much."""

import math

import pytest

from microsim.instruments import RequesterElasticity, elasticity_facing_one_requester
from microsim.model import Market

# Nobody has a reservation wage, a least gain or an aim: pay can act through the choice between offers alone.
CHOICE_ALONE = (
    "days=60", "burn_in_days=0", "population.motive_shares={supplement: 1, necessity: 0, flexibility: 0}",
    "motives.supplement.reservation_wage=0.01", "motives.supplement.reservation_log_sd=0",
    "motives.supplement.worthwhile_amount=0",
    "demand.budget=10",
)  # fmt: skip


@pytest.fixture
def measured(classroom):
    """The elasticities in a classroom of 20 days with a weight of pay: ``measured(0.0)``."""

    def measure(weight: float) -> RequesterElasticity:
        with Market(classroom(*CHOICE_ALONE, f"behaviour.pay_weight={weight}"), rng=3) as market:
            for _ in range(20):
                market.step()
            return elasticity_facing_one_requester(market, requesters=40)

    return measure


def test_nil_where_pay_decides_nothing(measured):
    """To the bit, not on average: everybody has the same luck in both forks."""
    told = measured(0.0)
    assert len(told.elasticity) >= 20 and set(told.elasticity) == {0.0}
    assert (told.mean, told.standard_error) == (0.0, 0.0)


def test_large_where_pay_decides_much(measured):
    told = measured(3.0)
    assert len(told.elasticity) >= 20 and told.mean > 3 * told.standard_error > 0.0


def test_the_market_is_left_as_it_is(classroom):
    with Market(classroom("days=60", "burn_in_days=0"), rng=3) as market, market.fork() as twin:
        elasticity_facing_one_requester(market, requesters=2)
        market.step(), twin.step()
        assert (market.accounts.used("accepted_pay") == twin.accounts.used("accepted_pay")).all()
        assert market.day == twin.day == 1


def test_nobody_posts_and_nothing_is_told(classroom):
    with Market(classroom("days=60", "burn_in_days=0", "demand.hours=0.001"), rng=3) as market:
        told = elasticity_facing_one_requester(market, requesters=2)
    assert len(told.elasticity) <= 1 and (told.elasticity or math.isnan(told.mean))
