"""One decision of a session: a search through one page, and a run of tasks if it finds something."""

import math
from typing import NamedTuple

import numpy as np

from microsim.codes import AccountStatus, Stage
from microsim.compiling import inner
from microsim.market.ai.assistance import Assistance, time_with, uses_ai
from microsim.market.turnover.people import passes
from microsim.market.word.trust import trust_in
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.random.quantiles import GOLDEN
from microsim.state.now import Now
from microsim.state.records import Record
from microsim.units import DAY

from .choice import Behaviour, Seeker, admitted, at_own_speed, look_of, luck, place_of, waiting_time
from .desk import tasks_done_here
from .listing import Listing, page_looked_at, take_off
from .work import Pace, run_counter, run_length, work_run


class Ways(NamedTuple):
    """How people search, choose and work today.

    Attributes:
        behaviour: `Behaviour`. ai: `Assistance`.
        unknown: appeal of a requester of whom one knows nothing.
    """

    behaviour: Behaviour
    ai: Assistance
    unknown: float


@inner
def is_choice(desk: Record, j: int, account: Record) -> bool:
    """Whether a worker may turn to one of her accounts, the `j`-th: it is open today, and she has not tried it yet."""
    return account.status == AccountStatus.OPEN and not account.off_today and (desk.tried >> j) & 1 == 0


@inner
def choose_account(desk: Record, w: Record, a: Record) -> int:
    """The account a session works on: highest expected pay among those open today, not tried yet; or -1."""
    best, line = -1, w.line[desk.worker]
    for j in range(line.n_accounts):
        row = line.first_account + j
        if is_choice(desk, j, a.line[row]) and (best < 0 or a.line[row].expected_pay > a.line[best].expected_pay):
            best = row
    return best


@inner
def read_offers(
    desk: Record, u: tuple[float, float, float, float], by_date: bool, length: int, listing: Listing, k: Behaviour
) -> tuple[int, int]:
    """Read as many offers as fit on a page, and note those that the worker may take and could finish; not the batch
    given up last in this session.

    Each stands on a page of its own, as far behind as pages are looked at (C13): a search looks here and there. In a
    sample of the market an offer stands for several, which stood beside it: whichever is looked at.

    Args:
        desk: record of the session.
        u: uniform numbers of this search: two for pages, one that is not read here, one for places on them.
        by_date, length: which order, and offers per page.
        listing: `Listing`; the first entries of its page's `places` and `copies` are overwritten.
        k: `Behaviour`.

    Returns:
        (batches looked at, offers noted).
    """
    order = listing.newest[desk.platform] if by_date else listing.largest[desk.platform]
    n = listing.count[desk.platform]
    pages = math.ceil(n / (k.scale * length))
    time_left = (desk.end - desk.clock) / desk.slowness
    seeker = Seeker(
        int(desk.country), desk.languages, desk.shielded, int(desk.tests_failed), int(desk.approved), int(desk.rejected)
    )
    offers, places, copies, looks, noted = listing.offers, listing.page.places, listing.page.copies, 0, 0
    for j in range(length):
        first, depth = u[0] + j / length, u[1] + j * GOLDEN
        page = page_looked_at(first - math.floor(first), depth - math.floor(depth), pages, k.page_one, k.page_tail)
        rank = (page - 1) * length + (j + int(u[3] * length)) % length
        at, copy = place_of(rank, k.scale)
        if at >= n:
            continue
        looks += 1
        place = order[n - 1 - at if by_date else at]
        places[noted], copies[noted] = place, copy
        offer = offers[place]
        fits = (np.float64(offer.stated_seconds) <= time_left) & (place != desk.gave_up)
        noted += admitted(offer, seeker) & fits
    return looks, noted


