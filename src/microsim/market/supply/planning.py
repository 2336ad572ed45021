"""The plan of the day: every worker by the rule of his or her motive."""

import numpy as np

from microsim.codes import AccountStatus, Motive
from microsim.compiling import compiled, inner
from microsim.motives import flexibility, necessity, supplement
from microsim.state.ahead import AHEAD, fetch
from microsim.state.now import Now
from microsim.state.people import Workers
from microsim.state.records import Record

TARGET = Workers.cache_line("weekly_target")


@compiled
def best_expected(line: Record, a: Record) -> tuple[float, float]:
    """Highest expected pay per hour among a worker's open accounts, 0 if none is; and as if there were hours for all.

    Args:
        line: of the worker.
        a: columns of accounts.

    Returns:
        (over the accounts on which somebody may work today, over all open ones, those included for which the employer
        has no hours today).
    """
    today = open_at_all = 0.0
    for k in range(line.n_accounts):
        account = a.line[line.first_account + k]
        if account.status == AccountStatus.OPEN:
            open_at_all = max(open_at_all, account.expected_pay)
            if not account.off_today:
                today = max(today, account.expected_pay)
    return today, open_at_all


@inner
def plan_by_motive(now: Now, row: int, expected: float, w: Record, motives: np.ndarray, s: np.ndarray, n: int) -> int:
    """Add the sessions of one worker, by the rule of his or her motive. Returns the new number of sessions.

    Args:
        now: today.
        row: of the worker.
        expected: pay per hour, in 1/10,000.
        w: table of workers.
        motives: by motive, ``MOTIVE[3]``.
        s: table of sessions; written from row `n` on as far as there is room.
        n: sessions planned so far.
    """
    motive = w.line[row].motive
    if motive == Motive.SUPPLEMENT:
        return supplement.plan(now, row, expected, w, motives[motive], s, n)
    if motive == Motive.NECESSITY:
        return necessity.plan(now, row, expected, w, motives[motive], s, n)
    return flexibility.plan(now, row, expected, w, motives[motive], s, n)


@compiled
def plan_worker(now: Now, row: int, expected: float, w: Record, motives: np.ndarray, s: np.ndarray, n: int) -> int:
    """The same, for whoever asks about one worker.

    Args:
        now: `Now`.
        row: of the worker.
        expected: best expected pay per hour.
        w: columns of workers.
        motives: records of `motives.sessions.MOTIVE`, by motive.
        s, n: columns of sessions, and how many are in use.
    """
    return plan_by_motive(now, row, expected, w, motives, s, n)


@compiled
def note_wanted(s: np.ndarray, w: Record) -> int:
    """Note on workers how long they want to work today. Returns the sum over people, in seconds.

    Args:
        s: sessions planned. w: workers.
    """
    wanted = 0
    for i in range(len(s)):
        worker = s[i].worker
        if w.line[worker].person:
            w.book[worker].seconds_wanted += s[i].wanted
            wanted += s[i].wanted
    return wanted


@compiled
def plan_day(
    now: Now, by_hand: np.ndarray, w: Record, a: Record, motives: np.ndarray, s: np.ndarray
) -> tuple[int, int]:
    """Plan the day of all present workers but those who plan by hand.

    Args:
        now: `Now`.
        by_hand: who plans by hand, ``bool[n]``; empty if nobody does.
        w, a: columns of workers (`line`: rows in use), accounts.
        motives: records of `motives.sessions.MOTIVE`, by motive.
        s: columns of sessions, filled from the first on.

    Returns:
        (number of sessions, maybe more than there is room for; people who come if their employer has hours, and do
        not come as it has none).
    """
    n = turned_away = 0
    for row in range(len(w.line)):
        line, soon = w.line[row], w.line[min(row + AHEAD, len(w.line) - 1)]
        fetch(a.line[soon.first_account], 0)
        if soon.motive == Motive.NECESSITY:
            fetch(w.book[min(row + AHEAD, len(w.line) - 1)], TARGET)
        if line.present and not (len(by_hand) and by_hand[row]):
            expected, if_admitted = best_expected(line, a)
            if if_admitted < line.reservation_wage:
                continue  # nobody comes for that, whatever the motive
            planned = plan_by_motive(now, row, expected, w, motives, s, n)
            if planned == n and if_admitted > expected:
                turned_away += plan_worker(now, row, if_admitted, w, motives, s, n) > n
            n = planned
    return n, turned_away
