"""How repeat requesters learn to review and to refuse: they add up their profit, try, remember, and look at peers.

A requester has two habits: the share of submissions it looks at, and the share that it refuses on purpose, unread, and
keeps. After each period of account it knows its profit per value of the tasks whose time on show has ended. Now and
then it tries another habit for one period and goes on if that paid clearly more than what it remembers of the old one,
to which it returns if, within some periods, it pays less after all. Now and then it looks at one peer and, the more the
peer earns beyond itself, the more probably it does the same.
"""

from typing import NamedTuple

from . import decisions as of
from .compiling import allocating, compiled, inlined
from .random import draw

LEAST_EFFORT = 0.05
REFUSALS = (0.0, 0.1, 0.3, 1.0)  # shares of submissions that a requester thinks of refusing
REMEMBERS = 6  # periods after which the old habits are forgotten
PERIOD, TRIAL = 0, 1  # blocks of draws
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


@compiled
def ends_period(seed, day, who, period_days):
    """Whether a requester closes its account today; each has a day of its own within the period."""
    shift = int(draw(seed, of.CONDUCT, 0, who, 0, 0, PERIOD)[0] * period_days)
    return (day + shift) % period_days == 0


@inlined
def return_to_old(q, r):
    """Take up the old habits again, with what is remembered of their profit."""
    r.review_effort[q], r.refuse_good[q] = r.old_effort[q], r.old_refusal[q]
    r.profit_share[q] = r.old_profit[q]
    r.remembers[q] = 0


@inlined
def weigh(q, profit, p, r):
    """What a period taught: habits tried are kept if they pay more than the old ones by more than the inertia, and
    given up again if it turns out, while the old ones are remembered, that they pay less."""
    if r.periods[q] == 0 or r.on_trial[q]:
        r.profit_share[q] = profit
    else:
        r.profit_share[q] += p.memory * (profit - r.profit_share[q])
    r.periods[q] += 1
    if r.remembers[q] > 0:
        r.remembers[q] -= 1
        if r.profit_share[q] < r.old_profit[q] + (p.inertia if r.on_trial[q] else -p.inertia):
            return_to_old(q, r)
    r.on_trial[q] = False


@inlined
def begin_trial(q, u, may_refuse, r):
    """Try, for one period, another share of work refused (where one may refuse), or another share looked at."""
    r.old_effort[q], r.old_refusal[q] = r.review_effort[q], r.refuse_good[q]
    r.old_profit[q], r.remembers[q], r.on_trial[q] = r.profit_share[q], REMEMBERS, True
    if may_refuse and u[0] < 0.5:
        r.refuse_good[q] = next_refusal(r.refuse_good[q], u[1])
    else:
        r.review_effort[q] = next_effort(r.review_effort[q], u[1])


@inlined
def peer_seen(u, q, peers, n_peers, r):
    """The row of one repeat requester with the same type of task; -1 if there is no other."""
    many = n_peers[r.task_type[q]]
    other = peers[r.task_type[q], int(u * many)] if many > 1 else q
    return other if other != q else -1


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
    effort, refusal = r.review_effort[:n].copy(), r.refuse_good[:n].copy()
    profits, known = r.profit_share[:n].copy(), (r.periods[:n] > 0) & ~r.on_trial[:n]
    for q in range(n):
        takes_stock = r.present[q] and r.learns[q] and r.stake[q] > 0.0
        if not (takes_stock and ends_period(seed, day, r.id[q], p.period_days)):
            continue
        weigh(q, r.gain[q] / r.stake[q], p, r)
        r.gain[q] = r.stake[q] = 0.0
        u = draw(seed, of.CONDUCT, 0, r.id[q], day, 0, TRIAL)
        other = peer_seen(u[1], q, peers, n_peers, r)
        if p.learning and u[0] < p.experiment:
            begin_trial(q, u[2:], may_refuse[r.platform[q]], r)
        elif p.imitation and u[2] < p.look and other >= 0 and known[other]:
            gap = profits[other] - r.profit_share[q] - p.inertia
            if u[3] * SURE < gap:
                r.review_effort[q], r.refuse_good[q], r.remembers[q] = effort[other], refusal[other], 0
