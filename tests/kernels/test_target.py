"""The wage that a requester aims at: each part against numbers by hand or integrals, the whole against brute force."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import integrate, stats

from microsim.market.parameters import KernelParameters
from microsim.market.posting.jobs import grid_of
from microsim.market.posting.target import (
    Belief,
    Charges,
    Need,
    believed_elasticity,
    best_wage,
    cost_at,
    mean_worth,
    share_worth,
)

MINUTE, HOUR = 60.0, 3_600.0
USUAL = 0.4  # share of days with late batches
NOTHING, FEE = Charges(0.0, 0.0, 0.0), Charges(0.2, 0.0, 0.0)
NEED = Need(3_000.0, 1.1, MINUTE, USUAL)
STEP = 1e-3  # of the grid of brute force, log points


def constant(elasticity: float) -> Belief:
    return Belief(np.array([elasticity, elasticity]), 0.0, 1.0, USUAL)


def falling(elasticity: float, by: float, at: float = 180_000.0) -> Belief:
    """So many per cent at a wage, and a log point higher less by exp(by), 5 at most; in steps of a tenth."""
    logs = math.log(at) - 12.0 + 0.1 * np.arange(241)
    return Belief(np.minimum(elasticity * np.exp(-by * (logs - math.log(at))), 5.0), logs[0], 0.1, USUAL)


BELIEFS = {
    "few at any wage": constant(0.05), "a quarter": constant(0.25), "as many": constant(1.0),
    "fewer the more it pays": falling(0.165, 0.3), "steeply fewer": falling(0.25, 1.0),
    "all at once": falling(1.0, 3.0),
}  # fmt: skip
CHARGES = {
    "none": NOTHING, "a fifth": FEE, "three fifths": Charges(0.6, 0.0, 0.0), "least fee": Charges(0.2, 100.0, 0.0),
    "least fee above any": Charges(0.2, 2_000.0, 0.0), "surcharge": Charges(0.2, 0.0, 150.0),
    "all of them": Charges(0.4, 300.0, 150.0),
}  # fmt: skip


# what jobs are worth


@pytest.mark.parametrize("spread", [0.2, 1.1, 2.5])
@pytest.mark.parametrize("cost", [100.0, 2_999.0, 3_000.0, 20_000.0])
def test_worth_of_the_jobs_worth_a_cost_is_the_integral_over_log_normal_values(spread, cost):
    need, values = NEED._replace(spread=spread), stats.lognorm(spread, scale=NEED.worth)
    density = lambda z: stats.norm.pdf(z) * NEED.worth * math.exp(spread * z)  # noqa: E731
    from_z = math.log(cost / NEED.worth) / spread
    worth = integrate.quad(density, from_z, from_z + 40.0, epsabs=0.0, limit=200)[0]
    assert share_worth(cost, need) == pytest.approx(values.sf(cost))
    assert mean_worth(cost, need) == pytest.approx(worth / values.sf(cost))


@pytest.mark.parametrize("spread", [0.0, 1e-12])
@pytest.mark.parametrize(("cost", "share"), [(2_999.0, 1.0), (3_000.0, 1.0), (3_001.0, 0.0)])
def test_jobs_without_a_spread_are_all_worth_it_or_none(spread, cost, share):
    need = NEED._replace(spread=spread)
    assert share_worth(cost, need) == share and mean_worth(cost, need) == max(3_000.0, cost)


@given(st.floats(1.0, 1e6), st.floats(1.0, 1e6), st.floats(0.05, 3.0), st.floats(1.0, 2.0))
def test_the_dearer_the_fewer_jobs_are_worth_it_and_the_more_those_are_worth(worth, cost, spread, dearer):
    need = Need(worth, spread, MINUTE, USUAL)
    assume(abs(math.log(cost / worth)) < 20.0 * spread and math.log(dearer) < 10.0 * spread)
    assert 0.0 <= share_worth(cost * dearer, need) <= share_worth(cost, need) <= 1.0
    assert cost <= mean_worth(cost, need) <= mean_worth(cost * dearer, need) * (1.0 + 1e-9)


# what people are believed to do


@pytest.mark.parametrize(
    ("log_wage", "elasticity"),
    [(10.0, 0.4), (10.5, 0.3), (11.0, 0.2), (11.75, 0.125), (12.0, 0.1), (5.0, 0.4), (12.1, 0.1), (99.0, 0.1)],
)
def test_beliefs_are_read_off_a_table_and_beyond_its_ends_as_there(log_wage, elasticity):
    table = Belief(np.array([0.4, 0.2, 0.1]), 10.0, 1.0, USUAL)
    assert believed_elasticity(log_wage, USUAL, table) == pytest.approx(elasticity)


@pytest.mark.parametrize(("lateness", "ratio"), [(0.4, 1.0), (0.0, 0.6), (1.0, 1.6), (0.65, 1.25)])
def test_who_is_late_more_often_than_usual_believes_in_more(lateness, ratio):
    assert believed_elasticity(9.0, lateness, constant(0.2)) == pytest.approx(0.2 * ratio)


# what an answer costs


@pytest.mark.parametrize(
    ("price", "charges", "cost"),
    [
        (1_000.0, (0.0, 0.0, 0.0), 1_000.0),
        (1_000.0, (0.2, 0.0, 0.0), 1_200.0),
        (1_000.0, (0.2, 199.0, 0.0), 1_200.0),
        (1_000.0, (0.2, 201.0, 0.0), 1_201.0),  # the least fee
        (1_000.0, (0.0, 100.0, 0.0), 1_100.0),
        (1_000.0, (0.2, 201.0, 30.0), 1_231.0),  # on which no fee is due
    ],
)
def test_costs_by_hand(price, charges, cost):
    assert cost_at(price, Charges(*charges)) == pytest.approx(cost)


# the best wage


def believed_profits(logs: np.ndarray, need: Need, charges: Charges, belief: Belief) -> np.ndarray:
    """Profit at each wage of a grid of logarithms: mean of (v - c)+ times the work done, whose elasticity adds up."""
    elasticity = np.array([believed_elasticity(log, need.lateness, belief) for log in logs])
    log_work = integrate.cumulative_trapezoid(elasticity, logs, initial=0.0)
    costs = [cost_at(math.exp(log) * need.seconds / HOUR, charges) for log in logs]
    gains = [share_worth(cost, need) * (mean_worth(cost, need) - cost) for cost in costs]
    return np.array(gains) * np.exp(log_work - log_work.max())


def check_best(need: Need, charges: Charges, belief: Belief) -> None:
    """That no wage on a grid, of four log points on each side, brings more: to a step of it."""
    found = best_wage(need, charges, belief)
    logs = math.log(found) + STEP * np.arange(-4_000, 4_001)
    profits = believed_profits(logs, need, charges, belief)
    assert profits[4_000] > 0.0 and abs(int(profits.argmax()) - 4_000) <= 1
    middle = math.log(need.worth * HOUR / need.seconds)
    far = np.linspace(middle - 11.0, middle + 11.0, 2_201)  # and none farther away: to a hundredth
    assert abs(far[believed_profits(far, need, charges, belief).argmax()] - math.log(found)) <= 0.02


@pytest.mark.parametrize("belief", BELIEFS)
@pytest.mark.parametrize("charges", CHARGES)
def test_no_wage_brings_more_than_the_best(charges, belief):
    check_best(NEED, CHARGES[charges], BELIEFS[belief])


@pytest.mark.parametrize(
    "changes",
    [
        {"spread": 0.0}, {"spread": 0.3}, {"spread": 2.0}, {"worth": 400.0}, {"worth": 90_000.0}, {"seconds": 5.0},
        {"seconds": 1_800.0, "worth": 90_000.0}, {"lateness": 0.0}, {"lateness": 1.0},
    ],
    ids=str,
)  # fmt: skip
def test_no_wage_brings_more_whatever_a_requester_needs(changes):
    check_best(NEED._replace(**changes), CHARGES["least fee"], BELIEFS["fewer the more it pays"])


@pytest.mark.parametrize(("worth", "fee", "elasticity"), [(1_200.0, 0.2, 0.25), (3_000.0, 0.0, 1.0), (50.0, 0.6, 0.04)])
def test_without_a_spread_an_answer_costs_the_part_of_its_worth_that_elasticity_says(worth, fee, elasticity):
    """v e / (1 + e), the fee included: the textbook's one buyer."""
    found = best_wage(Need(worth, 0.0, HOUR, USUAL), Charges(fee, 0.0, 0.0), constant(elasticity))
    assert found == pytest.approx(worth * elasticity / (1.0 + elasticity) / (1.0 + fee), rel=1e-9)


