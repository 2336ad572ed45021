"""Draw requesters: volume, kind, platform, needs, prices, habits of review."""

import math
from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled, internal
from microsim.market.posting.target import Charges, best_wage, charges_on, cost_at, mean_worth, need_of, share_worth
from microsim.market.posting.views import PostingParameters, PricingView
from microsim.market.requesters.prices import PriceParams
from microsim.random import decisions as of
from microsim.random.draws import draw, lognormal, normal
from microsim.random.identity import new_requester, place_of_requester
from microsim.random.quantiles import GOLDEN, SILVER
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


class Side(NamedTuple):
    """The demand side of a market at full size, of which a sample is drawn.

    Attributes:
        requesters: how many.
        hours: planned work per weekday, by platform, ``float64[n_platforms]``.
        weights: sums of volumes by platform, ``float64[n_platforms]``.
        scale: of the sample.
    """

    requesters: int
    hours: np.ndarray
    weights: np.ndarray
    scale: float


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
def plan_budget(one: Record, mean_seconds: float, p: FirmParams) -> None:
    """Plan the profit and the budget of a requester: in money, at the reference fee and the mean cost of its work.

    Whose batches are thinned in a sample has as much less coming in, but the whole reserve: it is there for the ups and
    downs of batches, which are as large as ever (a dam loses as much if inflow and jumps are as rare as each other).

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
    daily = outlay * p.working_days / 7.0
    one.income = daily * one.thinned
    one.full_budget = daily * p.budget_days + p.least_reserve * outlay / one.batches_per_day
    one.budget = one.full_budget


@internal
def grow_old(now: Now, one: Record, p: FirmParams) -> None:
    """Give a requester of the start its age and what is left of its budget, and a repeat one a wage and guesses of such
    an age.

    Args:
        now: the first day.
        one: a row of the table of requesters.
        p: parameters.
    """
    _, u, v, _ = draw(now.seed, of.REQUESTER_LIFETIME, one.id, 0, 0, 0, 0)
    age = -math.log(u) / p.kinds.leave_rate[one.kind]
    one.entry_day = now.day - 1 - int(age)
    one.budget *= math.exp((1.0 / p.first_budget - 1.0) * math.log(v))  # a share with that mean
    if not one.learns:
        return
    thought_again = p.prices.reset * one.batches_per_day * p.working_days / 7.0 * age
    if thought_again > 0.0:
        one.guess_error *= math.exp(thought_again * math.log(1.0 - p.prices.step)) if p.prices.step < 1.0 else 0.0
    charges = Charges(p.fee_share[one.platform], p.fee_min[one.platform], 0.0)
    one.target_wage = best_wage(need_of(one, p.types, p.job_value_log_sd), charges, p.pricing.belief)


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


@compiled
def sum_volumes(seed: int, side: Side, p: FirmParams) -> None:
    """Sum the volumes of all requesters of the start, by platform, into the weights of a side.

    Args:
        seed: of the run.
        side: `Side`; its weights are zero.
        p: parameters.
    """
    for who in range(1, side.requesters + 1):
        platform = pick(p.platform_cdf, draw(seed, of.REQUESTER, who, 0, 0, 0, 0)[1])
        side.weights[platform] += math.exp(p.volume_log_sd * normal(volume_quantile(seed, who, side.requesters)))


@compiled
def chance_of_inclusion(batches: float, scale: float, sampled_whole: float) -> float:
    """Chance that a requester is part of a sample: surely if it posts much, else as it posts; `scale` at least.

    Its batches are thinned to the scale over this chance: each batch of the market is in with the chance `scale`.

    Args:
        batches: that it posts per weekday.
        scale: of the sample.
        sampled_whole: batches from which on one is in every sample.

    Source: sampling with a chance that grows with size (Hansen, Hurwitz 1943).

    Example:
        >>> [chance_of_inclusion(batches, 0.1, 1.0) for batches in (0.01, 0.5, 3.0)]
        [0.1, 0.5, 1.0]
    """
    return min(1.0, max(scale, batches / sampled_whole))


@internal
def firm_of(seed: int, who: int, side: Side, p: FirmParams) -> Firm:
    """A requester of the start, before its needs are drawn.

    Args:
        seed: of the run.
        who: identity, from 1.
        side: `Side`, its weights summed.
        p: parameters.
    """
    place, u = volume_quantile(seed, who, side.requesters), draw(seed, of.REQUESTER, who, 0, 0, 0, 0)
    platform, task = pick(p.platform_cdf, u[1]), pick(p.types.cdf, u[0])
    hours = math.exp(p.volume_log_sd * normal(place)) * side.hours[platform] / side.weights[platform]
    mean_seconds = p.types.seconds[task] * math.exp(0.5 * p.types.seconds_log_sd[task] ** 2)
    batches = batches_per_day(hours * HOUR / mean_seconds, p.batch_growth)
    inclusion = chance_of_inclusion(batches, side.scale, p.sampled_whole)
    return Firm(who, pick(p.kinds.cdf, place), platform, hours, inclusion)


@compiled
def draw_sample(seed: int, side: Side, included: np.ndarray, p: FirmParams) -> int:
    """Draw who of the requesters of the start is part of the sample.

    As in `volume_quantile` the draws are a Kronecker sequence in the order of identities, so that each range of volumes
    gives its share.

    Args:
        seed: of the run.
        side: `Side`, its weights summed.
        included: receives their identities, ``int64[requesters]``.
        p: parameters.

    Returns:
        How many there are.
    """
    n, shift = 0, draw(seed, of.INCLUSION, 0, 0, 0, 0, 0)[0]
    for who in range(1, side.requesters + 1):
        if (shift + who * SILVER) % 1.0 < firm_of(seed, who, side, p).inclusion:
            included[n] = who
            n += 1
    return n


@compiled
def draw_market_side(now: Now, included: np.ndarray, side: Side, r: np.ndarray, p: FirmParams) -> None:
    """Draw the requesters of the start who are part of the sample.

    The planned hours of each platform's requesters sum to the platform's share of demand: whoever posts on a small
    platform is smaller in proportion.

    Args:
        now: the first day.
        included: identities, ``int64[n]``.
        side: `Side`, its weights summed.
        r: columns of requesters, ``n`` rows.
        p: parameters.
    """
    for i in range(len(included)):
        draw_requester(now, i, firm_of(now.seed, included[i], side, p), r, p)
        grow_old(now, r[i], p)


@compiled
def who_leaves(day: int, losing_periods: int, r: np.ndarray, out: np.ndarray) -> int:
    """Find the requesters whose time has come, and those who have lost money for too long.

    Args:
        day: today.
        losing_periods: periods with a loss, in a row, after which one leaves.
        r: requesters in use.
        out: receives their rows, ``int64[len(r)]``.

    Returns:
        How many there are.
    """
    n = 0
    for q in range(len(r)):
        if r[q].present and (r[q].fate_day <= day or r[q].losses >= losing_periods):
            out[n] = q
            n += 1
    return n


@compiled
def find_vacant(day: int, r: np.ndarray, out: np.ndarray) -> int:
    """Find the places that somebody left, nobody has taken, and somebody looks at today.

    Args:
        day: today.
        r: requesters in use.
        out: receives the rows of those who left, ``int64[len(r)]``.

    Returns:
        How many there are.
    """
    n = 0
    for q in range(len(r)):
        if r[q].vacant and r[q].fate_day <= day:
            out[n] = q
            n += 1
    return n


class Heard(NamedTuple):
    """What requesters say of each platform: shares of planned answers that come, and of their value that is left, as
    some come late; ``float64[n_platforms]``, zeroed at first.
    """

    done: np.ndarray
    worth: np.ndarray


@compiled
def hear_of_platforms(r: np.ndarray, heard: Heard, weights: np.ndarray) -> None:
    """What requesters say of platforms: means over the repeat ones present by planned hours, 1 where nobody is.

    Args:
        r: requesters in use.
        heard: filled in.
        weights: room, ``float64[n_platforms]``, zeroed.
    """
    for q in range(len(r)):
        one = r[q]
        if one.present and one.learns:
            planned = one.hours * one.thinned
            heard.done[one.platform] += planned * one.done
            heard.worth[one.platform] += planned * one.done * one.timely
            weights[one.platform] += planned
    for platform in range(len(weights)):
        known = weights[platform] > 0.0
        heard.done[platform] = heard.done[platform] / weights[platform] if known else 1.0
        heard.worth[platform] = heard.worth[platform] / weights[platform] if known else 1.0


@internal
def expected_gain(one: Record, heard: Heard, charges: Charges, p: FirmParams) -> float:
    """Profit per planned task that a newcomer expects at today's charges and with what it hears of its platform.

    Args:
        one: a row of the table of requesters.
        heard: of platforms.
        charges: today.
        p: parameters.
    """
    need, place = need_of(one, p.types, p.job_value_log_sd), one.platform
    cost = cost_at(best_wage(need, charges, p.pricing.belief) * need.seconds / HOUR, charges)
    return share_worth(cost, need) * (heard.worth[place] * mean_worth(cost, need) - heard.done[place] * cost)


@compiled
def replace_requesters(
    now: Now, places: np.ndarray, params: PostingParameters, heard: Heard, r: np.ndarray, p: FirmParams
) -> int:
    """Somebody of the same kind and planned hours looks at each place that was left: who expects enough profit comes.

    One who declines leaves the place to the next, who looks `candidate_days` later.

    Args:
        now: today.
        places: rows of those who left, in the order of their identities, ``int64[n]``.
        params: what requesters go by today.
        heard: of platforms, see `hear_of_platforms`.
        r: columns of requesters, those in use and room for as many as there are places.
        p: parameters.

    Returns:
        How many come; they stand in the last rows, the first of them free.
    """
    came, first = 0, len(r) - len(places)
    for row in places:
        old, new = r[row], r[first + came]
        newcomer = new_requester(now.day, place_of_requester(old.id))
        firm = Firm(newcomer, int(old.kind), old.platform, old.hours, old.inclusion)
        draw_requester(now, first + came, firm, r, p)
        gain = expected_gain(new, heard, charges_on(new, params), p)
        luck = draw(now.seed, of.CANDIDATE, 0, firm.id, now.day, 0, 0)[0]
        if gain >= lognormal(luck, p.entry.entry_hurdle, p.entry.entry_log_sd) * new.usual_gain:
            old.vacant = False
            came += 1
        else:
            old.fate_day = now.day + p.entry.candidate_days
            new.present = False
    return came
