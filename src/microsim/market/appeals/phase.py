"""Appeals against rejections."""

import numpy as np

from . import appeals as kernel


def hear_appeals(market) -> None:
    """A human being decides the appeals that are due; workers appeal against today's rejections, where they may.

    Reads: verdicts, rules.appeal*, .payment_delay_days, workers.reservation_wage. Writes: appeals, judged, payments,
    accounts.approved, .rejected, .accepted_pay, .appeals, .tasks_overturned, requesters.outlay, .budget, .gain,
    days.appeals, .hearing, .surcharges, .overturned, .accepted, .rejected, .accepted_pay, .fees, .outlay.
    """
    if len(market.appeals):
        _decide(market)
    if market.rules.appealable.any():
        _lodge(market)


def _decide(market) -> None:
    y, p, d, t = market.payments, market.platforms, market.days, market.today
    totals = np.zeros((p.n, 6), np.int64)
    y.reserve(len(market.appeals))
    one = market.appeals
    won = one["account"][(one["due"] <= market.day) & (one["right"] > 0)]
    market.events.judged = market.accounts.distinct(
        np.concatenate([market.events.judged, won])
    )  # their approval rates moved, too
    kept, y.n = kernel.decide(
        market.day, market.environment.month_start, len(one), market.rules.payment_delay_days, one,
        market.workers.arrays, market.accounts.arrays, market.requesters.arrays, y.arrays, y.n, totals,
    )  # fmt: skip
    market.appeals = market.appeals[:kept].copy()
    tasks, refused, pay, fees, seconds, surcharges = totals.sum(axis=0)
    d.overturned[t] = tasks
    d.wrongly_rejected[t] -= tasks
    d.refused[t] -= refused
    d.surcharges[t] += surcharges
    d.outlay[t] += pay + fees
    d.seconds_accepted[t] += seconds
    d.seconds_rejected[t] -= seconds
    p.used("tasks_accepted")[:] += totals[:, 0]
    p.used("tasks_rejected")[:] -= totals[:, 0]
    p.used("accepted_pay")[:] += totals[:, 2]
    p.used("fees")[:] += totals[:, 3]


def _lodge(market) -> None:
    rules, cases = market.rules, market.events.verdicts
    new = np.zeros(len(cases), kernel.APPEAL)
    n = kernel.lodge(
        market.seed, market.day, cases, rules.appealable, rules.appeal_days.astype(np.int64),
        rules.appeal_seconds.astype(np.int64), market.workers.arrays, market.accounts.arrays, new,
    )  # fmt: skip
    market.appeals = np.concatenate([market.appeals, new[:n]])
    market.days.appeals[market.today] = n
    lodged = np.bincount(market.accounts.platform[new["account"][:n]], minlength=market.platforms.n)
    book_hearings(market, lodged, rules.appeal_cost)


def book_hearings(market, cases, cost) -> None:
    """What it costs platforms that somebody hears so many cases, at so much each."""
    spent, p = np.rint(cases * cost).astype(np.int64), market.platforms
    p.used("hearing")[:] += spent
    p.used("book_cost")[:] += spent
