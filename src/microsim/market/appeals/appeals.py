"""Appeals against verdicts: who lodges one, and what a human being finds in the evidence."""

import numpy as np

from microsim.compiling import compiled, inlined
from microsim.market.law.compliance import APPEAL as MAY_APPEAL
from microsim.market.law.compliance import protects
from microsim.market.payment.income import note_income
from microsim.market.review.booking import earn
from microsim.units import HOUR

# What is still to be decided about the right answers of one rejected submission; money is for one task.
APPEAL = np.dtype(
    [
        ("account", "i4"), ("requester", "i4"), ("due", "i4"), ("tasks", "i4"), ("right", "i4"), ("refused", "?"),
        ("returned", "?"), ("price", "i8"), ("fee", "i8"), ("surcharge", "i8"), ("value", "f8"), ("seconds", "i4"),
    ],
    align=True,
)  # fmt: skip


@compiled
def is_worth_an_appeal(rejected, price, approval, cost_seconds, reservation_wage):
    """Whether somebody appeals: what may be won, as often as his or her work was found good so far, exceeds the time.

    Args:
        rejected, price: tasks rejected and what each pays, in 1/10,000.
        approval: share of the account's tasks approved so far.
        cost_seconds: time that an appeal takes.
        reservation_wage: per hour, in 1/10,000.

    Example:
        >>> is_worth_an_appeal(12, 500, 0.98, 600, 20_000), is_worth_an_appeal(1, 500, 0.98, 600, 20_000)
        (True, False)
    """
    return rejected * price * approval > cost_seconds / HOUR * reservation_wage


@compiled
def lodge(seed, day, cases, appealable, delay_days, cost_seconds, w, a, appeals):
    """Workers appeal against today's rejections where they may and where it is worth their time.

    Args:
        seed, day: address, today.
        cases: today's verdicts, record array of `review.CASE`.
        appealable: share of accounts that may appeal, by platform and country, and `delay_days`, `cost_seconds`, by
            platform: see `Rules`.
        w, a: columns of workers and accounts.
        appeals: filled from the first record on, record array of `APPEAL`.

    Returns:
        How many were lodged.
    """
    n = 0
    for j in range(len(cases)):
        case = cases[j]
        account = case.account
        worker, p = a.line[account].worker, case.platform
        country = w.line[worker].country
        if case.rejected == 0 or country < 0 or not w.line[worker].present:
            continue
        if not protects(seed, MAY_APPEAL, w.line[worker].id, p, appealable[p, country]):
            continue
        judged = a.book[account].approved + a.book[account].rejected
        approval = (a.book[account].approved + 1.0) / (judged + 1.0)
        if not is_worth_an_appeal(
            int(case.rejected), int(case.price), approval, cost_seconds[p], w.line[worker].reservation_wage
        ):
            continue
        one = appeals[n]
        one.account, one.requester, one.due = account, case.requester, day + delay_days[p]
        one.tasks, one.right, one.refused, one.returned = case.rejected, case.wrongly, case.refused, case.returned
        one.price, one.fee, one.value = case.price, int(case.outlay_each) - int(case.price), case.value
        one.seconds, one.surcharge = case.seconds_rejected, case.surcharge
        a.book[account].seconds_appeals += cost_seconds[p]
        a.book[account].appeals += 1
        n += 1
    return n


@inlined
def overturn_on_account(one, right, pay, seconds, refused, a):
    """Book on the account what an appeal won: right answers, their pay and time move from rejected to accepted."""
    account = one.account
    a.book[account].tasks_overturned += right
    a.book[account].tasks_accepted += right
    a.book[account].tasks_rejected -= right
    a.book[account].tasks_wrongly_rejected -= right
    a.book[account].tasks_refused -= refused
    a.book[account].approved += right
    a.book[account].rejected -= right
    a.book[account].misjudged -= right
    a.book[account].rejections_reviewed = min(a.book[account].rejections_reviewed, a.book[account].rejected)
    a.book[account].pay_rejected -= pay
    a.book[account].value_kept -= 0 if one.returned else pay
    a.book[account].accepted_pay += pay
    a.book[account].seconds_rejected -= seconds
    a.book[account].seconds_accepted += seconds


@inlined
def overturn_on_requester(one, right, pay, fees, refused, r):
    """Book on the requester what an appeal cost it, and the answers that it gets if it had given them back."""
    q, received = one.requester, right if one.returned else 0
    r[q].tasks_accepted += right
    r[q].tasks_rejected -= right
    r[q].tasks_wrongly_rejected -= right
    r[q].tasks_refused -= refused
    r[q].accepted_pay += pay
    r[q].value_kept -= 0 if one.returned else pay
    r[q].usable_answers += received
    r[q].value_received += received * one.value
    r[q].outlay += pay + fees
    earn(q, received * one.value - float(pay + fees), r)
    r[q].budget -= float(pay + fees)


@compiled
def decide(day, month_start, n, delay_payment, appeals, w, a, r, y, n_y, totals):
    """A human being decides the appeals that are due: right answers are accepted after all, at the requester's cost.

    Args:
        day, month_start: today, and the first day of its month.
        n: appeals that wait.
        delay_payment: days, by platform.
        appeals: record array of `APPEAL`; gaps are closed.
        w, a, r: columns of workers, accounts, requesters.
        y, n_y: columns of payments (with room for all), rows in use.
        totals: ``int64[n_platforms, 6]``: adds tasks overturned, of them refused on purpose, pay, fees, time, and
            surcharges among the fees.

    Returns:
        (appeals that still wait, payments in use).
    """
    kept = 0
    for i in range(n):
        one = appeals[i]
        if one.due > day:
            appeals[kept] = one
            kept += 1
            continue
        right, account = int(one.right), one.account
        if right == 0:
            continue
        p = a.line[account].platform
        pay, fees, refused = right * one.price, right * one.fee, right if one.refused else 0
        seconds = int(one.seconds) * right // int(one.tasks)
        overturn_on_account(one, right, pay, seconds, refused, a)
        overturn_on_requester(one, right, pay, fees, refused, r)
        note_income(day, month_start, a.line[account].worker, w)
        y[n_y].account, y[n_y].due, y[n_y].amount = account, day + delay_payment[p], pay
        n_y += 1
        totals[p, 0] += right
        totals[p, 1] += refused
        totals[p, 2] += pay
        totals[p, 3] += fees
        totals[p, 4] += seconds
        totals[p, 5] += right * one.surcharge
    return kept, n_y
