"""What a day teaches: workers about platforms, requesters about prices."""

import math
from typing import NamedTuple

import numpy as np

from microsim.codes import AccountStatus
from microsim.compiling import allocating, compiled
from microsim.market.payment.net_pay import take_home
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.regulation.rules import Law
from microsim.state.now import Now
from microsim.units import HOUR

EARLIEST, LATEST = -1.0, 3.0  # log points: the least and the most that one batch can say


class Today(NamedTuple):
    """What is added up over those who were active today.

    Attributes:
        told: pay, in 1/10,000, and seconds in sessions, by platform, ``int64[n_platforms, 2]``.
        active: people by motive, ``int64[len(Motive)]``.
    """

    told: np.ndarray
    active: np.ndarray


@compiled
def note_active(now: Now, worker: int, w) -> bool:
    """Note a worker as active today, once; whether it was the first time."""
    book = w.book[worker]
    if book.last_active >= now.day:
        return False
    book.days_active += 1
    book.weeks_active += book.last_active < now.week_start
    book.months_active += book.last_active < now.month_start
    book.last_active = now.day
    return True


@compiled
def learn_pay(now: Now, touched: np.ndarray, rate: float, law: Law, w, a, sums: Today) -> None:
    """Update expected pay on the accounts active today, and the worker's records of active days.

    Expected pay moves by `rate` towards what today brings per hour in sessions: pay of the work submitted, times the
    share of judged work that was approved so far, less what will be taken from it.

    Args:
        now: today.
        touched: accounts active today, ``int64[n]``.
        rate: weight of today.
        law: of the day.
        w, a: workers and accounts.
        sums: added to (whole numbers: any order will do).
    """
    for account in touched:
        line, book = a.line[account], a.book[account]
        worker = line.worker
        if not w.line[worker].person:
            continue
        judged = book.approved + book.rejected
        trust = (book.approved + 10.0) / (judged + 10.0)
        hours = book.seconds_today / HOUR
        earned = take_home(now.seed, account, book.earned_today * trust, book.seconds_today, law, w, a)
        if hours > 0.0:
            line.expected_pay += rate * (earned / hours - line.expected_pay)
        sums.told[line.platform, 0] += int(earned + 0.5)
        sums.told[line.platform, 1] += book.seconds_today
        today = take_home(now.seed, account, float(book.earned_today), book.seconds_today, law, w, a)
        w.book[worker].earned_week += int(today + 0.5)
        if note_active(now, worker, w):
            sums.active[w.line[worker].motive] += 1


@compiled
def judge_the_day(now: Now, touched: np.ndarray, law: Law, w, a) -> None:
    """Count active days in a row on which pay stayed below the reservation wage.

    Args:
        now: today.
        touched: accounts active today, ``int64[n]``.
        law: of the day.
        w, a: workers and accounts; `disappointed` is changed.
    """
    for account in touched:
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


@compiled
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


@compiled
def hear(share: float, told_pay: np.ndarray, line: np.ndarray) -> None:
    """Expectations drift towards what workers of the platform are said to earn.

    Args:
        share: of the gap closed per day.
        told_pay: by platform, in 1/10,000 per hour.
        line: accounts of people; `expected_pay` is changed.
    """
    for row in range(len(line)):
        account = line[row]
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
