"""From accepted pay to the worker's purse: delay, balance, pay-out threshold, contributions."""

from typing import NamedTuple

import numpy as np

from microsim.codes import AccountStatus
from microsim.compiling import compiled, inlined
from microsim.market.employment.wages import is_employed
from microsim.market.law.compliance import declares
from microsim.regulation.rules import Law
from microsim.state.people import Accounts, Workers


class Contributions(NamedTuple):
    """What is taken from pay-outs to those who declare and to employees, ``float64[n_platforms, n_countries]``."""

    seed: int
    share: np.ndarray
    declared: np.ndarray
    employed: np.ndarray
    employee_share: np.ndarray


@compiled
def share_taken(account, c, w, a):
    """Share of a pay-out that goes to social security; nothing from the foreign pool."""
    worker, p = a.line[account].worker, a.line[account].platform
    country = w.line[worker].country
    if country < 0:
        return 0.0
    if is_employed(account, c, w, a):
        return c.employee_share[p, country]
    if c.share[p, country] == 0.0:
        return 0.0
    return c.share[p, country] if declares(c.seed, w.line[worker].id, c.declared[p, country]) else 0.0


@compiled
def contribution(amount, share):
    """Contribution on an amount paid out, rounded half up, in 1/10,000 of the currency unit.

    Source: L10.

    Example:
        >>> contribution(10_000, 0.222)
        2220
    """
    return int(amount * share + 0.5)


@compiled
def settle(account, threshold, contributions, w, a):
    """Pay a balance out if it reaches the threshold. Returns (paid out, contributions)."""
    balance = a.line[account].balance
    if balance == 0 or balance < threshold:
        return 0, 0
    kept = contribution(balance, share_taken(account, contributions, w, a))
    a.line[account].balance = 0
    a.book[account].paid_out += balance - kept
    a.book[account].contributed += kept
    return balance - kept, kept


@inlined
def forfeit(account, a):
    """The platform keeps the balance. Returns the amount."""
    amount = a.line[account].balance
    a.line[account].balance = 0
    a.book[account].forfeited += amount
    return amount


@compiled
def clear_balance(account, forfeits, contributions, threshold, w, a):
    """Clear the balance of an account that was closed or suspended. Returns (paid out, contributions, forfeited).

    What an employee has earned is wage that is owed: all of it is paid out, whatever the platform's terms.
    """
    if is_employed(account, contributions, w, a):
        paid, kept = settle(account, 0, contributions, w, a)
        return paid, kept, 0
    if forfeits:
        return 0, 0, forfeit(account, a)
    paid, kept = settle(account, threshold, contributions, w, a)
    return paid, kept, forfeit(account, a)


class Purse(NamedTuple):
    """Whose money it is, and where it is counted: workers, accounts, platforms."""

    w: Workers.Arrays
    a: Accounts.Arrays
    platforms: np.ndarray


@compiled
def close_balance(seed: int, account: int, forfeits: bool, threshold: int, law: Law, tables: Purse) -> None:
    """Clear the balance of an account that was closed or suspended, and count it."""
    people, a = law.people, tables.a
    c = Contributions(seed, people.contribution_share, people.declared, people.employed, people.employee_share)
    paid, kept, lost = clear_balance(account, forfeits, c, threshold, tables.w, a)
    platform = tables.platforms[a.line[account].platform]
    platform.paid_out += paid
    platform.contributions += kept
    platform.forfeited += lost


@compiled
def pay(day, n, thresholds, forfeits, contributions, y, w, a, totals):
    """Credit what is due and pay out balances that reach the threshold.

    Args:
        day: today.
        n: payments in use.
        thresholds, forfeits: by platform.
        contributions: `Contributions`.
        y, w, a: columns of payments, workers, accounts.
        totals: ``int64[n_platforms, 3]``: paid out, contributions, forfeited.

    Returns:
        Number of payments that remain (gaps are closed).
    """
    kept = 0
    for i in range(n):
        if y[i].due > day:
            y[kept].account, y[kept].due, y[kept].amount = y[i].account, y[i].due, y[i].amount
            kept += 1
            continue
        account = y[i].account
        p = a.line[account].platform
        a.line[account].balance += y[i].amount
        if a.line[account].status == AccountStatus.OPEN:
            paid, contributed = settle(account, thresholds[p], contributions, w, a)
            lost = 0
        else:
            left = a.line[account].status == AccountStatus.CLOSED
            least = thresholds[p] if left else 0
            paid, contributed, lost = clear_balance(account, not left and forfeits[p], contributions, least, w, a)
        totals[p, 0] += paid
        totals[p, 1] += contributed
        totals[p, 2] += lost
    return kept
