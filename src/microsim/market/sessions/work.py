"""A run of tasks of one batch by one worker: time, answers, tasks given up."""

import math
from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled
from microsim.random import decisions as of
from microsim.random.draws import binomial, draw
from microsim.random.quantiles import Spread, factor
from microsim.state.now import Now
from microsim.state.records import Record

from .choice import Behaviour

MAX_RUN = 8_191  # 13 bits of the counter; 4 bits number the session, 7 bits the days since posting
ENOUGH = 2  # tasks given up in a row: one may be bad luck


@compiled
def run_counter(age_days: int, session: int, task: int) -> int:
    """Counter of a task within (worker, batch): days since posting, session of the day, task of the session.

    Example:
        >>> run_counter(0, 0, 5), run_counter(1, 2, 0)
        (5, 147456)
    """
    return ((age_days & 127) << 17) | ((session & 15) << 13) | (task & MAX_RUN)


@compiled
def run_length(u: float, log_goes_on: float) -> int:
    """Number of tasks after which a worker looks around again: geometric, at least 1.

    Args:
        u: uniform number.
        log_goes_on: logarithm of the chance that one more task follows, log(1 - 1/mean); minus infinity: never.

    Example:
        >>> [run_length(u, math.log(1.0 - 1.0 / 12.0)) for u in (0.01, 0.5, 0.99)]
        [1, 8, 53]
        >>> run_length(0.5, -math.inf)
        1
    """
    return 1 + int(math.log(1.0 - u) / log_goes_on)


@compiled
def task_time(u: float, median: float, spread: Spread) -> int:
    """Seconds that a task takes: log-normal around the worker's median, at least 1.

    Args:
        u: uniform number.
        median: the batch's median time times the worker's slowness.
        spread: `quantiles.Spread`.

    Example:
        >>> from microsim.random.quantiles import spread
        >>> task_time(0.5, 45.0, spread(0.5))
        45
    """
    return max(1, int(median * factor(u, spread) + 0.5))


class Pace(NamedTuple):
    """How a worker sets about a run of tasks.

    Attributes:
        slowness: own time over the median time of a task.
        accuracy: share of answers right, already raised to the difficulty of the task.
        luck: uniform number that says how many answers are right.
        first: `run_counter` of the first task.
        want: tasks the worker means to do, no more than are left.
    """

    slowness: float
    accuracy: float
    luck: float
    first: int
    want: int


class Run(NamedTuple):
    """What came of a run of tasks.

    Attributes:
        right, wrong, returned: tasks.
        worked, lost: seconds in submitted tasks, and in returned ones.
        taken_at: second at which the last task was taken.
    """

    right: int
    wrong: int
    returned: int
    worked: int
    lost: int
    taken_at: int


@compiled
def work_run(now: Now, desk: Record, offer: Record, terms: Record, pace: Pace, k: Behaviour) -> Run:
    """Do some tasks of one batch, from now until the worker has done as many as meant or the end is near.

    A task that turns out to take more than `give_up_ratio` times what was to be expected is given up once that is
    noticed; after two in a row the worker leaves the batch, whose time was misjudged. One that a strict end interrupts
    is given up at the end. A task given up goes back on show.

    Args:
        now: `Now`.
        desk: record of the session, see `desk.DESK`: who works, the clock, the end and whether it is strict.
        offer, terms: records of the batch, see `listing.OFFER`, `listing.TERMS`.
        pace: `Pace`.
        k: `choice.Behaviour`.
    """
    submitted = returned = worked = lost = in_a_row = 0
    clock, end, strict = int(desk.clock), int(desk.end), desk.strict
    requester, posted, slot = int(offer.requester_id), int(offer.day), int(offer.slot)
    taken_at = clock
    median = terms.seconds * pace.slowness
    expected = np.float64(offer.stated_seconds) * pace.slowness
    patience = k.give_up_ratio * expected
    noticed = max(1, int(k.notice_share * expected))
    u, second, third, fourth = draw(now.seed, of.TASK, desk.who, requester, posted, slot, pace.first >> 2)
    for _ in range(pace.first & 3):
        u, second, third = second, third, fourth
    for at in range(pace.first, pace.first + min(pace.want, MAX_RUN - (pace.first & MAX_RUN))):
        if at > pace.first and clock + expected > end:
            break
        if at > pace.first and at & 3 == 0:
            u, second, third, fourth = draw(now.seed, of.TASK, desk.who, requester, posted, slot, at >> 2)
        seconds = task_time(u, median, k.task_spread)
        u, second, third = second, third, fourth
        taken_at = clock
        if seconds > patience or (strict and clock + seconds > end):
            spent = seconds if seconds <= patience else min(seconds, noticed)
            if strict:
                spent = min(spent, max(0, end - clock))
            returned += 1
            lost += spent
            clock += spent
            in_a_row += 1
            if in_a_row == ENOUGH:
                break
        else:
            submitted += 1
            worked += seconds
            clock += seconds
            in_a_row = 0
    right = binomial(pace.luck, submitted, pace.accuracy)
    return Run(right, submitted - right, returned, worked, lost, taken_at)
