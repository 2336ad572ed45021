"""Cases beside each other: a panel per metric, a row per case."""

from textwrap import fill

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from microsim.plots.axes import ticks
from microsim.plots.look import INK, PALE, tell
from microsim.plots.numbers import number, percent, signed_percent
from microsim.plots.words import Lang, say
from microsim.results.experiments.schema import CasesFigure

from .drawn import Drawn
from .panels import ABOVE, columns_for, fitting, height_of, panels

POINTS = 17.0  # as on the sheet
BELOW = 0.13  # the line of its case, in rows, are the single seeds
FEW_ROWS = 4  # up to here panels may stand below each other
ROOM = 40.0  # points from row to row, from which the mean is written above its dot


def draw_cases(told: Drawn, figure: CasesFigure, sheet: Figure, lang: Lang) -> None:
    """The mean over seeds of each metric in each case, with its interval and the single seeds."""
    cases = told.experiment.cases_of(figure)
    columns = columns_for(figure.metrics, many_rows=len(cases) > FEW_ROWS)
    room = height_of(figure.metrics, columns) / (len(cases) + 0.25)
    labels, size = fitting([told.experiment.cases[case].label(lang) for case in cases], room, POINTS, columns)
    for metric, ax, is_first in panels(sheet, figure.metrics, columns):
        _panel(told, cases, metric, ax, lang, room >= ROOM)
        shown = told.of(metric).loc[cases, ["mean", "low", "high"]].to_numpy(float).ravel()
        ticks(ax.xaxis, shown, told.is_share(metric), lang, _most_ticks(shown, columns))
        ax.set_title(told.metric(metric, lang, ABOVE // columns))
        ax.set_xlabel(fill(told.unit(metric, lang), ABOVE // columns))
        ax.set_yticks(range(len(cases)), labels if is_first else [""] * len(cases), size=size)
        ax.set_ylim(len(cases) - 0.5, -0.75)


def _panel(told: Drawn, cases: list[str], metric: str, ax: Axes, lang: Lang, with_means: bool) -> None:
    rows = told.of(metric)
    done = told.sweep.done
    if not rows.loc[cases, "n"].any():
        tell(ax, say("sweep_nothing", lang))
        return
    for place, case in enumerate(cases):
        row, colour = rows.loc[case], told.colour(case)
        values = done.loc[done.case == case, metric].dropna().to_numpy(float)
        ax.axhline(place, color=PALE, lw=0.8, zorder=0)
        seeds = {"color": colour, "alpha": 0.35, "markersize": 8, "markeredgewidth": 0}
        ax.plot(values, np.full(len(values), place + BELOW), "o", **seeds)
        if row["n"] == 0:
            continue
        if row["n"] > 1:
            ax.plot([row["low"], row["high"]], [place, place], color=colour, lw=4, solid_capstyle="butt")
        ax.plot([row["mean"]], [place], "o", color=colour, markersize=13, markeredgecolor="white", zorder=4)
        if with_means:
            ax.annotate(_read(row["mean"], told, metric, lang), (row["mean"], place), (0, 11), color=INK, size="small",
                        textcoords="offset points", ha="center", va="bottom", zorder=5)  # fmt: skip
    ax.margins(x=0.12)
    ax.grid(axis="x")
    ax.spines["left"].set_visible(False)


def _most_ticks(shown: np.ndarray, columns: int) -> int:
    """So many that their numbers, the longest of which is about as long as the largest value, do not touch."""
    letters = max((len(number(value, "en", 0)) for value in shown if np.isfinite(value)), default=1)
    return max(1, min(4, ABOVE // columns // (letters + 4)))


def _read(value: float, told: Drawn, metric: str, lang: Lang) -> str:
    """A mean as one says it."""
    if told.is_change(metric):
        return signed_percent(value, lang)
    if told.is_share(metric):
        return percent(value, lang)
    return number(value, lang, 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 else 2)
