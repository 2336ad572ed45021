"""Workers' income against requesters' cost, with the volume of work."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from microsim.plots.axes import ticks
from microsim.plots.look import GREY, INK, tell
from microsim.plots.numbers import signed_percent

from .told import Told
from .words import say

X, Y, VOLUME = "outlay_per_usable_answer", "net_income_per_head", "tasks_posted_per_day"
SIZE = 11.0  # points across a mark where the volume is that of the status quo
LEAST, MOST = 0.35, 3.0  # of that area


def draw_tradeoff(told: Told, ax: Axes) -> Axes:
    """Each law at what it changes for requesters (along) and workers (up), with bars; the cross is the status quo."""
    lang = told.lang
    shown = [law for law in told.laws if told.row(law, X) is not None and told.row(law, Y) is not None]
    if not shown:
        return tell(ax, say("nothing", lang))
    ends: dict[str, list[float]] = {X: [0.0], Y: [0.0]}
    for law in shown:
        x, y = told.row(law, X), told.row(law, Y)
        colour = told.colour(law)
        for row, metric, other in ((x, X, y["effect"]), (y, Y, x["effect"])):
            bar = [row["low"], row["high"]]
            along, across = (bar, [other] * 2) if metric == X else ([other] * 2, bar)
            ax.plot(along, across, color=colour, lw=1.8, solid_capstyle="butt", alpha=0.75, zorder=2)
            ends[metric] += [row["effect"], *bar]
        ax.plot([x["effect"]], [y["effect"]], told.marker(law), color=colour, markeredgecolor="white",
                markersize=SIZE * _volume(told, law) ** 0.5, zorder=4)  # fmt: skip
    ax.axvline(0, color=INK, lw=1.2, zorder=1)
    ax.axhline(0, color=INK, lw=1.2, zorder=1)
    for axis, metric, words in ((ax.xaxis, X, "tradeoff_x"), (ax.yaxis, Y, "tradeoff_y")):
        ticks(axis, np.array(ends[metric], float), False, lang, most=6)
        unit = told.quantity(told.row(shown[0], metric)).axis
        axis.set_label_text(f"{say(words, lang)} ({unit})", color=GREY, size="small")
    ax.margins(0.09)
    ax.grid()
    return ax


def _volume(told: Told, law: str) -> float:
    """Tasks posted under a law over those under the status quo, within what a mark can show."""
    row = told.row(law, VOLUME)
    share = row["value"] / row["baseline"] if row is not None and row["baseline"] else np.nan
    return float(np.clip(share, LEAST, MOST)) if np.isfinite(share) else 1.0


def key_of_tradeoff(told: Told) -> list[Line2D]:
    """Each law with what becomes of the volume."""
    key = []
    for law in told.laws:
        row = told.row(law, VOLUME)
        known = row is not None and row["baseline"] > 0
        more = f" ({signed_percent(row['effect'] / row['baseline'], told.lang)})" if known else ""
        style = {"color": told.colour(law), "marker": told.marker(law), "lw": 0, "markersize": 9}
        key.append(Line2D([], [], label=f"{told.name(law)}{more}", **style))
    return key
