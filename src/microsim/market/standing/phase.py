"""Approval rates, and what platforms make of them. (Gates are checked where a worker looks at a batch.)"""

import numpy as np

from microsim.market.appeals.phase import book_hearings
from microsim.market.payment.phase import contributions_of

from . import suspension as standing


def rate_and_gate(market) -> None:
    """Note who falls below the approval rate that gates ask for, and who is back; suspend accounts whose rate fell
    too low, a few without cause, and those that a shock disconnects.

    Reads: accounts.approved, .rejected, rules.suspension_*, .forfeits, environment.disconnected, .closures. Writes:
    accounts.status, .balance, .rejections_reviewed, .locked_since, .lockouts, .recoveries, .unrecovered, .days_locked,
    platforms.suspended, .suspended_unfounded, days.suspended, .spared, .disconnected, .hearing, .paid_out, .forfeited.
    """
    rules, d, t, p = market.rules, market.days, market.today, market.platforms
    totals = np.zeros(3, np.int64)
    judged, touched = _staying(market, market.events.judged), _staying(market, market.events.touched)
    standing.note_lockouts(market.day, judged, market.config.demand.approval_needed, market.accounts.arrays)
    counts = standing.review_standing(
        market.seed, market.day, judged, touched, rules.suspension_approval, rules.suspension_after,
        rules.suspension_unfounded, rules.suspension_reviewed, rules.forfeits, contributions_of(market),
        market.workers.arrays, market.accounts.arrays, totals,
    )  # fmt: skip
    disconnected = _disconnect(market, totals)
    counts[:, 1:3] += disconnected
    counts[:, 3] += disconnected[:, 1]
    book_hearings(market, counts[:, 3], rules.review_cost)
    d.disconnected[t] = disconnected[:, 0].sum()
    p.used("suspended")[:] += counts[:, :2].sum(axis=1)
    p.used("suspended_unfounded")[:] += counts[:, 1]
    d.spared[t] = counts[:, 2].sum()
    d.paid_out[t] += totals[0]
    d.contributions[t] += totals[1]
    d.forfeited[t] += totals[2]


def _staying(market, accounts) -> np.ndarray:
    """Some accounts but for those on a platform that closes tonight: it suspends nobody any more."""
    closing = market.environment.closing(market.platform_names, market.day)
    return accounts[~closing[market.accounts.platform[accounts]]] if closing.any() else accounts


def _disconnect(market, totals) -> np.ndarray:
    """Suspend those whom a shock disconnects; how many, by platform, and how many were spared."""
    rules, shares = market.rules, market.environment.disconnected
    hit = np.array([shares.get(name, 0.0) for name in market.platform_names])
    return standing.disconnect(
        market.seed, market.day, hit, rules.suspension_reviewed, rules.forfeits, contributions_of(market),
        market.accounts.n if shares else 0, market.workers.arrays, market.accounts.arrays, totals,
    )  # fmt: skip
