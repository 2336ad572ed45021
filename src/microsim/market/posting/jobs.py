"""Requesters post: how many batches, of what, how many tasks, at what price, and whether it is worth it."""

import math
from typing import NamedTuple

import numpy as np

from microsim.codes import AiTerms, BatchState, Role
from microsim.compiling import allocating, compiled, inlined
from microsim.market.ai.automation import check_time, check_worth, fit
from microsim.market.ai.left_to_ai import gain_in, leave_to_ai
from microsim.random import decisions as of
from microsim.random.draws import draw, lognormal, normal, poisson
from microsim.units import HOUR

from .offers import fee_per_task, may_be_done, offer, outlay_each

SPLIT = math.sqrt(0.5)  # half of the variance of values lies between requesters, half between batches
NORMAL_BLOCK, GATES_BLOCK, VALUE_BLOCK = 0, 1, 2
JOB, CHECK, EXAMPLE = 0, 1, 2  # a whole job; of one that AI does, its answers to check; of such a job, what people do
PARTS = 2  # batches at most that people get of a job that AI does
PART_SLOTS = 16_384  # a part has the slot of its job and so many more: jobs of one requester and day are fewer


class TypeView(NamedTuple):
    """What requesters need to know of task types, one entry each; money in 1/10,000.

    `lowest_markup` and `highest_markup` are the ends of the range of prices, which never goes below one cent. `gate`
    is the country or language that a type asks for; `may_gate` by type and country: whether a requester may ask for
    that country instead; `role` is what the tasks do for AI.
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
    role: np.ndarray


class Part(NamedTuple):
    """What a batch is of its job: which part, its time per task and its worth per answer, over those of the job."""

    purpose: int
    time_ratio: float
    worth_ratio: float


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


@compiled
def draw_batch(seed, row, q, day, slot, part, allowed, markup, noise_log_sd, value_log_sd, r, b, types, demand, rules):
    """Fill one row of the batches' columns with a job of requester `q`, or a part of one (whether it is worth its price
    and within the budget is not weighed yet)."""
    u = draw(seed, of.BATCH, 0, r[q].id, day, slot, NORMAL_BLOCK)
    g = draw(seed, of.BATCH_GATES, 0, r[q].id, day, slot, GATES_BLOCK)
    v = draw(seed, of.BATCH, 0, r[q].id, day, slot, VALUE_BLOCK)
    kind, p = r[q].task_type, r[q].platform
    seconds = lognormal(u[0], types.seconds[kind], types.seconds_log_sd[kind]) * part.time_ratio
    stated = seconds * demand.stated_bias * lognormal(u[1], 1.0, demand.stated_log_sd)
    size = batch_size(u[2], r[q].volume, r[q].batches_per_day, demand.size_log_sd, demand.size_max)
    hour = demand.post_hour + demand.post_hour_sd * normal(u[3])
    long = seconds / types.seconds[kind]
    b[row].min_approval = demand.approval_needed if g[0] < demand.approval_gate else 0.0
    b[row].min_number = demand.number_needed if g[1] < demand.number_gate else 0
    gate = types.gate[kind]
    if types.may_gate[kind, r[q].country] and g[2] < demand.country_gate:
        gate = r[q].country
    premium = demand.gate_premium if b[row].min_number > 0 else 1.0
    usual = types.price[kind] * long * premium
    price = usual * math.exp(markup + noise_log_sd * normal(v[0]))
    luck = math.exp(SPLIT * value_log_sd * normal(v[1]))
    b[row].value = types.value[kind] * (usual / part.time_ratio) * r[q].value_ratio * luck * part.worth_ratio
    low, high = types.price_low[kind] * long, types.price_high[kind] * long
    made = offer(seed, q, p, gate, seconds, b[row].value * r[q].usable, price, low, high, r, rules)
    b[row].price, b[row].surcharge = made.price, made.surcharge
    b[row].country, b[row].capped = made.country, made.capped
    b[row].platform, b[row].task_type = p, kind
    b[row].role, b[row].ai_terms = types.role[kind], allowed
    if part.purpose == CHECK:
        b[row].role, b[row].ai_terms = Role.VERIFICATION, AiTerms.CHECK
    b[row].seconds, b[row].stated_seconds = seconds, stated
    b[row].state = BatchState.OPEN
    b[row].requester, b[row].requester_id = q, r[q].id
    b[row].day, b[row].slot = day, slot + part.purpose * PART_SLOTS
    b[row].second = int(min(max(hour, 0.0), 23.99) * HOUR)
    b[row].expiry_day = day + demand.expiry_days
    b[row].tasks = b[row].left = size
    b[row].log_pay = math.log(b[row].price * HOUR / (stated + rules.search_per_task[p]))
    b[row].log_accuracy_power = types.difficulty[kind]
    b[row].test = types.test[kind]
    b[row].submitted = b[row].in_review = b[row].accepted = b[row].rejected = b[row].returned = 0
    b[row].fill_seconds = -1
    b[row].ended = False


@inlined
def weigh(row, q, b, r, rules):
    """What of a batch is worth its outlay, and within the budget. Returns (tasks, tasks too dear, tasks unfunded)."""
    p, size = b[row].platform, b[row].tasks
    outlay = outlay_each(b[row].price, b[row].surcharge, p, rules)
    if outlay > b[row].value * r[q].usable or not may_be_done(p, b[row].country, rules):
        return 0, size, 0
    tasks = min(size, max(0, int(r[q].budget / outlay)))
    return tasks, 0, size - tasks


@inlined
def commit(row, q, tasks, b, r, rules):
    """Post so many tasks of a batch, or none of it. Returns how many batches that makes."""
    if tasks == 0:
        b[row].state = BatchState.FREE
        return 0
    b[row].tasks = b[row].left = tasks
    r[q].budget -= tasks * float(outlay_each(b[row].price, b[row].surcharge, b[row].platform, rules))
    r[q].batches_posted += 1
    r[q].tasks_posted += tasks
    r[q].value_posted += tasks * b[row].price
    r[q].seconds_posted += int(tasks * b[row].seconds)
    return 1


@inlined
def create(row, q, b, r, rules):
    """Post what people get to do of a job that AI does, as far as it is worth its price. Returns how many batches."""
    tasks = weigh(row, q, b, r, rules)[0]
    r[q].tasks_created += tasks
    r[q].seconds_created += int(tasks * b[row].seconds)
    return commit(row, q, tasks, b, r, rules)


@inlined
def terms_for_ai(reach, kind, ai):
    """Whether workers may use AI in a job: its requester forbids it if the work is none that AI could take on."""
    return AiTerms.FORBIDDEN if ai.skill[kind] > 0.0 and reach == 0.0 else AiTerms.ALLOWED


@inlined
def share_out(
    seed, free, at, q, day, slot, accuracy, allowed, markup, noise, value_log_sd, r, b, types, demand, rules, ai
):
    """Share a job out between AI, which does most of it, people who do the rest, and people who check its answers.

    The job stands in the first of the rows `free[at]` and following, which the batches for people take.

    Returns:
        (batches posted, tasks for AI beyond the budget).
    """
    row, wanted = free[at], b[free[at]].tasks
    examples = int(wanted * ai.examples + draw(seed, of.AI_EXAMPLES, 0, r[q].id, day, slot, 0)[0])
    by_ai = leave_to_ai(row, q, wanted - examples, accuracy, b, r, types, ai)
    b[row].slot, b[row].role, b[row].tasks = slot + EXAMPLE * PART_SLOTS, Role.PREPARATION, examples
    made = create(row, q, b, r, rules)
    if not ai.checks:
        return made, wanted - examples - by_ai
    row = free[at + made]
    check = Part(CHECK, check_time(accuracy, ai.check_time), check_worth(accuracy, ai.error_cost))
    draw_batch(seed, row, q, day, slot, check, allowed, markup, noise, value_log_sd, r, b, types, demand, rules)
    b[row].tasks = by_ai
    return made + create(row, q, b, r, rules), wanted - examples - by_ai


@compiled
def post(
    seed,
    day,
    demand_today,
    plans,
    budget_days,
    seen_markup,
    price_log_sd,
    value_log_sd,
    r,
    n,
    b,
    free,
    types,
    demand,
    rules,
    ai,
):
    """Every requester in the market posts the jobs that are worth it and that the budget allows, or leaves them to AI.

    A job is worth it if its outlay per task is not above the value of an answer times the share of answers that
    proved usable. One-shot requesters take the level of prices on show for their type, the others their own; a job
    that is not worth that much is offered at what it is worth (`most_paid`), if the platform and the type allow it.

    Who automates has AI do the tasks, but for a few that people do as examples; and people check its answers, where
    that is worth its price: what a right check is worth is a right answer instead of AI's.

    Args:
        seed, day: address.
        demand_today: batches relative to a weekday.
        plans: what is planned, over what usually is, by platform and task type, ``float64[n_platforms, n_types]``.
        budget_days: days of planned outlay that a budget holds at most, besides two batches.
        seen_markup: mean log price over the usual price of batches on show, ``float64[n_types]``.
        price_log_sd, value_log_sd: by kind of requester, ``float64[n_kinds]``.
        r, n: columns of requesters and rows in use.
        b, free: columns of batches and the free rows to use, ``int64``.
        types, demand, rules, ai: `TypeView`, `DemandView`, `placement.PostingRules`, `automation.Technology`.

    Returns:
        (batches posted, or -1 if `free` was too short; tasks not worth posting; tasks beyond the budget).
    """
    posted = too_dear = unfunded = 0
    for q in range(n):
        if not r[q].present or r[q].posts_from > day:
            continue
        plan = plans[r[q].platform, r[q].task_type]
        full = r[q].full_budget + (plan - 1.0) * budget_days * r[q].income
        r[q].budget = max(r[q].budget, min(r[q].budget + plan * r[q].income, full))
        jobs = poisson(draw(seed, of.POSTING, 0, r[q].id, day, 0, 0)[0], r[q].batches_per_day * demand_today * plan)
        if jobs == 0:
            continue
        kind, task_type = r[q].kind, r[q].task_type
        markup = r[q].markup if r[q].learns else seen_markup[task_type]
        noise = 0.0 if r[q].learns else price_log_sd[kind]
        accuracy = fit(seed, r[q].id, task_type, ai)
        allowed = terms_for_ai(accuracy, task_type, ai)
        for slot in range(jobs):
            if posted + PARTS > len(free):
                return -1, too_dear, unfunded
            row = free[posted]
            draw_batch(
                seed, row, q, day, slot, Part(JOB, 1.0, 1.0), allowed, markup, noise, value_log_sd[kind], r, b, types,
                demand, rules,
            )  # fmt: skip
            r[q].stake += b[row].tasks * b[row].value
            tasks, dear, beyond = weigh(row, q, b, r, rules)
            if not r[q].automates or gain_in(row, accuracy, b, types, ai) <= 0.0:
                too_dear += dear
                unfunded += beyond
                posted += commit(row, q, tasks, b, r, rules)
                continue
            r[q].tasks_displaced += tasks
            r[q].seconds_displaced += int(tasks * b[row].seconds)
            made, beyond = share_out(
                seed, free, posted, q, day, slot, accuracy, allowed, markup, noise, value_log_sd[kind], r, b, types,
                demand, rules, ai,
            )  # fmt: skip
            unfunded += beyond
            posted += made
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
        p, q, price = b[row].platform, b[row].requester, b[row].price + amount
        dearer = (
            amount
            + fee_per_task(price, fee_share[p], fee_min[p])
            - fee_per_task(b[row].price, fee_share[p], fee_min[p])
        )
        r[q].budget -= b[row].tasks * float(dearer)
        r[q].value_posted += b[row].tasks * amount
        b[row].log_pay += math.log(price / b[row].price)
        b[row].price = price


@allocating
def markup_on_show(rows, b, types, fallback):
    """Mean log price over the usual price of the batches on show, by task type; `fallback` where none is on show.

    Returns:
        ``float64[n_types]``.
    """
    total = np.zeros(len(types.price))
    count = np.zeros(len(types.price))
    for row in rows:
        kind = b[row].task_type
        usual = types.price[kind] * b[row].seconds / types.seconds[kind]
        total[kind] += math.log(b[row].price / usual)
        count[kind] += 1.0
    out = fallback.copy()
    for kind in range(len(total)):
        if count[kind] > 0.0:
            out[kind] = total[kind] / count[kind]
    return out
