"""What people earn in a week and in a month."""

import math
from typing import TYPE_CHECKING

from microsim.units import HOUR

from .register import metric
from .statistics import mean, quantile, ratio
from .tables import MONEY, WEEK, Tables

if TYPE_CHECKING:
    import pandas as pd


def whole_weeks(tables: Tables) -> "pd.DataFrame":
    """The worker-weeks with a session, in calendar weeks that lie wholly in the measured period.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> len(seven_workers().weeks), len(whole_weeks(seven_workers()))
        (6, 4)
    """
    import pandas as pd  # start-up

    weeks = tables.weeks
    dates = pd.to_datetime(tables.measured.date)
    start = pd.to_datetime(weeks.week_start)
    whole = (start >= dates.min()) & (start + pd.Timedelta(days=WEEK - 1) <= dates.max())
    return weeks[whole & (weeks.days_active > 0) & (weeks.worker_id >= 0)]


@metric(unit="{currency}/month", meaning="accepted pay in months with pay above zero",
        label=("Monthly income, mean", "Revenu mensuel moyen"))
def monthly_income_mean(tables: Tables) -> float:
    """Mean over worker-months with pay."""
    w = tables.workers
    return ratio(w.accepted_pay.sum() / MONEY, w.months_with_income.sum())


@metric(unit="{currency}/month",
        meaning="accepted pay less contributions taken, of the people registered on the first measured morning, a head",
        label=("Net income per head", "Revenu net par tête"))
def net_income_per_head(tables: Tables) -> float:
    """Mean over all of them, most of whom hardly work, whether they stay or leave."""
    w = tables.registered_at_start
    return ratio((w.accepted_pay - w.contributed).sum() / MONEY, tables.months_measured * len(w))


@metric(unit="h/month", meaning="time in sessions of the people registered on the first measured morning, a head",
        label=("Hours per head", "Heures par tête"))
def hours_per_head(tables: Tables) -> float:
    """Mean over all of them, whether they stay or leave."""
    w = tables.registered_at_start
    return ratio(w.seconds_sessions.sum() / HOUR, tables.months_measured * len(w))


@metric(unit="share of earners", meaning="earners with a calendar month of at least 400 {currency} of accepted pay",
        label=("Earners reaching 400 {currency} in a month", "Payés au moins 400 {currency} en un mois"),
        needs="months")
def share_of_earners_reaching_400_in_a_month(tables: Tables) -> float:
    """Share of the workers with any accepted pay."""
    months = tables.months[tables.months.worker_id >= 0]
    reaching = months[months.accepted_pay >= 400 * MONEY].worker_id.nunique()
    return ratio(reaching, (tables.workers.accepted_pay > 0).sum())


@metric(unit="{currency}/week", meaning="accepted pay in whole weeks with a session; median over worker-weeks",
        label=("Weekly income, median", "Revenu hebdomadaire médian"), needs="weeks")
def weekly_income_median(tables: Tables) -> float:
    """Median over active worker-weeks."""
    return quantile(whole_weeks(tables).accepted_pay / MONEY, 0.5)


@metric(unit="share of active worker-weeks",
        meaning="accepted pay of at least 100 {currency} in a whole week with a session",
        label=("Weeks of 100 {currency} and more", "Semaines à 100 {currency} et plus"), needs="weeks")
def weekly_income_share_100_plus(tables: Tables) -> float:
    """Share of the active worker-weeks."""
    return mean(whole_weeks(tables).accepted_pay >= 100 * MONEY)


@metric(unit="share of the target",
        meaning="accepted pay of necessity workers who were active, over their weekly target for the weeks present",
        label=("Target reached, necessity", "Objectif atteint, nécessité"))
def target_reached(tables: Tables) -> float:
    """One ratio over all active necessity workers; 1 less this is their gap."""
    w = tables.workers
    w = w[(w.motive == "necessity") & (w.days_active > 0)]
    aim = (w.weekly_target * w.days_present / WEEK).sum()
    return ratio(w.accepted_pay.sum(), aim) if len(w) else math.nan
