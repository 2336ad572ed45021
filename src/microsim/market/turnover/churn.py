"""Who leaves, and how many of those who consider it come."""

import numpy as np

from microsim.codes import AccountStatus, ExitReason, Motive
from microsim.compiling import compiled
from microsim.market.payment.balances import Purse, close_balance
from microsim.market.standing.suspension import end_unrecovered
from microsim.regulation.rules import Law
from microsim.state.now import Now
from microsim.state.records import Record

from .people import PeopleParams, pick, registers

TRIAL = 2**39  # identities that nobody has


@compiled
def leavers(day: int, n: int, patience: int, w: Record, a: Record, out: np.ndarray) -> int:
    """Rows of the people who leave today.

    Life takes people away; those who have another way out leave after `patience` active days in a row below their
    reservation wage (necessity stays); nobody stays whose accounts are all suspended.

    Args:
        day: today.
        n: rows of workers in use.
        patience: disappointing active days.
        w, a: columns of workers (`exit_reason` is set) and accounts.
        out: receives the rows, ``int64[n]``.

    Returns:
        Their number.
    """
    count = 0
    for row in range(n):
        one = w.line[row]
        if not one.present:
            continue
        reason = ExitReason.NONE
        if one.fate_day <= day:
            reason = ExitReason.LIFE
        elif one.motive != Motive.NECESSITY and one.disappointed >= patience:
            reason = ExitReason.DISAPPOINTMENT
        elif a.line[one.first_account].status != AccountStatus.OPEN:
            reason = ExitReason.NO_ACCOUNT
            for account in range(one.first_account, one.first_account + one.n_accounts):
                if a.line[account].status == AccountStatus.OPEN:
                    reason = ExitReason.NONE
        if reason != ExitReason.NONE:
            w.book[row].exit_reason = reason
            out[count] = row
            count += 1
    return count


@compiled
def close_accounts(now: Now, rows: np.ndarray, law: Law, tables: Purse) -> None:
    """Close the open accounts of leavers (suspended ones stay suspended). Balances below the threshold are lost, but
    for those of employees.

    Args:
        now: today.
        rows: of the leavers.
        law: the rules of the day.
        tables: workers, accounts, platforms.
    """
    w, a = tables.w, tables.a
    for row in rows:
        for account in range(w.line[row].first_account, w.line[row].first_account + w.line[row].n_accounts):
            if a.line[account].status == AccountStatus.OPEN:
                end_unrecovered(now.day, account, a)
                a.line[account].status = AccountStatus.CLOSED
            if a.line[account].status == AccountStatus.CLOSED:
                close_balance(now.seed, account, True, 0, law, tables)


@compiled
def share_registering(seed: int, n: int, mean_advertised: float, p: PeopleParams) -> float:
    """Share of prospects who register at a level of advertised pay (per hour), measured on `n` trial people of no
    country.

    Args:
        seed: of the run.
        n: trial people.
        mean_advertised: pay per hour, in 1/10,000.
        p: parameters of the draw.

    Example: half register where advertised pay is the median reservation wage.
    """
    joined = 0
    for k in range(n):
        motive = pick(p.motive_cdf, (k + 0.5) / n)
        joined += registers(seed, TRIAL + k, 0, mean_advertised, motive, 1.0, p)[0]
    return joined / n
