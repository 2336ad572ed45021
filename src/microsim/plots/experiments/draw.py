"""From an experiment that has ended to its figures, as files in both languages."""

from collections.abc import Callable
from pathlib import Path
from textwrap import wrap
from typing import get_args

from matplotlib.figure import Figure

from microsim.plots.draw import DOTS, settle
from microsim.plots.look import GREY, house_style
from microsim.plots.words import Lang, say
from microsim.results.experiments.schema import OneFigure

from .cases import draw_cases
from .curve import draw_curve
from .drawn import Drawn
from .paths import draw_paths

POINTS = 17
HEIGHT = 7.5  # inches; with 40/3 of width 1920 x 1080 points, a projector's
TITLE_LETTERS = 66  # in a line
KINDS: dict[str, Callable[[Drawn, OneFigure, Figure, Lang], None]] = {
    "cases": draw_cases, "paths": draw_paths, "curve": draw_curve,
}  # fmt: skip

__all__ = ["Drawn", "draw_figure", "draw_figures"]


def draw_figures(told: Drawn, into: Path) -> list[Path]:
    """Draw all figures of an experiment.

    Args:
        told: what came out of it.
        into: the folder for the files, over those that are there.

    Returns:
        The files written: `NAME.en.png`, `NAME.en.svg`, `NAME.fr.png`, … The same runs give the same bytes.
    """
    sheets = [(figure, lang) for figure in told.experiment.figures for lang in get_args(Lang)]
    return [path for figure, lang in sheets for path in _save(told, figure, lang, into)]


def draw_figure(told: Drawn, figure: OneFigure, lang: Lang) -> Figure:
    """One figure on a sheet, with title and caption. To be called and saved within `house_style`."""
    sheet = Figure(figsize=(40 / 3, HEIGHT), layout="constrained")
    lines = wrap(figure.title(lang), TITLE_LETTERS)
    top = (0.25 + 0.42 * len(lines)) / HEIGHT
    sheet.get_layout_engine().set(rect=(0.012, 0.062, 0.976, 0.938 - top), wspace=0.04, hspace=0.06)
    sheet.text(0.014, 0.98, "\n".join(lines), va="top", size="x-large", weight="bold", linespacing=1.15)
    KINDS[figure.kind](told, figure, sheet, lang)
    sheet.text(0.014, 0.018, say(f"experiment_{figure.kind}", lang), va="bottom", size=12, color=GREY)
    sheet.text(0.988, 0.018, caption(told, lang), ha="right", va="bottom", size=12, color=GREY)
    return sheet


def caption(told: Drawn, lang: Lang) -> str:
    """Where a figure comes from, and on how many seeds it stands."""
    key = "experiment_caption" if told.seeds > 1 else "experiment_caption_1"
    return say(key, lang, version=told.version, name=told.name, seeds=told.seeds)


def _save(told: Drawn, figure: OneFigure, lang: Lang, into: Path) -> list[Path]:
    png, svg = (into / f"{figure.name}.{lang}.{kind}" for kind in ("png", "svg"))
    about = f"experiment {told.name}, microsim {told.version}, {told.seeds} seeds, figure {figure.name}"
    provenance = {"Title": figure.title(lang), "Description": about}
    with house_style(POINTS, title="medium"):
        sheet = draw_figure(told, figure, lang)
        settle(sheet)
        sheet.savefig(png, dpi=DOTS, metadata={**provenance, "Software": f"microsim {told.version}"})
        sheet.savefig(svg, metadata={**provenance, "Creator": f"microsim {told.version}", "Date": None})
    return [png, svg]
