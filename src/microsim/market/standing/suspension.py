"""An account's standing: suspension for a low approval rate, without cause, or with many others at once."""

import numpy as np

from microsim.codes import AccountStatus
from microsim.compiling import compiled, internal
from microsim.market.law.compliance import REVIEW, protects
from microsim.market.payment.balances import Purse, close_balance
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.regulation.rules import Law
from microsim.state.ahead import fetch_holders
from microsim.state.now import Now
from microsim.state.people import NOT_LOCKED
from microsim.state.records import Record
from microsim.units import YEAR


@compiled
def deserves_suspension(approved: int, rejected: int, least_rate: float, after: int) -> bool:
    """Whether an approval rate is below the platform's least, once enough tasks were judged.

    Args:
        approved, rejected: tasks of the account.
        least_rate: approval rate below which it is suspended.
        after: judged tasks before that.

    Example:
        >>> deserves_suspension(40, 60, 0.6, 50), deserves_suspension(4, 6, 0.6, 50)
        (True, False)
    """
    judged = approved + rejected
    return judged >= after and approved < least_rate * judged


@internal
def is_reviewed(seed: int, account: int, law: Law, w: Record, a: Record) -> bool:
    """Whether a human being decides on the suspension of an account: the same answer on every day.

    Args:
        seed: of the run.
        account: row.
        law: of the day.
        w, a: workers and accounts.
    """
    worker, p = a.line[account].worker, a.line[account].platform
    country = w.line[worker].country
    return country >= 0 and protects(seed, REVIEW, w.line[worker].id, p, law.people[p, country].suspension_reviewed)


@internal
def end_lockout(day: int, account: int, a: Record) -> None:
    """Count the measured days that an account was below; it no longer is.

    Args:
        day: number of the day.
        account: row in the table of accounts.
        a: table of accounts.
    """
    a.book[account].days_locked += max(day - max(a.line[account].locked_since, 0), 0)
    a.line[account].locked_since = NOT_LOCKED


@internal
def end_unrecovered(day: int, account: int, a: Record) -> None:
    """An account ends, by suspension or leaving; note it if that was below the approval rate that gates ask for.

    Args:
        day: number of the day.
        account: row in the table of accounts.
        a: table of accounts.
    """
    if a.line[account].locked_since != NOT_LOCKED:
        end_lockout(day, account, a)
        a.book[account].unrecovered += 1


@internal
def note_lockout(day: int, account: int, needed: float, a: Record) -> None:
    """Note whether an account fell below the approval rate that gates ask for, or rose above it again.

    Args:
        day: today.
        account: row.
        needed: approval rate that gates ask for.
        a: accounts.
    """
    book = a.book[account]
    below = book.approved < needed * (book.approved + book.rejected)
    was = a.line[account].locked_since != NOT_LOCKED
    if below and not was:
        a.line[account].locked_since = day
        book.lockouts += 1
    elif was and not below:
        end_lockout(day, account, a)
        book.recoveries += 1


@internal
def suspend(now: Now, account: int, law: Law, tables: Purse) -> None:
    """Suspend an account; its balance is forfeited or paid out at once.

    Args:
        now: today.
        account: row in the table of accounts.
        law: rules of the day.
        tables: tables of workers, accounts and platforms.
    """
    end_unrecovered(now.day, account, tables.a)
    line = tables.a.line[account]
    line.status = AccountStatus.SUSPENDED
    close_balance(now.seed, account, law.platforms[line.platform].forfeits, 0, law, tables)
    tables.platforms[line.platform].suspended += 1


@internal
def is_spared(seed: int, account: int, law: Law, tables: Purse, heard: np.ndarray) -> bool:
    """Whether a human being decides on the suspension of an account that has done nothing, and so spares it.

    Args:
        seed: of the run.
        account: row in the table of accounts.
        law: rules of the day.
        tables: tables of workers, accounts and platforms.
        heard: cases that a human being decided on, by platform, ``int64[n_platforms]``; added to.
    """
    p = tables.a.line[account].platform
    if not is_reviewed(seed, account, law, tables.w, tables.a):
        return False
    tables.platforms[p].spared += 1
    heard[p] += 1
    return True


