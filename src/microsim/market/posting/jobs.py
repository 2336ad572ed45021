"""Requesters post: how many batches, of what, how many tasks, at what price, and whether it is worth it."""

import math
from typing import NamedTuple

import numpy as np

from microsim.codes import AiTerms, BatchState, Role
from microsim.compiling import compiled, internal
from microsim.market.ai.automation import check_time, check_worth, fit
from microsim.market.ai.left_to_ai import cost_of_ai, gain_in, leave_to_ai
from microsim.market.sessions.choice import ABROAD
from microsim.random import decisions as of
from microsim.random.draws import draw, lognormal, normal, poisson
from microsim.random.identity import face_of
from microsim.state.now import Now
from microsim.state.records import Record
from microsim.units import HOUR

from .offers import Ask, PostingRules, offer, outlay_each, price_on_grid
from .target import wage_of
from .views import PostingParameters, PricingView

WORK_BLOCK, GATES_BLOCK, PRICE_BLOCK = 0, 1, 2
JOB, CHECK, EXAMPLE = 0, 1, 2  # a whole job; of one that AI does, its answers to check; of such a job, what people do
PARTS = 2  # batches at most that people get of a job that AI does
PART_SLOTS = 16_384  # a part has the slot of its job and so many more: jobs of one requester and day are fewer
LATEST = 23.99  # hour of posting


class Job(NamedTuple):
    """A job that comes up.

    Attributes:
        q: row of its requester.
        slot: number within the requester's day.
        accuracy: share of its answers that AI gets right.
        ai_terms: of `AiTerms`.
        wage: that its requester aims at, in 1/10,000 per hour.
        guess_log_sd: spread of the error of its guess of the time.
    """

    q: int
    slot: int
    accuracy: float
    ai_terms: int
    wage: float
    guess_log_sd: float


class Part(NamedTuple):
    """What a batch is of its job: which part, its time per task and its worth per answer, over those of the job."""

    purpose: int
    time_ratio: float
    worth_ratio: float


@compiled
def batch_size(u: float, tasks_per_day: float, batches_per_day: float, log_sd: float, largest: int) -> int:
    """Tasks of one batch: log-normal with mean tasks per day over batches per day, 1 to `largest`.

    Args:
        u: uniform number in (0, 1).
        tasks_per_day, batches_per_day: means of the requester.
        log_sd: spread of the logarithm.
        largest: most tasks of a batch.
    """
    mean = tasks_per_day / max(batches_per_day, 1e-9)
    return int(min(largest, max(1.0, math.floor(lognormal(u, mean * math.exp(-0.5 * log_sd * log_sd), log_sd) + 0.5))))


@compiled
def draw_work(
    now: Now, job: Job, time_ratio: float, batch: Record, requester: Record, params: PostingParameters
) -> None:
    """Draw how long a task of a batch takes, how long its requester guesses, how many there are, and when it is posted.

    Args:
        now: today.
        job: what comes up.
        time_ratio: time per task, over that of the job.
        batch, requester: rows of their tables.
        params: what requesters go by today.
    """
    u = draw(now.seed, of.BATCH, 0, requester.id, now.day, job.slot, WORK_BLOCK)
    types, demand, kind = params.types, params.demand, requester.task_type
    batch.seconds = lognormal(u[0], types.seconds[kind], types.seconds_log_sd[kind]) * time_ratio
    batch.stated_seconds = lognormal(u[1], batch.seconds * math.exp(requester.guess_error), job.guess_log_sd)
    size = batch_size(u[2], requester.volume, requester.batches_per_day, demand.size_log_sd, demand.size_max)
    batch.tasks = batch.left = size
    hour = demand.post_hour + demand.post_hour_sd * normal(u[3])
    batch.second = int(min(max(hour, 0.0), LATEST) * HOUR)


@internal
def draw_gates(now: Now, slot: int, batch: Record, requester: Record, params: PostingParameters) -> int:
    """Draw what a batch asks of workers, and as whom they know its requester.

    Returns the country or language that it is for, if it is for one.

    Args:
        now: today.
        slot: number of the batch within the requester's day.
        batch, requester: rows of their tables.
        params: what requesters go by today.
    """
    g = draw(now.seed, of.BATCH_GATES, 0, requester.id, now.day, slot, GATES_BLOCK)
    types, demand, kind = params.types, params.demand, requester.task_type
    batch.min_approval = demand.approval_needed if g[0] < demand.approval_gate else 0.0
    batch.min_number = demand.number_needed if g[1] < demand.number_gate else 0
    batch.face = face_of(requester.id, int(g[3] / requester.inclusion))
    if params.may_gate[kind, requester.country] and g[2] < demand.country_gate:
        return int(requester.country)
    return int(types.gate[kind])


