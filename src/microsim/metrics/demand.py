"""What requesters post, how fast it fills and at what price."""

import math

import numpy as np

from microsim.units import HOUR

from .register import metric
from .statistics import mean, ratio, weighted_median
from .tables import Tables

FOUR_WEEKS = 28
SHORTEST, LONGEST = 3 * HOUR, 7 * 24 * HOUR  # between them fill times follow a power law: C7


@metric(unit="tasks/day", meaning="tasks posted, mean over days", label=("Tasks posted per day", "Tâches par jour"))
def tasks_posted_per_day(tables: Tables) -> float:
    """Mean of the measured days."""
    return mean(tables.measured.posted)


@metric(unit="share of batches", meaning="batches filled over batches filled or taken off unfilled",
        label=("Batches filled", "Lots remplis"))
def fill_rate(tables: Tables) -> float:
    """One ratio over the measured days."""
    days = tables.measured
    return ratio(days.batches_filled.sum(), days.batches_filled.sum() + days.batches_expired.sum())


@metric(unit="h", meaning="days' median time from posting to the last task taken; median, weighted by batches filled",
        label=("Time to fill", "Temps de remplissage"))
def fill_hours_median(tables: Tables) -> float:
    """Median of medians: the daily table keeps no single batch."""
    return weighted_median(tables.measured.fill_hours, tables.measured.batches_filled)


@metric(unit="share", meaning="price over usual price, mean of the last four weeks against the first four, less 1",
        label=("Change of prices", "Évolution des prix"))
def price_change(tables: Tables) -> float:
    """Relative change; halves of a period shorter than eight weeks."""
    level = tables.measured.price_level.to_numpy(float)
    span = min(FOUR_WEEKS, len(level) // 2)
    return ratio(mean(level[-span:]), mean(level[:span])) - 1 if span else math.nan


@metric(unit="share of tasks submitted", meaning="tasks submitted by people abroad",
        label=("Done abroad", "Fait à l'étranger"))
def foreign_share_of_tasks(tables: Tables) -> float:
    """One ratio over the measured days."""
    return ratio(tables.measured.submitted_abroad.sum(), tables.measured.submitted.sum())


@metric(unit="share of tasks posted", meaning="tasks posted closed to the people whom a law protects",
        label=("Closed to the protected", "Fermé aux protégés"))
def share_posted_abroad(tables: Tables) -> float:
    """One ratio over the measured days."""
    return ratio(tables.measured.posted_abroad.sum(), tables.measured.posted.sum())


@metric(unit="exponent of the density", meaning="power law of the fill time of batches between 3 hours and 7 days",
        label=("Tail of the time to fill", "Queue du temps de remplissage"), needs="batches")
def completion_time_tail_exponent(tables: Tables) -> float:
    """Truncated maximum likelihood; NaN below 30 batches in the window."""
    seconds = tables.batches.fill_seconds.dropna().to_numpy(float)
    seconds = seconds[(seconds >= SHORTEST) & (seconds <= LONGEST)]
    return power_law_exponent(seconds / SHORTEST, LONGEST / SHORTEST) if len(seconds) >= 30 else math.nan


def power_law_exponent(times: np.ndarray, longest: float) -> float:
    """The exponent a that makes times between 1 and `longest`, of density ~ times**-a, most likely.

    The mean log of such times falls as the exponent grows; the most likely exponent meets the mean observed.

    Args:
        times: ``float64[n]``, in units of the shortest time. longest: the upper end, in the same unit.

    Example:
        >>> u = (np.arange(1000) + 0.5) / 1000  # quantiles of the law with exponent 1.5
        >>> round(power_law_exponent((1 - u * (1 - 56**-0.5)) ** -2, 56.0), 2)
        1.5
    """
    observed, span = np.log(times).mean(), math.log(longest)
    low, high = -20.0, 20.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (middle, high) if _mean_log(middle, span) > observed else (low, middle)
    return (low + high) / 2


def _mean_log(exponent: float, span: float) -> float:
    k = (exponent - 1) * span
    return span / 2 * (1 - k / 6) if abs(k) < 1e-6 else span * (1 / k - 1 / math.expm1(k))