@inner
def choose_offer(now: Now, desk: Record, noted: int, search: float, listing: Listing, ways: Ways) -> int:
    """The best of the first `noted` offers: its place in `listing.offers`, or -1 if none beats the outside option.

    What pays best depends on the own speed. That is worked out for those offers alone that could win if it did all for
    them that it can.

    Args:
        now: `Now`.
        desk: record of the session.
        noted: number of offers noted of the page.
        search: seconds of searching per task.
        listing, ways: `Listing`, `Ways`.
    """
    offers, places, felt, k = listing.offers, listing.page.places, listing.page.luck, ways.behaviour
    for j in range(noted):  # without a branch, so that several are drawn at a time
        offer = offers[places[j]]
        felt[j] = luck(
            now.seed, desk.who, offer.requester_id, int(offer.day), offer.slot,
            look_of(now.day - int(offer.day), listing.page.copies[j]),
        )  # fmt: skip
    best, shortest, most = -1, k.outside / desk.reluctance, np.float64(desk.most)
    for j in range(noted):
        offer = offers[places[j]]
        trust = trust_in(desk, places[j], offer.requester_id, ways.unknown, listing.heard, k)
        usual = np.float64(offer.appeal) * trust
        enough = shortest * usual * most
        waiting = waiting_time(felt[j], enough)
        if waiting >= enough:
            continue
        waiting /= usual * at_own_speed(np.float64(offer.stated_seconds), search, desk.slowness, k.pay_weight)
        if waiting < shortest:
            best, shortest = places[j], waiting
    return best


@inner
def take_test(now: Now, desk: Record, terms: Record, accuracy: float) -> tuple[int, bool]:
    """Take the unpaid test of a task type, once per account. Returns (seconds, passed)."""
    bit = 1 << int(terms.task_type)
    if terms.test <= 0.0 or desk.tests_passed & bit:
        return 0, True
    if passes(now.seed, desk.who, int(desk.platform), int(terms.task_type), accuracy):
        desk.tests_passed |= bit
        return int(terms.test), True
    desk.tests_failed |= bit
    return int(terms.test), False


@inner
def pace_of(
    now: Record, desk: Record, offer: Record, terms: Record, accuracy: float, ways: Ways
) -> tuple[Pace, bool, int]:
    """How the worker sets about a batch: with AI or without, and for how many tasks.

    Args:
        now: `Now`.
        desk, offer, terms: records of the session and of the batch.
        accuracy: at its difficulty.
        ways: `Ways`.

    Returns:
        (`Pace`, whether with AI, where the tasks done in this batch are kept on the desk).
    """
    slowness, ai, k, task_type = desk.slowness, ways.ai, ways.behaviour, int(terms.task_type)
    with_ai = uses_ai(now.seed, desk, offer.requester_id, task_type, int(terms.ai_terms), accuracy, ai)
    if with_ai:
        accuracy = ai.skill[task_type]
        slowness *= time_with(accuracy, ai.time_saved)
    done, kept = tasks_done_here(desk, terms.batch)
    first = run_counter(now.day - int(offer.day), int(desk.number), int(done))
    u = draw(now.seed, of.RUN, desk.who, offer.requester_id, int(offer.day), offer.slot, first)
    want = min(run_length(u[0], k.log_goes_on), terms.left)
    if desk.aim > 0:
        want = min(want, max(1, int(math.ceil((desk.aim - desk.earned) / (terms.price * np.float64(desk.kept))))))
    return Pace(slowness, accuracy, u[1], first, want), with_ai, kept


@inner
def submit(now: Record, desk: Record, terms: Record, run: Record, submission: Record) -> None:
    """Write one run into the submissions (the phase gives it its day of verdict); the batch has so many tasks less.

    Args:
        now: `Now`.
        desk: record of the session, whose clock stands at the end of the run.
        terms: record of the batch. run: `Run`.
        submission: a free record; its `first` and `with_ai` are written already.
    """
    n = run.right + run.wrong
    submission.stage = Stage.AWAITING_VERDICT
    submission.account = desk.account
    submission.batch = terms.batch
    submission.who = desk.who
    submission.day = submission.due = now.day
    submission.second = desk.clock
    submission.right = run.right
    submission.wrong = run.wrong
    submission.seconds = run.worked
    desk.awaiting += run.worked
    desk.submitted += n
    desk.with_ai += n if submission.with_ai else 0
    terms.left -= n
    terms.submitted += n
    terms.in_review += n