@compiled
def grid_of(u: float, pricing: PricingView) -> int:
    """The steps, in cents, in which a requester thinks of the price of a batch.

    Args:
        u: uniform number in (0, 1).
        pricing: shares of the wider steps.

    Source: C29.
    """
    if u < pricing.grid_25:
        return 25
    if u < pricing.grid_25 + pricing.grid_10:
        return 10
    return 5 if u < pricing.grid_25 + pricing.grid_10 + pricing.grid_5 else 1


@internal
def set_price(
    now: Now, job: Job, part: Part, gate: int, batch: Record, requester: Record, params: PostingParameters
) -> None:
    """Draw what an answer of a batch is worth, and offer it at a price, to whom the requester chooses.

    The price is the target wage for the time that the requester guesses.

    Args:
        now: today.
        job: what comes up.
        part: what the batch is of it.
        gate: country or language that it is for, or `ANY`.
        batch, requester: rows of their tables.
        params: what requesters go by today.
    """
    v = draw(now.seed, of.BATCH, 0, requester.id, now.day, job.slot, PRICE_BLOCK)
    types, kind = params.types, requester.task_type
    premium = params.demand.gate_premium if batch.min_number > 0 else 1.0
    usual = types.price[kind] * premium * batch.seconds / types.seconds[kind] / part.time_ratio
    luck = math.exp(params.demand.job_value_log_sd * normal(v[0]))
    batch.value = types.value[kind] * usual * requester.value_ratio * luck * part.worth_ratio
    wanted = price_on_grid(job.wage * premium * batch.stated_seconds / HOUR, grid_of(v[1], params.pricing))
    made = offer(now.seed, requester, Ask(gate, batch.seconds, batch.value * requester.usable, wanted), params.rules)
    batch.price, batch.surcharge, batch.country = made.price, made.surcharge, made.country


@internal
def draw_batch(
    now: Now, row: int, job: Job, part: Part, r: np.ndarray, b: np.ndarray, params: PostingParameters
) -> None:
    """Fill one row of the batches with a job, or a part of one.

    Whether it is worth its price and within the budget is not weighed yet.

    Args:
        now: address.
        row: of the batch.
        job, part: `Job`, `Part`.
        r, b: columns of requesters and batches.
        params: `PostingParameters`.
    """
    batch, requester, types = b[row], r[job.q], params.types
    kind = requester.task_type
    draw_work(now, job, part.time_ratio, batch, requester, params)
    gate = draw_gates(now, job.slot, batch, requester, params)
    set_price(now, job, part, gate, batch, requester, params)
    batch.platform, batch.task_type = requester.platform, kind
    batch.role, batch.ai_terms = types.role[kind], job.ai_terms
    if part.purpose == CHECK:
        batch.role, batch.ai_terms = Role.VERIFICATION, AiTerms.CHECK
    batch.state = BatchState.OPEN
    batch.requester, batch.requester_id = job.q, requester.id
    batch.day, batch.slot = now.day, job.slot + part.purpose * PART_SLOTS
    batch.expiry_day = now.day + params.demand.expiry_days
    batch.log_accuracy_power = types.difficulty[kind]
    batch.test = types.test[kind]
    batch.submitted = batch.in_review = batch.accepted = batch.rejected = batch.returned = 0
    batch.fill_seconds = -1
    batch.ended = False


@compiled
def weigh(batch: Record, requester: Record, rules: PostingRules) -> tuple[int, int, int]:
    """What of a batch is worth its outlay, and within the budget. Returns (tasks, tasks too dear, tasks unfunded).

    Args:
        batch, requester: rows of their tables.
        rules: rules of the day that bear on posting.
    """
    outlay = outlay_each(batch.price, batch.surcharge, rules.places[batch.platform])
    if outlay > batch.value * requester.usable or rules.gates[batch.platform, batch.country].shut:
        return 0, batch.tasks, 0
    tasks = min(batch.tasks, max(0, int(requester.budget / outlay)))
    return tasks, 0, batch.tasks - tasks


