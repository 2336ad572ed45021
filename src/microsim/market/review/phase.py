"""Verdicts, and the end of batches."""

from typing import TYPE_CHECKING

import numpy as np

from microsim.market.calendar.phase import assistance_of
from microsim.market.turnover.closing import settle_waiting
from microsim.market.turnover.closing_phase import night_of
from microsim.state.records import cache_lines

from . import verdicts as kernel
from .cases import CASE, compact, find_due, mark_accounts
from .rounds import Ledgers, Terms, decide_cases

if TYPE_CHECKING:
    from microsim.model import Market

DENSE = 0.6  # rows are moved together when fewer than this share still wait


def review(market: "Market") -> None:
    """Requesters judge what is due: accept or reject, with errors both ways; what nobody judged is approved.

    Some refuse work on purpose, unread, and keep it; under a shock, one of them all that waits. On a platform that
    closes tonight all that waits is approved, or lost.
    """
    x = market.submissions
    _set_due(market)
    _settle_waiting(market)
    _refuse_waiting(market)
    rows = np.empty(x.n + 1, np.int64)
    rows = rows[: find_due(market.day, x.arrays[: x.n], rows)]
    market.events.verdicts = _decide(market, rows)
    judged = np.zeros(market.accounts.n, bool)
    mark_accounts(market.events.verdicts, judged)
    market.events.judged = judged.nonzero()[0]
    market.awaiting -= len(rows)
    if market.awaiting < x.n * DENSE:
        x.n = compact(x.arrays[: x.n])


def parties_of(market: "Market") -> kernel.Parties:
    """Workers, accounts and requesters, for kernels that judge or overturn."""
    return kernel.Parties(market.workers.arrays, market.accounts.arrays, market.requesters.arrays)


def _set_due(market: "Market") -> None:
    new = market.events.new_submissions
    market.awaiting += new.stop - new.start
    kernel.set_due(
        market.now, market.submissions.arrays[new], market.rules.law, market.views.review, market.batches.arrays,
        parties_of(market),
    )  # fmt: skip


def _settle_waiting(market: "Market") -> None:
    """On a platform that closes tonight nobody can judge tomorrow."""
    if not market.environment.closures:
        return
    x, night = market.submissions, night_of(market)
    if night["closes"].any():
        settle_waiting(
            market.now, night, market.rules.law, x.arrays[: x.n], market.batches.arrays, market.workers.arrays,
            market.accounts.arrays,
        )  # fmt: skip


def _refuse_waiting(market: "Market") -> None:
    """What shocks have requesters refuse, where the rules of the day let them."""
    x, r = market.submissions, market.requesters
    for refusal in market.environment.refusals:
        platform = market.platform_names.index(refusal.platform)
        closed = market.environment.closed(market.platform_names, before=market.day)
        if market.rules.may_refuse[platform] and not closed[platform]:
            row = r.repeat_by_hours(platform, refusal.present_on, market.moves)[refusal.rank - 1]
            kernel.refuse_waiting(
                market.now, r.id[row], refusal.share, market.rules.law, x.arrays[: x.n], market.batches.arrays,
                parties_of(market),
            )  # fmt: skip


def _decide(market: "Market", rows: np.ndarray) -> np.ndarray:
    """Judge the submissions that are due, and book the verdicts. Returns the cases."""
    y, cases = market.payments, cache_lines(len(rows), CASE, zeroed=False)
    y.reserve(len(rows))
    terms = Terms(market.rules.law, market.views.review, assistance_of(market))
    ledgers = Ledgers(market.submissions.arrays, market.batches.arrays, y.arrays[y.n :], market.platforms.arrays)
    y.n += decide_cases(market.now, rows, terms, parties_of(market), ledgers, cases)
    return cases
