"""Orders that are quick to find: of keys, and of batches by when they were posted."""

import numpy as np

from microsim.compiling import compiled, internal
from microsim.units import DAY

from .records import Record


@compiled
def note_seconds(rows: np.ndarray, b: np.ndarray, posted: np.ndarray) -> None:
    """Note when batches were posted.

    Args:
        rows: of the batches, ``int64[n]``.
        b: batches.
        posted: receives the second, counted from day 0, ``int64[n]``.
    """
    for i in range(len(rows)):
        batch = b[rows[i]]
        posted[i] = batch.day * DAY + batch.second


@internal
def comes_before(one: Record, other: Record) -> bool:
    """Whether of two batches of one second one comes first."""
    if one.requester_id != other.requester_id:
        return one.requester_id < other.requester_id
    return one.slot < other.slot


@compiled
def settle_ties(rows: np.ndarray, posted: np.ndarray, b: np.ndarray) -> None:
    """Put those of one second in the order of their identities: that of the requester, then the slot.

    Args:
        rows: of the batches, in the order of `posted`, ``int64[n]``; exchanged in place.
        posted: see `note_seconds`, ``int64[n]``.
        b: batches.

    Example:
        >>> from microsim.state.trade import Batches
        >>> b, rows = Batches(3), np.array([2, 0, 1])
        >>> b.requester_id[:] = 7, 5, 5
        >>> b.slot[:] = 0, 1, 0
        >>> settle_ties(rows, np.zeros(3, np.int64), b.arrays)
        >>> rows.tolist()
        [2, 1, 0]
    """
    for i in range(1, len(rows)):
        k = i
        while k > 0 and posted[k] == posted[k - 1] and comes_before(b[rows[k]], b[rows[k - 1]]):
            rows[k], rows[k - 1] = rows[k - 1], rows[k]
            k -= 1


def in_order(rows: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Rows of batches in the order in which these were posted; ties fall by identity, never by row."""
    posted = np.empty(len(rows), np.int64)
    note_seconds(rows, b, posted)
    order = np.argsort(posted)  # any order of those of one second will do: it is settled next
    rows = rows[order]
    settle_ties(rows, posted[order], b)
    return rows


def order_of(keys: np.ndarray) -> np.ndarray:
    """The order of keys that are hardly ever equal; equal ones keep theirs. A quick sort, and a stable one if need be.

    Args:
        keys: ``int64[n]``.

    Example:
        >>> order_of(np.array([30, 10, 20])), order_of(np.array([1, 0, 1]))
        (array([1, 2, 0]), array([1, 0, 2]))
    """
    order = np.argsort(keys)
    ordered = keys[order]
    equal = (ordered[1:] == ordered[:-1]).any()
    return np.argsort(keys, kind="stable") if equal else order