@internal
def commit(batch: Record, tasks: int, requester: Record, platform: Record, rules: PostingRules) -> int:
    """Post so many tasks of a batch, or none of it. Returns how many batches that makes.

    Args:
        batch: a row of the table of batches.
        tasks: how many; 0 leaves the row free.
        requester: a row of the table of requesters.
        platform: a row of the table of platforms.
        rules: rules of the day that bear on posting.
    """
    if tasks == 0:
        batch.state = BatchState.FREE
        return 0
    batch.tasks = batch.left = tasks
    requester.budget -= tasks * float(outlay_each(batch.price, batch.surcharge, rules.places[batch.platform]))
    requester.batches_posted += 1
    requester.tasks_posted += tasks
    requester.value_posted += tasks * batch.price
    requester.seconds_posted += int(tasks * batch.seconds)
    platform.batches_posted += 1
    platform.tasks_posted += tasks
    platform.posted_abroad += tasks if batch.country == ABROAD else 0
    return 1


@compiled
def create(batch: Record, requester: Record, platform: Record, rules: PostingRules) -> int:
    """Post what people get to do of a job that AI does, as far as it is worth its price. Returns how many batches.

    Args:
        batch, requester, platform: rows of their tables.
        rules: rules of the day that bear on posting.
    """
    tasks = weigh(batch, requester, rules)[0]
    seconds = int(tasks * batch.seconds)
    requester.tasks_created += tasks
    requester.seconds_created += seconds
    platform.tasks_created += tasks
    platform.seconds_created += seconds
    return commit(batch, tasks, requester, platform, rules)


@internal
def share_out(
    now: Now, rows: np.ndarray, job: Job, r: np.ndarray, b: np.ndarray, platforms: np.ndarray, params: PostingParameters
) -> int:
    """Share a job out between AI, which does most of it, people who do the rest, and people who check its answers.

    The job stands in the first of some free rows, which the batches for people take.

    Args:
        now: today.
        rows: free rows of batches, `PARTS` at least.
        job: what comes up.
        r, b, platforms: tables of requesters, batches and platforms.
        params: what requesters go by today.

    Returns:
        Batches posted.
    """
    batch, requester, ai = b[rows[0]], r[job.q], params.ai
    platform, wanted = platforms[requester.platform], batch.tasks
    u = draw(now.seed, of.AI_EXAMPLES, 0, requester.id, now.day, job.slot, 0)[0]
    examples = int(wanted * ai.examples + u)
    by_ai = leave_to_ai(batch, wanted - examples, job.accuracy, r, platforms, params)
    platform.unfunded += wanted - examples - by_ai
    batch.slot, batch.role, batch.tasks = job.slot + EXAMPLE * PART_SLOTS, Role.PREPARATION, examples
    made = create(batch, requester, platform, params.rules)
    if not ai.checks:
        return made
    check = Part(CHECK, check_time(job.accuracy, ai.check_time), check_worth(job.accuracy, ai.error_cost))
    draw_batch(now, rows[made], job, check, r, b, params)
    b[rows[made]].tasks = by_ai
    return made + create(b[rows[made]], requester, platform, params.rules)


@internal
def post_job(
    now: Now, rows: np.ndarray, job: Job, r: np.ndarray, b: np.ndarray, platforms: np.ndarray, params: PostingParameters
) -> int:
    """Post a job into the first of some free rows, or leave it to AI. Returns how many batches that makes.

    Args:
        now: today.
        rows: free rows of batches, as many as a job takes.
        job: what comes up.
        r, b, platforms: tables of requesters, batches and platforms.
        params: what requesters go by today.
    """
    draw_batch(now, rows[0], job, Part(JOB, 1.0, 1.0), r, b, params)
    batch, requester = b[rows[0]], r[job.q]
    platform = platforms[batch.platform]
    requester.stake += batch.tasks * batch.value
    tasks, dear, beyond = weigh(batch, requester, params.rules)
    if not requester.automates or gain_in(batch, job.accuracy, params) <= 0.0:
        platform.too_dear += dear
        platform.unfunded += beyond
        return commit(batch, tasks, requester, platform, params.rules)
    seconds = int(tasks * batch.seconds)
    requester.tasks_displaced += tasks
    requester.seconds_displaced += seconds
    platform.tasks_displaced += tasks
    platform.seconds_displaced += seconds
    return share_out(now, rows, job, r, b, platforms, params)


@internal
def refill(requester: Record, plan: float, budget_days: float) -> None:
    """A day of planned outlay joins the budget of a requester, as far as it holds that.

    Args:
        requester: a row of the table of requesters.
        plan: what is planned today, over what usually is.
        budget_days: days of planned outlay that a budget holds.
    """
    full = requester.full_budget + (plan - 1.0) * budget_days * requester.income
    requester.budget = max(requester.budget, min(requester.budget + plan * requester.income, full))