@internal
def review_rate(now: Now, account: int, law: Law, tables: Purse, heard: np.ndarray) -> None:
    """Suspend an account if its approval rate is too low.

    Where a human being decides, nobody is suspended for a rate that would be high enough if right answers had not been
    rejected: the evidence is looked at, and once more when rejections have come since.

    Args:
        now: today.
        account: row in the table of accounts.
        law: rules of the day.
        tables: tables of workers, accounts and platforms.
        heard: cases that a human being decided on, by platform, ``int64[n_platforms]``; added to.
    """
    book, p = tables.a.book[account], tables.a.line[account].platform
    least, after = law.platforms[p].suspension_approval, law.platforms[p].suspension_after
    if not deserves_suspension(book.approved, book.rejected, least, after):
        return
    if is_reviewed(now.seed, account, law, tables.w, tables.a):
        if book.rejected <= book.rejections_reviewed:
            return  # nothing new to look at
        heard[p] += 1
        right = book.misjudged
        if not deserves_suspension(book.approved + right, book.rejected - right, least, after):
            book.rejections_reviewed = book.rejected
            tables.platforms[p].spared += 1
            return
    suspend(now, account, law, tables)


@compiled
def rate(now: Now, judged: np.ndarray, needed: float, law: Law, tables: Purse, heard: np.ndarray) -> None:
    """Note which accounts fell below the approval rate that gates ask for, and suspend those whose rate is too low.

    Verdicts that reach an account after it was suspended or closed change nothing: nobody works there any more.

    Args:
        now: today.
        judged: accounts with a verdict today, each once, ``int64[n]``.
        needed: approval rate that gates ask for.
        law: of the day.
        tables: workers, accounts, platforms.
        heard: adds the suspensions that a human being decided on, by platform, ``int64[n_platforms]``.
    """
    w, a, _ = tables
    for i in range(len(judged)):
        fetch_holders(judged, i, w, a)
        account = judged[i]
        if a.line[account].status == AccountStatus.OPEN:
            note_lockout(now.day, account, needed, a)
            if w.line[a.line[account].worker].person:
                review_rate(now, account, law, tables, heard)


@compiled
def suspend_unfounded(now: Now, active: np.ndarray, law: Law, tables: Purse, heard: np.ndarray) -> None:
    """Suspend active accounts without cause at a small rate; none where a human being decides.

    Args:
        now: today.
        active: accounts active today, each once, ``int64[n]``.
        law: of the day.
        tables: workers, accounts, platforms.
        heard: adds the suspensions that a human being decided on, by platform, ``int64[n_platforms]``.
    """
    w, a, platforms = tables
    for i in range(len(active)):
        fetch_holders(active, i, w, a)
        account, line = active[i], a.line[active[i]]
        person, p, chance = w.line[line.worker], line.platform, law.platforms[line.platform].suspension_unfounded / YEAR
        if chance <= 0.0 or line.status != AccountStatus.OPEN or not person.person:
            continue
        hit = draw(now.seed, of.SUSPENSION, person.id, 0, now.day, p, 0)[0] < chance
        if hit and not is_spared(now.seed, account, law, tables, heard):
            suspend(now, account, law, tables)
            platforms[p].suspended_unfounded += 1


@compiled
def disconnect(now: Now, n: int, share: np.ndarray, law: Law, tables: Purse, heard: np.ndarray) -> None:
    """Suspend a share of all open accounts of people, active or not; none where a human being decides.

    Args:
        now: today.
        n: accounts there are.
        share: to be suspended, by platform, ``float64[n_platforms]``.
        law: of the day.
        tables: workers, accounts, platforms.
        heard: adds the suspensions that a human being decided on, by platform, ``int64[n_platforms]``.
    """
    w, a, platforms = tables
    for account in range(n):
        p, person = a.line[account].platform, w.line[a.line[account].worker]
        if share[p] == 0.0 or a.line[account].status != AccountStatus.OPEN or not person.person:
            continue
        hit = draw(now.seed, of.DISCONNECTION, person.id, 0, now.day, p, 0)[0] < share[p]
        if hit and not is_spared(now.seed, account, law, tables, heard):
            suspend(now, account, law, tables)
            platforms[p].suspended_unfounded += 1
            platforms[p].disconnected += 1
