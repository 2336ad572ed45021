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
    """

    rows: np.ndarray
    by_type: np.ndarray
    first: np.ndarray


def peers_of(requesters: Requesters, n_types: int) -> Peers:
    """The repeat requesters who are present.

    Args:
        requesters: table of requesters.
        n_types: number of task types.
    """
    rows = np.flatnonzero(requesters.used("present") & requesters.used("learns"))
    types = requesters.task_type[rows]
    first = np.zeros(n_types + 1, np.int64)
    np.cumsum(np.bincount(types, minlength=n_types), out=first[1:])
    return Peers(rows, rows[np.lexsort((requesters.id[rows], types))], first)


@compiled
def pick_peer(u: float, task_type: int, peers: Peers) -> int:
    """Place in `by_type` of one of the requesters with a type of task; -1 if there are not two.

    Args:
        u: uniform number in (0, 1).
        task_type: row of the type of task.
        peers: repeat requesters who are present.

    Example:
        >>> them = Peers(np.array([2, 5, 7]), np.array([5, 7, 2]), np.array([0, 2, 3]))
        >>> pick_peer(0.4, 0, them), pick_peer(0.6, 0, them), pick_peer(0.5, 1, them)
        (0, 1, -1)
    """
    start, many = peers.first[task_type], peers.first[task_type + 1] - peers.first[task_type]
    return start + int(u * many) if many > 1 else -1
