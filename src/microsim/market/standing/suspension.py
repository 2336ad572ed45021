"""An account's standing: suspension for a low approval rate, without cause, or with many others at once."""

import numpy as np

from microsim.codes import AccountStatus
from microsim.compiling import allocating, compiled, inlined
from microsim.market.law.compliance import REVIEW, protects
from microsim.market.payment.balances import clear_balance
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.state.people import NOT_LOCKED
from microsim.units import YEAR


@compiled
def deserves_suspension(approved, rejected, least_rate, after):
    """Whether an approval rate is below the platform's least, once enough tasks were judged.

    Example:
        >>> deserves_suspension(40, 60, 0.6, 50), deserves_suspension(4, 6, 0.6, 50)
        (True, False)
    """
    judged = approved + rejected
    return judged >= after and approved < least_rate * judged


@inlined
def is_reviewed(seed, account, reviewed, w, a):
    """Whether a human being decides on the suspension of an account: the same answer on every day."""
    worker, p = a.line[account].worker, a.line[account].platform
    return w.line[worker].country >= 0 and protects(
        seed, REVIEW, w.line[worker].id, p, reviewed[p, w.line[worker].country]
    )


@inlined
def end_lockout(day, account, a):
    """Count the measured days that an account was below; it no longer is."""
    a.book[account].days_locked += max(day - max(a.line[account].locked_since, 0), 0)
    a.line[account].locked_since = NOT_LOCKED


@inlined
def end_unrecovered(day, account, a):
    """An account ends, by suspension or leaving; note it if that was below the approval rate that gates ask for."""
    if a.line[account].locked_since != NOT_LOCKED:
        end_lockout(day, account, a)
        a.book[account].unrecovered += 1


@compiled
def note_lockouts(day, judged, needed, a):
    """Note which accounts fell below the approval rate that gates ask for, and which rose above it again.

    Verdicts that reach an account after it was suspended or closed change nothing: nobody works there any more.

    Args:
        day: today.
        judged: accounts with a verdict today, each once.
        needed: approval rate that gates ask for.
        a: columns of accounts.
    """
    for account in judged:
        if a.line[account].status != AccountStatus.OPEN:
            continue
        below = a.book[account].approved < needed * (a.book[account].approved + a.book[account].rejected)
        was = a.line[account].locked_since != NOT_LOCKED
        if below and not was:
            a.line[account].locked_since = day
            a.book[account].lockouts += 1
        elif was and not below:
            end_lockout(day, account, a)
            a.book[account].recoveries += 1


@compiled
def suspend(day, account, forfeits, contributions, w, a, totals):
    """Suspend an account; its balance is forfeited or paid out at once. Adds (paid, contributions, forfeited)."""
    end_unrecovered(day, account, a)
    a.line[account].status = AccountStatus.SUSPENDED
    paid, kept, lost = clear_balance(account, forfeits, contributions, 0, w, a)
    totals[0] += paid
    totals[1] += kept
    totals[2] += lost


@allocating
def review_standing(
    seed, day, judged, active, least_rate, after, unfounded, reviewed, forfeits, contributions, w, a, totals
):
    """Suspend accounts judged today whose approval rate is too low, and active ones without cause at a small rate.

    Where a human being decides, nobody is suspended without cause, nor for a rate that would be high enough if right
    answers had not been rejected: the evidence is looked at, and once more when rejections have come since.

    Args:
        seed, day: address.
        judged, active: accounts judged and active today, each once.
        least_rate, after, unfounded, forfeits: by platform.
        reviewed: share of accounts whose suspension a human being decides on, ``float64[n_platforms, n_countries]``.
        contributions: `payment.Contributions`.
        w, a: columns of workers and accounts.
        totals: ``int64[3]``: paid out, contributions, forfeited.

    Returns:
        ``int64[n_platforms, 4]``: accounts suspended with and without cause, spared by review, and reviewed at all.
    """
    counts = np.zeros((len(least_rate), 4), np.int64)
    for account in judged:
        p = a.line[account].platform
        if (
            a.line[account].status == AccountStatus.OPEN
            and w.line[a.line[account].worker].person
            and deserves_suspension(a.book[account].approved, a.book[account].rejected, least_rate[p], after[p])
        ):
            right = a.book[account].misjudged
            heard = is_reviewed(seed, account, reviewed, w, a)
            if heard and a.book[account].rejected <= a.book[account].rejections_reviewed:
                continue  # nothing new to look at
            counts[p, 3] += heard
            if heard and not deserves_suspension(
                a.book[account].approved + right, a.book[account].rejected - right, least_rate[p], after[p]
            ):
                a.book[account].rejections_reviewed = a.book[account].rejected
                counts[p, 2] += 1
                continue
            suspend(day, account, forfeits[p], contributions, w, a, totals)
            counts[p, 0] += 1
    for account in active:
        p = a.line[account].platform
        worker = a.line[account].worker
        if a.line[account].status != AccountStatus.OPEN or not w.line[worker].person:
            continue
        if draw(seed, of.SUSPENSION, w.line[worker].id, 0, day, p, 0)[0] < unfounded[p] / YEAR:
            if is_reviewed(seed, account, reviewed, w, a):
                counts[p, 2] += 1
                counts[p, 3] += 1
                continue
            suspend(day, account, forfeits[p], contributions, w, a, totals)
            counts[p, 1] += 1
    return counts


@allocating
def disconnect(seed, day, share, reviewed, forfeits, contributions, n, w, a, totals):
    """Suspend a share of all open accounts of people, active or not; none where a human being decides.

    Args:
        seed, day: address.
        share: to be suspended, by platform, ``float64[n_platforms]``.
        reviewed: share of accounts whose suspension a human being decides on, ``float64[n_platforms, n_countries]``.
        forfeits: by platform.
        contributions: `payment.Contributions`.
        n: accounts there are.
        w, a: columns of workers and accounts.
        totals: ``int64[3]``: paid out, contributions, forfeited.

    Returns:
        ``int64[n_platforms, 2]``: accounts suspended, and spared by review.
    """
    counts = np.zeros((len(share), 2), np.int64)
    for account in range(n):
        p = a.line[account].platform
        worker = a.line[account].worker
        if share[p] == 0.0 or a.line[account].status != AccountStatus.OPEN or not w.line[worker].person:
            continue
        if draw(seed, of.DISCONNECTION, w.line[worker].id, 0, day, p, 0)[0] < share[p]:
            spared = is_reviewed(seed, account, reviewed, w, a)
            if not spared:
                suspend(day, account, forfeits[p], contributions, w, a, totals)
            counts[p, 1 if spared else 0] += 1
    return counts
