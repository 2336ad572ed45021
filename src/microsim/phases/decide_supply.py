"""Workers decide whether, when, how long and for what aim to work today."""

import numpy as np

from microsim.kernels.abroad import plan_abroad
from microsim.kernels.compiling import compiled, inlined
from microsim.kernels.supply import NECESSITY, SUPPLEMENT
from microsim.motives import flexibility, necessity, supplement


def decide_supply(market) -> None:
    """Each motive's rule plans the day's sessions; people abroad sit down where pay is worth it.

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
    _plan_abroad(market)
    people = w.person[s.used("worker")]
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


def _plan_abroad(market) -> None:
    groups, s = market.views.abroad, market.sessions
    s.reserve(int(groups.people.sum()))
    s.n = plan_abroad(market.seed, market.day, groups, market.accounts.arrays, s.arrays, s.n)
