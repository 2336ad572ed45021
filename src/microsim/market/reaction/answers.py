"""What a platform does about laws that cost it money: its books, its choice, its roster."""

import math

import numpy as np

from microsim.codes import AccountStatus
from microsim.compiling import compiled
from microsim.market.employment.wages import is_employed, owed_on
from microsim.market.payment.balances import Purse, close_balance
from microsim.market.sessions.choice import ABROAD
from microsim.market.standing.suspension import end_unrecovered
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.regulation.rules import Law
from microsim.state.now import Now
from microsim.state.records import Record

COMPLY, PASS_ON, LEAVE = 0, 1, 2


@compiled
def choose(
    fees: float, fees_abroad: float, cost: float, pay: float, fee: float, surcharged: float, elasticity: float
) -> int:
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
def come_back(people: np.ndarray, platforms: np.ndarray) -> None:
    """What platforms did about laws ends with them, and so does what they noted for that.

    Args:
        people: the rules for people, by platform and country.
        platforms: table of platforms.
    """
    for p in range(len(people)):
        one, shielded, employed = platforms[p], False, False
        for rule in people[p]:
            shielded |= rule.shielded
            employed |= rule.employed != 0.0
        if not shielded:
            one.surcharge, one.left, one.owed = 0.0, False, 0
            one.book_fees = one.book_fees_abroad = one.book_pay = 0
            one.book_seconds = one.book_cost = one.book_days = 0
        if not employed:
            one.admission = 1.0


@compiled
def note_work(cases: np.ndarray, shielded: np.ndarray, w: Record, platforms: np.ndarray) -> None:
    """Add the verdicts on work that was open to some whom a law protects to the books of the platforms.

    Args:
        cases: record array of `review.CASE`, judged.
        shielded: gates that somebody whom a law protects passes, ``bool[n_platforms, n_countries + n_languages]``;
            a country's gate stands for its people.
        w: workers.
        platforms: adds fees without surcharges, of these from work of the unprotected, pay, and median time of the
            tasks accepted.
    """
    for j in range(len(cases)):
        case = cases[j]
        if case.country == ABROAD or (case.country >= 0 and not shielded[case.platform, case.country]):
            continue
        books, country = platforms[case.platform], w.line[case.worker].country
        fees = case.fees - case.accepted * case.surcharge
        books.book_fees += fees
        books.book_fees_abroad += 0 if country >= 0 and shielded[case.platform, country] else fees
        books.book_pay += case.pay
        books.book_seconds += int(case.accepted * case.task_seconds + 0.5)


@compiled
def add_up_owed(n: int, law: Law, w: Record, a: Record, owed: np.ndarray) -> None:
    """Add the wages and contributions that platforms will have to pay for the hours so far.

    Args:
        n: accounts in use.
        law: of the day.
        w, a: workers and accounts.
        owed: by platform, ``int64[n_platforms]``.
    """
    for account in range(n):
        if a.book[account].wage_due == 0:
            continue
        short, charge = owed_on(account, law, w, a)
        owed[a.line[account].platform] += short + charge


@compiled
def shut_out(now: Now, n: int, law: Law, tables: Purse) -> None:
    """Close the open accounts of protected people where a platform has left their countries, today or before.

    Args:
        now: today.
        n: accounts in use.
        law: of the day.
        tables: workers, accounts, platforms.
    """
    w, a, platforms = tables
    for account in range(n):
        line = a.line[account]
        p, country = line.platform, w.line[line.worker].country
        if not platforms[p].left or line.status != AccountStatus.OPEN or country < 0:
            continue
        if law.people[p, country].shielded:
            end_unrecovered(now.day, account, a)
            line.status = AccountStatus.CLOSED
            close_balance(now.seed, account, False, law.platforms[p].payout_threshold, law, tables)
            platforms[p].shut_out += 1


@compiled
def note_hours(seed: int, touched: np.ndarray, law: Law, tables: Purse) -> None:
    """Add today's time of employees in sessions, and that in which they were busy, to the books of the week.

    Args:
        seed: of the run.
        touched: accounts active today, ``int64[n]``.
        law: of the day.
        tables: workers, accounts, platforms.
    """
    w, a, platforms = tables
    for account in touched:
        if is_employed(seed, account, law, w, a):
            books, today = platforms[a.line[account].platform], a.book[account]
            books.book_hours += today.seconds_today
            books.book_busy += today.seconds_today - today.idle_today


@compiled
def next_admission(admission: float, hours: float, busy: float, undone: float, slack: float, least: float) -> float:
    """Share of its employees whom a platform has hours for: as many as work needs, and some slack.

    Args:
        admission: the share so far.
        hours, busy: of employees in sessions of late; of these, not in searches that found nothing.
        undone: time that the work would have taken that expired undone.
        slack: hours beyond those that work needs.
        least: share for whom there always are hours: from nothing no share of it would ever lead back.

    Example:
        >>> weeks = (100.0, 75.0, 5.0), (0.0, 0.0, 5.0), (100.0, 0.0, 0.0)
        >>> [round(next_admission(0.5, *week, 0.1, 0.01), 3) for week in weeks]
        [0.44, 0.55, 0.01]
    """
    share = (busy + undone) / hours if hours > 0.0 else 1.0
    return max(least, min(1.0, admission * (1.0 + slack) * share))


@compiled
def roster(now: Now, n: int, law: Law, tables: Purse) -> None:
    """Draw for whom there are hours today: an employee's luck belongs to person, platform and day.

    Args:
        now: today.
        n: accounts in use.
        law: of the day.
        tables: workers, accounts, of which `off_today` is set, and platforms, whose `admission` is the share.
    """
    w, a, platforms = tables
    for account in range(n):
        line = a.line[account]
        share = platforms[line.platform].admission
        line.off_today = (
            share < 1.0 and is_employed(now.seed, account, law, w, a)
            and draw(now.seed, of.ADMISSION, w.line[line.worker].id, 0, now.day, line.platform, 0)[0] >= share
        )  # fmt: skip
