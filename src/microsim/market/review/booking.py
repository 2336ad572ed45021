"""Verdicts booked: on accounts, workers, batches and requesters in turn, on platforms, and on payments.

What only a rejection changes is left alone where there is none: most submissions are accepted whole.
"""

import math

import numpy as np

from microsim.codes import BatchState, Stage
from microsim.compiling import compiled, internal
from microsim.market.payment.income import note_income
from microsim.market.word.trust import Evidence, Memory, remember
from microsim.regulation.rules import Law
from microsim.state.ahead import AHEAD, fetch
from microsim.state.now import Now
from microsim.state.people import Accounts, Workers
from microsim.state.records import Record

from .verdicts import ReviewParams

EARLY, LATE = 0, 3  # quarters of the measured days
VERDICTS = Accounts.cache_line("approved")  # where the books have what is read here
INCOME, MIND = Workers.cache_line("last_income"), Workers.cache_line("met")


@internal
def book_on_accounts(cases: np.ndarray, a: Record, x: np.ndarray) -> None:
    """Move the time of the runs to accepted and rejected, and write the records that platforms keep.

    Args:
        cases: judged, ``CASE[n]``; notes in each whose account it is.
        a, x: accounts, submissions.
    """
    last = len(cases) - 1
    for j in range(len(cases)):
        soon = cases[min(j + AHEAD, last)].account
        fetch(a.line[soon], 0)
        fetch(a.book[soon], VERDICTS)
        case = cases[j]
        line, book = a.line[case.account], a.book[case.account]
        case.worker = line.worker
        line.seconds_awaiting -= case.seconds
        book.seconds_accepted += case.seconds - case.seconds_rejected
        book.tasks_accepted += case.accepted
        book.accepted_pay += case.pay
        book.approved += case.accepted
        x[case.row].stage = Stage.JUDGED
        if case.rejected > 0:
            book_rejection(case, book)


@internal
def book_rejection(case: Record, book: Record) -> None:
    """What a rejection adds to the record of an account.

    Args:
        case: a verdict, `CASE`.
        book: record of an account.
    """
    book.seconds_rejected += case.seconds_rejected
    book.tasks_rejected += case.rejected
    book.tasks_wrongly_rejected += case.wrongly
    book.tasks_refused += case.rejected if case.refused else 0
    book.tasks_detected += case.rejected if case.detected else 0
    book.pay_rejected += case.rejected * case.price
    book.value_kept += 0 if case.returned else case.wrongly * case.price
    book.rejected += case.rejected
    book.misjudged += case.wrongly


@internal
def book_on_workers(now: Now, cases: np.ndarray, memory: Memory, w: Record) -> None:
    """Note the verdicts in the memories of the workers, their months with income, and what role their work had.

    Work found to be AI's says nothing of how its requester treats people; those who did it remember being found out.

    Args:
        now: today.
        cases: judged, ``CASE[n]``.
        memory: how workers remember verdicts.
        w: workers.
    """
    last = len(cases) - 1
    for j in range(len(cases)):
        soon = cases[min(j + AHEAD, last)].worker
        fetch(w.line[soon], 0)
        fetch(w.book[soon], INCOME)
        fetch(w.book[soon], MIND)
        fetch(w.book[soon], MIND + 1)
        case = cases[j]
        worker = case.worker
        if case.pay > 0:
            note_income(now.day, now.month_start, worker, w)
        if not w.line[worker].person:
            continue
        if now.quarter == EARLY:
            w.book[worker].early_seconds[case.role] += case.seconds
        elif now.quarter == LATE:
            w.book[worker].late_seconds[case.role] += case.seconds
        if case.with_ai and case.forbids:
            w.book[worker].ai_paid += case.accepted
            w.book[worker].ai_detected += case.rejected if case.detected else 0
        if not case.detected:
            remember(w, worker, Evidence(case.face, case.accepted, case.rejected), now.day, memory)


@internal
def book_on_batches(cases: np.ndarray, b: np.ndarray) -> None:
    """Take the tasks out of review; those offered again are on show once more.

    Args:
        cases: judged, ``CASE[n]``.
        b: batches.
    """
    for j in range(len(cases)):
        case, batch = cases[j], b[cases[j].batch]
        batch.in_review -= case.accepted + case.rejected
        batch.accepted += case.accepted
        batch.rejected += case.rejected
        if case.again > 0:
            batch.left += case.again
            batch.state = BatchState.OPEN


@compiled
def worth_when_late(age: float, deadline: float, delay_cost: float) -> float:
    """What an answer of so many seconds after posting is worth, over one in time.

    Args:
        age: seconds from posting to submission.
        deadline: of the requester, in seconds.
        delay_cost: power by which the value falls.

    Example:
        >>> [worth_when_late(hours * 3600.0, 36_000.0, 0.5) for hours in (5, 10, 40)]
        [1.0, 1.0, 0.5]
    """
    return math.exp(-delay_cost * math.log(age / deadline)) if age > deadline else 1.0