def test_where_all_come_for_a_little_more_an_answer_costs_what_it_is_worth_and_where_nobody_does_next_to_nothing():
    need = NEED._replace(spread=0.0, seconds=HOUR)
    assert best_wage(need, NOTHING, constant(1e6)) == pytest.approx(3_000.0, rel=2e-6)
    assert best_wage(need, NOTHING, constant(1e-3)) == pytest.approx(3_000.0 / 1_001.0)


def test_a_surcharge_leaves_less_to_share():
    """Of v - s the part e / (1 + e) is pay: 3,000 - 500 at 1/4 gives 500."""
    need = NEED._replace(spread=0.0, seconds=HOUR)
    assert best_wage(need, Charges(0.0, 0.0, 500.0), constant(0.25)) == pytest.approx(500.0)


def test_a_least_fee_counts_where_it_is_above_the_share_and_prices_stand_where_both_are_as_much():
    """3,000 at 1/4. Least fee 500: of 2,500 a fifth. 50: the share of 20 % is more, 600 all in. 120: the share would
    have it at 500, where it is 100; the least fee alone at 576, where it is 115: neither reaches 120, so 576 it is.
    105: 579 against 500, and at 525 both are as much."""
    need = NEED._replace(spread=0.0, seconds=HOUR)
    for least, wage in ((500.0, 500.0), (50.0, 500.0), (120.0, 576.0), (105.0, 525.0)):
        assert best_wage(need, Charges(0.2, least, 0.0), constant(0.25)) == pytest.approx(wage), least


