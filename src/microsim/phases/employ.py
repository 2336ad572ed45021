"""Employees of platforms."""

import numpy as np

from microsim.kernels import employment

from .pay import employment_of


def employ(market) -> None:
    """Hours of employees count; on the first of the month platforms make up their pay to the minimum wage, and pay
    contributions on it.

    Reads: rules.employed, .wage, .employer_share, accounts.seconds_today, .accepted_pay. Writes: accounts.wage_due,
    .made_up, .charged, payments, platforms.made_up, .charged, .book_cost, days.made_up, .employer_contributions.
    """
    if not market.rules.employed.any():
        return
    a, y, p, d, t = market.accounts, market.payments, market.platforms, market.days, market.today
    terms = employment_of(market)
    if market.day == market.environment.month_start:
        totals = np.zeros((p.n, 2), np.int64)
        y.reserve(a.n)
        y.n = employment.settle_wages(
            market.day, a.n, market.rules.payment_delay_days, terms, market.workers.arrays, a.arrays, y.arrays, y.n,
            totals,
        )  # fmt: skip
        p.used("made_up")[:] += totals[:, 0]
        p.used("charged")[:] += totals[:, 1]
        p.used("book_cost")[:] += totals.sum(axis=1)
        d.made_up[t], d.employer_contributions[t] = totals.sum(axis=0)
    employment.count_hours(market.touched, terms, market.workers.arrays, a.arrays)
