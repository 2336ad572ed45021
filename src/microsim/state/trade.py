"""Columns of requesters, batches, submissions and sessions."""

import numpy as np

from microsim.codes import AiTerms, BatchState, Role, Stage
from microsim.random.identity import REQUESTERS_AT_START
from microsim.units import MONEY

from .order import in_order
from .table import Table, column


class Requesters(Table, by="enter_and_leave"):
    """One row per requester who is or was in the market."""

    together = (
        # posting, and prices
        ("platform", "task_type", "id", "posts_from", "batches_per_day", "thinned", "target_wage", "present",
         "guess_error", "inclusion", "learns", "automates", "kind"),
        ("budget", "income", "full_budget", "hours", "volume", "value_ratio", "stake", "refuse_good"),
        # a verdict
        ("deadline", "usable", "gain", "net_gain", "usable_answers", "value_received", "tasks_submitted",
         "tasks_accepted"),
        ("seconds_worked", "accepted_pay", "outlay", "review_effort", "good_judged_bad", "rejectable"),
        # what fades every day, and the ends of batches
        ("rated_paid", "rated_refused", "told_paid", "told_refused", "shared_paid", "shared_refused", "lateness",
         "ends"),
    )  # fmt: skip

    id: np.ndarray = column("i8", unit="number", doc="identity, the same in every scenario")
    present: np.ndarray = column("?", unit="yes/no", doc="is in the market")
    kind: np.ndarray = column("i1", unit="code", doc="kind, number in the list of kinds")
    platform: np.ndarray = column("i8", unit="row", doc="where it posts")
    task_type: np.ndarray = column("i8", unit="row", doc="what it mostly needs")
    country: np.ndarray = column("i1", unit="code", doc="country it gates its batches to, if it does")
    learns: np.ndarray = column("?", stored=True, unit="yes/no", doc="keeps its target wage, and habits")
    hours: np.ndarray = column("f8", unit="h per weekday", doc="work it would offer if all were worth it", low=0)
    volume: np.ndarray = column("f8", unit="tasks per weekday", doc="tasks it would post if all were worth it", low=0)
    batches_per_day: np.ndarray = column("f8", unit="batches per weekday", doc="mean number of batches", low=0)
    inclusion: np.ndarray = column(
        "f8", stored=True, unit="share", doc="chance that its place is part of a market of this scale", low=0, high=1
    )
    thinned: np.ndarray = column(
        "f8", stored=True, unit="share", doc="share of its batches that a market of this scale has", low=0, high=1
    )
    target_wage: np.ndarray = column(
        "f8",
        stored=True,
        by="post_batches adapt_requesters",
        unit=f"{MONEY} per h",
        doc="pay that it aims at, per hour as it guesses; 0: not set yet",
        low=0,
    )
    guess_error: np.ndarray = column(
        "f8", by="adapt_requesters", unit="log points", doc="its guesses of the time over the truth"
    )
    value_ratio: np.ndarray = column("f8", unit="ratio", doc="value of a usable answer over that of the type", low=0)
    usable: np.ndarray = column(
        "f8", by="review", unit="share", doc="share of the answers it looked at that it judged good", low=0, high=1
    )
    budget: np.ndarray = column(
        "f8",
        by="post_batches review hear_appeals adapt_requesters adopt_ai",
        unit=MONEY,
        doc="outlay it can still commit",
    )
    income: np.ndarray = column("f8", unit=f"{MONEY} per day", doc="what is added to the budget each day")
    full_budget: np.ndarray = column("f8", unit=MONEY, doc="what the budget is filled up to, and no further")
    deadline: np.ndarray = column("f8", unit="s", doc="time by which a batch should be filled", low=0)
    review_effort: np.ndarray = column(
        "f8", by="adapt_requesters", unit="share", doc="submissions looked at", low=0, high=1
    )
    good_judged_bad: np.ndarray = column("f8", unit="share", doc="right answers judged wrong", low=0, high=1)
    rejectable: np.ndarray = column("f8", unit="share", doc="rejected of the answers judged wrong", low=0, high=1)
    refuse_good: np.ndarray = column(
        "f8", by="adapt_requesters", unit="share", doc="submissions refused on purpose, unread, and kept", low=0, high=1
    )
    gain: np.ndarray = column(
        "f8",
        by="post_batches review hear_appeals adapt_requesters adopt_ai",
        unit=MONEY,
        doc="profit of this period of account so far",
    )
    stake: np.ndarray = column(
        "f8",
        by="post_batches adapt_requesters",
        unit=MONEY,
        doc="value of the work that came up in this period, posted or not",
    )
    profit_share: np.ndarray = column(
        "f8", by="adapt_requesters", unit="share of value", doc="profit remembered of the present habits"
    )
    periods: np.ndarray = column("i8", by="adapt_requesters", unit="periods", doc="periods of account closed")
    on_trial: np.ndarray = column("?", by="adapt_requesters", unit="yes/no", doc="tries another habit in this period")
    remembers: np.ndarray = column(
        "i8", by="adapt_requesters", unit="periods", doc="for so many more it remembers old habits"
    )
    old_effort: np.ndarray = column(
        "f8", by="adapt_requesters", unit="share", doc="submissions looked at under the old habits", low=0, high=1
    )
    old_refusal: np.ndarray = column(
        "f8", by="adapt_requesters", unit="share", doc="submissions refused under the old habits", low=0, high=1
    )
    old_profit: np.ndarray = column(
        "f8", by="adapt_requesters", unit="share of value", doc="profit under the old habits"
    )
    rated_paid: np.ndarray = column(
        "f8", by="spread_word", unit="tasks", doc="tasks paid, as written in the public rating alone", low=0
    )
    rated_refused: np.ndarray = column(
        "f8", by="spread_word", unit="tasks", doc="tasks refused, as written in the public rating alone", low=0
    )
    told_paid: np.ndarray = column(
        "f8", by="spread_word", unit="tasks", doc="tasks paid, as written in the forum alone", low=0
    )
    told_refused: np.ndarray = column(
        "f8", by="spread_word", unit="tasks", doc="tasks refused, as written in the forum alone", low=0
    )
    shared_paid: np.ndarray = column(
        "f8", by="spread_word", unit="tasks", doc="tasks paid, as written in both by members of both", low=0
    )
    shared_refused: np.ndarray = column(
        "f8", by="spread_word", unit="tasks", doc="tasks refused, as written in both by members of both", low=0
    )
    entry_day: np.ndarray = column("i8", stored=True, unit="day", doc="day of entry")
    exit_day: np.ndarray = column("i8", unit="day", doc="day of leaving", default=np.iinfo(np.int64).max)
    fate_day: np.ndarray = column("i8", unit="day", doc="day on which it will leave")
    ends: np.ndarray = column("i8", by="adapt_requesters", unit="batches", doc="batches that ended today")
    late_ends: np.ndarray = column("i8", by="adapt_requesters", unit="batches", doc="of which: late")
    last_end: np.ndarray = column("i8", by="adapt_requesters", unit="day", doc="last day with an end")
    lateness: np.ndarray = column(
        "f8", by="adapt_requesters", unit="share", doc="smoothed share of batches late", low=0, high=1
    )
    losses: np.ndarray = column(
        "i8", by="adapt_requesters", unit="periods", doc="periods of account with a loss, in a row"
    )
    vacant: np.ndarray = column(
        "?", by="enter_and_leave", unit="yes/no", doc="has left a place that nobody has taken yet"
    )
    usual_gain: np.ndarray = column(
        "f8", unit=f"{MONEY} per task", doc="profit per planned task at usual cost, if all is done in time"
    )
    done: np.ndarray = column(
        "f8",
        by="adapt_requesters",
        unit="share",
        default=1,
        low=0,
        high=1,
        doc="tasks done of those posted, as it remembers",
    )
    timely: np.ndarray = column(
        "f8",
        by="adapt_requesters",
        unit="share",
        default=1,
        low=0,
        high=1,
        doc="value that lateness left, as it remembers",
    )
    done_away: np.ndarray = column(
        "f8",
        by="adapt_requesters",
        unit="share",
        default=1,
        low=0,
        high=1,
        doc="tasks done of those closed to people whom a law protects, as it remembers",
    )
    timely_away: np.ndarray = column(
        "f8",
        by="adapt_requesters",
        unit="share",
        default=1,
        low=0,
        high=1,
        doc="value that lateness left of these, as it remembers",
    )
    automates: np.ndarray = column(
        "?", by="adopt_ai", unit="yes/no", doc="has AI do its work, and people check it where that pays"
    )
    batches_posted: np.ndarray = column("i8", by="post_batches", flow=True, unit="batches", doc="batches posted")
    batches_filled: np.ndarray = column("i8", by="adapt_requesters", flow=True, unit="batches", doc="batches filled")
    tasks_posted: np.ndarray = column("i8", by="post_batches", flow=True, unit="tasks", doc="tasks posted")
    value_posted: np.ndarray = column("i8", by="post_batches", flow=True, unit=MONEY, doc="tasks posted times price")
    seconds_posted: np.ndarray = column(
        "i8", by="post_batches", flow=True, unit="s", doc="tasks posted times true median time"
    )
    fill_seconds: np.ndarray = column(
        "i8", by="adapt_requesters", stored=False, flow=True, unit="s", doc="sum of the fill times of filled batches"
    )
    tasks_submitted: np.ndarray = column(
        "i8", by="review", flow=True, unit="tasks", doc="tasks submitted to it and judged"
    )
    tasks_accepted: np.ndarray = column("i8", by="review hear_appeals", flow=True, unit="tasks", doc="tasks accepted")
    tasks_rejected: np.ndarray = column("i8", by="review hear_appeals", flow=True, unit="tasks", doc="tasks rejected")
    tasks_wrongly_rejected: np.ndarray = column(
        "i8", by="review hear_appeals", flow=True, unit="tasks", doc="right answers rejected"
    )
    tasks_refused: np.ndarray = column(
        "i8", by="review hear_appeals", flow=True, unit="tasks", doc="tasks refused on purpose, unread"
    )
    seconds_worked: np.ndarray = column(
        "i8", by="review", flow=True, unit="s", doc="time of workers in tasks it judged"
    )
    accepted_pay: np.ndarray = column("i8", by="review hear_appeals", flow=True, unit=MONEY, doc="pay of accepted work")
    value_kept: np.ndarray = column(
        "i8", by="review hear_appeals", flow=True, unit=MONEY, doc="price of right answers rejected and so kept unpaid"
    )
    outlay: np.ndarray = column(
        "i8", by="review hear_appeals", flow=True, unit=MONEY, doc="accepted pay, fees and charges"
    )
    value_received: np.ndarray = column(
        "f8",
        by="review hear_appeals",
        flow=True,
        unit=MONEY,
        doc="value of the right answers that it uses, less cost of delay",
    )

    usable_answers: np.ndarray = column(
        "i8", by="review hear_appeals", flow=True, unit="answers", doc="right answers that it uses"
    )
    net_gain: np.ndarray = column(
        "f8",
        by="post_batches review hear_appeals adopt_ai",
        flow=True,
        unit=MONEY,
        doc="value of what it got, less outlay, review, and harm of wrong answers",
    )
    tasks_by_ai: np.ndarray = column(
        "i8", by="post_batches adopt_ai", flow=True, unit="tasks", doc="tasks that it had AI do"
    )
    seconds_by_ai: np.ndarray = column(
        "i8", by="post_batches adopt_ai", flow=True, unit="s", doc="median time that people would have taken for them"
    )
    ai_outlay: np.ndarray = column("i8", by="post_batches adopt_ai", flow=True, unit=MONEY, doc="what they cost")
    tasks_displaced: np.ndarray = column(
        "i8",
        by="post_batches adopt_ai",
        flow=True,
        unit="tasks",
        doc="tasks that it would have posted, had AI not done the job",
    )
    seconds_displaced: np.ndarray = column(
        "i8", by="post_batches adopt_ai", flow=True, unit="s", doc="median time of those"
    )
    tasks_created: np.ndarray = column(
        "i8",
        by="post_batches",
        flow=True,
        unit="tasks",
        doc="tasks posted of jobs that AI does: checks of its answers, and examples",
    )
    seconds_created: np.ndarray = column("i8", by="post_batches", flow=True, unit="s", doc="median time of those")
    posts_from: np.ndarray = column(
        "i8",
        unit="day",
        default=-1_000_000,
        doc="first day on which it posts where it is: it came from a platform that closed",
    )

    def repeat_by_hours(self, platform: int, day: int, moves: "Moves") -> np.ndarray:
        """Rows of the repeat requesters who can judge on a platform on a day: the largest planned hours first.

        The same whether one asks on that day or later: whoever comes, leaves or moves does so in the evening.

        Args:
            platform: its row. day: the day. moves: of all requesters so far.
        """
        came = (self.used("entry_day") < day) | (self.used("id") < REQUESTERS_AT_START)
        there = came & (self.used("exit_day") >= day)
        rows = np.flatnonzero(there & self.used("learns") & (moves.before(day, self.used("platform")) == platform))
        return rows[np.lexsort((self.id[rows], -self.hours[rows]))]


