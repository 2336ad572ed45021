"""Who leaves, and who comes."""

from microsim.codes import AccountStatus, ExitReason, Motive
from microsim.compiling import allocating, compiled
from microsim.market.standing.suspension import end_unrecovered

from .people import draw_accounts, draw_worker, pick, registers

TRIAL = 2**39  # identities that nobody has


@compiled
def leavers(day, n, patience, w, a, out):
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
        if not w.line[row].present:
            continue
        reason = 0
        if w.line[row].fate_day <= day:
            reason = ExitReason.LIFE
        elif w.line[row].motive != Motive.NECESSITY and w.line[row].disappointed >= patience:
            reason = ExitReason.DISAPPOINTMENT
        elif a.line[w.line[row].first_account].status != AccountStatus.OPEN:
            reason = ExitReason.NO_ACCOUNT
            for k in range(w.line[row].n_accounts):
                if a.line[w.line[row].first_account + k].status == AccountStatus.OPEN:
                    reason = 0
        if reason > 0:
            w.book[row].exit_reason = reason
            out[count] = row
            count += 1
    return count


@compiled
def close_accounts(day, rows, w, a):
    """Close the open accounts of leavers (suspended ones stay suspended)."""
    for row in rows:
        for account in range(w.line[row].first_account, w.line[row].first_account + w.line[row].n_accounts):
            if a.line[account].status == AccountStatus.OPEN:
                end_unrecovered(day, account, a)
                a.line[account].status = AccountStatus.CLOSED


@allocating
def enter(seed, day, ids, homes, worker_row, account_row, mean_advertised, advertised, w, a, p):
    """Let prospects decide whether to register, and draw those who do.

    Args:
        seed, day: address.
        ids: identities of today's prospects, ``int64[n]``.
        homes: their countries, or `people.AS_DRAWN`, ``int64[n]``.
        worker_row, account_row: first free rows (the caller made room for all prospects).
        mean_advertised: advertised pay per hour that prospects hear of.
        advertised: by platform.
        w, a, p: columns of workers and accounts, parameters of people.

    Returns:
        (people registered, accounts opened).
    """
    people = accounts = 0
    for k in range(len(ids)):
        row = worker_row + people
        if draw_worker(seed, row, ids[k], day, False, mean_advertised, homes[k], w, p):
            accounts += draw_accounts(seed, row, ids[k], account_row + accounts, False, advertised, w, a, p)
            people += 1
    return people, accounts


@allocating
def share_registering(seed, n, mean_advertised, p):
    """Share of prospects who register at a level of advertised pay, measured on `n` trial people of no country.

    Example: half register where advertised pay is the median reservation wage.
    """
    joined = 0
    for k in range(n):
        motive = pick(p.motive_cdf, (k + 0.5) / n)
        joined += registers(seed, TRIAL + k, 0, mean_advertised, motive, 1.0, p)[0]
    return joined / n
