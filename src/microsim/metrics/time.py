"""Where the time in sessions goes, and how much of it there is."""

from microsim.units import HOUR

from .income import whole_weeks
from .register import metric
from .statistics import mean, quantile, ratio
from .tables import Tables

UNPAID = ("search", "qualification", "returned", "rejected")


def _share(tables: Tables, *causes: str) -> float:
    w = tables.workers
    return ratio(sum(w[f"seconds_{cause}"].sum() for cause in causes), w.seconds_sessions.sum())


@metric(unit="share of time", meaning="search, tests, returned and rejected tasks over all time in sessions",
        label=("Unpaid time", "Temps non payé"))
def unpaid_share_of_time(tables: Tables) -> float:
    """Sum of the four shares below."""
    return _share(tables, *UNPAID)


@metric(unit="share of time", meaning="time spent looking for tasks over all time in sessions",
        label=("Search", "Recherche"))
def search_share_of_time(tables: Tables) -> float:
    """Part of the unpaid share."""
    return _share(tables, "search")


@metric(unit="share of time", meaning="time in unpaid tests over all time in sessions", label=("Tests", "Tests"))
def qualification_share_of_time(tables: Tables) -> float:
    """Part of the unpaid share."""
    return _share(tables, "qualification")


@metric(unit="share of time", meaning="time in tasks given up over all time in sessions",
        label=("Returned tasks", "Tâches abandonnées"))
def returned_share_of_time(tables: Tables) -> float:
    """Part of the unpaid share."""
    return _share(tables, "returned")


@metric(unit="share of time", meaning="time in tasks rejected over all time in sessions",
        label=("Rejected tasks", "Tâches refusées"))
def rejected_share_of_time(tables: Tables) -> float:
    """Part of the unpaid share."""
    return _share(tables, "rejected")


@metric(unit="h/month", meaning="time in sessions in calendar months with a session",
        label=("Hours per active month", "Heures par mois actif"))
def hours_per_active_month(tables: Tables) -> float:
    """Mean over active worker-months."""
    w = tables.workers
    return ratio(w.seconds_sessions.sum() / HOUR, w.months_active.sum())


@metric(unit="h/week", meaning="time in sessions in whole weeks with a session; median over worker-weeks",
        label=("Weekly hours, median", "Heures hebdomadaires, médiane"), needs="weeks")
def weekly_hours_median(tables: Tables) -> float:
    """Median over active worker-weeks."""
    return quantile(whole_weeks(tables).seconds_sessions / HOUR, 0.5)


@metric(unit="share of active worker-weeks", meaning="20 hours or more in sessions in a whole week with a session",
        label=("Weeks of 20 hours and more", "Semaines de 20 heures et plus"), needs="weeks")
def weekly_hours_share_20_plus(tables: Tables) -> float:
    """Share of the active worker-weeks."""
    return mean(whole_weeks(tables).seconds_sessions >= 20 * HOUR)


@metric(unit="ratio", meaning="time that workers wanted to work over their time in sessions",
        label=("Hours wanted over obtained", "Heures voulues sur heures obtenues"))
def hours_wanted_over_obtained(tables: Tables) -> float:
    """One ratio for the whole market."""
    w = tables.workers
    return ratio(w.seconds_wanted.sum(), w.seconds_sessions.sum())


@metric(unit="share of active workers", meaning="wanted to work over a tenth more than their time in sessions",
        label=("Want more work", "Veulent plus de travail"))
def share_wanting_more(tables: Tables) -> float:
    """Share of the workers with a session."""
    w = tables.workers[tables.workers.days_active > 0]
    return mean(10 * w.seconds_wanted > 11 * w.seconds_sessions)
