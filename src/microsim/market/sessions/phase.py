"""Sessions: search, choice, work, return or submit, under scarcity, in the order of the seconds."""

import numpy as np

from microsim.codes import BatchState
from microsim.market.calendar.phase import assistance_of
from microsim.market.word.trust import CIRCLES, read_reputations
from microsim.state.records import cache_lines

from . import run as kernel
from . import search
from .desk import DESK
from .listing import OFFER, TERMS, Listing, read_batches, write_back

ROOM = 4_096  # submissions


def run_sessions(market) -> None:
    """Workers search, choose and work; what they take is gone for those who come later.

    Reads: sessions, batches, accounts, workers, platforms, requesters.rated_*, .told_*, behaviour. Writes:
    accounts.seconds_*, .tasks_*, .earned_today, .tests_*, batches.left, .in_review, .fill_seconds, submissions, days.
    """
    s, b, x, d, t = market.sessions, market.batches, market.submissions, market.days, market.today
    tally = search.Tally(*(np.zeros(1, np.int64) for _ in search.Tally._fields))
    touched = np.empty(min(market.accounts.n, s.n * market.platforms.n) + 1, np.int64)
    listing, fresh = _listing(market)
    _run(market, listing, fresh, touched, tally)
    write_back(listing, b.arrays)
    market.events.touched = touched[: tally.touched[0]]
    market.events.new_submissions = slice(x.n, x.n + int(tally.submissions[0]))
    x.n += int(tally.submissions[0])
    for name in ("sessions", "searches", "looks", "fruitless", "runs", "submitted", "submitted_abroad", "returned",
                 "seconds_search", "seconds_qualification", "seconds_returned"):  # fmt: skip
        getattr(d, name)[t] = getattr(tally, name)[0]


def _run(market, listing, fresh, touched, tally) -> None:
    """Run the kernel to the end of the day, making room for submissions when it asks for some."""
    x = market.submissions
    desks = _desks(market)
    queue = _queue(market, desks, listing)
    terms = (market.seed, market.rules.law)
    over, progress = False, kernel.Progress(0, 0, 0)
    while not over:
        x.reserve(int(tally.submissions[0]) + ROOM)
        over, progress = kernel.run_sessions(
            market.seed, market.day, progress, desks, fresh, terms, market.workers.arrays, market.accounts.arrays,
            _platform_view(market), listing, queue, x.arrays, x.n, touched, tally, market.views.behaviour,
            assistance_of(market),
        )  # fmt: skip


def _heard(market, rows) -> np.ndarray:
    """What is written of the requesters in the rating and the forum, if anybody reads either."""
    people = market.views.people
    heard = np.zeros((len(rows) if people.lookers + people.forum > 0.0 else 0, CIRCLES, 3))
    read_reputations(rows[: len(heard)], market.batches.arrays, market.requesters.arrays, heard, market.views.behaviour)
    return heard


def _platform_view(market) -> search.PlatformView:
    p = market.platforms
    return search.PlatformView(p.used("page_length"), p.used("search_seconds"), p.used("newest_first"))


def _queue(market, desks, listing) -> kernel.Queue:
    n = len(desks)
    first, follower = np.empty(n, np.int64), np.full(n, -1, np.int64)
    after = market.sessions.used("after")
    kernel.open_day(
        market.seed, market.day, desks, after, (market.seed, market.rules.law), market.workers.arrays,
        market.accounts.arrays, listing, first, follower, market.views.behaviour,
    )  # fmt: skip
    keys, items = np.empty(n + 1, np.int64), np.empty(n + 1, np.int64)
    return kernel.Queue(first, np.argsort(first, kind="stable"), follower, keys, items)


def _desks(market) -> np.ndarray:
    s = market.sessions
    desks = cache_lines(s.n, DESK)
    for name in ("who", "worker", "number", "start", "end", "aim", "floor", "strict", "account"):
        desks[name] = s.used(name)
    desks["bound"] = s.used("account") >= 0
    return desks


def _listing(market) -> tuple[Listing, np.ndarray]:
    """Batches still on show from earlier days, in both orders; today's join at their posting second.

    Returns:
        the listing, and the places of today's batches in its offers.
    """
    b, p = market.batches, market.platforms
    rows = np.flatnonzero(b.used("state") == BatchState.OPEN)
    rows = rows[(b.left[rows] > 0) & (b.day[rows] < market.day)]
    rows = b.by_posting(rows)
    on_show, n = np.concatenate((rows, market.events.fresh)), len(rows)
    listing = Listing(
        offers=cache_lines(len(on_show), OFFER),
        terms=cache_lines(len(on_show), TERMS),
        morning=np.empty(len(on_show), np.int32),
        newest=np.empty((p.n, len(on_show) + 1), np.int32),
        largest=np.empty((p.n, len(on_show) + 1), np.int32),
        count=np.zeros(p.n, np.int64),
        noted=np.empty(p.used("page_length").max(), np.int32),
        luck=np.empty(p.used("page_length").max()),
        heard=_heard(market, on_show),
    )
    read_batches(on_show, b.arrays, listing)
    for platform in range(p.n):
        here = np.flatnonzero(b.platform[rows] == platform)
        listing.newest[platform, : len(here)] = here
        listing.largest[platform, : len(here)] = here[np.argsort(-listing.morning[here], kind="stable")]
        listing.count[platform] = len(here)
    return listing, np.arange(n, len(on_show))
