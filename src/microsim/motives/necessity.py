"""Necessity: aims at an amount per week, and works longer when pay falls.

What is missing to the week's target is spread over the days left. The time wanted today is that amount over expected
pay, within the time at disposal: lower pay, longer hours, until the day is full. The worker stops once the amount is
reached and does not come at all if the amount within reach is not worth sitting down for, or pay is below the
reservation wage (which is then what some other way of getting by would bring).
"""

import numpy as np

from microsim.compiling import compiled, inner
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.state.now import Now
from microsim.state.records import Record
from microsim.units import DAY, HOUR

from .sessions import Plan, add_session, hours_today, short_day, start_second


@compiled
def time_wanted(missing: float, days_left: int, expected: float, hours: float) -> tuple[float, float]:
    """Hours wanted today, and the amount aimed at.

    Args:
        missing: money missing to the week's target.
        days_left: days left in the week, today included.
        expected: expected pay per hour.
        hours: at disposal.

    Returns:
        (hours, amount in 1/10,000).

    Example:
        >>> time_wanted(70_000.0, 7, 20_000.0, 6.0), time_wanted(70_000.0, 7, 10_000.0, 6.0)
        ((0.5, 10000.0), (1.0, 10000.0))
    """
    aim = max(0.0, missing) / days_left
    return min(hours, aim / expected), aim


@inner
def plan(now: Now, row: int, expected: float, w: Record, own: Record, s: np.ndarray, n: int) -> int:
    """One session, or two with a break, up to today's part of the week's target (which both share).

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
    line, book = w.line[row], w.book[row]
    if expected <= line.reservation_wage:
        return n
    u = draw(now.seed, of.DAY_PLAN, line.id, 0, now.day, 0, 0)
    if short_day(u[0], expected, 0.0, line, own) or book.earned_week >= book.weekly_target:
        return n  # the book is opened last: it lies elsewhere in memory
    hours = hours_today(u[0], line.hours_per_day, own.hours_day_log_sd, own.longest)
    wanted, aim = time_wanted(book.weekly_target - book.earned_week, 7 - now.weekday, expected, hours)
    if wanted <= 0.0 or wanted * expected < line.worthwhile:
        return n
    start, long = start_second(u[1], own), int(hours * HOUR)
    goal, seconds = int(aim), int(wanted * HOUR)
    end = min(DAY, start + min(long, own.stretch))
    first = add_session(s, n, Plan(row, line.id, start, end, 0, False, goal, 0.0, seconds, -1))
    again = start + own.stretch + own.rest
    if long <= own.stretch or again >= DAY:
        return first
    end = min(DAY, again + long - own.stretch)
    return add_session(s, first, Plan(row, line.id, again, end, 1, False, goal, 0.0, 0, n))
