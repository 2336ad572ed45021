"""Verdicts, and the end of batches."""

import numpy as np

from microsim.kernels import review as kernel

ACCEPTED, REJECTED, WRONGLY, REOPENED, PAY, FEES, SECONDS_ACCEPTED, SECONDS_REJECTED = range(8)

DENSE = 0.6  # rows are moved together when fewer than this share still wait


def review(market) -> None:
    """Requesters judge what is due: accept or reject, with errors both ways; what nobody judged is approved.

    Reads: submissions, rules, requesters.review_effort, .good_judged_bad, .bad_judged_good, .rejectable, .refuse_good.
    Writes: accounts.approved, .rejected, .accepted_pay, workers.met*, batches.accepted, .rejected, .left,
    requesters.outlay, payments, days.
    """
    x, y, b, r = market.submissions, market.payments, market.batches, market.requesters
    rules, v = market.rules, market.views
    new = market.new_submissions
    market.awaiting += new.stop - new.start
    kernel.set_due(
        market.seed, new.start, new.stop - new.start, rules.auto_approval_days, v.review_days,
        r.used("review_effort"), x.arrays, b.arrays, r.arrays,
    )  # fmt: skip
    judged = np.empty(x.n, np.int64)
    totals = np.zeros((market.platforms.n, 8), np.int64)
    y.reserve(x.n)
    n, y.n = kernel.review(
        market.seed, market.day, market.environment.month_start, x.n, v.reopen, v.delay_cost,
        rules.payment_delay_days, rules.fee_share, rules.fee_min, judged, x.arrays, market.workers.arrays,
        market.accounts.arrays, b.arrays, r.arrays, y.arrays, y.n, totals,
    )  # fmt: skip
    market.judged = np.unique(judged[:n])
    market.awaiting -= n
    if market.awaiting < x.n * DENSE:
        x.n = kernel.compact(x.n, x.arrays)
    _keep(market, totals)


def _keep(market, totals) -> None:
    d, t, p = market.days, market.today, market.platforms
    p.used("tasks_accepted")[:] += totals[:, ACCEPTED]
    p.used("tasks_rejected")[:] += totals[:, REJECTED]
    p.used("accepted_pay")[:] += totals[:, PAY]
    p.used("fees")[:] += totals[:, FEES]
    whole = totals.sum(axis=0)
    d.accepted[t], d.rejected[t], d.wrongly_rejected[t] = whole[ACCEPTED], whole[REJECTED], whole[WRONGLY]
    d.reopened[t], d.accepted_pay[t], d.fees[t] = whole[REOPENED], whole[PAY], whole[FEES]
    d.seconds_accepted[t], d.seconds_rejected[t] = whole[SECONDS_ACCEPTED], whole[SECONDS_REJECTED]
    d.outlay[t] = whole[PAY] + whole[FEES] + d.charges[t]
