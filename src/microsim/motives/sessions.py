"""What the rules of supply by motive share: parameters, the time at disposal, writing a session."""

from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled, inner
from microsim.random.draws import lognormal, normal
from microsim.state.records import Record
from microsim.units import HOUR

USUAL, USUAL_MOST = 0.9, 1.2816  # nine days in ten; a bit more than the standard normal quantile of that

# Parameters of a motive, one record each. `nine_in_ten` bounds the time at disposal on nine days in ten, over a
# worker's median (see `short_day`); `longest` hours nobody exceeds, after `last_start` (s) nobody sits down; `stretch`
# and `rest` (s) are those of necessity, what follows of flexibility.
MOTIVE = np.dtype(
    [
        ("hours_day_log_sd", "f8"), ("nine_in_ten", "f8"), ("start_hour", "f8"),
        ("start_hour_sd", "f8"), ("longest", "f8"), ("last_start", "f8"), ("stretch", "i8"), ("rest", "i8"),
        ("window_minutes", "f8"), ("window_log_sd", "f8"), ("first_hour", "f8"), ("last_hour", "f8"),
        ("most_gaps", "i8"),
    ]
)  # fmt: skip


class Plan(NamedTuple):
    """One session as it is planned: seconds of the day, money in 1/10,000 of the currency unit.

    Kernels give all of it: compiled code knows no defaults.

    Attributes:
        worker, who: row, and identity in addresses.
        start, end: seconds of the day.
        number: within the worker's day.
        strict: whether work must stop at the end.
        aim: stops once this much was submitted; 0: no aim.
        floor: stops when pay per hour falls below; 0: never.
        wanted: seconds that the worker wants to work.
        after: row of the worker's session before this one; -1: none.
    """

    worker: int
    who: int
    start: int
    end: int
    number: int = 0
    strict: bool = False
    aim: int = 0
    floor: float = 0.0
    wanted: int = 0
    after: int = -1


@compiled
def hours_today(u: float, median: float, log_sd: float, longest: float) -> float:
    """Time at disposal today in hours: log-normal around the worker's own median, at most `longest`.

    Args:
        u: uniform number in (0, 1).
        median: hours on a middling day.
        log_sd: spread of the logarithm.
        longest: hours.

    Example:
        >>> hours_today(0.5, 2.0, 0.7, 16.0), hours_today(0.999, 12.0, 0.7, 16.0)
        (2.0, 16.0)
    """
    return min(longest, lognormal(u, median, log_sd))


@compiled
def worth_it(expected: float, reservation: float, hours: float, worthwhile: float) -> bool:
    """Whether a session is worth sitting down for: its gain over the reservation wage reaches the least gain.

    Args:
        expected, reservation: pay per hour, in 1/10,000.
        hours: of the session.
        worthwhile: least gain, in 1/10,000.

    Example:
        >>> worth_it(20_000.0, 15_000.0, 1.0, 5_000.0), worth_it(20_000.0, 15_000.0, 0.5, 5_000.0)
        (True, False)
    """
    return (expected - reservation) * hours >= worthwhile


@inner
def short_day(u: float, expected: float, reservation: float, line: Record, own: Record) -> bool:
    """Whether a session is surely not worth it today: nine days in ten, time at disposal is under a known multiple.

    Saves the logarithm and the exponential of `hours_today` for almost everybody on almost every day.

    Args:
        u: uniform number behind `hours_today`.
        expected, reservation: pay per hour.
        line: of the worker. own: `MOTIVE`.
    """
    return u < USUAL and not worth_it(expected, reservation, line.hours_per_day * own.nine_in_ten, line.worthwhile)


@inner
def start_second(u: float, own: Record) -> int:
    """Second of the day at which a worker sits down; `own`: `MOTIVE`.

    Args:
        u: uniform number in (0, 1).
        own: parameters of the motive, `MOTIVE`.
    """
    return int(min(max((own.start_hour + own.start_hour_sd * normal(u)) * HOUR, 0.0), own.last_start))


@compiled
def add_session(s: np.ndarray, n: int, plan: Plan) -> int:
    """Write a session; returns the new number. Beyond the room it only counts, and the caller makes room.

    Args:
        s, n: columns of sessions, and how many are in use.
        plan: `Plan`.

    Example:
        >>> from microsim.state.trade import Sessions
        >>> s = Sessions(1)
        >>> add_session(s.arrays, 0, Plan(7, 6, 36_000, 39_600)), int(s.end[0]), int(s.account[0])
        (1, 39600, -1)
        >>> add_session(s.arrays, 1, Plan(8, 7, 36_000, 39_600))
        2
    """
    if n < len(s):
        session = s[n]
        session.worker = plan.worker
        session.who = plan.who
        session.account = -1
        session.number = plan.number
        session.start = plan.start
        session.end = plan.end
        session.strict = plan.strict
        session.aim = plan.aim
        session.floor = plan.floor
        session.wanted = plan.wanted
        session.after = plan.after
    return n + 1
