"""A platform closes: what becomes of work that waits, of accounts, of requesters, and who goes on elsewhere."""

import math

from microsim.codes import AccountStatus, Stage
from microsim.compiling import compiled
from microsim.market.law.compliance import REASONS, obeys, share_for
from microsim.market.payment.balances import close_balance
from microsim.market.standing.suspension import end_unrecovered
from microsim.random import decisions as of
from microsim.random.draws import draw, lognormal

from .people import open_account


@compiled
def next_platform(seed, decision, who, weights):
    """Where somebody goes whose platform has closed: by weight, always the same one while that is open.

    Everybody has an order of platforms, drawn once; so a further closure moves only those who are there.

    Args:
        seed, decision, who: address.
        weights: chances relative to each other, ``float64[n_platforms]``, 0 where it cannot be.

    Returns:
        Its row; -1 if there is none.

    Example:
        >>> import numpy as np
        >>> for weights in (np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 0.0])):
        ...     [next_platform(1, 72, who, weights) for who in range(5)]
        [1, 2, 0, 1, 1]
        [1, 1, 0, 1, 1]
        >>> next_platform(1, 72, 5, np.zeros(3))
        -1
    """
    soonest, chosen = math.inf, -1
    for p in range(len(weights)):
        if weights[p] > 0.0:
            time = -math.log(draw(seed, decision, who, 0, 0, 0, 1 + p)[0]) / weights[p]
            if time < soonest:
                soonest, chosen = time, p
    return chosen


@compiled
def settle_waiting(seed, day, closing, approves, reasons, n, x, b, w, a):
    """Work on a platform that closes today is judged today: approved as it is, or lost, whole and unread.

    What is due today is judged as ever. Whoever has to give reasons to somebody does not keep that work unpaid.

    Args:
        seed: address of who obeys.
        day: today.
        closing, approves: by platform.
        reasons: share of requesters who have to give reasons, by platform and country.
        n: rows of submissions in use.
        x, b, w, a: columns of submissions (changed), batches, workers, accounts.
    """
    for i in range(n):
        row = x[i].batch
        p = b[row].platform
        if x[i].stage != Stage.AWAITING_VERDICT or not closing[p] or x[i].due <= day:
            continue
        bound = share_for(reasons, p, w.line[a.line[x[i].account].worker].country)
        x[i].due, x[i].looked_at = day, False
        x[i].refused = not approves[p] and not obeys(seed, REASONS, b[row].requester_id, bound)


@compiled
def shut_accounts(now, n, closing, law, tables):
    """Close the accounts on platforms that close; balances are lost or paid out as on suspension.

    Args:
        now: today. n: accounts in use.
        closing: by platform.
        law: of the day. tables: `payment.Purse`.

    Returns:
        Open accounts of people that were closed.
    """
    w, a, _ = tables
    shut = 0
    for account in range(n):
        if not closing[a.line[account].platform] or a.line[account].status == AccountStatus.SUSPENDED:
            continue
        if a.line[account].status == AccountStatus.OPEN:
            end_unrecovered(now.day, account, a)
            close_balance(now.seed, account, law.platforms[a.line[account].platform].forfeits, 0, law, tables)
            shut += w.line[a.line[account].worker].person
        a.line[account].status = AccountStatus.SHUT
    return shut


@compiled
def turn_to_others(seed, day, closing, share, days, weights, r, n, m, moves):
    """Requesters on platforms that close go on at others, or leave the market.

    Args:
        seed, day: address.
        closing: by platform.
        share: of them, those who go on, by platform. days: until they post again, by platform.
        weights: of the platforms that stay, by demand.
        r, n: columns of requesters, rows in use.
        m, moves: columns of moves (with room for all), rows in use.

    Returns:
        Rows of moves in use.
    """
    for q in range(n):
        p = r[q].platform
        if not r[q].present or not closing[p]:
            continue
        to = next_platform(seed, of.NEXT_PLATFORM, r[q].id, weights)
        if to < 0 or draw(seed, of.CLOSURE, 0, r[q].id, day, 0, 0)[0] >= share[p]:
            r[q].present, r[q].exit_day = False, day
            continue
        m[moves].requester, m[moves].day, m[moves].platform = q, day, p
        moves += 1
        r[q].platform, r[q].posts_from = to, day + days[p]
    return moves


@compiled
def look_elsewhere(seed, day, rows, share, weights, account, advertised, w, a, p):
    """People who lost their last account look at one other platform: is pay as advertised there worth it to them?

    The rule of a prospect: an impression of the advertised pay against the reservation wage. The new account is the
    only one of its holder that is open, and so the first from now on.

    Args:
        seed, day: address.
        rows: the people, ``int64[n]``.
        share: of them, those who look at all, ``float64[n]``.
        weights: of the platforms that would have each of them, by accounts, ``float64[n, n_platforms]``.
        account: first free row of accounts (with room for all).
        advertised: pay per hour, by platform.
        w, a, p: columns of workers and accounts, `people.PeopleParams`.

    Returns:
        Accounts opened.
    """
    opened = 0
    for i in range(len(rows)):
        row = rows[i]
        u = draw(seed, of.CLOSURE, w.line[row].id, 0, day, 0, 0)
        to = next_platform(seed, of.NEXT_PLATFORM, w.line[row].id, weights[i])
        if to < 0 or u[0] >= share[i]:
            continue
        if lognormal(u[1], advertised[to], p.impression_log_sd) < w.line[row].reservation_wage:
            continue
        open_account(seed, w.line[row].id, account + opened, row, to, True, advertised, w, a, p)
        w.line[row].first_account, w.line[row].n_accounts = account + opened, 1
        opened += 1
    return opened
