"""The day's sessions, in the order of the seconds at which their decisions fall.

A priority queue holds every session under way by the second of its next decision. Whoever comes first looks first and
takes first; batches appear on show at their posting second. A decision is one search and, if it finds something, one
run of tasks.
"""

import math
from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled, inlined
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.units import HOUR

from .choice import appeal
from .desk import load_account, load_worker, note_tests, read_tests, write_back
from .listing import show
from .queue import pop, push, replace
from .search import choose_account, decide

LEAST_TRIAL = 1_800  # seconds of a session before pay can disappoint
NEVER = 2**62
SECOND_KEY = 4_294_967_296  # decisions are ordered by second, ties by an addressed draw, never by row


class Queue(NamedTuple):
    """The order of decisions.

    Attributes:
        first: first decision of each session, second * 2**32 + tie; a follower's is beyond the day, ``int64[n]``.
        order: sessions by `first`, ``int64[n]``.
        follower: the worker's next session, or -1, ``int64[n]``.
        keys, items: heap of the sessions under way, ``int64[n + 1]``.
    """

    first: np.ndarray
    order: np.ndarray
    follower: np.ndarray
    keys: np.ndarray
    items: np.ndarray


class Progress(NamedTuple):
    """How far the day has come: sessions started in `Queue.order`, sessions under way, new batches on show."""

    started: int
    waiting: int
    shown: int


@inlined
def goes_on(seed, day, desk, terms, w, a, touched, tally, k):
    """Whether the session continues: time left, aim not reached, pay not below the floor, patience (or change)."""
    if desk.clock >= desk.end:
        return False
    if desk.aim > 0 and desk.earned >= desk.aim:
        return False
    brings = max(float(desk.earned) * HOUR, np.float64(desk.wage) * desk.elapsed)
    if desk.elapsed >= LEAST_TRIAL and brings < desk.floor * desk.elapsed:
        return False
    if desk.fruitless < k.patience:
        return True
    if desk.bound:
        return False
    desk.tried |= 1 << (desk.account - w.line[desk.worker].first_account)
    account = choose_account(seed, desk, day, w, a, k.platform_noise)
    if account < 0:
        return False
    write_back(desk, day, a, touched, tally)
    load_account(desk, account, terms, w, a, k)
    desk.fruitless = 0
    return True


@inlined
def begin(desk, tally):
    """Open a session. Returns whether it takes place."""
    desk.begun = desk.account >= 0 and desk.clock < desk.end
    tally.sessions[0] += desk.begun
    return desk.begun


@compiled
def next_session(desk, before, a):
    """Start a worker's next session after the one before it, which may end late. Returns whether it is still due."""
    if before.begun:
        note_tests(before, a)
    if desk.account >= 0:
        read_tests(desk, a)
    desk.clock = max(before.clock, desk.start)
    if desk.aim > 0:
        desk.earned = before.earned
        return desk.earned < desk.aim
    return True


@compiled
def tie_break(seed, day, desk):
    """Low 32 bits of a session's place in the order of decisions: ties fall by an addressed draw, never by row."""
    return int(draw(seed, of.TIE, desk.who, 0, day, desk.number, 0)[0] * 4_294_967_295.0)


@inlined
def place_in_line(desk):
    """Key of a session's next decision: by second, then by tie."""
    return int(desk.clock) * SECOND_KEY + int(desk.tie)


@compiled
def open_day(seed, day, desks, after, terms, w, a, listing, first, follower, k):
    """Seat every session: its worker, its account, its place in the order of decisions. Give every offer its appeal.

    All desks are laid in the order of the plan, so that memory is read forwards; nothing read here changes before
    the sessions are over, but for the tests passed (see `next_session`).

    Args:
        seed, day: address.
        desks: the planned sessions, record array of `desk.DESK`.
        after: for each session the worker's session before it, or -1.
        terms: `take_home.Terms`.
        w, a: columns of workers, accounts.
        listing, k: `Listing`, `choice.Behaviour`.
        first, follower: filled, see `Queue`; `follower` holds -1.
    """
    for place in range(len(listing.offers)):
        offer = listing.offers[place]
        offer.appeal = appeal(np.float64(offer.log_pay), 0.0, 0.0, k.pay_weight, k.trust_weight)
    for i in range(len(desks)):
        desk = desks[i]
        load_worker(desk, w, day, k)
        account = desk.account if desk.bound else choose_account(seed, desk, day, w, a, k.platform_noise)
        desk.account = account
        if account >= 0:
            load_account(desk, account, terms, w, a, k)
        desk.clock = desk.start
        desk.tie = tie_break(seed, day, desk)
        first[i] = place_in_line(desk)
        if after[i] >= 0:
            follower[after[i]] = i
            first[i] = NEVER


@compiled
def close_day(day, desks, a, touched, tally):
    """Write all sessions back to their accounts, in the order of the plan."""
    for i in range(len(desks)):
        if desks[i].begun:
            write_back(desks[i], day, a, touched, tally)


@compiled
def run_sessions(
    seed, day, progress, desks, fresh, terms, w, a, platforms, listing, queue, out, room, touched, tally, k, ai
):
    """Run the sessions of the day, until all are over or there is no room for another submission.

    Args:
        seed, day: address.
        progress: `Progress`; zeros at first.
        desks: the sessions, record array of `desk.DESK`.
        fresh: places in `listing.offers` of the batches posted today, by posting second, ``int64[n]``.
        terms: `take_home.Terms`.
        w, a: columns of workers, accounts.
        platforms, listing, queue: `PlatformView`, `Listing` of the batches on show, `Queue`.
        out, room: columns of submissions, and the first row free before today.
        touched: filled with the accounts active today, ``int64``.
        tally: `Tally`.
        k, ai: `choice.Behaviour`, `ai_use.Assistance`.

    Returns:
        (whether the day is over, `Progress`): call again with more room if it is not.
    """
    unknown = appeal(0.0, 0.0, math.log(k.trust_start), k.pay_weight, k.trust_weight)
    on_show, keys, items, n = listing.terms, queue.keys, queue.items, len(desks)
    started, waiting, shown = progress.started, progress.waiting, progress.shown
    while room + tally.submissions[0] < len(out):
        starts = queue.first[queue.order[started]] if started < n else NEVER
        if starts == NEVER and waiting == 0:
            close_day(day, desks, a, touched, tally)
            return True, Progress(started, waiting, shown)
        comes_in = waiting == 0 or starts < keys[0]
        i = queue.order[started] if comes_in else items[0]
        started += comes_in
        desk = desks[i]
        while shown < len(fresh) and on_show[fresh[shown]].second <= desk.clock:
            show(listing, on_show[fresh[shown]].platform, fresh[shown])
            shown += 1
        if not desk.begun:
            alive = begin(desk, tally)
        else:
            decide(seed, day, desk, unknown, platforms, listing, out, room, tally, k, ai)
            alive = goes_on(seed, day, desk, terms, w, a, touched, tally, k)
        while not alive and queue.follower[i] >= 0:
            i = queue.follower[i]
            alive = next_session(desks[i], desk, a)
            desk = desks[i]
        if alive and comes_in:
            waiting = push(keys, items, waiting, place_in_line(desks[i]), i)
        elif alive:
            replace(keys, items, waiting, place_in_line(desks[i]), i)
        elif not comes_in:
            waiting = pop(keys, items, waiting)
    return False, Progress(started, waiting, shown)