# directions


WORTHS, SPREADS = st.floats(100.0, 1e5), st.floats(0.0, 2.0)
CASES = dict(worth=WORTHS, spread=SPREADS, seconds=st.floats(2.0, 3_600.0), which=st.sampled_from(sorted(BELIEFS)))


def cost_of(wage: float, need: Need, charges: Charges) -> float:
    return cost_at(wage * need.seconds / HOUR, charges)


@given(**CASES, fee=st.floats(0.0, 0.5), more=st.floats(0.01, 0.3))
def test_of_a_higher_fee_people_get_less_and_requesters_pay_no_less(worth, spread, seconds, which, fee, more):
    """Where the elasticity is the same at any wage, the fee falls on pay alone; else both bear of it."""
    need, belief = Need(worth, spread, seconds, USUAL), BELIEFS[which]
    low, high = Charges(fee, 0.0, 0.0), Charges(fee + more, 0.0, 0.0)
    before, after = best_wage(need, low, belief), best_wage(need, high, belief)
    costs = cost_of(before, need, low), cost_of(after, need, high)
    assert after < before
    if belief.elasticity[0] == belief.elasticity[-1]:
        assert costs[1] == pytest.approx(costs[0])
    else:
        assert costs[1] > costs[0] * (1.0 - 1e-9)  # equal where both lie where a belief is level


