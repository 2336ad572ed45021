"""What people do when all prices are raised: the elasticity of the market's supply, and hours by motive.

Two forks of one state, so the same people with the same luck: in one everything pays more, in the other less, and
everybody knows. Prices on show are raised on the first morning, new ones each day once requesters have posted (what
they post, and what they make of it, is their own affair); expected pay and what people say of pay are raised with them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from microsim.codes import BatchState, Motive
from microsim.model import Market

from .prices import AFTERNOON, MORNING, raise_prices

NAMES = [motive.name.lower() for motive in Motive]
EXACTLY = 1  # prices are raised exactly, not on the grid of one cent, on which the cheapest would not move


@dataclass(frozen=True)
class MarketSupply:
    """Elasticities with respect to pay, in log points per log point of price.

    Attributes:
        participants: people who worked in the period.
        participants_by_motive, hours_by_motive: the same by motive, and the time they worked; NaN where nobody did.
    """

    participants: float
    participants_by_motive: Mapping[str, float]
    hours_by_motive: Mapping[str, float]


def market_supply_elasticity(market: Market, days: int = 28, change: float = 0.1) -> MarketSupply:
    """Raise all prices in one fork, lower them in another, and compare who works and how long.

    Args:
        market: a market that has settled; it is left as it is.
        days: over which people and hours are counted.
        change: log points by which everything pays more in one fork and less in the other.

    Returns:
        `MarketSupply`.

    Source: S3 (participants: 0.43).

    Example:
        >>> with Market("classroom", rng=1) as market:
        ...     for _ in range(20):
        ...         market.step()
        ...     supply = market_supply_elasticity(market, days=7)
        >>> sorted(supply.hours_by_motive)
        ['flexibility', 'necessity', 'supplement']
    """
    dear, cheap = (_worked(market, days, step) for step in (change, -change))
    people, hours = (_elasticity(dear[k], cheap[k], change) for k in (0, 1))
    everybody = _elasticity(dear[0].sum(keepdims=True), cheap[0].sum(keepdims=True), change)
    return MarketSupply(everybody[0], dict(zip(NAMES, people, strict=True)), dict(zip(NAMES, hours, strict=True)))


def _elasticity(dear: np.ndarray, cheap: np.ndarray, change: float) -> list[float]:
    both = zip(dear.tolist(), cheap.tolist(), strict=True)
    return [math.log(high / low) / (2.0 * change) if high > 0 and low > 0 else math.nan for high, low in both]


def _worked(market: Market, days: int, step: float) -> tuple[np.ndarray, np.ndarray]:
    """People who worked and seconds they worked in so many days, by motive, with all prices changed by `step`."""
    with market.fork() as fork:
        first, seconds = fork.day, np.zeros(len(Motive), np.int64)
        _tell_everybody(fork, step)
        for _ in range(days):
            fork.begin_day()
            fork.run_phases(MORNING)
            raise_prices(fork.batches, fork.events.fresh, step, EXACTLY)
            fork.run_phases(AFTERNOON)
            fork.end_day()
            a = fork.accounts
            np.add.at(seconds, fork.workers.motive[a.worker[fork.events.touched]], a.seconds_today[fork.events.touched])
        w = fork.workers
        worked = w.used("person") & (w.used("last_active") >= first)
        return np.bincount(w.used("motive")[worked], minlength=len(Motive)), seconds


def _tell_everybody(fork: Market, step: float) -> None:
    """What is on show already pays more, and people expect and say so."""
    on_show = np.flatnonzero(fork.batches.used("state") == BatchState.OPEN)
    raise_prices(fork.batches, on_show, step, EXACTLY)
    for table, name in ((fork.accounts, "expected_pay"), (fork.platforms, "told_pay"),
                        (fork.platforms, "advertised_pay")):  # fmt: skip
        table.used(name)[:] *= math.exp(step)
