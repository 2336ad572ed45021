"""The day's sessions: search, choice, work, in the order of the seconds at which they happen.

A priority queue holds every session under way by the second of its next decision. Whoever comes first looks first and
takes first; batches appear on show at their posting second. A decision is one search and, if it finds something, one
run of tasks.
"""

import math
from typing import NamedTuple

import numpy as np

from . import decisions as of
from .choice import admitted, chance_of_pay, offer_utility, taste
from .compiling import compiled, inlined
from .listing import page_looked_at, show, tidy
from .queue import pop, push
from .random import draw, normal
from .work import run_counter, run_length, work_run

RECENT = 16  # batches whose tasks done a session counts
LEAST_TRIAL = 1_800  # seconds of a session before pay can disappoint
DAY = 86_400
SECOND_KEY = 4_294_967_296  # decisions are ordered by second, ties by an addressed draw, never by row


class PlatformView(NamedTuple):
    """What sessions need to know of platforms, one entry each."""

    page_length: np.ndarray
    search_seconds: np.ndarray
    newest_first: np.ndarray


class Progress(NamedTuple):
    """Where each session of the day stands, one entry per session."""

    clock: np.ndarray
    account: np.ndarray
    tried: np.ndarray
    fruitless: np.ndarray
    searches: np.ndarray
    earned: np.ndarray
    elapsed: np.ndarray
    recent: np.ndarray
    recent_tasks: np.ndarray
    recent_next: np.ndarray
    keys: np.ndarray
    items: np.ndarray
    follower: np.ndarray
    tie: np.ndarray


class Tally(NamedTuple):
    """Counts of the day: one-entry arrays that the kernel adds to."""

    sessions: np.ndarray
    searches: np.ndarray
    looks: np.ndarray
    fruitless: np.ndarray
    runs: np.ndarray
    submissions: np.ndarray
    touched: np.ndarray
    returned: np.ndarray
    seconds_search: np.ndarray
    seconds_qualification: np.ndarray
    seconds_returned: np.ndarray


@inlined
def choose_account(seed, s, i, day, w, a, tried, platform_noise):
    """The account a session works on: highest expected pay with noise, among the open ones not tried yet; or -1."""
    worker = s.worker[i]
    best, best_value = -1, -math.inf
    for k in range(w.n_accounts[worker]):
        row = w.first_account[worker] + k
        if a.status[row] != 0 or (tried >> k) & 1:
            continue
        u = draw(seed, of.PLATFORM_CHOICE, s.who[i], 0, day, s.number[i], a.platform[row])[0]
        value = math.log(max(a.expected_pay[row], 1.0)) + platform_noise * normal(u)
        if value > best_value:
            best, best_value = row, value
    return best


@inlined
def look_at_page(seed, who, day, worker, account, clock, end, page, by_date, length, w, a, listing, k):
    """Look through one page and pick the best offer above the outside option.

    Returns:
        (place in `listing.offers` or -1, batches looked at).
    """
    p = a.platform[account]
    order = listing.newest[p] if by_date else listing.largest[p]
    n = listing.count[p]
    step = -1 if by_date else 1
    at = n - 1 - (page - 1) * length if by_date else (page - 1) * length
    time_left, slowness = end - clock, w.slowness[worker]
    approved, rejected, failed, country = a.approved[account], a.rejected[account], a.tests_failed[account], w.country[worker]
    log_expected = math.log(max(a.expected_pay[account], 1.0))
    log_least = math.log(max(k.least_pay * w.reservation_wage[worker], 1.0))
    best, best_utility, looks = -1, k.outside_utility, 0
    while looks < length and 0 <= at < n:
        place = order[at]
        offer = listing.offers[place]
        at += step
        if offer.left <= 0:
            continue
        looks += 1
        if offer.stated_seconds * slowness > time_left or offer.log_pay < log_least:
            continue
        test_failed = offer.test and (failed >> offer.task_type) & 1 == 1
        if not admitted(
            offer.country, offer.min_approval, offer.min_number, test_failed, country, approved, rejected
        ):
            continue
        chance = chance_of_pay(
            w.met, w.met_paid, w.met_refused, worker, offer.requester_id, k.trust_start, k.trust_memory
        )
        noise = taste(seed, who, offer.requester_id, offer.day, offer.slot, day)
        utility = offer_utility(offer.log_pay, log_expected, chance, noise, k.pay_weight, k.trust_weight)
        if utility > best_utility:
            best, best_utility = place, utility
    return best, looks


@inlined
def take_test(seed, who, account, row, accuracy, a, b):
    """Take the unpaid test of a task type, once per account. Returns (seconds, passed)."""
    bit = 1 << b.task_type[row]
    if b.test[row] <= 0.0 or a.tests_passed[account] & bit:
        return 0, True
    passed = draw(seed, of.QUALIFICATION, who, 0, 0, 0, b.task_type[row] * 256 + a.platform[account])[0] < accuracy
    if passed:
        a.tests_passed[account] |= bit
    else:
        a.tests_failed[account] |= bit
    return int(b.test[row]), passed


