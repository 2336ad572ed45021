"""One decision of a session: where to work, a search through one page, and a run of tasks if it finds something."""

import math
from typing import NamedTuple

import numpy as np

from microsim.codes import AccountStatus, Stage
from microsim.compiling import compiled, inlined
from microsim.market.ai.assistance import time_with, uses_ai
from microsim.market.word.trust import trust_in
from microsim.random import decisions as of
from microsim.random.draws import draw, normal
from microsim.units import DAY

from .choice import admitted, luck, waiting_time
from .desk import tasks_done_here
from .listing import page_looked_at, take_off
from .work import run_counter, run_length, work_run


class PlatformView(NamedTuple):
    """What sessions need to know of platforms, one entry each."""

    page_length: np.ndarray
    search_seconds: np.ndarray
    newest_first: np.ndarray


class Tally(NamedTuple):
    """Counts of the day: one-entry arrays that the kernel adds to."""

    sessions: np.ndarray
    searches: np.ndarray
    looks: np.ndarray
    fruitless: np.ndarray
    runs: np.ndarray
    submissions: np.ndarray
    submitted: np.ndarray
    submitted_abroad: np.ndarray
    touched: np.ndarray
    returned: np.ndarray
    seconds_search: np.ndarray
    seconds_qualification: np.ndarray
    seconds_returned: np.ndarray


@compiled
def choose_account(seed, desk, day, w, a, platform_noise):
    """The account a session works on: highest expected pay with noise, among those open today, not tried yet; or -1."""
    best, best_value = -1, -math.inf
    for j in range(w.line[desk.worker].n_accounts):
        row = w.line[desk.worker].first_account + j
        if a.line[row].status != AccountStatus.OPEN or a.line[row].off_today or (desk.tried >> j) & 1:
            continue
        u = draw(seed, of.PLATFORM_CHOICE, desk.who, 0, day, desk.number, a.line[row].platform)[0]
        value = math.log(max(a.line[row].expected_pay, 1.0)) + platform_noise * normal(u)
        if value > best_value:
            best, best_value = row, value
    return best


@inlined
def read_page(desk, page, by_date, length, listing):
    """Read one page and note which of its offers the worker may take and could finish.

    Args:
        desk: record of the session.
        page, by_date, length: which page, of which order, with how many batches.
        listing: `listing.Listing`; the first entries of its `noted` are overwritten.

    Returns:
        (batches looked at, offers noted).
    """
    order = listing.newest[desk.platform] if by_date else listing.largest[desk.platform]
    n = listing.count[desk.platform]
    step = -1 if by_date else 1
    at = n - 1 - (page - 1) * length if by_date else (page - 1) * length
    looks = max(0, min(length, at + 1 if by_date else n - at))
    time_left = (desk.end - desk.clock) / desk.slowness
    country, shielded, tests_failed = desk.country, desk.shielded, desk.tests_failed
    approved, rejected, languages = desk.approved, desk.rejected, desk.languages
    noted = 0
    for _ in range(looks):
        offer = listing.offers[order[at]]
        failed = (offer.tested >= 0) & ((tests_failed >> max(offer.tested, 0)) & 1)
        open_to = admitted(
            int(offer.country),
            offer.min_approval,
            offer.min_number,
            failed,
            country,
            languages,
            shielded,
            approved,
            rejected,
        )
        listing.noted[noted] = order[at]
        noted += open_to & (np.float64(offer.stated_seconds) <= time_left)
        at += step
    return looks, noted


@inlined
def choose_offer(seed, day, desk, noted, unknown, listing, k):
    """The best of the first `noted` offers: its place in `listing.offers`, or -1 if none beats the outside option.

    Args:
        seed, day: address.
        desk: record of the session.
        noted: number of entries of `listing.noted`.
        unknown: appeal of a requester never met.
        listing, k: `listing.Listing`, `choice.Behaviour`.
    """
    best, shortest = -1, k.outside / desk.reluctance
    for j in range(noted):
        offer = listing.offers[listing.noted[j]]
        listing.luck[j] = luck(seed, desk.who, offer.requester_id, int(offer.day), offer.slot, day)
    for j in range(noted):
        offer = listing.offers[listing.noted[j]]
        known = trust_in(desk, listing.noted[j], offer.requester_id, unknown, listing.heard, k)
        scale = np.float64(offer.appeal) * known
        waiting = waiting_time(listing.luck[j], shortest * scale) / scale
        if waiting < shortest:
            best, shortest = listing.noted[j], waiting
    return best


