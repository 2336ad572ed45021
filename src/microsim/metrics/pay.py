"""What an hour pays: as posted, and as worked."""

import numpy as np

from microsim.units import HOUR

from .register import metric
from .statistics import mean, quantile, ratio
from .tables import MONEY, Tables

_OVER = "accepted pay over all time in sessions, of workers with at least one hour"


def hourly_pay(tables: Tables) -> np.ndarray:
    """Accepted pay over all time in sessions, of each worker with at least one hour in sessions.

    Returns:
        ``float64[workers with an hour]``, currency per hour.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> hourly_pay(seven_workers()).tolist()
        [2.0, 3.0, 1.0, 10.0]
    """
    w = tables.workers[tables.workers.seconds_sessions >= HOUR]
    return per_hour(w.accepted_pay.to_numpy(float), w.seconds_sessions.to_numpy(float))


def per_hour(amount: np.ndarray, seconds: np.ndarray) -> np.ndarray:
    """Stored money over stored time, in currency per hour.

    Example:
        >>> per_hour(np.array([20_000]), np.array([1800]))
        array([4.])
    """
    return amount / MONEY / (seconds / HOUR)


@metric(unit="{currency}/h", meaning=f"{_OVER}; median", label=("Hourly pay, median", "Rémunération horaire médiane"))
def hourly_pay_median(tables: Tables) -> float:
    """Median over workers."""
    return quantile(hourly_pay(tables), 0.5)


@metric(unit="{currency}/h", meaning=f"{_OVER}; mean over workers",
        label=("Hourly pay, mean", "Rémunération horaire moyenne"))
def hourly_pay_mean(tables: Tables) -> float:
    """Mean over workers, each counted once."""
    return mean(hourly_pay(tables))


@metric(unit="share of workers", meaning=f"{_OVER}, above 7.25 {{currency}} an hour",
        label=("Above 7.25 an hour", "Au-dessus de 7,25 de l'heure"))
def share_above_7_25_per_hour(tables: Tables) -> float:
    """The federal minimum wage of the United States since 2009 (E5)."""
    return mean(hourly_pay(tables) > 7.25)


@metric(unit="{currency}/h", meaning=f"{_OVER}; one worker in ten has less",
        label=("Hourly pay, lowest tenth", "Rémunération horaire, 1er décile"))
def hourly_pay_p10(tables: Tables) -> float:
    """First decile over workers."""
    return quantile(hourly_pay(tables), 0.1)


@metric(unit="{currency}/h", meaning=f"{_OVER}; one worker in ten has more",
        label=("Hourly pay, highest tenth", "Rémunération horaire, 9e décile"))
def hourly_pay_p90(tables: Tables) -> float:
    """Ninth decile over workers."""
    return quantile(hourly_pay(tables), 0.9)


@metric(unit="share of workers", meaning="hourly pay above the reference minimum wage, among workers with an hour",
        label=("Above the minimum wage", "Au-dessus du salaire minimum"))
def share_above_reference_wage(tables: Tables) -> float:
    """Share of the workers with at least one hour in sessions."""
    return mean(hourly_pay(tables) > tables.reference_wage)


@metric(unit="{currency}/h", meaning="price of all tasks posted over the time they take, search and rejections apart",
        label=("Posted hourly pay", "Rémunération horaire affichée"))
def posted_hourly_pay(tables: Tables) -> float:
    """One ratio for the whole market, whoever does the tasks."""
    r = tables.requesters
    return ratio(r.value_posted.sum() / MONEY, r.seconds_posted.sum() / HOUR)


@metric(unit="{currency}/h", meaning="accepted pay of all workers over all their time in sessions",
        label=("Effective hourly pay", "Rémunération horaire effective"))
def effective_hourly_pay(tables: Tables) -> float:
    """One ratio for the whole market: the mean hour, where `hourly_pay_mean` is the mean worker."""
    w = tables.workers
    return ratio(w.accepted_pay.sum() / MONEY, w.seconds_sessions.sum() / HOUR)


@metric(unit="{currency}/h", meaning="accepted pay less the reservation wage for all time in sessions, per hour",
        label=("Worker surplus per hour", "Surplus des travailleurs par heure"))
def worker_surplus_per_hour(tables: Tables) -> float:
    """What an hour brings beyond the wage below which the worker would not work."""
    w = tables.workers
    hours = w.seconds_sessions / HOUR
    return ratio((w.accepted_pay - w.reservation_wage * hours).sum() / MONEY, hours.sum())
