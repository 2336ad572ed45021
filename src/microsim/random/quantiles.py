"""A log-normal factor that is drawn millions of times a day: by a table of its quantiles."""

from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled

from .draws import lognormal

CELLS = 512
GOLDEN, SILVER = 0.6180339887498949, 0.41421356237309503  # steps of Kronecker sequences: they fill the unit evenly


class Spread(NamedTuple):
    """A log-normal distribution with median 1.

    Attributes:
        log_sd: standard deviation of the logarithm.
        at: quantiles at 0, 1/512, ..., 1 (the two ends, which have none, stand at 0), ``float64[513]``.
    """

    log_sd: float
    at: np.ndarray


def spread(log_sd: float) -> Spread:
    """Tabulate a log-normal distribution with median 1."""
    inner = [lognormal(cell / CELLS, 1.0, log_sd) for cell in range(1, CELLS)]
    return Spread(float(log_sd), np.array([0.0, *inner, 0.0]))


@compiled
def factor(u: float, spread: Spread) -> float:
    """Quantile of a `Spread` at `u`: straight between the entries, exact in the first cell and the last.

    Off by less than 2 % of `log_sd` in the second cell and the last but one, by less than 0.1 % in the middle half.

    Args:
        u: uniform number in (0, 1).
        spread: tabulated log-normal of median 1.

    Example:
        >>> factor(0.5, spread(0.5)), round(factor(0.841, spread(0.5)), 3)
        (1.0, 1.648)
    """
    x = u * CELLS
    cell = int(x)
    if cell == 0 or cell == CELLS - 1:
        return lognormal(u, 1.0, spread.log_sd)
    low = spread.at[np.uint64(cell)]
    return low + (x - cell) * (spread.at[np.uint64(cell + 1)] - low)
