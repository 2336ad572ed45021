"""What requesters learn about prices, review and refusal, and the end of batches."""

from typing import TYPE_CHECKING

import numpy as np

from microsim.market.posting.phase import parameters_of
from microsim.units import HOUR

from .conduct import adapt_conduct
from .ends import close
from .peers import peers_of
from .prices import adapt_prices

if TYPE_CHECKING:
    from microsim.model import Market


def adapt_requesters(market: "Market") -> None:
    """Close filled and expired batches; repeat requesters think again about their wage, now and then and when they were
    late; they weigh their profit, and may try or copy other habits of review and refusal.
    """
    _close(market)
    v, r, law = market.views, market.requesters, market.rules.law
    peers, them = peers_of(r, len(v.types)), r.arrays[: r.n]
    adapt_prices(market.now, v.prices, peers.rows, them, parameters_of(market))
    adapt_conduct(market.now, v.conduct, law, peers, them)


def _close(market: "Market") -> None:
    b = market.batches
    ends = np.empty((2, b.n), np.int64)
    filled, freed = close(
        market.day, market.rules.law, market.views.ends, b.arrays[: b.n], market.requesters.arrays,
        market.platforms.arrays, ends,
    )  # fmt: skip
    market.events.freed = ends[1, :freed]
    market.days.fill_hours[market.today] = _median(b.fill_seconds[ends[0, :filled]]) / HOUR if filled else 0.0


def _median(whole: np.ndarray) -> float:
    """Median of some whole numbers (`np.median` takes ten times as long for a few)."""
    ordered = np.sort(whole)
    return (ordered[(len(whole) - 1) // 2] + ordered[len(whole) // 2]) / 2
