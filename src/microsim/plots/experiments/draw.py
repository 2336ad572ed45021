"""From an experiment that has ended to its figures, as files in both languages."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

from matplotlib.figure import Figure

from microsim.plots.words import Lang, say
from microsim.results.experiments.schema import OneFigure

from .cases import draw_cases
from .curve import draw_curve
from .drawn import Drawn
from .paths import draw_paths
from .sheet import POINTS, new_sheet, save_sheet

KINDS: dict[str, Callable[[Drawn, OneFigure, Figure, Lang], None]] = {
    "cases": draw_cases, "paths": draw_paths, "curve": draw_curve,
}  # fmt: skip

__all__ = ["POINTS", "Drawn", "draw_figure", "draw_figures"]


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
    sheet = new_sheet(figure.title(lang), say(f"experiment_{figure.kind}", lang), caption(told, lang))
    KINDS[figure.kind](told, figure, sheet, lang)
    return sheet


def caption(told: Drawn, lang: Lang) -> str:
    """Where a figure comes from, and on how many seeds it stands."""
    key = "experiment_caption" if told.seeds > 1 else "experiment_caption_1"
    return say(key, lang, version=told.version, name=told.name, seeds=told.seeds)


def _save(told: Drawn, figure: OneFigure, lang: Lang, into: Path) -> list[Path]:
    about = f"experiment {told.name}, microsim {told.version}, {told.seeds} seeds, figure {figure.name}"
    provenance = {"Title": figure.title(lang), "Description": about}
    name = f"{figure.name}.{lang}"
    return save_sheet(lambda: draw_figure(told, figure, lang), into, name, told.version, provenance)
