"""What platforms show: both orders against plain sorting, and how workers leaf through pages."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from microsim.market.sessions.desk import DESK
from microsim.market.sessions.listing import (
    OFFER,
    TERMS,
    Listing,
    Page,
    page_looked_at,
    read_batches,
    show,
    take_off,
    write_back,
)
from microsim.random.draws import draw
from microsim.state.records import LINE, cache_lines
from microsim.state.trade import Batches

PAGE_ONE, PAGE_TAIL = 0.413, 0.32  # C13


def listing(left: list[int], platforms: int = 2) -> Listing:
    n = len(left)
    shown = Listing(
        cache_lines(n, OFFER),
        cache_lines(n, TERMS),
        np.array(left, np.int32),
        np.zeros((platforms, n + 1), np.uint32),
        np.zeros((platforms, n + 1), np.uint32),
        np.zeros(platforms, np.int64),
        Page(np.empty(20, np.uint32), np.empty(20, np.int64), np.empty(20)),
        np.zeros((0, 4, 3)),
    )
    shown.terms["left"] = left
    return shown


@pytest.mark.parametrize(("record", "size"), [(OFFER, LINE // 2), (TERMS, LINE), (DESK, 7 * LINE)])
def test_records_fill_cache_lines(record, size):
    room = cache_lines(5, record)
    assert record.itemsize == size and len(room) == 5 and not room.view(np.uint8).any()
    assert room.ctypes.data % LINE == 0 and room.strides == (size,)


@given(st.lists(st.integers(1, 50), min_size=1, max_size=40))
def test_shown_in_order_of_posting_and_of_tasks_left(left):
    shown = listing(left)
    for offer in range(len(left)):
        show(shown, 1, offer)
    n = len(left)
    assert shown.count.tolist() == [0, n]
    assert shown.newest[1, :n].tolist() == list(range(n))
    assert shown.largest[1, :n].tolist() == sorted(range(n), key=lambda offer: -left[offer])


@given(st.lists(st.tuples(st.integers(1, 5), st.booleans()), min_size=1, max_size=60), st.randoms())
def test_what_is_filled_leaves_both_orders(batches, shuffled):
    """Posted in any interleaving with what is filled; the rest stays in order, and is not moved by tasks taken."""
    shown = listing([left for left, _ in batches])
    expected: list[int] = []
    for offer in range(len(batches)):
        show(shown, 0, offer)
        expected.append(offer)
        gone = shuffled.choice(expected)
        shown.terms["left"][gone] -= 1
        if batches[gone][1]:
            take_off(shown, 0, gone)
            expected.remove(gone)
    n = len(expected)
    assert shown.count.tolist() == [n, 0]
    assert shown.newest[0, :n].tolist() == expected
    assert shown.largest[0, :n].tolist() == sorted(expected, key=lambda offer: -batches[offer][0])


def test_batches_are_read_and_written_back():
    b = Batches(4)
    for k, name in enumerate(sorted(set(b.columns) - {"country", "state", "ended"})):
        getattr(b, name)[:] = 4 * k + np.arange(4)
    b.country[:], b.test[:] = [-1, 0, 1, 2], [0.0, 0.0, 60.0, 0.0]
    shown = listing([0, 0])
    read_batches(np.array([2, 0]), b.arrays, shown)
    for record in (shown.offers, shown.terms):
        for name in set(record.dtype.names) - {"appeal", "tested", "batch", "requester_id"}:
            assert record[name].tolist() == getattr(b, name)[[2, 0]].tolist(), name
    assert shown.offers["requester_id"].tolist() == b.face[[2, 0]].tolist()  # as whom workers know the requester
    assert shown.offers["tested"].tolist() == [b.task_type[2], -1] and shown.terms["test"].tolist() == [60.0, 0.0]
    assert shown.terms["left"].tolist() == shown.morning.tolist() == b.left[[2, 0]].tolist()
    shown.terms["left"] = 7, 8
    for k, name in enumerate(("submitted", "in_review", "returned", "fill_seconds")):
        shown.terms[name] = 100 * k, 100 * k + 1
    write_back(shown, b.arrays)
    assert b.left[[2, 0]].tolist() == [7, 8] and b.fill_seconds[[2, 0]].tolist() == [300, 301]
    assert [b.submitted[2], b.in_review[0], b.returned[0]] == [0, 101, 201]


# pages: theory


def shares(pages: int, page_one: float = PAGE_ONE, tail: float = PAGE_TAIL) -> np.ndarray:
    """Closed form: P(page > k) = (1 - page_one) k ** -tail; what lies beyond the last page falls on all alike."""
    beyond = [1.0] + [(1.0 - page_one) * k**-tail for k in range(1, pages + 1)]
    return -np.diff(beyond) + beyond[-1] / pages


@pytest.mark.parametrize("pages", [2, 10, 30, 200])
def test_pages_are_looked_at_as_in_the_closed_form(pages):
    """Chi-square over the pages, 40,000 searches of seed 3; 4 tests at 1 in 100,000 each."""
    n = 40_000
    looks = np.zeros(pages + 1)
    for who in range(n):
        u = draw(3, 33, who, 0, 0, 0, 0)
        looks[page_looked_at(u[0], u[1], pages, PAGE_ONE, PAGE_TAIL)] += 1
    assert looks[0] == 0
    assert stats.chisquare(looks[1:], shares(pages) * n).pvalue > 1e-5


@pytest.mark.parametrize("pages", [10, 20, 30, 100])
def test_page_one_is_looked_at_ten_times_as_often_as_page_ten(pages):
    """C13, in the closed form that the test above confirms; and in 40,000 searches."""
    assert shares(pages)[0] >= 10 * shares(pages)[9]
    looks = [page_looked_at(*draw(4, 33, who, 0, 0, 0, 0)[:2], pages, PAGE_ONE, PAGE_TAIL) for who in range(40_000)]
    assert looks.count(1) >= 10 * looks.count(10) > 0


@settings(max_examples=300)
@given(
    st.floats(1e-10, 1 - 1e-10), st.floats(1e-10, 1 - 1e-10), st.integers(0, 500), st.floats(0.0, 1.0),
    st.floats(0.01, 5.0),
)  # fmt: skip
def test_a_page_that_exists_is_looked_at(u_first, u_depth, pages, page_one, tail):
    page = page_looked_at(u_first, u_depth, pages, page_one, tail)
    assert 1 <= page <= max(pages, 1)
    if u_first < page_one:
        assert page == 1


def test_a_deeper_draw_never_looks_at_an_earlier_page():
    depth = [page_looked_at(0.6, u, 10_000, PAGE_ONE, PAGE_TAIL) for u in np.linspace(0.999, 0.2, 50)]
    assert depth == sorted(depth) and depth[0] == 2 and depth[-1] == 1 + math.floor(0.2 ** (-1 / PAGE_TAIL))
