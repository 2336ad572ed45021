"""Money reaches workers."""

import numpy as np

from microsim.market.employment import wages as employment

from . import balances as payment
from .net_pay import Terms


def employment_of(market, rules=None) -> employment.Employment:
    """Who is an employee under the rules of the day, or under others, and on what terms."""
    law = rules or market.rules
    return employment.Employment(market.seed, law.employed, law.wage, law.employer_share)


def terms_of(market) -> Terms:
    """On what terms people work under the rules of the day."""
    return Terms(employment_of(market), contributions_of(market), market.rules.shielded())


def contributions_of(market) -> payment.Contributions:
    """What the rules of the day have taken from pay-outs."""
    law = market.rules
    return payment.Contributions(market.seed, law.contribution_share, law.declared, law.employed, law.employee_share)


def pay(market) -> None:
    """Credit accepted pay after the platform's delay and pay out balances that reach the threshold.

    Reads: rules.payout_threshold, .forfeits, .contribution_share, .declared, payments. Writes: accounts.balance,
    .paid_out, .contributed, .forfeited, payments, days.paid_out, .contributions, .forfeited.
    """
    y, d, t, rules = market.payments, market.days, market.today, market.rules
    totals = np.zeros((market.platforms.n, 3), np.int64)
    y.n = payment.pay(
        market.day, y.n, rules.payout_threshold, rules.forfeits, contributions_of(market), y.arrays,
        market.workers.arrays, market.accounts.arrays, totals,
    )  # fmt: skip
    d.paid_out[t], d.contributions[t], d.forfeited[t] = totals.sum(axis=0)
