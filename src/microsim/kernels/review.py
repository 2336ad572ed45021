"""Verdicts: when, and which way; what they do to memories, records and purses."""

import math

from . import decisions as of
from .clock import DAY
from .compiling import compiled, inlined
from .posting import fee_per_task
from .random import draw


@compiled
def set_due(seed, first, n, auto_approval, review_days, effort, x, b, r):
    """Give today's submissions the day of their verdict.

    A submission is looked at with the requester's effort, after an exponential delay; if it is not, or not in time,
    the platform approves it automatically.

    Args:
        seed: address.
        first, n: rows of the submissions of today.
        auto_approval: days, by platform, ``int64[n_platforms]``.
        review_days: mean delay, by kind of requester, ``float64[n_kinds]``.
        effort: ``float64`` by requester (column `review_effort`).
        x, b, r: columns of submissions, batches, requesters.
    """
    for i in range(first, first + n):
        row = x.batch[i]
        q = b.requester[row]
        u = draw(seed, of.REVIEW_DELAY, x.who[i], b.requester_id[row], b.day[row], b.slot[row], x.first[i])
        delay = int(-math.log(u[1]) * review_days[r.kind[q]])
        x.looked_at[i] = u[0] < effort[q] and delay <= auto_approval[b.platform[row]]
        x.due[i] = x.day[i] + (delay if x.looked_at[i] else auto_approval[b.platform[row]])


@compiled
def chance_of_rejection(right, good_judged_bad, bad_judged_good, rejectable, refuse_good):
    """Chance that a submission that is looked at is rejected.

    A right answer: judged bad and not tolerated, or judged good and refused on purpose. A wrong one: seen to be wrong
    and not tolerated.

    Example:
        >>> chance_of_rejection(True, 0.02, 0.3, 0.5, 0.0), chance_of_rejection(False, 0.02, 0.3, 0.5, 0.0)
        (0.01, 0.35)
    """
    if right:
        return good_judged_bad * rejectable + (1.0 - good_judged_bad) * refuse_good
    return (1.0 - bad_judged_good) * rejectable


@inlined
def count_rejections(seed, x, i, b, r):
    """Draw the verdicts of one submission. Returns (right answers rejected, wrong answers rejected)."""
    if not x.looked_at[i]:
        return 0, 0
    row = x.batch[i]
    q = b.requester[row]
    if_right = chance_of_rejection(
        True, r.good_judged_bad[q], r.bad_judged_good[q], r.rejectable[q], r.refuse_good[q]
    )
    if_wrong = chance_of_rejection(
        False, r.good_judged_bad[q], r.bad_judged_good[q], r.rejectable[q], r.refuse_good[q]
    )
    n = x.right[i] + x.wrong[i]
    right_rejected = wrong_rejected = 0
    u = (0.0, 0.0, 0.0, 0.0)
    for task in range(n):
        if task % 4 == 0:
            u = draw(
                seed, of.VERDICT, x.who[i], b.requester_id[row], b.day[row], b.slot[row], x.first[i] + task
            )
        if task < x.right[i]:
            right_rejected += u[task % 4] < if_right
        else:
            wrong_rejected += u[task % 4] < if_wrong
    return right_rejected, wrong_rejected


@inlined
def remember(w, worker, requester, paid, refused, day):
    """Note a verdict in the worker's memory of requesters; whoever was met longest ago is forgotten for it."""
    oldest = 0
    for k in range(w.met.shape[1]):
        if w.met[worker, k] == requester:
            w.met_paid[worker, k] += paid
            w.met_refused[worker, k] += refused
            w.met_day[worker, k] = day
            return
        if w.met_day[worker, k] < w.met_day[worker, oldest]:
            oldest = k
    w.met[worker, oldest] = requester
    w.met_paid[worker, oldest] = paid
    w.met_refused[worker, oldest] = refused
    w.met_day[worker, oldest] = day


@inlined
def reopened_tasks(seed, x, i, b, rejected, share, day):
    """How many rejected tasks of a submission the requester offers again."""
    row = x.batch[i]
    if rejected == 0 or day > b.expiry_day[row]:
        return 0
    again = 0
    for task in range(rejected):
        u = draw(seed, of.REOPEN, x.who[i], b.requester_id[row], b.day[row], b.slot[row], x.first[i] + task)[0]
        again += u < share
    return again


