"""The end of batches: filled, expired, withdrawn; and when their row is free again."""

from .booking import earn, worth_when_late
from .choice import ABROAD
from .clock import DAY
from .compiling import compiled, inlined
from .learning import price_signal
from .placement import fee_per_task

FREE, OPEN, CLOSED = 0, 1, 2
MEMORY = 0.1  # weight of one batch in what a requester remembers


@inlined
def refund(row, tasks, fee_share, fee_min, b, r):
    """Give a requester back the budget committed to tasks that will not be done."""
    p = b.platform[row]
    outlay = b.price[row] + fee_per_task(b.price[row], fee_share[p], fee_min[p]) + b.surcharge[row]
    r.budget[b.requester[row]] += float(tasks * outlay)


@inlined
def note_end(seconds, late, row, b, r):
    """Tell a requester how fast a batch was filled; an expired one counts as late as its whole time on show.

    One that was offered at what it is worth, below the requester's own price, teaches nothing by being late: no more
    would have been paid for it.
    """
    q = b.requester[row]
    signal = price_signal(seconds, r.deadline[q])
    if late:
        signal = max(signal, 1.0)
    if signal > 0.0 and b.capped[row]:
        return
    r.price_signal[q] += signal
    r.price_batches[q] += 1
    r.price_outlay[q] += float(b.size[row] * b.price[row])


@inlined
def remember_place(row, seconds, forget, delay_cost, b, r):
    """Remember how much of a batch was done, and how late, where it was posted: open to all, or closed to some.

    What somebody remembers of the one place where it posts no more fades into what it meets at the other.
    """
    q, away = b.requester[row], b.country[row] == ABROAD
    done = 1.0 - b.left[row] / b.size[row]
    timely = worth_when_late(max(seconds, 1.0), r.deadline[q], delay_cost[r.kind[q]])
    r.done[q] += (forget if away else MEMORY) * (done - r.done[q])
    r.timely[q] += (forget if away else MEMORY) * (timely - r.timely[q])
    r.done_away[q] += (MEMORY if away else forget) * (done - r.done_away[q])
    r.timely_away[q] += (MEMORY if away else forget) * (timely - r.timely_away[q])


@inlined
def first_end(row, seconds, late, forget, delay_cost, b, r):
    """Mark the first end of a batch (rejected tasks may be offered again later). Returns whether it is the first."""
    if b.ended[row]:
        return False
    b.ended[row] = True
    note_end(seconds, late, row, b, r)
    remember_place(row, seconds, forget, delay_cost, b, r)
    return True


@compiled
def close(day, n, fee_share, fee_min, missing_cost, forget, delay_cost, b, r, filled, freed, undone):
    """Close batches that are filled or past their time; free rows whose last verdict is in.

    Args:
        day: today.
        n: rows of batches in use.
        fee_share, fee_min: by platform.
        missing_cost: harm of an answer that never comes, over the value of a right one.
        forget: how fast memories of the other place fade, per batch that ends. delay_cost: by kind of requester.
        b, r: columns of batches and requesters.
        filled: receives the rows filled for the first time, ``int64[n]``.
        undone: ``int64[n_platforms]``, adds the median time of the tasks open to all that expired.
        freed: receives the rows set free (their columns stay readable until the next posting), ``int64[n]``.

    Returns:
        (number in `filled`, number in `freed`, batches expired, tasks expired).
    """
    n_filled = n_freed = expired = tasks = 0
    for row in range(n):
        if b.state[row] == FREE:
            continue
        done = b.left[row] == 0
        if b.state[row] == OPEN and (done or day >= b.expiry_day[row]):
            b.state[row] = CLOSED
            if b.fill_seconds[row] >= 0 and first_end(
                row, float(b.fill_seconds[row]), False, forget, delay_cost, b, r
            ):
                filled[n_filled] = row
                n_filled += 1
                r.batches_filled[b.requester[row]] += 1
                r.fill_seconds[b.requester[row]] += b.fill_seconds[row]
            elif not done:
                expired += first_end(row, float((day - b.day[row] + 1) * DAY), True, forget, delay_cost, b, r)
            tasks += b.left[row]
            if b.country[row] != ABROAD:
                undone[b.platform[row]] += int(b.left[row] * b.seconds[row] + 0.5)
            earn(b.requester[row], -missing_cost * b.left[row] * b.value[row], r)
            refund(row, b.left[row], fee_share, fee_min, b, r)
            b.left[row] = 0
        if b.state[row] == CLOSED and b.in_review[row] == 0:
            b.state[row] = FREE
            freed[n_freed] = row
            n_freed += 1
    return n_filled, n_freed, expired, tasks


@compiled
def withdraw(n, closed, fee_share, fee_min, b, r):
    """Take batches off show: of requesters who have left, and on platforms that have closed.

    Args:
        n: rows of batches in use.
        closed: by platform, ``bool[n_platforms]``.
        fee_share, fee_min: by platform.
        b, r: columns of batches and requesters.

    Returns:
        Tasks withdrawn.
    """
    tasks = 0
    for row in range(n):
        if b.state[row] == OPEN and (closed[b.platform[row]] or not r.present[b.requester[row]]):
            tasks += b.left[row]
            refund(row, b.left[row], fee_share, fee_min, b, r)
            b.left[row] = 0
            b.state[row] = CLOSED
    return tasks
