"""The end of batches: filled, expired, withdrawn; and when their row is free again."""

from typing import NamedTuple

import numpy as np

from microsim.codes import BatchState
from microsim.compiling import compiled, internal
from microsim.market.posting.offers import fee_per_task
from microsim.market.review.booking import worth_when_late
from microsim.market.sessions.choice import ABROAD
from microsim.regulation.rules import Law
from microsim.state.records import Record
from microsim.units import DAY


class EndParams(NamedTuple):
    """What the end of a batch means to its requester.

    Attributes:
        forget: how fast memories of the other place fade, per batch that ends.
        delay_cost: power by which an answer loses value when it is late, by kind of requester, ``float64[n_kinds]``.
        place_rate: weight of one batch in what a requester remembers of where it posts.
    """

    forget: float
    delay_cost: np.ndarray
    place_rate: float


@internal
def refund(row: int, tasks: int, law: Law, b: np.ndarray, r: np.ndarray) -> None:
    """Give a requester back the budget committed to tasks that will not be done.

    Args:
        row: of the batch.
        tasks: how many.
        law: rules of the day.
        b: table of batches.
        r: table of requesters.
    """
    batch = b[row]
    platform = law.platforms[batch.platform]
    outlay = batch.price + fee_per_task(batch.price, platform.fee_share, platform.fee_min) + batch.surcharge
    r[batch.requester].budget += float(tasks * outlay)


@internal
def note_end(seconds: float, expired: bool, requester: Record) -> None:
    """Tell a requester whether a batch was late: filled after its deadline, or never.

    Args:
        seconds: from posting to the end.
        expired: whether it was taken off unfilled.
        requester: a row of the table of requesters.
    """
    requester.ends += 1
    requester.late_ends += expired or seconds > requester.deadline


@internal
def remember_place(seconds: float, p: EndParams, batch: Record, requester: Record) -> None:
    """Remember how much of a batch was done, and how late, where it was posted: open to all, or closed to some.

    What somebody remembers of the one place where it posts no more fades into what it meets at the other.

    Args:
        seconds: from posting to the end.
        p: what ends of batches mean.
        batch: a row of the table of batches.
        requester: a row of the table of requesters.
    """
    away = batch.country == ABROAD
    done = 1.0 - batch.left / batch.tasks
    timely = worth_when_late(max(seconds, 1.0), requester.deadline, p.delay_cost[requester.kind])
    requester.done += (p.forget if away else p.place_rate) * (done - requester.done)
    requester.timely += (p.forget if away else p.place_rate) * (timely - requester.timely)
    requester.done_away += (p.place_rate if away else p.forget) * (done - requester.done_away)
    requester.timely_away += (p.place_rate if away else p.forget) * (timely - requester.timely_away)


@internal
def first_end(seconds: float, late: bool, p: EndParams, batch: Record, requester: Record) -> bool:
    """Mark the first end of a batch (rejected tasks may be offered again later). Returns whether it is the first.

    Args:
        seconds: from posting to the end.
        late: whether it expired.
        p: what ends of batches mean.
        batch: a row of the table of batches.
        requester: a row of the table of requesters.
    """
    if batch.ended:
        return False
    batch.ended = True
    note_end(seconds, late, requester)
    remember_place(seconds, p, batch, requester)
    return True


@compiled
def end(day: int, p: EndParams, batch: Record, requester: Record, platform: Record) -> bool:
    """Take a batch off show that is filled or past its time.

    Args:
        day: number of the day.
        p: what ends of batches mean.
        batch: a row of the table of batches.
        requester: a row of the table of requesters.
        platform: a row of the table of platforms.

    Returns:
        Whether it was filled, for the first time.
    """
    filled = batch.fill_seconds >= 0 and first_end(float(batch.fill_seconds), False, p, batch, requester)
    if filled:
        requester.batches_filled += 1
        requester.fill_seconds += batch.fill_seconds
        platform.batches_filled += 1
    elif batch.left > 0:
        late = float((day - batch.day + 1) * DAY)
        platform.batches_expired += first_end(late, True, p, batch, requester)
    platform.tasks_expired += batch.left
    if batch.country != ABROAD:
        platform.book_undone += int(batch.left * batch.seconds + 0.5)
    batch.state = BatchState.CLOSED
    return filled


@compiled
def close(
    day: int, law: Law, p: EndParams, b: np.ndarray, r: np.ndarray, platforms: np.ndarray, ends: np.ndarray
) -> tuple[int, int]:
    """Close batches that are filled or past their time; free rows whose last verdict is in.

    Args:
        day: today.
        law: the rules: fees.
        p: parameters.
        b, r: batches, requesters.
        platforms: table of platforms: what happens is counted there.
        ends: receives the rows filled for the first time, and those set free (their columns stay readable until the
            next posting), ``int64[2, len(b)]``.

    Returns:
        (rows filled, rows set free).
    """
    filled = freed = 0
    for row in range(len(b)):
        batch = b[row]
        if batch.state == BatchState.FREE:
            continue
        if batch.state == BatchState.OPEN and (batch.left == 0 or day >= batch.expiry_day):
            ends[0, filled] = row
            filled += end(day, p, batch, r[batch.requester], platforms[batch.platform])
            refund(row, batch.left, law, b, r)
            batch.left = 0
        if batch.state == BatchState.CLOSED and batch.in_review == 0:
            batch.state = BatchState.FREE
            ends[1, freed] = row
            freed += 1
    return filled, freed


@compiled
def withdraw(closed: np.ndarray, law: Law, b: np.ndarray, r: np.ndarray, platforms: np.ndarray) -> None:
    """Take batches off show: of requesters who have left, and on platforms that have closed.

    Args:
        closed: by platform, ``bool[n_platforms]``.
        law: the rules: fees.
        b, r: batches, requesters.
        platforms: table of platforms: the tasks are counted there.
    """
    for row in range(len(b)):
        batch = b[row]
        if batch.state == BatchState.OPEN and (closed[batch.platform] or not r[batch.requester].present):
            platforms[batch.platform].tasks_withdrawn += batch.left
            refund(row, batch.left, law, b, r)
            batch.left = 0
            batch.state = BatchState.CLOSED