@inlined
def judge(seed, day, month_start, i, reopen, delay_cost, fee_share, fee_min, x, w, a, b, r):
    """Judge one submission: move time, money and records.

    Returns:
        (accepted, rejected, wrongly rejected, reopened, accepted pay, fees, seconds accepted, seconds rejected).
    """
    row, account = x.batch[i], x.account[i]
    q, worker = b.requester[row], a.worker[account]
    right_rejected, wrong_rejected = count_rejections(seed, x, i, b, r)
    n = x.right[i] + x.wrong[i]
    rejected = right_rejected + wrong_rejected
    accepted = n - rejected
    pay = accepted * b.price[row]
    fees = accepted * fee_per_task(b.price[row], fee_share, fee_min)
    rejected_seconds = x.seconds[i] * rejected // n
    a.seconds_awaiting[account] -= x.seconds[i]
    a.seconds_rejected[account] += rejected_seconds
    a.seconds_accepted[account] += x.seconds[i] - rejected_seconds
    a.tasks_accepted[account] += accepted
    a.tasks_rejected[account] += rejected
    a.tasks_wrongly_rejected[account] += right_rejected
    a.value_kept[account] += right_rejected * b.price[row]
    a.accepted_pay[account] += pay
    a.approved[account] += accepted
    a.rejected[account] += rejected
    if pay > 0:
        w.months_with_income[worker] += w.last_income[worker] < month_start
        w.last_income[worker] = day
    if w.person[worker]:
        remember(w, worker, b.requester_id[row], accepted, rejected, day)
    again = reopened_tasks(seed, x, i, b, rejected, reopen, day) if r.present[q] else 0
    b.in_review[row] -= n
    b.accepted[row] += accepted
    b.rejected[row] += rejected
    b.left[row] += again
    if again > 0:
        b.state[row] = 1
    outlay_each = b.price[row] + fee_per_task(b.price[row], fee_share, fee_min)
    r.budget[q] += float((rejected - again) * outlay_each)
    late = max(0.0, (x.day[i] - b.day[row]) - r.deadline[q] / DAY)
    r.value_received[q] += x.right[i] * b.value[row] * max(0.0, 1.0 - delay_cost * late)
    r.usable[q] += 0.002 * n / (1.0 + 0.002 * n) * (x.right[i] / n - r.usable[q])
    r.tasks_submitted[q] += n
    r.tasks_accepted[q] += accepted
    r.tasks_rejected[q] += rejected
    r.tasks_wrongly_rejected[q] += right_rejected
    r.seconds_worked[q] += x.seconds[i]
    r.accepted_pay[q] += pay
    r.value_kept[q] += right_rejected * b.price[row]
    r.outlay[q] += pay + fees
    x.stage[i] = 0
    return accepted, rejected, right_rejected, again, pay, fees, x.seconds[i] - rejected_seconds, rejected_seconds


@compiled
def review(
    seed, day, month_start, n, reopen, delay_cost, delay_payment, fee_share, fee_min, judged,
    x, w, a, b, r, y, n_y, totals,
):
    """Judge all submissions that are due.

    Args:
        seed, day: address.
        month_start: first day of the calendar month.
        n: submissions in use.
        reopen, delay_cost: by kind of requester, ``float64[n_kinds]``.
        delay_payment, fee_share, fee_min: by platform.
        judged: filled with the accounts judged (with repetitions), ``int64[n]``.
        x, w, a, b, r: columns of submissions, workers, accounts, batches, requesters.
        y, n_y: columns of payments (with room for all that are judged) and rows in use.
        totals: ``int64[n_platforms, 8]``: adds what `judge` returns.

    Returns:
        (number of submissions judged, rows of payments in use).
    """
    done = 0
    for i in range(n):
        if x.stage[i] != 1 or x.due[i] > day:
            continue
        p = b.platform[x.batch[i]]
        kind = r.kind[b.requester[x.batch[i]]]
        result = judge(
            seed, day, month_start, i, reopen[kind], delay_cost[kind], fee_share[p], fee_min[p], x, w, a, b, r
        )
        for k in range(8):
            totals[p, k] += result[k]
        if result[4] > 0:
            y.account[n_y], y.due[n_y], y.amount[n_y] = x.account[i], day + delay_payment[p], result[4]
            n_y += 1
        judged[done] = x.account[i]
        done += 1
    return done, n_y


@compiled
def compact(n, x):
    """Close the gaps that judged submissions leave; order is kept. Returns the number that remain."""
    kept = 0
    for i in range(n):
        if x.stage[i] == 0:
            continue
        if kept != i:
            x.stage[kept], x.account[kept], x.batch[kept], x.who[kept] = x.stage[i], x.account[i], x.batch[i], x.who[i]
            x.first[kept], x.day[kept], x.due[kept], x.looked_at[kept] = x.first[i], x.day[i], x.due[i], x.looked_at[i]
            x.right[kept], x.wrong[kept], x.seconds[kept] = x.right[i], x.wrong[i], x.seconds[i]
        kept += 1
    return kept
