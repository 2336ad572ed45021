"""What a day teaches workers about platforms."""

from microsim.codes import AccountStatus
from microsim.compiling import compiled
from microsim.market.payment.net_pay import take_home
from microsim.units import HOUR


@compiled
def learn_pay(day, month_start, week_start, touched, rate, terms, w, a, told):
    """Update expected pay on the accounts active today, and the worker's records of active days.

    Expected pay moves by `rate` towards what today brings per hour in sessions: pay of the work submitted, times the
    share of judged work that was approved so far, less what will be taken from it.

    Args:
        day, month_start, week_start: today, and the first days of its month and week.
        touched: accounts active today, ``int64[n]``.
        rate: weight of today.
        terms: `take_home.Terms`.
        w, a: columns of workers and accounts.
        told: ``int64[n_platforms, 2]``, adds pay and seconds of today by platform (whole numbers: any order will do).
    """
    for account in touched:
        worker = a.line[account].worker
        if not w.line[worker].person:
            continue
        judged = a.book[account].approved + a.book[account].rejected
        trust = (a.book[account].approved + 10.0) / (judged + 10.0)
        hours = a.book[account].seconds_today / HOUR
        earned = take_home(account, a.book[account].earned_today * trust, a.book[account].seconds_today, terms, w, a)
        if hours > 0.0:
            a.line[account].expected_pay += rate * (earned / hours - a.line[account].expected_pay)
        told[a.line[account].platform, 0] += int(earned + 0.5)
        told[a.line[account].platform, 1] += a.book[account].seconds_today
        today = take_home(account, float(a.book[account].earned_today), a.book[account].seconds_today, terms, w, a)
        w.book[worker].earned_week += int(today + 0.5)
        if w.book[worker].last_active < day:
            w.book[worker].days_active += 1
            w.book[worker].weeks_active += w.book[worker].last_active < week_start
            w.book[worker].months_active += w.book[worker].last_active < month_start
            w.book[worker].last_active = day


@compiled
def judge_the_day(day, touched, terms, w, a):
    """Count active days in a row on which pay stayed below the reservation wage.

    Args:
        day: today.
        touched: accounts active today.
        terms: `take_home.Terms`.
        w, a: columns of workers and accounts.
    """
    for account in touched:
        worker = a.line[account].worker
        seconds, earned = 0, 0.0
        first = -1
        for k in range(w.line[worker].n_accounts):
            row = w.line[worker].first_account + k
            if a.line[row].last_active == day:
                first = row if first < 0 else first
                seconds += a.book[row].seconds_today
                earned += take_home(row, float(a.book[row].earned_today), a.book[row].seconds_today, terms, w, a)
        if account != first or seconds == 0:
            continue
        if earned * HOUR < w.line[worker].reservation_wage * seconds:
            w.line[worker].disappointed += 1
        else:
            w.line[worker].disappointed = 0


@compiled
def hear(first, n, share, told_pay, a):
    """Expectations drift towards what workers of the platform are said to earn.

    Args:
        first, n: the first account of a person, and accounts in use.
        share: of the gap closed per day.
        told_pay: by platform, money per hour.
        a: accounts; `expected_pay` is changed.
    """
    for row in range(first, n):
        account = a.line[row]
        if account.status == AccountStatus.OPEN:
            account.expected_pay += share * (told_pay[account.platform] - account.expected_pay)
