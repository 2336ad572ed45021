"""What platforms show: batches on show, newest first or most tasks first, page by page."""

import math
from typing import NamedTuple

import numpy as np

from .compiling import compiled


class Listing(NamedTuple):
    """Two orders of the batches on show, per platform.

    Attributes:
        newest: rows of batches, oldest first (so the newest page is the end), ``int64[n_platforms, room]``.
        largest: rows of batches, most tasks left first, ``int64[n_platforms, room]``.
        count: batches in each order, ``int64[n_platforms]``.
        filled: batches in the orders that have been filled since they were tidied, ``int64[n_platforms]``.
    """

    newest: np.ndarray
    largest: np.ndarray
    count: np.ndarray
    filled: np.ndarray


@compiled
def show(listing, p, row, left):
    """Put a new batch on show: last in `newest`, at its place by tasks left in `largest`."""
    n = listing.count[p]
    listing.newest[p, n] = row
    largest = listing.largest[p]
    k = n
    while k > 0 and left[largest[k - 1]] < left[row]:
        largest[k] = largest[k - 1]
        k -= 1
    largest[k] = row
    listing.count[p] = n + 1


@compiled
def tidy(listing, p, left):
    """Take filled batches off both orders and sort `largest` again (it is nearly sorted: insertion)."""
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
        row = largest[k]
        if left[row] > 0:
            j = kept
            while j > 0 and left[largest[j - 1]] < left[row]:
                largest[j] = largest[j - 1]
                j -= 1
            largest[j] = row
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
