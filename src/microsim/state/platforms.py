"""Columns of platforms."""

import numpy as np

from microsim.units import MONEY

from .table import Table, column


class Platforms(Table):
    """One row per platform, in the order of the configuration."""

    fee_share: np.ndarray = column("f8", unit="share of accepted pay", doc="fee on top of that", low=0, high=0.6)
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
    advertised_pay: np.ndarray = column("f8", unit=f"{MONEY} per h", doc="mean posted pay per stated hour", low=0)
    told_pay: np.ndarray = column("f8", unit=f"{MONEY} per h", doc="what its workers are said to earn", low=0)
    tasks_accepted: np.ndarray = column("i8", flow=True, unit="tasks", doc="tasks accepted")
    tasks_rejected: np.ndarray = column("i8", flow=True, unit="tasks", doc="tasks rejected")
    accepted_pay: np.ndarray = column("i8", flow=True, unit=MONEY, doc="pay of accepted work")
    fees: np.ndarray = column("i8", flow=True, unit=MONEY, doc="fees earned")
    made_up: np.ndarray = column("i8", flow=True, unit=MONEY, doc="paid to employees to reach the minimum wage")
    charged: np.ndarray = column("i8", flow=True, unit=MONEY, doc="contributions paid as an employer")
    hearing: np.ndarray = column(
        "i8", flow=True, unit=MONEY, doc="spent on hearing appeals and on deciding about suspensions"
    )
    surcharge: np.ndarray = column(
        "f8",
        unit=f"{MONEY} per h of task time",
        low=0,
        doc="added to its fees where work is open to people whom a law protects",
    )
    left: np.ndarray = column("?", unit="yes/no", doc="has left the countries whose people a law protects here")
    admission: np.ndarray = column(
        "f8", unit="share", low=0, high=1, default=1, doc="employees for whom it has hours on a day"
    )
    book_days: np.ndarray = column("i8", unit="days", doc="days of this period, since it last chose what to do", low=0)
    book_fees: np.ndarray = column("i8", unit=MONEY, doc="fees, surcharges apart, on work open to all; this period")
    book_fees_abroad: np.ndarray = column("i8", unit=MONEY, doc="of which: work of people whom no law protects")
    book_pay: np.ndarray = column("i8", unit=MONEY, doc="pay accepted in work open to all, this period")
    book_seconds: np.ndarray = column("i8", unit="s", doc="median time of the tasks accepted there, this period")
    book_cost: np.ndarray = column("i8", unit=MONEY, doc="what laws made it spend, this period")
    owed: np.ndarray = column("i8", unit=MONEY, doc="wages and contributions that it owed when the period began")
    book_hours: np.ndarray = column("i8", unit="s", doc="time of employees in sessions, this week")
    book_undone: np.ndarray = column("i8", unit="s", doc="median time of tasks open to all that expired, this week")
    book_busy: np.ndarray = column("i8", unit="s", doc="of which: not in searches that found nothing")
    suspended: np.ndarray = column("i8", flow=True, unit="accounts", doc="accounts suspended")
    suspended_unfounded: np.ndarray = column("i8", flow=True, unit="accounts", doc="accounts suspended without cause")
