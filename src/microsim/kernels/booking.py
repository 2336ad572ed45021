"""Verdicts booked: on accounts, workers, batches and requesters in turn, on payments, and in sums by platform."""

import math

from .clock import DAY
from .compiling import compiled, inlined
from .income import note_income
from .trust import remember

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
        a.seconds_awaiting[account] -= case.seconds
        a.seconds_rejected[account] += case.seconds_rejected
        a.seconds_accepted[account] += case.seconds - case.seconds_rejected
        a.tasks_accepted[account] += case.accepted
        a.tasks_rejected[account] += case.rejected
        a.tasks_wrongly_rejected[account] += case.wrongly
        a.tasks_refused[account] += case.rejected if case.refused else 0
        if case.detected:
            a.tasks_detected[account] += case.rejected
        a.pay_rejected[account] += case.rejected * case.price
        a.value_kept[account] += 0 if case.returned else case.wrongly * case.price
        a.accepted_pay[account] += case.pay
        a.approved[account] += case.accepted
        a.rejected[account] += case.rejected
        a.misjudged[account] += case.wrongly
        case.worker = a.worker[account]
        x.stage[case.row] = 0


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
        if not w.person[worker]:
            continue
        if quarter == EARLY:
            w.early_seconds[worker, case.role] += case.seconds
        elif quarter == LATE:
            w.late_seconds[worker, case.role] += case.seconds
        if case.with_ai and case.forbids:
            w.ai_paid[worker] += case.accepted
            w.ai_detected[worker] += case.rejected if case.detected else 0
        if not case.detected:
            remember(w, worker, case.requester_id, case.accepted, case.rejected, day)


@compiled
def book_on_batches(cases, b):
    """Take the tasks out of review; those offered again are on show once more."""
    for j in range(len(cases)):
        case = cases[j]
        row = case.batch
        b.in_review[row] -= case.accepted + case.rejected
        b.accepted[row] += case.accepted
        b.rejected[row] += case.rejected
        if case.again > 0:
            b.left[row] += case.again
            b.state[row] = 1


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
    r.gain[q] += amount
    r.net_gain[q] += amount


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
        right *= 1.0 - r.good_judged_bad[q]
        wrong *= r.bad_judged_good[q]
        cost = (int(case.right) + int(case.wrong)) * case.price * r.review_cost[q]
    return case.value * (right * worth - wrong * error_cost) - float(case.pay + case.fees) - cost


@compiled
def book_on_requesters(cases, delay_cost, error_cost, r):
    """Give requesters the value of right answers, less the cost of delay, and what they learn and owe."""
    for j in range(len(cases)):
        case = cases[j]
        q, n = case.requester, case.accepted + case.rejected
        age = (case.day - case.posted) * DAY + case.second - case.posted_second
        worth = worth_when_late(age, r.deadline[q], delay_cost[r.kind[q]])
        earn(q, profit_of(case, worth, error_cost, q, r), r)
        r.budget[q] += float((case.rejected - case.again) * case.outlay_each)
        used = case.right - case.wrongly if case.returned else case.right
        r.usable_answers[q] += used
        r.value_received[q] += used * case.value * worth
        r.usable[q] += 0.002 * n / (1.0 + 0.002 * n) * (case.right / n - r.usable[q])
        r.tasks_submitted[q] += n
        r.tasks_accepted[q] += case.accepted
        r.tasks_rejected[q] += case.rejected
        r.tasks_wrongly_rejected[q] += case.wrongly
        r.tasks_refused[q] += case.rejected if case.refused else 0
        r.seconds_worked[q] += case.seconds
        r.accepted_pay[q] += case.pay
        r.value_kept[q] += 0 if case.returned else case.wrongly * case.price
        r.outlay[q] += case.pay + case.fees


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
            y.account[n_y], y.due[n_y], y.amount[n_y] = case.account, day + delay_payment[case.platform], case.pay
            n_y += 1
    return n_y
