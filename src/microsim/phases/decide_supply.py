"""Workers decide whether, when, how long and for what aim to work today."""

import numpy as np

from microsim.kernels import decisions as of
from microsim.kernels.clock import DAY, HOUR
from microsim.kernels.compiling import compiled, inlined
from microsim.kernels.identity import pool_session
from microsim.kernels.random import draw, poisson
from microsim.kernels.supply import NECESSITY, SUPPLEMENT, add_session
from microsim.motives import flexibility, necessity, supplement
from microsim.state.build import POOL_ROW


def decide_supply(market) -> None:
    """Each motive's rule plans the day's sessions; the placeholder pool abroad adds its own.

    Reads: workers, accounts.expected_pay, accounts.status, environment.weekday. Writes: sessions,
    workers.seconds_wanted, days.seconds_wanted.
    """
    s, w, a = market.sessions, market.workers, market.accounts
    by_hand = market.agents_who_plan()
    while True:
        n = plan_day(
            market.seed, market.day, market.environment.weekday, w.n, by_hand, w.arrays, a.arrays, market.views.motives,
            s.arrays, 0,
        )  # fmt: skip
        if n <= s.capacity:
            break
        s.n = 0
        s.reserve(n)
    s.n = n
    market.plan_by_hand(by_hand)
    _pool(market)
    people = s.used("worker") != POOL_ROW
    wanted = s.used("wanted")[people]
    np.add.at(w.seconds_wanted, s.used("worker")[people], wanted)
    market.days.seconds_wanted[market.today] = wanted.sum()


@inlined
def best_expected(row, w, a):
    """Highest expected pay per hour among a worker's open accounts; 0 if none is open."""
    best = 0.0
    for k in range(w.n_accounts[row]):
        account = w.first_account[row] + k
        if a.status[account] == 0:
            best = max(best, a.expected_pay[account])
    return best


@inlined
def plan_worker(seed, day, weekday, row, w, a, p, s, n):
    """Add the sessions of one worker, by the rule of his or her motive. Returns the new number of sessions."""
    expected = best_expected(row, w, a)
    if w.motive[row] == SUPPLEMENT:
        return supplement.plan(seed, day, weekday, row, expected, w, p, s, n)
    if w.motive[row] == NECESSITY:
        return necessity.plan(seed, day, weekday, row, expected, w, p, s, n)
    return flexibility.plan(seed, day, weekday, row, expected, w, p, s, n)


@compiled
def plan_day(seed, day, weekday, rows, by_hand, w, a, p, s, n):
    """Plan the day of all present workers but those who plan by hand. Returns the number of sessions (maybe > room)."""
    for row in range(rows):
        if w.present[row] and not (len(by_hand) and by_hand[row]):
            n = plan_worker(seed, day, weekday, row, w, a, p, s, n)
    return n


def _pool(market) -> None:
    """Sessions of the placeholder pool, spread over the platforms that are open abroad and over the day."""
    pool, s, p = market.config.population.foreign_pool, market.sessions, market.platforms
    if pool.sessions == 0.0:
        return
    weights = p.used("demand_weight") * p.used("open_abroad")
    if weights.sum() == 0.0:
        return
    means = pool.sessions * market.people_at_start * weights / weights.sum()
    s.reserve(int(means.sum() * 3) + 1_000)
    s.n = plan_pool(market.seed, market.day, means, int(pool.session_hours * HOUR), s.arrays, s.n)


@compiled
def plan_pool(seed, day, means, seconds, s, n):
    """Add the day's sessions of the pool: a Poisson number per platform, at any second."""
    for platform in range(len(means)):
        who = pool_session(platform, 0)
        count = poisson(draw(seed, of.DAY_PLAN, who, 0, day, 0, 0)[0], means[platform])
        for slot in range(count):
            who = pool_session(platform, slot)
            start = int(draw(seed, of.DAY_PLAN, who, 0, day, 0, 1)[0] * DAY)
            end = min(DAY, start + seconds)
            n = add_session(s, n, POOL_ROW, who, 0, start, end, False, 0, 0.0, 0, -1)
            s.account[n - 1] = platform
    return n
