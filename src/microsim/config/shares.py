"""Shares of a whole."""

from collections.abc import Iterable
from functools import reduce
from operator import add


def added(values: Iterable[float]) -> float:
    """Their sum, one after the other: `sum` rounds otherwise since Python 3.12, and the same run would have other bits.

    Example:
        >>> added([1e16, 1.0, -1e16])
        0.0
    """
    return reduce(add, values, 0.0)


def shares_add_up(shares: dict[str, float], what: str) -> None:
    """Refuse shares that are negative or do not sum to one (tolerance 1e-6)."""
    if not shares:
        raise ValueError(f"{what}: there are none, a market needs at least one")
    least = min(shares, key=shares.__getitem__)
    if shares[least] < 0:
        raise ValueError(f"{what}: {least} is {shares[least]:g}, below 0")
    total = added(shares.values())
    if abs(total - 1.0) > 1e-6:
        raise ValueError(f"{what} add up to {total:g}, not to 1: change one of {', '.join(shares)}")
