"""What platforms show: batches on show, newest first or most tasks first, page by page."""

import math
from typing import NamedTuple

import numpy as np

from .compiling import compiled


# What sessions need of a batch, side by side in memory: a look touches one or two cache lines, not a dozen columns.
# What changes is written back to the batches after the sessions.
OFFER = np.dtype(
    [
        # read at every look: the first 72 bytes
        ("left", "i8"), ("log_pay", "f8"), ("appeal", "f8"), ("stated_seconds", "f8"), ("requester_id", "i8"), ("min_approval", "f8"),
        ("min_number", "i8"), ("day", "i4"), ("slot", "i4"), ("test", "f4"), ("task_type", "i1"), ("country", "i1"),
        ("platform", "i1"),
        # read when a batch is chosen
        ("batch", "i8"), ("price", "i8"), ("seconds", "f8"), ("log_accuracy_power", "f8"), ("second", "i8"),
        ("submitted", "i8"), ("in_review", "i8"), ("returned", "i8"), ("fill_seconds", "i8"),
    ],
    align=True,
)  # fmt: skip
WRITTEN_BACK = ("left", "submitted", "in_review", "returned", "fill_seconds")


class Listing(NamedTuple):
    """Two orders of the batches on show, per platform.

    Attributes:
        offers: what is shown of each batch, record array of `OFFER`. During the sessions `left` is kept here.
        newest: places in `offers`, oldest first (so the newest page is the end), ``int64[n_platforms, room]``.
        largest: places in `offers`, most tasks left first, ``int64[n_platforms, room]``.
        count: batches in each order, ``int64[n_platforms]``.
        filled: batches in the orders that have been filled since they were tidied, ``int64[n_platforms]``.
    """

    offers: np.ndarray

    newest: np.ndarray
    largest: np.ndarray
    count: np.ndarray
    filled: np.ndarray


@compiled
def show(listing, p, offer):
    """Put a new batch on show: last in `newest`, at its place by tasks left in `largest`."""
    offers, largest = listing.offers, listing.largest[p]
    n = listing.count[p]
    listing.newest[p, n] = offer
    low, high = 0, n
    while low < high:
        middle = (low + high) // 2
        if offers[largest[middle]].left < offers[offer].left:
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
    offers = listing.offers
    n = listing.count[p]
    newest = listing.newest[p]
    kept = 0
    for k in range(n):
        if offers[newest[k]].left > 0:
            newest[kept] = newest[k]
            kept += 1
    largest = listing.largest[p]
    kept = 0
    for k in range(n):
        offer = largest[k]
        left = offers[offer].left
        if left > 0:
            j = kept
            while j > 0 and offers[largest[j - 1]].left < left:
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
