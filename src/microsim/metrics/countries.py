"""Pay by region, and the metrics of workers by the country they live in."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .groups import EXITS, MOTIVES, OF_WORKERS, by_group, only
from .pay import hourly_pay
from .register import metric
from .statistics import mean
from .tables import Tables, some

if TYPE_CHECKING:
    import pandas as pd

ALL = "all"
_OF = "accepted pay over all time in sessions, mean over workers with at least one hour who live in {where}"


def _mean_pay_in(tables: Tables, country: str) -> float:
    return mean(hourly_pay(only(tables, "country", country)))


@metric(unit="{currency}/h", meaning=_OF.format(where="North America (country north_america)"),
        label=("Hourly pay in North America, mean", "Rémunération horaire moyenne, Amérique du Nord"))
def hourly_pay_mean_north_america(tables: Tables) -> float:
    """As E18 has it by region; nothing where no country goes by that name."""
    return _mean_pay_in(tables, "north_america")


@metric(unit="{currency}/h", meaning=_OF.format(where="Asia and the Pacific (country asia_pacific)"),
        label=("Hourly pay in Asia-Pacific, mean", "Rémunération horaire moyenne, Asie-Pacifique"))
def hourly_pay_mean_asia_pacific(tables: Tables) -> float:
    """As E18 has it by region; nothing where no country goes by that name."""
    return _mean_pay_in(tables, "asia_pacific")


@metric(unit="{currency}/h", meaning=_OF.format(where="Africa (country africa)"),
        label=("Hourly pay in Africa, mean", "Rémunération horaire moyenne, Afrique"))
def hourly_pay_mean_africa(tables: Tables) -> float:
    """As E18 has it by region; nothing where no country goes by that name."""
    return _mean_pay_in(tables, "africa")


def country_labels(config: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """What countries are called in English and French, by a configuration in plain values: those of the start first.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> country_labels(seven_workers().config)
        {'FR': ('FR', 'FR'), 'IN': ('India', 'Inde')}
    """
    population = config.get("population", {})
    declared = population.get("countries", {})
    names = dict.fromkeys([*population.get("country_shares", {}), *declared])
    told = {name: declared.get(name, {}) for name in names}
    return {name: (c.get("label_en") or name, c.get("label_fr") or name) for name, c in told.items()}


def by_country(tables: Tables) -> "pd.DataFrame":
    """Metrics of workers per country, and per country and motive.

    Returns:
        Indexed by country and motive ("all": whatever the motive): label_en, label_fr (of the country), workers, then
        metrics of workers in their units, exits by reason among them; NaN where there is nothing to measure.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> by_country(seven_workers()).hourly_pay_median.xs("IN").to_dict()
        {'all': 5.5, 'supplement': 10.0, 'necessity': nan, 'flexibility': 1.0}
    """
    import pandas as pd  # start-up

    labels, motive = country_labels(tables.config), tables.workers.motive
    parts = {ALL: tables} | {name: replace(tables, workers=some(tables.workers, motive == name)) for name in MOTIVES}
    rows = {name: by_group(part, "country", labels, (*OF_WORKERS, *EXITS)) for name, part in parts.items()}
    table = pd.concat(rows, names=["motive"]).reorder_levels(["country", "motive"])
    return table.loc[[(country, name) for country in labels for name in parts]]
