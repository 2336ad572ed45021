"""People lose another job, and find one again: why they work changes with it."""

import math

from microsim.codes import Motive
from microsim.compiling import compiled
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.units import CENT

from .people import amount_aimed_at


@compiled
def same_rank(value, median, log_sd, other_median, other_log_sd):
    """The value of the same rank in another log-normal distribution.

    Example:
        >>> round(same_rank(2.0 * math.e, 2.0, 1.0, 3.0, 2.0) / 3.0, 6) == round(math.e**2, 6)
        True
    """
    spread = other_log_sd / log_sd if log_sd > 0.0 else 0.0
    return other_median * math.exp(spread * math.log(value / median)) if value > 0.0 and median > 0.0 else value


@compiled
def lose_jobs(seed, day, share, half_life, n, w, p, j, jobless):
    """A share of the people with another job lose it; who worked to add to it works out of necessity from now on.

    They have the time at disposal, reservation wage and least gain that somebody of the same rank born with that motive
    has, and aim at the same amount. What they were before is kept.

    Args:
        seed, day: address.
        share: of people with another job. half_life: days until half of them have one again.
        n: rows of workers in use.
        w: columns of workers (changed).
        p: `people.PeopleParams`.
        j, jobless: columns of jobs lost (with room for all), rows in use.

    Returns:
        Rows of jobs lost in use.
    """
    for row in range(n):
        if not w.line[row].present or not w.book[row].other_job:
            continue
        u = draw(seed, of.LAYOFF, w.line[row].id, 0, day, 0, 0)
        if u[0] >= share:
            continue
        motive = w.line[row].motive
        j[jobless].worker, j[jobless].lost_on, j[jobless].motive = row, day, motive
        j[jobless].found_on = day + 1 + int(-math.log(u[1]) * half_life / math.log(2.0))
        j[jobless].other_income, j[jobless].hours_per_day = w.book[row].other_income, w.line[row].hours_per_day
        j[jobless].reservation_wage, j[jobless].worthwhile = w.line[row].reservation_wage, w.line[row].worthwhile
        jobless += 1
        w.book[row].other_job = False
        w.book[row].other_income = int(p.transfer_income[motive] / CENT) * int(CENT) if w.book[row].transfers else 0
        if motive == Motive.SUPPLEMENT:
            work_out_of_necessity(seed, row, w, p)
    return jobless


@compiled
def work_out_of_necessity(seed, row, w, p):
    """Give somebody who worked to supplement a main income the aims of one who has none."""
    w.line[row].motive = Motive.NECESSITY
    w.book[row].weekly_target = amount_aimed_at(
        draw(seed, of.LIFETIME, w.line[row].id, 0, 0, 0, 0)[0], p.pay_ratio[w.line[row].country], p
    )
    old, new = Motive.SUPPLEMENT, Motive.NECESSITY
    hours = same_rank(w.line[row].hours_per_day, p.hours_per_day[old], p.hours_log_sd[old], p.hours_per_day[new],
                      p.hours_log_sd[new])  # fmt: skip
    w.line[row].hours_per_day = min(16.0, hours)
    w.line[row].reservation_wage = same_rank(
        w.line[row].reservation_wage, p.reservation_wage[old], p.reservation_log_sd[old], p.reservation_wage[new],
        p.reservation_log_sd[new],
    )  # fmt: skip
    w.line[row].worthwhile = same_rank(
        w.line[row].worthwhile, p.worthwhile[old], p.worthwhile_log_sd[old], p.worthwhile[new], p.worthwhile_log_sd[new]
    )


@compiled
def find_jobs(day, w, j, n):
    """Who finds a job today is as before. Returns how many of those who are still there.

    Args:
        day: today. w: columns of workers (changed). j, n: columns of jobs lost, rows in use.
    """
    found = 0
    for i in range(n):
        row = j[i].worker
        if j[i].found_on != day or not w.line[row].present:
            continue
        found += 1
        w.book[row].other_job, w.book[row].other_income = True, j[i].other_income
        w.line[row].hours_per_day, w.line[row].reservation_wage = j[i].hours_per_day, j[i].reservation_wage
        w.line[row].worthwhile = j[i].worthwhile
        if w.line[row].motive != j[i].motive:
            w.line[row].motive, w.book[row].weekly_target = j[i].motive, 0
    return found
