"""What platforms show: batches on show, newest first or most tasks first, page by page."""

import math
from typing import NamedTuple

import numpy as np

from .compiling import compiled

# What a worker reads of a batch when looking at it: one cache line of 64 bytes.
OFFER = np.dtype(
    {
        "names": ["log_pay", "appeal", "stated_seconds", "min_approval", "requester_id", "slot", "min_number", "day",
                  "country", "task_type", "test"],
        "formats": ["f8", "f8", "f8", "f8", "i4", "i4", "i4", "i4", "i1", "i1", "?"],
        "offsets": [0, 8, 16, 24, 32, 36, 40, 44, 48, 49, 50],
        "itemsize": 64,
    }
)  # fmt: skip
# What matters once it is chosen. The last four fields change and are written back, as is `Listing.left`.
TERMS = np.dtype(
    [
        ("batch", "i8"), ("platform", "i8"), ("price", "i8"), ("seconds", "f8"), ("log_accuracy_power", "f8"),
        ("test", "f8"), ("second", "i8"), ("submitted", "i8"), ("in_review", "i8"), ("returned", "i8"),
        ("fill_seconds", "i8"),
    ]
)  # fmt: skip
WRITTEN_BACK = ("submitted", "in_review", "returned", "fill_seconds")


def offer_room(n: int) -> np.ndarray:
    """Room for `n` records of `OFFER` that start on cache lines."""
    room = np.zeros((n + 1) * OFFER.itemsize, np.uint8)
    start = -room.ctypes.data % OFFER.itemsize
    return room[start : start + n * OFFER.itemsize].view(OFFER).view(np.recarray)


class Listing(NamedTuple):
    """Two orders of the batches on show, per platform.

    Attributes:
        offers: what is shown of each batch, record array of `OFFER`.
        terms: what matters once it is chosen, record array of `TERMS`.
        left: tasks left of each, ``int64[n]``; during the sessions this is the truth.
        newest: places in `offers`, oldest first (so the newest page is the end), ``int64[n_platforms, room]``.
        largest: places in `offers`, most tasks left first, ``int64[n_platforms, room]``.
        count: batches in each order, ``int64[n_platforms]``.
        filled: batches in the orders that have been filled since they were tidied, ``int64[n_platforms]``.
    """

    offers: np.ndarray
    terms: np.ndarray
    left: np.ndarray
    newest: np.ndarray
    largest: np.ndarray
    count: np.ndarray
    filled: np.ndarray


@compiled
def show(listing, p, offer):
    """Put a new batch on show: last in `newest`, at its place by tasks left in `largest`."""
    left, largest = listing.left, listing.largest[p]
    n = listing.count[p]
    listing.newest[p, n] = offer
    low, high = 0, n
    while low < high:
        middle = (low + high) // 2
        if left[largest[middle]] < left[offer]:
            high = middle
        else:
            low = middle + 1
    for k in range(n, low, -1):
        largest[k] = largest[k - 1]
    largest[low] = offer
    listing.count[p] = n + 1


@compiled
def tidy(listing, p):
    """Take filled batches off both orders and sort `largest` again (it is nearly sorted: insertion)."""
    left = listing.left
    n = listing.count[p]
    newest = listing.newest[p]
    kept = 0
    for k in range(n):
        if left[newest[k]] > 0:
            newest[kept] = newest[k]
            kept += 1
    largest = listing.largest[p]
    kept = 0
    for k in range(n):
        offer = largest[k]
        if left[offer] > 0:
            j = kept
            while j > 0 and left[largest[j - 1]] < left[offer]:
                largest[j] = largest[j - 1]
                j -= 1
            largest[j] = offer
            kept += 1
    listing.count[p] = kept
    listing.filled[p] = 0


@compiled
def page_looked_at(u_first, u_depth, pages, page_one, page_tail):
    """Which page a search looks at, 1 to `pages`.

    P(page > k) = (1 - page_one) * k ** -page_tail, as in the data on how workers search; whoever would go beyond the
    last page looks at any page.

    Source: C13.

    Example:
        >>> page_looked_at(0.2, 0.5, 30, 0.413, 0.32), page_looked_at(0.7, 0.7, 30, 0.413, 0.32)
        (1, 4)
    """
    if pages <= 1 or u_first < page_one:
        return 1
    page = 1.0 + math.floor(math.exp(min(-math.log(u_depth) / page_tail, 40.0)))
    if page > pages:
        return 1 + int((u_first - page_one) / (1.0 - page_one) * pages)
    return int(page)
