"""Workers shut out of gated work: how many, for how long, who comes back."""

from typing import TYPE_CHECKING

from .register import metric
from .statistics import mean, ratio
from .tables import Tables

if TYPE_CHECKING:
    import pandas as pd


def once_locked_out(tables: Tables) -> "pd.DataFrame":
    """The people judged who were below the approval rate that gates ask for, at some time of the measured period.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> once_locked_out(seven_workers()).worker_id.tolist()
        [1, 3]
    """
    w = tables.judged
    return w[w.days_locked + w.lockouts + w.recoveries + w.unrecovered > 0]


@metric(unit="share of workers judged", meaning="below the approval rate that gates ask for, on a measured day",
        label=("Locked out", "Exclus un temps"))
def share_locked_out(tables: Tables) -> float:
    """Share of the people with a task judged on a measured day."""
    return ratio(len(once_locked_out(tables)), len(tables.judged))


@metric(unit="days", meaning="measured days below the approval rate that gates ask for, of those below it on any; mean",
        label=("Days locked out", "Jours d'exclusion"))
def days_locked_mean(tables: Tables) -> float:
    """Mean over the people locked out; the days of several accounts add up."""
    return mean(once_locked_out(tables).days_locked)


@metric(unit="share of those locked out",
        meaning="no account below that rate at the end, and none lost below it by suspension or leaving",
        label=("Recovered", "Rétablis"))
def share_recovered(tables: Tables) -> float:
    """Share of the people locked out on a measured day."""
    w = once_locked_out(tables)
    return mean(~w.locked_out.astype(bool) & (w.unrecovered == 0))