class Moves(Table, by="enter_and_leave"):
    """One row per time that a requester went on elsewhere because its platform closed, in the order of the days."""

    requester: np.ndarray = column("i8", unit="row", doc="who moved")
    day: np.ndarray = column("i8", unit="day", doc="in the evening of which day")
    platform: np.ndarray = column("i8", unit="row", doc="the platform that closed")

    def before(self, day: int, platform: np.ndarray) -> np.ndarray:
        """Where requesters were on a day, from where they are now."""
        then = platform.copy()
        for row in np.flatnonzero(self.used("day") >= day)[::-1]:
            then[self.requester[row]] = self.platform[row]
        return then


class Batches(Table, by="post_batches"):
    """One row per live batch; a row is free again once its last verdict is in."""

    together = (
        # what is looked at in every row every day
        ("left", "in_review", "expiry_day", "day", "requester", "platform", "task_type", "state"),
        # what it is
        ("price", "seconds", "requester_id", "face", "slot", "second", "value", "surcharge", "country", "role",
         "ai_terms"),
    )  # fmt: skip

    state: np.ndarray = column(
        "i1",
        by="review adapt_requesters adopt_ai enter_and_leave",
        unit="code",
        doc="on show, off show, done",
        codes=BatchState,
    )
    requester: np.ndarray = column("i8", unit="row", doc="who posted it")
    requester_id: np.ndarray = column("i8", unit="identity", doc="who posted it")
    face: np.ndarray = column(
        "i8", unit="identity", doc="as whom workers know its requester: in a sample one stands for several"
    )
    day: np.ndarray = column("i8", unit="day", doc="day of posting")
    slot: np.ndarray = column("i8", unit="number", doc="number within the requester's day")
    second: np.ndarray = column("i8", unit="s of the day", doc="second of posting")
    expiry_day: np.ndarray = column("i8", unit="day", doc="taken off after this day")
    platform: np.ndarray = column("i8", unit="row", doc="where it is on show")
    task_type: np.ndarray = column("i8", unit="row", doc="what it asks for")
    role: np.ndarray = column("i1", unit="code", doc="what its tasks do for AI", codes=Role)
    ai_terms: np.ndarray = column("i1", unit="code", doc="may workers use AI for it", codes=AiTerms)
    tasks: np.ndarray = column("i8", unit="tasks", doc="tasks posted")
    left: np.ndarray = column(
        "i8",
        by="run_sessions review adapt_requesters adopt_ai enter_and_leave",
        unit="tasks",
        doc="tasks open",
    )
    price: np.ndarray = column("i8", unit=MONEY, doc="pay per task")
    seconds: np.ndarray = column("f8", unit="s", doc="true median time of a task")
    stated_seconds: np.ndarray = column("f8", unit="s", doc="time stated by the requester")
    log_accuracy_power: np.ndarray = column("f8", unit="power", doc="difficulty: power of a worker's accuracy")
    value: np.ndarray = column("f8", unit=MONEY, doc="value of a usable answer to the requester")
    min_approval: np.ndarray = column("f8", unit="share", doc="approval rate asked for; 0: none")
    min_number: np.ndarray = column("i8", unit="tasks", doc="approved tasks asked for; 0: none")
    country: np.ndarray = column(
        "i1",
        unit="code",
        doc="only country admitted, or language, whose codes come after; -1: any; -2: any but"
        " of people whom a law protects",
    )
    surcharge: np.ndarray = column("i8", unit=f"{MONEY} per task", doc="surcharge on the fee, as posted")
    test: np.ndarray = column("f8", unit="s", doc="unpaid test before the first task of this type; 0: none")
    submitted: np.ndarray = column("i8", by="run_sessions", unit="tasks", doc="tasks submitted")
    in_review: np.ndarray = column("i8", by="run_sessions review", unit="tasks", doc="tasks whose verdict is out")
    accepted: np.ndarray = column("i8", by="review", unit="tasks", doc="tasks accepted")
    rejected: np.ndarray = column("i8", by="review", unit="tasks", doc="tasks rejected")
    returned: np.ndarray = column("i8", by="run_sessions", unit="tasks", doc="tasks taken and given up")
    ended: np.ndarray = column("?", by="adapt_requesters", unit="yes/no", doc="was filled or expired once")
    fill_seconds: np.ndarray = column(
        "i8", by="run_sessions", unit="s", doc="posting to last task taken; -1: not filled", default=-1
    )

    def by_posting(self, rows: np.ndarray) -> np.ndarray:
        """Rows in the order in which their batches were posted; ties fall by identity, never by row."""
        return in_order(rows, self.arrays)


