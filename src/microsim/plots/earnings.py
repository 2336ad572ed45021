"""Who earns what: the Lorenz curve of pay."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from microsim.metrics.inequality import earnings, gini, lorenz, top_share
from microsim.metrics.tables import Tables

from .look import BLUE, GREY, ORANGE, VERMILION, head, tell
from .numbers import number, percent
from .words import Lang, say, say_count

TICKS = [0, 0.25, 0.5, 0.75, 1]


def who_earns_what(tables: Tables, ax: Axes, lang: Lang) -> Axes:
    """Share of all accepted pay over share of earners, the least paid first."""
    pay = earnings(tables)
    people, share = lorenz(pay)
    head(ax, say("lorenz_title", lang), say_count("lorenz_subtitle", lang, len(pay)) if len(pay) else "")
    if not len(pay):
        return tell(ax, say("no_pay", lang))
    ax.plot([0, 1], [0, 1], color=GREY, ls=(0, (4, 3)), lw=2)
    ax.text(0.3, 0.33, say("equal", lang), color=GREY, rotation=45, rotation_mode="anchor", ha="center",
            transform_rotates_text=True)  # fmt: skip
    ax.fill_between(people, share, people, color=BLUE, alpha=0.12, lw=0)
    ax.plot(people, share, color=BLUE, lw=4, clip_on=False)
    _gini(ax, people, share, say("gini", lang, value=number(gini(pay), lang, 2)))
    _top_tenth(ax, people, share, say("top", lang, share=percent(top_share(pay, 0.1), lang)))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_ticks(TICKS)
        axis.set_major_formatter(FuncFormatter(lambda value, _: number(100 * value, lang)))
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    ax.grid()
    ax.set_xlabel(say("lorenz_x", lang))
    ax.set_ylabel(say("lorenz_y", lang))
    return ax


def _gini(ax: Axes, people: np.ndarray, share: np.ndarray, text: str) -> None:
    """Between the curve and the diagonal, whose distance it measures; in the corner if that is too narrow."""
    level = float(np.interp(0.66, people, share))
    place = (0.66, (0.66 + level) / 2) if level < 0.5 else (0.75, 0.08)
    ax.text(*place, text, color=BLUE, weight="bold", size="large", ha="center", va="center")


def _top_tenth(ax: Axes, people: np.ndarray, share: np.ndarray, text: str) -> None:
    """The last tenth shaded, and beside it a bracket as high as what this tenth earns."""
    start = float(np.interp(0.9, people, share))
    ax.axvspan(0.9, 1, color=ORANGE, alpha=0.2, lw=0, zorder=0)
    ax.plot([0.9, 0.88, 0.88, 0.9], [start, start, 0.995, 0.995], color=VERMILION, solid_joinstyle="miter")
    ax.text(0.865, 0.96, text, color=VERMILION, weight="bold", ha="right", va="center")
