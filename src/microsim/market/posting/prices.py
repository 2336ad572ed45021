"""Prices of what was posted today, and a little more on some of them; rows for new batches."""


import numpy as np

from microsim.codes import BatchState
from microsim.compiling import compiled
from microsim.regulation.rules import Law
from microsim.state.records import Record
from microsim.units import HOUR

from .offers import fee_per_task

STATED, TRUE, HOURS, LEVEL = range(4)  # rows of what `note_prices` writes
NOTES = 4


@compiled
def find_free(b: np.ndarray, free: np.ndarray) -> int:
    """Find the rows that hold no batch. Returns how many there are.

    Args:
        b: batches, rows in use.
        free: receives the rows, ``int64[len(b)]``.
    """
    n = 0
    for row in range(len(b)):
        if b[row].state == BatchState.FREE:
            free[n] = row
            n += 1
    return n


@compiled
def note_prices(rows: np.ndarray, b: np.ndarray, types: Record, notes: np.ndarray) -> None:
    """Note what some batches pay: per stated hour, per true hour; their hours, and these times price over usual price.

    Args:
        rows: of the batches, ``int64[n]``.
        b, types: batches; records of `views.TYPE`.
        notes: ``float64[NOTES, n]``, receives them.
    """
    for i in range(len(rows)):
        batch = b[rows[i]]
        kind = batch.task_type
        usual = types.price[kind] * batch.seconds / types.seconds[kind]
        hours = batch.tasks * batch.seconds
        notes[STATED, i] = batch.price * HOUR / batch.stated_seconds
        notes[TRUE, i] = batch.price * HOUR / batch.seconds
        notes[HOURS, i] = hours
        notes[LEVEL, i] = hours * batch.price / usual


def median(values: np.ndarray) -> float:
    """The median of at least one number, as NumPy has it, which takes much longer for few.

    Example:
        >>> median(np.array([3.0, 1.0, 2.0])), median(np.array([4.0, 1.0, 2.0, 8.0]))
        (2.0, 3.0)
    """
    ordered, middle = np.sort(values), len(values) // 2
    if len(values) % 2:
        return float(ordered[middle])
    return float((ordered[middle - 1] + ordered[middle]) / 2.0)


@compiled
def nudge(rows: np.ndarray, amount: int, law: Law, b: np.ndarray, r: np.ndarray) -> None:
    """Have batches just posted pay a little more per task, out of the budgets of their requesters.

    Args:
        rows: of the batches, ``int64[n]``.
        amount: more per task, in 1/10,000.
        law: `regulation.rules.Law`.
        b, r: columns of batches and requesters.
    """
    for row in rows:
        batch = b[row]
        requester, terms, price = r[batch.requester], law.platforms[batch.platform], batch.price + amount
        fee = fee_per_task(price, terms.fee_share, terms.fee_min)
        before = fee_per_task(batch.price, terms.fee_share, terms.fee_min)
        requester.budget -= batch.tasks * float(amount + fee - before)
        requester.value_posted += batch.tasks * amount
        batch.price = price
