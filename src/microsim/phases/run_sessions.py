"""Sessions: search, choice, work, return or submit, under scarcity, in the order of the seconds."""

import numpy as np

from microsim.kernels import sessions as kernel
from microsim.kernels.listing import OFFER, Listing
from microsim.state.build import POOL_ROW
from microsim.state.codes import BatchState


def run_sessions(market) -> None:
    """Workers search, choose and work; what they take is gone for those who come later.

    Reads: sessions, batches, accounts, workers, platforms, behaviour. Writes: accounts.seconds_*, .tasks_*,
    .earned_today, .tests_*, batches.left, .in_review, .fill_seconds, submissions, days.
    """
    s, b, x, d, t = market.sessions, market.batches, market.submissions, market.days, market.today
    progress, tally = _progress(s.n), kernel.Tally(*(np.zeros(1, np.int64) for _ in kernel.Tally._fields))
    touched = np.empty(min(market.accounts.n, s.n * market.platforms.n) + 1, np.int64)
    x.reserve(_room(market))
    listing, fresh = _listing(market)
    room_enough = kernel.run_sessions(
        market.seed, market.day, s.arrays, s.n, fresh, market.workers.arrays,
        market.accounts.arrays, b.arrays, _platform_view(market), listing, progress, x.arrays, x.n, touched,
        tally, market.views.behaviour,
    )  # fmt: skip
    if not room_enough:
        raise MemoryError("run_sessions: more submissions than tasks on show and session time allow; this is a bug")
    b.left[listing.offers.batch] = listing.offers.left
    market.touched = touched[: tally.touched[0]]
    market.new_submissions = slice(x.n, x.n + int(tally.submissions[0]))
    x.n += int(tally.submissions[0])
    for name in ("sessions", "searches", "looks", "fruitless", "runs", "returned", "seconds_search",
                 "seconds_qualification", "seconds_returned"):  # fmt: skip
        getattr(d, name)[t] = getattr(tally, name)[0]
    new = market.new_submissions
    tasks = x.right[new] + x.wrong[new]
    d.submitted[t] = tasks.sum()
    d.submitted_abroad[t] = tasks[market.accounts.worker[x.account[new]] == POOL_ROW].sum()


def _room(market) -> int:
    """Most runs that can be submitted today: one per task on show, one per second searched, whichever is less."""
    s, b = market.sessions, market.batches
    open_tasks = int(b.used("left")[b.used("state") == BatchState.OPEN].sum())
    seconds = int((s.used("end") - s.used("start")).sum())
    least = max(1.0, float(market.platforms.used("search_seconds").min()))
    return min(open_tasks, int(seconds / least) + 2 * s.n) + 1


def _platform_view(market) -> kernel.PlatformView:
    p = market.platforms
    return kernel.PlatformView(p.used("page_length"), p.used("search_seconds"), p.used("newest_first"))


def _progress(n: int) -> kernel.Progress:
    def zeros(*width):
        return np.zeros((n, *width), np.int64)

    return kernel.Progress(
        clock=zeros(), account=np.full(n, -1, np.int64), tried=zeros(), fruitless=zeros(), searches=zeros(),
        earned=zeros(), elapsed=zeros(), recent=np.full((n, kernel.RECENT), -1, np.int64),
        recent_tasks=zeros(kernel.RECENT), recent_next=zeros(), keys=zeros(), items=zeros(),
        follower=np.full(n, -1, np.int64), tie=zeros(),
    )  # fmt: skip


def _listing(market) -> tuple[Listing, np.ndarray]:
    """Batches still on show from earlier days, in both orders; today's join at their posting second.

    Returns:
        the listing, and the places of today's batches in its offers.
    """
    b, p = market.batches, market.platforms
    old = (b.used("state") == BatchState.OPEN) & (b.used("left") > 0) & (b.used("day") < market.day)
    rows = np.flatnonzero(old)
    rows = rows[np.lexsort((b.slot[rows], b.requester_id[rows], b.second[rows], b.day[rows]))]
    on_show = np.concatenate((rows, market.environment.fresh))
    offers = np.zeros(len(on_show), OFFER).view(np.recarray)
    offers["batch"] = on_show
    for name in OFFER.names:
        if name != "batch":
            offers[name] = getattr(b, name)[on_show]
    n = len(rows)
    listing = Listing(
        offers,
        newest=np.empty((p.n, len(on_show) + 1), np.int64),
        largest=np.empty((p.n, len(on_show) + 1), np.int64),
        count=np.zeros(p.n, np.int64),
        filled=np.zeros(p.n, np.int64),
    )
    for platform in range(p.n):
        here = np.flatnonzero(b.platform[rows] == platform)
        listing.newest[platform, : len(here)] = here
        listing.largest[platform, : len(here)] = here[np.argsort(-offers.left[here], kind="stable")]
        listing.count[platform] = len(here)
    return listing, np.arange(n, len(on_show))
