"""Employees of a platform: a minimum wage for all time in sessions, contributions on top of it."""

from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled, inlined
from microsim.market.law.compliance import EMPLOYMENT, protects
from microsim.market.payment.income import note_income
from microsim.units import HOUR


class Employment(NamedTuple):
    """Who is an employee, and on what terms, ``float64[n_platforms, n_countries]`` each; wages per hour in 1/10,000."""

    seed: int
    employed: np.ndarray
    wage: np.ndarray
    employer_share: np.ndarray


@inlined
def is_employed(account, e, w, a):
    """Whether the holder of an account is an employee of its platform."""
    worker, p = a.line[account].worker, a.line[account].platform
    country = w.line[worker].country
    return country >= 0 and protects(e.seed, EMPLOYMENT, w.line[worker].id, p, e.employed[p, country])


@inlined
def wage_of(account, e, w, a):
    """Wage per hour that the holder of an account is due from the platform; 0 for whoever is no employee."""
    return (
        e.wage[a.line[account].platform, w.line[a.line[account].worker].country]
        if is_employed(account, e, w, a)
        else 0.0
    )


@inlined
def at_least_the_wage(account, earned, seconds, e, w, a):
    """What a day brings on an account: pay of the work done, or the minimum wage of an employee if that is more."""
    return max(earned, wage_of(account, e, w, a) * seconds / HOUR)


@compiled
def count_hours(touched, e, w, a):
    """Add today's time in sessions to the wages due to employees.

    Args:
        touched: accounts active today. e: `Employment`. w, a: columns of workers and accounts.
    """
    for account in touched:
        if not is_employed(account, e, w, a):
            continue
        if a.book[account].wage_due == 0:
            a.book[account].pay_before = a.book[account].settled_pay = a.book[account].accepted_pay
        a.book[account].wage_due += int(wage_of(account, e, w, a) * a.book[account].seconds_today / HOUR + 0.5)


@inlined
def owed_on(account, e, w, a):
    """What an employer would have to spend on an account if wages were settled now.

    Contributions are due on pay since the last settlement, at the rate in force: no rate reaches back.

    Returns:
        (what pay falls short of the minimum wage since employment began, contributions).
    """
    short = max(a.book[account].wage_due - (a.book[account].accepted_pay - a.book[account].pay_before), 0)
    pay = a.book[account].accepted_pay + short - a.book[account].settled_pay
    return short, int(e.employer_share[a.line[account].platform, w.line[a.line[account].worker].country] * pay + 0.5)


@compiled
def settle_wages(day, month_start, n, delay_payment, e, tomorrow, w, a, y, n_y, totals):
    """Make up what pay falls short of the minimum wage since employment began, and charge the employer.

    Args:
        day, month_start: today, and the first day of its month.
        n: accounts in use.
        delay_payment: days, by platform.
        e, tomorrow: `Employment` today and tomorrow: with whoever is no employee any more all is settled.
        w, a: columns of workers, accounts.
        y, n_y: columns of payments (with room for all accounts), rows in use.
        totals: ``int64[n_platforms, 2]``: adds wages made up, contributions of employers.

    Returns:
        Payments in use.
    """
    for account in range(n):
        if a.book[account].wage_due == 0:
            continue
        p = a.line[account].platform
        short, charge = owed_on(account, e, w, a)
        if short > 0:
            a.book[account].accepted_pay += short
            a.book[account].made_up += short
            note_income(day, month_start, a.line[account].worker, w)
            y[n_y].account, y[n_y].due, y[n_y].amount = account, day + delay_payment[p], short
            n_y += 1
        a.book[account].charged += charge
        a.book[account].settled_pay = a.book[account].accepted_pay
        totals[p, 0] += short
        totals[p, 1] += charge
        if not is_employed(account, tomorrow, w, a):
            a.book[account].wage_due = 0
    return n_y
