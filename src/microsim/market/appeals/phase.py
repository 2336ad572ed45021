"""Appeals against rejections."""

from typing import TYPE_CHECKING

import numpy as np

from microsim.market.payment.phase import purse_of
from microsim.market.review.phase import parties_of

from . import appeals as kernel

if TYPE_CHECKING:
    from microsim.model import Market


def hear_appeals(market: "Market") -> None:
    """A human being decides the appeals that are due; workers appeal against today's rejections, where they may."""
    if market.appeals.n:
        _decide(market)
    if market.rules.appealable.any():
        _lodge(market)


def _decide(market: "Market") -> None:
    y, waiting = market.payments, market.appeals
    y.reserve(waiting.n)
    won = waiting.used("account")[(waiting.used("due") <= market.day) & (waiting.used("right") > 0)]
    market.events.judged = market.accounts.distinct(
        np.concatenate([market.events.judged, won])
    )  # their approval rates moved, too
    waiting.n, written = kernel.decide(
        market.now, waiting.arrays[: waiting.n], market.rules.law, parties_of(market), market.platforms.arrays,
        y.arrays[y.n :],
    )  # fmt: skip
    y.n += written


def _lodge(market: "Market") -> None:
    cases, waiting, memory = market.events.verdicts, market.appeals, market.config.behaviour.appeal_memory
    waiting.reserve(len(cases))
    free = waiting.arrays[waiting.n :]
    n = kernel.lodge(market.now, cases, market.rules.law, memory, purse_of(market), free)
    lodged = np.bincount(market.accounts.platform[free["account"][:n]], minlength=market.platforms.n)
    waiting.n += n
    book_hearings(market, lodged, market.rules.appeal_cost)


def book_hearings(market: "Market", cases: np.ndarray, cost: np.ndarray) -> None:
    """What it costs platforms that somebody hears so many cases, at so much each."""
    spent, p = np.rint(cases * cost).astype(np.int64), market.platforms
    p.used("hearing")[:] += spent
    p.used("book_cost")[:] += spent
