"""Work that is not paid: returned, rejected, rejected wrongly; and accounts suspended."""

from .register import metric
from .statistics import mean, ratio
from .tables import MONEY, Tables

GATE = 0.95  # approval rate that many requesters ask for


@metric(unit="share of tasks taken", meaning="tasks given up over tasks given up or submitted",
        label=("Tasks returned", "Tâches abandonnées (part)"))
def share_of_tasks_returned(tables: Tables) -> float:
    """One ratio over all workers."""
    w = tables.workers
    return ratio(w.tasks_returned.sum(), w.tasks_submitted.sum() + w.tasks_returned.sum())


@metric(unit="share of tasks submitted", meaning="tasks rejected over tasks submitted",
        label=("Tasks rejected", "Tâches refusées (part)"))
def share_of_tasks_rejected(tables: Tables) -> float:
    """One ratio over all workers."""
    w = tables.workers
    return ratio(w.tasks_rejected.sum(), w.tasks_submitted.sum())


@metric(unit="share of tasks rejected", meaning="right answers among the tasks rejected",
        label=("Wrongful rejections", "Refus injustifiés"))
def wrongful_share_of_rejections(tables: Tables) -> float:
    """One ratio over all workers."""
    w = tables.workers
    return ratio(w.tasks_wrongly_rejected.sum(), w.tasks_rejected.sum())


@metric(unit="{currency}", meaning="price of right answers that were rejected and so kept unpaid",
        label=("Work kept unpaid", "Travail gardé sans être payé"))
def value_kept(tables: Tables) -> float:
    """Sum over all workers."""
    return float(tables.workers.value_kept.sum()) / MONEY


@metric(unit="share of workers judged", meaning="approval rate below 0.95 at the end, gates of many tasks being closed",
        label=("Approval rate below 95 %", "Taux d'approbation sous 95 %"))
def share_below_the_gate(tables: Tables) -> float:
    """Share of the workers with at least one verdict."""
    return mean(tables.workers.approval_rate.dropna() < GATE)


@metric(unit="accounts", meaning="accounts suspended on a measured day", label=("Suspensions", "Suspensions"))
def accounts_suspended(tables: Tables) -> float:
    """Sum of the measured days."""
    return float(tables.measured.suspended.sum())


@metric(unit="share of suspensions", meaning="accounts suspended without cause among those suspended",
        label=("Unfounded suspensions", "Suspensions sans motif"))
def unfounded_share_of_suspensions(tables: Tables) -> float:
    """One ratio over the measured days."""
    return ratio(tables.measured.suspended_unfounded.sum(), tables.measured.suspended.sum())
