"""Effects of the laws on chosen measures: the mean, and both intervals told apart."""

from textwrap import fill

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from microsim.plots.axes import ticks
from microsim.plots.look import GREY, INK, PALE, tell
from microsim.results.comparison.read import PLACEBO

from .told import ENDS, Told
from .words import say

CHOSEN = (
    "net_income_per_head", "effective_hourly_pay", "outlay_per_usable_answer", "tasks_posted_per_day",
    "platform_profit", "public_money", "foreign_share_of_tasks", "share_of_tasks_rejected",
)  # fmt: skip
APART = 0.17  # rows, between the bar over seeds and the one over draws
LETTERS = 28  # of a title, in a line


def draw_effect(told: Told, metric: str, ax: Axes, with_names: bool = True) -> Axes:
    """The difference that each law makes to one metric: a dot, a thick bar over seeds, a thin one over draws.

    Args:
        told: what is told. metric: on which. ax: where. with_names: whether the laws are named beside.
    """
    rows, lang = told.of(metric), told.lang
    laws = [law for law in (*told.laws, PLACEBO) if law in told.comparison.effects.law.unique()]
    ax.set_title(fill(told.label(metric), LETTERS), size="medium")
    ends = rows.loc[[law for law in laws if law in rows.index], list(ENDS)].to_numpy(float)
    if not np.isfinite(ends).any():
        return tell(ax, say("nothing", lang))
    scale = 100 if rows["unit"].iloc[0].startswith("share") else 1
    for place, law in enumerate(laws):
        ax.axhline(place, color=PALE, lw=0.8, zorder=0)
        if law in rows.index:
            _one(rows.loc[law], place, scale, told.colour(law), told.marker(law) if law != PLACEBO else "o", ax)
    ax.axvline(0, color=INK, lw=1.2, zorder=1)
    ticks(ax.xaxis, scale * ends.ravel(), False, lang, most=4)
    ax.margins(x=0.1)
    ax.grid(axis="x")
    ax.set_xlabel(told.quantity(rows.iloc[0]).axis, color=GREY, size="small")
    ax.set_yticks(range(len(laws)), [fill(told.name(law), 17) if with_names else "" for law in laws])
    ax.set_ylim(len(laws) - 0.45, -0.55)
    ax.spines["left"].set_visible(False)
    return ax


def _one(row, place: int, scale: float, colour: str, marker: str, ax: Axes) -> None:
    seeds, draws = ([scale * row[f"{end}_{of}"] for end in ("low", "high")] for of in ("seeds", "draws"))
    ax.plot(seeds, [place - APART / 2] * 2, color=colour, lw=5, solid_capstyle="butt", alpha=0.55)
    if np.isfinite(draws).all():
        ax.plot(draws, [place + APART] * 2, color=colour, lw=1.4, marker="|", markersize=7, markeredgewidth=1.4)
    ax.plot([scale * row["effect"]], [place - APART / 2], marker, color=colour, markersize=8, markeredgecolor="white",
            zorder=4)  # fmt: skip


def key_of_effects(told: Told) -> list[Line2D]:
    """What the dot and the bars mean; only those that are drawn."""
    lang, level = told.lang, told.level
    key = [Line2D([], [], color=INK, marker="o", lw=0, markersize=8,
                  label=say("effects_dot" if told.seeds > 1 else "effects_dot_1", lang))]  # fmt: skip
    if told.seeds > 1:
        label = say("effects_seeds", lang, level=level)
        key.append(Line2D([], [], color=INK, lw=5, alpha=0.55, solid_capstyle="butt", label=label))
    if told.draws > 0:
        label = say("effects_draws", lang, level=level)
        key.append(Line2D([], [], color=INK, lw=1.4, marker="|", markersize=7, markeredgewidth=1.4, label=label))
    return key
