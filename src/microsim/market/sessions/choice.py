"""How a worker weighs an offer: pay per hour, chance of being paid, gates, fit to the time left, and taste."""

import math
from typing import NamedTuple

from microsim.compiling import compiled
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.random.quantiles import Spread

ANY, ABROAD = -1, -2  # country of a batch open to all; of people abroad, and of a batch closed to the protected


class Behaviour(NamedTuple):
    """Parameters of search, choice and work (see the configuration of the same name).

    Attributes:
        outside: waiting time of the outside option, exp(-`outside_utility`).
        log_goes_on: logarithm of the chance that one more task follows in a run, log(1 - 1/`run_length`).
        task_spread: of the time of a task around its median.
        fading: of warnings, log(2) over their half-life in days.
    """

    page_one: float
    page_tail: float
    pay_weight: float
    trust_weight: float
    outside: float
    patience: int
    log_goes_on: float
    task_spread: Spread
    give_up_ratio: float
    notice_share: float
    platform_noise: float
    trust_start: float
    trust_memory: float
    private_memory: bool
    warning_weight: float
    fading: float


@compiled
def chance_of_pay(paid, refused, trust_start, trust_memory):
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


@compiled
def admitted(gate, min_approval, min_number, test_failed, country, languages, shielded, approved, rejected):
    """Whether a worker passes the gates of a batch: country or language, approval rate, tasks approved, no failed test.

    A worker whose work nobody has judged yet counts as fully approved, as on the platforms of the time.

    Args:
        gate, min_approval, min_number: gates of the batch (-1, 0, 0: none; gate -2: for the unprotected).
        test_failed: whether the worker failed the test of this type of task.
        country, languages, shielded, approved, rejected: of the worker on this platform; `languages`: bits of the gates
            passed for what she speaks; `shielded`: some law protects her here.

    Example:
        >>> admitted(-1, 0.95, 0, False, 0, 0, False, 95, 5), admitted(-1, 0.95, 0, False, 0, 0, False, 94, 6)
        (True, False)
        >>> admitted(2, 0.0, 0, False, 0, 0, False, 0, 0), admitted(-2, 0.0, 0, False, 0, 0, True, 0, 0)
        (False, False)
        >>> admitted(3, 0.0, 0, False, 0, 1 << 3, False, 0, 0), admitted(3, 0.0, 0, False, 0, 1 << 4, False, 0, 0)
        (True, False)
    """
    enough = (approved >= min_number) & (approved >= min_approval * (approved + rejected))
    spoken = (gate >= 0) & (((languages >> max(gate, 0)) & 1) == 1)
    open_to = (gate == ANY) | (gate == country) | spoken | ((gate == ABROAD) & (not shielded))
    return open_to & enough & (test_failed == 0)


@compiled
def appeal(log_pay, log_expected, log_chance, pay_weight, trust_weight):
    """Exponential of the utility of an offer, taste apart.

    Utility = pay_weight * log(chance of pay * pay per hour / expected pay per hour) + trust_weight * log(chance).
    As appeal is a product of the three parts, each is worked out once: per batch, per session, per requester met.

    Example:
        >>> appeal(10.0, 10.0, 0.0, 0.1, 2.0)
        1.0
    """
    return math.exp(pay_weight * (log_pay + log_chance - log_expected) + trust_weight * log_chance)


@compiled
def luck(seed, who, requester, posted, slot, day):
    """Uniform number of one worker about one batch on one day; looked at twice on a day, it is the same."""
    return draw(seed, of.CHOICE, who, requester, posted, slot, day - posted)[0]


@compiled
def waiting_time(luck, enough):
    """Unit exponential time.

    The offer with the least waiting time over appeal is taken. That is the logit choice: minus the logarithm of a
    unit exponential is Gumbel noise, so the least ratio is the highest utility plus noise, for one logarithm a look,
    and none where the time is sure to be `enough` or more (1 - luck is below -log(luck)): then it is infinite.
    """
    return math.inf if 1.0 - luck >= enough else -math.log(luck)
