"""The day's sessions, in the order of the seconds at which their decisions fall.

A priority queue holds every session under way by the second of its next decision. Whoever comes first looks first and
takes first; batches appear on show at their posting second. A decision is one search and, if it finds something, one
run of tasks.
"""

from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled, inner
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.regulation.rules import Law
from microsim.state.ahead import AHEAD, DAY_OF_ACCOUNT, fetch
from microsim.state.now import Now
from microsim.state.people import Accounts, Workers
from microsim.state.records import Record
from microsim.units import HOUR

from .choice import appeal, log_pay_per_hour
from .desk import load_account, load_plan, load_worker, note_tests, read_tests, touch, write_back
from .listing import Listing, show
from .queue import pop, push, replace
from .search import Ways, choose_account, decide

MIND, WARNINGS = Workers.cache_line("met"), Workers.cache_line("warned")  # and between them, what one is like
SESSION = Accounts.cache_line("tests_passed")
NEVER = 2**62  # and beyond
SECOND_KEY = 4_294_967_296  # decisions are ordered by second, ties by an addressed draw, never by row

# How far the day has come: sessions started in `Queue.order`, sessions under way, new batches on show, submissions so
# far, accounts active so far.
PROGRESS = np.dtype([("started", "i8"), ("waiting", "i8"), ("shown", "i8"), ("submissions", "i8"), ("touched", "i8")])


class Queue(NamedTuple):
    """The order of decisions.

    Attributes:
        first: first decision of each session, second * 2**32 + tie; a follower's is beyond the day, ``int64[n]``.
        order: sessions by `first`, ``uint32[n]``.
        follower: the worker's next session, or -1, ``int64[n]``.
        heap: the sessions under way, records of `queue.WAITING`.
    """

    first: np.ndarray
    order: np.ndarray
    follower: np.ndarray
    heap: np.ndarray


class Tables(NamedTuple):
    """What sessions read of the market and book in it: the law, and the columns of three tables."""

    law: Law
    w: Record
    a: Record
    platforms: np.ndarray


class Workday(NamedTuple):
    """What exists only while the sessions of a day run.

    Attributes:
        desks: the sessions, records of `desk.DESK`.
        listing: `Listing`. queue: `Queue`.
        fresh: places in `listing.offers` of the batches posted today, by posting second, ``int64[n]``.
        touched: filled with the accounts active today, ``int64``.
        progress: one record of `PROGRESS`.
    """

    desks: np.ndarray
    listing: Listing
    queue: Queue
    fresh: np.ndarray
    touched: np.ndarray
    progress: np.ndarray


@inner
def is_satisfied(desk: Record, least_trial: float) -> bool:
    """Whether a session is over, come what may: no time left, the aim is reached, or pay is below the floor."""
    if desk.clock >= desk.end or (desk.aim > 0 and desk.earned >= desk.aim):
        return True
    brings = max(float(desk.earned) * HOUR, np.float64(desk.wage) * desk.elapsed)
    return desk.elapsed >= least_trial and brings < desk.floor * desk.elapsed


@inner
def leave_account(desk: Record, day: int, tables: Tables, progress: Record, touched: np.ndarray) -> None:
    """Write a desk back to its account, which was active today.

    Args:
        desk: record of the session. day: today.
        tables: `Tables`.
        progress, touched: see `Workday`; the record.
    """
    line, book = tables.a.line[desk.account], tables.a.book[desk.account]
    if touch(line, book, day):
        touched[progress.touched] = desk.account
        progress.touched += 1
    write_back(desk, line, book, tables.platforms[desk.platform])


@inner
def change_account(now: Now, desk: Record, tables: Tables, today: Workday, ways: Ways) -> bool:
    """Go on at another platform, if there is one that the worker has not tried. Returns whether there is."""
    if desk.bound:
        return False
    desk.tried |= 1 << (desk.account - tables.w.line[desk.worker].first_account)
    account = choose_account(desk, tables.w, tables.a)
    if account < 0:
        return False
    leave_account(desk, now.day, tables, today.progress[0], today.touched)
    load_account(now, desk, account, tables.law, tables.w, tables.a, ways.behaviour)
    desk.fruitless = 0
    return True


@inner
def begin(desk: Record, platforms: np.ndarray) -> bool:
    """Open a session. Returns whether it takes place: on some account, and in time."""
    desk.begun = desk.account >= 0 and desk.clock < desk.end
    if desk.begun:
        platforms[desk.platform].sessions += 1
    return desk.begun


@inner
def next_session(desk: Record, before: Record, a: Record) -> bool:
    """Start a worker's next session after the one before it, which may end late. Returns whether it is still due."""
    if before.begun:
        note_tests(before, a.book[before.account])
    if desk.account >= 0:
        read_tests(desk, a.book[desk.account])
    desk.clock = max(before.clock, desk.start)
    if desk.aim > 0:
        desk.earned = before.earned
        return desk.earned < desk.aim
    return True


@inner
def tie_break(now: Now, desk: Record) -> int:
    """Low 32 bits of a session's place in the order of decisions: ties fall by an addressed draw, never by row."""
    return int(draw(now.seed, of.TIE, desk.who, 0, now.day, desk.number, 0)[0] * 4_294_967_295.0)


@inner
def place_in_line(desk: Record) -> int:
    """Key of a session's next decision: by second, then by tie."""
    return int(desk.clock) * SECOND_KEY + int(desk.tie)


