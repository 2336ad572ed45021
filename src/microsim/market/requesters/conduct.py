"""How repeat requesters learn to review and to refuse: they add up their profit, try, remember, and look at peers.

A requester has two habits: the share of submissions it looks at, and the share that it refuses on purpose, unread, and
keeps. After each period of account it knows its profit per value of the work that came up, posted or not. Now and
then, when its profit is steady, it tries another habit for one period: one of its own invention, or what it sees a
peer do, the more probably the more that peer earns beyond itself. It goes on if that paid clearly more than what it
remembers of the old habit, to which it returns if, within some periods, it pays less after all.
"""

from typing import NamedTuple

import numpy as np

from microsim.compiling import allocating, compiled, internal
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.regulation.rules import Law
from microsim.state.now import Now
from microsim.state.records import Record

from .peers import Peers, pick_peer

PERIOD, TRIAL = 0, 1  # blocks of draws
EFFORT, REFUSAL, PROFIT, KNOWN = range(4)  # what one sees of a peer


class ConductParams(NamedTuple):
    """Parameters of learning (see the configuration `rejection`); `refusals` is ``float64[n]``."""

    learning: bool
    imitation: bool
    period_days: int
    experiment: float
    look: float
    inertia: float
    memory: float
    least_effort: float
    effort_step: float
    try_less: float
    try_refusal: float
    refusals: np.ndarray
    remembers: int
    settling: int
    steady: float
    sure: float


@compiled
def next_refusal(now: float, u: float, refusals: np.ndarray) -> float:
    """The share of submissions that a requester tries to refuse next: one of a menu other than the present one.

    Args:
        now: the present share.
        u: uniform number in (0, 1).
        refusals: the menu, ``float64[n]``.

    Example:
        >>> menu = np.array([0.0, 0.1, 0.3, 1.0])
        >>> [next_refusal(0.0, u, menu) for u in (0.1, 0.5, 0.9)], next_refusal(1.0, 0.1, menu)
        ([0.1, 0.3, 1.0], 0.0)
    """
    other = int(u * (len(refusals) - 1))
    for level in refusals:
        if level == now:
            continue
        if other == 0:
            return level
        other -= 1
    return refusals[-1]


@compiled
def next_effort(now: float, u: float, p: ConductParams) -> float:
    """The share of submissions that a requester tries to look at next: `effort_step` times fewer, or as many more.

    Args:
        now: the present share.
        u: uniform number in (0, 1).
        p: parameters of learning.
    """
    if (u < p.try_less and now > p.least_effort) or now >= 1.0:
        return max(p.least_effort, now / p.effort_step)
    return min(1.0, p.effort_step * now)


@internal
def is_own_day(u: float, day: int, period_days: int) -> bool:
    """Whether somebody with such a uniform number has his or her day of the period today.

    Args:
        u: uniform number in (0, 1).
        day: number of the day.
        period_days: length of a period.
    """
    return (day + int(u * period_days)) % period_days == 0


@internal
def ends_period(seed: int, day: int, who: int, period_days: int) -> bool:
    """Whether a requester closes its account today; each has a day of its own within the period.

    Args:
        seed: of the run.
        day: number of the day.
        who: identity of the requester.
        period_days: length of a period.
    """
    return is_own_day(draw(seed, of.CONDUCT, 0, who, 0, 0, PERIOD)[0], day, period_days)


@internal
def return_to_old(requester: Record) -> None:
    """Take up the old habits again, with what is remembered of their profit.

    Args:
        requester: a row of the table of requesters.
    """
    requester.review_effort, requester.refuse_good = requester.old_effort, requester.old_refusal
    requester.profit_share = requester.old_profit
    requester.remembers = 0


@internal
def is_steady(requester: Record, profit: float, p: ConductParams) -> bool:
    """Whether a requester knows what it earns: some periods have passed, and the last was like those before.

    Args:
        requester: a row of the table of requesters.
        profit: of the last period, over the value of the work that came up.
        p: parameters of learning.
    """
    settled = requester.periods > p.settling and not requester.on_trial
    return settled and abs(profit - requester.profit_share) <= p.steady


