"""A session under way: what it needs of its worker and account, and what it has done so far, in one record.

Loaded when a session starts on an account, written back when it leaves it: between the two, a decision touches a few
neighbouring cache lines instead of forty columns.
"""

import math

import numpy as np

from microsim.compiling import compiled
from microsim.market.ai.assistance import chance_unnoticed
from microsim.market.payment.net_pay import share_kept, wage_kept
from microsim.market.word.trust import KNOWN, recall

from .choice import appeal

RECENT = 8  # batches whose tasks done a session counts

DESK = np.dtype(
    [
        # the plan
        ("who", "i8"), ("aim", "i8"), ("floor", "f8"), ("tie", "u4"), ("worker", "i4"), ("start", "i4"), ("end", "i4"),
        # the worker
        ("slowness", "f8"), ("log_accuracy", "f8"), ("languages", "i8"), ("known", "i4", (KNOWN,)),
        ("known_appeal", "f4", (KNOWN,)), ("known_paid", "f4", (KNOWN,)), ("known_refused", "f4", (KNOWN,)),
        # the account
        ("reluctance", "f8"), ("kept", "f4"), ("wage", "f4"), ("account", "i4"), ("approved", "i4"), ("rejected", "i4"),
        ("tests_passed", "u4"), ("tests_failed", "u4"), ("ai_chance", "f4"),
        # the session so far
        ("clock", "i8"), ("earned", "i8"), ("searches", "i4"), ("elapsed", "i4"), ("idle", "i4"),
        ("recent", "i4", (RECENT,)), ("recent_tasks", "i4", (RECENT,)),
        # to be written back to the account
        ("seconds", "i4"), ("pay", "i8"), ("search", "i4"), ("qualification", "i4"), ("lost", "i4"), ("awaiting", "i4"),
        ("submitted", "i4"), ("returned", "i4"), ("with_ai", "i4"),
        # small ones of all of these, together so that none leaves a gap
        ("number", "i2"), ("platform", "i2"), ("fruitless", "i2"), ("tried", "i2"), ("recent_next", "i1"),
        ("country", "i1"), ("circle", "i1"), ("strict", "?"), ("bound", "?"), ("begun", "?"), ("shielded", "?"),
        ("has_ai", "?"),
    ],
    align=True,
)  # fmt: skip


@compiled
def load_worker(desk, w, day, k):
    """Fill the part of a desk that concerns the worker."""
    row = desk.worker
    desk.slowness = w.book[row].slowness
    desk.log_accuracy = math.log(w.book[row].accuracy)
    desk.country = w.line[row].country
    desk.has_ai = w.book[row].has_ai
    desk.ai_chance = chance_unnoticed(w.book[row].ai_paid, w.book[row].ai_detected)
    desk.languages = w.book[row].languages
    recall(desk, w, day, k)
    for j in range(RECENT):
        desk.recent[j] = -1


@compiled
def load_account(desk, account, terms, w, a, k):
    """Fill the part of a desk that concerns the account the session works on.

    Args:
        desk, account: record, and row of the account.
        terms: `take_home.Terms`. w, a: columns of workers and accounts. k: `choice.Behaviour`.
    """
    desk.account = account
    desk.platform = a.line[account].platform
    desk.approved = a.book[account].approved
    desk.rejected = a.book[account].rejected
    desk.kept = share_kept(terms[0], account, terms[1], w, a)
    desk.wage = wage_kept(terms[0], account, terms[1], w, a)
    desk.shielded = desk.country >= 0 and terms[1].people[desk.platform, desk.country].shielded
    read_tests(desk, a)
    log_expected = math.log(max(a.line[account].expected_pay, 1.0))
    desk.reluctance = 1.0 / appeal(0.0, log_expected, 0.0, k.pay_weight, k.trust_weight)


@compiled
def note_tests(desk, a):
    """Note the tests taken in a session on its account, for the worker's next session today."""
    a.book[desk.account].tests_passed |= desk.tests_passed
    a.book[desk.account].tests_failed |= desk.tests_failed


@compiled
def read_tests(desk, a):
    """Read what tests the account has passed and failed."""
    desk.tests_passed = a.book[desk.account].tests_passed
    desk.tests_failed = a.book[desk.account].tests_failed


@compiled
def write_back(desk, day, a, touched, tally):
    """Add what was done to the account, note it as active today, and clear the desk for another account."""
    account = desk.account
    if a.line[account].last_active != day:
        a.line[account].last_active = day
        a.book[account].seconds_today = 0
        a.book[account].idle_today = 0
        a.book[account].earned_today = 0
        touched[tally.touched[0]] = account
        tally.touched[0] += 1
    a.book[account].seconds_today += desk.seconds
    a.book[account].idle_today += desk.idle
    a.book[account].earned_today += desk.pay
    a.book[account].seconds_search += desk.search
    a.book[account].seconds_qualification += desk.qualification
    a.book[account].seconds_returned += desk.lost
    a.line[account].seconds_awaiting += desk.awaiting
    a.book[account].tasks_submitted += desk.submitted
    a.book[account].tasks_returned += desk.returned
    if desk.with_ai > 0:
        a.book[account].tasks_with_ai += desk.with_ai
    if not desk.bound:  # a pool's sessions share an account, but each is somebody else
        note_tests(desk, a)
    tally.seconds_search[0] += desk.search
    tally.seconds_qualification[0] += desk.qualification
    tally.seconds_returned[0] += desk.lost
    tally.returned[0] += desk.returned
    tally.submitted[0] += desk.submitted
    tally.submitted_abroad[0] += desk.submitted if desk.bound else 0
    desk.seconds = desk.pay = desk.search = desk.qualification = desk.lost = desk.awaiting = 0
    desk.submitted = desk.returned = desk.idle = desk.with_ai = 0


@compiled
def tasks_done_here(desk, batch):
    """Tasks that the session has already done in a batch (of its last `RECENT` batches), and where that is kept."""
    for j in range(RECENT):
        if desk.recent[j] == batch:
            return desk.recent_tasks[j], j
    j = desk.recent_next
    desk.recent_next = (j + 1) % RECENT
    desk.recent[j] = batch
    desk.recent_tasks[j] = 0
    return 0, j
