"""The wage that a requester aims at: its best reply to the supply that it believes in.

A requester pays a target wage times a guess of the time (C34). Its jobs are worth more or less to it; those worth less
than they cost are not posted. Of the work that people do for it, it believes that a wage one per cent higher brings
so many per cent more: few, as long as most people whom pay can move are at work already, and so fewer the more it pays.
The best wage is then where what one more per cent costs on all answers is what it brings in more of them.
"""

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from microsim.compiling import compiled, internal
from microsim.market.sessions.choice import ANY
from microsim.state.records import Record
from microsim.units import HOUR

if TYPE_CHECKING:
    from .views import PostingParameters

ROOT_HALF = math.sqrt(0.5)
HALVINGS = 40  # of an interval of logarithms: to about one part in 10**11
WIDEST = 12.0  # log points around the median worth within which the best cost is looked for
NO_SPREAD = 1e-9
SURELY = 1e-300


class Belief(NamedTuple):
    """How requesters think that people answer to pay.

    Attributes:
        elasticity: of the work that one requester gets done, to the wage that it pays, at wages in equal steps of their
            logarithm, ``float64[n]``.
        first, step: logarithm of the first wage, in 1/10,000 per hour, and the step.
        usual_lateness: share of days with late batches that is usual: who is late more often believes in more.
    """

    elasticity: np.ndarray
    first: float
    step: float
    usual_lateness: float


class Need(NamedTuple):
    """What a requester needs, per task of usual time.

    Attributes:
        worth: median over its jobs of what an answer is worth to it, times the share that proves usable.
        spread: of the logarithm of that between its jobs.
        seconds: usual time of a task.
        lateness: share of its days with late batches.
    """

    worth: float
    spread: float
    seconds: float
    lateness: float


class Charges(NamedTuple):
    """What comes on top of pay: fee as a share, its least, and a surcharge, the last two per task in 1/10,000."""

    fee_share: float
    fee_min: float
    surcharge: float


@internal
def above(x: float) -> float:
    """Chance that a standard normal number is above `x`."""
    return 0.5 * math.erfc(x * ROOT_HALF)


@compiled
def share_worth(cost: float, need: Need) -> float:
    """Share of a requester's jobs that are worth such a cost per task.

    Args:
        cost: of an answer of usual time, charges included.
        need: `Need`.

    Example:
        >>> share_worth(2.0, Need(2.0, 1.1, 60.0, 0.2)), share_worth(2.0, Need(3.0, 0.0, 60.0, 0.2))
        (0.5, 1.0)
    """
    if need.spread < NO_SPREAD:
        return 1.0 if cost <= need.worth else 0.0
    return above(math.log(cost / need.worth) / need.spread)


@compiled
def mean_worth(cost: float, need: Need) -> float:
    """Mean worth of the jobs that are worth such a cost: of those above it, if worth is log-normal.

    Args:
        cost: of an answer of usual time, charges included.
        need: `Need`.

    Example:
        >>> round(mean_worth(2.0, Need(2.0, 1.0, 60.0, 0.2)), 3), mean_worth(2.0, Need(3.0, 0.0, 60.0, 0.2))
        (5.549, 3.0)
    """
    if need.spread < NO_SPREAD:
        return max(need.worth, cost)
    place = math.log(cost / need.worth) / need.spread
    mean = need.worth * math.exp(0.5 * need.spread * need.spread)
    return mean * above(place - need.spread) / max(above(place), SURELY)


@compiled
def believed_elasticity(log_wage: float, lateness: float, belief: Belief) -> float:
    """Per cent of work that one per cent of wage brings, as a requester believes.

    Args:
        log_wage: logarithm of the wage, in 1/10,000 per hour.
        lateness: share of its days with late batches.
        belief: `Belief`.

    Example:
        >>> flat = Belief(np.array([0.2, 0.2]), 0.0, 1.0, 0.2)
        >>> believed_elasticity(9.0, 0.2, flat), round(believed_elasticity(9.0, 0.7, flat), 3)
        (0.2, 0.3)
    """
    last = len(belief.elasticity) - 1
    place = min(max((log_wage - belief.first) / belief.step, 0.0), last)
    at = min(int(place), last - 1)
    low, high = belief.elasticity[at], belief.elasticity[at + 1]
    return (low + (high - low) * (place - at)) * (1.0 + lateness - belief.usual_lateness)


