"""Cases over time: a column of the daily table, or one over another."""

from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure

from microsim.metrics.tables import MONEY, WEEK
from microsim.plots.axes import ticks
from microsim.plots.look import GREY, PALE
from microsim.plots.words import Lang, say
from microsim.results.experiments.schema import PathsFigure
from microsim.state.days import Days
from microsim.units import MONEY as MONEY_UNIT

from .drawn import Drawn
from .panels import BESIDE

if TYPE_CHECKING:
    import pandas as pd

MIDDLE = (0.1, 0.9)  # of the seeds, in the band
LEGEND_LETTERS = 84  # in a line
UNITS = {"persons": "personnes", "tasks": "tâches", "searches": "recherches", "batches": "lots", "runs": "séries",
         "ratio": "rapport", "accounts": "comptes", "sessions": "sessions", "s": "s", "h": "h"}  # fmt: skip


def draw_paths(told: Drawn, figure: PathsFigure, sheet: Figure, lang: Lang) -> None:
    """The mean over seeds of means over the last 7 days, and the middle of the seeds; the burn-in is shaded."""
    ax = sheet.subplots()
    columns = [figure.column] + ([figure.per] if figure.per else [])
    daily = told.sweep.daily(["day", *columns])
    daily = daily[daily.case.isin(told.experiment.cases_of(figure))]
    drawn = [np.zeros(0)]
    for case in told.experiment.cases_of(figure):
        smooth = path_of(daily[daily.case == case], figure)
        smooth = smooth if figure.from_day is None else smooth[smooth.index >= figure.from_day]
        low, high = (smooth.quantile(edge, axis=1) for edge in MIDDLE)
        label, colour = told.label(case, lang, LEGEND_LETTERS), told.colour(case)
        ax.plot(smooth.index, smooth.mean(axis=1), color=colour, linestyle=told.dash(case), label=label)
        ax.fill_between(smooth.index, low, high, color=colour, alpha=0.15, linewidth=0)
        drawn += [low.to_numpy(float), high.to_numpy(float)]
    _burn_in(ax, figure, int(daily.day.min()), lang)
    values = np.concatenate(drawn)
    if np.isfinite(values).any() and np.nanmin(values) >= 0 and np.nanmin(values) < 0.6 * np.nanmax(values):
        ax.set_ylim(bottom=0)
    ticks(ax.yaxis, values, _is_share(figure), lang)
    ax.set_ylabel(fill(figure.axis(lang) or _unit(figure, told.sweep.currency, lang), BESIDE - 8))
    ax.set_xlabel(say("sweep_day", lang))
    ax.margins(x=0.01)
    ax.grid(axis="y")
    widest = max(len(told.label(case, lang, LEGEND_LETTERS)) for case in told.experiment.cases_of(figure))
    columns_of_legend = max(1, LEGEND_LETTERS // (widest + 6))
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=columns_of_legend, frameon=False, borderaxespad=0.2)


def path_of(rows: "pd.DataFrame", figure: PathsFigure) -> "pd.DataFrame":
    """Means over the 7 days that end with each day (of both columns, if one is over another), by day and seed."""
    def smooth(column: str) -> "pd.DataFrame":
        wide = rows.pivot(index="day", columns="seed", values=column).sort_index().astype(float)
        window = WEEK if len(wide) >= 2 * WEEK else 1
        return wide.rolling(window).mean() / (MONEY if _is_money(column) else 1)

    if figure.per is None:
        return smooth(figure.column)
    below = smooth(figure.per)
    return smooth(figure.column) / below.where(below != 0)


def _burn_in(ax, figure: PathsFigure, first: int, lang: Lang) -> None:
    begin = first if figure.from_day is None else max(first, figure.from_day)
    if begin < 0:
        ax.axvspan(begin, 0, color=PALE, alpha=0.5, lw=0, zorder=0)
        ax.text(begin, 0.985, f" {say('burn_in', lang)}", transform=ax.get_xaxis_transform(), va="top", color=GREY)


def _is_share(figure: PathsFigure) -> bool:
    unit = Days.columns[figure.column].unit
    return unit == "share" if figure.per is None else unit == Days.columns[figure.per].unit


def _is_money(column: str) -> bool:
    return Days.columns[column].unit.startswith(MONEY_UNIT)


def _unit(figure: PathsFigure, currency: str, lang: Lang) -> str:
    if _is_share(figure):
        return say("experiment_share", lang, of="").strip()
    told = [_one_unit(name, currency, lang) for name in (figure.column, figure.per) if name]
    return " / ".join(told)


def _one_unit(column: str, currency: str, lang: Lang) -> str:
    unit = Days.columns[column].unit
    if _is_money(column):
        return f"{currency}{unit.removeprefix(MONEY_UNIT).replace(' per ', '/')}"
    return UNITS.get(unit, unit) if lang == "fr" else unit
