"""What the rules of supply by motive share: parameters, the time at disposal, writing a session."""

from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled, inlined
from microsim.random.draws import lognormal, normal
from microsim.units import HOUR, SATURDAY

LAST_START = 84_600  # nobody sits down in the last half hour
LONGEST = 16.0  # hours in a day that anybody has
USUAL, USUAL_MOST = 0.9, 1.2816  # nine days in ten; a bit more than the standard normal quantile of that


class MotiveParams(NamedTuple):
    """Parameters by motive, and those of single motives.

    `nine_in_ten` bounds the time at disposal on nine days in ten, over a worker's median (see `short_day`).
    """

    hours_day_log_sd: np.ndarray
    nine_in_ten: np.ndarray
    start_hour: np.ndarray
    start_hour_weekend: np.ndarray
    start_hour_sd: np.ndarray
    window_minutes: float
    window_log_sd: float


@inlined
def hours_today(u, median, log_sd):
    """Time at disposal today in hours: log-normal around the worker's own median, at most `LONGEST`."""
    return min(LONGEST, lognormal(u, median, log_sd))


@compiled
def worth_it(expected, reservation, hours, worthwhile):
    """Whether a session is worth sitting down for: its gain over the reservation wage reaches the least gain.

    Example:
        >>> worth_it(20_000.0, 15_000.0, 1.0, 5_000.0), worth_it(20_000.0, 15_000.0, 0.5, 5_000.0)
        (True, False)
    """
    return (expected - reservation) * hours >= worthwhile


@inlined
def short_day(u, motive, expected, reservation, median, worthwhile, p):
    """Whether a session is surely not worth it today: nine days in ten, time at disposal is under a known multiple.

    Saves the logarithm and the exponential of `hours_today` for almost everybody on almost every day.
    """
    return u < USUAL and not worth_it(expected, reservation, median * p.nine_in_ten[motive], worthwhile)


@inlined
def start_second(u, motive, weekday, p):
    """Second of the day at which a worker sits down."""
    hour = p.start_hour_weekend[motive] if weekday >= SATURDAY else p.start_hour[motive]
    return int(min(max((hour + p.start_hour_sd[motive] * normal(u)) * HOUR, 0.0), float(LAST_START)))


@inlined
def add_session(s, n, row, who, number, start, end, strict, aim, floor, wanted, after):
    """Write a session; returns the new number. Beyond the room it only counts, and the caller makes room."""
    if n < len(s):
        s[n].worker = row
        s[n].who = who
        s[n].account = -1
        s[n].number = number
        s[n].start = start
        s[n].end = end
        s[n].strict = strict
        s[n].aim = aim
        s[n].floor = floor
        s[n].wanted = wanted
        s[n].after = after
    return n + 1
