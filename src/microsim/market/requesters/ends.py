"""The end of batches: filled, expired, withdrawn; and when their row is free again."""

from microsim.codes import BatchState
from microsim.compiling import compiled, inlined
from microsim.market.learning.expectations import price_signal
from microsim.market.posting.offers import fee_per_task
from microsim.market.review.booking import earn, worth_when_late
from microsim.market.sessions.choice import ABROAD
from microsim.units import DAY

MEMORY = 0.1  # weight of one batch in what a requester remembers


@inlined
def refund(row, tasks, law, b, r):
    """Give a requester back the budget committed to tasks that will not be done."""
    terms = law.platforms[b[row].platform]
    outlay = b[row].price + fee_per_task(b[row].price, terms.fee_share, terms.fee_min) + b[row].surcharge
    r[b[row].requester].budget += float(tasks * outlay)


@inlined
def note_end(seconds, late, row, b, r):
    """Tell a requester how fast a batch was filled; an expired one counts as late as its whole time on show.

    One that was offered at what it is worth, below the requester's own price, teaches nothing by being late: no more
    would have been paid for it.
    """
    q = b[row].requester
    signal = price_signal(seconds, r[q].deadline)
    if late:
        signal = max(signal, 1.0)
    if signal > 0.0 and b[row].capped:
        return
    r[q].price_signal += signal
    r[q].price_batches += 1
    r[q].price_outlay += float(b[row].tasks * b[row].price)


@inlined
def remember_place(row, seconds, forget, delay_cost, b, r):
    """Remember how much of a batch was done, and how late, where it was posted: open to all, or closed to some.

    What somebody remembers of the one place where it posts no more fades into what it meets at the other.
    """
    q, away = b[row].requester, b[row].country == ABROAD
    done = 1.0 - b[row].left / b[row].tasks
    timely = worth_when_late(max(seconds, 1.0), r[q].deadline, delay_cost[r[q].kind])
    r[q].done += (forget if away else MEMORY) * (done - r[q].done)
    r[q].timely += (forget if away else MEMORY) * (timely - r[q].timely)
    r[q].done_away += (MEMORY if away else forget) * (done - r[q].done_away)
    r[q].timely_away += (MEMORY if away else forget) * (timely - r[q].timely_away)


@inlined
def first_end(row, seconds, late, forget, delay_cost, b, r):
    """Mark the first end of a batch (rejected tasks may be offered again later). Returns whether it is the first."""
    if b[row].ended:
        return False
    b[row].ended = True
    note_end(seconds, late, row, b, r)
    remember_place(row, seconds, forget, delay_cost, b, r)
    return True


@compiled
def close(day, n, law, missing_cost, forget, delay_cost, b, r, filled, freed, undone):
    """Close batches that are filled or past their time; free rows whose last verdict is in.

    Args:
        day: today.
        n: rows of batches in use.
        law: `regulation.rules.Law`.
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
        if b[row].state == BatchState.FREE:
            continue
        done = b[row].left == 0
        if b[row].state == BatchState.OPEN and (done or day >= b[row].expiry_day):
            b[row].state = BatchState.CLOSED
            if b[row].fill_seconds >= 0 and first_end(row, float(b[row].fill_seconds), False, forget, delay_cost, b, r):
                filled[n_filled] = row
                n_filled += 1
                r[b[row].requester].batches_filled += 1
                r[b[row].requester].fill_seconds += b[row].fill_seconds
            elif not done:
                expired += first_end(row, float((day - b[row].day + 1) * DAY), True, forget, delay_cost, b, r)
            tasks += b[row].left
            if b[row].country != ABROAD:
                undone[b[row].platform] += int(b[row].left * b[row].seconds + 0.5)
            earn(b[row].requester, -missing_cost * b[row].left * b[row].value, r)
            refund(row, b[row].left, law, b, r)
            b[row].left = 0
        if b[row].state == BatchState.CLOSED and b[row].in_review == 0:
            b[row].state = BatchState.FREE
            freed[n_freed] = row
            n_freed += 1
    return n_filled, n_freed, expired, tasks


@compiled
def withdraw(n, closed, law, b, r):
    """Take batches off show: of requesters who have left, and on platforms that have closed.

    Args:
        n: rows of batches in use.
        closed: by platform, ``bool[n_platforms]``.
        law: `regulation.rules.Law`.
        b, r: columns of batches and requesters.

    Returns:
        Tasks withdrawn.
    """
    tasks = 0
    for row in range(n):
        if b[row].state == BatchState.OPEN and (closed[b[row].platform] or not r[b[row].requester].present):
            tasks += b[row].left
            refund(row, b[row].left, law, b, r)
            b[row].left = 0
            b[row].state = BatchState.CLOSED
    return tasks
