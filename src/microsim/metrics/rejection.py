"""Work that is not paid: returned, rejected, rejected wrongly, refused on purpose; and accounts suspended."""


from microsim.units import HOUR

from .register import metric
from .statistics import mean, ratio
from .tables import MONEY, Tables

GATE = 0.95  # approval rate that many requesters ask for
OFTEN = 0.05  # share of what it judged above which a requester counts as one that refuses


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


@metric(unit="share of their tasks",
        meaning="tasks rejected over tasks submitted, of people who look requesters up in the rating or read the forum",
        label=("Rejected, the informed", "Refusées aux informés"))
def share_rejected_of_informed(tables: Tables) -> float:
    """One ratio over the informed."""
    w = tables.workers[tables.workers.informed]
    return ratio(w.tasks_rejected.sum(), w.tasks_submitted.sum())


@metric(unit="share of their tasks", meaning="tasks rejected over tasks submitted, of people who do neither",
        label=("Rejected, the others", "Refusées aux autres"))
def share_rejected_of_uninformed(tables: Tables) -> float:
    """One ratio over the others."""
    w = tables.workers[~tables.workers.informed]
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


@metric(unit="h", meaning="time of workers in tasks that were rejected",
        label=("Hours rejected", "Heures refusées"))
def hours_rejected(tables: Tables) -> float:
    """Sum over all workers."""
    return float(tables.workers.seconds_rejected.sum()) / HOUR


@metric(unit="{currency}", meaning="price of all tasks rejected, right or wrong",
        label=("Pay rejected", "Rémunération refusée"))
def pay_rejected(tables: Tables) -> float:
    """Sum over all workers."""
    return float(tables.workers.pay_rejected.sum()) / MONEY


@metric(unit="share of tasks rejected", meaning="tasks refused on purpose, unread, among the tasks rejected",
        label=("Rejected on purpose", "Refus délibérés"))
def refused_share_of_rejections(tables: Tables) -> float:
    """One ratio over all workers."""
    w = tables.workers
    return ratio(w.tasks_refused.sum(), w.tasks_rejected.sum())


@metric(unit="share of tasks submitted", meaning="tasks refused on purpose, unread, over tasks submitted",
        label=("Tasks refused on purpose", "Tâches refusées exprès"))
def share_of_tasks_refused(tables: Tables) -> float:
    """One ratio over all workers."""
    w = tables.workers
    return ratio(w.tasks_refused.sum(), w.tasks_submitted.sum())


@metric(unit="share of workers judged", meaning="at least one task rejected in the measured period",
        label=("Had work rejected", "Ont eu un refus"))
def share_rejected(tables: Tables) -> float:
    """Share of the people with a task judged on a measured day."""
    return mean(tables.judged.tasks_rejected > 0)


@metric(unit="share of workers judged", meaning="at least one right answer rejected in the measured period",
        label=("Wrongly rejected", "Refusés à tort"))
def share_wrongly_rejected(tables: Tables) -> float:
    """Share of the people with a task judged on a measured day."""
    return mean(tables.judged.tasks_wrongly_rejected > 0)


@metric(unit="share of active workers", meaning="at least one task rejected ever, of those with a task judged ever",
        label=("Rejected at some time", "Déjà refusés"))
def share_ever_rejected(tables: Tables) -> float:
    """Share of the people with a session on a measured day and a task ever judged."""
    w = tables.workers
    return mean(w[(w.days_active > 0) & (w.judged_ever > 0)].rejected_ever > 0)


@metric(unit="share of repeat requesters", meaning="repeat requesters with work judged that refused any on purpose",
        label=("Requesters refusing on purpose", "Donneurs d'ordre refusant exprès"))
def share_of_requesters_refusing(tables: Tables) -> float:
    """Share of the repeat requesters with a task judged on a measured day."""
    r = tables.requesters
    judged = r[r.learns & (r.tasks_accepted + r.tasks_rejected > 0)]
    stand_for = 1.0 / judged.inclusion
    return ratio(stand_for[judged.tasks_refused > 0].sum(), stand_for.sum())


@metric(unit="share of tasks judged",
        meaning="tasks judged by requesters that refused on purpose more than 5% of what they judged",
        label=("Work for requesters who refuse", "Travail pour ceux qui refusent"))
def share_of_work_from_refusing(tables: Tables) -> float:
    """One ratio over all requesters, of what they judged on measured days; the foreign pool's work counts too."""
    r = tables.requesters
    tasks = r.tasks_accepted + r.tasks_rejected
    return ratio(tasks[r.tasks_refused > OFTEN * tasks].sum(), tasks.sum())


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


@metric(unit="appeals", meaning="appeals lodged against rejections on the measured days", label=("Appeals", "Recours"))
def appeals(tables: Tables) -> float:
    """Sum of the measured days."""
    return float(tables.measured.appeals.sum())


@metric(unit="tasks", meaning="tasks rejected first and accepted after an appeal on the measured days",
        label=("Overturned on appeal", "Acceptées sur recours"))
def tasks_overturned(tables: Tables) -> float:
    """Sum of the measured days."""
    return float(tables.measured.overturned.sum())