class Submissions(Table, by="run_sessions review"):
    """One row per run of tasks that one worker submitted in one batch, until it is judged: one cache line."""

    stage: np.ndarray = column("i1", unit="code", doc="where it stands", codes=Stage)
    account: np.ndarray = column("i8", unit="row", doc="whose work")
    batch: np.ndarray = column("i8", unit="row", doc="in which batch")
    who: np.ndarray = column("i8", unit="identity", doc="identity of the worker in addresses")
    first: np.ndarray = column("i8", unit="number", doc="counter of the first task in its addresses")
    day: np.ndarray = column("i4", unit="day", doc="day of submission")
    due: np.ndarray = column("i4", unit="day", doc="day of the verdict")
    looked_at: np.ndarray = column("?", unit="yes/no", doc="the requester looks at it (else: automatic approval)")
    refused: np.ndarray = column("?", unit="yes/no", doc="the requester refuses it on purpose, whole and unread")
    with_ai: np.ndarray = column("?", unit="yes/no", doc="the worker had AI do it")
    second: np.ndarray = column("i4", unit="s of the day", doc="second of submission")
    right: np.ndarray = column("i4", unit="tasks", doc="right answers")
    wrong: np.ndarray = column("i4", unit="tasks", doc="wrong answers")
    seconds: np.ndarray = column("i4", unit="s", doc="time of the run")


