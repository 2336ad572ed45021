"""How a market goes on after the policy day, law by law."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from microsim.metrics.tables import MONEY
from microsim.results.intervals import quantile_of_t
from microsim.results.read import read_table

if TYPE_CHECKING:
    import pandas as pd

BEFORE, WEEK = 91, 7  # days shown before the policy day; days of the trailing mean
PATHS: Mapping[str, tuple[str, str, str]] = {  # unit, label in English, in French
    "accepted_pay": ("{currency}/day", "Pay of accepted work (without wages made up)",
                     "Rémunération du travail accepté (sans complément de salaire)"),
    "active": ("persons", "People active on a day", "Personnes actives dans la journée"),
    "posted_pay": ("{currency}/h", "Posted hourly pay, median batch", "Rémunération horaire affichée, lot médian"),
    "posted": ("tasks/day", "Tasks posted", "Tâches postées"),
    "foreign_share": ("share of tasks submitted", "Done abroad", "Fait à l'étranger"),
    "rejected_share": ("share of tasks judged", "Tasks rejected", "Tâches refusées"),
    "fees": ("{currency}/day", "Fees", "Commissions"),
}
COLUMNS = ("day", "date", "accepted_pay", "active", "posted_pay", "posted", "submitted", "submitted_abroad", "accepted",
           "rejected", "fees")  # fmt: skip


def read_path(folder: Path) -> "pd.DataFrame":
    """The daily series of one fork, smoothed over the last seven days; one row per day, from `BEFORE` days before.

    Raises:
        RunError: the daily table is missing or damaged, in one line.
    """
    d = read_table(folder, "daily", COLUMNS)
    week = d.drop(columns="date").rolling(WEEK, min_periods=WEEK, on="day").sum()
    out = d[["day", "date"]].copy()
    for name in ("accepted_pay", "fees"):
        out[name] = week[name] / WEEK / MONEY
    for name in ("active", "posted"):
        out[name] = week[name] / WEEK
    out["posted_pay"] = week.posted_pay / WEEK / MONEY
    out["foreign_share"] = week.submitted_abroad / week.submitted.where(week.submitted > 0)
    judged = week.accepted + week.rejected
    out["rejected_share"] = week.rejected / judged.where(judged > 0)
    return out[out.day >= -BEFORE].reset_index(drop=True)


def table_of_paths(series: Mapping[tuple[str, int], "pd.DataFrame"], baseline: str, currency: str) -> "pd.DataFrame":
    """Means over seeds and their intervals, of each law and of its difference to the baseline.

    Args:
        series: what `read_path` tells, per law and seed, parameters as configured.
        baseline: name of the law that others are compared with.
        currency: code of the currency.

    Returns:
        One row per law, metric and day; see `docs/comparisons.md`.
    """
    import pandas as pd  # start-up

    parts = []
    for law in dict.fromkeys(law for law, _ in series):
        mine = {seed: series[law, seed] for there, seed in series if there == law}
        other = {seed: series[baseline, seed] for seed in mine if (baseline, seed) in series}
        for metric, (unit, english, french) in PATHS.items():
            first = next(iter(mine.values()))
            part = pd.DataFrame({
                "law": law, "metric": metric, "label_en": english, "label_fr": french,
                "unit": unit.replace("{currency}", currency), "day": first.day, "date": first.date,
            })  # fmt: skip
            part["mean"], part["low"], part["high"] = _band([one[metric] for one in mine.values()])
            part["effect"], part["effect_low"], part["effect_high"] = _band(
                [mine[seed][metric] - other[seed][metric] for seed in other]
            )
            parts.append(part)
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _band(columns: list["pd.Series"]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean and interval, day by day; no interval of one column."""
    if not columns:
        return (np.nan,) * 3
    values = np.array([column.to_numpy(float) for column in columns])
    mean, n = values.mean(axis=0), len(values)
    if n < 2:
        return mean, np.full(len(mean), np.nan), np.full(len(mean), np.nan)
    half = quantile_of_t(n - 1) * values.std(axis=0, ddof=1) / np.sqrt(n)
    return mean, mean - half, mean + half
