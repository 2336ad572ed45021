"""How a worker weighs an offer: pay per hour, chance of being paid, gates, fit to the time left, and taste."""

import math
from typing import NamedTuple

from microsim.compiling import compiled
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.random.quantiles import Spread
from microsim.state.records import Record
from microsim.units import HOUR

ANY, ABROAD = -1, -2  # country of a batch open to all; of people abroad, and of a batch closed to the protected


class Behaviour(NamedTuple):
    """Parameters of search, choice and work (see the configuration of the same name).

    Attributes:
        scale: share of the market that is simulated.
        outside: waiting time of the outside option, exp(-`outside_utility`).
        run_length: mean number of tasks of a run, over which a search is spread.
        log_goes_on: logarithm of the chance that one more task follows in a run, log(1 - 1/`run_length`).
        task_spread: of the time of a task around its median.
        fading: of warnings, log(2) over their half-life in days.
        ban_memory: weight of the first belief that work done with AI against a ban passes, in tasks.
        least_trial: seconds of a session before pay can disappoint.
    """

    scale: float
    page_one: float
    page_tail: float
    pay_weight: float
    trust_weight: float
    outside: float
    patience: int
    run_length: float
    log_goes_on: float
    task_spread: Spread
    give_up_ratio: float
    notice_share: float
    trust_start: float
    trust_memory: float
    private_memory: bool
    warning_weight: float
    fading: float
    ban_memory: float
    least_trial: float


@compiled
def chance_of_pay(paid: float, refused: float, trust_start: float, trust_memory: float) -> float:
    """Chance of being paid that a worker expects of a requester after so many tasks paid and refused.

    Args:
        paid, refused: tasks that the worker remembers.
        trust_start: chance expected of somebody unknown.
        trust_memory: weight of that first belief, in tasks.

    Returns:
        ``float64`` in (0, 1].

    Example:
        >>> chance_of_pay(5, 5, 0.99, 10.0), chance_of_pay(0, 0, 0.99, 10.0)
        (0.745, 0.99)
    """
    return (trust_memory * trust_start + paid) / (trust_memory + paid + refused)


class Seeker(NamedTuple):
    """What gates ask of a worker who looks for work on a platform.

    Attributes:
        country: code; below 0 abroad.
        languages: bits of the gates passed for what she speaks.
        shielded: whether some law protects her here.
        tests_failed: bits of the task types whose test she failed here.
        approved, rejected: tasks judged here.
    """

    country: int
    languages: int
    shielded: bool
    tests_failed: int
    approved: int
    rejected: int


@compiled
def admitted(offer: Record, seeker: Seeker) -> bool:
    """Whether a worker passes the gates of a batch: country or language, approval rate, tasks approved, no failed test.

    A worker whose work nobody has judged yet counts as fully approved, as on the platforms of the time.

    Args:
        offer: record of `listing.OFFER`; its gates are -1, 0, 0 where there is none, gate -2 is for the unprotected.
        seeker: `Seeker`.

    Example:
        >>> import numpy as np
        >>> from microsim.market.sessions.listing import OFFER
        >>> offer = np.zeros(1, OFFER)
        >>> offer["country"], offer["min_approval"], offer["tested"] = -1, 0.95, -1
        >>> admitted(offer[0], Seeker(0, 0, False, 0, 95, 5)), admitted(offer[0], Seeker(0, 0, False, 0, 94, 6))
        (True, False)
        >>> offer["country"] = 3
        >>> [admitted(offer[0], Seeker(0, 1 << language, False, 0, 0, 0)) for language in (3, 4)]
        [True, False]
    """
    gate, tested = int(offer.country), int(offer.tested)
    failed = (tested >= 0) & ((seeker.tests_failed >> max(tested, 0)) & 1)
    judged = seeker.approved + seeker.rejected
    enough = (seeker.approved >= offer.min_number) & (seeker.approved >= offer.min_approval * judged)
    spoken = (gate >= 0) & (((seeker.languages >> max(gate, 0)) & 1) == 1)
    open_to = (gate == ANY) | (gate == seeker.country) | spoken | ((gate == ABROAD) & (not seeker.shielded))
    return open_to & enough & (failed == 0)


