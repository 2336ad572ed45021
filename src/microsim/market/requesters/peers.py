"""Repeat requesters, and the peers that each of them sees: those with the same type of task."""

from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled
from microsim.state.trade import Requesters


class Peers(NamedTuple):
    """The repeat requesters who are present.

    Attributes:
        rows: in the order of their rows, ``int64[n]``.
        by_type: the same, by task type, and by identity within it.
        first: where each type begins in `by_type`, ``int64[n_types + 1]``.
        stand_for: how many requesters those of a type stand for, up to each place in `by_type`, ``float64[n]``.
    """

    rows: np.ndarray
    by_type: np.ndarray
    first: np.ndarray
    stand_for: np.ndarray


@compiled
def gather(r: np.ndarray, peers: Peers) -> int:
    """Find the repeat requesters who are present, and put them in both orders.

    Args:
        r: requesters in use.
        peers: filled; room for all.

    Returns:
        How many there are.
    """
    rows, by_type, first, stand_for = peers
    n = end = 0
    for q in range(len(r)):
        if r[q].present and r[q].learns:
            rows[n] = q
            n += 1
    for task_type in range(len(first) - 1):
        first[task_type] = end
        for i in range(n):
            if r[rows[i]].task_type == task_type:
                place = end
                while place > first[task_type] and r[by_type[place - 1]].id > r[rows[i]].id:
                    by_type[place] = by_type[place - 1]
                    place -= 1
                by_type[place] = rows[i]
                end += 1
        total = 0.0
        for place in range(first[task_type], end):
            total += 1.0 / r[by_type[place]].inclusion
            stand_for[place] = total
    first[len(first) - 1] = end
    return n


def peers_of(requesters: Requesters, n_types: int) -> Peers:
    """The repeat requesters who are present.

    Args:
        requesters: table of requesters.
        n_types: number of task types.
    """
    rows, by_type = np.empty((2, requesters.n), np.int64)
    first, stand_for = np.empty(n_types + 1, np.int64), np.empty(requesters.n)
    n = gather(requesters.arrays[: requesters.n], Peers(rows, by_type, first, stand_for))
    return Peers(rows[:n], by_type[:n], first, stand_for[:n])


@compiled
def pick_peer(u: float, task_type: int, peers: Peers) -> int:
    """Place in `by_type` of one of the requesters with a type of task, as likely as it stands for many; -1 if there are
    not two.

    Args:
        u: uniform number in (0, 1).
        task_type: row of the type of task.
        peers: repeat requesters who are present.

    Example:
        >>> them = Peers(np.array([2, 5, 7]), np.array([5, 7, 2]), np.array([0, 2, 3]), np.array([1.0, 2.0, 1.0]))
        >>> pick_peer(0.4, 0, them), pick_peer(0.6, 0, them), pick_peer(0.5, 1, them)
        (0, 1, -1)
    """
    start, end = peers.first[task_type], peers.first[task_type + 1]
    if end - start < 2:
        return -1
    place, aim = start, u * peers.stand_for[end - 1]
    while peers.stand_for[place] <= aim and place < end - 1:
        place += 1
    return place
