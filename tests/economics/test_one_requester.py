"""One requester with more work than people can do: its rule of prices beside the best of prices that never change.

Four hundred people, one platform, one type of task of a minute, worth 30 cents; no deadline but the end of a batch
after thirty days. Nothing varies from task to task. Supply is measured at ten frozen prices, with two seeds each.
"""

import math

import numpy as np
import pytest

from microsim import Market, load
from microsim.config.load import from_mapping
from microsim.config.schema import Config
from microsim.market.parameters import belief_of
from microsim.market.posting.target import believed_elasticity

SETTINGS = """
    scenario=classroom burn_in_days=0 days=300 population.workers=400 population.accounts_per_worker=1
    platforms=mturk platforms.mturk.accounts=400 platforms.mturk.fee_share=0.2 platforms.mturk.fee_min=0
    demand.requesters=1 demand.hours=300 demand.budget_slack=100 demand.volume_log_sd=0 demand.batch_growth=0.3
    demand.size_max=5000 demand.expiry_days=30 demand.number_gate=0 demand.approval_gate=0 demand.job_value_log_sd=0
    pricing.guess_log_sd=0 pricing.batch_guess_log_sd=0 pricing.grid_5=0 pricing.grid_10=0 pricing.grid_25=0
    requesters.one_shot.share=0 requesters.regular.share=1 requesters.large.share=0 requesters.regular.value_log_sd=0
    requesters.regular.deadline_hours=720 requesters.regular.deadline_log_sd=0 requesters.regular.delay_cost=0
    requesters.regular.rejectable=0 rejection=fixed rejection.review_cost=0 rejection.error_cost=0
"""  # fmt: skip
JOB = dict(label_en="Job", label_fr="Job", ai_role="none", share=1, seconds=60, seconds_log_sd=0, price=0.10, value=3,
           difficulty=0)  # fmt: skip
USUAL, WORTH, FEE = 1_000.0, 3_000.0, 0.2
PRICES = (300, 400, 500, 600, 700, 800, 900, 1_000, 1_200, 1_400)  # whole cents, so that no grid rounds them
SETTLED, SEEDS = 180, (1, 2)  # days until the count begins


def one_requester(*words: str) -> Config:
    return from_mapping({**load([*SETTINGS.split(), *words]).model_dump(), "task_types": {"job": JOB}})


def live(*words: str) -> tuple[float, float, float]:
    """Tasks done a day, share of answers that prove usable, and price aimed at, once settled; means over seeds."""
    seen = []
    for seed in SEEDS:
        with Market(one_requester(f"seed={seed}", *words)) as market:
            for _ in range(market.config.days):
                market.step()
            done = market.days.used("submitted")[SETTLED:].mean()
            r = market.requesters
            seen.append((done, r.usable[0], r.target_wage[0] / 60.0))
    return tuple(np.mean(seen, axis=0))


@pytest.fixture(scope="module")
def supply():
    """Tasks done a day at each frozen price, and the share of answers that prove usable."""
    lived = [live("pricing.step=0", f"demand.start_price={price / best_at_first():.9f}") for price in PRICES]
    done, usable, price = np.array(lived).T
    assert price == pytest.approx(PRICES)
    return done, usable.mean()


def best_at_first() -> float:
    """The price at which it begins, if nothing else is said."""
    with Market(one_requester()) as market:
        return market.requesters.target_wage[0] / 60.0


def gain(price, done, usable):
    return (WORTH * usable - (1.0 + FEE) * price) * done


def curve(supply):
    """Supply at any price: a quadratic in logarithms through the ten."""
    done, usable = supply
    fit = np.polyfit(np.log(PRICES), np.log(done), 2)
    return lambda price: math.exp(np.polyval(fit, math.log(price))), np.polyder(fit), usable


def best_price(supply) -> float:
    done_at, _, usable = curve(supply)
    grid = np.arange(min(PRICES), max(PRICES) + 1)
    return float(grid[np.argmax([gain(price, done_at(price), usable) for price in grid])])


@pytest.mark.long
@pytest.mark.parametrize("start", [0.5, 2])
def test_the_rule_earns_what_the_best_fixed_price_does(supply, start):
    """98 % of it, from half and from double the price, with the belief that requesters have of any market."""
    done_at, _, usable = curve(supply)
    best = best_price(supply)
    assert min(PRICES) < best < max(PRICES)
    _, _, price = live(f"demand.start_price={start}")
    assert gain(price, done_at(price), usable) >= 0.98 * gain(best, done_at(best), usable), (price, best)


@pytest.mark.long
def test_the_price_is_the_best_one_where_the_belief_is_true(supply):
    """Within 15 %. Lateness is usual where nothing is ever done in time."""
    _, slope, usable = curve(supply)
    best = best_price(supply)
    elasticity = np.polyval(slope, math.log(best))
    belief = belief_of(one_requester("pricing.usual_lateness=1"))
    there = believed_elasticity(math.log(best * 60.0), 1.0, belief)
    ready = one_requester().pricing.belief
    _, _, price = live("pricing.usual_lateness=1", f"pricing.belief={ready * elasticity / there:.6f}")
    assert price == pytest.approx(best, rel=0.15)
    assert best == pytest.approx(
        WORTH * usable * elasticity / (1 + elasticity) / (1 + FEE), rel=0.15
    )  # nothing else binds
