"""Columns of workers and of their accounts on platforms."""

import numpy as np

from microsim.codes import AccountStatus, AgeBand, ExitReason, Motive, Role, Sex
from microsim.compiling import compiled
from microsim.units import MONEY

from .table import Table, column

MEMORY = 8  # requesters met that a worker keeps in mind
WARNED = 4  # requesters that a worker was warned of
NOT_LOCKED = 1_000_000  # day since which an account is locked out that is not


class Workers(Table, by="enter_and_leave"):
    """One row per person who is or was registered, after one row for each group of workers abroad."""

    together = (
        # a day of work, and income
        ("last_active", "days_active", "weeks_active", "months_active", "earned_week", "weekly_target", "last_income",
         "months_with_income"),
        ("met", "met_paid", "met_refused", "met_day"),  # a verdict that is remembered
        # a session; and what fits in beside it
        ("slowness", "accuracy", "languages", "circle", "ai_paid", "ai_detected", "seconds_wanted", "has_ai", "sex",
         "age_band", "poor", "transfers", "other_job", "exit_reason"),
        ("warned", "warned_paid", "warned_refused", "warned_day"),
        ("written_paid", "written_refused"),  # what members of a circle have written, beside what they remember
    )  # fmt: skip

    id: np.ndarray = column("i8", line=True, unit="number", doc="identity, the same in every scenario")
    person: np.ndarray = column("?", line=True, unit="yes/no", doc="a person (not a group of workers abroad)")
    present: np.ndarray = column("?", line=True, unit="yes/no", doc="registered and has not left")
    motive: np.ndarray = column("i1", line=True, unit="code", doc="why the worker works", codes=Motive, low=0, high=2)
    sex: np.ndarray = column("i1", unit="code", doc="sex", codes=Sex, low=0, high=1)
    age_band: np.ndarray = column("i1", unit="code", doc="age band", codes=AgeBand, low=0, high=2)
    country: np.ndarray = column(
        "i1", line=True, unit="code", doc="country, number in the list of countries", low=0, high=126
    )
    languages: np.ndarray = column(
        "i8", unit="bits", doc="gates passed for the languages one works in, by their codes", low=0
    )
    poor: np.ndarray = column("?", stored=True, unit="yes/no", doc="below the poverty line")
    transfers: np.ndarray = column("?", stored=True, unit="yes/no", doc="receives transfers")
    other_job: np.ndarray = column("?", stored=True, unit="yes/no", doc="has another job")
    other_income: np.ndarray = column("i8", stored=True, unit=f"{MONEY} per month", doc="income from elsewhere", low=0)
    weekly_target: np.ndarray = column(
        "i8", stored=True, unit=f"{MONEY} per week", doc="amount aimed at (necessity), else 0", low=0
    )
    hours_per_day: np.ndarray = column(
        "f8", line=True, unit="h", doc="time at disposal on a middling day", low=0, high=24
    )
    reservation_wage: np.ndarray = column(
        "f8", stored=True, line=True, unit=f"{MONEY} per h", doc="does not work for less", low=0
    )
    worthwhile: np.ndarray = column(
        "f8", line=True, unit=MONEY, doc="least gain for which it is worth sitting down", low=0
    )
    accuracy: np.ndarray = column(
        "f8", stored=True, unit="share", doc="answers right at difficulty 1", low=0.01, high=1
    )
    slowness: np.ndarray = column("f8", unit="ratio", doc="own time over the median time of a task", low=0.01, high=100)
    first_account: np.ndarray = column(
        "i8", line=True, unit="row", doc="first of the worker's accounts, which are neighbours"
    )
    n_accounts: np.ndarray = column("i4", line=True, unit="accounts", doc="number of accounts from the first on")
    entry_day: np.ndarray = column(
        "i8", stored=True, unit="day", doc="day of registration (negative: before the measured year)"
    )
    exit_day: np.ndarray = column("i8", unit="day", doc="day of leaving", default=np.iinfo(np.int64).max)
    exit_reason: np.ndarray = column("i1", unit="code", doc="why the worker left", codes=ExitReason, low=0, high=3)
    fate_day: np.ndarray = column(
        "i8", line=True, unit="day", doc="day on which life takes the worker away; nobody knows it"
    )
    disappointed: np.ndarray = column(
        "i4", by="learn", line=True, unit="days", doc="active days in a row below the reservation wage"
    )
    earned_week: np.ndarray = column(
        "i8", by="set_environment learn", unit=MONEY, doc="pay of the work submitted this week"
    )
    last_active: np.ndarray = column("i8", by="learn", unit="day", doc="last day with a session", default=-1_000_000)
    met: np.ndarray = column("i4", by="review", unit="identity", doc="requesters met lately (0: nobody)", width=MEMORY)
    met_paid: np.ndarray = column(
        "f4", by="review", unit="tasks", doc="tasks that each of them paid, as remembered", width=MEMORY
    )
    met_refused: np.ndarray = column(
        "f4", by="review", unit="tasks", doc="tasks that each refused, as remembered", width=MEMORY
    )
    met_day: np.ndarray = column(
        "i4", by="review", unit="day", doc="day of their last verdict", width=MEMORY, default=-1_000_000
    )
    written_paid: np.ndarray = column(
        "f4", by="review", unit="tasks", doc="tasks that each paid, as oneself wrote in one's circles", width=MEMORY
    )
    written_refused: np.ndarray = column(
        "f4", by="review", unit="tasks", doc="tasks that each refused, as oneself wrote in one's circles", width=MEMORY
    )
    warned: np.ndarray = column(
        "i4", by="spread_word", unit="identity", doc="requesters that ties warned of (0: nobody)", width=WARNED
    )
    warned_paid: np.ndarray = column(
        "i4", by="spread_word", unit="tasks", doc="tasks that each of them paid", width=WARNED
    )
    warned_refused: np.ndarray = column(
        "i4", by="spread_word", unit="tasks", doc="tasks that each refused", width=WARNED
    )
    warned_day: np.ndarray = column(
        "i4", by="spread_word", unit="day", doc="day of the last warning", width=WARNED, default=-1_000_000
    )
    circle: np.ndarray = column(
        "i8", unit="bits", doc="1: looks requesters up in the rating, 2: reads the forum", low=0, high=3
    )
    has_ai: np.ndarray = column(
        "?", by="adopt_ai", stored=True, unit="yes/no", doc="has begun to use AI for tasks, where that is worth it"
    )
    ai_paid: np.ndarray = column("i8", by="review", unit="tasks", doc="tasks done with AI against a ban, and paid")
    ai_detected: np.ndarray = column("i8", by="review", unit="tasks", doc="tasks rejected as they were done with AI")
    place: np.ndarray = column("i8", unit="place", doc="place in the network of workers; -1: isolated", default=-1)
    days_active: np.ndarray = column("i8", by="learn", flow=True, unit="days", doc="measured days with a session")
    weeks_active: np.ndarray = column("i8", by="learn", flow=True, unit="weeks", doc="calendar weeks with a session")
    months_active: np.ndarray = column("i8", by="learn", flow=True, unit="months", doc="calendar months with a session")
    months_with_income: np.ndarray = column(
        "i8", by="review hear_appeals employ", flow=True, unit="months", doc="calendar months with accepted pay"
    )
    early_seconds: np.ndarray = column(
        "i4",
        by="review",
        stored=False,
        flow=True,
        unit="s",
        width=len(Role),
        doc="time in work judged in the first quarter of the measured days, by AI role",
    )
    late_seconds: np.ndarray = column(
        "i4",
        by="review",
        stored=False,
        flow=True,
        unit="s",
        width=len(Role),
        doc="time in work judged in the last quarter of the measured days, by AI role",
    )
    last_income: np.ndarray = column(
        "i8", by="review hear_appeals employ", unit="day", doc="last day with accepted pay", default=-1_000_000
    )
    seconds_wanted: np.ndarray = column(
        "i8", by="decide_supply", flow=True, unit="s", doc="time the worker wanted to work"
    )


