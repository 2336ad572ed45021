"""The heap that orders decisions, against Python's own."""

import heapq

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from microsim.kernels.queue import pop, push


@given(st.lists(st.one_of(st.none(), st.integers(-(2**40), 2**52)), max_size=60))
def test_as_pythons_heap(steps):
    """None takes the first out, a number puts it in."""
    keys, items = np.zeros(61, np.int64), np.zeros(61, np.int64)
    n, others = 0, []
    for number, key in enumerate(steps):
        if key is not None:
            key = key * 64 + number  # no two alike, as the addressed ties see to in the market
            n = push(keys, items, n, key, number)
            heapq.heappush(others, (key, number))
        elif others:
            assert (keys[0], items[0]) == heapq.heappop(others)
            n = pop(keys, items, n)
        assert n == len(others)
    while others:
        assert (keys[0], items[0]) == heapq.heappop(others)
        n = pop(keys, items, n)
    assert n == 0
