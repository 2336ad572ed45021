"""Measures over time, around the policy date: levels, and differences from the status quo."""

from textwrap import fill
from typing import TYPE_CHECKING, Literal

import numpy as np
from matplotlib.axes import Axes

from microsim.plots.axes import DASHES, ticks
from microsim.plots.look import GREY, INK, tell

from .quantity import Quantity
from .told import Told
from .words import say

if TYPE_CHECKING:
    import pandas as pd

CHOSEN = ("accepted_pay", "active", "tasks_posted", "posted_pay", "foreign_share", "rejected_share")
COLUMNS = {"level": ("mean", "low", "high"), "effect": ("effect", "effect_low", "effect_high")}
LETTERS = 34


def draw_path(told: Told, metric: str, what: Literal["level", "effect"], ax: Axes) -> Axes:
    """One measure of each law day by day with its band; a line at the policy date.

    Args:
        told: what is told. metric: which. what: its level, or its difference from the status quo. ax: where.
    """
    rows = told.comparison.paths
    rows = rows[rows.metric == metric]
    ax.set_title(fill(str(rows[f"label_{told.lang}"].iloc[0]), LETTERS) if what == "level" else "", size="medium")
    laws = [*told.laws] if what == "effect" else [told.baseline, *told.laws]
    unit = str(rows["unit"].iloc[0])
    scale = 100 if unit.startswith("share") else 1
    drawn = [_line(told, rows[rows.law == law], what, scale, law, ax) for law in laws]
    values = np.concatenate(drawn) if drawn else np.zeros(0)
    if not np.isfinite(values).any():
        return tell(ax, say("nothing", told.lang))
    ax.axvline(0, color=INK, lw=1.2, ls=(0, (4, 2)))
    if what == "effect":
        ax.axhline(0, color=INK, lw=1.0)
    ticks(ax.yaxis, values, False, told.lang, most=5)
    ticks(ax.xaxis, rows.day.to_numpy(float), False, told.lang, most=6)
    how = Quantity(unit, told.currency, told.lang, 0)
    ax.set_ylabel(fill(how.axis_of_level if what == "level" else how.axis, 22), color=GREY, size="small")
    ax.margins(x=0.01)
    ax.grid(axis="y")
    return ax


def _line(told: Told, rows: "pd.DataFrame", what: str, scale: float, law: str, ax: Axes) -> np.ndarray:
    rows = rows.sort_values("day")
    days = rows.day.to_numpy()
    middle, low, high = (scale * rows[column].to_numpy(float) for column in COLUMNS[what])
    is_baseline = law == told.baseline
    place = 0 if is_baseline else told.laws.index(law)
    ax.plot(days, middle, color=told.colour(law), lw=1.3 if is_baseline else 1.9, ls=DASHES[place % len(DASHES)],
            zorder=5 if is_baseline else 3)  # fmt: skip
    ax.fill_between(days, low, high, color=told.colour(law), alpha=0.13, linewidth=0)
    return np.concatenate([middle, low, high])
