"""Wages are settled: what pay falls short of them is made up, and contributions on it are charged to the employer."""

import numpy as np

from microsim.compiling import compiled
from microsim.market.payment.balances import Purse
from microsim.market.payment.income import note_income
from microsim.regulation.rules import Law
from microsim.state.now import Now

from .wages import is_employed, owed_on


@compiled
def settle_wages(now: Now, owed: np.ndarray, law: Law, tomorrow: Law, tables: Purse, y: np.ndarray) -> int:
    """Make up what pay falls short of the minimum wage since employment began, and charge the employer.

    Args:
        now: today.
        owed: accounts with a wage due, ``int64[n]``.
        law, tomorrow: of today and tomorrow: with whoever is no employee any more all is settled.
        tables: workers, accounts, platforms.
        y: free rows of payments, one for each of the accounts at least.

    Returns:
        Payments added.
    """
    w, a, platforms = tables
    added = 0
    for account in owed:
        book, p = a.book[account], a.line[account].platform
        short, charge = owed_on(account, law, w, a)
        if short > 0:
            book.accepted_pay += short
            book.made_up += short
            note_income(now.day, now.month_start, a.line[account].worker, w)
            y[added].account, y[added].amount = account, short
            y[added].due = now.day + law.platforms[p].payment_delay_days
            added += 1
        book.charged += charge
        book.settled_pay = book.accepted_pay
        platforms[p].made_up += short
        platforms[p].charged += charge
        platforms[p].book_cost += short + charge
        if not is_employed(now.seed, account, tomorrow, w, a):
            book.wage_due = 0
    return added
