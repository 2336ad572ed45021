"""Necessity: aims at an amount per week, and works longer when pay falls.

What is missing to the week's target is spread over the days left. The time wanted today is that amount over expected
pay, within the time at disposal: lower pay, longer hours, until the day is full. The worker stops once the amount is
reached and does not come at all if the amount within reach is not worth sitting down for, or pay is below the
reservation wage (which is then what some other way of getting by would bring).
"""

from microsim.codes import Motive
from microsim.compiling import compiled, inlined
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.units import DAY, HOUR

from .sessions import add_session, hours_today, short_day, start_second

LONG = 4 * 3600  # a break of an hour cuts longer work in two
BREAK = 3600


@compiled
def time_wanted(missing, days_left, expected, hours):
    """Hours wanted today, and the amount aimed at.

    Args:
        missing: money missing to the week's target.
        days_left: days left in the week, today included.
        expected: expected pay per hour.
        hours: at disposal.

    Example:
        >>> time_wanted(70_000.0, 7, 20_000.0, 6.0), time_wanted(70_000.0, 7, 10_000.0, 6.0)
        ((0.5, 10000.0), (1.0, 10000.0))
    """
    aim = max(0.0, missing) / days_left
    return min(hours, aim / expected), aim


@inlined
def plan(seed, day, weekday, row, expected, w, p, s, n):
    """One session, or two with a break, up to today's part of the week's target (which both share)."""
    if expected <= w.line[row].reservation_wage or w.book[row].earned_week >= w.book[row].weekly_target:
        return n
    u = draw(seed, of.DAY_PLAN, w.line[row].id, 0, day, 0, 0)
    if short_day(u[0], Motive.NECESSITY, expected, 0.0, w.line[row].hours_per_day, w.line[row].worthwhile, p):
        return n
    hours = hours_today(u[0], w.line[row].hours_per_day, p.hours_day_log_sd[Motive.NECESSITY])
    wanted, aim = time_wanted(w.book[row].weekly_target - w.book[row].earned_week, 7 - weekday, expected, hours)
    if wanted <= 0.0 or wanted * expected < w.line[row].worthwhile:
        return n
    start = start_second(u[1], Motive.NECESSITY, weekday, p)
    long = int(hours * HOUR)
    goal = int(aim)
    seconds = int(wanted * HOUR)
    if long <= LONG:
        return add_session(s, n, row, w.line[row].id, 0, start, min(DAY, start + long), False, goal, 0.0, seconds, -1)
    first = add_session(s, n, row, w.line[row].id, 0, start, min(DAY, start + LONG), False, goal, 0.0, seconds, -1)
    again = start + LONG + BREAK
    if again >= DAY:
        return first
    end = min(DAY, again + long - LONG)
    return add_session(s, first, row, w.line[row].id, 1, again, end, False, goal, 0.0, 0, n)
