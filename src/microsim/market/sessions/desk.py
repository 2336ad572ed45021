"""A session under way: what it needs of its worker and account, and what it has done so far, in one record.

Loaded when a session starts on an account, written back when it leaves it: between the two, a decision touches a few
neighbouring cache lines instead of forty columns.
"""

import math

import numpy as np

from microsim.compiling import inner
from microsim.market.ai.assistance import chance_unnoticed
from microsim.market.payment.net_pay import share_kept, wage_kept
from microsim.market.word.trust import KNOWN, recall
from microsim.regulation.rules import Law
from microsim.state.now import Now
from microsim.state.records import Record

from .choice import Behaviour, appeal, most_at_own_speed

RECENT = 7  # batches whose tasks done a session counts
NOWHERE = -1  # place of the batch given up last, before any was

# In the order of use: two cache lines for every search, one more to know the requesters, the rest for work.
DESK = np.dtype(
    [
        # each search: when, who, what for, what is weighed
        ("clock", "i8"), ("who", "i8"), ("earned", "i8"), ("aim", "i8"), ("floor", "f8"), ("slowness", "f8"),
        ("reluctance", "f8"), ("languages", "i8"),
        ("end", "i4"), ("tie", "u4"), ("wage", "f4"), ("approved", "i4"), ("rejected", "i4"), ("tests_failed", "u4"),
        ("searches", "i4"), ("elapsed", "i4"), ("idle", "i4"), ("seconds", "i4"), ("search", "i4"), ("kept", "f4"),
        ("number", "i2"), ("platform", "u2"), ("fruitless", "i2"), ("tried", "i2"), ("recent_next", "i1"),
        ("country", "i1"), ("circle", "i1"), ("strict", "?"), ("bound", "?"), ("begun", "?"), ("shielded", "?"),
        ("has_ai", "?"),
        # whom the worker knows, and what own speed can make of an offer
        ("known", "i4", (KNOWN,)), ("most", "f4"), ("account", "i4"), ("tests_passed", "u4"), ("ai_chance", "f4"),
        # work, to be written back to the account
        ("log_accuracy", "f8"), ("pay", "i8"), ("qualification", "i4"), ("lost", "i4"), ("awaiting", "i4"),
        ("submitted", "i4"), ("returned", "i4"), ("with_ai", "i4"), ("start", "i4"), ("worker", "i4"),
        ("gave_up", "i4"),
        # what the worker knows of them, and what was done of late
        ("known_appeal", "f4", (KNOWN,)), ("known_paid", "f4", (KNOWN,)), ("known_refused", "f4", (KNOWN,)),
        ("recent", "i4", (RECENT,)), ("recent_tasks", "i4", (RECENT,)),
    ],
    align=True,
)  # fmt: skip


@inner
def load_plan(desk: Record, session: Record) -> None:
    """Fill the part of a desk that concerns the plan: `session` is a record of the planned ones."""
    desk.who = session.who
    desk.worker = session.worker
    desk.account = session.account
    desk.number = session.number
    desk.start = desk.clock = session.start
    desk.end = session.end
    desk.strict = session.strict
    desk.aim = session.aim
    desk.floor = session.floor
    desk.bound = session.account >= 0


@inner
def load_worker(desk: Record, w: Record, day: int, k: Behaviour) -> None:
    """Fill the part of a desk that concerns the worker."""
    book = w.book[desk.worker]
    desk.slowness = book.slowness
    desk.most = most_at_own_speed(book.slowness, k.pay_weight)
    desk.log_accuracy = math.log(book.accuracy)
    desk.country = w.line[desk.worker].country
    desk.has_ai = book.has_ai
    desk.ai_chance = chance_unnoticed(book.ai_paid, book.ai_detected, k.ban_memory)
    desk.languages = book.languages
    recall(desk, w, day, k)
    desk.gave_up = NOWHERE
    for j in range(RECENT):
        desk.recent[j] = -1


@inner
def load_account(now: Now, desk: Record, account: int, law: Law, w: Record, a: Record, k: Behaviour) -> None:
    """Fill the part of a desk that concerns the account the session works on.

    Args:
        now: `Now`.
        desk, account: record, and row of the account.
        law: `Law`. w, a: columns of workers and accounts. k: `Behaviour`.
    """
    line, book = a.line[account], a.book[account]
    desk.account = account
    desk.platform = line.platform
    desk.approved = book.approved
    desk.rejected = book.rejected
    desk.kept = share_kept(now.seed, account, law, w, a)
    desk.wage = wage_kept(now.seed, account, law, w, a)
    desk.shielded = desk.country >= 0 and law.people[desk.platform, desk.country].shielded
    read_tests(desk, book)
    desk.reluctance = appeal(math.log(max(line.expected_pay, 1.0)), k.pay_weight)


@inner
def note_tests(desk: Record, book: Record) -> None:
    """Note the tests taken in a session on its account (`book`: its record), for the worker's next session today."""
    book.tests_passed |= desk.tests_passed
    book.tests_failed |= desk.tests_failed


@inner
def read_tests(desk: Record, book: Record) -> None:
    """Read what tests the account (`book`: its record) has passed and failed."""
    desk.tests_passed = book.tests_passed
    desk.tests_failed = book.tests_failed


@inner
def touch(line: Record, book: Record, day: int) -> bool:
    """Note an account, by its two records, as active today. Returns whether it was not yet."""
    if line.last_active == day:
        return False
    line.last_active = day
    book.seconds_today = book.idle_today = book.earned_today = 0
    return True


@inner
def write_back(desk: Record, line: Record, book: Record, platform: Record) -> None:
    """Add what was done to the account (`line`, `book`) and to its platform; clear the desk for another account."""
    book.seconds_today += desk.seconds
    book.idle_today += desk.idle
    book.earned_today += desk.pay
    book.seconds_search += desk.search
    book.seconds_qualification += desk.qualification
    book.seconds_returned += desk.lost
    line.seconds_awaiting += desk.awaiting
    book.tasks_submitted += desk.submitted
    book.tasks_returned += desk.returned
    if desk.with_ai > 0:
        book.tasks_with_ai += desk.with_ai
    if not desk.bound:  # a pool's sessions share an account, but each is somebody else
        note_tests(desk, book)
    platform.seconds_search += desk.search
    platform.seconds_qualification += desk.qualification
    platform.seconds_returned += desk.lost
    platform.tasks_returned += desk.returned
    platform.tasks_submitted += desk.submitted
    platform.submitted_abroad += desk.submitted if desk.bound else 0
    desk.seconds = desk.pay = desk.search = desk.qualification = desk.lost = desk.awaiting = 0
    desk.submitted = desk.returned = desk.idle = desk.with_ai = 0


@inner
def tasks_done_here(desk: Record, batch: int) -> tuple[int, int]:
    """Tasks that the session has already done in a batch (of its last `RECENT` batches), and where that is kept."""
    at = -1
    for j in range(RECENT):
        at = j if desk.recent[j] == batch else at
    if at >= 0:
        return desk.recent_tasks[at], at
    j = desk.recent_next
    desk.recent_next = (j + 1) % RECENT
    desk.recent[j] = batch
    desk.recent_tasks[j] = 0
    return 0, j
