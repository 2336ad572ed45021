"""What a worker expects of the requesters behind the offers: own memory, warnings heard, and what a circle knows.

All evidence is tasks paid and tasks refused. Own experience counts as it is, a warning from a tie counts less and
fades, and whoever looks up the public rating or reads the forum adds what is written there of the requester.

One verdict counts once for whoever expects something. What is written lies in three piles, by who wrote it: those who
are in the circle of the rating alone, of the forum alone, or of both. So a reader of both adds up piles that share
nothing. And all know how much of it is their own, and leave that out for the requesters whom they remember.
"""

import math
from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled, inner, internal
from microsim.market.sessions.choice import Behaviour, appeal, chance_of_pay
from microsim.state.people import MEMORY, WARNED
from microsim.state.records import Record

KNOWN = MEMORY + WARNED
RATING, FORUM = 1, 2  # bits of a worker's circle: looks requesters up, reads the forum
CIRCLES = 4
PAID, REFUSED, APPEAL = 0, 1, 2
A_TASK = 0.5  # from here on, what is remembered of refusals rounds to a task
NOT_YET = -1.0  # an appeal that nobody has asked for; appeals are above 0


class Evidence(NamedTuple):
    """A verdict as a worker remembers it: identity of the requester, tasks paid, tasks refused."""

    requester: int
    paid: int
    refused: int


class Memory(NamedTuple):
    """How verdicts are remembered.

    Attributes:
        span: tasks of one requester that are remembered.
        fading: of what is written, log(2) over its half-life in days.
    """

    span: int
    fading: float


@compiled
def still_written(days: int, fading: float) -> float:
    """Share that is left of what was written so many evenings ago.

    Args:
        days: since the evening on which it was written; below 0: it is not evening yet.
        fading: log(2) over the half-life in days.

    Example:
        >>> still_written(-1, math.log(2.0) / 14.0), still_written(14, math.log(2.0) / 14.0)
        (1.0, 0.5)
    """
    return math.exp(-fading * max(0, days))


@inner
def weight_of_word(age: int, k: Behaviour) -> float:
    """Weight of a task that a tie told of so many days ago, beside one of one's own."""
    return k.warning_weight * math.exp(-k.fading * age)


@inner
def place_of(desk: Record, requester: int, n: int) -> int:
    """Where a requester stands among the first `n` that are known; `n` if nowhere."""
    for j in range(n):
        if desk.known[j] == requester:
            return j
    return n


@compiled
def recall(desk: Record, w: Record, day: int, k: Behaviour) -> None:
    """Lay out on the desk what the worker remembers and was told of requesters.

    Of those remembered, what the worker has written of them is taken off, as it stands in the piles, too.

    Args:
        desk: record of the session.
        w: columns of workers. day: today. k: `choice.Behaviour`.
    """
    book, n = w.book[desk.worker], 0
    desk.circle = book.circle
    for j in range(MEMORY):
        if book.met[j] != 0 and k.private_memory:
            desk.known[n] = book.met[j]
            desk.known_paid[n], desk.known_refused[n] = book.met_paid[j], book.met_refused[j]
            if book.circle != 0:
                left = still_written(day - 1 - int(book.met_day[j]), k.fading)
                desk.known_paid[n] -= left * np.float64(book.written_paid[j])
                desk.known_refused[n] -= left * np.float64(book.written_refused[j])
            n += 1
    for j in range(WARNED):
        if book.warned[j] == 0:
            continue
        at, weight = place_of(desk, book.warned[j], n), weight_of_word(day - book.warned_day[j], k)
        if at == n:
            desk.known[n] = book.warned[j]
            desk.known_paid[n] = desk.known_refused[n] = 0.0
            n += 1
        desk.known_paid[at] += weight * book.warned_paid[j]
        desk.known_refused[at] += weight * book.warned_refused[j]
    for j in range(KNOWN):
        desk.known_appeal[j] = NOT_YET
    for j in range(n, KNOWN):
        desk.known[j] = 0


@inner
def chance_from(paid: float, refused: float, k: Behaviour) -> float:
    """Chance of being paid after so much evidence, of which rounding may have left a little less than nothing."""
    return chance_of_pay(max(0.0, paid), max(0.0, refused), k.trust_start, k.trust_memory)


@inner
def appeal_of(paid: float, refused: float, k: Behaviour) -> float:
    """Part of an offer's appeal that comes from its requester, after so many tasks paid and refused."""
    chance = chance_from(paid, refused, k)
    return appeal(math.log(chance), k.trust_weight)


@inner
def written(q: int, circle: int, r: np.ndarray) -> tuple[float, float]:
    """Tasks paid and refused by a requester, as the members of a circle can read: each verdict once."""
    requester = r[q]
    if circle == 0:
        return 0.0, 0.0
    paid, refused = requester.shared_paid, requester.shared_refused
    if circle & RATING:
        paid += requester.rated_paid
        refused += requester.rated_refused
    if circle & FORUM:
        paid += requester.told_paid
        refused += requester.told_refused
    return paid, refused


