"""What a day teaches: workers about platforms, requesters about prices."""

import math

from . import decisions as of
from .clock import HOUR
from .compiling import allocating, compiled
from .random import draw
from .take_home import take_home

EARLIEST, LATEST = -1.0, 3.0  # log points: the least and the most that one batch can say


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
        worker = a.worker[account]
        if not w.person[worker]:
            continue
        judged = a.approved[account] + a.rejected[account]
        trust = (a.approved[account] + 10.0) / (judged + 10.0)
        hours = a.seconds_today[account] / HOUR
        earned = take_home(account, a.earned_today[account] * trust, a.seconds_today[account], terms, w, a)
        if hours > 0.0:
            a.expected_pay[account] += rate * (earned / hours - a.expected_pay[account])
        told[a.platform[account], 0] += int(earned + 0.5)
        told[a.platform[account], 1] += a.seconds_today[account]
        today = take_home(account, float(a.earned_today[account]), a.seconds_today[account], terms, w, a)
        w.earned_week[worker] += int(today + 0.5)
        if w.last_active[worker] < day:
            w.days_active[worker] += 1
            w.weeks_active[worker] += w.last_active[worker] < week_start
            w.months_active[worker] += w.last_active[worker] < month_start
            w.last_active[worker] = day


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
        worker = a.worker[account]
        seconds, earned = 0, 0.0
        first = -1
        for k in range(w.n_accounts[worker]):
            row = w.first_account[worker] + k
            if a.last_active[row] == day:
                first = row if first < 0 else first
                seconds += a.seconds_today[row]
                earned += take_home(row, float(a.earned_today[row]), a.seconds_today[row], terms, w, a)
        if account != first or seconds == 0:
            continue
        if earned * HOUR < w.reservation_wage[worker] * seconds:
            w.disappointed[worker] += 1
        else:
            w.disappointed[worker] = 0


@compiled
def hear(first, n, share, told_pay, status, platform, expected_pay):
    """Expectations drift towards what workers of the platform are said to earn.

    Args:
        first, n: the first account of a person, and accounts in use.
        share: of the gap closed per day.
        told_pay: by platform, money per hour.
        status, platform, expected_pay: columns of accounts; `expected_pay` is changed.
    """
    for row in range(first, n):
        if status[row] == 0:
            expected_pay[row] += share * (told_pay[platform[row]] - expected_pay[row])


@compiled
def price_signal(seconds, deadline):
    """What the end of a batch says about its price: log of fill time over deadline, from -1 to 3.

    Early is early: whether a batch was gone after a minute or an hour says how large the crowd is, not how dear the
    price.

    Example:
        >>> [round(price_signal(hours * 3600.0, 36000.0), 3) for hours in (0.1, 1, 8, 20, 1000)]
        [-1.0, -1.0, -0.223, 0.693, 3.0]
    """
    return max(EARLIEST, min(LATEST, math.log(max(seconds, 1.0) / deadline)))


@compiled
def price_change(signal, step, outlay, attention):
    """Change of the log price after a day's batches: down when they filled early, twice as fast up when late.

    Lowering a price takes attention: it is left alone unless it saves at least `attention` on as much work.

    Args:
        signal: mean `price_signal`. step: log price per unit of signal.
        outlay: pay posted in those batches. attention: what a change must save, in the same unit.

    Example:
        >>> [price_change(signal, 0.02, outlay, 1.0) for signal, outlay in ((1.0, 10.0), (-2.0, 100.0), (-2.0, 10.0))]
        [0.04, -0.04, 0.0]
    """
    if signal > 0.0:
        return 2.0 * step * signal
    return step * signal if -step * signal * outlay >= attention else 0.0


@allocating
def adapt_prices(seed, day, step, attention, peer_rate, peer_weight, plans, types, peers, n_peers, r, n):
    """Repeat requesters move their price by how fast their batches were filled (`price_change`).

    Now and then a requester looks at one peer with the same type of task, and moves towards the peer's price if that
    is lower, the peer's batches are rarely late, and a day's work gets cheaper by the cost of attention.

    Args:
        seed, day: address.
        step, attention, peer_rate, peer_weight: by kind of requester.
        plans: what is planned today, over what usually is, by platform and task type.
        types: `posting.TypeView`.
        peers, n_peers: rows of present repeat requesters by task type, ``int64[n_types, m]``, and how many.
        r, n: columns of requesters and rows in use.
    """
    before = r.markup[:n].copy()
    for q in range(n):
        if not (r.present[q] and r.learns[q]):
            continue
        kind = r.kind[q]
        if r.price_batches[q] > 0:
            signal = r.price_signal[q] / r.price_batches[q]
            r.lateness[q] += 0.1 * ((1.0 if signal > 0.0 else 0.0) - r.lateness[q])
            markup = r.markup[q] + price_change(signal, step[kind], r.price_outlay[q], attention[kind])
            task_type = r.task_type[q]
            r.markup[q] = min(max(markup, types.lowest_markup[task_type]), types.highest_markup[task_type])
            r.price_signal[q] = 0.0
            r.price_outlay[q] = 0.0
            r.price_batches[q] = 0
        u = draw(seed, of.PEER, 0, r.id[q], day, 0, 0)
        many = n_peers[r.task_type[q]]
        if u[0] < peer_rate[kind] and many > 1:
            other = peers[r.task_type[q], int(u[1] * many)]
            gap = peer_weight[kind] * (r.markup[q] - before[other])
            outlay = r.income[q] * plans[r.platform[q], r.task_type[q]]
            if gap > 0.0 and r.lateness[other] < 0.5 and gap * outlay >= attention[kind]:
                r.markup[q] -= gap
