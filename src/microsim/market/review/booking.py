"""Verdicts booked: on accounts, workers, batches and requesters in turn, on payments, and in sums by platform."""

import math

from microsim.codes import BatchState, Stage
from microsim.compiling import compiled, inlined
from microsim.market.payment.income import note_income
from microsim.market.word.trust import remember
from microsim.units import DAY

EARLY, LATE = 0, 3  # quarters of the measured days
TOTALS = (
    "accepted", "rejected", "wrongly_rejected", "reopened", "accepted_pay", "fees", "seconds_accepted",
    "seconds_rejected", "refused", "surcharges", "with_ai", "detected",
)  # fmt: skip


@compiled
def book_on_accounts(cases, a, x):
    """Move the time of the runs to accepted and rejected, and write the records that platforms keep.

    Notes in each case whose account it is.
    """
    for j in range(len(cases)):
        case = cases[j]
        account = case.account
        a.line[account].seconds_awaiting -= case.seconds
        a.book[account].seconds_rejected += case.seconds_rejected
        a.book[account].seconds_accepted += case.seconds - case.seconds_rejected
        a.book[account].tasks_accepted += case.accepted
        a.book[account].tasks_rejected += case.rejected
        a.book[account].tasks_wrongly_rejected += case.wrongly
        a.book[account].tasks_refused += case.rejected if case.refused else 0
        if case.detected:
            a.book[account].tasks_detected += case.rejected
        a.book[account].pay_rejected += case.rejected * case.price
        a.book[account].value_kept += 0 if case.returned else case.wrongly * case.price
        a.book[account].accepted_pay += case.pay
        a.book[account].approved += case.accepted
        a.book[account].rejected += case.rejected
        a.book[account].misjudged += case.wrongly
        case.worker = a.line[account].worker
        x[case.row].stage = Stage.JUDGED


@compiled
def book_on_workers(day, month_start, quarter, cases, w):
    """Note the verdicts in the memories of the workers, their months with income, and what role their work had.

    Work found to be AI's says nothing of how its requester treats people; those who did it remember being found out.

    Args:
        day, month_start: today, and the first day of its month.
        quarter: `EARLY` or `LATE` in the first or last quarter of the measured days, else another number.
        cases, w: record array of `CASE`, columns of workers.
    """
    for j in range(len(cases)):
        case = cases[j]
        worker = case.worker
        if case.pay > 0:
            note_income(day, month_start, worker, w)
        if not w.line[worker].person:
            continue
        if quarter == EARLY:
            w.book[worker].early_seconds[case.role] += case.seconds
        elif quarter == LATE:
            w.book[worker].late_seconds[case.role] += case.seconds
        if case.with_ai and case.forbids:
            w.book[worker].ai_paid += case.accepted
            w.book[worker].ai_detected += case.rejected if case.detected else 0
        if not case.detected:
            remember(w, worker, case.requester_id, case.accepted, case.rejected, day)


@compiled
def book_on_batches(cases, b):
    """Take the tasks out of review; those offered again are on show once more."""
    for j in range(len(cases)):
        case = cases[j]
        row = case.batch
        b[row].in_review -= case.accepted + case.rejected
        b[row].accepted += case.accepted
        b[row].rejected += case.rejected
        if case.again > 0:
            b[row].left += case.again
            b[row].state = BatchState.OPEN


@compiled
def worth_when_late(age, deadline, delay_cost):
    """What an answer of so many seconds after posting is worth, over one in time.

    Example:
        >>> [worth_when_late(hours * 3600.0, 36_000.0, 0.5) for hours in (5, 10, 40)]
        [1.0, 1.0, 0.5]
    """
    return math.exp(-delay_cost * math.log(age / deadline)) if age > deadline else 1.0


@inlined
def earn(q, amount, r):
    """Book what a requester gained or lost: in this period of account, and in all."""
    r[q].gain += amount
    r[q].net_gain += amount


@inlined
def profit_of(case, worth, error_cost, q, r):
    """Profit of a requester from one submission judged: what answers are worth to it, less outlay, harm and review.

    Right answers are used, paid or not, and so are wrong ones that nobody found, which does harm; what is looked at
    and judged bad, rightly or wrongly, is not used, and nothing is of what was refused where it has to be given back.
    """
    right, wrong, cost = float(case.right), float(case.wrong), 0.0
    if case.refused and case.returned:
        right = wrong = 0.0
    if case.looked_at:
        right *= 1.0 - r[q].good_judged_bad
        wrong *= r[q].bad_judged_good
        cost = (int(case.right) + int(case.wrong)) * case.price * r[q].review_cost
    return case.value * (right * worth - wrong * error_cost) - float(case.pay + case.fees) - cost


@compiled
def book_on_requesters(cases, delay_cost, error_cost, r):
    """Give requesters the value of right answers, less the cost of delay, and what they learn and owe."""
    for j in range(len(cases)):
        case = cases[j]
        q, n = case.requester, case.accepted + case.rejected
        age = (case.day - case.posted) * DAY + case.second - case.posted_second
        worth = worth_when_late(age, r[q].deadline, delay_cost[r[q].kind])
        earn(q, profit_of(case, worth, error_cost, q, r), r)
        r[q].budget += float((case.rejected - case.again) * case.outlay_each)
        used = case.right - case.wrongly if case.returned else case.right
        r[q].usable_answers += used
        r[q].value_received += used * case.value * worth
        r[q].usable += 0.002 * n / (1.0 + 0.002 * n) * (case.right / n - r[q].usable)
        r[q].tasks_submitted += n
        r[q].tasks_accepted += case.accepted
        r[q].tasks_rejected += case.rejected
        r[q].tasks_wrongly_rejected += case.wrongly
        r[q].tasks_refused += case.rejected if case.refused else 0
        r[q].seconds_worked += case.seconds
        r[q].accepted_pay += case.pay
        r[q].value_kept += 0 if case.returned else case.wrongly * case.price
        r[q].outlay += case.pay + case.fees


@compiled
def add_up(cases, totals):
    """Add the verdicts to `totals`, ``int64[n_platforms, 12]``, see `TOTALS`."""
    for j in range(len(cases)):
        case = cases[j]
        total = totals[case.platform]
        total[0] += case.accepted
        total[1] += case.rejected
        total[2] += case.wrongly
        total[3] += case.again
        total[4] += case.pay
        total[5] += case.fees
        total[6] += case.seconds - case.seconds_rejected
        total[7] += case.seconds_rejected
        total[8] += case.rejected if case.refused else 0
        total[9] += case.accepted * case.surcharge
        total[10] += case.accepted + case.rejected if case.with_ai else 0
        total[11] += case.rejected if case.detected else 0


@compiled
def pay_later(day, cases, delay_payment, y, n_y):
    """Add what was accepted to the payments on their way (room for all of them). Returns the rows in use."""
    for j in range(len(cases)):
        case = cases[j]
        if case.pay > 0:
            y[n_y].account, y[n_y].due, y[n_y].amount = case.account, day + delay_payment[case.platform], case.pay
            n_y += 1
    return n_y