class JobsLost(Table, by="enter_and_leave"):
    """One row per time that somebody lost another job, with what he or she was before."""

    worker: np.ndarray = column("i8", unit="row", doc="who lost it")
    lost_on: np.ndarray = column("i8", unit="day", doc="day on which it was lost")
    found_on: np.ndarray = column("i8", unit="day", doc="day on which another is found; nobody knows it")
    motive: np.ndarray = column("i1", unit="code", doc="motive before", codes=Motive, low=0, high=2)
    other_income: np.ndarray = column("i8", unit=f"{MONEY} per month", doc="income from elsewhere before", low=0)
    hours_per_day: np.ndarray = column("f8", unit="h", doc="time at disposal before", low=0, high=24)
    reservation_wage: np.ndarray = column("f8", unit=f"{MONEY} per h", doc="reservation wage before", low=0)
    worthwhile: np.ndarray = column("f8", unit=MONEY, doc="least gain worth sitting down for before", low=0)


class Accounts(Table, by="enter_and_leave"):
    """One row per account: a worker on a platform. The neighbours of a worker's first account are his or hers.

    Who has lost all accounts and opens another has it as the first, without neighbours; nothing is open behind it.
    """

    together = (
        # what a day brought, its verdicts, and what is learnt from them
        ("approved", "rejected", "seconds_today", "earned_today", "seconds_accepted", "tasks_accepted", "accepted_pay",
         "paid_out"),
        # a session
        ("tests_passed", "tests_failed", "idle_today", "seconds_search", "seconds_qualification", "seconds_returned",
         "tasks_submitted", "tasks_returned"),
    )  # fmt: skip

    worker: np.ndarray = column("i8", line=True, unit="row", doc="whose it is")
    platform: np.ndarray = column("i8", line=True, unit="row", doc="where it is")
    status: np.ndarray = column(
        "i1",
        by="rate_and_gate react",
        line=True,
        unit="code",
        doc="may work here",
        codes=AccountStatus,
        low=0,
        high=3,
    )
    approved: np.ndarray = column("i8", by="review hear_appeals", unit="tasks", doc="tasks ever approved", low=0)
    rejected: np.ndarray = column("i8", by="review hear_appeals", unit="tasks", doc="tasks ever rejected", low=0)
    wage_due: np.ndarray = column("i8", by="employ", unit=MONEY, doc="minimum wage for the hours of employment so far")
    pay_before: np.ndarray = column("i8", by="employ", unit=MONEY, doc="accepted pay when employment began")
    settled_pay: np.ndarray = column(
        "i8", by="employ", unit=MONEY, doc="accepted pay, what was made up included, when wages were last settled"
    )
    charged: np.ndarray = column("i8", by="employ", unit=MONEY, doc="contributions that the employer paid for it")
    pay_burn_in: np.ndarray = column(
        "i8", unit=MONEY, doc="accepted pay of the burn-in: all that the first measured day finds"
    )
    misjudged: np.ndarray = column(
        "i8", by="review hear_appeals", unit="tasks", doc="right answers ever rejected", low=0
    )
    rejections_reviewed: np.ndarray = column(
        "i8",
        by="rate_and_gate hear_appeals",
        unit="tasks",
        low=0,
        doc="tasks rejected when a human being last spared it from suspension",
    )
    judged_at_start: np.ndarray = column("i4", unit="tasks", doc="tasks judged before the first measured day", low=0)
    expected_pay: np.ndarray = column(
        "f8", by="learn", line=True, unit=f"{MONEY} per h", doc="expected pay per hour, search included", low=0
    )
    tests_passed: np.ndarray = column("i8", by="run_sessions", unit="bits", doc="task types whose test was passed")
    tests_failed: np.ndarray = column("i8", by="run_sessions", unit="bits", doc="task types whose test was failed")
    locked_since: np.ndarray = column(
        "i8",
        by="rate_and_gate react",
        line=True,
        unit="day",
        default=NOT_LOCKED,
        doc="day since which the approval rate is below what gates ask for",
    )
    lockouts: np.ndarray = column(
        "i4", by="rate_and_gate", flow=True, unit="times", doc="times that it fell below on a measured day"
    )
    recoveries: np.ndarray = column(
        "i4", by="rate_and_gate", flow=True, unit="times", doc="times that it rose again on a measured day"
    )
    unrecovered: np.ndarray = column(
        "i4",
        by="rate_and_gate react",
        flow=True,
        unit="times",
        doc="times that it was suspended or closed, by leaving, while below",
    )
    days_locked: np.ndarray = column(
        "i4",
        by="rate_and_gate react",
        flow=True,
        unit="days",
        doc="measured days below, of the times that are over",
    )
    balance: np.ndarray = column(
        "i8",
        by="pay rate_and_gate react",
        line=True,
        unit=MONEY,
        doc="pay held by the platform below the pay-out threshold",
        low=0,
    )
    last_active: np.ndarray = column(
        "i8", by="run_sessions", line=True, unit="day", doc="last day with a session here", default=-1_000_000
    )
    seconds_today: np.ndarray = column("i8", by="run_sessions", unit="s", doc="time in sessions on the last active day")
    earned_today: np.ndarray = column(
        "i8", by="run_sessions", unit=MONEY, doc="pay of the work submitted on the last active day"
    )
    idle_today: np.ndarray = column("i8", by="run_sessions", unit="s", doc="of which: in searches that found nothing")
    off_today: np.ndarray = column(
        "?", by="decide_supply", line=True, unit="yes/no", doc="the employer has no hours for it today"
    )
    seconds_search: np.ndarray = column("i8", by="run_sessions", flow=True, unit="s", doc="unpaid time searching")
    seconds_qualification: np.ndarray = column("i8", by="run_sessions", flow=True, unit="s", doc="unpaid time in tests")
    seconds_returned: np.ndarray = column(
        "i8", by="run_sessions", flow=True, unit="s", doc="unpaid time in tasks given up"
    )
    seconds_accepted: np.ndarray = column(
        "i8", by="review hear_appeals", flow=True, unit="s", doc="time in accepted work"
    )
    seconds_rejected: np.ndarray = column(
        "i8", by="review hear_appeals", flow=True, unit="s", doc="unpaid time in rejected work"
    )
    seconds_awaiting: np.ndarray = column(
        "i8", by="run_sessions review", line=True, unit="s", doc="time in work whose verdict is out"
    )
    awaiting_at_start: np.ndarray = column("i8", unit="s", doc="of which: before the first measured day")
    tasks_submitted: np.ndarray = column("i8", by="run_sessions", flow=True, unit="tasks", doc="tasks submitted")
    tasks_accepted: np.ndarray = column("i8", by="review hear_appeals", flow=True, unit="tasks", doc="tasks accepted")
    tasks_rejected: np.ndarray = column("i8", by="review hear_appeals", flow=True, unit="tasks", doc="tasks rejected")
    tasks_wrongly_rejected: np.ndarray = column(
        "i8", by="review hear_appeals", flow=True, unit="tasks", doc="right answers rejected"
    )
    tasks_refused: np.ndarray = column(
        "i8", by="review hear_appeals", flow=True, unit="tasks", doc="tasks refused on purpose, unread"
    )
    tasks_returned: np.ndarray = column(
        "i8", by="run_sessions", flow=True, unit="tasks", doc="tasks taken and given up"
    )
    tasks_with_ai: np.ndarray = column(
        "i8", by="run_sessions", flow=True, unit="tasks", doc="tasks submitted that AI had done"
    )
    tasks_detected: np.ndarray = column(
        "i8", by="review", flow=True, unit="tasks", doc="tasks rejected as they were done with AI against a ban"
    )
    appeals: np.ndarray = column(
        "i4", by="hear_appeals", flow=True, unit="appeals", doc="appeals lodged against rejections"
    )
    tasks_overturned: np.ndarray = column(
        "i8", by="hear_appeals", flow=True, unit="tasks", doc="tasks rejected first, accepted after an appeal"
    )
    seconds_appeals: np.ndarray = column(
        "i8", by="hear_appeals", flow=True, unit="s", doc="time taken by appeals, outside of sessions"
    )
    pay_rejected: np.ndarray = column(
        "i8", by="review hear_appeals", flow=True, unit=MONEY, doc="price of all tasks rejected"
    )
    value_kept: np.ndarray = column(
        "i8", by="review hear_appeals", flow=True, unit=MONEY, doc="price of right answers rejected and so kept unpaid"
    )
    accepted_pay: np.ndarray = column(
        "i8",
        by="review hear_appeals employ",
        flow=True,
        unit=MONEY,
        doc="pay of accepted work, and what an employer added to it",
    )
    made_up: np.ndarray = column(
        "i8", by="employ", flow=True, unit=MONEY, doc="of which: what an employer added to reach the minimum wage"
    )
    paid_out: np.ndarray = column(
        "i8", by="pay rate_and_gate react", flow=True, unit=MONEY, doc="pay that reached the worker"
    )
    contributed: np.ndarray = column(
        "i8", by="pay rate_and_gate react", flow=True, unit=MONEY, doc="contributions taken from pay-outs"
    )
    forfeited: np.ndarray = column(
        "i8", by="pay rate_and_gate", flow=True, unit=MONEY, doc="pay lost on suspension or leaving"
    )


@compiled
def first_of_people(w: np.ndarray, a: np.ndarray) -> int:
    """The first account that belongs to a person; those before it are of the groups abroad.

    Args:
        w: lines of workers. a: lines of accounts in use.
    """
    for row in range(len(a)):
        if w[a[row].worker].person:
            return row
    return len(a)
