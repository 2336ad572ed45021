"""Close the books of the day."""

from typing import TYPE_CHECKING

import numpy as np

from microsim.metrics import identities

from . import stocks

if TYPE_CHECKING:
    from microsim.model import Market


def record(market: "Market") -> None:
    """Write the day's stocks, check the identities, keep what the run was asked to record."""
    market.add_up()
    _stocks(market)
    identities.check(market.days, market.today)
    for keeper in market.keepers:
        keeper(market)


def _stocks(market: "Market") -> None:
    a, d, t = market.accounts, market.days, market.today
    expected, working, hours = np.empty(a.n), np.empty(a.n, bool), np.empty((2, market.requesters.n))
    held = stocks.take_stock(_stores(market), market.events.touched, expected, working, hours, d.arrays[t : t + 2])
    d.day[t] = market.day
    total = hours[stocks.PLANNED].sum()
    d.refusing[t] = hours[stocks.REFUSING].sum() / total if total > 0.0 else 0.0
    d.expected_pay[t] = np.add.reduce(expected, where=working) / held.working if held.working else 0.0


def _stores(market: "Market") -> stocks.Stores:
    """The rows in use of all tables of which there is a stock."""
    w, a, r, b, y = market.workers, market.accounts, market.requesters, market.batches, market.payments
    return stocks.Stores(
        w.arrays.line[: w.n], a.arrays.line[: a.n], a.arrays.book, r.arrays[: r.n], b.arrays[: b.n], y.arrays[: y.n]
    )