@internal
def job_of(now: Now, q: int, requester: Record, params: PostingParameters) -> Job:
    """The first job of a requester's day. Others differ in their slot, and in what is drawn for that.

    Args:
        now: today.
        q: row of the requester.
        requester: a row of the table of requesters; a repeat one keeps the wage that it pays for as its target.
        params: what requesters go by today.
    """
    task_type = requester.task_type
    accuracy = fit(now.seed, requester.id, task_type, params.ai)
    forbids = params.ai.skill[task_type] > 0.0 and accuracy == 0.0  # who has no work that AI could take on
    terms = AiTerms.FORBIDDEN if forbids else AiTerms.ALLOWED
    wage, noise = wage_of(requester, params), params.pricing.batch_guess_log_sd
    if requester.learns:
        requester.target_wage = wage
    else:
        noise = math.sqrt(noise * noise + params.pricing.guess_log_sd * params.pricing.guess_log_sd)
    return Job(q, 0, accuracy, terms, wage, noise)


@internal
def in_sample(now: Now, slot: int, requester: Record) -> bool:
    """Whether a job of a requester is one of those that a sample of the market has; in a larger sample it is, too.

    Args:
        now: today. slot: of the job.
        requester: a row of the table of requesters.
    """
    if requester.thinned >= 1.0:
        return True
    return draw(now.seed, of.INCLUSION, 0, requester.id, now.day, slot, 1)[0] < requester.thinned


@internal
def spend_elsewhere(now: Now, row: int, job: Job, r: np.ndarray, b: np.ndarray, params: PostingParameters) -> None:
    """Take the outlay of a job that is not in the sample out of the budget that it shares with those that are.

    As much of it gets done as usually does; what AI does of it costs what AI does, examples and checks apart.

    Args:
        now: today.
        row: a free row of batches, which stays free.
        job: what comes up.
        r, b: tables of requesters and batches.
        params: what requesters go by today.
    """
    draw_batch(now, row, job, Part(JOB, 1.0, 1.0), r, b, params)
    batch, requester = b[row], r[job.q]
    tasks = weigh(batch, requester, params.rules)[0]
    if requester.automates and gain_in(batch, job.accuracy, params) > 0.0:
        each = cost_of_ai(batch, params)
    else:
        each = requester.done * outlay_each(batch.price, batch.surcharge, params.rules.places[batch.platform])
    requester.budget -= tasks * each
    batch.state = BatchState.FREE


@compiled
def post(
    now: Now,
    first: int,
    free: np.ndarray,
    r: np.ndarray,
    b: np.ndarray,
    platforms: np.ndarray,
    params: PostingParameters,
) -> tuple[int, int]:
    """Every requester in the market posts the jobs that are worth it and that the budget allows, or leaves them to AI.

    A job is worth it if its outlay per task is not above the value of an answer times the share of answers that
    proved usable: else it is not posted. Repeat requesters pay by the wage that they aim at, the others by what seems
    best today.

    Who automates has AI do the tasks, but for a few that people do as examples; and people check its answers, where
    that is worth its price: what a right check is worth is a right answer instead of AI's.

    In a sample of the market, a requester has all its jobs and its whole budget; those that are not in the sample take
    their part of it.

    Args:
        now: address.
        first: requester to begin with.
        free: rows of batches to use, ``int64``; where they might not do for somebody's jobs, it ends there.
        r: requesters, rows in use.
        b, platforms: columns of batches, and of platforms, on which it is counted.
        params: `PostingParameters`.

    Returns:
        (batches posted, requester to go on with: after the last if all have posted).
    """
    posted = 0
    for q in range(first, len(r)):
        requester = r[q]
        if not requester.present or requester.posts_from > now.day:
            continue
        plan = params.today.plans[requester.platform, requester.task_type]
        u = draw(now.seed, of.POSTING, 0, requester.id, now.day, 0, 0)[0]
        jobs = poisson(u, requester.batches_per_day * params.today.demand * plan)
        here = jobs
        if requester.thinned < 1.0:
            here = 1  # a row for those that are elsewhere
            for slot in range(jobs):
                here += in_sample(now, slot, requester)
        if posted + here * (PARTS if requester.automates else 1) > len(free):
            return posted, q
        refill(requester, plan, params.today.budget_days)
        if jobs == 0:
            continue
        job = job_of(now, q, requester, params)
        for slot in range(jobs):
            this = Job(q, slot, job.accuracy, job.ai_terms, job.wage, job.guess_log_sd)
            if in_sample(now, slot, requester):
                posted += post_job(now, free[posted:], this, r, b, platforms, params)
            else:
                spend_elsewhere(now, free[posted], this, r, b, params)
    return posted, len(r)
