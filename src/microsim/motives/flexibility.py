"""Flexibility: works in the gaps of the day, and must stop when the gap is over.

The day's time at disposal falls into gaps of some 25 minutes, spread over the hours from 8 to 22. Each gap is used if
its gain over the reservation wage reaches the least gain worth sitting down for. Tasks that do not fit are not taken;
one that is not finished when the gap ends is given up.
"""

import numpy as np

from microsim.compiling import inner
from microsim.random import decisions as of
from microsim.random.draws import draw, lognormal, poisson
from microsim.state.now import Now
from microsim.state.records import Record
from microsim.units import DAY, HOUR

from .sessions import USUAL, Plan, add_session, hours_today, worth_it


@inner
def plan(now: Now, row: int, expected: float, w: Record, own: Record, s: np.ndarray, n: int) -> int:
    """One strict session for each gap that is worth it.

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
    usual_most = line.hours_per_day * own.nine_in_ten * 60.0 / own.window_minutes
    if u[0] < USUAL and u[1] <= 1.0 - usual_most:
        return n  # no gap: 1 - x is below exp(-x), the chance of none
    hours = hours_today(u[0], line.hours_per_day, own.hours_day_log_sd, own.longest)
    windows = min(own.most_gaps, poisson(u[1], hours * 60.0 / own.window_minutes))
    before, number = -1, 0
    for k in range(windows):
        v = draw(now.seed, of.WINDOW, line.id, 0, now.day, 0, k)
        length = lognormal(v[0], own.window_minutes / 60.0, own.window_log_sd)
        if not worth_it(expected, floor, length, line.worthwhile):
            continue
        hour = own.first_hour + (own.last_hour - own.first_hour) * (k + v[1]) / windows
        start, wanted = int(hour * HOUR), int(length * HOUR)
        end = min(DAY, start + wanted)
        after, before = before, n
        n = add_session(s, n, Plan(row, line.id, start, end, number, True, 0, floor, wanted, after))
        number += 1
    return n