@compiled
def chance_in(desk: Record, q: int, requester: int, r: np.ndarray, k: Behaviour) -> float:
    """Chance of being paid that a worker expects of one requester (`q` is its row): all that is known of it."""
    paid, refused = written(q, desk.circle, r)
    for j in range(KNOWN):
        if desk.known[j] == requester:
            paid += np.float64(desk.known_paid[j])
            refused += np.float64(desk.known_refused[j])
    return chance_from(paid, refused, k)


@compiled
def read_reputations(rows: np.ndarray, b: np.ndarray, r: np.ndarray, heard: np.ndarray, k: Behaviour) -> None:
    """What each circle knows of the requesters of some batches: tasks paid, tasks refused, the appeal these give.

    Args:
        rows: of the batches, ``int64[n]``.
        b, r: columns of batches and requesters.
        heard: filled but for those in no circle, ``float64[n, CIRCLES, 3]``.
        k: `choice.Behaviour`.
    """
    for i in range(len(rows)):
        q = b[rows[i]].requester
        for circle in range(1, CIRCLES):
            paid, refused = written(q, circle, r)
            heard[i, circle, PAID], heard[i, circle, REFUSED] = paid, refused
            heard[i, circle, APPEAL] = appeal_of(paid, refused, k)


@inner
def known_appeal(desk: Record, at: int, k: Behaviour) -> float:
    """Appeal of a requester that the worker knows, worked out when its first offer is met."""
    if desk.known_appeal[at] == NOT_YET:
        paid, refused = np.float64(desk.known_paid[at]), np.float64(desk.known_refused[at])
        desk.known_appeal[at] = appeal_of(paid, refused, k)
    return np.float64(desk.known_appeal[at])


@inner
def trust_in(desk: Record, place: int, requester: int, unknown: float, heard: np.ndarray, k: Behaviour) -> float:
    """Appeal of the requester behind an offer: as remembered and heard, or that of somebody unknown.

    Args:
        desk: record of the session.
        place: of the offer in the listing.
        requester: identity.
        unknown: appeal of somebody nobody told of.
        heard: see `read_reputations`; not read by those who belong to no circle.
        k: `choice.Behaviour`.
    """
    at = -1
    for j in range(KNOWN):
        at = j if desk.known[j] == requester else at
    if desk.circle == 0:
        return known_appeal(desk, np.uint32(at), k) if at >= 0 else unknown
    if at < 0:
        return heard[place, desk.circle, APPEAL]
    paid = heard[place, desk.circle, PAID] + np.float64(desk.known_paid[at])
    refused = heard[place, desk.circle, REFUSED] + np.float64(desk.known_refused[at])
    return appeal_of(paid, refused, k)


@internal
def longest_ago(mind: Record) -> int:
    """Place of the requester judged longest ago in a worker's memory, rather of one who is not known to refuse."""
    worst = 0
    for j in range(1, MEMORY):
        grudge, least = mind.met_refused[j] >= A_TASK, mind.met_refused[worst] >= A_TASK
        if grudge < least or (grudge == least and mind.met_day[j] < mind.met_day[worst]):
            worst = j
    return worst


@compiled
def remember(w: Record, worker: int, seen: Evidence, day: int, memory: Memory) -> None:
    """Note a verdict in the worker's memory of requesters, and, if he or she belongs to a circle, that it is written.

    For a new one, the requester judged longest ago is forgotten, and rather one of whom no refusal is remembered (by
    now, less than half a task). Of one requester some `span` tasks are remembered: beyond that, paid and refused ones
    fade alike, in fractions of a task.

    Args:
        w: columns of workers.
        worker: row of the worker.
        seen: the verdict.
        day: of the verdict.
        memory: `Memory`.
    """
    mind, at = w.book[worker], -1
    for j in range(MEMORY):
        at = j if mind.met[j] == seen.requester else at
    if at < 0:
        at = longest_ago(mind)
        mind.met[at] = seen.requester
        mind.met_paid[at] = mind.met_refused[at] = mind.written_paid[at] = mind.written_refused[at] = 0.0
    if mind.circle != 0:
        left = still_written(day - int(mind.met_day[at]), memory.fading)
        mind.written_paid[at] = left * np.float64(mind.written_paid[at]) + seen.paid
        mind.written_refused[at] = left * np.float64(mind.written_refused[at]) + seen.refused
    paid = np.float64(mind.met_paid[at]) + seen.paid
    refused = np.float64(mind.met_refused[at]) + seen.refused
    kept = min(1.0, memory.span / (paid + refused))
    mind.met_paid[at], mind.met_refused[at], mind.met_day[at] = kept * paid, kept * refused, day
