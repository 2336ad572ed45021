"""Supplement: has a main income, works in spare time while it is worth it.

Sits down if (expected pay - reservation wage) * time at disposal reaches the least gain worth sitting down for, and
stops when the session's pay falls below the reservation wage. So participation and hours rise with pay.
"""

from microsim.kernels import decisions as of
from microsim.kernels.clock import DAY, HOUR
from microsim.kernels.compiling import inlined
from microsim.kernels.random import draw
from microsim.kernels.supply import LONGEST, SUPPLEMENT, add_session, hours_today, short_day, start_second, worth_it


@inlined
def plan(seed, day, weekday, row, expected, w, p, s, n):
    """One session in the spare time of the day, or none."""
    if not worth_it(expected, w.reservation_wage[row], LONGEST, w.worthwhile[row]):
        return n  # not even on a day without end
    u = draw(seed, of.DAY_PLAN, w.id[row], 0, day, 0, 0)
    if short_day(u[0], SUPPLEMENT, expected, w.reservation_wage[row], w.hours_per_day[row], w.worthwhile[row], p):
        return n
    hours = hours_today(u[0], w.hours_per_day[row], p.hours_day_log_sd[SUPPLEMENT])
    if not worth_it(expected, w.reservation_wage[row], hours, w.worthwhile[row]):
        return n
    start = start_second(u[1], SUPPLEMENT, weekday, p)
    wanted = int(hours * HOUR)
    end = min(DAY, start + wanted)
    return add_session(s, n, row, w.id[row], 0, start, end, False, 0, w.reservation_wage[row], wanted, -1)
