"""Employees of a platform: a minimum wage for all time in sessions."""

import numpy as np

from microsim.compiling import compiled, internal
from microsim.market.law.compliance import EMPLOYMENT, protects
from microsim.regulation.rules import Law
from microsim.state.records import Record
from microsim.units import HOUR


@internal
def is_employed(seed: int, account: int, law: Law, w: Record, a: Record) -> bool:
    """Whether the holder of an account is an employee of its platform.

    Args:
        seed: of the run.
        account: row.
        law: of the day.
        w, a: workers and accounts.
    """
    worker, p = a.line[account].worker, a.line[account].platform
    country = w.line[worker].country
    return country >= 0 and protects(seed, EMPLOYMENT, w.line[worker].id, p, law.people[p, country].employed)


@internal
def wage_of(seed: int, account: int, law: Law, w: Record, a: Record) -> float:
    """Wage per hour, in 1/10,000, that the holder of an account is due from the platform; 0 for whoever is no employee.

    Args:
        seed: of the run.
        account: row.
        law: of the day.
        w, a: workers and accounts.
    """
    if not is_employed(seed, account, law, w, a):
        return 0.0
    return law.people[a.line[account].platform, w.line[a.line[account].worker].country].wage


@compiled
def count_hours(seed: int, touched: np.ndarray, law: Law, w: Record, a: Record) -> None:
    """Add today's time in sessions to the wages due to employees.

    Args:
        seed: of the run.
        touched: accounts active today, ``int64[n]``.
        law: of the day.
        w, a: workers and accounts; `wage_due` is changed, and what is noted when employment begins.
    """
    for account in touched:
        if not is_employed(seed, account, law, w, a):
            continue
        book = a.book[account]
        if book.wage_due == 0:
            book.pay_before = book.settled_pay = book.accepted_pay
        book.wage_due += int(wage_of(seed, account, law, w, a) * book.seconds_today / HOUR + 0.5)


@internal
def owed_on(account: int, law: Law, w: Record, a: Record) -> tuple[int, int]:
    """What an employer would have to spend on an account if wages were settled now.

    Contributions are due on pay since the last settlement, at the rate in force: no rate reaches back.

    Args:
        account: row.
        law: of the day.
        w, a: workers and accounts.

    Returns:
        (what pay falls short of the minimum wage since employment began, contributions), in 1/10,000.
    """
    book = a.book[account]
    short = max(book.wage_due - (book.accepted_pay - book.pay_before), 0)
    pay = book.accepted_pay + short - book.settled_pay
    share = law.people[a.line[account].platform, w.line[a.line[account].worker].country].employer_share
    return short, int(share * pay + 0.5)
