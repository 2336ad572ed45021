"""Registered people, and how few of them are active."""

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from microsim.metrics.activity import active_monthly, active_weekly
from microsim.metrics.tables import Tables

from .look import BLUE, GREY, PALE, SKY, head, tell
from .numbers import number, percent
from .words import Lang, say

COLOURS = (PALE, "#a9cfe8", SKY, BLUE)


def activity_tiers(tables: Tables, ax: Axes, lang: Lang) -> Axes:
    """Nested tiers as bars from the same origin: registered, active at least once, monthly, weekly."""
    head(ax, say("tiers_title", lang), say("tiers_subtitle", lang))
    w = tables.registered
    if not len(w):
        return tell(ax, say("no_one", lang))
    tiers = {
        "registered": len(w),
        "ever": int((w.days_active > 0).sum()),
        "monthly": int(active_monthly(w).sum()),
        "weekly": int(active_weekly(w).sum()),
    }
    places = range(len(tiers))
    ax.barh(places, list(tiers.values()), height=0.72, color=COLOURS)
    for place, count in zip(places, tiers.values(), strict=True):
        share = "" if count == len(w) and not place else f"  ({percent(count / len(w), lang)})"
        ax.annotate(number(count, lang) + share, (count, place), (8, 0), textcoords="offset points", va="center",
                    weight="bold")  # fmt: skip
    ax.set_yticks(places, [say(tier, lang) for tier in tiers])
    ax.invert_yaxis()
    ax.set_xlim(0, len(w) * 1.14)
    ax.xaxis.set_major_locator(MaxNLocator(5, integer=True, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, lang)))
    ax.set_xlabel(say("tiers_axis", lang))
    ax.spines["left"].set_color(GREY)
    return ax