@compiled
def cost_at(price: float, charges: Charges) -> float:
    """What an answer costs at a price, charges included.

    Args:
        price: per task, in 1/10,000.
        charges: `Charges`.

    Example:
        >>> cost_at(1000.0, Charges(0.2, 0.0, 0.0)), cost_at(100.0, Charges(0.2, 100.0, 0.0))
        (1200.0, 200.0)
    """
    return price + max(price * charges.fee_share, charges.fee_min) + charges.surcharge


@compiled
def best_wage(need: Need, charges: Charges, belief: Belief) -> float:
    """The wage that brings a requester most, if people answer to pay as it believes; in 1/10,000 per hour.

    With jobs worth v, a cost of c(p) at a price p, and work done L(p) of elasticity e(p), profit is the mean of
    (v - c)+ times L. It is highest where, over the jobs worth their cost, mean(v)/c - 1 = p c'(p)/(c(p) e(p)). The left
    side falls with the price and the right side rises, so that there is one such price.

    Args:
        need: `Need`.
        charges: `Charges`.
        belief: `Belief`.

    Source: economics of one buyer (Robinson 1933); C34 for targets.

    Example:
        >>> constant = Belief(np.array([0.25, 0.25]), 0.0, 1.0, 0.2)
        >>> round(best_wage(Need(1200.0, 0.0, 3600.0, 0.2), Charges(0.2, 0.0, 0.0), constant), 6)  # v e/(1 + e)/(1 + f)
        200.0
    """
    middle = math.log(need.worth)
    low, high = middle - WIDEST, middle + WIDEST
    per_hour = math.log(HOUR / need.seconds)
    for _ in range(HALVINGS):
        log_price = 0.5 * (low + high)
        price = math.exp(log_price)
        cost = cost_at(price, charges)
        slope = 1.0 + (charges.fee_share if price * charges.fee_share > charges.fee_min else 0.0)
        brings = believed_elasticity(log_price + per_hour, need.lateness, belief)
        if (mean_worth(cost, need) / cost - 1.0) * brings > slope * price / cost:
            low = log_price
        else:
            high = log_price
    return math.exp(0.5 * (low + high) + per_hour)


@internal
def need_of(requester: Record, types: Record, spread: float) -> Need:
    """What a requester needs, per task of usual time of its type.

    Args:
        requester: a row of the table of requesters.
        types: records of types of tasks.
        spread: of the logarithm of worth between its jobs.
    """
    kind = requester.task_type
    worth = types.value[kind] * types.price[kind] * requester.value_ratio * requester.usable
    return Need(worth, spread, types.seconds[kind], requester.lateness)


@internal
def charges_on(requester: Record, params: "PostingParameters") -> Charges:
    """What comes on top of pay where a requester posts, for a task of usual time that is open to all.

    Args:
        requester: a row of the table of requesters.
        params: what requesters go by today.
    """
    place, seconds = params.rules.places[requester.platform], params.types.seconds[requester.task_type]
    shielded = params.rules.gates[requester.platform, ANY].shielded
    return Charges(place.fee_share, place.fee_min, place.surcharge * seconds / HOUR if shielded else 0.0)


@compiled
def best_wage_of(requester: Record, params: "PostingParameters") -> float:
    """The wage that seems best to a requester today, in 1/10,000 per hour.

    Args:
        requester: a row of the table of requesters.
        params: what requesters go by today.
    """
    need = need_of(requester, params.types, params.demand.job_value_log_sd)
    return best_wage(need, charges_on(requester, params), params.pricing.belief)


@compiled
def wage_of(requester: Record, params: "PostingParameters") -> float:
    """The wage that a requester pays for today: its target; what seems best, if it has none.

    Args:
        requester: a row of the table of requesters.
        params: what requesters go by today.
    """
    return requester.target_wage if requester.target_wage > 0.0 else best_wage_of(requester, params)
