"""Sessions: search, choice, work, return or submit, under scarcity, in the order of the seconds."""

import math
from typing import TYPE_CHECKING

import numpy as np

from microsim.market.calendar.phase import assistance_of
from microsim.market.word.trust import CIRCLES, read_reputations
from microsim.state.order import order_of
from microsim.state.records import cache_lines

from . import run as kernel
from .choice import appeal
from .desk import DESK
from .listing import OFFER, TERMS, Listing, Page, find_on_show, put_in_order, rank_by_tasks, read_batches, write_back
from .queue import WAITING
from .search import Ways

if TYPE_CHECKING:
    from microsim.model import Market

ROOM = 4_096  # submissions


def run_sessions(market: "Market") -> None:
    """Workers search, choose and work; what they take is gone for those who come later."""
    x = market.submissions
    today = _workday(market)
    _run(market, today)
    write_back(today.listing, market.batches.arrays)
    progress = today.progress[0]
    market.events.touched = today.touched[: progress["touched"]]
    market.events.new_submissions = slice(x.n, x.n + int(progress["submissions"]))
    x.n += int(progress["submissions"])


def _run(market: "Market", today: kernel.Workday) -> None:
    """Run the kernel to the end of the day, making room for submissions when it asks for some."""
    x, s, ways = market.submissions, market.sessions, _ways(market)
    tables = kernel.Tables(
        market.rules.law, market.workers.arrays, market.accounts.arrays, market.platforms.arrays[: market.platforms.n]
    )
    kernel.open_day(market.now, s.arrays[: s.n], tables, today, ways)
    today.queue.order[:] = order_of(today.queue.first)
    over = False
    while not over:
        x.reserve(int(today.progress["submissions"][0]) + ROOM)
        over = kernel.run_sessions(market.now, tables, today, x.arrays[x.n :], ways)


def _ways(market: "Market") -> Ways:
    k = market.views.behaviour
    unknown = appeal(math.log(k.trust_start), k.trust_weight)
    return Ways(k, assistance_of(market), unknown)


def _workday(market: "Market") -> kernel.Workday:
    """Empty desks for the sessions planned, and the listing of the morning."""
    n = market.sessions.n
    listing, fresh = _listing(market)
    touched = np.empty(min(market.accounts.n, n * market.platforms.n) + 1, np.int64)
    first, follower = np.empty((2, n), np.int64)
    queue = kernel.Queue(first, np.empty(n, np.uint32), follower, cache_lines(n + 1, WAITING, zeroed=False))
    return kernel.Workday(cache_lines(n, DESK), listing, queue, fresh, touched, cache_lines(1, kernel.PROGRESS))


def _heard(market: "Market", rows: np.ndarray) -> np.ndarray:
    """What is written of the requesters in the rating and the forum, if anybody reads either."""
    people = market.views.people
    heard = np.zeros((len(rows) if people.lookers + people.forum > 0.0 else 0, CIRCLES, 3))
    if len(heard):
        read_reputations(rows, market.batches.arrays, market.requesters.arrays, heard, market.views.behaviour)
    return heard


def _listing(market: "Market") -> tuple[Listing, np.ndarray]:
    """Batches still on show from earlier days, in both orders; today's join at their posting second.

    Returns:
        the listing, and the places of today's batches in its offers.
    """
    b, p = market.batches, market.platforms
    rows = np.empty(b.n, np.int64)
    n = find_on_show(b.arrays, b.n, market.day, rows)
    on_show = np.concatenate((b.by_posting(rows[:n]), market.events.fresh))
    room = p.n, len(on_show) + 1
    longest = int(p.used("page_length").max())
    listing = Listing(
        offers=cache_lines(len(on_show), OFFER, zeroed=False),
        terms=cache_lines(len(on_show), TERMS, zeroed=False),
        morning=np.empty(len(on_show), np.int32),
        newest=np.empty(room, np.uint32),
        largest=np.empty(room, np.uint32),
        count=np.zeros(p.n, np.int64),
        page=Page(np.empty(longest, np.uint32), np.empty(longest, np.int64), np.empty(longest)),
        heard=_heard(market, on_show),
    )
    read_batches(on_show, b.arrays, listing)
    ranks = np.empty(n, np.int64)
    rank_by_tasks(ranks, listing)
    put_in_order(np.sort(ranks), listing)
    return listing, np.arange(n, len(on_show))
