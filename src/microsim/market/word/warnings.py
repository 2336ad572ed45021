"""Word of mouth: verdicts are reported to the rating and told in the forum, ties are warned, and everything fades."""

import math
from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled, internal
from microsim.state.ahead import AHEAD, fetch
from microsim.state.now import Now
from microsim.state.people import Workers
from microsim.state.records import Record

from .trust import FORUM, RATING, WARNED

CIRCLE = Workers.cache_line("circle")


class Web(NamedTuple):
    """The network as kernels get it, see `state.ties.Ties`."""

    offsets: np.ndarray
    ties: np.ndarray
    holder: np.ndarray


@compiled
def worth_a_warning(accepted: int, rejected: int, grievance: float) -> bool:
    """Whether so much of a submission was refused that a worker warns the others.

    Args:
        accepted, rejected: tasks of the submission.
        grievance: share rejected from which on one warns.

    Example:
        >>> worth_a_warning(9, 1, 0.2), worth_a_warning(8, 2, 0.2), worth_a_warning(5, 0, 0.0)
        (False, True, False)
    """
    return rejected > 0 and rejected >= grievance * (accepted + rejected)


@internal
def hear(w: Record, worker: int, requester: int, paid: int, refused: int, day: int) -> None:
    """Note a warning in a worker's mind; of the requesters warned of, the one heard of longest ago is forgotten.

    Args:
        w: table of workers.
        worker: row in the table of workers.
        requester: identity.
        paid, refused: tasks of the submission.
        day: number of the day.
    """
    mind = w.book[worker]
    at, oldest = -1, 0
    for j in range(WARNED):
        at = j if mind.warned[j] == requester else at
        oldest = j if mind.warned_day[j] < mind.warned_day[oldest] else oldest
    if at < 0:
        at = oldest
        mind.warned[at] = requester
        mind.warned_paid[at] = mind.warned_refused[at] = 0
    mind.warned_paid[at] += paid
    mind.warned_refused[at] += refused
    mind.warned_day[at] = day


@internal
def warn(day: int, case: Record, grievance: float, web: Web, w: Record) -> int:
    """Whoever had a good part of a submission refused warns those ties who will not read of it. Returns how many heard.

    Args:
        day: number of the day.
        case: a verdict, `CASE`.
        grievance: share rejected from which on one warns.
        web: the network.
        w: table of workers.
    """
    paid, refused = int(case.accepted), int(case.rejected)
    if not worth_a_warning(paid, refused, grievance):
        return 0
    heard, place, circle = 0, w.book[case.worker].place, w.book[case.worker].circle
    if place >= 0:
        for k in range(web.offsets[place], web.offsets[place + 1]):
            other = web.holder[web.ties[k]]
            if other >= 0 and (circle == 0 or w.book[other].circle & circle == 0):
                hear(w, other, case.face, paid, refused, day)
                heard += 1
    return heard


@compiled
def tell(now: Now, cases: np.ndarray, grievance: float, web: Web, w: Record, r: np.ndarray) -> tuple[int, int]:
    """Today's verdicts are told: those who look requesters up report them to the rating, those who read the forum tell
    them there, and whoever had a good part of a submission refused warns his or her ties. Of a requester some of whose
    batches are in the sample, as much more is reported.

    Args:
        now: today.
        cases: today's verdicts, ``CASE[n]``.
        grievance: refused share of a submission that is worth a warning.
        web: the network.
        w, r: workers, requesters.

    Returns:
        (Verdicts told in the forum, warnings that reached somebody).
    """
    told = heard = 0
    for j in range(len(cases)):
        fetch(w.book[cases[min(j + AHEAD, len(cases) - 1)].worker], CIRCLE)
        case = cases[j]
        if case.detected:  # who did it with AI against a ban has nothing to tell
            continue
        circle, requester = w.book[case.worker].circle, r[case.requester]
        if circle == RATING:
            requester.rated_paid += case.accepted / requester.thinned
            requester.rated_refused += case.rejected / requester.thinned
        elif circle == FORUM:
            requester.told_paid += case.accepted / requester.thinned
            requester.told_refused += case.rejected / requester.thinned
        elif circle == RATING | FORUM:
            requester.shared_paid += case.accepted / requester.thinned
            requester.shared_refused += case.rejected / requester.thinned
        told += circle & FORUM != 0
        heard += warn(now.day, case, grievance, web, w)
    return told, heard


@compiled
def fade(half_life_days: float, r: np.ndarray) -> None:
    """A day goes by over what is written of requesters in the rating and the forum.

    Args:
        half_life_days: after which half of it counts.
        r: requesters.
    """
    keep = math.exp(-math.log(2.0) / half_life_days)
    for q in range(len(r)):
        requester = r[q]
        requester.rated_paid *= keep
        requester.rated_refused *= keep
        requester.told_paid *= keep
        requester.told_refused *= keep
        requester.shared_paid *= keep
        requester.shared_refused *= keep
