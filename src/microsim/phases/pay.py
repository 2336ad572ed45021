"""Money reaches workers."""

import numpy as np

from microsim.kernels import payment


def pay(market) -> None:
    """Credit accepted pay after the platform's delay and pay out balances that reach the threshold.

    Reads: rules.payout_threshold, .forfeits, .contribution_share, submissions. Writes: accounts.balance, .paid_out,
    .forfeited, submissions, days.paid_out, .contributions, .forfeited.
    """
    x, d, t, rules = market.submissions, market.days, market.today, market.rules
    totals = np.zeros((market.platforms.n, 3), np.int64)
    payment.pay(
        market.day, x.n, rules.payout_threshold, rules.forfeits, rules.contribution_share, x.arrays,
        market.accounts.arrays, totals,
    )  # fmt: skip
    x.n = payment.compact(x.n, x.arrays)
    d.paid_out[t], d.contributions[t], d.forfeited[t] = totals.sum(axis=0)
