"""The requesters of the start: how large each is, how old, and which of them are in a sample."""

import math
from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled, internal
from microsim.market.posting.target import Charges, best_wage, need_of
from microsim.random import decisions as of
from microsim.random.draws import draw, normal
from microsim.random.quantiles import GOLDEN, SILVER
from microsim.state.now import Now
from microsim.state.records import Record
from microsim.units import HOUR

from .firms import Firm, FirmParams, batches_per_day, draw_requester
from .people import pick


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