@inlined
def tasks_done_here(progress, i, row):
    """Tasks that session `i` has already done in a batch (of its last `RECENT` batches), and where that is kept."""
    for k in range(RECENT):
        if progress.recent[i, k] == row:
            return progress.recent_tasks[i, k], k
    k = progress.recent_next[i]
    progress.recent_next[i] = (k + 1) % RECENT
    progress.recent[i, k] = row
    progress.recent_tasks[i, k] = 0
    return 0, k


@inlined
def keep_submission(out, at, account, row, who, first, day, right, wrong, seconds):
    """Write one run into the submissions (the phase gives it its day of verdict)."""
    out.stage[at] = 1
    out.account[at] = account
    out.batch[at] = row
    out.who[at] = who
    out.first[at] = first
    out.day[at] = day
    out.due[at] = day
    out.right[at] = right
    out.wrong[at] = wrong
    out.seconds[at] = seconds
    out.amount[at] = 0


@inlined
def work_on(seed, day, i, place, s, w, a, b, listing, progress, out, room, tally, k):
    """One run of tasks in a batch that was chosen; updates batch, account, session and submissions."""
    worker, account, who, row = s.worker[i], progress.account[i], s.who[i], listing.offers[place].batch
    accuracy = math.exp(b.log_accuracy_power[row] * math.log(w.accuracy[worker]))
    test, passed = take_test(seed, who, account, row, accuracy, a, b)
    progress.clock[i] += test
    a.seconds_qualification[account] += test
    tally.seconds_qualification[0] += test
    if not passed or progress.clock[i] + b.stated_seconds[row] * w.slowness[worker] > s.end[i]:
        return
    done, kept = tasks_done_here(progress, i, row)
    first = run_counter(day - b.day[row], s.number[i], done)
    u = draw(seed, of.RUN, who, b.requester_id[row], b.day[row], b.slot[row], first)[0]
    want = run_length(u, k.run_length)
    if s.aim[i] > 0:
        missing = s.aim[i] - progress.earned[i]
        want = min(want, max(1, int(math.ceil(missing / max(b.price[row], 1)))))
    right, wrong, returned, worked, lost, taken_at = work_run(
        seed, who, w.slowness[worker], accuracy, b, row, first, min(want, listing.offers[place].left), progress.clock[i], s.end[i], s.strict[i], k
    )
    n = right + wrong
    progress.recent_tasks[i, kept] = done + n + returned
    progress.clock[i] += worked + lost
    progress.earned[i] += n * b.price[row]
    a.seconds_returned[account] += lost
    a.tasks_returned[account] += returned
    b.returned[row] += returned
    tally.returned[0] += returned
    tally.seconds_returned[0] += lost
    tally.runs[0] += 1
    if n == 0:
        return
    keep_submission(out, room + tally.submissions[0], account, row, who, first, day, right, wrong, worked)
    tally.submissions[0] += 1
    a.seconds_awaiting[account] += worked
    a.tasks_submitted[account] += n
    a.earned_today[account] += n * b.price[row]
    listing.offers[place].left -= n
    b.submitted[row] += n
    b.in_review[row] += n
    if listing.offers[place].left == 0:
        listing.filled[b.platform[row]] += 1
        if b.fill_seconds[row] < 0:
            b.fill_seconds[row] = (day - b.day[row]) * DAY + taken_at - b.second[row]


@inlined
def start_on(account, day, a, touched, tally):
    """Mark an account as active today."""
    if a.last_active[account] != day:
        a.last_active[account] = day
        a.seconds_today[account] = 0
        a.earned_today[account] = 0
        touched[tally.touched[0]] = account
        tally.touched[0] += 1


@inlined
def decide(seed, day, i, s, w, a, b, platforms, listing, progress, out, room, touched, tally, k):
    """One decision of session `i`: a search, and a run of tasks if it finds something. Returns whether it goes on."""
    who, account = s.who[i], progress.account[i]
    p = a.platform[account]
    if listing.filled[p] * 4 >= platforms.page_length[p]:
        tidy(listing, p)
    before = progress.clock[i]
    seconds = int(platforms.search_seconds[p])
    progress.clock[i] += seconds
    a.seconds_search[account] += seconds
    tally.seconds_search[0] += seconds
    u = draw(seed, of.SEARCH, who, 0, day, s.number[i], progress.searches[i])
    progress.searches[i] += 1
    tally.searches[0] += 1
    length = platforms.page_length[p]
    pages = (listing.count[p] + length - 1) // length
    page = page_looked_at(u[0], u[1], pages, k.page_one, k.page_tail)
    place, looks = look_at_page(
        seed, who, day, s.worker[i], account, progress.clock[i], s.end[i], page,
        u[2] < platforms.newest_first[p], length, w, a, listing, k,
    )  # fmt: skip
    tally.looks[0] += looks
    if place >= 0:
        progress.fruitless[i] = 0
        work_on(seed, day, i, place, s, w, a, b, listing, progress, out, room, tally, k)
    else:
        tally.fruitless[0] += 1
        progress.fruitless[i] += 1
    spent = progress.clock[i] - before
    a.seconds_today[account] += spent
    progress.elapsed[i] += spent
    return goes_on(seed, day, i, s, w, a, progress, touched, tally, k)


