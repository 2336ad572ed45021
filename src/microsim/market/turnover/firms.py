"""Draw requesters: volume, kind, platform, needs, prices, habits of review."""

import math
from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled, inlined
from microsim.market.posting.jobs import SPLIT
from microsim.market.posting.views import TypeView
from microsim.random import decisions as of
from microsim.random.draws import draw, lognormal, normal
from microsim.units import HOUR

from .people import pick

LEAST_RESERVE = 2.0  # batches of mean size that anybody can pay for
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
    """Parameters of the draw of requesters."""

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


@compiled
def volume_quantile(seed, who, n):
    """Place of a requester of the start, one of `n`, in the distribution of volumes.

    A Kronecker sequence in the order of identities, shifted by the seed: volumes are as good as stratified, and one
    more requester changes nobody else's. Nobody stands further out than the middle of the first or the last of at
    least `n` strata (a power of two): else the largest of a thousand may by chance post half of all work.
    """
    shift = draw(seed, of.REQUESTER, who * 0, 0, 0, 0, 1_000)[0]
    edge = 0.5
    while edge * n > 0.5:
        edge *= 0.5
    return min(max((shift + who * GOLDEN) % 1.0, edge), 1.0 - edge)


@compiled
def batches_per_day(tasks_per_day, growth):
    """Mean batches per day: as many as tasks while there are few, then tasks per day to the power `growth`.

    Example:
        >>> round(batches_per_day(0.01, 0.33), 4), round(batches_per_day(10_000.0, 0.33), 1)
        (0.0099, 20.9)
    """
    return tasks_per_day * math.exp((growth - 1.0) * math.log(1.0 + tasks_per_day))


@inlined
def draw_requester(seed, row, who, day, kind, platform, hours, r, kinds: KindView, types: TypeView, p: FirmParams):
    """Fill one row of the requesters' columns.

    Args:
        seed, who: address. row: row to fill. day: of entry.
        kind, platform, hours: kind, where it posts, planned hours per weekday (a newcomer takes them over from one who
            left).
        r: columns of requesters. kinds, types, p: parameters.
    """
    u = draw(seed, of.REQUESTER, who, 0, 0, 0, 0)
    v = draw(seed, of.REQUESTER, who, 0, 0, 0, 1)
    e = draw(seed, of.REQUESTER_REVIEW, who, 0, 0, 0, 0)
    kind_of_task = pick(types.cdf, u[0])
    r[row].id, r[row].present, r[row].kind = who, True, kind
    r[row].task_type = kind_of_task
    r[row].platform = platform
    r[row].country = pick(p.country_cdf, u[2])
    r[row].learns = kinds.learns[kind]
    r[row].hours = hours
    mean_seconds = types.seconds[kind_of_task] * math.exp(0.5 * types.seconds_log_sd[kind_of_task] ** 2)
    r[row].volume = hours * HOUR / mean_seconds
    r[row].batches_per_day = batches_per_day(r[row].volume, p.batch_growth)
    r[row].markup = kinds.price_log_sd[kind] * normal(v[0])
    r[row].value_ratio = math.exp(SPLIT * kinds.value_log_sd[kind] * normal(v[1]))
    r[row].deadline = lognormal(v[2], kinds.deadline[kind], kinds.deadline_log_sd[kind])
    r[row].usable = p.usable
    fee = 1.0 + p.reference_fee[r[row].platform]
    outlay = r[row].volume * types.price[kind_of_task] * mean_seconds / types.seconds[kind_of_task] * fee
    r[row].income = outlay * p.working_days / 7.0
    r[row].full_budget = r[row].income * p.budget_days + LEAST_RESERVE * outlay / r[row].batches_per_day
    r[row].budget = r[row].full_budget
    r[row].review_effort = kinds.review_effort[kind]
    r[row].review_cost = lognormal(e[2], p.review_cost, p.review_cost_log_sd)
    r[row].good_judged_bad = kinds.good_judged_bad[kind]
    r[row].bad_judged_good = kinds.bad_judged_good[kind]
    spread = kinds.rejectable_log_sd[kind]
    r[row].rejectable = min(1.0, kinds.rejectable[kind] * math.exp(spread * normal(e[0]) - 0.5 * spread * spread))
    r[row].refuse_good = kinds.refuse_good[kind] if e[1] < kinds.refusers[kind] else 0.0
    r[row].entry_day = day
    life = -math.log(draw(seed, of.REQUESTER_LIFETIME, who, 0, 0, 0, 0)[0]) / kinds.leave_rate[kind]
    r[row].fate_day = day + 1 + int(life)


@compiled
def draw_market_side(seed, n, day, hours, weights, r, kinds, types, p):
    """Draw the requesters of the start.

    The planned hours of each platform's requesters sum to the platform's share of demand: whoever posts on a small
    platform is smaller in proportion.

    Args:
        seed, n, day: address, number of requesters, first day.
        hours: planned work per weekday, by platform, ``float64[n_platforms]``.
        weights: room for sums by platform, ``float64[n_platforms]``, zeroed.
        r: columns of requesters. kinds, types, p: parameters.
    """
    for i in range(n):
        platform = pick(p.platform_cdf, draw(seed, of.REQUESTER, i + 1, 0, 0, 0, 0)[1])
        weights[platform] += math.exp(p.volume_log_sd * normal(volume_quantile(seed, i + 1, n)))
    for i in range(n):
        q = volume_quantile(seed, i + 1, n)
        platform = pick(p.platform_cdf, draw(seed, of.REQUESTER, i + 1, 0, 0, 0, 0)[1])
        own = math.exp(p.volume_log_sd * normal(q)) * hours[platform] / weights[platform]
        draw_requester(seed, i, i + 1, day, pick(kinds.cdf, q), platform, own, r, kinds, types, p)