@inner
def book_run(desk: Record, terms: Record, run: Record, kept: int) -> None:
    """Book time and pay of a run on the desk, and what was returned; `kept`: where the tasks done here are counted."""
    n = run.right + run.wrong
    desk.recent_tasks[kept] += n + run.returned
    desk.clock += run.worked + run.lost
    desk.earned += int(n * terms.price * np.float64(desk.kept) + 0.5)
    desk.pay += n * terms.price
    desk.lost += run.lost
    desk.returned += run.returned
    terms.returned += run.returned


@inner
def work_on(now: Now, desk: Record, place: int, listing: Listing, out: Record, ways: Ways) -> tuple[int, int, bool]:
    """One run of tasks in a batch that was chosen; updates the desk, the batch's terms and the submissions.

    Args:
        now: `Now`.
        desk: record of the session.
        place: of the batch in the listing.
        listing, ways: `Listing`, `Ways`.
        out: the free record for a submission.

    Returns:
        (runs: 1, or 0 if a test was failed or left no time; submissions: 1 or 0; whether any time went into it).
    """
    offer, terms = listing.offers[place], listing.terms[place]
    accuracy = math.exp(terms.log_accuracy_power * desk.log_accuracy)
    test, passed = take_test(now, desk, terms, accuracy)
    desk.clock += test
    desk.qualification += test
    if not passed or desk.clock + np.float64(offer.stated_seconds) * desk.slowness > desk.end:
        return 0, 0, test > 0
    pace, with_ai, kept = pace_of(now, desk, offer, terms, accuracy, ways)
    run = work_run(now, desk, offer, terms, pace, ways.behaviour)
    book_run(desk, terms, run, kept)
    if run.right + run.wrong == 0:
        desk.gave_up = place
        return 1, 0, test + run.lost > 0
    out.first, out.with_ai = pace.first, with_ai
    submit(now, desk, terms, run, out)
    if terms.left == 0:
        take_off(listing, terms.platform, place)
        if terms.fill_seconds < 0:
            terms.fill_seconds = (now.day - int(offer.day)) * DAY + run.taken_at - terms.second
    return 1, 1, True


@inner
def decide(now: Now, desk: Record, platform: Record, listing: Listing, out: np.ndarray, ways: Ways) -> int:
    """One decision of a session: a search, and a run of tasks if it finds something. Returns submissions, 1 or 0.

    Args:
        now: `Now`.
        desk: record of the session. platform: record of where it looks.
        listing, ways: `Listing`, `Ways`.
        out: the free record for a submission.
    """
    length, k, before = platform.page_length, ways.behaviour, desk.clock
    seconds = int(platform.search_seconds)
    desk.clock += seconds
    desk.search += seconds
    u = draw(now.seed, of.SEARCH, desk.who, 0, now.day, desk.number, desk.searches)
    desk.searches += 1
    looks, noted = read_offers(desk, u, u[2] < platform.newest_first, length, listing, k)
    place = choose_offer(now, desk, noted, platform.search_seconds / k.run_length, listing, ways)
    runs, submissions, found = work_on(now, desk, place, listing, out, ways) if place >= 0 else (0, 0, False)
    spent = desk.clock - before
    desk.fruitless = 0 if found else desk.fruitless + 1
    desk.idle += 0 if found else spent
    desk.seconds += spent
    desk.elapsed += spent
    platform.searches += 1
    platform.looks += looks
    platform.runs += runs
    platform.fruitless += not found
    return submissions
