"""Verdicts: when, and which way."""

import math
from typing import NamedTuple

import numpy as np

from microsim.codes import Stage
from microsim.compiling import compiled, internal
from microsim.market.ai.assistance import Assistance, is_detected
from microsim.market.law.compliance import REASONS, RETURN, obeys
from microsim.market.posting.offers import fee_per_task
from microsim.market.word.trust import Memory
from microsim.random import decisions as of
from microsim.random.draws import binomial, draw
from microsim.regulation.rules import Law
from microsim.state.ahead import AHEAD, fetch
from microsim.state.now import Now
from microsim.state.records import Record
from microsim.state.trade import Requesters

from .cases import SHOWN, TERMS

KIND, GAIN = Requesters.cache_line("kind"), Requesters.cache_line("gain")
HABITS, REFUSAL = Requesters.cache_line("review_effort"), Requesters.cache_line("refuse_good")


class ReviewParams(NamedTuple):
    """Parameters of review (see the configurations `requesters`, `rejection`), most by kind of requester.

    Attributes:
        review_days: mean delay of those who look, ``float64[n_kinds]``.
        reopen: share of rejected tasks offered again, ``float64[n_kinds]``.
        delay_cost: power by which an answer loses value when it is late, ``float64[n_kinds]``.
        error_cost: harm of a wrong answer that nobody found, over the value of a right one.
        review_cost: of looking at a task, over its price.
        usable_rate: weight of one answer looked at in the usable share that a requester remembers.
        memory: how workers remember verdicts.
    """

    review_days: np.ndarray
    reopen: np.ndarray
    delay_cost: np.ndarray
    error_cost: float
    review_cost: float
    usable_rate: float
    memory: Memory


class Parties(NamedTuple):
    """Whom a verdict concerns: workers, their accounts, and requesters."""

    w: Record
    a: Record
    r: np.ndarray


@internal
def home_of(account: int, parties: Parties) -> int:
    """Country of the holder of an account, below 0 for people abroad.

    Args:
        account: row in the table of accounts.
        parties: tables of workers, accounts and requesters.
    """
    return parties.w.line[parties.a.line[account].worker].country


@internal
def gives_reasons(seed: int, requester_id: int, platform: int, home: int, law: Law) -> bool:
    """Whether a requester gives reasons to people of a country, as a law asks, and so refuses no work of theirs unread.

    Nothing binds towards people abroad.

    Args:
        seed: of the run.
        requester_id: its identity.
        platform: row in the table of platforms.
        home: country of the worker, below 0 abroad.
        law: rules of the day.
    """
    return obeys(seed, REASONS, requester_id, law.people[platform, home].reasons if home >= 0 else 0.0)


@internal
def gives_back(seed: int, requester_id: int, platform: int, home: int, law: Law) -> bool:
    """Whether a requester gives back the work of people of a country that it rejects, as a law asks.

    Args:
        seed: of the run.
        requester_id: its identity.
        platform: row in the table of platforms.
        home: country of the worker, below 0 abroad.
        law: rules of the day.
    """
    return obeys(seed, RETURN, requester_id, law.people[platform, home].must_return if home >= 0 else 0.0)


@compiled
def set_due(now: Now, new: np.ndarray, law: Law, p: ReviewParams, b: np.ndarray, parties: Parties) -> None:
    """Give today's submissions the day of their verdict.

    Where the platform lets requesters refuse, a submission is refused on purpose with the chance `refuse_good`: whole
    and unread, before it would be approved automatically. Others are looked at with the requester's effort, after an
    exponential delay; what is not looked at, or not in time, the platform approves automatically.

    Args:
        now: today.
        new: today's submissions.
        law: the rules; of requesters who have to give reasons, none rejects unread.
        p: parameters.
        b: batches.
        parties: workers, accounts, requesters.
    """
    last = len(new) - 1
    for i in range(len(new)):
        soon = b[new[min(i + 2 * AHEAD, last)].batch]
        fetch(soon, SHOWN)
        fetch(soon, TERMS)
        nearer = parties.r[b[new[min(i + AHEAD, last)].batch].requester]
        fetch(nearer, HABITS)
        fetch(nearer, REFUSAL)
        one, batch = new[i], b[new[i].batch]
        platform, requester = law.platforms[batch.platform], parties.r[batch.requester]
        automatic = platform.auto_approval_days
        u = draw(now.seed, of.REVIEW_DELAY, one.who, batch.requester_id, batch.day, batch.slot, one.first)
        refused = platform.may_refuse and u[2] < requester.refuse_good
        if refused:
            home = home_of(one.account, parties)
            refused = not gives_reasons(now.seed, batch.requester_id, batch.platform, home, law)
        one.refused, one.looked_at, one.due = refused, False, one.day + automatic
        if refused or u[0] < requester.review_effort:
            delay = int(-math.log(u[1]) * p.review_days[requester.kind])
            one.looked_at = not refused and delay <= automatic
            one.due = one.day + min(delay, automatic)


