"""Appeals against verdicts: who lodges one, and what a human being finds in the evidence."""

import numpy as np

from microsim.compiling import compiled, internal
from microsim.market.law.compliance import APPEAL as MAY_APPEAL
from microsim.market.law.compliance import protects
from microsim.market.payment.balances import Purse
from microsim.market.payment.income import note_income
from microsim.market.review.booking import earn
from microsim.market.review.verdicts import Parties
from microsim.regulation.rules import Law
from microsim.state.now import Now
from microsim.state.records import Record
from microsim.units import HOUR


@compiled
def is_worth_an_appeal(rejected: int, price: int, approval: float, cost_seconds: int, reservation_wage: float) -> bool:
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


@internal
def is_appealed(seed: int, case: Record, law: Law, memory: float, tables: Purse) -> bool:
    """Whether somebody appeals against a verdict: he or she is there, may do so, and it is worth the time.

    Args:
        seed: of the run.
        case: the verdict.
        law: the rules.
        memory: weight of the first belief that one's work is approved, in tasks judged.
        tables: workers, accounts, platforms.
    """
    w, a = tables.w, tables.a
    book, worker = a.book[case.account], w.line[a.line[case.account].worker]
    if case.rejected == 0 or worker.country < 0 or not worker.present:
        return False
    if not protects(seed, MAY_APPEAL, worker.id, case.platform, law.people[case.platform, worker.country].appealable):
        return False
    approval = (book.approved + memory) / (book.approved + book.rejected + memory)
    seconds = int(law.platforms[case.platform].appeal_seconds)
    return is_worth_an_appeal(int(case.rejected), int(case.price), approval, seconds, worker.reservation_wage)


@compiled
def lodge(now: Now, cases: np.ndarray, law: Law, memory: float, tables: Purse, appeals: np.ndarray) -> int:
    """Workers appeal against today's rejections where they may and where it is worth their time.

    Args:
        now: today.
        cases: today's verdicts, ``CASE[n]``.
        law: the rules: who may appeal, what it takes, and when it is decided.
        memory: weight of the first belief that one's work is approved, in tasks judged.
        tables: workers, accounts, and platforms, where appeals are counted.
        appeals: free rows of the table of appeals, ``n`` at least.

    Returns:
        How many were lodged.
    """
    n = 0
    for j in range(len(cases)):
        case = cases[j]
        if not is_appealed(now.seed, case, law, memory, tables):
            continue
        one, terms, book = appeals[n], law.platforms[case.platform], tables.a.book[case.account]
        one.account, one.requester, one.due = case.account, case.requester, now.day + int(terms.appeal_days)
        one.tasks, one.right, one.refused, one.returned = case.rejected, case.wrongly, case.refused, case.returned
        one.price, one.fee, one.value = case.price, int(case.outlay_each) - int(case.price), case.value
        one.seconds, one.surcharge = case.seconds_rejected, case.surcharge
        book.seconds_appeals += int(terms.appeal_seconds)
        book.appeals += 1
        tables.platforms[case.platform].appeals += 1
        n += 1
    return n


@internal
def overturn_on_account(one: Record, pay: int, seconds: int, book: Record) -> None:
    """Book on the account what an appeal won: right answers, their pay and time move from rejected to accepted.

    Args:
        one: a row of the table of appeals.
        pay: of the right answers, in 1/10,000.
        seconds: time in them.
        book: record of an account.
    """
    right = int(one.right)
    book.tasks_overturned += right
    book.tasks_accepted += right
    book.tasks_rejected -= right
    book.tasks_wrongly_rejected -= right
    book.tasks_refused -= right if one.refused else 0
    book.approved += right
    book.rejected -= right
    book.misjudged -= right
    book.rejections_reviewed = min(book.rejections_reviewed, book.rejected)
    book.pay_rejected -= pay
    book.value_kept -= 0 if one.returned else pay
    book.accepted_pay += pay
    book.seconds_rejected -= seconds
    book.seconds_accepted += seconds


@internal
def overturn_on_requester(one: Record, pay: int, fees: int, r: np.ndarray) -> None:
    """Book on the requester what an appeal cost it, and the answers that it uses from now on.

    Those it had judged bad, and now knows to be right, or had given back; not those refused unread and kept, which it
    has used since.

    Args:
        one: a row of the table of appeals.
        pay, fees: of the right answers, in 1/10,000.
        r: table of requesters.
    """
    requester, right = r[one.requester], int(one.right)
    received = 0 if one.refused and not one.returned else right
    requester.tasks_accepted += right
    requester.tasks_rejected -= right
    requester.tasks_wrongly_rejected -= right
    requester.tasks_refused -= right if one.refused else 0
    requester.accepted_pay += pay
    requester.value_kept -= 0 if one.returned else pay
    requester.usable_answers += received
    requester.value_received += received * one.value
    requester.outlay += pay + fees
    earn(one.requester, received * one.value - float(pay + fees), r)
    requester.budget -= float(pay + fees)


@internal
def overturn_on_platform(one: Record, pay: int, fees: int, seconds: int, platform: Record) -> None:
    """Count what an appeal won where it was decided.

    Args:
        one: a row of the table of appeals.
        pay, fees: of the right answers, in 1/10,000.
        seconds: time in them.
        platform: a row of the table of platforms.
    """
    right = int(one.right)
    platform.tasks_overturned += right
    platform.tasks_accepted += right
    platform.tasks_rejected -= right
    platform.tasks_wrongly_rejected -= right
    platform.tasks_refused -= right if one.refused else 0
    platform.accepted_pay += pay
    platform.fees += fees
    platform.outlay += pay + fees
    platform.surcharges += right * one.surcharge
    platform.seconds_accepted += seconds
    platform.seconds_rejected -= seconds


@compiled
def decide(
    now: Now, appeals: np.ndarray, law: Law, parties: Parties, platforms: np.ndarray, y: np.ndarray
) -> tuple[int, int]:
    """A human being decides the appeals that are due: right answers are accepted after all, at the requester's cost.

    Args:
        now: today.
        appeals: those that wait, rows of their table; gaps are closed.
        law: the rules: how long platforms take to pay.
        parties: workers, accounts, requesters.
        platforms: table of platforms.
        y: payments, the rows that are free, ``n`` at least.

    Returns:
        (appeals that still wait, payments written).
    """
    kept = written = 0
    for i in range(len(appeals)):
        one = appeals[i]
        if one.due > now.day:
            appeals[kept] = one
            kept += 1
            continue
        right, account = int(one.right), parties.a.line[one.account]
        if right == 0:
            continue
        pay, fees, seconds = right * one.price, right * one.fee, int(one.seconds) * right // int(one.tasks)
        overturn_on_account(one, pay, seconds, parties.a.book[one.account])
        overturn_on_requester(one, pay, fees, parties.r)
        overturn_on_platform(one, pay, fees, seconds, platforms[account.platform])
        note_income(now.day, now.month_start, account.worker, parties.w)
        payment = y[written]
        payment.account, payment.amount = one.account, pay
        payment.due = now.day + law.platforms[account.platform].payment_delay_days
        written += 1
    return kept, written
