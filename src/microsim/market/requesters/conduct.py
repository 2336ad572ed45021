"""How repeat requesters learn to review and to refuse: they add up their profit, try, remember, and look at peers.

A requester has two habits: the share of submissions it looks at, and the share that it refuses on purpose, unread, and
keeps. After each period of account it knows its profit per value of the work that came up, posted or not. Now and
then, when its profit is steady, it tries another habit for one period: one of its own invention, or what it sees a
peer do, the more probably the more that peer earns beyond itself. It goes on if that paid clearly more than what it
remembers of the old habit, to which it returns if, within some periods, it pays less after all.
"""

from typing import NamedTuple

from microsim.compiling import allocating, compiled, inlined
from microsim.random import decisions as of
from microsim.random.draws import draw

LEAST_EFFORT = 0.05
REFUSALS = (0.0, 0.1, 0.3, 1.0)  # shares of submissions that a requester thinks of refusing
REMEMBERS = 6  # periods after which the old habits are forgotten
SETTLING = 2  # periods before anything else is tried
PERIOD, TRIAL = 0, 1  # blocks of draws
STEADY = 0.1  # share of value by which the profit of one period may differ from what is remembered
SURE = 0.2  # gap in profit, as a share of value, at which a peer is followed for sure


class ConductParams(NamedTuple):
    """Parameters of learning (see the configuration `rejection`)."""

    learning: bool
    imitation: bool
    period_days: int
    experiment: float
    look: float
    inertia: float
    memory: float


@compiled
def next_refusal(now, u):
    """The share of submissions that a requester tries to refuse next: one of `REFUSALS` other than the present one.

    Example:
        >>> [next_refusal(0.0, u) for u in (0.1, 0.5, 0.9)], next_refusal(1.0, 0.1)
        ([0.1, 0.3, 1.0], 0.0)
    """
    other = int(u * (len(REFUSALS) - 1))
    for level in REFUSALS:
        if level == now:
            continue
        if other == 0:
            return level
        other -= 1
    return REFUSALS[-1]


@compiled
def next_effort(now, u):
    """The share of submissions that a requester tries to look at next: half or twice as many.

    Example:
        >>> next_effort(0.5, 0.2), next_effort(0.5, 0.8), next_effort(1.0, 0.8), next_effort(0.05, 0.2)
        (0.25, 1.0, 0.5, 0.1)
    """
    if (u < 0.5 and now > LEAST_EFFORT) or now >= 1.0:
        return max(LEAST_EFFORT, 0.5 * now)
    return min(1.0, 2.0 * now)


@inlined
def is_own_day(u, day, period_days):
    """Whether somebody with such a uniform number has his or her day of the period today."""
    return (day + int(u * period_days)) % period_days == 0


@compiled
def ends_period(seed, day, who, period_days):
    """Whether a requester closes its account today; each has a day of its own within the period."""
    return is_own_day(draw(seed, of.CONDUCT, 0, who, 0, 0, PERIOD)[0], day, period_days)


@inlined
def return_to_old(q, r):
    """Take up the old habits again, with what is remembered of their profit."""
    r[q].review_effort, r[q].refuse_good = r[q].old_effort, r[q].old_refusal
    r[q].profit_share = r[q].old_profit
    r[q].remembers = 0


@inlined
def is_steady(q, profit, r):
    """Whether a requester knows what it earns: some periods have passed, and the last was like those before."""
    return r[q].periods > SETTLING and not r[q].on_trial and abs(profit - r[q].profit_share) <= STEADY


@inlined
def weigh(q, profit, p, r):
    """What a period taught: habits tried are kept if they pay more than the old ones by more than the inertia, and
    given up again if it turns out, while the old ones are remembered, that they pay less."""
    if r[q].periods == 0 or r[q].on_trial:
        r[q].profit_share = profit
    else:
        r[q].profit_share += p.memory * (profit - r[q].profit_share)
    r[q].periods += 1
    if r[q].remembers > 0:
        r[q].remembers -= 1
        if r[q].profit_share < r[q].old_profit + (p.inertia if r[q].on_trial else -p.inertia):
            return_to_old(q, r)
    r[q].on_trial = False


@compiled
def invent(effort, refusal, may_refuse, choice, u):
    """Another share of work refused on purpose, where one may refuse, or another share looked at.

    Example:
        >>> invent(0.5, 0.0, True, 0.2, 0.9), invent(0.5, 0.0, False, 0.2, 0.9)
        ((0.5, 1.0), (1.0, 0.0))
    """
    if may_refuse and choice < 0.5:
        return effort, next_refusal(refusal, u)
    return next_effort(effort, u), refusal


@inlined
def try_habits(q, effort, refusal, r):
    """Try other habits for one period; the old ones are kept in mind."""
    if effort == r[q].review_effort and refusal == r[q].refuse_good:
        return
    r[q].old_effort, r[q].old_refusal = r[q].review_effort, r[q].refuse_good
    r[q].old_profit, r[q].remembers, r[q].on_trial = r[q].profit_share, REMEMBERS, True
    r[q].review_effort, r[q].refuse_good = effort, refusal


@inlined
def peer_seen(u, q, peers, n_peers, r):
    """The row of one repeat requester with the same type of task; -1 if there is no other."""
    many = n_peers[r[q].task_type]
    other = peers[r[q].task_type, int(u * many)] if many > 1 else q
    return other if other != q else -1


@inlined
def is_envied(u, q, other, profits, known, p, r):
    """Whether a peer earns so much more that a requester wants to do the same: surely if the gap is `SURE` or more."""
    return other >= 0 and known[other] and u * SURE < profits[other] - r[q].profit_share - p.inertia


@allocating
def adapt_conduct(seed, day, p, may_refuse, peers, n_peers, r, n):
    """Repeat requesters whose period ends weigh what they did, and perhaps try or copy something else.

    Args:
        seed, day: address.
        p: `ConductParams`.
        may_refuse: by platform.
        peers, n_peers: rows of present repeat requesters by task type, ``int64[n_types, m]``, and how many.
        r, n: columns of requesters and rows in use.
    """
    effort, refusal = r[:n].review_effort.copy(), r[:n].refuse_good.copy()
    profits, known = r[:n].profit_share.copy(), (r[:n].periods > 0) & ~r[:n].on_trial
    for q in range(n):
        takes_stock = r[q].present and r[q].learns and r[q].stake > 0.0
        if not (takes_stock and ends_period(seed, day, r[q].id, p.period_days)):
            continue
        profit = r[q].gain / r[q].stake
        r[q].gain = r[q].stake = 0.0
        steady = is_steady(q, profit, r)
        weigh(q, profit, p, r)
        if not steady:
            continue
        u = draw(seed, of.CONDUCT, 0, r[q].id, day, 0, TRIAL)
        other = peer_seen(u[1], q, peers, n_peers, r)
        if p.learning and u[0] < p.experiment:
            new_effort, new_refusal = invent(
                r[q].review_effort, r[q].refuse_good, may_refuse[r[q].platform], u[2], u[3]
            )
            try_habits(q, new_effort, new_refusal, r)
        elif p.imitation and u[2] < p.look and is_envied(u[3], q, other, profits, known, p, r):
            try_habits(q, effort[other], refusal[other], r)
