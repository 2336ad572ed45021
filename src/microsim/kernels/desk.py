"""A session under way: what it needs of its worker and account, and what it has done so far, in one record.

Loaded when a session starts on an account, written back when it leaves it: between the two, a decision touches a few
neighbouring cache lines instead of forty columns.
"""

import math

import numpy as np

from .choice import appeal
from .compiling import compiled
from .take_home import share_kept, wage_kept
from .trust import KNOWN, recall

RECENT = 8  # batches whose tasks done a session counts

DESK = np.dtype(
    [
        # the plan
        ("who", "i8"), ("aim", "i8"), ("floor", "f8"), ("tie", "u4"), ("worker", "i4"), ("number", "i4"),
        ("start", "i4"), ("end", "i4"), ("recent_next", "i4"),
        # the worker
        ("slowness", "f8"), ("log_accuracy", "f8"), ("known", "i4", (KNOWN,)),
        ("known_appeal", "f4", (KNOWN,)), ("known_paid", "f4", (KNOWN,)), ("known_refused", "f4", (KNOWN,)),
        # the account (and languages, which fill a gap: a desk takes seven cache lines)
        ("account", "i4"), ("approved", "i4"), ("rejected", "i4"), ("languages", "i4"), ("tests_passed", "i8"),
        ("tests_failed", "i8"),
        ("reluctance", "f8"), ("kept", "f4"), ("wage", "f4"),
        ("platform", "i2"), ("country", "i1"), ("strict", "?"), ("bound", "?"), ("begun", "?"),
        ("shielded", "?"), ("circle", "i1"),
        # the session so far
        ("clock", "i8"), ("fruitless", "i4"), ("searches", "i4"), ("elapsed", "i4"), ("idle", "i4"),
        ("earned", "i8"), ("tried", "i4"),
        ("recent", "i4", (RECENT,)), ("recent_tasks", "i4", (RECENT,)),
        # to be written back to the account
        ("seconds", "i4"), ("pay", "i8"), ("search", "i4"), ("qualification", "i4"), ("lost", "i4"), ("awaiting", "i4"),
        ("submitted", "i4"), ("returned", "i4"),
    ],
    align=True,
)  # fmt: skip


@compiled
def load_worker(desk, w, day, k):
    """Fill the part of a desk that concerns the worker."""
    row = desk.worker
    desk.slowness = w.slowness[row]
    desk.log_accuracy = math.log(w.accuracy[row])
    desk.country = w.country[row]
    desk.languages = w.languages[row]
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
    desk.platform = a.platform[account]
    desk.approved = a.approved[account]
    desk.rejected = a.rejected[account]
    desk.kept = share_kept(account, terms, w, a)
    desk.wage = wage_kept(account, terms, w, a)
    desk.shielded = desk.country >= 0 and terms.shielded[desk.platform, desk.country]
    read_tests(desk, a)
    log_expected = math.log(max(a.expected_pay[account], 1.0))
    desk.reluctance = 1.0 / appeal(0.0, log_expected, 0.0, k.pay_weight, k.trust_weight)


@compiled
def note_tests(desk, a):
    """Note the tests taken in a session on its account, for the worker's next session today."""
    a.tests_passed[desk.account] |= desk.tests_passed
    a.tests_failed[desk.account] |= desk.tests_failed


@compiled
def read_tests(desk, a):
    """Read what tests the account has passed and failed."""
    desk.tests_passed = a.tests_passed[desk.account]
    desk.tests_failed = a.tests_failed[desk.account]


@compiled
def write_back(desk, day, a, touched, tally):
    """Add what was done to the account, note it as active today, and clear the desk for another account."""
    account = desk.account
    if a.last_active[account] != day:
        a.last_active[account] = day
        a.seconds_today[account] = 0
        a.idle_today[account] = 0
        a.earned_today[account] = 0
        touched[tally.touched[0]] = account
        tally.touched[0] += 1
    a.seconds_today[account] += desk.seconds
    a.idle_today[account] += desk.idle
    a.earned_today[account] += desk.pay
    a.seconds_search[account] += desk.search
    a.seconds_qualification[account] += desk.qualification
    a.seconds_returned[account] += desk.lost
    a.seconds_awaiting[account] += desk.awaiting
    a.tasks_submitted[account] += desk.submitted
    a.tasks_returned[account] += desk.returned
    if not desk.bound:  # a pool's sessions share an account, but each is somebody else
        note_tests(desk, a)
    tally.seconds_search[0] += desk.search
    tally.seconds_qualification[0] += desk.qualification
    tally.seconds_returned[0] += desk.lost
    tally.returned[0] += desk.returned
    tally.submitted[0] += desk.submitted
    tally.submitted_abroad[0] += desk.submitted if desk.bound else 0
    desk.seconds = desk.pay = desk.search = desk.qualification = desk.lost = desk.awaiting = 0
    desk.submitted = desk.returned = desk.idle = 0


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