@internal
def earn(q: int, amount: float, r: np.ndarray) -> None:
    """Book what a requester gained or lost: in this period of account, and in all.

    Args:
        q: row of the requester.
        amount: in 1/10,000; below 0 lost.
        r: table of requesters.
    """
    r[q].gain += amount
    r[q].net_gain += amount


@internal
def used_of(case: Record) -> tuple[int, int]:
    """Answers of a submission that its requester uses. Returns (right ones, wrong ones).

    What is judged bad is not used, rightly or not, paid or not. What nobody reads is used as it is, also where it is
    refused and kept; where that has to be given back, nothing of it is.

    Args:
        case: a verdict, `CASE`.
    """
    if case.refused and case.returned:
        return 0, 0
    return int(case.right) - int(case.misjudged), int(case.wrong) - int(case.judged_bad) + int(case.misjudged)


@internal
def profit_of(case: Record, worth: float, p: ReviewParams) -> float:
    """Profit of a requester from one submission judged: what it uses is worth to it, less outlay, harm and review.

    Args:
        case: a verdict, `CASE`.
        worth: of an answer of that age, over one in time.
        p: parameters.
    """
    right, wrong = used_of(case)
    read = int(case.right) + int(case.wrong) if case.looked_at else 0
    cost = float(case.pay + case.fees) + read * case.price * p.review_cost
    return case.value * (right * worth - wrong * p.error_cost) - cost


@internal
def learn_usable(case: Record, rate: float, requester: Record) -> None:
    """What a requester has read tells it what share of answers is usable: those that it judged good, as far as it sees.

    Args:
        case: a verdict, `CASE`.
        rate: weight of one answer.
        requester: a row of the table of requesters.
    """
    if case.looked_at:
        n = int(case.right) + int(case.wrong)
        weight = rate * n / (1.0 + rate * n)
        requester.usable += weight * ((n - int(case.judged_bad)) / n - requester.usable)


@internal
def book_on_requesters(cases: np.ndarray, p: ReviewParams, r: np.ndarray) -> None:
    """Give requesters the value of right answers used, less the cost of delay, and what they learn and owe.

    Args:
        cases: judged, ``CASE[n]``.
        p: parameters.
        r: requesters.
    """
    for j in range(len(cases)):
        case, requester = cases[j], r[cases[j].requester]
        n = case.accepted + case.rejected
        worth = worth_when_late(float(case.age), requester.deadline, p.delay_cost[requester.kind])
        earn(case.requester, profit_of(case, worth, p), r)
        used = used_of(case)[0]
        requester.usable_answers += used
        requester.value_received += used * case.value * worth
        learn_usable(case, p.usable_rate, requester)
        requester.tasks_submitted += n
        requester.tasks_accepted += case.accepted
        requester.seconds_worked += case.seconds
        requester.accepted_pay += case.pay
        requester.outlay += case.pay + case.fees
        if case.rejected > 0:
            requester.budget += float((case.rejected - case.again) * case.outlay_each)
            requester.tasks_rejected += case.rejected
            requester.tasks_wrongly_rejected += case.wrongly
            requester.tasks_refused += case.rejected if case.refused else 0
            requester.value_kept += 0 if case.returned else case.wrongly * case.price


@internal
def book_on_platforms(cases: np.ndarray, platforms: np.ndarray) -> None:
    """Count the verdicts where they were given.

    Args:
        cases: judged, ``CASE[n]``.
        platforms: table of platforms.
    """
    for j in range(len(cases)):
        case, platform = cases[j], platforms[cases[j].platform]
        platform.tasks_accepted += case.accepted
        platform.accepted_pay += case.pay
        platform.fees += case.fees
        platform.outlay += case.pay + case.fees
        platform.surcharges += case.accepted * case.surcharge
        platform.seconds_accepted += case.seconds - case.seconds_rejected
        platform.tasks_with_ai += case.accepted + case.rejected if case.with_ai else 0
        if case.rejected > 0:
            platform.tasks_rejected += case.rejected
            platform.tasks_wrongly_rejected += case.wrongly
            platform.tasks_reopened += case.again
            platform.seconds_rejected += case.seconds_rejected
            platform.tasks_refused += case.rejected if case.refused else 0
            platform.tasks_detected += case.rejected if case.detected else 0


@internal
def pay_later(now: Now, cases: np.ndarray, law: Law, y: np.ndarray) -> int:
    """Write what was accepted down as payments on their way.

    Args:
        now: today.
        cases: judged, ``CASE[n]``.
        law: the rules: how long platforms take.
        y: payments, the rows that are free, ``n`` at least.

    Returns:
        Rows written.
    """
    written = 0
    for j in range(len(cases)):
        case = cases[j]
        if case.pay > 0:
            payment = y[written]
            payment.account, payment.amount = case.account, case.pay
            payment.due = now.day + law.platforms[case.platform].payment_delay_days
            written += 1
    return written