class Appeals(Table, by="hear_appeals enter_and_leave"):
    """One row per appeal against the rejection of one submission, until it is decided; money is for one task."""

    account: np.ndarray = column("i8", unit="row", doc="who appeals")
    requester: np.ndarray = column("i8", unit="row", doc="who rejected")
    due: np.ndarray = column("i8", unit="day", doc="day of the decision")
    tasks: np.ndarray = column("i8", unit="tasks", doc="tasks rejected")
    right: np.ndarray = column("i8", unit="tasks", doc="of which: right answers")
    refused: np.ndarray = column("?", unit="yes/no", doc="the requester refused it on purpose")
    returned: np.ndarray = column("?", unit="yes/no", doc="the requester gave it back")
    price: np.ndarray = column("i8", unit=f"{MONEY} per task", doc="pay")
    fee: np.ndarray = column("i8", unit=f"{MONEY} per task", doc="fee on top of it")
    surcharge: np.ndarray = column("i8", unit=f"{MONEY} per task", doc="of the fee: surcharge")
    value: np.ndarray = column("f8", unit=MONEY, doc="value of a usable answer to the requester")
    seconds: np.ndarray = column("i8", unit="s", doc="time in the tasks rejected")


class Payments(Table, by="review hear_appeals employ pay"):
    """One row per submission accepted whole or in part, until the platform's payment delay is over."""

    account: np.ndarray = column("i8", unit="row", doc="whose work")
    due: np.ndarray = column("i8", unit="day", doc="day on which the pay reaches the balance")
    amount: np.ndarray = column("i8", unit=MONEY, doc="accepted pay")


class Sessions(Table, by="decide_supply"):
    """The sessions planned for today."""

    worker: np.ndarray = column("i8", unit="row", doc="who works")
    who: np.ndarray = column("i8", unit="identity", doc="identity in addresses (each session of a pool has its own)")
    account: np.ndarray = column("i8", unit="row", doc="where; -1: the worker chooses", default=-1)
    number: np.ndarray = column("i8", unit="number", doc="number within the worker's day")
    start: np.ndarray = column("i8", unit="s of the day", doc="planned start")
    end: np.ndarray = column("i8", unit="s of the day", doc="planned end")
    strict: np.ndarray = column("?", unit="yes/no", doc="must stop at the end (the gap is over)")
    aim: np.ndarray = column("i8", unit=MONEY, doc="stops once this much was submitted; 0: no aim")
    floor: np.ndarray = column("f8", unit=f"{MONEY} per h", doc="stops when pay falls below; 0: never")
    wanted: np.ndarray = column("i8", unit="s", doc="time the worker wants to work")
    after: np.ndarray = column("i8", unit="row", doc="the worker's session before this one; -1: none", default=-1)
