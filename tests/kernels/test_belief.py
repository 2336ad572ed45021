"""What requesters believe of people's answer to pay, from the reservation wages of a configuration."""

import math

import numpy as np
import pytest
from scipy import stats

from microsim.config.load import load
from microsim.market.parameters import BELIEF_CELLS, BELIEF_REACH, belief_of, usual_pay
from microsim.market.posting.target import Belief, Charges, Need, believed_elasticity, best_wage
from microsim.units import UNIT

MOTIVES = ("supplement", "necessity", "flexibility")
USUAL = "pricing.usual_lateness=0.4"


def alike(wage: float, log_sd: float) -> list[str]:
    """Changes after which people of every motive have the same distribution of reservation wages."""
    both = f"reservation_wage={wage}", f"reservation_log_sd={log_sd}"
    return [f"motives.{motive}.{change}" for motive in MOTIVES for change in both]


def told(belief: Belief, wages: np.ndarray) -> np.ndarray:
    """Elasticities at some wages, of somebody as late as usual."""
    return np.array([believed_elasticity(math.log(wage), belief.usual_lateness, belief) for wage in wages])


def steps(belief: Belief) -> np.ndarray:
    """The wages of the table."""
    return np.exp(belief.first + belief.step * np.arange(len(belief.elasticity)))


@pytest.mark.parametrize("level", [0.05, 0.165, 2.0])
def test_at_usual_pay_it_is_what_the_configuration_says(classroom, level):
    config = classroom(f"pricing.belief={level}", USUAL)
    belief = belief_of(config)
    assert told(belief, np.array([usual_pay(config)])) == pytest.approx(level)
    assert believed_elasticity(math.log(usual_pay(config)), 0.9, belief) == pytest.approx(1.5 * level)
    assert len(belief.elasticity) == BELIEF_CELLS + 1
    assert steps(belief)[[0, -1]] == pytest.approx(usual_pay(config) * np.exp([-BELIEF_REACH, BELIEF_REACH]))


@pytest.mark.parametrize("log_sd", [0.3, 1.0, 1.86])
def test_it_falls_as_fewer_are_left_whose_reservation_wage_is_near(classroom, log_sd):
    """Of people alike, g/G of one log-normal distribution: the hazard read from above."""
    config = classroom(*alike(4.0, log_sd), "population.country_shares={FR: 1}")
    belief, usual = belief_of(config), usual_pay(config)
    place = lambda wages: np.log(wages / (4.0 * UNIT)) / log_sd  # noqa: E731
    ratio = lambda wages: np.exp(stats.norm.logpdf(place(wages)) - stats.norm.logcdf(place(wages)))  # noqa: E731
    wages = steps(belief)[abs(place(steps(belief))) < 8.0]
    assert len(wages) > 20
    assert told(belief, wages) == pytest.approx(config.pricing.belief * ratio(wages) / ratio(np.array([usual])))


def test_of_several_motives_it_is_the_slope_of_the_share_who_would_work(classroom):
    """Against a difference quotient of that share, motive by motive, in one country."""
    config = classroom("population.country_shares={FR: 1}")
    belief, usual = belief_of(config), usual_pay(config)
    shares = dict(config.population.motive_shares)

    def log_share(log_wage: float) -> float:
        own = [getattr(config.motives, name) for name in MOTIVES]
        below = [
            stats.norm.cdf((log_wage - math.log(one.reservation_wage * UNIT)) / one.reservation_log_sd) for one in own
        ]
        return math.log(sum(shares[name] * share for name, share in zip(MOTIVES, below, strict=True)))

    def slope(wage: float) -> float:
        return (log_share(math.log(wage) + 1e-4) - log_share(math.log(wage) - 1e-4)) / 2e-4

    cells = steps(belief)[80:161:8]  # four log points to each side of usual pay
    ratios = [slope(wage) / slope(usual) for wage in cells]
    assert told(belief, cells) / config.pricing.belief == pytest.approx(ratios, rel=1e-5)


@pytest.mark.parametrize("scenario", ["classroom", "france_2019", "mturk_2017", "global_pool"])
def test_of_no_scenario_does_it_rise_with_the_wage(scenario):
    """So that only one wage is best."""
    belief = belief_of(load([f"scenario={scenario}", "figures=false"]))
    assert (np.diff(belief.elasticity) < 0.0).all() and (belief.elasticity > 0.0).all()


@pytest.mark.parametrize("log_sd", [0.0, 0.05, 0.1, 0.2])
def test_where_people_are_nearly_alike_hardly_anybody_comes_for_much_less(classroom, log_sd):
    """Below their wage it goes on to grow, far beyond where shares are too small for floats; and the best wage is
    about theirs, where it falls from many to none, not next to nothing."""
    config = classroom(*alike(3.45, log_sd), "population.country_shares={FR: 1}")
    belief = belief_of(config)
    assert (np.diff(belief.elasticity) <= 0.0).all() and belief.elasticity[0] > 10.0 * config.pricing.belief
    need = Need(3.1 * 3.45 * UNIT / 60.0, 1.1, 60.0, belief.usual_lateness)
    assert 0.7 * 3.45 * UNIT < best_wage(need, Charges(0.2, 0.0, 0.0), belief) < 1.4 * 3.45 * UNIT


def test_far_below_all_it_is_that_of_the_nearest(classroom):
    """Flexibility asks for half as much as the others and differs as little; z + 1/z over the spread of a tenth."""
    config = classroom(*alike(4.0, 0.1), "motives.flexibility.reservation_wage=2", "population.country_shares={FR: 1}")
    belief = belief_of(config)
    z = [(math.log(2.0 * UNIT) - math.log(wage)) / 0.1 for wage in steps(belief)[[0, 20, 60]]]
    theory = np.array([stats.norm.logpdf(x) - stats.norm.logsf(x) for x in z])
    ratio = belief.elasticity[[0, 20, 60]] / belief.elasticity[0]
    assert min(z) > 38.0 and ratio == pytest.approx(np.exp(theory - theory[0]), rel=1e-5)


def test_people_count_with_the_reservation_wages_of_their_country(classroom):
    """At a quarter of the pay ratio of one country, with all people there, as with a quarter of each wage."""
    here, there = (f"population.country_shares={{FR: {share}, MG: {1 - share}}}" for share in (1, 0))
    poor = belief_of(classroom(*alike(4.0, 1.0), "population.countries={MG: {pay_ratio: 0.25}}", there))
    assert poor.elasticity == pytest.approx(belief_of(classroom(*alike(1.0, 1.0), here)).elasticity)
    nobody_there = belief_of(classroom(*alike(4.0, 1.0), "population.countries={MG: {pay_ratio: 0.25}}", here))
    assert nobody_there.elasticity == pytest.approx(belief_of(classroom(*alike(4.0, 1.0), here)).elasticity)
    assert not np.allclose(poor.elasticity, nobody_there.elasticity)
