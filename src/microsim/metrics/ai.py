"""What AI does of the work, what becomes of the people who did it, and what requesters gain."""

import math
from typing import TYPE_CHECKING

from microsim.units import HOUR

from .register import metric
from .statistics import mean, ratio
from .tables import MONEY, Tables

if TYPE_CHECKING:
    import pandas as pd

ORDERED = "share of tasks wanted"


def _share_by_ai(types: "pd.DataFrame") -> float:
    by_ai = types.tasks_by_ai.sum()
    return ratio(by_ai, by_ai + types.tasks_posted.sum() - types.tasks_created.sum())


def _of_role(tables: Tables, role: str) -> "pd.DataFrame":
    return tables.task_types[tables.task_types.ai_role == role]


@metric(unit=ORDERED, meaning="tasks done by AI", label=("Done by AI", "Fait par l'IA"))
def share_done_by_ai(tables: Tables) -> float:
    """One ratio over all types. Wanted are the tasks that AI did or that were posted, checks and examples apart."""
    return _share_by_ai(tables.task_types)


@metric(unit=ORDERED, meaning="tasks done by AI, of those that prepare AI",
        label=("Done by AI, preparation", "Fait par l'IA, préparation"))
def share_done_by_ai_preparation(tables: Tables) -> float:
    """One ratio over the types with this role."""
    return _share_by_ai(_of_role(tables, "preparation"))


@metric(unit=ORDERED, meaning="tasks done by AI, of those that verify AI",
        label=("Done by AI, verification", "Fait par l'IA, vérification"))
def share_done_by_ai_verification(tables: Tables) -> float:
    """One ratio over the types with this role."""
    return _share_by_ai(_of_role(tables, "verification"))


@metric(unit=ORDERED, meaning="tasks done by AI, of those in which people impersonate it",
        label=("Done by AI, impersonation", "Fait par l'IA, imitation"))
def share_done_by_ai_impersonation(tables: Tables) -> float:
    """One ratio over the types with this role."""
    return _share_by_ai(_of_role(tables, "impersonation"))


@metric(unit=ORDERED, meaning="tasks done by AI, of those that have nothing to do with it",
        label=("Done by AI, no role", "Fait par l'IA, sans rôle"))
def share_done_by_ai_no_role(tables: Tables) -> float:
    """One ratio over the types without a role."""
    return _share_by_ai(_of_role(tables, "none"))


@metric(unit="h", meaning="median time of the tasks that people would have got, had AI not done the job",
        label=("Work displaced", "Travail supprimé"))
def hours_displaced(tables: Tables) -> float:
    """Sum over the measured days."""
    return tables.measured.seconds_displaced.sum() / HOUR


@metric(unit="h", meaning="median time of the tasks posted as checks of AI's answers, and as examples for it",
        label=("Work created by AI", "Travail créé par l'IA"))
def hours_created(tables: Tables) -> float:
    """Sum over the measured days."""
    return tables.measured.seconds_created.sum() / HOUR


@metric(unit="share of work displaced", meaning="work created by AI over work displaced by it",
        label=("Created over displaced", "Créé sur supprimé"))
def created_over_displaced(tables: Tables) -> float:
    """One ratio over the measured days."""
    return ratio(tables.measured.seconds_created.sum(), tables.measured.seconds_displaced.sum())


@metric(unit="share of planned hours", meaning="requesters who have AI do their work, by planned hours; mean over days",
        label=("Requesters who automate", "Donneurs d'ordre qui automatisent"))
def share_automating(tables: Tables) -> float:
    """Mean of the measured days."""
    return mean(tables.measured.automating)


@metric(unit="{currency}/month",
        meaning="value of answers of people and AI, less what they cost and what wrong ones do harm",
        label=("Requesters' gain", "Gain des donneurs d'ordre"))
def requesters_gain(tables: Tables) -> float:
    """Sum over requesters, per month of the measured days."""
    gain = tables.requesters.net_gain.sum() / MONEY
    return gain / tables.months_measured if tables.months_measured else math.nan


@metric(unit="share of active workers", meaning="people with a session who have begun to use AI; over all days",
        label=("Workers who use AI", "Travailleurs utilisant l'IA"))
def share_using_ai(tables: Tables) -> float:
    """One ratio over the measured days."""
    return ratio(tables.measured.users_of_ai.sum(), tables.measured.active.sum())


@metric(unit="share of tasks judged", meaning="tasks that workers had AI do",
        label=("Done by workers with AI", "Fait avec l'IA par les travailleurs"))
def share_of_tasks_with_ai(tables: Tables) -> float:
    """One ratio over the measured days."""
    judged = tables.measured.accepted.sum() + tables.measured.rejected.sum()
    return ratio(tables.measured.with_ai.sum(), judged)


@metric(unit="share of tasks rejected", meaning="tasks rejected as they were done with AI against a ban",
        label=("Rejected for AI", "Refusé pour usage d'IA"))
def detected_share_of_rejections(tables: Tables) -> float:
    """One ratio over the measured days."""
    return ratio(tables.measured.detected.sum(), tables.measured.rejected.sum())


def _displaced(tables: Tables) -> "pd.DataFrame":
    """Those whose hours in their main role have fallen by more than half."""
    told = tables.by_main_role
    return told[told.late < 0.5 * told.early]


@metric(unit="share of workers", label=("Lost most of their work", "Ont perdu l'essentiel"),
        meaning="of those with an hour judged in the first quarter of the days: whose hours in the role of most of it"
        " are under half in the last quarter")
def share_displaced(tables: Tables) -> float:
    """Turnover without any AI displaces people, too: compare with a calm market."""
    return ratio(len(_displaced(tables)), len(tables.by_main_role))


@metric(unit="share of hours lost",
        meaning="of those who lost most of their work: hours gained in other roles, over hours lost",
        label=("Found elsewhere", "Retrouvé ailleurs"))
def displaced_found_elsewhere(tables: Tables) -> float:
    """One ratio of sums."""
    told = _displaced(tables)
    return ratio((told.other_late - told.other_early).clip(lower=0).sum(), (told.early - told.late).sum())


@metric(unit="share of workers", meaning="of those who lost most of their work: have left",
        label=("Left, of these", "Partis, parmi eux"))
def displaced_who_left(tables: Tables) -> float:
    """Share of workers."""
    return mean(_displaced(tables).left)
