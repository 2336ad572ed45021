"""Employees of platforms."""

import datetime as dt

import numpy as np

from microsim.market.law.phase import rules_on
from microsim.market.payment.phase import employment_of

from . import wages as employment


def employ(market) -> None:
    """Hours of employees count; on the last evening of a month, of the burn-in, of the run, and before the terms
    change, platforms make up their pay to the minimum wage, and pay contributions on it.

    Reads: rules.employed, .wage, .employer_share, accounts.seconds_today, .accepted_pay. Writes: accounts.wage_due,
    .pay_before, .settled_pay, .made_up, .charged, payments, platforms.made_up, .charged, .book_cost, days.made_up,
    .employer_contributions, workers.months_with_income, .last_income.
    """
    terms = employment_of(market)
    if terms.employed.any():
        employment.count_hours(market.events.touched, terms, market.workers.arrays, market.accounts.arrays)
    if not (terms.employed.any() or _is_last_evening(market)):
        return
    tomorrow = employment_of(market, rules_on(market, market.day + 1))
    if _is_last_evening(market) or _differ(terms, tomorrow):
        _settle(market, terms, tomorrow)


def _is_last_evening(market) -> bool:
    """Whether a month, the burn-in or the run ends today: each table of a year holds the wages of its own days."""
    return (market.date + dt.timedelta(days=1)).day == 1 or market.day in (-1, market.config.days - 1)


def _differ(terms: employment.Employment, tomorrow: employment.Employment) -> bool:
    """Whether other terms hold from tomorrow on: what is owed is settled on those under which it was earned."""
    return not all(np.array_equal(one, other) for one, other in zip(terms, tomorrow, strict=True))


def _settle(market, terms: employment.Employment, tomorrow: employment.Employment) -> None:
    a, y, p = market.accounts, market.payments, market.platforms
    if not a.used("wage_due").any():
        return
    totals = np.zeros((p.n, 2), np.int64)
    y.reserve(a.n)
    y.n = employment.settle_wages(
        market.day, market.environment.month_start, a.n, market.rules.payment_delay_days, terms, tomorrow,
        market.workers.arrays, a.arrays, y.arrays, y.n, totals,
    )  # fmt: skip
    p.used("made_up")[:] += totals[:, 0]
    p.used("charged")[:] += totals[:, 1]
    p.used("book_cost")[:] += totals.sum(axis=1)
