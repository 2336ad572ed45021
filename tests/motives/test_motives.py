"""Supply by motive: decision rules, and what they come to in a population. Nothing here states an elasticity.

Every worker of a classroom is asked for today's plan through the agent, at several levels of expected pay; all draws
are the same, so each comparison is of one person with himself or herself.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsim.codes import Motive
from microsim.model import Market
from microsim.motives.necessity import time_wanted
from microsim.motives.sessions import worth_it

MONEY = st.floats(1.0, 1e6)
HOURS = st.floats(0.01, 16.0)


@pytest.fixture(scope="module")
def market(classroom):
    config = classroom(  # begins on a Wednesday
        "population.workers=1500", "demand.requesters=5", "burn_in_days=90", "behaviour.first_expectation=0.6"
    )
    with Market(config, rng=4) as market:
        yield market


def wanted(market: Market, level: float) -> dict[Motive, dict[int, int]]:
    """Seconds that each worker plans at a level of expected pay (1: as at the start), by motive and row."""
    a = market.accounts
    before = a.used("expected_pay").copy()
    a.used("expected_pay")[:] *= level
    told = {motive: {} for motive in Motive}
    for worker in market.agents_by_type[market.worker_class]:
        plan = worker.plan_day()
        if plan:
            told[worker.motive][worker.row] = sum(session.wanted for session in plan)
    a.used("expected_pay")[:] = before
    return told


@pytest.fixture(scope="module")
def at(market):
    return {level: wanted(market, level) for level in (0.5, 1.0, 1.2, 2.0)}


# theory


@given(MONEY, st.integers(1, 7), MONEY, HOURS)
def test_necessity_aims_at_its_part_of_what_is_missing_or_works_all_day(missing, days, pay, hours):
    """Hours x pay = the aim, or the hours at disposal: below that, the elasticity of hours is -1."""
    time, aim = time_wanted(missing, days, pay, hours)
    assert aim == pytest.approx(missing / days)
    assert time == pytest.approx(min(hours, aim / pay))
    longer, _ = time_wanted(missing, days, pay / 2, hours)
    assert longer == pytest.approx(min(hours, 2 * time))


@given(st.floats(-1e6, 0.0), st.integers(1, 7), MONEY, HOURS)
def test_whoever_has_reached_the_target_wants_no_more(missing, days, pay, hours):
    assert time_wanted(missing, days, pay, hours) == (0.0, 0.0)


@given(MONEY, MONEY, HOURS, st.floats(0.0, 1e6))
def test_a_session_that_is_worth_it_stays_so_at_more_pay_or_more_time(pay, reservation, hours, least):
    if worth_it(pay, reservation, hours, least):
        assert worth_it(pay * 1.1, reservation, hours, least)
        assert pay < reservation or worth_it(pay, reservation, hours * 1.1, least)
    assert not worth_it(reservation * 0.99, reservation, hours, least)


# direction, by decision rule


def aim_over_pay(market: Market, row: int) -> float:
    """Seconds after which today's part of the week's target is earned: five days are left from Wednesday."""
    first, many = market.workers.first_account[row], market.workers.n_accounts[row]
    best = market.accounts.expected_pay[first : first + many].max()
    return market.workers.weekly_target[row] / 5 / best * 3_600


def test_when_pay_is_halved_necessity_wants_longer_hours_until_the_day_is_full(market, at):
    """Everyone who still comes wants at least as long, and longer unless the day was full already."""
    before, after = at[1.0][Motive.NECESSITY], at[0.5][Motive.NECESSITY]
    both = before.keys() & after.keys()
    longer = {row for row in both if after[row] > before[row]}
    assert len(longer) > 20 and all(after[row] >= before[row] for row in both)
    assert all(before[row] < aim_over_pay(market, row) for row in both - longer)
    assert sum(after[row] for row in both) > 1.1 * sum(before[row] for row in both)


def test_hours_of_necessity_are_the_aim_over_pay_where_the_day_leaves_room(market, at):
    """Double pay, half the hours, to the second, for all who had not filled their day."""
    before, after = at[1.0][Motive.NECESSITY], at[2.0][Motive.NECESSITY]
    half = {row for row in before if abs(after[row] - before[row] / 2) <= 1}
    assert len(half) > 20 and all(before[row] == int(aim_over_pay(market, row)) for row in half)
    assert all(before[row] / 2 < after[row] <= before[row] < aim_over_pay(market, row) for row in before.keys() - half)


@pytest.mark.parametrize("motive", [Motive.SUPPLEMENT, Motive.FLEXIBILITY])
def test_when_pay_is_halved_fewer_of_the_others_come_and_none_stays_longer(at, motive):
    before, after = at[1.0][motive], at[0.5][motive]
    assert after.keys() < before.keys() and len(after) < 0.8 * len(before)
    assert all(after[row] <= before[row] for row in after)


@pytest.mark.parametrize("motive", Motive)
def test_participation_rises_with_pay(at, motive):
    """A fifth more pay brings people of every motive; whoever came for less comes for more."""
    for low, high in ((0.5, 1.0), (1.0, 1.2), (1.2, 2.0)):
        assert at[low][motive].keys() <= at[high][motive].keys()
    assert len(at[1.2][motive]) > len(at[1.0][motive])


def test_a_fifth_more_pay_brings_hours_of_supplement_and_saves_hours_of_necessity(at):
    """Of those of necessity who came before as well: down by a sixth, less what full days held back."""
    for motive, low, high in ((Motive.SUPPLEMENT, 1.03, 2.0), (Motive.FLEXIBILITY, 1.03, 2.0)):
        assert low < sum(at[1.2][motive].values()) / sum(at[1.0][motive].values()) < high
    before, after = at[1.0][Motive.NECESSITY], at[1.2][Motive.NECESSITY]
    assert 5 / 6 - 0.001 < sum(after[row] for row in before) / sum(before.values()) < 0.99


def test_supplement_and_flexibility_name_their_reservation_wage_as_the_floor_and_necessity_none(market):
    for worker in market.agents_by_type[market.worker_class]:
        for session in worker.plan_day():
            assert session.floor == (0.0 if worker.motive is Motive.NECESSITY else worker.reservation_wage)
            assert session.strict is (worker.motive is Motive.FLEXIBILITY)
            assert (session.aim > 0) is (worker.motive is Motive.NECESSITY)
            assert 0 <= session.start < session.end <= 86_400
