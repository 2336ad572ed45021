"""People lose another job, and find one again: why they work changes with it."""

import math

import numpy as np

from microsim.codes import Motive
from microsim.compiling import compiled, internal
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.state.now import Now
from microsim.state.records import Record
from microsim.units import CENT

from .people import PeopleParams, amount_aimed_at


@compiled
def same_rank(value: float, median: float, log_sd: float, other_median: float, other_log_sd: float) -> float:
    """The value of the same rank in another log-normal distribution.

    Args:
        value: in the first distribution.
        median, log_sd: of the first.
        other_median, other_log_sd: of the other.

    Example:
        >>> round(same_rank(2.0 * math.e, 2.0, 1.0, 3.0, 2.0) / 3.0, 6) == round(math.e**2, 6)
        True
    """
    spread = other_log_sd / log_sd if log_sd > 0.0 else 0.0
    return other_median * math.exp(spread * math.log(value / median)) if value > 0.0 and median > 0.0 else value


@internal
def work_out_of_necessity(seed: int, row: int, w: Record, p: PeopleParams) -> None:
    """Give somebody who worked to supplement a main income the aims of one who has none.

    Args:
        seed: of the run.
        row: of workers.
        w: columns of workers (changed).
        p: parameters of people.
    """
    one, old, new = w.line[row], Motive.SUPPLEMENT, Motive.NECESSITY
    one.motive = Motive.NECESSITY
    u = draw(seed, of.LIFETIME, one.id, 0, 0, 0, 0)
    w.book[row].weekly_target = amount_aimed_at(u[0], p.pay_ratio[one.country], p)
    hours = same_rank(
        one.hours_per_day, p.hours_per_day[old], p.hours_log_sd[old], p.hours_per_day[new], p.hours_log_sd[new]
    )
    one.hours_per_day = min(p.longest_day, hours)
    one.reservation_wage = same_rank(
        one.reservation_wage, p.reservation_wage[old], p.reservation_log_sd[old], p.reservation_wage[new],
        p.reservation_log_sd[new],
    )  # fmt: skip
    one.worthwhile = same_rank(
        one.worthwhile, p.worthwhile[old], p.worthwhile_log_sd[old], p.worthwhile[new], p.worthwhile_log_sd[new]
    )


@compiled
def lose_jobs(now: Now, share: float, half_life: float, n: int, w: Record, p: PeopleParams, jobs: np.ndarray) -> int:
    """A share of the people with another job lose it; who worked to add to it works out of necessity from now on.

    They have the time at disposal, reservation wage and least gain that somebody of the same rank born with that motive
    has, and aim at the same amount. What they were before is kept.

    Args:
        now: today.
        share: of people with another job.
        half_life: days until half of them have one again.
        n: rows of workers in use.
        w: columns of workers (changed).
        p: parameters of people.
        jobs: free rows of jobs lost, room for all.

    Returns:
        How many were lost.
    """
    lost = 0
    for row in range(n):
        line, book = w.line[row], w.book[row]
        if not line.present or not book.other_job:
            continue
        u = draw(now.seed, of.LAYOFF, line.id, 0, now.day, 0, 0)
        if u[0] >= share:
            continue
        job, motive = jobs[lost], line.motive
        job.worker, job.lost_on, job.motive = row, now.day, motive
        job.found_on = now.day + 1 + int(-math.log(u[1]) * half_life / math.log(2.0))
        job.other_income, job.hours_per_day = book.other_income, line.hours_per_day
        job.reservation_wage, job.worthwhile = line.reservation_wage, line.worthwhile
        lost += 1
        book.other_job = False
        book.other_income = int(p.transfer_income[motive] / CENT) * int(CENT) if book.transfers else 0
        if motive == Motive.SUPPLEMENT:
            work_out_of_necessity(now.seed, row, w, p)
    return lost


@compiled
def find_jobs(day: int, w: Record, jobs: np.ndarray) -> int:
    """Who finds a job today is as before.

    Args:
        day: today.
        w: columns of workers (changed).
        jobs: jobs lost so far.

    Returns:
        How many of those who are still there find one.
    """
    found = 0
    for i in range(len(jobs)):
        job, line, book = jobs[i], w.line[jobs[i].worker], w.book[jobs[i].worker]
        if job.found_on != day or not line.present:
            continue
        found += 1
        book.other_job, book.other_income = True, job.other_income
        line.hours_per_day, line.reservation_wage = job.hours_per_day, job.reservation_wage
        line.worthwhile = job.worthwhile
        if line.motive != job.motive:
            line.motive, book.weekly_target = job.motive, 0
    return found
