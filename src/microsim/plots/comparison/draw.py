"""From a comparison to its figures, as files: all of them or none."""

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from microsim.config.errors import OutputError
from microsim.plots.axes import DASHES
from microsim.plots.draw import DOTS, settle
from microsim.plots.look import GREY, house_style
from microsim.plots.numbers import money
from microsim.plots.words import Lang
from microsim.results.comparison.read import Comparison

from .effects import CHOSEN, draw_effect, key_of_effects
from .paths import CHOSEN as PATHS
from .paths import draw_path
from .told import Told
from .tradeoff import draw_tradeoff, key_of_tradeoff
from .winners import draw_winners, key_of_winners, label_side, same_scale
from .words import say

WIDTH, POINTS = 7.6, 11.0  # inches and points: text stays readable where a page shows the figure narrower
LETTERS, FOOT_LETTERS = 92, 124  # of small text and of the foot, in a line
KEY_LINE = 0.21  # inches
KEPT = ("config", "code", "commit", "version", "python", "machine", "packages", "seeds", "draws", "level", "command",
        "made")  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A figure to be: its name, title, lines below the title and at the foot, height in inches, and what fills it."""

    name: str
    title: str
    subtitle: str
    foot: str
    height: float
    fill: Callable[[Figure], None]
    key: list


def draw_comparison(comparison: Comparison, folder: Path | str, lang: Lang = "en") -> list[Path]:
    """Draw all figures of a comparison.

    Args:
        comparison: what was compared. folder: where the files go, over those that are there; made if it is missing.
        lang: language of all text.

    Returns:
        The files written: `effects`, `winners_LAW`, `paths`, `tradeoff`, each as `NAME.LANG.png` and `NAME.LANG.svg`.
        They tell what they were made from in their metadata. None is written unless all could be drawn.
    """
    told, into = Told(comparison, lang), Path(folder)
    try:
        into.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=into, prefix=".drawing-") as aside:
            drawn = [path for sheet in sheets(told) for path in _save(sheet, told, Path(aside))]
            return [path.replace(into / path.name) for path in drawn]
    except OSError as error:
        raise OutputError(f"{into} cannot be written: {error.strerror or error}.") from None


def sheets(told: Told) -> Iterator[Sheet]:
    """The figures of a comparison; those with nothing to show are left out.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> [sheet.name for sheet in sheets(Told(comparison_example(), "en"))][:2]
        ['effects', 'winners_eu_directive_2024_2831']
    """
    if metrics := told.metrics(CHOSEN):
        yield _effects(told, metrics)
    there = set(told.comparison.winners.law) if len(told.comparison.winners) else set()
    yield from (_winners(told, law) for law in told.laws if law in there)
    measured = set(told.comparison.paths.metric) if len(told.comparison.paths) else set()
    if chosen := [metric for metric in PATHS if metric in measured][:4]:
        yield _paths(told, chosen)
    if len(told.metrics(("outlay_per_usable_answer", "net_income_per_head"))) == 2:
        yield _tradeoff(told)


def draw_sheet(sheet: Sheet, told: Told) -> Figure:
    """One figure with title, key and caption. To be called and saved within `house_style`."""
    figure = Figure(figsize=(WIDTH, sheet.height), layout="constrained")
    foot = "\n".join(fill(part, FOOT_LETTERS) for part in (sheet.foot, told.caption()) if part)
    subtitle = fill(sheet.subtitle, LETTERS)
    columns = 2 if max((len(line.get_label()) for line in sheet.key), default=0) > 24 else 4
    top = 0.42 + 0.17 * (subtitle.count("\n") + 1)
    above_foot = 0.16 + 0.14 * (foot.count("\n") + 1)
    bottom = above_foot + KEY_LINE * -(-len(sheet.key) // columns) + 0.05
    rect = (0.01, bottom / sheet.height, 0.98, 1 - (top + bottom) / sheet.height)
    figure.get_layout_engine().set(rect=rect, hspace=0.05, wspace=0.04)
    figure.text(0.012, 1 - 0.08 / sheet.height, sheet.title, va="top", size="x-large", weight="bold")
    figure.text(0.012, 1 - 0.39 / sheet.height, subtitle, va="top", size="small", color=GREY)
    sheet.fill(figure)
    if sheet.key:
        key = figure.legend(handles=sheet.key, loc="lower left", bbox_to_anchor=(0.0, above_foot / sheet.height),
                            ncols=columns, frameon=False, fontsize="small", borderaxespad=0)  # fmt: skip
        key.set_in_layout(False)  # its room is taken off already
    figure.text(0.012, 0.08 / sheet.height, foot, va="bottom", size="x-small", color=GREY)
    return figure


def _effects(told: Told, metrics: list[str]) -> Sheet:
    rows = -(-len(metrics) // 2)
    laws = len(told.laws) + 1

    def into(figure: Figure) -> None:
        axes = list(figure.subplots(rows, 2, squeeze=False).flat)
        for place, ax in enumerate(axes):
            if place < len(metrics):
                draw_effect(told, metrics[place], ax, with_names=place % 2 == 0)
            else:
                ax.set_axis_off()

    return Sheet("effects", say("effects_title", told.lang), say("effects_subtitle", told.lang), "",
                 1.3 + rows * (0.85 + 0.4 * laws), into, key_of_effects(told))  # fmt: skip


def _winners(told: Told, law: str) -> Sheet:
    rows = told.comparison.winners[told.comparison.winners.law == law]
    kinds = [by for by in ("all", "motive", "decile") if (rows.by == by).any()]
    counts = [int((rows.by == by).sum()) for by in kinds]

    def into(figure: Figure) -> None:
        axes = figure.subplots(len(kinds), 1, squeeze=False, gridspec_kw={"height_ratios": [n + 1 for n in counts]})
        axes = list(axes.flat)
        for by, ax in zip(kinds, axes, strict=True):
            draw_winners(told, law, by, ax).set_title(say(by, told.lang) if by != "all" else "", size="medium")
        same_scale(told, law, axes)
        label_side(axes[-1], told)

    least = told.comparison.about["thresholds"]
    amount = money(least["amount"], told.currency, told.lang, 0 if least["amount"] % 1 == 0 else 2)
    subtitle = say("winners_subtitle", told.lang, share=told.plain_percent(least["share"]), amount=amount)
    return Sheet(f"winners_{law}", say("winners_title", told.lang, law=told.name(law)), subtitle, "",
                 2.0 + 0.55 * len(kinds) + 0.27 * sum(counts), into, key_of_winners(told))  # fmt: skip


def _paths(told: Told, metrics: list[str]) -> Sheet:
    def into(figure: Figure) -> None:
        axes = figure.subplots(len(metrics), 2, sharex=True, squeeze=False)
        for metric, (left, right) in zip(metrics, axes, strict=True):
            draw_path(told, metric, "level", left)
            draw_path(told, metric, "effect", right)
        for ax in axes[-1]:
            ax.set_xlabel(say("paths_day", told.lang), color=GREY, size="small")

    laws = [told.baseline, *told.laws]
    places = [0, *range(len(told.laws))]
    key = [Line2D([], [], color=told.colour(law), ls=DASHES[place % len(DASHES)], lw=2, label=told.name(law))
           for law, place in zip(laws, places, strict=True)]  # fmt: skip
    foot = say("paths_band", told.lang, level=told.level) if told.seeds > 1 else ""
    return Sheet("paths", say("paths_title", told.lang), say("paths_subtitle", told.lang), foot,
                 1.6 + 1.75 * len(metrics), into, key)  # fmt: skip


def _tradeoff(told: Told) -> Sheet:
    bars = told.seeds > 1 or told.draws > 0
    foot = say("tradeoff_volume", told.lang) + (
        " · " + say("tradeoff_bars", told.lang, level=told.level) if bars else ""
    )
    return Sheet("tradeoff", say("tradeoff_title", told.lang), say("tradeoff_subtitle", told.lang), foot, 5.6,
                 lambda figure: draw_tradeoff(told, figure.subplots()), key_of_tradeoff(told))  # fmt: skip


def provenance_of(comparison: Comparison) -> dict[str, object]:
    """What a figure tells of where it comes from.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> provenance_of(comparison_example(2))["seeds"]
        [1, 2]
    """
    return {key: comparison.about[key] for key in KEPT if key in comparison.about}


def _save(sheet: Sheet, told: Told, into: Path) -> list[Path]:
    png, svg = (into / f"{sheet.name}.{told.lang}.{kind}" for kind in ("png", "svg"))
    about = told.comparison.about
    software = f"microsim {about['version']}"
    said = {"Title": sheet.title, "Description": json.dumps(provenance_of(told.comparison), ensure_ascii=False)}
    with house_style(POINTS, title="medium"):
        figure = draw_sheet(sheet, told)
        settle(figure)
        figure.savefig(png, dpi=DOTS, metadata={**said, "Software": software, "Source": str(about["command"])})
        figure.savefig(svg, metadata={**said, "Creator": software, "Source": str(about["command"]), "Date": None,
                                      "Language": told.lang})  # fmt: skip
    return [png, svg]
