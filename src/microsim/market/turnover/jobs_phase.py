"""The evening on which people lose other jobs, and find some."""

from typing import TYPE_CHECKING

from .jobs import find_jobs, lose_jobs

if TYPE_CHECKING:
    from microsim.model import Market


def find_and_lose_jobs(market: "Market") -> None:
    """Who had lost a job and finds one today is as before; in an unemployment surge, a share of the others lose theirs.

    Of several surges on one day the larger ones come first: who is hit by one of them does not depend on their order.
    """
    j, w, d, t = market.jobs_lost, market.workers, market.days, market.today
    if j.n:
        d.found_job[t] = find_jobs(market.day, w.arrays, j.arrays[: j.n])
    for layoff in sorted(market.environment.layoffs, key=lambda layoff: (-layoff.share, layoff.half_life_days)):
        j.reserve(w.n)
        lost = lose_jobs(
            market.now, layoff.share, layoff.half_life_days, w.n, w.arrays, market.views.people, j.arrays[j.n :]
        )
        j.n += lost
        d.lost_job[t] += lost