@given(**CASES, ratio=st.floats(1.01, 5.0))
def test_who_gains_more_pays_more_and_in_proportion_where_elasticity_is_the_same(worth, spread, seconds, which, ratio):
    need, belief = Need(worth, spread, seconds, USUAL), BELIEFS[which]
    before, after = best_wage(need, FEE, belief), best_wage(need._replace(worth=worth * ratio), FEE, belief)
    if belief.elasticity[0] == belief.elasticity[-1]:
        assert after == pytest.approx(ratio * before)
    else:
        assert before < after < ratio * before


@given(**CASES, charges=st.sampled_from(sorted(CHARGES)), more=st.floats(0.01, 0.6))
def test_lateness_and_a_spread_of_values_raise_the_wage(worth, spread, seconds, which, charges, more):
    """As long as some job is worth its charges alone."""
    need, now, belief = Need(worth, spread, seconds, USUAL), CHARGES[charges], BELIEFS[which]
    assume(worth > 2.0 * cost_at(0.0, now))
    wage = best_wage(need, now, belief)
    assert best_wage(need._replace(lateness=USUAL + more), now, belief) > wage
    assert best_wage(need._replace(spread=spread + more), now, belief) > wage


@given(**CASES, name=st.sampled_from(["surcharge", "fee_min"]), more=st.floats(0.01, 0.4))
def test_what_is_due_on_each_task_makes_it_dearer_and_lowers_the_wage_if_all_jobs_are_alike(
    worth, spread, seconds, which, name, more
):
    """Else the jobs that still come are worth more, and that may be more than what is due: the wage may rise."""
    need, due, belief = Need(worth, spread, seconds, USUAL), NOTHING._replace(**{name: more * worth}), BELIEFS[which]
    wages = [best_wage(need, charges, belief) for charges in (NOTHING, due)]
    assert cost_of(wages[1], need, due) > cost_of(wages[0], need, NOTHING) * (1.0 - 1e-9)
    alike = [best_wage(need._replace(spread=0.0), charges, belief) for charges in (NOTHING, due)]
    assert alike[1] < alike[0]


@given(**CASES, ratio=st.floats(1.1, 20.0))
def test_a_task_twice_as_long_and_worth_twice_as_much_pays_the_same_wage(worth, spread, seconds, which, ratio):
    need, belief = Need(worth, spread, seconds, USUAL), BELIEFS[which]
    longer = need._replace(worth=worth * ratio, seconds=seconds * ratio)
    assert best_wage(longer, FEE, belief) == pytest.approx(best_wage(need, FEE, belief))


@given(**CASES, ratio=st.floats(0.01, 100.0))
def test_the_unit_of_money_is_nobodys_business(worth, spread, seconds, which, ratio):
    """Values, charges and the wages of beliefs times as much: the wage times as much."""
    need, belief = Need(worth, spread, seconds, USUAL), BELIEFS[which]
    charges, dear = Charges(0.2, 100.0, 50.0), Charges(0.2, 100.0 * ratio, 50.0 * ratio)
    moved = best_wage(need._replace(worth=worth * ratio), dear, belief._replace(first=belief.first + math.log(ratio)))
    assert moved == pytest.approx(ratio * best_wage(need, charges, belief), rel=1e-6)


# the grid that a price stands on


def test_grids_take_their_shares_of_the_unit_one_after_the_other(classroom):
    """21 % steps of 25, 15 % of 10, 40 % of 5, the rest single hundredths."""
    changes = ("pricing.grid_25=0.21", "pricing.grid_10=0.15", "pricing.grid_5=0.40")
    pricing = KernelParameters.of(classroom(*changes)).pricing
    u = (np.arange(10_000) + 0.5) / 10_000
    assert np.unique([grid_of(x, pricing) for x in u], return_counts=True)[1].tolist() == [2_400, 4_000, 1_500, 2_100]
    assert [grid_of(x, pricing) for x in (0.2099, 0.2101, 0.3599, 0.3601, 0.7599, 0.7601)] == [25, 10, 10, 5, 5, 1]