@inlined
def goes_on(seed, day, i, s, w, a, progress, touched, tally, k):
    """Whether the session continues: time left, aim not reached, pay not below the floor, patience (or change)."""
    if progress.clock[i] >= s.end[i]:
        return False
    if s.aim[i] > 0 and progress.earned[i] >= s.aim[i]:
        return False
    if progress.elapsed[i] >= LEAST_TRIAL and progress.earned[i] * 3600.0 < s.floor[i] * progress.elapsed[i]:
        return False
    if progress.fruitless[i] < k.patience:
        return True
    if s.account[i] >= 0:
        return False
    worker = s.worker[i]
    progress.tried[i] |= 1 << (progress.account[i] - w.first_account[worker])
    account = choose_account(seed, s, i, day, w, a, progress.tried[i], k.platform_noise)
    if account < 0:
        return False
    progress.account[i] = account
    progress.fruitless[i] = 0
    start_on(account, day, a, touched, tally)
    return True


@inlined
def begin(seed, day, i, s, w, a, progress, touched, tally, k):
    """Open a session: choose where to work. Returns whether it takes place."""
    account = s.account[i]
    if account < 0:
        account = choose_account(seed, s, i, day, w, a, 0, k.platform_noise)
    if account < 0 or progress.clock[i] >= s.end[i]:
        return False
    progress.account[i] = account
    tally.sessions[0] += 1
    start_on(account, day, a, touched, tally)
    return True


@inlined
def hand_over(s, progress, before, i):
    """Start a worker's next session after the one before it, which may end late. Returns whether it is still due."""
    progress.clock[i] = max(progress.clock[before], s.start[i])
    if s.aim[i] > 0:
        progress.earned[i] = progress.earned[before]
        return progress.earned[i] < s.aim[i]
    return True


@compiled
def run_sessions(seed, day, s, n_sessions, fresh, w, a, b, platforms, listing, progress, out, room, touched, tally, k):
    """Run all sessions of the day.

    Args:
        seed, day: address.
        s, n_sessions: columns of the day's sessions, and how many there are. A worker's later session names the one
            before it in `after` and starts when that one is over, if it ends late.
        fresh: places in `listing.offers` of the batches posted today, by posting second, ``int64[n]``.
        w, a, b: columns of workers, accounts, batches.
        platforms: `PlatformView`.
        listing: `Listing` of the batches already on show.
        progress: `Progress`, zeroed.
        out, room: columns of submissions, and the first free row.
        touched: filled with the accounts active today, ``int64``.
        tally: `Tally`, zeroed.
        k: `choice.Behaviour`.

    Returns:
        Whether there was room for all submissions (if not, the kernel stops at once).
    """
    keys, items, follower, tie = progress.keys, progress.items, progress.follower, progress.tie
    waiting = 0
    for i in range(n_sessions):
        tie[i] = int(draw(seed, of.TIE, s.who[i], 0, day, s.number[i], 0)[0] * 4_294_967_295.0)
        progress.clock[i] = s.start[i]
        if s.after[i] >= 0:
            follower[s.after[i]] = i
        else:
            waiting = push(keys, items, waiting, s.start[i] * SECOND_KEY + tie[i], i)
    shown = 0
    while waiting > 0:
        i = items[0]
        while shown < len(fresh) and b.second[listing.offers[fresh[shown]].batch] <= progress.clock[i]:
            show(listing, b.platform[listing.offers[fresh[shown]].batch], fresh[shown])
            shown += 1
        waiting = pop(keys, items, waiting)
        if progress.account[i] >= 0:
            alive = decide(seed, day, i, s, w, a, b, platforms, listing, progress, out, room, touched, tally, k)
        else:
            alive = begin(seed, day, i, s, w, a, progress, touched, tally, k)
        if room + tally.submissions[0] >= len(out.stage):
            return False
        if not alive and follower[i] >= 0:
            before = i
            i = follower[i]
            alive = hand_over(s, progress, before, i)
        if alive:
            waiting = push(keys, items, waiting, progress.clock[i] * SECOND_KEY + tie[i], i)
    return True

