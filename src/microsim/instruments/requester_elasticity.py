"""How much faster one requester's batches fill when it pays more: the elasticity of supply that faces it.

The price of one requester's batches of today is changed by hand, after everybody has posted; then the day goes on, with
everything else as it was and everybody's luck unchanged, and so do the days until the batches are filled.
"""

import math
from dataclasses import dataclass

import numpy as np

from microsim.kernels.posting import GRID
from microsim.model import Market
from microsim.phases import DAY
from microsim.phases.post_batches import post_batches

MORNING, AFTERNOON = DAY[: DAY.index(post_batches) + 1], DAY[DAY.index(post_batches) + 1 :]
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


def elasticity_facing_one_requester(market: Market, requesters: int = 200, change: float = 0.5) -> RequesterElasticity:
    """Change the price of one mid-size requester after the other, each in a fork of its own, and compare fill times.

    Args:
        market: a market that has settled; it is left as it is.
        requesters: how many, evenly spread over the mid-size ones who post today.
        change: log points by which their price rises in one fork and falls in another; a small change tells little,
            as the luck of one batch is large beside it.

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
        for requester in _mid_size(posted, requesters):
            dear, cheap = (_fill_seconds(posted, requester, step) for step in (change, -change))
            both = sorted(dear.keys() & cheap.keys())
            slower, dearer = (sum(dear[slot][part] - cheap[slot][part] for slot in both) for part in (0, 1))
            if dearer > 0.0:  # on the grid of one cent, a small price may not have changed
                told[requester] = -slower / dearer
    return RequesterElasticity(tuple(told), tuple(float(value) for value in told.values()))


def _mid_size(market: Market, many: int) -> list[int]:
    """Identities of requesters between two quantiles of volume, among those who posted today, evenly spread."""
    b, r = market.batches, market.requesters
    rows = np.unique(b.requester[market.environment.fresh])
    rows = rows[np.argsort(r.volume[rows], kind="stable")]
    rows = rows[int(LEAST * len(rows)) : int(MOST * len(rows))]
    at = np.unique(np.linspace(0, len(rows) - 1, min(many, len(rows))).round().astype(int)) if len(rows) else []
    return [int(r.id[rows[k]]) for k in at]


def _fill_seconds(posted: Market, requester: int, step: float) -> dict[int, tuple[float, float]]:
    """Logarithms of time to fill and of price of each of a requester's batches of today, by slot, its price changed."""
    with posted.fork() as fork:
        b, day = fork.batches, fork.day
        rows = [int(row) for row in fork.environment.fresh if b.requester_id[row] == requester]
        for row in rows:
            before = b.price[row]
            b.price[row] = max(GRID, round(before * math.exp(step) / GRID) * GRID)
            b.log_pay[row] += math.log(b.price[row] / before)
        told = {row: (int(b.slot[row]), math.log(b.price[row])) for row in rows}
        filled: dict[int, tuple[float, float]] = {}
        fork.run_phases(AFTERNOON)
        fork.end_day()
        while True:
            for row in [row for row in rows if b.day[row] == day and b.fill_seconds[row] >= 0]:
                slot, log_price = told[row]
                filled.setdefault(slot, (math.log(max(1, b.fill_seconds[row])), log_price))
            if len(filled) == len(rows) or fork.day == day + WAIT:
                return filled
            fork.step()
