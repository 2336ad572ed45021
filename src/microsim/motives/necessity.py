"""Necessity: aims at an amount per week, and works longer when pay falls.

What is missing to the week's target is spread over the days left. The time wanted today is that amount over expected
pay, within the time at disposal: lower pay, longer hours, until the day is full. The worker stops once the amount is
reached and does not come at all if the amount within reach is not worth sitting down for, or pay is below the
reservation wage (which is then what some other way of getting by would bring).
"""

from microsim.kernels import decisions as of
from microsim.kernels.clock import DAY, HOUR
from microsim.kernels.compiling import compiled, inlined
from microsim.kernels.random import draw
from microsim.kernels.supply import NECESSITY, add_session, hours_today, short_day, start_second

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
    if expected <= w.reservation_wage[row] or w.earned_week[row] >= w.weekly_target[row]:
        return n
    u = draw(seed, of.DAY_PLAN, w.id[row], 0, day, 0, 0)
    if short_day(u[0], NECESSITY, expected, 0.0, w.hours_per_day[row], w.worthwhile[row], p):
        return n
    hours = hours_today(u[0], w.hours_per_day[row], p.hours_day_log_sd[NECESSITY])
    wanted, aim = time_wanted(w.weekly_target[row] - w.earned_week[row], 7 - weekday, expected, hours)
    if wanted <= 0.0 or wanted * expected < w.worthwhile[row]:
        return n
    start = start_second(u[1], NECESSITY, weekday, p)
    long = int(hours * HOUR)
    goal = int(aim)
    seconds = int(wanted * HOUR)
    if long <= LONG:
        return add_session(s, n, row, w.id[row], 0, start, min(DAY, start + long), False, goal, 0.0, seconds, -1)
    first = add_session(s, n, row, w.id[row], 0, start, min(DAY, start + LONG), False, goal, 0.0, seconds, -1)
    again = start + LONG + BREAK
    if again >= DAY:
        return first
    end = min(DAY, again + long - LONG)
    return add_session(s, first, row, w.id[row], 1, again, end, False, goal, 0.0, 0, n)
