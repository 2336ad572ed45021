"""Requesters post: how many batches, of what, how many tasks, at what price, and whether it is worth it."""

import math
from typing import NamedTuple

import numpy as np

from . import decisions as of
from .clock import HOUR
from .compiling import allocating, compiled, inlined
from .placement import fee_per_task, may_be_done, outlay_each, place_and_price
from .random import draw, lognormal, normal, poisson

SPLIT = math.sqrt(0.5)  # half of the variance of values lies between requesters, half between batches
NORMAL_BLOCK, GATES_BLOCK, VALUE_BLOCK = 0, 1, 2


class TypeView(NamedTuple):
    """What requesters need to know of task types, one entry each; money in 1/10,000.

    `lowest_markup` and `highest_markup` are the ends of the range of prices, which never goes below one cent. `gate`
    is the country or language that a type asks for; `may_gate` by type and country: whether a requester may ask for
    that country instead.
    """

    cdf: np.ndarray
    seconds: np.ndarray
    seconds_log_sd: np.ndarray
    price: np.ndarray
    price_low: np.ndarray
    price_high: np.ndarray
    lowest_markup: np.ndarray
    highest_markup: np.ndarray
    difficulty: np.ndarray
    value: np.ndarray
    test: np.ndarray
    gate: np.ndarray
    may_gate: np.ndarray


class DemandView(NamedTuple):
    """Parameters of demand (see the configuration of the same name)."""

    size_log_sd: float
    size_max: int
    expiry_days: int
    stated_log_sd: float
    stated_bias: float
    approval_gate: float
    approval_needed: float
    number_gate: float
    number_needed: int
    gate_premium: float
    country_gate: float
    post_hour: float
    post_hour_sd: float


@compiled
def batch_size(u, tasks_per_day, batches_per_day, log_sd, largest):
    """Tasks of one batch: log-normal with mean tasks per day over batches per day, 1 to `largest`."""
    mean = tasks_per_day / max(batches_per_day, 1e-9)
    return int(min(largest, max(1.0, math.floor(lognormal(u, mean * math.exp(-0.5 * log_sd * log_sd), log_sd) + 0.5))))


@inlined
def draw_batch(seed, row, q, day, slot, markup, noise_log_sd, value_log_sd, r, b, types, demand, rules):
    """Fill one row of the batches' columns with a job of requester `q` (size, price and value not yet weighed)."""
    u = draw(seed, of.BATCH, 0, r.id[q], day, slot, NORMAL_BLOCK)
    g = draw(seed, of.BATCH_GATES, 0, r.id[q], day, slot, GATES_BLOCK)
    v = draw(seed, of.BATCH, 0, r.id[q], day, slot, VALUE_BLOCK)
    kind, p = r.task_type[q], r.platform[q]
    seconds = lognormal(u[0], types.seconds[kind], types.seconds_log_sd[kind])
    stated = seconds * demand.stated_bias * lognormal(u[1], 1.0, demand.stated_log_sd)
    size = batch_size(u[2], r.volume[q], r.batches_per_day[q], demand.size_log_sd, demand.size_max)
    hour = demand.post_hour + demand.post_hour_sd * normal(u[3])
    long = seconds / types.seconds[kind]
    b.min_approval[row] = demand.approval_needed if g[0] < demand.approval_gate else 0.0
    b.min_number[row] = demand.number_needed if g[1] < demand.number_gate else 0
    b.country[row] = types.gate[kind]
    if types.may_gate[kind, r.country[q]] and g[2] < demand.country_gate:
        b.country[row] = r.country[q]
    premium = demand.gate_premium if b.min_number[row] > 0 else 1.0
    usual = types.price[kind] * long * premium
    price = usual * math.exp(markup + noise_log_sd * normal(v[0]))
    b.value[row] = types.value[kind] * usual * r.value_ratio[q] * math.exp(SPLIT * value_log_sd * normal(v[1]))
    b.platform[row], b.task_type[row] = p, kind
    b.seconds[row], b.stated_seconds[row] = seconds, stated
    place_and_price(seed, row, q, price, types.price_low[kind] * long, types.price_high[kind] * long, b, r, rules)
    b.state[row] = 1
    b.requester[row], b.requester_id[row] = q, r.id[q]
    b.day[row], b.slot[row] = day, slot
    b.second[row] = int(min(max(hour, 0.0), 23.99) * HOUR)
    b.expiry_day[row] = day + demand.expiry_days
    b.size[row] = b.left[row] = size
    b.log_pay[row] = math.log(b.price[row] * HOUR / (stated + rules.search_per_task[p]))
    b.log_accuracy_power[row] = types.difficulty[kind]
    b.test[row] = types.test[kind]
    b.submitted[row] = b.in_review[row] = b.accepted[row] = b.rejected[row] = b.returned[row] = 0
    b.fill_seconds[row] = -1
    b.ended[row] = False


