"""A binary heap in one array of records: the smallest key first."""

import numpy as np

from microsim.compiling import compiled, internal

# What waits: a key, and whose it is. Both children of an entry stand side by side.
WAITING = np.dtype([("key", "i8"), ("whose", "u4")], align=True)


@internal
def rise(heap: np.ndarray, at: int, key: int, item: int) -> None:
    """Put an item at the entry `at`, or above it, as far up as its key is smaller."""
    while at > 0:
        parent = (at - 1) // 2
        if heap[np.uint64(parent)].key <= key:
            break
        heap[np.uint64(at)].key, heap[np.uint64(at)].whose = heap[np.uint64(parent)].key, heap[np.uint64(parent)].whose
        at = parent
    heap[np.uint64(at)].key, heap[np.uint64(at)].whose = key, item


@compiled
def push(heap: np.ndarray, n: int, key: int, item: int) -> int:
    """Add an item; returns the new length. The heap needs room for one more.

    Args:
        heap: records of `WAITING`, of which the first `n` are in use.
        key, item: what is added.

    Example:
        >>> heap = np.zeros(4, WAITING)
        >>> n = push(heap, push(heap, 0, 9, 1), 4, 2)
        >>> n, int(heap["whose"][0]), pop(heap, n), int(heap["whose"][0])
        (2, 2, 1, 1)
    """
    rise(heap, n, key, item)
    return n + 1


@compiled
def replace(heap: np.ndarray, n: int, key: int, item: int) -> None:
    """Put an item in the place of the first one (read that before).

    The smaller children move up to the bottom, without a look at the key: who has just decided waits for long, so the
    item belongs near there, and rises from there at most a few steps.
    """
    at, right = 0, 2
    while right < n:
        left = np.uint64(right - 1)
        child = right - (heap[left].key < heap[np.uint64(right)].key)
        up, down = heap[np.uint64(at)], heap[np.uint64(child)]
        up.key, up.whose = down.key, down.whose
        at, right = child, 2 * child + 2
    if right == n:  # a last child without a sibling
        up, down = heap[np.uint64(at)], heap[np.uint64(n - 1)]
        up.key, up.whose = down.key, down.whose
        at = n - 1
    rise(heap, at, key, item)


@compiled
def pop(heap: np.ndarray, n: int) -> int:
    """Remove the first item (read it before); returns the new length."""
    if n > 1:
        replace(heap, n - 1, heap[n - 1].key, heap[n - 1].whose)
    return n - 1
