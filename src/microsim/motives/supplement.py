"""Supplement: has a main income, works in spare time while it is worth it.

Sits down if (expected pay - reservation wage) * time at disposal reaches the least gain worth sitting down for, and
stops when the session's pay falls below the reservation wage. So participation and hours rise with pay.
"""

import numpy as np

from microsim.compiling import inner
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.state.now import Now
from microsim.state.records import Record
from microsim.units import DAY, HOUR

from .sessions import Plan, add_session, hours_today, short_day, start_second, worth_it


@inner
def plan(now: Now, row: int, expected: float, w: Record, own: Record, s: np.ndarray, n: int) -> int:
    """One session in the spare time of the day, or none.

    Args:
        now: today.
        row: of the worker.
        expected: pay per hour, in 1/10,000.
        w: table of workers.
        own: parameters of the motive, `MOTIVE`.
        s: table of sessions; written from row `n` on as far as there is room.
        n: sessions planned so far.

    Returns:
        The new number of sessions.
    """
    line = w.line[row]
    floor = line.reservation_wage
    if not worth_it(expected, floor, own.longest, line.worthwhile):
        return n  # not even on a day without end
    u = draw(now.seed, of.DAY_PLAN, line.id, 0, now.day, 0, 0)
    if short_day(u[0], expected, floor, line, own):
        return n
    hours = hours_today(u[0], line.hours_per_day, own.hours_day_log_sd, own.longest)
    if not worth_it(expected, floor, hours, line.worthwhile):
        return n
    start, wanted = start_second(u[1], own), int(hours * HOUR)
    end = min(DAY, start + wanted)
    return add_session(s, n, Plan(row, line.id, start, end, 0, False, 0, floor, wanted, -1))
