"""A platform closes: what becomes of work that waits, of accounts, of requesters, and who goes on elsewhere."""

import math

import numpy as np

from microsim.codes import AccountStatus, Stage
from microsim.compiling import compiled
from microsim.market.law.compliance import REASONS, obeys
from microsim.market.payment.balances import Purse, close_balance
from microsim.market.standing.suspension import end_unrecovered
from microsim.random import decisions as of
from microsim.random.draws import draw, lognormal
from microsim.regulation.rules import Law
from microsim.state.now import Now
from microsim.state.records import Record

from .people import Register, open_account

# the night of a platform, in which it closes or not: whether waiting work is approved, else it is lost; of its
# requesters the share who go on elsewhere, and days until they post there; of its people the share who look elsewhere
NIGHT = np.dtype(
    [("closes", "?"), ("approves", "?"), ("requesters_move", "f8"), ("days_to_move", "i8"), ("people_move", "f8")],
    align=True,
)


@compiled
def next_platform(seed: int, decision: int, who: int, weights: np.ndarray) -> int:
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
def settle_waiting(
    now: Now,
    night: np.ndarray,
    law: Law,
    x: np.ndarray,
    b: np.ndarray,
    w: Record,
    a: Record,
) -> None:
    """Work on a platform that closes today is judged today: approved as it is, or lost, whole and unread.

    What is due today is judged as ever. Whoever has to give reasons to somebody does not keep that work unpaid.

    Args:
        now: today.
        night: records of `NIGHT`, by platform.
        law: the rules of the day.
        x: columns of submissions (changed), rows in use.
        b, w, a: columns of batches, workers, accounts.
    """
    for i in range(len(x)):
        batch = b[x[i].batch]
        p = batch.platform
        if x[i].stage != Stage.AWAITING_VERDICT or not night[p].closes or x[i].due <= now.day:
            continue
        country = w.line[a.line[x[i].account].worker].country
        bound = law.people[p, country].reasons if country >= 0 else 0.0
        x[i].due, x[i].looked_at = now.day, False
        x[i].refused = not night[p].approves and not obeys(now.seed, REASONS, batch.requester_id, bound)


@compiled
def shut_accounts(now: Now, n: int, night: np.ndarray, law: Law, tables: Purse) -> None:
    """Close the accounts on platforms that close; balances are lost or paid out as on suspension.

    Args:
        now: today.
        n: accounts in use.
        night: records of `NIGHT`, by platform.
        law: the rules of the day.
        tables: workers, accounts, and platforms, on which the open accounts of people are counted (`shut`).
    """
    w, a = tables.w, tables.a
    for account in range(n):
        one = a.line[account]
        p = one.platform
        if not night[p].closes or one.status == AccountStatus.SUSPENDED:
            continue
        if one.status == AccountStatus.OPEN:
            end_unrecovered(now.day, account, a)
            close_balance(now.seed, account, law.platforms[p].forfeits, 0, law, tables)
            tables.platforms[p].shut += w.line[one.worker].person
        one.status = AccountStatus.SHUT


@compiled
def turn_to_others(now: Now, night: np.ndarray, weights: np.ndarray, r: np.ndarray, moves: np.ndarray) -> int:
    """Requesters on platforms that close go on at others, or leave the market; nobody takes places left there before.

    Args:
        now: today.
        night: records of `NIGHT`, by platform.
        weights: of the platforms that stay, by demand, ``float64[n_platforms]``.
        r: columns of requesters (changed), rows in use.
        moves: free rows of moves, room for all.

    Returns:
        How many go on.
    """
    moved = 0
    for q in range(len(r)):
        one, p = r[q], r[q].platform
        one.vacant = one.vacant and not night[p].closes
        if not one.present or not night[p].closes:
            continue
        to = next_platform(now.seed, of.NEXT_PLATFORM, one.id, weights)
        if to < 0 or draw(now.seed, of.CLOSURE, 0, one.id, now.day, 0, 0)[0] >= night[p].requesters_move:
            one.present, one.exit_day = False, now.day
            continue
        moves[moved].requester, moves[moved].day, moves[moved].platform = q, now.day, p
        moved += 1
        one.platform, one.posts_from = to, now.day + night[p].days_to_move
    return moved


@compiled
def look_elsewhere(
    now: Now, rows: np.ndarray, share: np.ndarray, weights: np.ndarray, account: int, register: Register
) -> int:
    """People who lost their last account look at one other platform: is pay as advertised there worth it to them?

    The rule of a prospect: an impression of the advertised pay against the reservation wage. The new account is the
    only one of its holder that is open, and so the first from now on.

    Args:
        now: today.
        rows: the people, ``int64[n]``.
        share: of them, those who look at all, ``float64[n]``.
        weights: of the platforms that would have each of them, by accounts, ``float64[n, n_platforms]``.
        account: first free row of accounts.
        register: where to, with room for all.

    Returns:
        Accounts opened.
    """
    w, p, opened = register.w, register.p, 0
    for i in range(len(rows)):
        one, slowness = w.line[rows[i]], w.book[rows[i]].slowness
        u = draw(now.seed, of.CLOSURE, one.id, 0, now.day, 0, 0)
        to = next_platform(now.seed, of.NEXT_PLATFORM, one.id, weights[i])
        if to < 0 or u[0] >= share[i]:
            continue
        if lognormal(u[1], register.advertised[to], p.impression_log_sd) < one.reservation_wage:
            continue
        open_account(account + opened, rows[i], to, slowness, register)
        one.first_account, one.n_accounts = account + opened, 1
        opened += 1
    return opened
