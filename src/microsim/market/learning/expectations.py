"""What a day teaches: workers about platforms, requesters about prices."""

import math

from microsim.codes import AccountStatus
from microsim.compiling import allocating, compiled
from microsim.market.payment.net_pay import take_home
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.units import HOUR

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
    before = r[:n].markup.copy()
    for q in range(n):
        if not (r[q].present and r[q].learns):
            continue
        kind = r[q].kind
        if r[q].price_batches > 0:
            signal = r[q].price_signal / r[q].price_batches
            r[q].lateness += 0.1 * ((1.0 if signal > 0.0 else 0.0) - r[q].lateness)
            markup = r[q].markup + price_change(signal, step[kind], r[q].price_outlay, attention[kind])
            task_type = r[q].task_type
            r[q].markup = min(max(markup, types.lowest_markup[task_type]), types.highest_markup[task_type])
            r[q].price_signal = 0.0
            r[q].price_outlay = 0.0
            r[q].price_batches = 0
        u = draw(seed, of.PEER, 0, r[q].id, day, 0, 0)
        many = n_peers[r[q].task_type]
        if u[0] < peer_rate[kind] and many > 1:
            other = peers[r[q].task_type, int(u[1] * many)]
            gap = peer_weight[kind] * (r[q].markup - before[other])
            outlay = r[q].income * plans[r[q].platform, r[q].task_type]
            if gap > 0.0 and r[other].lateness < 0.5 and gap * outlay >= attention[kind]:
                r[q].markup -= gap
