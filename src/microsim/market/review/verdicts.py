"""Verdicts: when, and which way.

Submissions are judged table by table, not one by one: what bears on them is gathered into records first (`CASE`), all
of them are judged, then the verdicts are booked on one table after the other (`booking`). Each of these loops waits for
one table only, and the processor fetches many of its rows at once.
"""

import math

import numpy as np

from microsim.codes import AiTerms, Stage
from microsim.compiling import compiled, inlined
from microsim.market.ai.assistance import is_detected
from microsim.market.law.compliance import REASONS, RETURN, obeys, share_for
from microsim.market.posting.offers import fee_per_task
from microsim.random import decisions as of
from microsim.random.draws import draw

# A submission and what bears on its verdict.
CASE = np.dtype(
    [
        # the submission
        ("who", "i8"), ("row", "i4"), ("account", "i4"), ("worker", "i4"), ("batch", "i4"), ("first", "i4"),
        ("day", "i4"), ("second", "i4"), ("right", "i4"), ("wrong", "i4"), ("seconds", "i4"),
        # its batch
        ("price", "i8"), ("value", "f8"), ("requester", "i4"), ("requester_id", "i4"), ("posted", "i4"),
        ("posted_second", "i4"), ("slot", "i4"), ("platform", "i2"),
        ("surcharge", "i8"), ("task_seconds", "f8"),
        ("open", "?"), ("looked_at", "?"), ("refused", "?"), ("returned", "?"), ("country", "i4"),
        ("with_ai", "?"), ("forbids", "?"), ("detected", "?"), ("role", "i1"),
        # the verdict: tasks accepted and rejected, of these right ones and those offered again, time in rejected ones;
        # pay and fees of those accepted, outlay for one
        ("accepted", "i4"), ("rejected", "i4"), ("wrongly", "i4"), ("again", "i4"), ("seconds_rejected", "i4"),
        ("pay", "i8"), ("fees", "i8"), ("outlay_each", "i8"),
    ],
    align=True,
)  # fmt: skip


@compiled
def find_due(day, n, x, rows):
    """Submissions whose verdict is due: fills `rows` with the first `n` that are, and returns how many."""
    found = 0
    for i in range(n):
        rows[found] = i
        found += (x[i].stage == Stage.AWAITING_VERDICT) & (x[i].due <= day)
    return found


@compiled
def open_cases(day, rows, x, b, cases):
    """Gather what bears on the verdicts of some submissions.

    Args:
        day: today.
        rows: of the submissions, ``int64[n]``.
        x, b: columns of submissions, batches.
        cases: filled, record array of `CASE`.
    """
    for j in range(len(rows)):
        case, i = cases[j], rows[j]
        case.row, case.account, case.batch, case.who = i, x[i].account, x[i].batch, x[i].who
        case.first, case.day, case.second = x[i].first, x[i].day, x[i].second
        case.looked_at, case.refused, case.with_ai = x[i].looked_at, x[i].refused, x[i].with_ai
        case.right, case.wrong, case.seconds = x[i].right, x[i].wrong, x[i].seconds
    for j in range(len(rows)):
        case = cases[j]
        row = case.batch
        case.requester, case.requester_id, case.platform = b[row].requester, b[row].requester_id, b[row].platform
        case.posted, case.posted_second, case.slot = b[row].day, b[row].second, b[row].slot
        case.open = day <= b[row].expiry_day
        case.price, case.value, case.surcharge = b[row].price, b[row].value, b[row].surcharge
        case.task_seconds, case.country = b[row].seconds, b[row].country
        case.role, case.forbids = b[row].role, b[row].ai_terms == AiTerms.FORBIDDEN


@compiled
def set_due(seed, cases, auto_approval, may_refuse, reasons, review_days, x, w, a, r):
    """Give today's submissions the day of their verdict.

    Where the platform lets requesters refuse, a submission is refused on purpose with the chance `refuse_good`: whole
    and unread, before it would be approved automatically. Others are looked at with the requester's effort, after an
    exponential delay; what is not looked at, or not in time, the platform approves automatically.

    Args:
        seed: address.
        cases: today's submissions, record array of `CASE`.
        auto_approval: days, by platform, ``int64[n_platforms]``.
        may_refuse: whether requesters may refuse work without a reason, by platform, ``bool[n_platforms]``.
        reasons: share of requesters who have to give reasons, and so cannot reject unread, by platform and country.
        review_days: mean delay, by kind of requester, ``float64[n_kinds]``.
        x, w, a, r: columns of submissions, workers, accounts, requesters.
    """
    for j in range(len(cases)):
        case = cases[j]
        i, q, automatic = case.row, case.requester, auto_approval[case.platform]
        u = draw(seed, of.REVIEW_DELAY, case.who, case.requester_id, case.posted, case.slot, case.first)
        delay = int(-math.log(u[1]) * review_days[r[q].kind])
        refuses = may_refuse[case.platform] and u[2] < r[q].refuse_good
        bound = share_for(reasons, case.platform, w.line[a.line[case.account].worker].country) if refuses else 0.0
        x[i].refused = refuses and not obeys(seed, REASONS, case.requester_id, bound)
        x[i].looked_at = not x[i].refused and u[0] < r[q].review_effort and delay <= automatic
        soon = x[i].looked_at or x[i].refused
        x[i].due = case.day + (min(delay, automatic) if soon else automatic)


