"""Approval rates, and what platforms make of them. (Gates are checked where a worker looks at a batch.)"""

from typing import TYPE_CHECKING

import numpy as np

from microsim.market.appeals.phase import book_hearings
from microsim.market.payment.phase import purse_of

from . import suspension as standing

if TYPE_CHECKING:
    from microsim.model import Market


def rate_and_gate(market: "Market") -> None:
    """Note who falls below the approval rate that gates ask for, and who is back; suspend accounts whose rate fell
    too low, a few without cause, and those that a shock disconnects.
    """
    now, law, tables = market.now, market.rules.law, purse_of(market)
    heard = np.zeros(market.platforms.n, np.int64)
    judged, touched = _staying(market, market.events.judged), _staying(market, market.events.touched)
    standing.rate(now, judged, market.config.demand.approval_needed, law, tables, heard)
    standing.suspend_unfounded(now, touched, law, tables, heard)
    if market.environment.disconnected:
        standing.disconnect(now, market.accounts.n, _disconnected(market), law, tables, heard)
    if heard.any():
        book_hearings(market, heard, market.rules.review_cost)


def _staying(market: "Market", accounts: np.ndarray) -> np.ndarray:
    """Some accounts but for those on a platform that closes tonight: it suspends nobody any more."""
    if not market.environment.closures:
        return accounts
    closing = market.environment.closing(market.platform_names, market.day)
    return accounts[~closing[market.accounts.platform[accounts]]]


def _disconnected(market: "Market") -> np.ndarray:
    """Share of their open accounts that a shock disconnects, by platform."""
    shares = market.environment.disconnected
    return np.array([shares.get(name, 0.0) for name in market.platform_names])
