"""What platforms show: batches on show, newest first or most tasks first, page by page."""

import math
from typing import NamedTuple

import numpy as np

from microsim.codes import BatchState
from microsim.compiling import compiled, internal

# What a worker reads of a batch when looking at it: 32 bytes, two to a cache line. `appeal` is that of its pay at the
# usual speed; `tested` is its task type if that asks for a test, else -1.
OFFER = np.dtype(
    [
        ("min_approval", "f8"), ("appeal", "f4"), ("stated_seconds", "f4"), ("requester_id", "i4"), ("day", "i2"),
        ("slot", "u2"), ("min_number", "u2"), ("country", "i1"), ("tested", "i1"),
    ],
    align=True,
)  # fmt: skip
# What matters once it is chosen: one cache line. The last five fields change (see `write_back`).
TERMS = np.dtype(
    {
        "names": ["price", "seconds", "log_accuracy_power", "test", "batch", "second", "platform", "task_type",
                  "ai_terms", "left", "submitted", "in_review", "returned", "fill_seconds"],
        "formats": ["i8", "f8", "f8", "f8", "i4", "i4", "u2", "i1", "i1", "i4", "i4", "i4", "i4", "i4"],
        "itemsize": 64,
    }
)  # fmt: skip
MOST_SHOWN = 2**32


class Page(NamedTuple):
    """Room for what one worker notes of one page, with an entry per offer that she may take and could finish.

    Attributes:
        places: in `Listing.offers`, ``uint32[longest page]``.
        copies: which of the offers that each stands for, in a sample, ``int64[longest page]``.
        luck: what she feels about each, ``float64[longest page]``.
    """

    places: np.ndarray
    copies: np.ndarray
    luck: np.ndarray


class Listing(NamedTuple):
    """Two orders of the batches on show, per platform.

    Attributes:
        offers: what is shown of each batch, record array of `OFFER`, in the order of posting.
        terms: what matters once it is chosen, record array of `TERMS`; during the sessions they are the truth.
        morning: tasks left of each when it was put in order, this morning or when posted, ``int32[n]``.
        newest: places in `offers`, oldest first (so the newest page is the end), ``int32[n_platforms, room]``.
        largest: places in `offers`, most tasks in `morning` first, ``int32[n_platforms, room]``.
        count: batches in each order, ``int64[n_platforms]``.
        page: `Page`.
        heard: what each circle knows of the requester, see `trust.read_reputations`; empty if there is no circle.
    """

    offers: np.ndarray
    terms: np.ndarray
    morning: np.ndarray
    newest: np.ndarray
    largest: np.ndarray
    count: np.ndarray  # type: ignore[assignment]  # tuples have a method of that name
    page: Page
    heard: np.ndarray


@compiled
def find_on_show(b: np.ndarray, n: int, day: int, rows: np.ndarray) -> int:
    """Find the batches posted before today that are still on show.

    Args:
        b: batches, of which the first `n` rows are in use. day: today.
        rows: filled with their rows, in order, ``int64[n]``.

    Returns:
        How many there are.
    """
    many = 0
    for row in range(n):
        batch = b[row]
        if batch.state == BatchState.OPEN and batch.left > 0 and batch.day < day:
            rows[many] = row
            many += 1
    return many


@compiled
def read_batches(rows: np.ndarray, b: np.ndarray, listing: Listing) -> None:
    """Copy batches into the records of a listing, in the order of `rows`."""
    for i in range(len(rows)):
        offer, terms, batch = listing.offers[i], listing.terms[i], b[rows[i]]
        offer.stated_seconds = batch.stated_seconds
        offer.min_approval = batch.min_approval
        offer.requester_id = batch.face
        offer.slot = batch.slot
        offer.min_number = batch.min_number
        offer.day = batch.day
        offer.country = batch.country
        offer.tested = batch.task_type if batch.test > 0.0 else -1
        terms.batch = rows[i]
        terms.platform = batch.platform
        terms.task_type = batch.task_type
        terms.ai_terms = batch.ai_terms
        terms.price = batch.price
        terms.seconds = batch.seconds
        terms.log_accuracy_power = batch.log_accuracy_power
        terms.test = batch.test
        terms.second = batch.second
        terms.submitted = batch.submitted
        terms.in_review = batch.in_review
        terms.returned = batch.returned
        terms.fill_seconds = batch.fill_seconds
        terms.left = listing.morning[i] = batch.left


@compiled
def put_in_order(ranks: np.ndarray, listing: Listing) -> None:
    """Put the batches of the morning on show on their platforms, in both orders.

    Args:
        ranks: as of `rank_by_tasks`, sorted.
        listing: `Listing`, whose first `n` offers they are; its orders are empty.
    """
    terms = listing.terms
    for place in range(len(ranks)):
        p = terms[place].platform
        listing.newest[p, listing.count[p]] = place
        listing.count[p] += 1
    listing.count[:] = 0
    for rank in ranks:
        place = rank & (MOST_SHOWN - 1)
        p = terms[place].platform
        listing.largest[p, listing.count[p]] = place
        listing.count[p] += 1


@compiled
def rank_by_tasks(ranks: np.ndarray, listing: Listing) -> None:
    """Give each batch of the morning a number by which they are sorted: most tasks first, of equals the first posted.

    Args:
        ranks: filled, ``int64[n]``.
        listing: `Listing`, whose first `n` offers they are.
    """
    for place in range(len(ranks)):
        ranks[place] = place - MOST_SHOWN * np.int64(listing.morning[place])


@compiled
def write_back(listing: Listing, b: np.ndarray) -> None:
    """Copy what the sessions changed back into the columns of batches."""
    for i in range(len(listing.terms)):
        terms = listing.terms[i]
        batch = b[terms.batch]
        batch.left = terms.left
        batch.submitted = terms.submitted
        batch.in_review = terms.in_review
        batch.returned = terms.returned
        batch.fill_seconds = terms.fill_seconds


@internal
def rank(listing: Listing, p: int, offer: int) -> int:
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
def insert(order: np.ndarray, n: int, at: int, offer: int) -> None:
    """Put an offer into the first `n` entries of an order (indices that cannot be negative: the loop is vectorised)."""
    after = order[at : n + 1]
    for k in range(len(after) - 1, 0, -1):
        after[np.uint64(k)] = after[np.uint64(k - 1)]
    order[at] = offer


@compiled
def remove(order: np.ndarray, n: int, at: int) -> None:
    """Take the entry at `at` out of the first `n` entries of an order."""
    after = order[at:n]
    for k in range(len(after) - 1):
        after[np.uint64(k)] = after[np.uint64(k + 1)]


@compiled
def show(listing: Listing, p: int, offer: int) -> None:
    """Put a new batch on show: last in `newest`, at its place by tasks left in `largest`."""
    n = listing.count[p]
    insert(listing.largest[p], n, rank(listing, p, offer), offer)
    listing.newest[p, n] = offer
    listing.count[p] = n + 1


@compiled
def take_off(listing: Listing, p: int, offer: int) -> None:
    """Take a filled batch off both orders."""
    n = listing.count[p]
    remove(listing.largest[p], n, rank(listing, p, offer))
    remove(listing.newest[p], n, np.searchsorted(listing.newest[p, :n], offer))
    listing.count[p] = n - 1


@compiled
def page_looked_at(u_first: float, u_depth: float, pages: int, page_one: float, page_tail: float) -> int:
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
