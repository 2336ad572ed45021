"""From accepted pay to the worker's purse: delay, balance, pay-out threshold, contributions."""

from typing import NamedTuple

import numpy as np

from microsim.codes import AccountStatus
from microsim.compiling import compiled, internal
from microsim.market.employment.wages import is_employed
from microsim.market.law.compliance import declares
from microsim.regulation.rules import Law
from microsim.state.now import Now
from microsim.state.records import Record


class Purse(NamedTuple):
    """Whose money it is, and where it is counted.

    Attributes:
        w, a: workers and accounts.
        platforms: records of platforms; `paid_out`, `contributions`, `forfeited` count what becomes of balances.
    """

    w: Record
    a: Record
    platforms: np.ndarray


@internal
def share_taken(seed: int, account: int, law: Law, w: Record, a: Record) -> float:
    """Share of a pay-out that goes to social security; nothing from the foreign pool.

    Args:
        seed: of the run.
        account: row.
        law: of the day.
        w, a: workers and accounts.
    """
    worker, p = a.line[account].worker, a.line[account].platform
    country = w.line[worker].country
    if country < 0:
        return 0.0
    people = law.people[p, country]
    if is_employed(seed, account, law, w, a):
        return people.employee_share
    if people.contribution_share == 0.0:
        return 0.0
    return people.contribution_share if declares(seed, w.line[worker].id, people.declared) else 0.0


@compiled
def contribution(amount: int, share: float) -> int:
    """Contribution on an amount paid out, rounded half up, in 1/10,000 of the currency unit.

    Args:
        amount: in 1/10,000.
        share: of it that is taken.

    Source: L10.

    Example:
        >>> contribution(10_000, 0.222)
        2220
    """
    return int(amount * share + 0.5)


@compiled
def settle(seed: int, account: int, threshold: int, law: Law, w: Record, a: Record) -> tuple[int, int]:
    """Pay a balance out if it reaches the threshold.

    Args:
        seed: of the run.
        account: row.
        threshold: least balance that is paid out, in 1/10,000.
        law: of the day.
        w, a: workers and accounts; `balance`, `paid_out`, `contributed` are changed.

    Returns:
        (paid out, contributions).
    """
    balance = a.line[account].balance
    if balance == 0 or balance < threshold:
        return 0, 0
    kept = contribution(balance, share_taken(seed, account, law, w, a))
    a.line[account].balance = 0
    a.book[account].paid_out += balance - kept
    a.book[account].contributed += kept
    return balance - kept, kept


@internal
def pay_out(seed: int, account: int, threshold: int, law: Law, tables: Purse) -> None:
    """`settle`, and count it on the platform.

    Args:
        seed: of the run.
        account: row in the table of accounts.
        threshold: least balance that is paid out, in 1/10,000.
        law: rules of the day.
        tables: tables of workers, accounts and platforms.
    """
    paid, kept = settle(seed, account, threshold, law, tables.w, tables.a)
    platform = tables.platforms[tables.a.line[account].platform]
    platform.paid_out += paid
    platform.contributions += kept


@internal
def forfeit(account: int, tables: Purse) -> None:
    """The platform keeps the balance.

    Args:
        account: row in the table of accounts.
        tables: tables of workers, accounts and platforms.
    """
    a = tables.a
    amount = a.line[account].balance
    a.line[account].balance = 0
    a.book[account].forfeited += amount
    tables.platforms[a.line[account].platform].forfeited += amount


@internal
def close_balance(seed: int, account: int, forfeits: bool, threshold: int, law: Law, tables: Purse) -> None:
    """Clear the balance of an account that was closed or suspended.

    What an employee has earned is wage that is owed: all of it is paid out, whatever the platform's terms.

    Args:
        seed: of the run.
        account: row.
        forfeits: whether the balance is lost.
        threshold: least balance that is paid out, in 1/10,000; what is below is lost.
        law: of the day.
        tables: workers, accounts, platforms.
    """
    if is_employed(seed, account, law, tables.w, tables.a):
        pay_out(seed, account, 0, law, tables)
        return
    if not forfeits:
        pay_out(seed, account, threshold, law, tables)
    forfeit(account, tables)


@internal
def close_balances(seed: int, accounts: np.ndarray, law: Law, tables: Purse) -> None:
    """Clear the balances of accounts that leavers close: lost, but for those of employees.

    Args:
        seed: of the run.
        accounts: rows, ``int64[n]``.
        law: of the day.
        tables: workers, accounts, platforms.
    """
    for account in accounts:
        close_balance(seed, account, True, 0, law, tables)


@compiled
def pay(now: Now, law: Law, tables: Purse, y: np.ndarray) -> int:
    """Credit what is due and pay out balances that reach the threshold.

    Args:
        now: today.
        law: of the day.
        tables: workers, accounts, platforms.
        y: payments on their way, those in use; gaps are closed.

    Returns:
        Number of payments that remain.
    """
    a = tables.a
    kept = 0
    for i in range(len(y)):
        payment = y[i]
        if payment.due > now.day:
            if kept < i:
                y[kept] = payment
            kept += 1
            continue
        account = payment.account
        line = a.line[account]
        line.balance += payment.amount
        own = law.platforms[line.platform]
        if line.status == AccountStatus.OPEN:
            if line.balance >= own.payout_threshold:
                pay_out(now.seed, account, own.payout_threshold, law, tables)
        elif line.status == AccountStatus.CLOSED:
            close_balance(now.seed, account, False, own.payout_threshold, law, tables)
        else:
            close_balance(now.seed, account, own.forfeits, 0, law, tables)
    return kept
