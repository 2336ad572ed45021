"""What a day teaches workers about platforms."""

from typing import NamedTuple

import numpy as np

from microsim.codes import AccountStatus
from microsim.compiling import compiled, inner
from microsim.market.payment.balances import Purse
from microsim.market.payment.net_pay import take_home
from microsim.regulation.rules import Law
from microsim.state.ahead import fetch_holders
from microsim.state.now import Now
from microsim.state.records import Record
from microsim.units import HOUR


class Today(NamedTuple):
    """What is added up over those who were active today.

    Attributes:
        told: pay as it would have been at usual speed, in 1/10,000, and seconds in sessions, by platform,
            ``int64[n_platforms, 2]``.
        active: people by motive, ``int64[len(Motive)]``.
    """

    told: np.ndarray
    active: np.ndarray


class Learning(NamedTuple):
    """How workers learn (see the configuration `behaviour`).

    Attributes:
        rate: weight of today in expected pay.
        approval_memory: weight of the first belief that one's work is approved, in tasks judged.
        told_rate, hearsay: share of the gap closed per day by what people say they earn, and by those who hear it.
    """

    rate: float
    approval_memory: float
    told_rate: float
    hearsay: float


@inner
def note_active(now: Now, worker: int, w: Record) -> bool:
    """Note a worker as active today, once; whether it was the first time.

    Args:
        now: today.
        worker: row in the table of workers.
        w: table of workers.
    """
    book = w.book[worker]
    if book.last_active >= now.day:
        return False
    book.days_active += 1
    book.weeks_active += book.last_active < now.week_start
    book.months_active += book.last_active < now.month_start
    book.last_active = now.day
    return True


@inner
def learn_pay(now: Now, touched: np.ndarray, how: Learning, law: Law, w: Record, a: Record, sums: Today) -> None:
    """Update expected pay on the accounts active today, and the worker's records of active days.

    Expected pay moves by a rate towards what today brings per hour in sessions: pay of the work submitted, times the
    share of judged work that was approved so far, less what will be taken from it.

    Args:
        now: today.
        touched: accounts active today, ``int64[n]``.
        how: they learn.
        law: of the day.
        w, a: workers and accounts.
        sums: added to (whole numbers: any order will do).
    """
    for i in range(len(touched)):
        fetch_holders(touched, i, w, a)
        line, book = a.line[touched[i]], a.book[touched[i]]
        account, worker = touched[i], line.worker
        if not w.line[worker].person:
            continue
        judged = book.approved + book.rejected
        trust = (book.approved + how.approval_memory) / (judged + how.approval_memory)
        hours = book.seconds_today / HOUR
        earned = take_home(now.seed, account, book.earned_today * trust, book.seconds_today, law, w, a)
        if hours > 0.0:
            line.expected_pay += how.rate * (earned / hours - line.expected_pay)
        sums.told[line.platform, 0] += int(earned * w.book[worker].slowness + 0.5)
        sums.told[line.platform, 1] += book.seconds_today
        today = take_home(now.seed, account, float(book.earned_today), book.seconds_today, law, w, a)
        w.book[worker].earned_week += int(today + 0.5)
        if note_active(now, worker, w):
            sums.active[w.line[worker].motive] += 1


@inner
def judge_the_day(now: Now, touched: np.ndarray, law: Law, w: Record, a: Record) -> None:
    """Count active days in a row on which pay stayed below the reservation wage.

    Args:
        now: today.
        touched: accounts active today, ``int64[n]``.
        law: of the day.
        w, a: workers and accounts; `disappointed` is changed.
    """
    for i in range(len(touched)):
        fetch_holders(touched, i, w, a)
        account = touched[i]
        person = w.line[a.line[account].worker]
        seconds, earned = 0, 0.0
        first = -1
        for row in range(person.first_account, person.first_account + person.n_accounts):
            if a.line[row].last_active == now.day:
                first = row if first < 0 else first
                today = a.book[row]
                seconds += today.seconds_today
                earned += take_home(now.seed, row, float(today.earned_today), today.seconds_today, law, w, a)
        if account != first or seconds == 0:
            continue
        if earned * HOUR < person.reservation_wage * seconds:
            person.disappointed += 1
        else:
            person.disappointed = 0


@inner
def tell(told: np.ndarray, rate: float, platforms: np.ndarray) -> None:
    """What people say they earn follows what they earned today, where anybody was active.

    Args:
        told: `Today.told`.
        rate: share of the gap closed per day.
        platforms: `told_pay` is changed.
    """
    for p in range(len(told)):
        if told[p, 1] > 0:
            per_hour = told[p, 0] / (told[p, 1] / HOUR)
            platforms[p].told_pay += rate * (per_hour - platforms[p].told_pay)


@inner
def hear(share: float, platforms: np.ndarray, people: np.ndarray, line: np.ndarray) -> None:
    """Expectations drift towards what workers of the platform who are as fast as oneself are said to earn.

    Args:
        share: of the gap closed per day.
        platforms: table of platforms.
        people: books of workers.
        line: accounts of people; `expected_pay` is changed.
    """
    for row in range(len(line)):
        account = line[row]
        if account.status == AccountStatus.OPEN:
            told = platforms[account.platform].told_pay / people[account.worker].slowness
            account.expected_pay += share * (told - account.expected_pay)


@compiled
def learn_from(
    now: Now, touched: np.ndarray, how: Learning, law: Law, tables: Purse, accounts: np.ndarray, sums: Today
) -> None:
    """A day teaches those who were active, and all hear what others earn.

    Args:
        now: today.
        touched: accounts active today, ``int64[n]``.
        how: they learn.
        law: of the day.
        tables: workers, accounts, platforms.
        accounts: lines of those of people.
        sums: added to.
    """
    learn_pay(now, touched, how, law, tables.w, tables.a, sums)
    judge_the_day(now, touched, law, tables.w, tables.a)
    tell(sums.told, how.told_rate, tables.platforms)
    hear(how.hearsay, tables.platforms, tables.w.book, accounts)
