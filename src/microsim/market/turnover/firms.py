"""Draw requesters: volume, kind, platform, needs, prices, habits of review."""

import math
from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled, internal
from microsim.market.posting.target import Charges, best_wage, cost_at, mean_worth, need_of, share_worth
from microsim.market.posting.views import PricingView
from microsim.market.requesters.prices import PriceParams
from microsim.random import decisions as of
from microsim.random.draws import draw, lognormal, normal
from microsim.state.now import Now
from microsim.state.records import Record
from microsim.units import HOUR

from .people import pick


class KindView(NamedTuple):
    """Parameters by kind of requester."""

    cdf: np.ndarray
    learns: np.ndarray
    deadline: np.ndarray
    deadline_log_sd: np.ndarray
    value_log_sd: np.ndarray
    review_effort: np.ndarray
    good_judged_bad: np.ndarray
    rejectable: np.ndarray
    refusers: np.ndarray
    refuse_good: np.ndarray
    leave_rate: np.ndarray


class EntryParams(NamedTuple):
    """Parameters of coming and going by profit (see the configuration `demand`)."""

    entry_hurdle: float
    entry_log_sd: float
    candidate_days: int
    losing_periods: int


class FirmParams(NamedTuple):
    """Parameters of the draw of requesters; of kinds of requesters and of types of tasks, which it is drawn from, too.

    Fees are those that platforms set themselves, by platform; budgets are planned at `reference_fee`.
    `usable` is by type of task; `mean_premium` what gated work adds to prices on average;
    `least_reserve` what anybody can pay for, in batches of mean size.
    """

    kinds: KindView
    types: Record
    volume_log_sd: float
    batch_growth: float
    platform_cdf: np.ndarray
    country_cdf: np.ndarray
    usable: np.ndarray
    scale: float
    sampled_whole: float
    budget_days: float
    budget_slack: float
    first_budget: float
    working_days: float
    reference_fee: np.ndarray
    fee_share: np.ndarray
    fee_min: np.ndarray
    mean_premium: float
    least_reserve: float
    job_value_log_sd: float
    pricing: PricingView
    prices: PriceParams
    entry: EntryParams


class Firm(NamedTuple):
    """Who a requester is before anything is drawn: identity, kind, where it posts, planned hours per weekday, and the
    chance that its place is in the sample.
    """

    id: int
    kind: int
    platform: int
    hours: float
    inclusion: float


@compiled
def batches_per_day(tasks_per_day: float, growth: float) -> float:
    """Mean batches per day: as many as tasks while there are few, then tasks per day to the power `growth`.

    Args:
        tasks_per_day: mean of the requester.
        growth: power, 0 to 1.

    Example:
        >>> round(batches_per_day(0.01, 0.33), 4), round(batches_per_day(10_000.0, 0.33), 1)
        (0.0099, 20.9)
    """
    return tasks_per_day * math.exp((growth - 1.0) * math.log(1.0 + tasks_per_day))


@internal
def plan_budget(one: Record, mean_seconds: float, p: FirmParams) -> None:
    """Plan the profit and the budget of a requester: in money, at the reference fee and the mean cost of its work.

    Args:
        one: a row of the table of requesters.
        mean_seconds: mean time of a task.
        p: parameters.
    """
    need, charges = need_of(one, p.types, p.job_value_log_sd), Charges(p.reference_fee[one.platform], 0.0, 0.0)
    cost = cost_at(best_wage(need, charges, p.pricing.belief) * need.seconds / HOUR, charges)
    worth_it = share_worth(cost, need)
    one.usual_gain = worth_it * (mean_worth(cost, need) - cost)
    noise = p.pricing.batch_guess_log_sd**2 + (0.0 if one.learns else p.pricing.guess_log_sd**2)
    mean_cost = cost * mean_seconds / need.seconds * p.mean_premium * math.exp(0.5 * noise)
    outlay = one.volume * worth_it * mean_cost * p.budget_slack
    one.income = outlay * p.working_days / 7.0
    one.full_budget = one.income * p.budget_days + p.least_reserve * outlay / one.batches_per_day
    one.budget = one.full_budget


@internal
def draw_plans(seed: int, q: int, r: np.ndarray, p: FirmParams) -> None:
    """Draw what a requester needs, how much and how often it posts, at what price, by when, on what budget.

    Args:
        seed: of the run.
        q: its row; who it is stands there.
        r: columns of requesters.
        p: parameters.
    """
    one, kinds, types = r[q], p.kinds, p.types
    kind = one.kind
    u = draw(seed, of.REQUESTER, one.id, 0, 0, 0, 0)
    v = draw(seed, of.REQUESTER, one.id, 0, 0, 0, 1)
    task = pick(types.cdf, u[0])
    one.task_type, one.country = task, pick(p.country_cdf, u[2])
    one.learns = kinds.learns[kind]
    mean_seconds = types.seconds[task] * math.exp(0.5 * types.seconds_log_sd[task] ** 2)
    one.volume = one.hours * HOUR / mean_seconds
    one.thinned = p.scale / one.inclusion
    one.batches_per_day = batches_per_day(one.volume, p.batch_growth)
    one.guess_error = p.pricing.guess_log_sd * normal(v[0]) if one.learns else 0.0
    one.value_ratio = math.exp(kinds.value_log_sd[kind] * normal(v[1]))
    one.deadline = lognormal(v[2], kinds.deadline[kind], kinds.deadline_log_sd[kind])
    one.usable, one.lateness = p.usable[task], p.pricing.belief.usual_lateness
    plan_budget(one, mean_seconds, p)


@internal
def draw_habits(seed: int, q: int, r: np.ndarray, p: FirmParams) -> None:
    """Draw how a requester reviews work.

    Args:
        seed: of the run.
        q: its row; who it is stands there.
        r: columns of requesters.
        p: parameters.
    """
    one, kinds = r[q], p.kinds
    kind = one.kind
    one.review_effort = kinds.review_effort[kind]
    one.good_judged_bad = kinds.good_judged_bad[kind]
    one.rejectable = kinds.rejectable[kind]
    u = draw(seed, of.REQUESTER_REVIEW, one.id, 0, 0, 0, 0)[1]
    one.refuse_good = kinds.refuse_good[kind] if u < kinds.refusers[kind] else 0.0


@internal
def draw_requester(now: Now, q: int, firm: Firm, r: np.ndarray, p: FirmParams) -> None:
    """Fill one row of the requesters' columns.

    Args:
        now: today; the first day of the run for the requesters of the start.
        q: row to fill.
        firm: who it is.
        r: columns of requesters.
        p: parameters.
    """
    one = r[q]
    one.id, one.present, one.kind = firm.id, True, firm.kind
    one.platform, one.hours, one.inclusion = firm.platform, firm.hours, firm.inclusion
    draw_plans(now.seed, q, r, p)
    draw_habits(now.seed, q, r, p)
    one.entry_day = one.last_end = now.day
    life = -math.log(draw(now.seed, of.REQUESTER_LIFETIME, firm.id, 0, 0, 0, 0)[0]) / p.kinds.leave_rate[firm.kind]
    one.fate_day = now.day + 1 + int(life)
