"""Who wins and who loses by more than the thresholds, beside the placebo."""

from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from microsim.plots.look import GREY, INK, ORANGE, PALE, SKY, tell
from microsim.plots.numbers import number

from .told import Told
from .words import group_name, say

if TYPE_CHECKING:
    import pandas as pd

BAR, HALF_TICK = 0.62, 0.36  # of a row
SIDES = (("losers", -1, ORANGE), ("winners", 1, SKY))


def draw_winners(told: Told, law: str, by: str, ax: Axes) -> Axes:
    """Shares of each group that lose (to the left) and win (to the right) under a law; strokes are the placebo's.

    A whisker is the interval of the excess over the placebo, drawn from the placebo's stroke: one that does not
    touch its stroke is beyond what mere re-matching makes.
    """
    rows = told.comparison.winners
    rows = rows[(rows.law == law) & (rows.by == by)]
    if rows.empty:
        return tell(ax, say("nothing", told.lang))
    for place, row in enumerate(rows.to_dict("records")):
        for side, towards, colour in SIDES:
            ax.barh(place, 100 * towards * row[side], BAR, color=colour)
            _placebo(row, side, towards, place, ax)
    ax.axvline(0, color=INK, lw=1.2)
    names = [group_name(row, told.lang) for row in rows.to_dict("records")]
    ax.set_yticks(range(len(rows)), [fill(name[:1].upper() + name[1:], 24) for name in names])
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x", color=PALE)
    return ax


def _placebo(row: dict, side: str, towards: int, place: int, ax: Axes) -> None:
    placebo, low, high = row[f"placebo_{side}"], row[f"low_{side}"], row[f"high_{side}"]
    at = 100 * towards * placebo
    ax.plot([at, at], [place - HALF_TICK, place + HALF_TICK], color=INK, lw=1.6, zorder=4)
    if np.isfinite([low, high]).all():
        ends = [100 * towards * (placebo + end) for end in (low, high)]
        ax.plot(ends, [place, place], color=INK, lw=1.3, marker="|", markersize=6, markeredgewidth=1.3, zorder=4)


def same_scale(told: Told, law: str, axes: list[Axes]) -> None:
    """The same scale in several panels, as wide as the widest bar or whisker of the law; shares without a sign."""
    widest = _widest(told.comparison.winners, law)
    for ax in axes:
        ax.set_xlim(-widest, widest)
        ax.xaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 5, 10]))
        digits = 0 if widest > 4 else 1
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _, d=digits: _share(abs(value), told.lang, d)))


def _share(value: float, lang: str, digits: int) -> str:
    return number(value, lang, digits) + ("%" if lang == "en" else "\N{NO-BREAK SPACE}%")


def _widest(rows: "pd.DataFrame", law: str) -> float:
    rows = rows[(rows.law == law) & rows.by.isin(("all", "motive", "decile"))]
    ends = [rows[["winners", "losers", "placebo_winners", "placebo_losers"]].to_numpy(float).ravel()]
    ends += [(rows[f"placebo_{side}"] + rows[f"high_{side}"]).to_numpy(float) for side, *_ in SIDES]
    values = np.concatenate(ends)
    values = values[np.isfinite(values)]
    return 108 * float(values.max()) if len(values) and values.max() > 0 else 1.0


def key_of_winners(told: Told) -> list[Line2D | Patch]:
    """What colours, strokes and whiskers mean."""
    key: list[Line2D | Patch] = [Patch(color=colour, label=say(side, told.lang)) for side, _, colour in SIDES]
    stroke = {"color": INK, "lw": 0, "marker": "|", "markersize": 14, "markeredgewidth": 1.8}
    key.append(Line2D([], [], label=say("placebo_mark", told.lang), **stroke))
    if told.comparison.winners[["low_losers", "low_winners"]].notna().any(axis=None):
        label = say("excess_mark", told.lang, level=told.level)
        key.append(Line2D([], [], color=INK, lw=1.3, marker="|", markersize=6, markeredgewidth=1.3, label=label))
    return key


def label_side(ax: Axes, told: Told) -> None:
    """What lies to the left and to the right."""
    ax.set_xlabel(say("winners_axis", told.lang), color=GREY, size="small")
