"""Appeals against rejections."""

from typing import TYPE_CHECKING

import numpy as np

from microsim.market.payment.phase import purse_of
from microsim.market.review.phase import parties_of
from microsim.state.records import cache_lines

from . import appeals as kernel

if TYPE_CHECKING:
    from microsim.model import Market


def hear_appeals(market: "Market") -> None:
    """A human being decides the appeals that are due; workers appeal against today's rejections, where they may."""
    if len(market.appeals):
        _decide(market)
    if market.rules.appealable.any():
        _lodge(market)


def _decide(market: "Market") -> None:
    y, waiting = market.payments, market.appeals
    y.reserve(len(waiting))
    won = waiting["account"][(waiting["due"] <= market.day) & (waiting["right"] > 0)]
    market.events.judged = market.accounts.distinct(
        np.concatenate([market.events.judged, won])
    )  # their approval rates moved, too
    kept, written = kernel.decide(
        market.now, waiting, market.rules.law, parties_of(market), market.platforms.arrays, y.arrays[y.n :]
    )
    y.n += written
    market.appeals = waiting[:kept].copy()


def _lodge(market: "Market") -> None:
    cases = market.events.verdicts
    new = cache_lines(len(cases), kernel.APPEAL)
    memory = market.config.behaviour.appeal_memory
    n = kernel.lodge(market.now, cases, market.rules.law, memory, purse_of(market), new)
    market.appeals = np.concatenate([market.appeals, new[:n]])
    lodged = np.bincount(market.accounts.platform[new["account"][:n]], minlength=market.platforms.n)
    book_hearings(market, lodged, market.rules.appeal_cost)


def book_hearings(market: "Market", cases: np.ndarray, cost: np.ndarray) -> None:
    """What it costs platforms that somebody hears so many cases, at so much each."""
    spent, p = np.rint(cases * cost).astype(np.int64), market.platforms
    p.used("hearing")[:] += spent
    p.used("book_cost")[:] += spent
