"""What a finding hangs on: the difference of two cases, with one assumed parameter at a time at either end."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from microsim.plots.axes import decimals
from microsim.plots.comparison.quantity import Quantity, quantity
from microsim.plots.look import GREY, INK, ORANGE, PALE, SKY, tell
from microsim.plots.numbers import plain
from microsim.plots.words import Lang, say, say_count
from microsim.results.experiments.schema import Experiment
from microsim.results.measures import told as told_of

from .sheet import new_sheet, save_sheet

if TYPE_CHECKING:
    import pandas as pd

BARS = 12
LETTERS = 36  # of the name of a parameter, in a line
ENDS = {"low": (SKY, -0.2), "high": (ORANGE, 0.2)}  # colour, and how far below the middle of its row
HATCH = "////"
CUT = 3.0  # times the third longest bar, if there are more: what is further away is marked at the edge, with its value
ROOM = 0.13  # of the width, for what is marked there
LEFT, RIGHT = "\N{BLACK LEFT-POINTING TRIANGLE}", "\N{BLACK RIGHT-POINTING TRIANGLE}"


@dataclass(frozen=True, eq=False)
class Finding:
    """A finding and what moves it.

    Attributes:
        name: of the experiment. version: of microsim. experiment: what its file says.
        currency: of amounts. scale: of the markets.
        told: `case`, `metric`, and with nothing moved `effect`, its intervals and `n_seeds`.
        ends: a row per parameter and end, see `results.experiments.tornado.ends_of`, with labels.
        draws: the difference in each draw.
    """

    name: str
    version: str
    experiment: Experiment
    currency: str
    scale: float
    told: Mapping[str, Any]
    ends: "pd.DataFrame" = field(repr=False)
    draws: np.ndarray = field(repr=False)

    @property
    def files(self) -> str:
        """What the names of its files begin with."""
        return f"tornado.{self.told['case']}.{self.told['metric']}"

    def title(self, lang: Lang) -> str:
        """What stands above."""
        return say("finding_title", lang, metric=told_of(self.told["metric"], self.currency)[f"label_{lang}"])

    def below(self, lang: Lang) -> str:
        """Which case is compared with which."""
        case = self.told["case"]
        mine, other = (self.experiment.cases[name].label(lang) for name in (case, self.experiment.against[case]))
        return say("finding_below", lang, case=mine, other=other)

    def written(self, lang: Lang) -> Quantity:
        """How its differences are written."""
        unit = told_of(self.told["metric"], self.currency)["unit"]
        return quantity(unit, self.currency, lang, [self.told["effect"], *self.ends.moved])

    def strongest(self) -> "pd.DataFrame":
        """Both ends of each parameter that moves it, in columns, the strongest first."""
        wide = self.ends.pivot(index="parameter", columns="end", values="change")
        reach = wide.abs().max(axis=1)
        return wide.loc[reach[reach > 0].sort_values(ascending=False, kind="stable").index]


def draw_tornado(finding: Finding, into: Path) -> list[Path]:
    """Draw a finding in both languages, as PNG and SVG; the same runs give the same bytes."""
    paths = []
    for lang in get_args(Lang):
        about = {"Title": f"{finding.title(lang)} ({finding.below(lang)})",
                 "Description": f"experiment {finding.name}, microsim {finding.version}, {finding.files}"}  # fmt: skip
        name = f"{finding.files}.{lang}"
        paths += save_sheet(lambda lang=lang: sheet_of(finding, lang), into, name, finding.version, about)
    return paths


def sheet_of(finding: Finding, lang: Lang) -> Figure:
    """The sheet of a finding. To be called and saved within `house_style`."""
    strongest = finding.strongest()
    shown, rest = strongest.iloc[:BARS], strongest.iloc[BARS:]
    note = say("finding_note", lang, shown=len(shown), all=finding.ends.parameter.nunique())
    if len(rest):
        most = finding.written(lang).size(float(rest.iloc[0].abs().max()))
        note += say("finding_others", lang, most=most)
    seeds = say_count("finding_of_seeds", lang, int(finding.told["n_seeds"]))
    scale = plain(finding.scale, lang)
    caption = say("finding_caption", lang, version=finding.version, name=finding.name, scale=scale, seeds=seeds)
    sheet = new_sheet(finding.title(lang), note, caption, finding.below(lang))
    ax = sheet.subplots()
    if shown.empty or not np.isfinite(finding.told["effect"]):
        tell(ax, say("finding_none", lang))
        return sheet
    _panel(finding, shown, ax, lang)
    return sheet


def _panel(finding: Finding, shown: "pd.DataFrame", ax: Axes, lang: Lang) -> None:
    labels = finding.ends.drop_duplicates("parameter").set_index("parameter")[f"label_{lang}"]
    rows = [fill(labels[name], LETTERS) for name in shown.index]
    edges = _Edges(finding, shown, lang, ax)
    _seeds(finding, edges, len(shown))
    first = 0
    if len(finding.draws):
        first = -1
        rows.insert(0, say("finding_draws", lang, n=len(finding.draws)))
        _draws(finding, edges)
    for place, (_, changes) in enumerate(shown.iterrows()):
        for end in ENDS:
            _bar(finding, edges, place, end, changes.get(end, np.nan), lang)
    ax.axvline(finding.told["effect"], color=INK, lw=1.4)
    if edges.low < 0.0 < edges.high:
        ax.axvline(0.0, color=INK, lw=3.0)
    ax.set_yticks(range(first, len(shown)), rows, size=14)
    ax.set_ylim(len(shown) - 0.4, first - 0.6)
    ax.set_xlim(edges.low, edges.high)
    edges.ticks()
    ax.set_xlabel(say("finding_axis", lang, unit=finding.written(lang).axis), size=14, loc="right")
    ax.grid(axis="x")
    ax.spines["left"].set_visible(False)
    ax.legend(handles=_key(finding, lang), loc="lower right", bbox_to_anchor=(1, 1.0), ncols=4, frameon=False,
              borderaxespad=0.2, fontsize=13, handlelength=1.4, columnspacing=1.4)  # fmt: skip


class _Edges:
    """The ends of the axis: all that is drawn, but for what is too far away, which is marked."""

    def __init__(self, finding: Finding, shown: "pd.DataFrame", lang: Lang, ax: Axes) -> None:
        self.ax, self.quantity = ax, finding.written(lang)
        effect = finding.told["effect"]
        reach = sorted(shown.abs().max(axis=1), reverse=True)
        self.limit = CUT * (reach[2] if len(reach) > 3 else reach[0])
        told = [finding.told[name] for name in ("low_seeds", "high_seeds", "low_draws", "high_draws")]
        wanted = np.array([0.0, effect, *told, *(effect + shown.to_numpy(float)).ravel()])
        wanted = wanted[np.isfinite(wanted)]
        self.least, self.most = (float(np.clip(edge, effect - self.limit, effect + self.limit))
                                 for edge in (wanted.min(), wanted.max()))  # fmt: skip
        room = ROOM * (self.most - self.least)
        self.low = self.least - (room if wanted.min() < self.least else 0.3 * room)
        self.high = self.most + (room if wanted.max() > self.most else 0.3 * room)

    def ticks(self) -> None:
        """Differences along the axis, with their signs."""
        scale = 100 if self.quantity.is_share else 1
        written = replace(self.quantity, decimals=decimals((scale * self.low, scale * self.high)))
        self.ax.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
        self.ax.xaxis.set_major_formatter(lambda value, _: written.bare(value))

    def within(self, value: float) -> float:
        """Where a value is drawn."""
        return min(max(value, self.least), self.most)

    def mark(self, value: float, place: float) -> None:
        """An arrow with its value for what is beyond an edge."""
        if self.least <= value <= self.most:
            return
        told = self.quantity.bare(value)
        text, at, align = (f"{told} {RIGHT}", self.high, "right") if value > self.most else (
            f"{LEFT} {told}", self.low, "left")  # fmt: skip
        self.ax.text(at, place, text, ha=align, va="center", size=12, weight="bold", zorder=6)


def _bar(finding: Finding, edges: _Edges, place: int, end: str, change: float, lang: Lang) -> None:
    (colour, below), effect = ENDS[end], finding.told["effect"]
    if not np.isfinite(change):
        text = say("finding_unmeasured", lang, end=say(f"finding_{end}", lang))
        edges.ax.text(effect, place + below, f" {text}", va="center", size=11, color=GREY)
        return
    moved = effect + change
    turns = moved * effect < 0
    edges.ax.barh(place + below, edges.within(moved) - effect, left=effect, height=0.38, color=colour,
                  hatch=HATCH if turns else None, edgecolor=INK if turns else colour, linewidth=0.8)  # fmt: skip
    edges.mark(moved, place + below)


def _seeds(finding: Finding, edges: _Edges, rows: int) -> None:
    low, high = finding.told["low_seeds"], finding.told["high_seeds"]
    if np.isfinite(low):
        edges.ax.axvspan(max(low, edges.low), min(high, edges.high), color=PALE, lw=0, zorder=0)
        for edge in (low, high):
            edges.mark(edge, rows - 0.55)


def _draws(finding: Finding, edges: _Edges) -> None:
    ends = [finding.told["low_draws"], finding.told["high_draws"]]
    edges.ax.plot([edges.within(edge) for edge in ends], [-1, -1], color=INK, lw=1.6, marker="|", markersize=12)
    inside = [draw for draw in finding.draws if edges.least <= draw <= edges.most]
    edges.ax.plot(inside, [-1] * len(inside), "o", color=INK, alpha=0.35, markersize=7, markeredgewidth=0)
    for edge in ends:
        edges.mark(edge, -1)


def _key(finding: Finding, lang: Lang) -> list[Patch]:
    key = [Patch(color=colour, label=say(f"finding_{end}", lang)) for end, (colour, _) in ENDS.items()]
    if finding.ends.sign_changes.any():
        key.append(Patch(facecolor="white", edgecolor=INK, hatch=HATCH, label=say("finding_turns", lang)))
    if np.isfinite(finding.told["low_seeds"]):
        key.append(Patch(color=PALE, label=say("finding_seeds", lang, n=finding.told["n_seeds"])))
    return key
