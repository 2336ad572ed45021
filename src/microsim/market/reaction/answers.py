"""What a platform does about laws that cost it money: its books, its choice, its roster."""

import math

from microsim.codes import AccountStatus
from microsim.compiling import compiled
from microsim.market.employment.wages import is_employed, owed_on
from microsim.market.payment.balances import clear_balance
from microsim.market.sessions.choice import ABROAD
from microsim.market.standing.suspension import end_unrecovered
from microsim.random import decisions as of
from microsim.random.draws import draw

COMPLY, PASS_ON, LEAVE = 0, 1, 2
LEAST = 0.01  # share of employees for whom there always are hours: from nothing no share of it would ever lead back


@compiled
def choose(fees, fees_abroad, cost, pay, fee, surcharged, elasticity):
    """The best of three answers by expected profit from work open to all, from the books of one period.

    A platform believes that requesters order less in the proportion in which their outlay rises to the power of the
    elasticity, and that the cost falls with the work. Passing on is a surcharge that brings in the cost. Who leaves
    keeps the work of those whom no law protects.

    Args:
        fees, fees_abroad: surcharges apart; all, and those on work of people whom no law protects.
        cost: of the laws. pay: accepted.
        fee: its own, as a share of pay. surcharged: surcharges of the period.
        elasticity: positive.

    Returns:
        `COMPLY`, `PASS_ON` or `LEAVE`.

    Example:
        >>> [choose(40.0, 0.0, cost, 100.0, 0.4, 0.0, 1.5) for cost in (10.0, 400.0)]
        [1, 1]
        >>> choose(40.0, 30.0, 400.0, 100.0, 0.4, 0.0, 1.5), choose(40.0, 0.0, 10.0, 100.0, 0.4, 0.0, 8.0)
        (2, 0)
    """
    if cost <= 0.0:
        return COMPLY
    if pay <= 0.0:
        return LEAVE
    bare = pay * (1.0 + fee)
    without = math.exp(elasticity * math.log((bare + surcharged) / bare))  # volume if the surcharge went
    passed = math.exp(elasticity * math.log((bare + surcharged) / (bare + cost)))
    complies, passes_on, leaves = (fees - cost) * without, fees * passed, fees_abroad * without
    if leaves > max(complies, passes_on):
        return LEAVE
    return PASS_ON if passes_on > complies else COMPLY


@compiled
def note_work(cases, shielded, w, books):
    """Add the verdicts on work that was open to some whom a law protects to the books of the platforms.

    Args:
        cases: record array of `review.CASE`, judged.
        shielded: gates that somebody whom a law protects passes, ``bool[n_platforms, n_countries + n_languages]``;
            a country's gate stands for its people.
        w: columns of workers.
        books: ``int64[n_platforms, 4]``: adds fees without surcharges, of these from work of the unprotected, pay, and
            median time of the tasks accepted.
    """
    for j in range(len(cases)):
        case = cases[j]
        if case.country == ABROAD or (case.country >= 0 and not shielded[case.platform, case.country]):
            continue
        book, country = books[case.platform], w.line[case.worker].country
        fees = case.fees - case.accepted * case.surcharge
        book[0] += fees
        book[1] += 0 if country >= 0 and shielded[case.platform, country] else fees
        book[2] += case.pay
        book[3] += int(case.accepted * case.task_seconds + 0.5)


@compiled
def add_up_owed(n, e, w, a, owed):
    """Wages and contributions that platforms will have to pay for the hours so far, ``int64[n_platforms]``, added."""
    for account in range(n):
        if a.book[account].wage_due == 0:
            continue
        short, charge = owed_on(account, e, w, a)
        owed[a.line[account].platform] += short + charge


@compiled
def shut_out(day, n, left, shielded, contributions, thresholds, w, a, totals):
    """Close the open accounts of protected people where a platform has left their countries.

    Args:
        day: today. n: accounts in use.
        left, thresholds: by platform. shielded: ``bool[n_platforms, n_countries]``.
        contributions: `payment.Contributions`.
        w, a: columns of workers and accounts.
        totals: ``int64[3]``: adds paid out, contributions, forfeited.

    Returns:
        Accounts closed.
    """
    closed = 0
    for account in range(n):
        p, country = a.line[account].platform, w.line[a.line[account].worker].country
        if not left[p] or a.line[account].status != AccountStatus.OPEN or country < 0 or not shielded[p, country]:
            continue
        end_unrecovered(day, account, a)
        a.line[account].status = AccountStatus.CLOSED
        paid, kept, lost = clear_balance(account, False, contributions, thresholds[p], w, a)
        totals[0] += paid
        totals[1] += kept
        totals[2] += lost
        closed += 1
    return closed


@compiled
def note_hours(touched, e, w, a, books):
    """Add today's time of employees in sessions, and that in which they were busy, to ``int64[n_platforms, 2]``."""
    for account in touched:
        if is_employed(account, e, w, a):
            books[a.line[account].platform, 0] += a.book[account].seconds_today
            books[a.line[account].platform, 1] += a.book[account].seconds_today - a.book[account].idle_today


@compiled
def next_admission(admission, hours, busy, undone, slack):
    """Share of its employees whom a platform has hours for: as many as work needs, and some slack.

    Args:
        admission: the share so far.
        hours, busy: of employees in sessions of late; of these, not in searches that found nothing.
        undone: time that the work would have taken that expired undone.
        slack: hours beyond those that work needs.

    Example:
        >>> weeks = (100.0, 75.0, 5.0), (0.0, 0.0, 5.0), (100.0, 0.0, 0.0)
        >>> [round(next_admission(0.5, *week, 0.1), 3) for week in weeks]
        [0.44, 0.55, 0.01]
    """
    share = (busy + undone) / hours if hours > 0.0 else 1.0
    return max(LEAST, min(1.0, admission * (1.0 + slack) * share))


@compiled
def roster(seed, day, n, admission, e, w, a):
    """Draw for whom there are hours today: an employee's luck belongs to person, platform and day.

    Args:
        seed, day: address.
        n: accounts in use.
        admission: share, by platform.
        e: `employment.Employment`.
        w, a: columns of workers and accounts; `off_today` is set.
    """
    for account in range(n):
        p = a.line[account].platform
        a.line[account].off_today = (
            admission[p] < 1.0 and is_employed(account, e, w, a)
            and draw(seed, of.ADMISSION, w.line[a.line[account].worker].id, 0, day, p, 0)[0] >= admission[p]
        )  # fmt: skip
