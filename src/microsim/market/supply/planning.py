"""The plan of the day: every worker by the rule of his or her motive."""

from microsim.codes import AccountStatus, Motive
from microsim.compiling import compiled, inlined
from microsim.motives import flexibility, necessity, supplement


@inlined
def best_expected(row, if_admitted, w, a):
    """Highest expected pay per hour among a worker's accounts that are open today; 0 if none is.

    `if_admitted`: as if every employer had hours for the worker.
    """
    best = 0.0
    for k in range(w.line[row].n_accounts):
        account = w.line[row].first_account + k
        if a.line[account].status == AccountStatus.OPEN and (if_admitted or not a.line[account].off_today):
            best = max(best, a.line[account].expected_pay)
    return best


@inlined
def plan_worker(seed, day, weekday, row, expected, w, p, s, n):
    """Add the sessions of one worker, by the rule of his or her motive. Returns the new number of sessions."""
    if w.line[row].motive == Motive.SUPPLEMENT:
        return supplement.plan(seed, day, weekday, row, expected, w, p, s, n)
    if w.line[row].motive == Motive.NECESSITY:
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
        if w.line[row].present and not (len(by_hand) and by_hand[row]):
            expected, if_admitted = best_expected(row, False, w, a), best_expected(row, True, w, a)
            planned = plan_worker(seed, day, weekday, row, expected, w, p, s, n)
            if planned == n and if_admitted > expected:
                turned_away += plan_worker(seed, day, weekday, row, if_admitted, w, p, s, n) > n
            n = planned
    return n, turned_away
