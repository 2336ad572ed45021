"""Who leaves the register, why, and how fast: before and after something dated came."""

import math

from .register import metric
from .statistics import mean, ratio
from .tables import Tables

LIFE, DISAPPOINTMENT, NO_ACCOUNT = "life", "disappointment", "no_account"
_HALF = "time after which half of those registered {when} would have left, at the rate at which they did {then}"


def _share_left(tables: Tables, reason: str) -> float:
    return mean(tables.registered.exit_reason == reason)


@metric(unit="share of registered", meaning="people whom life took away on a measured day",
        label=("Left: life", "Départs : la vie"))
def share_left_by_life(tables: Tables) -> float:
    """Share of the people present on a measured day."""
    return _share_left(tables, LIFE)


@metric(unit="share of registered", meaning="people who left after too many days in a row below what they ask for",
        label=("Left: disappointed", "Départs : déception"))
def share_left_disappointed(tables: Tables) -> float:
    """Share of the people present on a measured day."""
    return _share_left(tables, DISAPPOINTMENT)


@metric(unit="share of registered", meaning="people who left as all their accounts were suspended or closed",
        label=("Left: no account", "Départs : plus de compte"))
def share_left_without_account(tables: Tables) -> float:
    """Share of the people present on a measured day."""
    return _share_left(tables, NO_ACCOUNT)


@metric(unit="share of accepted pay", meaning="accepted pay that goes to people who registered on a measured day",
        label=("Pay to newcomers", "Paie des nouveaux venus"))
def share_of_pay_to_newcomers(tables: Tables) -> float:
    """Of all that people are paid in the measured period."""
    w = tables.workers
    return ratio(w.accepted_pay[w.entry_day >= 0].sum(), w.accepted_pay.sum())


def first_change(tables: Tables) -> int | None:
    """The day on which the first shock or law comes that is not there from the first measured day on.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> first_change(seven_workers())
        28
    """
    dated = [item for group in ("shock", "regulation") for item in tables.config.get(group, {}).values()]
    return min((item["from_day"] for item in dated if item["from_day"] > 0), default=None)


def half_life(tables: Tables, first: int, end: int) -> float:
    """ln 2 over the exits per person and morning, of those registered on the morning of a day, until another day.

    Returns:
        Days; infinite where nobody left.
    """
    w = tables.workers
    gone = w.exit_day.fillna(math.inf)
    cohort = gone[(w.entry_day < first) & (gone >= first)]
    mornings = (cohort.clip(upper=end - 1) - first + 1).sum()
    left = (cohort < end).sum()
    if not mornings > 0:
        return math.nan
    return math.log(2) * mornings / left if left else math.inf


@metric(unit="days", meaning=_HALF.format(when="on the first measured morning", then="before the first shock or law"),
        label=("Half-life before the change", "Demi-vie avant le changement"))
def half_life_before(tables: Tables) -> float:
    """NaN where nothing dated comes later than the first day."""
    day = first_change(tables)
    return math.nan if day is None else half_life(tables, 0, day)


@metric(unit="days", meaning=_HALF.format(when="when the first shock or law came", then="from then on"),
        label=("Half-life after the change", "Demi-vie après le changement"))
def half_life_after(tables: Tables) -> float:
    """NaN where nothing dated comes later than the first day."""
    day = first_change(tables)
    return math.nan if day is None else half_life(tables, day, len(tables.measured))
