"""How much faster one requester's batches fill when it pays more: the elasticity of supply that faces it.

The price of one requester's batches of today is changed by hand, after everybody has posted; then the day goes on, with
everything else as it was and everybody's luck unchanged, and so do the days until the batches are filled. The
elasticity is minus the change of the log time to fill per log price.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from microsim.config.shares import added
from microsim.model import Market

from .prices import AFTERNOON, MORNING, raise_prices

LEAST, MOST = 0.5, 0.95  # mid-size: between these quantiles of planned volume, among those who posted today
WAIT = 7  # days after which a batch that is still open is left out


@dataclass(frozen=True)
class RequesterElasticity:
    """Elasticities of requesters, one each.

    Attributes:
        requesters: identities.
        elasticity: minus log time to fill per log price, over all of the requester's batches, ``float64[n]``.
    """

    requesters: tuple[int, ...]
    elasticity: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Mean over requesters; NaN if none was measured."""
        return float(np.mean(self.elasticity)) if self.elasticity else math.nan

    @property
    def standard_error(self) -> float:
        """Of the mean, over requesters."""
        n = len(self.elasticity)
        return float(np.std(self.elasticity, ddof=1) / math.sqrt(n)) if n > 1 else math.nan


def elasticity_facing_one_requester(
    market: Market, requesters: int = 200, change: float = 0.5, at_once: int = 1
) -> RequesterElasticity:
    """Change the prices of mid-size requesters, one or few in a fork, and compare fill times.

    Args:
        market: a market that has settled; it is left as it is.
        requesters: how many, evenly spread over the mid-size ones who post today.
        change: log points by which a price rises in one fork and falls in another; a small change tells little,
            as the luck of one batch is large beside it.
        at_once: how many share a pair of forks. Few among many hardly meet on a page, and measuring is that many times
            faster.

    Returns:
        `RequesterElasticity`; requesters none of whose batches was filled in both forks are left out.

    Source: S1, S2 (0.04 to 0.12).

    Example:
        >>> with Market("classroom", rng=1) as market:
        ...     for _ in range(20):
        ...         market.step()
        ...     told = elasticity_facing_one_requester(market, requesters=3)
        >>> len(told.requesters) == len(told.elasticity) <= 3
        True
    """
    told = {}
    with market.fork() as posted:
        posted.begin_day()
        posted.run_phases(MORNING)
        chosen = _mid_size(posted, requesters)
        forks = math.ceil(len(chosen) / at_once)
        for few in (chosen[k::forks] for k in range(forks)):
            dear, cheap = (_filled(posted, few, step) for step in (change, -change))
            for requester in few:
                both = sorted(batch for batch in dear.keys() & cheap.keys() if batch[0] == requester)
                slower, dearer = (added(dear[batch][part] - cheap[batch][part] for batch in both) for part in (0, 1))
                if dearer > 0.0:  # on the grid of one cent, a small price may not have changed
                    told[requester] = -slower / dearer
    return RequesterElasticity(tuple(told), tuple(float(value) for value in told.values()))


def _mid_size(market: Market, many: int) -> list[int]:
    """Identities of requesters between two quantiles of volume, among those who posted today, evenly spread."""
    b, r = market.batches, market.requesters
    rows = np.unique(b.requester[market.events.fresh])
    rows = rows[np.argsort(r.volume[rows], kind="stable")]
    rows = rows[int(LEAST * len(rows)) : int(MOST * len(rows))]
    at = np.unique(np.linspace(0, len(rows) - 1, min(many, len(rows))).round().astype(int)) if len(rows) else []
    return [int(r.id[rows[k]]) for k in at]


def _filled(posted: Market, requesters: Sequence[int], step: float) -> dict[tuple[int, int], tuple[float, float]]:
    """Logarithms of time to fill and of price of batches of today, by requester and slot, with their prices changed."""
    with posted.fork() as fork:
        b, day = fork.batches, fork.day
        rows = [int(row) for row in fork.events.fresh if b.requester_id[row] in requesters]
        raise_prices(b, np.array(rows, np.int64), step)
        told = {row: ((int(b.requester_id[row]), int(b.slot[row])), math.log(b.price[row])) for row in rows}
        filled: dict[tuple[int, int], tuple[float, float]] = {}
        fork.run_phases(AFTERNOON)
        fork.end_day()
        while True:
            for row in [row for row in rows if b.day[row] == day and b.fill_seconds[row] >= 0]:
                batch, log_price = told[row]
                filled.setdefault(batch, (math.log(max(1, b.fill_seconds[row])), log_price))
            if len(filled) == len(rows) or fork.day == day + WAIT:
                return filled
            fork.step()
