"""The market's supply: nil where everybody works anyway, as steep as reservation wages say, backwards for targets."""

import math

import pytest

from microsim.instruments import MarketSupply, market_supply_elasticity
from microsim.model import Market

PLENTY = (
    "days=60", "burn_in_days=0", "scale=2", "demand.hours=100", "demand.budget=100", "churn.disappointment_days=1000",
)  # fmt: skip


def only(motive: str, **parameters: object) -> tuple[str, ...]:
    """Overrides for a crowd of one motive, for whom any gain is worth sitting down."""
    shares = ", ".join(f"{name}: {int(name == motive)}" for name in ("supplement", "necessity", "flexibility"))
    own = {"worthwhile_amount": 0, **parameters}
    return (f"population.motive_shares={{{shares}}}", *(f"motives.{motive}.{key}={to}" for key, to in own.items()))


@pytest.fixture
def measured(classroom):
    def measure(*overrides: str) -> MarketSupply:
        with Market(classroom(*PLENTY, *overrides), rng=3) as market:
            for _ in range(21):
                market.step()
            return market_supply_elasticity(market, days=14)

    return measure


def test_nil_where_everybody_works_anyway(measured):
    """To the bit: nobody has a reservation wage, so the same people sit down in both forks."""
    told = measured(*only("supplement", reservation_wage=0.01, reservation_log_sd=0))
    assert told.participants == told.participants_by_motive["supplement"] == 0.0
    assert math.isnan(told.participants_by_motive["necessity"]) and math.isnan(told.hours_by_motive["flexibility"])


def test_people_come_when_pay_rises_above_their_reservation_wage(measured):
    told = measured(*only("supplement", reservation_wage=2.0, reservation_log_sd=1.0))
    assert 0.1 < told.participants < 3.0


def test_steeper_where_reservation_wages_are_closer_together(measured):
    near, far = (
        measured(*only("supplement", reservation_wage=2.0, reservation_log_sd=spread)).participants
        for spread in (0.5, 2.0)
    )
    assert near > far


def test_who_aims_at_an_amount_works_less_when_pay_rises(measured):
    """Enough work and a small target: hours fall almost as much as pay rises."""
    told = measured(*only("necessity", reservation_wage=0.01, reservation_log_sd=0, weekly_target=5, hours_per_day=8,
                          hours_log_sd=0, weekly_target_log_sd=0))  # fmt: skip
    assert told.participants == 0.0 and -1.3 < told.hours_by_motive["necessity"] < -0.4


def test_the_market_is_left_as_it_is(classroom):
    with Market(classroom("days=60", "burn_in_days=0"), rng=3) as market, market.fork() as twin:
        market_supply_elasticity(market, days=3)
        market.step(), twin.step()
        assert (market.batches.used("price") == twin.batches.used("price")).all()
        assert (market.accounts.used("expected_pay") == twin.accounts.used("expected_pay")).all()
