"""People placed in a running market, to see what it gives them: published cases are set beside the outcome.

Ordinary people of the market, of middling speed and accuracy, give up their own plans and sit down at the same time
every evening. Few are placed in a fork, so that the market does not notice.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from microsim.codes import AccountStatus
from microsim.market.sessions.phase import run_sessions
from microsim.market.supply.phase import decide_supply
from microsim.metrics.tables import MONEY
from microsim.model import Market
from microsim.motives.sessions import Plan, add_session
from microsim.units import HOUR

from .prices import AFTERNOON, MORNING

EVENING = 19 * HOUR
PLANNED, WORKED = (AFTERNOON.index(phase) + 1 for phase in (decide_supply, run_sessions))
ONLY_HERE, LAST = -10, -128  # codes of places where one person lives: below 0, where no law reaches


@dataclass(frozen=True)
class Evenings:
    """What evenings of work brought.

    Attributes:
        evenings: how many were worked.
        pay: mean pay of the work submitted in an evening, in currency; NaN if none was worked.
        hourly_pay: pay over all time at work, search and tasks given up included, in currency per hour.
    """

    evenings: int
    pay: float
    hourly_pay: float


class Job(NamedTuple):
    """A batch of so many tasks, each of which takes so long at middling speed and pays so much (1/10,000)."""

    tasks: int
    seconds: float
    price: float


def every_evening(market: Market, minutes: int = 30, days: int = 28, people: int = 20) -> Evenings:
    """People who sit down for so many minutes every evening, and must then stop.

    Args:
        market: a market that has settled; it is left as it is.
        minutes, days, people: how long, how often, how many.

    Source: F11 (30 minutes, about 0.50 EUR).

    Example:
        >>> with Market("classroom", rng=1) as market:
        ...     for _ in range(20):
        ...         market.step()
        ...     every_evening(market, days=3, people=4).evenings
        12
    """
    with market.fork() as fork:
        rows, accounts = _middling(fork, people)
        told = [_evening(fork, rows, accounts, minutes * 60)[0] for _ in range(days)]
    return _mean(np.concatenate(told, axis=1))


def one_job(market: Market, price: float, hours: float, tasks: int, days: int = 28, people: int = 20) -> Evenings:
    """People with evenings of three hours, for whom there is a job of fixed price and duration among all others.

    Everybody has a new one every evening, which nobody else may take, and takes it or not, as any other offer. What is
    told is the job's: its pay, over its time and its part of the evening's search and of tasks given up.

    Args:
        market: a market that has settled; it is left as it is.
        price, hours: what the whole job pays and how long it takes at middling speed.
        tasks: pieces that it is cut into.
        days, people: how often, how many.

    Source: F13 (2 h of audio transcribed: 13 EUR for 15 h).

    Example:
        >>> with Market("classroom", rng=1) as market:
        ...     for _ in range(20):
        ...         market.step()
        ...     one_job(market, 13.0, 15.0, 120, days=3, people=4).evenings <= 12
        True
    """
    job = Job(tasks, hours * HOUR / tasks, price * MONEY / tasks)
    told = []
    with market.fork() as fork:
        rows, accounts = _middling(fork, people)
        fork.workers.country[rows] = ONLY_HERE - np.arange(len(rows))
        for _ in range(days):
            told.append(_evening(fork, rows, accounts, 3 * HOUR, job)[1])
    return _mean(np.concatenate(told, axis=1))


def _middling(fork: Market, people: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows of people nearest to middling speed and accuracy, without plans from now on, and their best accounts."""
    w, a = fork.workers, fork.accounts
    open_to = np.where(a.used("status") == AccountStatus.OPEN, a.used("expected_pay"), -1.0)
    far = np.abs(np.log(w.used("slowness"))) + np.abs(w.used("accuracy") - fork.config.population.accuracy_mean)
    may = w.used("person") & w.used("present") & (w.used("fate_day") > fork.config.days)
    whose = zip(w.used("first_account").tolist(), w.used("n_accounts").tolist(), strict=True)
    best = np.array([first + int(np.argmax(open_to[first : first + n])) for first, n in whose])
    rows = np.flatnonzero(may & (open_to[best] > 0.0))
    rows = rows[np.argsort(far[rows], kind="stable")][: min(people, ONLY_HERE - LAST)]
    w.hours_per_day[rows] = 0.0
    return rows, best[rows]


def _evening(
    fork: Market, rows: np.ndarray, accounts: np.ndarray, seconds: int, job: Job | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """One day of the fork. Returns pay and seconds at work of each evening, and the job's part of those who did it."""
    a, s = fork.accounts, fork.sessions
    fork.begin_day()
    fork.run_phases(MORNING)
    batches = np.zeros(0, np.int64) if job is None else _offer(fork, accounts, job)
    fork.run_phases(AFTERNOON[:PLANNED])
    s.reserve(len(rows))
    for row, account in zip(rows.tolist(), accounts.tolist(), strict=True):
        plan = Plan(row, fork.workers.id[row], EVENING, EVENING + seconds, strict=True, wanted=seconds)
        s.n = add_session(s.arrays, s.n, plan)
        s.account[s.n - 1] = account
    fork.run_phases(AFTERNOON[PLANNED:WORKED])
    whole = np.stack((a.earned_today[accounts], a.seconds_today[accounts])).astype(float)
    done, on_job = _time_in_tasks(fork, accounts[: len(batches)], batches)
    fork.run_phases(AFTERNOON[WORKED:])
    fork.end_day()
    did = on_job > 0
    pay = fork.batches.submitted[batches] * fork.batches.price[batches]
    return whole, np.stack((pay[did], on_job[did] * whole[1, : len(batches)][did] / done[did]))


def _time_in_tasks(fork: Market, accounts: np.ndarray, batches: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Seconds in submitted tasks today, of each account, and in the batch that was meant for it."""
    x, new = fork.submissions, fork.events.new_submissions
    account, batch, seconds = (getattr(x, name)[new] for name in ("account", "batch", "seconds"))
    both = list(zip(accounts, batches, strict=True))
    done = [seconds[account == own].sum() for own, _ in both]
    on_job = [seconds[(account == own) & (batch == row)].sum() for own, row in both]
    return np.array(done, float), np.array(on_job, float)


def _offer(fork: Market, accounts: np.ndarray, job: Job) -> np.ndarray:
    """Turn one of today's batches into the job, for each person in turn as long as there are batches. Their rows."""
    b, a = fork.batches, fork.accounts
    free = fork.events.fresh.tolist()
    turned = []
    for number, account in enumerate(accounts.tolist()):
        here = [row for row in free if b.platform[row] == a.platform[account] and b.second[row] < EVENING]
        if not here:
            break
        row = here[-1]
        free.remove(row)
        fork.days.posted[fork.today] += job.tasks - b.tasks[row]
        b.tasks[row] = b.left[row] = job.tasks
        b.price[row], b.seconds[row] = round(job.price), job.seconds
        b.stated_seconds[row] = job.seconds
        b.country[row] = ONLY_HERE - number
        b.min_approval[row] = b.min_number[row] = b.test[row] = 0
        b.log_accuracy_power[row] = 0.0
        turned.append(row)
    return np.array(turned, np.int64)


def _mean(told: np.ndarray) -> Evenings:
    pay, seconds = told
    if seconds.sum() == 0:
        return Evenings(len(pay), math.nan, math.nan)
    return Evenings(len(pay), float(pay.mean()) / MONEY, float(pay.sum() / MONEY / (seconds.sum() / HOUR)))
