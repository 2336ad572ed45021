"""Workers decide whether, when, how long and for what aim to work today."""

import numpy as np

from microsim.kernels.abroad import plan_abroad
from microsim.kernels.compiling import compiled, inlined
from microsim.kernels.reaction import roster
from microsim.kernels.supply import NECESSITY, SUPPLEMENT
from microsim.motives import flexibility, necessity, supplement

from .pay import employment_of
from .react import is_strategic


def decide_supply(market) -> None:
    """Each motive's rule plans the day's sessions; people abroad sit down where pay is worth it.

    Reads: workers, accounts.expected_pay, accounts.status, platforms.admission, environment.weekday. Writes: sessions,
    accounts.off_today, workers.seconds_wanted, days.seconds_wanted, .turned_away.
    """
    s, w, a = market.sessions, market.workers, market.accounts
    by_hand = market.agents_who_plan()
    _set_roster(market)
    while True:
        n, market.days.turned_away[market.today] = plan_day(
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
def best_expected(row, if_admitted, w, a):
    """Highest expected pay per hour among a worker's accounts that are open today; 0 if none is.

    `if_admitted`: as if every employer had hours for the worker.
    """
    best = 0.0
    for k in range(w.n_accounts[row]):
        account = w.first_account[row] + k
        if a.status[account] == 0 and (if_admitted or not a.off_today[account]):
            best = max(best, a.expected_pay[account])
    return best


@inlined
def plan_worker(seed, day, weekday, row, expected, w, p, s, n):
    """Add the sessions of one worker, by the rule of his or her motive. Returns the new number of sessions."""
    if w.motive[row] == SUPPLEMENT:
        return supplement.plan(seed, day, weekday, row, expected, w, p, s, n)
    if w.motive[row] == NECESSITY:
        return necessity.plan(seed, day, weekday, row, expected, w, p, s, n)
    return flexibility.plan(seed, day, weekday, row, expected, w, p, s, n)


@compiled
def plan_day(seed, day, weekday, rows, by_hand, w, a, p, s, n):
    """Plan the day of all present workers but those who plan by hand.

    Returns:
        (number of sessions, maybe more than there is room for; people who come if their employer has hours, and do
        not come as it has none).
    """
    turned_away = 0
    for row in range(rows):
        if w.present[row] and not (len(by_hand) and by_hand[row]):
            expected, if_admitted = best_expected(row, False, w, a), best_expected(row, True, w, a)
            planned = plan_worker(seed, day, weekday, row, expected, w, p, s, n)
            if planned == n and if_admitted > expected:
                turned_away += plan_worker(seed, day, weekday, row, if_admitted, w, p, s, n) > n
            n = planned
    return n, turned_away


def _set_roster(market) -> None:
    """Employers tell for whom they have hours today; without employers nobody waits for hours."""
    off = market.accounts.used("off_today")
    if is_strategic(market) and market.rules.employed.any():
        roster(
            market.seed, market.day, market.accounts.n, market.platforms.used("admission"), employment_of(market),
            market.workers.arrays, market.accounts.arrays,
        )  # fmt: skip
    elif off.any():
        off[:] = False


def _plan_abroad(market) -> None:
    groups, s, env, names = market.views.abroad, market.sessions, market.environment, market.platform_names
    here = groups.platform_weights * ~env.closed(names, before=market.day)
    stays_away = 1.0 - env.of_closures("people_move", names)
    s.reserve(int(groups.people.sum()))
    s.n = plan_abroad(market.seed, market.day, groups, here, stays_away, market.accounts.arrays, s.arrays, s.n)
