"""Flexibility: works in the gaps of the day, and must stop when the gap is over.

The day's time at disposal falls into gaps of some 25 minutes, spread over the hours from 8 to 22. Each gap is used if
its gain over the reservation wage reaches the least gain worth sitting down for. Tasks that do not fit are not taken;
one that is not finished when the gap ends is given up.
"""

from microsim.codes import Motive
from microsim.compiling import inlined
from microsim.random import decisions as of
from microsim.random.draws import draw, lognormal, poisson
from microsim.units import DAY, HOUR

from .sessions import LONGEST, USUAL, add_session, hours_today, worth_it

FIRST_HOUR, LAST_HOUR = 8.0, 22.0
MOST_WINDOWS = 6


@inlined
def plan(seed, day, weekday, row, expected, w, p, s, n):
    """One strict session for each gap that is worth it."""
    if not worth_it(expected, w.line[row].reservation_wage, LONGEST, w.line[row].worthwhile):
        return n  # not even on a day without end
    who = w.line[row].id
    u = draw(seed, of.DAY_PLAN, who, 0, day, 0, 0)
    usual_most = w.line[row].hours_per_day * p.nine_in_ten[Motive.FLEXIBILITY] * 60.0 / p.window_minutes
    if u[0] < USUAL and u[1] <= 1.0 - usual_most:
        return n  # no gap: 1 - x is below exp(-x), the chance of none
    hours = hours_today(u[0], w.line[row].hours_per_day, p.hours_day_log_sd[Motive.FLEXIBILITY])
    windows = min(MOST_WINDOWS, poisson(u[1], hours * 60.0 / p.window_minutes))
    before = -1
    number = 0
    for k in range(windows):
        v = draw(seed, of.WINDOW, who, 0, day, 0, k)
        length = lognormal(v[0], p.window_minutes / 60.0, p.window_log_sd)
        if not worth_it(expected, w.line[row].reservation_wage, length, w.line[row].worthwhile):
            continue
        hour = FIRST_HOUR + (LAST_HOUR - FIRST_HOUR) * (k + v[1]) / windows
        start = int(hour * HOUR)
        end = min(DAY, start + int(length * HOUR))
        after = before
        before = n
        n = add_session(
            s, n, row, who, number, start, end, True, 0, w.line[row].reservation_wage, int(length * HOUR), after
        )
        number += 1
    return n
