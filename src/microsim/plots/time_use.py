"""Where the time in sessions goes."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from microsim.metrics.groups import MOTIVES, only
from microsim.metrics.tables import Tables

from .look import BLUE, INK, ORANGE, PURPLE, SKY, VERMILION, YELLOW, head, tell
from .numbers import number, percent
from .words import Lang, say

COLOURS = {
    "accepted": BLUE, "awaiting": SKY, "search": ORANGE, "qualification": YELLOW, "returned": PURPLE,
    "rejected": VERMILION,
}  # fmt: skip
ON_DARK = ("accepted",)
NOTABLE = 0.005  # fall of waiting, as a share of time, from which it would show
NARROWEST = 0.045  # share below which a number does not fit into its segment


@dataclass(frozen=True)
class TimeUse:
    """Shares of the time of some workers by what became of it; they add up to 1.

    Args:
        shares: by part. backlog: whether notably more old work was judged than new work waits.
    """

    shares: dict[str, float]
    backlog: bool


def time_use(tables: Tables) -> TimeUse | None:
    """What became of the time of all workers in `tables`; None if there is none.

    Work waits for its verdict at both ends of the period. As a part of the time worked, waiting is what it grew by.
    Where it shrank, more was judged than worked: the shares are then of the time that came to its end.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> round(time_use(seven_workers()).shares["accepted"], 3)
        0.649
    """
    w = tables.workers
    seconds = {part: int(w[f"seconds_{part}"].sum()) for part in COLOURS}
    seconds["awaiting"] -= int(w.seconds_awaiting_at_start.sum())
    fall = max(-seconds["awaiting"], 0)
    seconds["awaiting"] = max(seconds["awaiting"], 0)
    total = sum(seconds.values())
    return TimeUse({part: value / total for part, value in seconds.items()}, fall > NOTABLE * total) if total else None


def time_by_motive(tables: Tables, ax: Axes, lang: Lang) -> Axes:
    """Bars of 100 %: all workers, then each motive."""
    head(ax, say("time_title", lang))
    rows = {say("all", lang): time_use(tables)}
    for motive, labels in MOTIVES.items():
        rows[labels[("en", "fr").index(lang)]] = time_use(only(tables, "motive", motive))
    if rows[say("all", lang)] is None:
        return tell(ax, say("no_time", lang))
    for place, use in enumerate(rows.values()):
        _bar(ax, place, use, lang)
    ax.set_yticks(range(len(rows)), list(rows))
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1])
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(100 * value, lang)))
    ax.set_xlabel(say("time_axis", lang))
    ax.spines["left"].set_visible(False)
    _legend(ax, [use for use in rows.values() if use is not None], lang)
    _note(ax, [label for label, use in rows.items() if use is not None and use.backlog], len(rows), lang)
    return ax


def _bar(ax: Axes, place: int, use: TimeUse | None, lang: Lang) -> None:
    if use is None:
        ax.text(0.01, place, say("no_time", lang), va="center", color=INK)
        return
    left = 0.0
    for part, share in use.shares.items():
        ax.barh(place, share, left=left, height=0.74, color=COLOURS[part], edgecolor="white", lw=0.7)
        if share >= NARROWEST:
            ax.text(left + share / 2, place, number(100 * share, lang), ha="center", va="center", weight="bold",
                    color="white" if part in ON_DARK else INK)  # fmt: skip
        left += share


def _legend(ax: Axes, rows: list[TimeUse], lang: Lang) -> None:
    """The parts that any bar has, with their shares in the first: those too narrow for a number there have it here."""
    everybody = rows[0]
    parts = [part for part in COLOURS if any(use.shares[part] > 0 for use in rows)]
    handles = [Patch(color=COLOURS[part]) for part in parts]
    labels = [f"{say(part, lang)} {percent(everybody.shares[part], lang)}" for part in parts]
    legend = ax.legend(handles, labels, ncols=3, loc="lower left", bbox_to_anchor=(0, 1), frameon=False,
                       borderaxespad=0.2, handlelength=1, columnspacing=1.2, borderpad=0.1)  # fmt: skip
    legend.set_in_layout(False)  # the title leaves room for it


def _note(ax: Axes, backlog: list[str], rows: int, lang: Lang) -> None:
    """Make room for the legend below the title; say which bars are of the time that came to its end."""
    text = say("backlog", lang) if backlog else ""
    if 0 < len(backlog) < rows:
        text = f"{', '.join(backlog)}{' :' if lang == 'fr' else ':'} {text}"
    head(ax, say("time_title", lang), text, above=2.5)