@compiled
def refuse_waiting(
    now: Now, requester: int, share: float, law: Law, x: np.ndarray, b: np.ndarray, parties: Parties
) -> None:
    """One requester refuses what was submitted to it and waits for its verdict: whole, unread, today.

    A submission's luck is one draw, the same on every day on which it still waits: who was spared stays so. Whoever has
    to give reasons to somebody does not refuse that work unread.

    Args:
        now: today, when the verdicts fall due.
        requester: identity of the one who refuses.
        share: of its submissions, those refused.
        law: the rules.
        x, b: submissions, batches.
        parties: workers, accounts, requesters.
    """
    for i in range(len(x)):
        one, batch = x[i], b[x[i].batch]
        if one.stage != Stage.AWAITING_VERDICT or batch.requester_id != requester:
            continue
        if gives_reasons(now.seed, requester, batch.platform, home_of(one.account, parties), law):
            continue
        u = draw(now.seed, of.MASS_REJECTION, one.who, requester, batch.day, batch.slot, one.first)
        if u[0] < share:
            one.refused, one.looked_at, one.due = True, False, now.day


@internal
def judge_answers(seed: int, case: Record, r: np.ndarray) -> None:
    """Draw what becomes of the answers of one submission: those judged bad, and those rejected, which are among them.

    Who looks sees what is wrong, and may accept it all the same; what is refused unread is not judged at all. What is
    recognised as AI's against a ban is judged bad, and not rejected wrongly.

    Args:
        seed: of the run.
        case: what is judged, `CASE`; tasks rejected and judged bad are filled in, and the right ones of each.
        r: table of requesters.
    """
    right, answers = int(case.right), int(case.right) + int(case.wrong)
    case.rejected = case.wrongly = case.judged_bad = case.misjudged = 0
    if case.detected:
        case.rejected, case.judged_bad, case.misjudged = answers, answers, right
    elif case.refused:
        case.rejected, case.wrongly = answers, right
    if case.detected or case.refused or not case.looked_at:
        return
    requester = r[case.requester]
    u = draw(seed, of.VERDICT, case.who, case.requester_id, case.posted, case.slot, case.first)
    misjudged = binomial(u[0], right, requester.good_judged_bad)
    wrongly = binomial(u[1], misjudged, requester.rejectable)
    case.judged_bad, case.misjudged = misjudged + int(case.wrong), misjudged
    case.rejected, case.wrongly = wrongly + binomial(u[2], int(case.wrong), requester.rejectable), wrongly


@internal
def reopened_tasks(seed: int, case: Record, share: float) -> int:
    """How many rejected tasks of a submission the requester offers again.

    Args:
        seed: of the run.
        case: a verdict, `CASE`.
        share: of rejected tasks that are offered again.
    """
    if share <= 0.0:
        return 0
    u = draw(seed, of.REOPEN, case.who, case.requester_id, case.posted, case.slot, case.first)[0]
    return binomial(u, case.rejected, share)


@compiled
def judge(now: Now, cases: np.ndarray, law: Law, p: ReviewParams, ai: Assistance, parties: Parties) -> None:
    """Give each case its verdict.

    Args:
        now: today.
        cases: the verdicts are filled in, ``CASE[n]``.
        law: the rules; some requesters may not keep what they reject.
        p: parameters.
        ai: what AI can do for workers.
        parties: workers, accounts, requesters.
    """
    last = len(cases) - 1
    for j in range(len(cases)):
        soon = parties.r[cases[min(j + AHEAD, last)].requester]
        fetch(soon, KIND)
        fetch(soon, GAIN)
        fetch(soon, HABITS)
        case = cases[j]
        requester, terms = parties.r[case.requester], law.platforms[case.platform]
        case.detected = is_detected(now.seed, case, ai)
        judge_answers(now.seed, case, parties.r)
        case.returned, case.again = False, 0
        if case.rejected > 0:
            home = home_of(case.account, parties)
            case.returned = gives_back(now.seed, case.requester_id, case.platform, home, law)
            if case.open and requester.present and (case.returned or not case.refused):
                case.again = reopened_tasks(now.seed, case, p.reopen[requester.kind])
        n, rejected = int(case.right) + int(case.wrong), int(case.rejected)  # narrow products would overflow
        fee = fee_per_task(case.price, terms.fee_share, terms.fee_min) + case.surcharge
        case.accepted = n - rejected
        case.seconds_rejected = int(case.seconds) * rejected // n
        case.pay = (n - rejected) * case.price
        case.fees = (n - rejected) * fee
        case.outlay_each = case.price + fee
