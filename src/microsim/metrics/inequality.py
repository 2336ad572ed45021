"""How unequal pay is between workers, and orders between requesters."""

import math

import numpy as np
from numpy.typing import ArrayLike

from .register import metric
from .tables import Tables


def lorenz(amounts: ArrayLike, many: ArrayLike = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """The Lorenz curve: cumulative share of holders, poorest first, and of what they hold.

    Args:
        amounts: what each holds, not negative, in any unit.
        many: for how many holders of as much each stands, more than 0.

    Returns:
        Two ``float64[n + 1]`` from 0 to 1; both empty if nobody holds anything.

    Example:
        >>> [axis.tolist() for axis in lorenz([3, 1])], lorenz([3, 1], [1, 3])[0].tolist()
        ([[0.0, 0.5, 1.0], [0.0, 0.25, 1.0]], [0.0, 0.75, 1.0])
    """
    held = np.asarray(amounts, float)
    order = np.argsort(held, kind="stable")
    people = np.broadcast_to(np.asarray(many, float), held.shape)[order]
    held = held[order] * people
    if not held.sum() > 0:
        return np.zeros(0), np.zeros(0)
    return tuple(np.append(0.0, np.cumsum(each) / each.sum()) for each in (people, held))


def gini(amounts: ArrayLike) -> float:
    """Gini coefficient: 0 when all hold the same, near 1 when one holds everything.

    Example:
        >>> gini([1, 1]), gini([0, 4]), gini([])
        (0.0, 0.5, nan)
    """
    people, share = lorenz(amounts)
    return float(1 - np.sum((share[1:] + share[:-1]) * np.diff(people))) if len(share) else math.nan


def top_share(amounts: ArrayLike, top: float, many: ArrayLike = 1.0) -> float:
    """What the richest `top` (a share of holders) hold of the whole; a fraction of a holder counts as that fraction.

    Args:
        amounts, many: what each holds, and for how many holders it stands.
        top: share of holders.

    Example:
        >>> round(top_share([1, 1, 2, 6], 0.25), 6), round(top_share([1, 1, 2, 6], 0.1), 6)
        (0.6, 0.24)
    """
    people, share = lorenz(amounts, many)
    return float(1 - np.interp(1 - top, people, share)) if len(share) else math.nan


def earnings(tables: Tables) -> np.ndarray:
    """Accepted pay of each worker who was paid anything, ``int64``, 1/10,000 of the currency unit."""
    pay = tables.workers.accepted_pay.to_numpy()
    return pay[pay > 0]


def _orders_of_the_top(tables: Tables, top: float) -> float:
    """Share of the value that requesters would have posted at full size, where each stands for several."""
    r = tables.requesters[tables.requesters.value_posted > 0]
    return top_share(r.value_posted / r.thinned, top, 1.0 / r.inclusion)


@metric(unit="0 to 1", meaning="inequality of accepted pay between workers who were paid anything",
        label=("Gini of pay", "Gini des rémunérations"))
def gini_of_pay(tables: Tables) -> float:
    """Among earners."""
    return gini(earnings(tables))


@metric(unit="share of accepted pay", meaning="what the best paid tenth of earners received",
        label=("Share of the top 10 %", "Part des 10 % les mieux payés"))
def top_10_percent_share_of_pay(tables: Tables) -> float:
    """Among earners."""
    return top_share(earnings(tables), 0.1)


@metric(unit="share of value posted", meaning="what the largest 0.1 % of the requesters who posted asked for",
        label=("Orders of the top 0.1 %", "Commandes des 0,1 % plus gros"))
def requester_value_share_top_0_1_percent(tables: Tables) -> float:
    """Among requesters who posted."""
    return _orders_of_the_top(tables, 0.001)


@metric(unit="share of value posted", meaning="what the largest 1 % of the requesters who posted asked for",
        label=("Orders of the top 1 %", "Commandes des 1 % plus gros"))
def requester_value_share_top_1_percent(tables: Tables) -> float:
    """Among requesters who posted."""
    return _orders_of_the_top(tables, 0.01)


@metric(unit="share of value posted", meaning="what the largest 10 % of the requesters who posted asked for",
        label=("Orders of the top 10 %", "Commandes des 10 % plus gros"))
def requester_value_share_top_10_percent(tables: Tables) -> float:
    """Among requesters who posted."""
    return _orders_of_the_top(tables, 0.1)