@internal
def weigh(requester: Record, profit: float, p: ConductParams) -> None:
    """What a period taught: habits tried are kept if they pay more than the old ones by more than the inertia, and
    given up again if it turns out, while the old ones are remembered, that they pay less.

    Args:
        requester: a row of the table of requesters.
        profit: of the period, over the value of the work that came up.
        p: parameters of learning.
    """
    if requester.periods == 0 or requester.on_trial:
        requester.profit_share = profit
    else:
        requester.profit_share += p.memory * (profit - requester.profit_share)
    requester.periods += 1
    if requester.remembers > 0:
        requester.remembers -= 1
        if requester.profit_share < requester.old_profit + (p.inertia if requester.on_trial else -p.inertia):
            return_to_old(requester)
    requester.on_trial = False


@compiled
def invent(
    effort: float, refusal: float, may_refuse: bool, choice: float, u: float, p: ConductParams
) -> tuple[float, float]:
    """Another share of work refused on purpose, where one may refuse, or another share looked at.

    Args:
        effort, refusal: present shares looked at, and refused on purpose.
        may_refuse: whether it may refuse work without a reason.
        choice, u: uniform numbers: which habit, and how it changes.
        p: parameters of learning.

    Returns:
        (share looked at, share refused).
    """
    if may_refuse and choice < p.try_refusal:
        return effort, next_refusal(refusal, u, p.refusals)
    return next_effort(effort, u, p), refusal


@internal
def try_habits(requester: Record, effort: float, refusal: float, remembers: int) -> None:
    """Try other habits for one period; the old ones are kept in mind for so many.

    Args:
        requester: a row of the table of requesters.
        effort, refusal: shares looked at, and refused on purpose, to be tried.
        remembers: periods for which the old ones are kept in mind.
    """
    if effort == requester.review_effort and refusal == requester.refuse_good:
        return
    requester.old_effort, requester.old_refusal = requester.review_effort, requester.refuse_good
    requester.old_profit, requester.remembers, requester.on_trial = requester.profit_share, remembers, True
    requester.review_effort, requester.refuse_good = effort, refusal


@allocating
def habits_of(peers: Peers, r: np.ndarray) -> np.ndarray:
    """What peers can see of each other before anybody changes anything.

    Args:
        peers: repeat requesters who are present.
        r: table of requesters.

    Returns:
        Share looked at, share refused, profit, and whether that is known, in the order of `by_type`, ``float64[n, 4]``.
    """
    seen = np.empty((len(peers.by_type), 4))
    for place in range(len(seen)):
        requester = r[peers.by_type[place]]
        seen[place, EFFORT], seen[place, REFUSAL] = requester.review_effort, requester.refuse_good
        seen[place, PROFIT] = requester.profit_share
        seen[place, KNOWN] = requester.periods > 0 and not requester.on_trial
    return seen


@allocating
def adapt_conduct(now: Now, p: ConductParams, law: Law, peers: Peers, r: np.ndarray) -> None:
    """Repeat requesters whose period ends weigh what they did, and perhaps try or copy something else.

    A peer is envied, surely if it earns more by `sure` or more, the more seldom the less.

    Args:
        now: today.
        p: parameters.
        law: the rules: where work may be refused.
        peers: the repeat requesters.
        r: requesters.
    """
    seen = habits_of(peers, r)
    for q in peers.rows:
        requester = r[q]
        if requester.stake <= 0.0 or not ends_period(now.seed, now.day, requester.id, p.period_days):
            continue
        profit = requester.gain / requester.stake
        requester.gain = requester.stake = 0.0
        steady = is_steady(requester, profit, p)
        weigh(requester, profit, p)
        requester.losses = requester.losses + 1 if profit < 0.0 else 0
        if not steady:
            continue
        u = draw(now.seed, of.CONDUCT, 0, requester.id, now.day, 0, TRIAL)
        if p.learning and u[0] < p.experiment:
            may_refuse = law.platforms[requester.platform].may_refuse
            effort, refusal = invent(requester.review_effort, requester.refuse_good, may_refuse, u[2], u[3], p)
            try_habits(requester, effort, refusal, p.remembers)
        elif p.imitation and u[2] < p.look:
            other = pick_peer(u[1], requester.task_type, peers)
            if other < 0 or peers.by_type[other] == q or not seen[other, KNOWN]:
                continue
            if u[3] * p.sure < seen[other, PROFIT] - requester.profit_share - p.inertia:
                try_habits(requester, seen[other, EFFORT], seen[other, REFUSAL], p.remembers)
