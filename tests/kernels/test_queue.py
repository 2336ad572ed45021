"""The heap that orders decisions, against Python's own."""

import heapq

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from microsim.market.sessions.queue import WAITING, pop, push, replace


@given(st.lists(st.tuples(st.integers(-(2**40), 2**52), st.sampled_from(["push", "pop", "replace"])), max_size=60))
def test_as_pythons_heap(steps):
    heap = np.zeros(61, WAITING)
    first = heap[0]
    n, others = 0, []
    for number, (key, step) in enumerate(steps):
        key = key * 64 + number  # no two alike, as the addressed ties see to in the market
        if step == "push":
            n = push(heap, n, key, number)
            heapq.heappush(others, (key, number))
        elif others and step == "replace":
            assert (first["key"], first["whose"]) == heapq.heapreplace(others, (key, number))
            replace(heap, n, key, number)
        elif others:
            assert (first["key"], first["whose"]) == heapq.heappop(others)
            n = pop(heap, n)
        assert n == len(others)
    while others:
        assert (first["key"], first["whose"]) == heapq.heappop(others)
        n = pop(heap, n)
    assert n == 0