@inlined
def take_test(seed, desk, task_type, seconds, accuracy):
    """Take the unpaid test of a task type, once per account. Returns (seconds, passed)."""
    bit = 1 << task_type
    if seconds <= 0.0 or desk.tests_passed & bit:
        return 0, True
    u = draw(seed, of.QUALIFICATION, desk.who, 0, 0, 0, task_type * 256 + int(desk.platform))[0]
    if u < accuracy:
        desk.tests_passed |= bit
        return int(seconds), True
    desk.tests_failed |= bit
    return int(seconds), False


@inlined
def keep_submission(out, at, desk, batch, first, day, right, wrong, seconds, with_ai):
    """Write one run into the submissions (the phase gives it its day of verdict)."""
    out.stage[at] = Stage.AWAITING_VERDICT
    out.account[at] = desk.account
    out.batch[at] = batch
    out.who[at] = desk.who
    out.first[at] = first
    out.day[at] = day
    out.due[at] = day
    out.second[at] = desk.clock
    out.right[at] = right
    out.wrong[at] = wrong
    out.seconds[at] = seconds
    out.with_ai[at] = with_ai


@inlined
def work_on(seed, day, desk, place, listing, out, room, tally, k, ai):
    """One run of tasks in a batch that was chosen; updates the desk, the batch's terms and the submissions.

    Returns whether any time went into it.
    """
    offer, terms = listing.offers[place], listing.terms[place]
    accuracy = math.exp(terms.log_accuracy_power * desk.log_accuracy)
    test, passed = take_test(seed, desk, int(terms.task_type), terms.test, accuracy)
    desk.clock += test
    desk.qualification += test
    if not passed or desk.clock + np.float64(offer.stated_seconds) * desk.slowness > desk.end:
        return test > 0
    slowness = desk.slowness
    with_ai = uses_ai(seed, desk, offer.requester_id, int(terms.task_type), int(terms.ai_terms), accuracy, ai)
    if with_ai:
        accuracy = ai.skill[int(terms.task_type)]
        slowness *= time_with(accuracy, ai.time_saved)
    done, kept = tasks_done_here(desk, terms.batch)
    age = day - int(offer.day)
    first = run_counter(age, int(desk.number), int(done))
    u = draw(seed, of.RUN, desk.who, offer.requester_id, int(offer.day), offer.slot, first)[0]
    want = min(run_length(u, k.log_goes_on), terms.left)
    if desk.aim > 0:
        want = min(want, max(1, int(math.ceil((desk.aim - desk.earned) / (terms.price * np.float64(desk.kept))))))
    right, wrong, returned, worked, lost, taken_at = work_run(
        seed, desk.who, slowness, accuracy, offer, terms.seconds, first, want, desk.clock, desk.end, desk.strict, k
    )
    n = right + wrong
    desk.recent_tasks[kept] = done + n + returned
    desk.clock += worked + lost
    desk.earned += int(n * terms.price * np.float64(desk.kept) + 0.5)
    desk.pay += n * terms.price
    desk.lost += lost
    desk.returned += returned
    terms.returned += returned
    tally.runs[0] += 1
    if n == 0:
        return test + lost > 0
    keep_submission(out, room + tally.submissions[0], desk, terms.batch, first, day, right, wrong, worked, with_ai)
    tally.submissions[0] += 1
    desk.awaiting += worked
    desk.submitted += n
    desk.with_ai += n if with_ai else 0
    terms.left -= n
    terms.submitted += n
    terms.in_review += n
    if terms.left == 0:
        take_off(listing, terms.platform, place)
        if terms.fill_seconds < 0:
            terms.fill_seconds = age * DAY + taken_at - terms.second
    return True


@inlined
def decide(seed, day, desk, unknown, platforms, listing, out, room, tally, k, ai):
    """One decision of a session: a search, and a run of tasks if it finds something."""
    p = desk.platform
    length = platforms.page_length[p]
    before = desk.clock
    seconds = int(platforms.search_seconds[p])
    desk.clock += seconds
    desk.search += seconds
    u = draw(seed, of.SEARCH, desk.who, 0, day, desk.number, desk.searches)
    desk.searches += 1
    tally.searches[0] += 1
    pages = (listing.count[p] + length - 1) // length
    page = page_looked_at(u[0], u[1], pages, k.page_one, k.page_tail)
    looks, noted = read_page(desk, page, u[2] < platforms.newest_first[p], length, listing)
    tally.looks[0] += looks
    place = choose_offer(seed, day, desk, noted, unknown, listing, k)
    found = place >= 0 and work_on(seed, day, desk, place, listing, out, room, tally, k, ai)
    spent = desk.clock - before
    if found:
        desk.fruitless = 0
    else:
        tally.fruitless[0] += 1
        desk.fruitless += 1
        desk.idle += spent
    desk.seconds += spent
    desk.elapsed += spent
