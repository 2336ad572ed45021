"""Close the books of the day."""

from typing import TYPE_CHECKING

import numpy as np

from microsim.metrics import identities
from microsim.state.people import first_of_people
from microsim.state.trade import Requesters

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
    w, a, b, y, d, t = market.workers, market.accounts, market.batches, market.payments, market.days, market.today
    d.day[t] = market.day
    d.present[t] = stocks.count_present(w.arrays.line[: w.n])
    d.batches_open[t], d.open_after[t], d.in_review[t] = stocks.count_batches(b.arrays[: b.n])
    expected, working = np.empty(a.n), np.empty(a.n, bool)
    held = stocks.count_accounts(a.arrays.line[: a.n], first_of_people(w, a), expected, working)
    d.held[t] = held.balance + stocks.sum_payments(y.arrays[: y.n])
    d.seconds_awaiting[t], d.locked_out[t] = held.seconds_awaiting, held.locked_out
    d.seconds_sessions[t] = stocks.sum_sessions(market.events.touched, a.arrays.book)
    d.refusing[t] = _refusing(market.requesters)
    d.expected_pay[t] = np.add.reduce(expected, where=working) / held.working if held.working else 0.0
    if t + 1 < len(d.day):
        d.present_before[t + 1] = d.present[t]
        d.open_before[t + 1] = d.open_after[t]
        d.review_before[t + 1] = d.in_review[t]
        d.held_before[t + 1] = d.held[t]
        d.awaiting_before[t + 1] = d.seconds_awaiting[t]


def _refusing(r: Requesters) -> float:
    """Share of the planned hours of repeat requesters that belongs to those who refuse on purpose."""
    hours = r.used("hours") * (r.used("present") & r.used("learns"))
    total = hours.sum()
    return float((hours * (r.used("refuse_good") > 0.0)).sum() / total) if total > 0.0 else 0.0
