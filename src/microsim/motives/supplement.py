"""Supplement: has a main income, works in spare time while it is worth it.

Sits down if (expected pay - reservation wage) * time at disposal reaches the least gain worth sitting down for, and
stops when the session's pay falls below the reservation wage. So participation and hours rise with pay.
"""

from microsim.codes import Motive
from microsim.compiling import inlined
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.units import DAY, HOUR

from .sessions import LONGEST, add_session, hours_today, short_day, start_second, worth_it


@inlined
def plan(seed, day, weekday, row, expected, w, p, s, n):
    """One session in the spare time of the day, or none."""
    if not worth_it(expected, w.line[row].reservation_wage, LONGEST, w.line[row].worthwhile):
        return n  # not even on a day without end
    u = draw(seed, of.DAY_PLAN, w.line[row].id, 0, day, 0, 0)
    if short_day(
        u[0],
        Motive.SUPPLEMENT,
        expected,
        w.line[row].reservation_wage,
        w.line[row].hours_per_day,
        w.line[row].worthwhile,
        p,
    ):
        return n
    hours = hours_today(u[0], w.line[row].hours_per_day, p.hours_day_log_sd[Motive.SUPPLEMENT])
    if not worth_it(expected, w.line[row].reservation_wage, hours, w.line[row].worthwhile):
        return n
    start = start_second(u[1], Motive.SUPPLEMENT, weekday, p)
    wanted = int(hours * HOUR)
    end = min(DAY, start + wanted)
    return add_session(s, n, row, w.line[row].id, 0, start, end, False, 0, w.line[row].reservation_wage, wanted, -1)
