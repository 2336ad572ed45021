"""How repeat requesters change the wage that they aim at: seldom, between batches, towards what seems best."""

import math
from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled, internal
from microsim.market.posting.target import best_wage_of
from microsim.market.posting.views import PostingParameters
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.state.now import Now
from microsim.state.records import Record


class PriceParams(NamedTuple):
    """Parameters of how target wages change (see the configuration `pricing`)."""

    lateness_rate: float
    reset: float
    step: float
    stale_days: int


@compiled
def chance_of_reset(ends: float, late_ends: int, reset: float) -> float:
    """Chance that a requester thinks again about its wage after a day's batches: surely when one was late.

    Args:
        ends: batches that ended today, those that are not in the sample included.
        late_ends: of those in it, the late ones.
        reset: chance after one batch in time.

    Source: C35.

    Example:
        >>> chance_of_reset(1, 0, 0.25), chance_of_reset(2, 0, 0.5), chance_of_reset(9, 1, 0.0)
        (0.25, 0.75, 1.0)
    """
    return 1.0 if late_ends > 0 else 1.0 - (1.0 - reset) ** ends


@internal
def think_again(requester: Record, share: float, params: PostingParameters) -> None:
    """Move a wage by a share of the gap to what seems best, and guesses of the time as far to the truth.

    Args:
        requester: a row of the table of requesters.
        share: of the gap.
        params: what requesters go by today.
    """
    best = best_wage_of(requester, params)
    requester.target_wage *= math.exp(share * math.log(best / requester.target_wage))
    requester.guess_error *= 1.0 - share


@compiled
def adapt_prices(now: Now, p: PriceParams, rows: np.ndarray, r: np.ndarray, params: PostingParameters) -> None:
    """Repeat requesters whose batches ended today remember whether they were late, and perhaps change their wage.

    A wage that nothing was posted at for long is no habit any more: it is set afresh.

    Args:
        now: today.
        p: parameters.
        rows: of the repeat requesters who are present, ``int64[n]``.
        r: requesters.
        params: what requesters go by today.
    """
    for q in rows:
        requester = r[q]
        if requester.ends == 0:
            continue
        ends, late = requester.ends, requester.late_ends
        idle = now.day - requester.last_end
        requester.ends, requester.late_ends, requester.last_end = 0, 0, now.day
        requester.lateness += p.lateness_rate * (late / ends - requester.lateness)
        if requester.target_wage <= 0.0:
            continue
        chance = chance_of_reset(ends / requester.thinned, late, p.reset)
        if idle > p.stale_days:
            think_again(requester, 1.0, params)
        elif draw(now.seed, of.TARGET, 0, requester.id, now.day, 0, 0)[0] < chance:
            think_again(requester, p.step, params)
