"""Changing prices by hand, between the moment when requesters have posted and the work of the day."""

import math

import numpy as np

from microsim.market.day import DAY
from microsim.market.posting.offers import GRID
from microsim.market.posting.phase import post_batches
from microsim.state.trade import Batches

MORNING, AFTERNOON = DAY[: DAY.index(post_batches) + 1], DAY[DAY.index(post_batches) + 1 :]


def raise_prices(batches: Batches, rows: np.ndarray, step: float, grid: int = GRID) -> None:
    """Raise (below 0: lower) the price of some batches by `step` log points, on a grid, by default that of one cent.

    Args:
        batches: changed in place.
        rows: of the batches, ``int64[n]``.
        step: log points.
        grid: prices are multiples of it, one at least; in 1/10,000 of the currency unit.
    """
    before = batches.price[rows]
    batches.price[rows] = np.maximum(1, np.rint(before * math.exp(step) / grid)).astype(before.dtype) * grid
