"""Draw requesters: volume, kind, platform, needs, prices, habits of review."""

import math
from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled, internal
from microsim.random import decisions as of
from microsim.random.draws import draw, lognormal, normal
from microsim.random.identity import new_requester
from microsim.state.now import Now
from microsim.state.records import Record
from microsim.units import HOUR

from .people import pick

GOLDEN = 0.6180339887498949


class KindView(NamedTuple):
    """Parameters by kind of requester."""

    cdf: np.ndarray
    learns: np.ndarray
    deadline: np.ndarray
    deadline_log_sd: np.ndarray
    value_log_sd: np.ndarray
    price_log_sd: np.ndarray
    review_effort: np.ndarray
    good_judged_bad: np.ndarray
    bad_judged_good: np.ndarray
    rejectable: np.ndarray
    rejectable_log_sd: np.ndarray
    refusers: np.ndarray
    refuse_good: np.ndarray
    leave_rate: np.ndarray


class FirmParams(NamedTuple):
    """Parameters of the draw of requesters; of kinds of requesters and of types of tasks, which it is drawn from, too.

    `reference_fee` is by platform; `review_cost` over the price; `value_between` the root of the share of the variance
    of values that lies between requesters; `least_reserve` what anybody can pay for, in batches of mean size.
    """

    kinds: KindView
    types: Record
    volume_log_sd: float
    batch_growth: float
    platform_cdf: np.ndarray
    country_cdf: np.ndarray
    usable: float
    budget_days: float
    working_days: float
    reference_fee: np.ndarray
    review_cost: float
    review_cost_log_sd: float
    value_between: float
    least_reserve: float


class Firm(NamedTuple):
    """Who a requester is before anything is drawn: identity, kind, where it posts, planned hours per weekday."""

    id: int
    kind: int
    platform: int
    hours: float


@compiled
def volume_quantile(seed: int, who: int, n: int) -> float:
    """Place of a requester of the start, one of `n`, in the distribution of volumes.

    A Kronecker sequence in the order of identities, shifted by the seed: volumes are as good as stratified, and one
    more requester changes nobody else's. Nobody stands further out than the middle of the first or the last of at
    least `n` strata (a power of two): else the largest of a thousand may by chance post half of all work.

    Args:
        seed: of the run.
        who: identity of the requester.
        n: requesters at the start.
    """
    shift = draw(seed, of.REQUESTER, 0, 0, 0, 0, 1_000)[0]
    edge = 0.5
    while edge * n > 0.5:
        edge *= 0.5
    return min(max((shift + who * GOLDEN) % 1.0, edge), 1.0 - edge)


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
    one.batches_per_day = batches_per_day(one.volume, p.batch_growth)
    one.markup = kinds.price_log_sd[kind] * normal(v[0])
    one.value_ratio = math.exp(p.value_between * kinds.value_log_sd[kind] * normal(v[1]))
    one.deadline = lognormal(v[2], kinds.deadline[kind], kinds.deadline_log_sd[kind])
    one.usable = p.usable
    fee = 1.0 + p.reference_fee[one.platform]
    outlay = one.volume * types.price[task] * mean_seconds / types.seconds[task] * fee
    one.income = outlay * p.working_days / 7.0
    one.full_budget = one.income * p.budget_days + p.least_reserve * outlay / one.batches_per_day
    one.budget = one.full_budget


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
    kind, spread = one.kind, kinds.rejectable_log_sd[one.kind]
    u = draw(seed, of.REQUESTER_REVIEW, one.id, 0, 0, 0, 0)
    one.review_effort = kinds.review_effort[kind]
    one.review_cost = lognormal(u[2], p.review_cost, p.review_cost_log_sd)
    one.good_judged_bad = kinds.good_judged_bad[kind]
    one.bad_judged_good = kinds.bad_judged_good[kind]
    one.rejectable = min(1.0, kinds.rejectable[kind] * math.exp(spread * normal(u[0]) - 0.5 * spread * spread))
    one.refuse_good = kinds.refuse_good[kind] if u[1] < kinds.refusers[kind] else 0.0


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
    one.platform, one.hours = firm.platform, firm.hours
    draw_plans(now.seed, q, r, p)
    draw_habits(now.seed, q, r, p)
    one.entry_day = now.day
    life = -math.log(draw(now.seed, of.REQUESTER_LIFETIME, firm.id, 0, 0, 0, 0)[0]) / p.kinds.leave_rate[firm.kind]
    one.fate_day = now.day + 1 + int(life)


@compiled
def draw_market_side(now: Now, hours: np.ndarray, weights: np.ndarray, r: np.ndarray, p: FirmParams) -> None:
    """Draw the requesters of the start.

    The planned hours of each platform's requesters sum to the platform's share of demand: whoever posts on a small
    platform is smaller in proportion.

    Args:
        now: the first day.
        hours: planned work per weekday, by platform, ``float64[n_platforms]``.
        weights: room for sums by platform, ``float64[n_platforms]``, zeroed.
        r: columns of requesters, one row for each of them.
        p: parameters.
    """
    seed, n = now.seed, len(r)
    for i in range(n):
        platform = pick(p.platform_cdf, draw(seed, of.REQUESTER, i + 1, 0, 0, 0, 0)[1])
        weights[platform] += math.exp(p.volume_log_sd * normal(volume_quantile(seed, i + 1, n)))
    for i in range(n):
        place = volume_quantile(seed, i + 1, n)
        platform = pick(p.platform_cdf, draw(seed, of.REQUESTER, i + 1, 0, 0, 0, 0)[1])
        own = math.exp(p.volume_log_sd * normal(place)) * hours[platform] / weights[platform]
        draw_requester(now, i, Firm(i + 1, pick(p.kinds.cdf, place), platform, own), r, p)


@compiled
def who_leaves(day: int, r: np.ndarray, out: np.ndarray) -> int:
    """Find the requesters whose time has come.

    Args:
        day: today.
        r: requesters in use.
        out: receives their rows, ``int64[len(r)]``.

    Returns:
        How many there are.
    """
    n = 0
    for q in range(len(r)):
        if r[q].present and r[q].fate_day <= day:
            out[n] = q
            n += 1
    return n


@compiled
def replace_requesters(now: Now, leaving: np.ndarray, first: int, r: np.ndarray, p: FirmParams) -> None:
    """Draw a new requester for each who leaves, of the same kind, platform and planned hours.

    Args:
        now: today.
        leaving: rows of those who leave, in the order of their identities, ``int64[n]``.
        first: row of the first new one; the others follow.
        r: columns of requesters, with room for all.
        p: parameters.
    """
    for slot in range(len(leaving)):
        old = r[leaving[slot]]
        firm = Firm(new_requester(now.day, slot), int(old.kind), old.platform, old.hours)
        draw_requester(now, first + slot, firm, r, p)