@compiled
def post(seed, day, demand_today, seen_markup, price_log_sd, value_log_sd, r, n, b, free, types, demand, rules):
    """Every requester in the market posts the jobs that are worth it and that the budget allows.

    A job is worth it if its outlay per task is not above the value of an answer times the share of answers that
    proved usable. One-shot requesters take the level of prices on show for their type, the others their own; a job
    that is not worth that much is offered at what it is worth (`most_paid`), if the platform and the type allow it.

    Args:
        seed, day: address.
        demand_today: batches relative to a weekday.
        seen_markup: mean log price over the usual price of batches on show, ``float64[n_types]``.
        price_log_sd, value_log_sd: by kind of requester, ``float64[n_kinds]``.
        r, n: columns of requesters and rows in use.
        b, free: columns of batches and the free rows to use, ``int64``.
        types, demand, rules: `TypeView`, `DemandView`, `placement.PostingRules`.

    Returns:
        (batches posted, or -1 if `free` was too short; tasks not worth posting; tasks beyond the budget).
    """
    posted = too_dear = unfunded = 0
    for q in range(n):
        if not r.present[q]:
            continue
        r.budget[q] = max(r.budget[q], min(r.budget[q] + r.income[q], r.full_budget[q]))
        jobs = poisson(draw(seed, of.POSTING, 0, r.id[q], day, 0, 0)[0], r.batches_per_day[q] * demand_today)
        for slot in range(jobs):
            if posted >= len(free):
                return -1, too_dear, unfunded
            row = free[posted]
            kind = r.kind[q]
            markup = r.markup[q] if r.learns[q] else seen_markup[r.task_type[q]]
            noise = 0.0 if r.learns[q] else price_log_sd[kind]
            draw_batch(seed, row, q, day, slot, markup, noise, value_log_sd[kind], r, b, types, demand, rules)
            r.stake[q] += b.size[row] * b.value[row]
            p = b.platform[row]
            outlay = outlay_each(b.price[row], b.surcharge[row], p, rules)
            affordable = int(r.budget[q] / outlay)
            if outlay > b.value[row] * r.usable[q] or not may_be_done(row, b, rules):
                too_dear += b.size[row]
                b.state[row] = 0
                continue
            if affordable < b.size[row]:
                unfunded += b.size[row] - max(affordable, 0)
                b.size[row] = b.left[row] = max(affordable, 0)
            if b.size[row] == 0:
                b.state[row] = 0
                continue
            r.budget[q] -= b.size[row] * float(outlay)
            r.batches_posted[q] += 1
            r.tasks_posted[q] += b.size[row]
            r.value_posted[q] += b.size[row] * b.price[row]
            r.seconds_posted[q] += int(b.size[row] * b.seconds[row])
            posted += 1
    return posted, too_dear, unfunded


@compiled
def nudge(rows, amount, fee_share, fee_min, b, r):
    """Have batches just posted pay a little more per task, out of the budgets of their requesters.

    Args:
        rows: of the batches, ``int64[n]``.
        amount: more per task, in 1/10,000.
        fee_share, fee_min: by platform.
        b, r: columns of batches and requesters.
    """
    for row in rows:
        p, q, price = b.platform[row], b.requester[row], b.price[row] + amount
        dearer = amount + fee_per_task(price, fee_share[p], fee_min[p]) - fee_per_task(
            b.price[row], fee_share[p], fee_min[p]
        )
        r.budget[q] -= b.size[row] * float(dearer)
        r.value_posted[q] += b.size[row] * amount
        b.log_pay[row] += math.log(price / b.price[row])
        b.price[row] = price


@allocating
def markup_on_show(rows, b, types, fallback):
    """Mean log price over the usual price of the batches on show, by task type; `fallback` where none is on show.

    Returns:
        ``float64[n_types]``.
    """
    total = np.zeros(len(types.price))
    count = np.zeros(len(types.price))
    for row in rows:
        kind = b.task_type[row]
        usual = types.price[kind] * b.seconds[row] / types.seconds[kind]
        total[kind] += math.log(b.price[row] / usual)
        count[kind] += 1.0
    out = fallback.copy()
    for kind in range(len(total)):
        if count[kind] > 0.0:
            out[kind] = total[kind] / count[kind]
    return out
