"""Verdicts, and the end of batches."""

import numpy as np

from microsim.market.calendar.phase import assistance_of
from microsim.market.turnover.closing import settle_waiting
from microsim.market.turnover.closing_phase import night_of
from microsim.state.records import cache_lines

from . import booking
from . import verdicts as kernel

DENSE = 0.6  # rows are moved together when fewer than this share still wait


def review(market) -> None:
    """Requesters judge what is due: accept or reject, with errors both ways; what nobody judged is approved.

    Some refuse work on purpose, unread, and keep it; under a shock, one of them all that waits. On a platform that
    closes tonight all that waits is approved, or lost.

    Reads: submissions, rules, environment.refusals, .closures, requesters.hours, .learns, .review_effort,
    .good_judged_bad, .bad_judged_good, .rejectable, .refuse_good. Writes: accounts.approved, .rejected, .accepted_pay,
    workers.met*, batches.accepted, .rejected, .left, requesters.outlay, payments, days.
    """
    x = market.submissions
    _set_due(market)
    _settle_waiting(market)
    _refuse_waiting(market)
    rows = np.empty(x.n + 1, np.int64)
    rows = rows[: kernel.find_due(market.day, x.n, x.arrays, rows)]
    cases = _cases(market, rows)
    _judge(market, cases)
    _keep(market, cases)
    market.events.verdicts = cases
    market.events.judged = market.accounts.distinct(cases["account"])
    market.awaiting -= len(cases)
    if market.awaiting < x.n * DENSE:
        x.n = kernel.compact(x.n, x.arrays)


def _cases(market, rows) -> np.ndarray:
    cases = cache_lines(len(rows), kernel.CASE)
    kernel.open_cases(market.day, rows, market.submissions.arrays, market.batches.arrays, cases)
    return cases


def _set_due(market) -> None:
    new, r = market.events.new_submissions, market.requesters
    market.awaiting += new.stop - new.start
    cases = _cases(market, np.arange(new.start, new.stop))
    kernel.set_due(
        market.seed, cases, market.rules.auto_approval_days, market.rules.may_refuse, market.rules.reasons,
        market.views.review_days, market.submissions.arrays, market.workers.arrays, market.accounts.arrays, r.arrays,
    )  # fmt: skip


def _settle_waiting(market) -> None:
    """On a platform that closes tonight nobody can judge tomorrow."""
    x, night = market.submissions, night_of(market)
    if night["closes"].any():
        settle_waiting(
            market.now, night, market.rules.law, x.arrays[: x.n], market.batches.arrays, market.workers.arrays,
            market.accounts.arrays,
        )  # fmt: skip


def _refuse_waiting(market) -> None:
    """What shocks have requesters refuse, where the rules of the day let them."""
    x, b, r = market.submissions, market.batches, market.requesters
    closed = market.environment.closed(market.platform_names, before=market.day)
    for refusal in market.environment.refusals:
        platform = market.platform_names.index(refusal.platform)
        if market.rules.may_refuse[platform] and not closed[platform]:
            row = r.repeat_by_hours(platform, refusal.present_on, market.moves)[refusal.rank - 1]
            kernel.refuse_waiting(
                market.seed, market.day, r.id[row], refusal.share, market.rules.reasons, x.n, x.arrays, b.arrays,
                market.workers.arrays, market.accounts.arrays,
            )  # fmt: skip


def _judge(market, cases) -> None:
    w, a, b, r = market.workers.arrays, market.accounts.arrays, market.batches.arrays, market.requesters.arrays
    rules, v, day, y = market.rules, market.views, market.day, market.payments
    kernel.judge(
        market.seed, cases, v.reopen, rules.fee_share, rules.fee_min, rules.must_return, assistance_of(market), w, a, r
    )
    booking.book_on_accounts(cases, a, market.submissions.arrays)
    booking.book_on_workers(day, market.environment.month_start, _quarter(market), cases, w)
    booking.book_on_batches(cases, b)
    booking.book_on_requesters(cases, v.delay_cost, market.config.rejection.error_cost, r)
    y.reserve(len(cases))
    y.n = booking.pay_later(day, cases, rules.payment_delay_days, y.arrays, y.n)


def _quarter(market) -> int:
    """Which quarter of the measured days today is in, from 0; below 0 before them."""
    return 4 * market.day // market.config.days


def _keep(market, cases) -> None:
    d, t, p = market.days, market.today, market.platforms
    totals = np.zeros((p.n, len(booking.TOTALS)), np.int64)
    booking.add_up(cases, totals)
    for column, name in enumerate(booking.TOTALS):
        if name not in ("accepted", "rejected", "accepted_pay", "fees"):
            getattr(d, name)[t] = totals[:, column].sum()
        if name in ("accepted", "rejected"):
            p.used(f"tasks_{name}")[:] += totals[:, column]
        elif name in ("accepted_pay", "fees"):
            p.used(name)[:] += totals[:, column]
    d.outlay[t] = totals[:, 4:6].sum()