@inner
def fetch_seat(sessions: np.ndarray, i: int, tables: Tables) -> None:
    """Ask for the worker of a session that comes up soon, and, once she is there, for her first account."""
    last = len(sessions) - 1
    worker = sessions[min(i + 2 * AHEAD, last)].worker
    fetch(tables.w.line[worker], 0)
    for line in range(MIND, WARNINGS + 1):
        fetch(tables.w.book[worker], line)
    account = tables.w.line[sessions[min(i + AHEAD, last)].worker].first_account
    fetch_account(account, tables.a)


@inner
def fetch_account(account: int, a: Record) -> None:
    """Ask for what a session reads and writes of an account."""
    fetch(a.line[account], 0)
    fetch(a.book[account], DAY_OF_ACCOUNT)
    fetch(a.book[account], SESSION)


@compiled
def open_day(now: Now, sessions: np.ndarray, tables: Tables, today: Workday, ways: Ways) -> None:
    """Seat every session: its worker, its account, its place in the order of decisions. Give every offer its appeal.

    All desks are laid in the order of the plan, so that memory is read forwards; nothing read here changes before
    the sessions are over, but for the tests passed (see `next_session`).

    Args:
        now: `Now`.
        sessions: columns of the planned sessions, rows in use.
        tables, ways: `Tables`, `Ways`.
        today: `Workday`; `queue.first` and `.follower` are filled.
    """
    k, queue = ways.behaviour, today.queue
    for place in range(len(today.listing.offers)):
        offer, terms = today.listing.offers[place], today.listing.terms[place]
        search = tables.platforms[terms.platform].search_seconds / k.run_length
        pay = log_pay_per_hour(terms.price, np.float64(offer.stated_seconds), search)
        offer.appeal = appeal(pay, k.pay_weight)
    for i in range(len(sessions)):
        fetch_seat(sessions, i, tables)
        desk, after = today.desks[i], sessions[i].after
        load_plan(desk, sessions[i])
        load_worker(desk, tables.w, now.day, k)
        if not desk.bound:
            desk.account = choose_account(desk, tables.w, tables.a)
        if desk.account >= 0:
            load_account(now, desk, desk.account, tables.law, tables.w, tables.a, k)
        desk.tie = tie_break(now, desk)
        queue.first[i] = NEVER + i if after >= 0 else place_in_line(desk)
        queue.follower[i] = -1
        if after >= 0:
            queue.follower[after] = i


@inner
def close_day(now: Now, tables: Tables, today: Workday) -> None:
    """Write all sessions back to their accounts, in the order of the plan."""
    progress = today.progress[0]
    last = len(today.desks) - 1
    for i in range(len(today.desks)):
        soon = today.desks[min(i + AHEAD, last)].account
        fetch_account(max(soon, 0), tables.a)
        if today.desks[i].begun:
            leave_account(today.desks[i], now.day, tables, progress, today.touched)


@inner
def show_until(second: int, today: Workday) -> None:
    """Put the batches on show that were posted up to a second."""
    progress, fresh, terms = today.progress[0], today.fresh, today.listing.terms
    while progress.shown < len(fresh) and terms[fresh[progress.shown]].second <= second:
        show(today.listing, terms[fresh[progress.shown]].platform, fresh[progress.shown])
        progress.shown += 1


@inner
def live(now: Now, i: int, tables: Tables, today: Workday, out: np.ndarray, ways: Ways) -> bool:
    """One decision of a session, or its opening, which takes no time. Returns whether it goes on.

    Args:
        now: `Now`.
        i: its place among the desks.
        tables, today, ways: `Tables`, `Workday`, `Ways`.
        out: columns of submissions, rows free before today.
    """
    desk, progress = today.desks[i], today.progress[0]
    if not desk.begun:
        return begin(desk, tables.platforms)
    platform, free = tables.platforms[desk.platform], out[progress.submissions]
    progress.submissions += decide(now, desk, platform, today.listing, free, ways)
    if is_satisfied(desk, ways.behaviour.least_trial):
        return False
    return desk.fruitless < ways.behaviour.patience or change_account(now, desk, tables, today, ways)


@compiled
def run_sessions(now: Now, tables: Tables, today: Workday, out: np.ndarray, ways: Ways) -> bool:
    """Run the sessions of the day, until all are over or there is no room for another submission.

    Args:
        now: `Now`.
        tables: `Tables`.
        today: `Workday`; its progress is zero at first.
        out: columns of submissions, rows free before today.
        ways: `Ways`.

    Returns:
        Whether the day is over: call again with more room if it is not.
    """
    progress, queue, desks = today.progress[0], today.queue, today.desks
    heap = queue.heap
    while progress.submissions < len(out):
        starts = queue.first[queue.order[progress.started]] if progress.started < len(desks) else NEVER
        if starts >= NEVER and progress.waiting == 0:
            close_day(now, tables, today)
            return True
        comes_in = progress.waiting == 0 or starts < heap[0].key
        i = queue.order[progress.started] if comes_in else heap[0].whose
        progress.started += comes_in
        show_until(desks[i].clock, today)
        alive = live(now, i, tables, today, out, ways)
        while not alive and queue.follower[i] >= 0:
            before, i = desks[i], np.uint32(queue.follower[i])
            alive = next_session(desks[i], before, tables.a)
        if alive and comes_in:
            progress.waiting = push(heap, progress.waiting, place_in_line(desks[i]), i)
        elif alive:
            replace(heap, progress.waiting, place_in_line(desks[i]), i)
        elif not comes_in:
            progress.waiting = pop(heap, progress.waiting)
    return False
