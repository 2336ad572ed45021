"""What platforms show: batches on show, newest first or most tasks first, page by page."""

import math
from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled

# What a worker reads of a batch when looking at it: 32 bytes, two to a cache line. `tested` is its task type if that
# asks for a test, else -1.
OFFER = np.dtype(
    [
        ("min_approval", "f8"), ("log_pay", "f4"), ("appeal", "f4"), ("stated_seconds", "f4"), ("requester_id", "i4"),
        ("day", "i2"), ("slot", "u2"), ("min_number", "u2"), ("country", "i1"), ("tested", "i1"),
    ]
)  # fmt: skip
# What matters once it is chosen: one cache line. The last five fields change (see `write_back`).
TERMS = np.dtype(
    {
        "names": ["price", "seconds", "log_accuracy_power", "test", "batch", "second", "platform", "task_type",
                  "ai_terms", "left", "submitted", "in_review", "returned", "fill_seconds"],
        "formats": ["i8", "f8", "f8", "f8", "i4", "i4", "i2", "i1", "i1", "i4", "i4", "i4", "i4", "i4"],
        "itemsize": 64,
    }
)  # fmt: skip


class Listing(NamedTuple):
    """Two orders of the batches on show, per platform.

    Attributes:
        offers: what is shown of each batch, record array of `OFFER`, in the order of posting.
        terms: what matters once it is chosen, record array of `TERMS`; during the sessions they are the truth.
        morning: tasks left of each when it was put in order, this morning or when posted, ``int32[n]``.
        newest: places in `offers`, oldest first (so the newest page is the end), ``int32[n_platforms, room]``.
        largest: places in `offers`, most tasks in `morning` first, ``int32[n_platforms, room]``.
        count: batches in each order, ``int64[n_platforms]``.
        noted, luck: room for what one worker notes of one page: places in `offers`, ``int32[longest page]``, and the
            draw about each, ``float64[longest page]``.
        heard: what each circle knows of the requester, see `trust.read_reputations`; empty if there is no circle.
    """

    offers: np.ndarray
    terms: np.ndarray
    morning: np.ndarray
    newest: np.ndarray
    largest: np.ndarray
    count: np.ndarray
    noted: np.ndarray
    luck: np.ndarray
    heard: np.ndarray


@compiled
def read_batches(rows, b, listing):
    """Copy batches into the records of a listing, in the order of `rows`."""
    for i in range(len(rows)):
        row = rows[i]
        offer, terms = listing.offers[i], listing.terms[i]
        offer.log_pay = b[row].log_pay
        offer.stated_seconds = b[row].stated_seconds
        offer.min_approval = b[row].min_approval
        offer.requester_id = b[row].requester_id
        offer.slot = b[row].slot
        offer.min_number = b[row].min_number
        offer.day = b[row].day
        offer.country = b[row].country
        offer.tested = b[row].task_type if b[row].test > 0.0 else -1
        terms.batch = row
        terms.platform = b[row].platform
        terms.task_type = b[row].task_type
        terms.ai_terms = b[row].ai_terms
        terms.price = b[row].price
        terms.seconds = b[row].seconds
        terms.log_accuracy_power = b[row].log_accuracy_power
        terms.test = b[row].test
        terms.second = b[row].second
        terms.submitted = b[row].submitted
        terms.in_review = b[row].in_review
        terms.returned = b[row].returned
        terms.fill_seconds = b[row].fill_seconds
        terms.left = listing.morning[i] = b[row].left


@compiled
def write_back(listing, b):
    """Copy what the sessions changed back into the columns of batches."""
    for i in range(len(listing.terms)):
        terms = listing.terms[i]
        b[terms.batch].left = terms.left
        b[terms.batch].submitted = terms.submitted
        b[terms.batch].in_review = terms.in_review
        b[terms.batch].returned = terms.returned
        b[terms.batch].fill_seconds = terms.fill_seconds


@compiled
def rank(listing, p, offer):
    """Where an offer stands, or would stand, in `largest`: most tasks first, of equals the one posted first."""
    morning, largest = listing.morning, listing.largest[p]
    low, high = 0, listing.count[p]
    while low < high:
        middle = (low + high) // 2
        other = largest[middle]
        if morning[other] > morning[offer] or (morning[other] == morning[offer] and other < offer):
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def insert(order, n, at, offer):
    """Put an offer into the first `n` entries of an order (indices that cannot be negative: the loop is vectorised)."""
    after = order[at : n + 1]
    for k in range(len(after) - 1, 0, -1):
        after[np.uint64(k)] = after[np.uint64(k - 1)]
    order[at] = offer


@compiled
def remove(order, n, at):
    """Take the entry at `at` out of the first `n` entries of an order."""
    after = order[at:n]
    for k in range(len(after) - 1):
        after[np.uint64(k)] = after[np.uint64(k + 1)]


@compiled
def show(listing, p, offer):
    """Put a new batch on show: last in `newest`, at its place by tasks left in `largest`."""
    n = listing.count[p]
    insert(listing.largest[p], n, rank(listing, p, offer), offer)
    listing.newest[p, n] = offer
    listing.count[p] = n + 1


@compiled
def take_off(listing, p, offer):
    """Take a filled batch off both orders."""
    n = listing.count[p]
    remove(listing.largest[p], n, rank(listing, p, offer))
    remove(listing.newest[p], n, np.searchsorted(listing.newest[p, :n], offer))
    listing.count[p] = n - 1


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
