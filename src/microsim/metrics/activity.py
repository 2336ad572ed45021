"""How many people are registered, come, go and work."""

import math
from typing import TYPE_CHECKING

from .register import metric
from .statistics import mean, ratio
from .tables import MONTH, WEEK, Rows, Tables

if TYPE_CHECKING:
    import pandas as pd


def active_weekly(workers: "pd.DataFrame | Rows") -> "pd.Series":
    """Who has at least one active day per week present, on average; no attribute says so."""
    return (workers.days_active > 0) & (workers.days_active * WEEK >= workers.days_present)


def active_monthly(workers: "pd.DataFrame | Rows") -> "pd.Series":
    """Who has at least one active day per month present, on average."""
    return (workers.days_active > 0) & (workers.days_active * MONTH >= workers.days_present)


@metric(unit="persons", meaning="people registered on the first measured morning",
        label=("Registered at the start", "Inscrits au début"))
def registered_at_start(tables: Tables) -> float:
    """First stock of the measured days."""
    stock = tables.measured.present_before
    return float(stock.iloc[0]) if len(stock) else math.nan


@metric(unit="persons", meaning="people registered on the last evening",
        label=("Registered at the end", "Inscrits à la fin"))
def registered_at_end(tables: Tables) -> float:
    """Last stock of the measured days."""
    stock = tables.measured.present
    return float(stock.iloc[-1]) if len(stock) else math.nan


@metric(unit="persons", meaning="people who registered on a measured day", label=("Entries", "Entrées"))
def entries(tables: Tables) -> float:
    """Sum of the entries of the measured days."""
    return float(tables.measured.entered.sum())


@metric(unit="persons", meaning="people who left on a measured day", label=("Exits", "Départs"))
def exits(tables: Tables) -> float:
    """Sum of the exits of the measured days."""
    return float(tables.measured.left.sum())


@metric(unit="days", meaning="time after which half of the registered people would have left at the exit rate observed",
        label=("Half-life of registration", "Demi-vie de l'inscription"))
def half_life_days(tables: Tables) -> float:
    """ln 2 over the exits per person and day."""
    days = tables.measured
    return math.log(2) * ratio(days.present_before.sum(), days.left.sum())


@metric(unit="persons", meaning="people with a session, mean over days", label=("Active per day", "Actifs par jour"))
def active_per_day(tables: Tables) -> float:
    """Mean of the active people of the measured days."""
    return mean(tables.measured.active)


@metric(unit="share of registered", meaning="people with at least one session in the measured period",
        label=("Active at least once", "Actifs au moins une fois"))
def share_ever_active(tables: Tables) -> float:
    """Share of the people present on a measured day; leavers stay registered."""
    return mean(tables.registered.days_active > 0)


@metric(unit="share of registered", meaning="at least one active day per week present, on average over the period",
        label=("Active weekly", "Actifs chaque semaine"))
def share_active_weekly(tables: Tables) -> float:
    """Share of the people present on a measured day; leavers stay registered."""
    return mean(active_weekly(tables.registered))


@metric(unit="share of registered", meaning="at least one active day per month present, on average over the period",
        label=("Active monthly", "Actifs chaque mois"))
def share_active_monthly(tables: Tables) -> float:
    """Share of the people present on a measured day; leavers stay registered."""
    return mean(active_monthly(tables.registered))


@metric(unit="share of registered", meaning="people who were paid anything in the measured period",
        label=("Paid at least once", "Payés au moins une fois"))
def share_ever_paid(tables: Tables) -> float:
    """Share of the people present on a measured day; leavers stay registered."""
    return mean(tables.registered.accepted_pay > 0)
