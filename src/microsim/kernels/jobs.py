"""People lose another job, and find one again: why they work changes with it."""

import math

from . import decisions as of
from .compiling import compiled
from .people import CENT, NECESSITY, amount_aimed_at
from .random import draw

SUPPLEMENT = 0


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
        if not w.present[row] or not w.other_job[row]:
            continue
        u = draw(seed, of.LAYOFF, w.id[row], 0, day, 0, 0)
        if u[0] >= share:
            continue
        motive = w.motive[row]
        j.worker[jobless], j.lost_on[jobless], j.motive[jobless] = row, day, motive
        j.found_on[jobless] = day + 1 + int(-math.log(u[1]) * half_life / math.log(2.0))
        j.other_income[jobless], j.hours_per_day[jobless] = w.other_income[row], w.hours_per_day[row]
        j.reservation_wage[jobless], j.worthwhile[jobless] = w.reservation_wage[row], w.worthwhile[row]
        jobless += 1
        w.other_job[row] = False
        w.other_income[row] = int(p.transfer_income[motive] / CENT) * int(CENT) if w.transfers[row] else 0
        if motive == SUPPLEMENT:
            work_out_of_necessity(seed, row, w, p)
    return jobless


@compiled
def work_out_of_necessity(seed, row, w, p):
    """Give somebody who worked to supplement a main income the aims of one who has none."""
    w.motive[row] = NECESSITY
    w.weekly_target[row] = amount_aimed_at(
        draw(seed, of.LIFETIME, w.id[row], 0, 0, 0, 0)[0], p.pay_ratio[w.country[row]], p
    )
    old, new = SUPPLEMENT, NECESSITY
    hours = same_rank(w.hours_per_day[row], p.hours_per_day[old], p.hours_log_sd[old], p.hours_per_day[new],
                      p.hours_log_sd[new])  # fmt: skip
    w.hours_per_day[row] = min(16.0, hours)
    w.reservation_wage[row] = same_rank(
        w.reservation_wage[row], p.reservation_wage[old], p.reservation_log_sd[old], p.reservation_wage[new],
        p.reservation_log_sd[new],
    )  # fmt: skip
    w.worthwhile[row] = same_rank(
        w.worthwhile[row], p.worthwhile[old], p.worthwhile_log_sd[old], p.worthwhile[new], p.worthwhile_log_sd[new]
    )


@compiled
def find_jobs(day, w, j, n):
    """Who finds a job today is as before. Returns how many of those who are still there.

    Args:
        day: today. w: columns of workers (changed). j, n: columns of jobs lost, rows in use.
    """
    found = 0
    for i in range(n):
        row = j.worker[i]
        if j.found_on[i] != day or not w.present[row]:
            continue
        found += 1
        w.other_job[row], w.other_income[row] = True, j.other_income[i]
        w.hours_per_day[row], w.reservation_wage[row] = j.hours_per_day[i], j.reservation_wage[i]
        w.worthwhile[row] = j.worthwhile[i]
        if w.motive[row] != j.motive[i]:
            w.motive[row], w.weekly_target[row] = j.motive[i], 0
    return found
