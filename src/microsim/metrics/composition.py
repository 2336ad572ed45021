"""Who the registered people are: checks on what went in, not results."""

from .register import metric
from .statistics import mean
from .tables import Tables


@metric(unit="share of registered", meaning="women among the registered people (an input)", label=("Women", "Femmes"))
def share_women(tables: Tables) -> float:
    """Share of the people present on a measured day."""
    return mean(tables.registered.sex == "woman")


@metric(unit="share of registered", meaning="people below the poverty line (an input)",
        label=("Poor", "Sous le seuil de pauvreté"))
def share_poor(tables: Tables) -> float:
    """Share of the people present on a measured day."""
    return mean(tables.registered.poor)


@metric(unit="share of registered", meaning="people who receive transfers (an input)",
        label=("On transfers", "Allocataires"))
def share_on_transfers(tables: Tables) -> float:
    """Share of the people present on a measured day."""
    return mean(tables.registered.transfers)


@metric(unit="share of registered", meaning="people without another job (an input)",
        label=("No other job", "Sans autre emploi"))
def share_without_other_job(tables: Tables) -> float:
    """Share of the people present on a measured day."""
    return mean(~tables.registered.other_job.astype(bool))