@compiled
def refuse_waiting(seed, day, requester, share, reasons, n, x, b, w, a):
    """One requester refuses what was submitted to it and waits for its verdict: whole, unread, today.

    A submission's luck is one draw, the same on every day on which it still waits: who was spared stays so. Whoever has
    to give reasons to somebody does not refuse that work unread.

    Args:
        seed: address.
        day: today, when the verdicts fall due.
        requester: identity of the one who refuses.
        share: of its submissions, those refused.
        reasons: share of requesters who have to give reasons, by platform and country.
        n: rows of submissions in use.
        x, b, w, a: columns of submissions, batches, workers, accounts.
    """
    for i in range(n):
        if x[i].stage != Stage.AWAITING_VERDICT or b[x[i].batch].requester_id != requester:
            continue
        row = x[i].batch
        bound = share_for(reasons, b[row].platform, w.line[a.line[x[i].account].worker].country)
        if obeys(seed, REASONS, requester, bound):
            continue
        u = draw(seed, of.MASS_REJECTION, x[i].who, requester, b[row].day, b[row].slot, x[i].first)
        if u[0] < share:
            x[i].refused, x[i].looked_at, x[i].due = True, False, day


@compiled
def chance_of_rejection(right, good_judged_bad, bad_judged_good, rejectable):
    """Chance that a task that is looked at is rejected: it is judged bad, rightly or wrongly, and not tolerated.

    Example:
        >>> chance_of_rejection(True, 0.02, 0.3, 0.5), chance_of_rejection(False, 0.02, 0.3, 0.5)
        (0.01, 0.35)
    """
    return (good_judged_bad if right else 1.0 - bad_judged_good) * rejectable


@inlined
def count_rejections(seed, case, r):
    """Draw the verdicts of one submission. Returns (tasks rejected, of which right).

    What is rejected as AI had done it against a ban is not rejected wrongly.
    """
    if case.detected:
        return int(case.right) + int(case.wrong), 0
    if case.refused:
        return int(case.right) + int(case.wrong), int(case.right)
    if not case.looked_at:
        return 0, 0
    q = case.requester
    if_right = chance_of_rejection(True, r[q].good_judged_bad, r[q].bad_judged_good, r[q].rejectable)
    if_wrong = chance_of_rejection(False, r[q].good_judged_bad, r[q].bad_judged_good, r[q].rejectable)
    rejected = wrongly = 0
    u = (0.0, 0.0, 0.0, 0.0)
    for task in range(case.right + case.wrong):
        if task % 4 == 0:
            u = draw(seed, of.VERDICT, case.who, case.requester_id, case.posted, case.slot, case.first + task)
        if task < case.right:
            wrongly += u[task % 4] < if_right
        else:
            rejected += u[task % 4] < if_wrong
    return rejected + wrongly, wrongly


@inlined
def reopened_tasks(seed, case, share):
    """How many rejected tasks of a submission the requester offers again."""
    again = 0
    for task in range(case.rejected):
        u = draw(seed, of.REOPEN, case.who, case.requester_id, case.posted, case.slot, case.first + task)[0]
        again += u < share
    return again


@compiled
def judge(seed, cases, reopen, fee_share, fee_min, must_return, ai, w, a, r):
    """Give each case its verdict.

    Args:
        seed: address.
        cases: record array of `CASE`; the verdict is filled in.
        reopen: share of rejected tasks offered again, by kind of requester, ``float64[n_kinds]``.
        fee_share, fee_min: by platform.
        must_return: share of requesters who may not keep what they reject, by platform and country.
        ai: `ai_use.Assistance`.
        w, a, r: columns of workers, accounts, requesters.
    """
    for j in range(len(cases)):
        case = cases[j]
        q, p = case.requester, case.platform
        case.detected = is_detected(seed, case, ai)
        case.rejected, case.wrongly = count_rejections(seed, case, r)
        bound = share_for(must_return, p, w.line[a.line[case.account].worker].country) if case.rejected > 0 else 0.0
        case.returned = obeys(seed, RETURN, case.requester_id, bound)
        if case.rejected > 0 and case.open and r[q].present and (case.returned or not case.refused):
            case.again = reopened_tasks(seed, case, reopen[r[q].kind])
        n, rejected = int(case.right) + int(case.wrong), int(case.rejected)  # narrow products would overflow
        fee = fee_per_task(case.price, fee_share[p], fee_min[p]) + case.surcharge
        case.accepted = n - rejected
        case.seconds_rejected = int(case.seconds) * rejected // n
        case.pay = (n - rejected) * case.price
        case.fees = (n - rejected) * fee
        case.outlay_each = case.price + fee


@compiled
def compact(n, x):
    """Close the gaps that judged submissions leave; order is kept. Returns the number that remain."""
    kept = 0
    for i in range(n):
        if x[i].stage == Stage.JUDGED:
            continue
        if kept != i:
            x[kept].stage, x[kept].account, x[kept].batch, x[kept].who = x[i].stage, x[i].account, x[i].batch, x[i].who
            x[kept].first, x[kept].day, x[kept].due = x[i].first, x[i].day, x[i].due
            x[kept].looked_at, x[kept].refused, x[kept].with_ai = x[i].looked_at, x[i].refused, x[i].with_ai
            x[kept].second, x[kept].seconds = x[i].second, x[i].seconds
            x[kept].right, x[kept].wrong = x[i].right, x[i].wrong
        kept += 1
    return kept
