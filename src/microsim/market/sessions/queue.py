"""A binary heap in two arrays: the smallest key first."""

import numpy as np

from microsim.compiling import compiled


@compiled
def push(keys: np.ndarray, items: np.ndarray, n: int, key: int, item: int) -> int:
    """Add an item; returns the new length. Arrays need room for one more.

    Example:
        >>> keys, items = np.zeros(4, "i8"), np.zeros(4, "i8")
        >>> n = push(keys, items, push(keys, items, 0, 9, 1), 4, 2)
        >>> n, int(items[0]), pop(keys, items, n), int(items[0])
        (2, 2, 1, 1)
    """
    at = n
    while at > 0:
        parent = (at - 1) // 2
        if keys[parent] <= key:
            break
        keys[at], items[at] = keys[parent], items[parent]
        at = parent
    keys[at], items[at] = key, item
    return n + 1


@compiled
def replace(keys: np.ndarray, items: np.ndarray, n: int, key: int, item: int) -> None:
    """Put an item in the place of the first one (read that before)."""
    at = 0
    while True:
        child = 2 * at + 1
        if child >= n:
            break
        if child + 1 < n:
            child += keys[child + 1] < keys[child]
        if keys[child] >= key:
            break
        keys[at], items[at] = keys[child], items[child]
        at = child
    keys[at], items[at] = key, item


@compiled
def pop(keys: np.ndarray, items: np.ndarray, n: int) -> int:
    """Remove the first item (read it before); returns the new length."""
    if n > 1:
        replace(keys, items, n - 1, keys[n - 1], items[n - 1])
    return n - 1
