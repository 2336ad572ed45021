"""Columns of platforms, and what is counted on each of them."""

import numpy as np

from microsim.units import MONEY

from .table import Table, column


def flow(unit: str, daily: str, doc: str, by: str = "") -> np.ndarray:
    """What happens on a platform: counted since the first measured day, and summed into a column of the daily table."""
    return column("i8", unit=unit, doc=doc, daily=daily, by=by)


class Platforms(Table):
    """One row per platform, in the order of the configuration."""

    fee_share: np.ndarray = column(
        "f8", stored=True, unit="share of accepted pay", doc="fee on top of that", low=0, high=1
    )
    fee_min: np.ndarray = column("f8", unit=f"{MONEY} per task", doc="least fee per accepted task", low=0)
    price_min: np.ndarray = column("f8", unit=f"{MONEY} per task", doc="lowest price that may be posted", low=0)
    page_length: np.ndarray = column("i8", unit="batches", doc="batches on one page", low=1)
    search_seconds: np.ndarray = column("f8", unit="s", doc="unpaid time per search", low=0, high=3600)
    newest_first: np.ndarray = column("f8", unit="share", doc="searches sorted by newest first", low=0, high=1)
    auto_approval_days: np.ndarray = column("i8", unit="days", doc="delay of automatic approval", low=0, high=60)
    may_refuse: np.ndarray = column("?", unit="yes/no", doc="requesters may refuse work without a reason")
    payment_delay_days: np.ndarray = column("i8", unit="days", doc="from approval to the balance", low=0, high=90)
    payout_threshold: np.ndarray = column("i8", unit=MONEY, doc="least balance that is paid out", low=0)
    suspension_approval: np.ndarray = column("f8", unit="share", doc="suspends below this approval rate", low=0, high=1)
    suspension_after: np.ndarray = column("i8", unit="tasks", doc="judged tasks before that", low=1)
    suspension_unfounded: np.ndarray = column("f8", unit="per year of active days", doc="without cause", low=0, high=10)
    forfeits: np.ndarray = column("?", unit="yes/no", doc="balance is lost on suspension")
    directs: np.ndarray = column("?", unit="yes/no", doc="directs and controls the work")
    open_abroad: np.ndarray = column("?", unit="yes/no", doc="covers other countries, so the foreign pool works here")
    demand_weight: np.ndarray = column("f8", unit="share", doc="share of requesters who post here", low=0, high=1)
    advertised_pay: np.ndarray = column(
        "f8", stored=True, by="post_batches", unit=f"{MONEY} per h", doc="mean posted pay per stated hour", low=0
    )
    told_pay: np.ndarray = column(
        "f8", stored=True, by="learn", unit=f"{MONEY} per h", doc="what those of usual speed are said to earn", low=0
    )
    tasks_accepted: np.ndarray = flow("tasks", "accepted", "tasks accepted", by="review hear_appeals")
    tasks_rejected: np.ndarray = flow("tasks", "rejected", "tasks rejected", by="review hear_appeals")
    accepted_pay: np.ndarray = flow(MONEY, "accepted_pay", "pay of accepted work", by="review hear_appeals")
    fees: np.ndarray = flow(MONEY, "fees", "fees earned", by="review hear_appeals")
    made_up: np.ndarray = flow(MONEY, "made_up", "paid to employees to reach the minimum wage", by="employ")
    charged: np.ndarray = flow(MONEY, "employer_contributions", "contributions paid as an employer", by="employ")
    hearing: np.ndarray = flow(
        MONEY, "hearing", "spent on hearing appeals and on deciding about suspensions", by="hear_appeals rate_and_gate"
    )
    surcharge: np.ndarray = column(
        "f8",
        stored=True,
        by="react",
        unit=f"{MONEY} per h of task time",
        low=0,
        doc="added to its fees where work is open to people whom a law protects",
    )
    left: np.ndarray = column(
        "?", stored=True, by="react", unit="yes/no", doc="has left the countries whose people a law protects here"
    )
    admission: np.ndarray = column(
        "f8",
        stored=True,
        by="react",
        unit="share",
        low=0,
        high=1,
        default=1,
        doc="employees for whom it has hours on a day",
    )
    book_days: np.ndarray = column(
        "i8", by="react", unit="days", doc="days of this period, since it last chose what to do", low=0
    )
    book_fees: np.ndarray = column(
        "i8", by="react", unit=MONEY, doc="fees, surcharges apart, on work open to all; this period"
    )
    book_fees_abroad: np.ndarray = column(
        "i8", by="react", unit=MONEY, doc="of which: work of people whom no law protects"
    )
    book_pay: np.ndarray = column("i8", by="react", unit=MONEY, doc="pay accepted in work open to all, this period")
    book_seconds: np.ndarray = column(
        "i8", by="react", unit="s", doc="median time of the tasks accepted there, this period"
    )
    book_cost: np.ndarray = column(
        "i8", by="hear_appeals employ rate_and_gate react", unit=MONEY, doc="what laws made it spend, this period"
    )
    owed: np.ndarray = column(
        "i8", by="react", unit=MONEY, doc="wages and contributions that it owed when the period began"
    )
    book_hours: np.ndarray = column("i8", by="react", unit="s", doc="time of employees in sessions, this week")
    book_undone: np.ndarray = column(
        "i8", by="adapt_requesters react", unit="s", doc="median time of tasks open to all that expired, this week"
    )
    book_busy: np.ndarray = column("i8", by="react", unit="s", doc="of which: not in searches that found nothing")
    suspended: np.ndarray = flow("accounts", "suspended", "accounts suspended", by="rate_and_gate")
    suspended_unfounded: np.ndarray = flow(
        "accounts", "suspended_unfounded", "accounts suspended without cause", by="rate_and_gate"
    )
    tasks_wrongly_rejected: np.ndarray = flow(
        "tasks", "wrongly_rejected", "right answers rejected", by="review hear_appeals"
    )
    tasks_reopened: np.ndarray = flow("tasks", "reopened", "rejected tasks offered again", by="review")
    tasks_refused: np.ndarray = flow("tasks", "refused", "tasks refused on purpose, unread", by="review hear_appeals")
    tasks_with_ai: np.ndarray = flow("tasks", "with_ai", "of the tasks judged: done by workers with AI", by="review")
    tasks_detected: np.ndarray = flow(
        "tasks", "detected", "of the tasks rejected: recognised as done with AI against a ban", by="review"
    )
    seconds_accepted: np.ndarray = flow("s", "seconds_accepted", "time in accepted work", by="review hear_appeals")
    seconds_rejected: np.ndarray = flow(
        "s", "seconds_rejected", "unpaid time in rejected work", by="review hear_appeals"
    )
    surcharges: np.ndarray = flow(
        MONEY, "surcharges", "of the fees: what platforms added to pass on the cost of a law", by="review hear_appeals"
    )
    outlay: np.ndarray = flow(MONEY, "outlay", "what requesters spent on accepted work", by="review hear_appeals")
    appeals: np.ndarray = flow("appeals", "appeals", "appeals lodged against rejections", by="hear_appeals")
    tasks_overturned: np.ndarray = flow(
        "tasks", "overturned", "tasks rejected first, accepted after an appeal", by="hear_appeals"
    )
    sessions: np.ndarray = flow("sessions", "sessions", "sessions, foreign pool included", by="run_sessions")
    searches: np.ndarray = flow("searches", "searches", "pages looked through", by="run_sessions")
    fruitless: np.ndarray = flow("searches", "fruitless", "searches that found nothing", by="run_sessions")
    looks: np.ndarray = flow("batches", "looks", "batches looked at", by="run_sessions")
    runs: np.ndarray = flow("runs", "runs", "runs of tasks in one batch", by="run_sessions")
    tasks_submitted: np.ndarray = flow(
        "tasks", "submitted", "tasks submitted, foreign pool included", by="run_sessions"
    )
    submitted_abroad: np.ndarray = flow("tasks", "submitted_abroad", "of which: by the foreign pool", by="run_sessions")
    tasks_returned: np.ndarray = flow("tasks", "returned", "tasks taken and given up", by="run_sessions")
    seconds_search: np.ndarray = flow("s", "seconds_search", "unpaid time searching", by="run_sessions")
    seconds_qualification: np.ndarray = flow("s", "seconds_qualification", "unpaid time in tests", by="run_sessions")
    seconds_returned: np.ndarray = flow("s", "seconds_returned", "unpaid time in tasks given up", by="run_sessions")
    paid_out: np.ndarray = flow(
        MONEY, "paid_out", "pay that reached workers", by="pay rate_and_gate enter_and_leave react"
    )
    contributions: np.ndarray = flow(
        MONEY, "contributions", "contributions taken from pay-outs", by="pay rate_and_gate enter_and_leave react"
    )
    forfeited: np.ndarray = flow(
        MONEY, "forfeited", "pay lost on suspension or leaving", by="pay rate_and_gate enter_and_leave"
    )
    spared: np.ndarray = flow(
        "accounts", "spared", "accounts that were not suspended because a human being decided", by="rate_and_gate"
    )
    disconnected: np.ndarray = flow(
        "accounts", "disconnected", "of the accounts suspended without cause: by a shock", by="rate_and_gate"
    )
    shut: np.ndarray = flow(
        "accounts", "shut", "accounts of people closed because their platform closed", by="enter_and_leave"
    )
    shut_out: np.ndarray = flow(
        "accounts", "shut_out", "accounts closed because their platform left the country", by="react"
    )
    batches_posted: np.ndarray = flow("batches", "batches_posted", "batches posted", by="post_batches")
    batches_filled: np.ndarray = flow("batches", "batches_filled", "batches filled", by="adapt_requesters")
    batches_expired: np.ndarray = flow(
        "batches", "batches_expired", "batches taken off unfilled", by="adapt_requesters"
    )
    tasks_posted: np.ndarray = flow("tasks", "posted", "tasks posted", by="post_batches")
    posted_abroad: np.ndarray = flow(
        "tasks", "posted_abroad", "of the tasks posted: closed to people whom a law protects", by="post_batches"
    )
    too_dear: np.ndarray = flow(
        "tasks", "too_dear", "tasks not posted: not worth the least price, or nobody may do them", by="post_batches"
    )
    unfunded: np.ndarray = flow("tasks", "unfunded", "tasks not posted because the budget was spent", by="post_batches")
    tasks_expired: np.ndarray = flow("tasks", "expired", "tasks that expired", by="adapt_requesters")
    tasks_withdrawn: np.ndarray = flow(
        "tasks", "withdrawn", "tasks withdrawn by requesters who left", by="enter_and_leave"
    )
    tasks_automated: np.ndarray = flow(
        "tasks", "automated", "tasks taken off and left to AI by requesters who turned to it", by="adopt_ai"
    )
    tasks_by_ai: np.ndarray = flow(
        "tasks",
        "by_ai",
        "tasks that AI did, those automated included; the others were never posted",
        by="post_batches adopt_ai",
    )
    tasks_displaced: np.ndarray = flow(
        "tasks",
        "displaced",
        "tasks of jobs that AI did and people would have got, those automated too",
        by="post_batches adopt_ai",
    )
    tasks_created: np.ndarray = flow(
        "tasks", "created", "of the tasks posted: checks of AI's answers, and examples for it", by="post_batches"
    )
    seconds_displaced: np.ndarray = flow(
        "s", "seconds_displaced", "median time of the tasks displaced", by="post_batches adopt_ai"
    )
    seconds_created: np.ndarray = flow("s", "seconds_created", "median time of the tasks created", by="post_batches")
    ai_outlay: np.ndarray = flow(
        MONEY, "ai_outlay", "what requesters spent on AI, beside their outlay on people", by="post_batches adopt_ai"
    )