@compiled
def appeal(log_good: float, weight: float) -> float:
    """Exponential of what one good thing of an offer is worth: pay per hour over what is expected, or the chance of it.

    An offer's appeal is the exponential of its utility, taste apart, a product of such parts. Each is worked out once:
    per batch (for somebody of usual speed, see `at_own_speed`), per session, per requester met.

    Args:
        log_good: logarithm of the good. weight: of it, `pay_weight` or `trust_weight`.

    Example:
        >>> appeal(0.0, 0.1), round(appeal(math.log(0.5), 2.0), 9)
        (1.0, 0.25)
    """
    return math.exp(weight * log_good)


@compiled
def log_pay_per_hour(price: int, seconds: float, search: float) -> float:
    """Logarithm of what an hour of a batch pays, its part of the search included.

    Args:
        price: of a task, in 1/10,000.
        seconds: that a task takes.
        search: seconds of searching per task.

    Example:
        >>> round(math.exp(log_pay_per_hour(500, 60.0, 30.0)))
        20000
    """
    return math.log(price * HOUR / (seconds + search))


@compiled
def at_own_speed(stated: float, search: float, slowness: float, pay_weight: float) -> float:
    """Appeal of an offer at the worker's own speed, over that at the usual one: the search takes everybody the same.

    Args:
        stated: seconds that a task takes at the usual speed, as stated.
        search: seconds of searching per task.
        slowness: own time of a task over the usual.
        pay_weight: of pay in the utility of an offer.

    Example:
        >>> at_own_speed(60.0, 0.0, 0.5, 1.0), at_own_speed(60.0, 60.0, 0.5, 1.0), at_own_speed(60.0, 60.0, 1.0, 1.0)
        (2.0, 1.3333333333333333, 1.0)
    """
    return ((stated + search) / (stated * slowness + search)) ** pay_weight


@compiled
def most_at_own_speed(slowness: float, pay_weight: float) -> float:
    """The most that own speed can make of the appeal of any offer, `at_own_speed`: as much as without a search.

    Args:
        slowness: own time of a task over the usual.
        pay_weight: of pay in the utility of an offer.

    Example:
        >>> most_at_own_speed(0.5, 2.0), most_at_own_speed(2.0, 2.0)
        (4.0, 1.0)
    """
    return min(1.0, slowness) ** -pay_weight


@compiled
def luck(seed: int, who: int, requester: int, posted: int, slot: int, look: int) -> float:
    """Uniform number of one worker about one batch on one day; looked at twice on a day, it is the same.

    Args:
        seed: of the run.
        who: identity of the worker.
        requester, posted, slot: the batch.
        look: days since it was posted, and which of the offers for which it stands, see `look_of`.
    """
    return draw(seed, of.CHOICE, who, requester, posted, slot, look)[0]


@compiled
def look_of(age_days: int, copy: int) -> int:
    """Number of a look: days since the batch was posted, and which of the offers that it stands for, in a sample.

    Example:
        >>> look_of(3, 0), look_of(3, 2)
        (3, 259)
    """
    return (age_days & 127) | (copy << 7)


@compiled
def place_of(rank: int, scale: float) -> tuple[int, int]:
    """Where an offer of the whole market stands in a sample: which one stands for it, and as its how-many-eth.

    Args:
        rank: in the listing of the whole market, from 0.
        scale: of the sample.

    Example:
        >>> [place_of(rank, 0.4) for rank in range(6)]
        [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (2, 0)]
    """
    at = int(scale * rank)
    first = int(at / scale)
    if int(scale * first) < at:
        first += 1
    return at, rank - first


@compiled
def waiting_time(luck: float, enough: float) -> float:
    """Unit exponential time.

    The offer with the least waiting time over appeal is taken. That is the logit choice: minus the logarithm of a
    unit exponential is Gumbel noise, so the least ratio is the highest utility plus noise, for one logarithm a look,
    and none where the time is sure to be `enough` or more (1 - luck is below -log(luck)): then it is infinite.
    """
    return math.inf if 1.0 - luck >= enough else -math.log(luck)
