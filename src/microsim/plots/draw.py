"""From a stored run to its figures, as files."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from matplotlib.figure import Figure

from microsim.config.errors import OutputError
from microsim.metrics.tables import Tables
from microsim.results.read import read_run

from .earnings import who_earns_what
from .hourly_pay import hourly_pay_by_motive
from .look import GREY, house_style
from .prices import prices_and_fill_rate
from .tiers import activity_tiers
from .time_use import time_by_motive
from .words import Lang, say

DOTS = 144  # per inch
OVERVIEW = (activity_tiers, hourly_pay_by_motive, time_by_motive, who_earns_what)


def _one(draw: Callable, figure: Figure, tables: Tables, lang: Lang) -> None:
    draw(tables, figure.subplots(), lang)


def _two(figure: Figure, tables: Tables, lang: Lang) -> None:
    prices_and_fill_rate(tables, tuple(figure.subplots(2, sharex=True)), lang)


def _overview(figure: Figure, tables: Tables, lang: Lang) -> None:
    title = say("overview_title", lang, scenario=tables.config["scenario"]["name"])
    figure.text(0.014, 0.985, title, va="top", size="xx-large", weight="bold")
    figure.get_layout_engine().set(rect=(0.012, 0.04, 0.976, 0.89), hspace=0.06, wspace=0.04)
    for draw, ax in zip(OVERVIEW, figure.subplots(2, 2).flat, strict=True):
        draw(tables, ax, lang)


@dataclass(frozen=True)
class Sheet:
    """What fills a sheet, the sizes of ordinary text and of titles, and its height in inches (its width is 40/3)."""

    fill: Callable[[Figure, Tables, Lang], None]
    points: float = 19
    title: str = "x-large"
    height: float = 7.5  # 1920 x 1080 points, a projector's


FIGURES = {
    "activity_tiers": Sheet(partial(_one, activity_tiers)),
    "hourly_pay_by_motive": Sheet(partial(_one, hourly_pay_by_motive)),
    "time_by_motive": Sheet(partial(_one, time_by_motive)),
    "prices_and_fill_rate": Sheet(_two),
    "who_earns_what": Sheet(partial(_one, who_earns_what)),
    "overview": Sheet(_overview, points=11.5, title="large", height=9.6),
}


def draw_all(folder: Path | str, lang: Lang = "en") -> list[Path]:
    """Draw every figure of a stored run.

    Args:
        folder: the folder of the run; figures go to `figures/` in it, over those that are there.
        lang: language of all text.

    Returns:
        The files written: each figure as PNG (1920 points wide) and as SVG. The same run gives the same bytes.
    """
    tables = read_run(folder)
    into = Path(folder) / "figures"
    try:
        into.mkdir(exist_ok=True)
        return [path for name in FIGURES for path in _save(name, tables, lang, into)]
    except OSError as error:
        raise OutputError(f"{into} cannot be written: {error.strerror or error}.") from None


def draw_one(name: str, tables: Tables, lang: Lang) -> Figure:
    """One of `FIGURES` on a sheet with a caption. To be called and saved within `house_style`."""
    sheet = FIGURES[name]
    figure = Figure(figsize=(40 / 3, sheet.height), layout="constrained")
    figure.get_layout_engine().set(rect=(0.012, 0.05, 0.976, 0.93))
    sheet.fill(figure, tables, lang)
    figure.text(0.988, 0.016, caption(tables, lang), ha="right", va="bottom", size=11, color=GREY)
    return figure


def caption(tables: Tables, lang: Lang) -> str:
    """Where a figure comes from, in one line.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> caption(seven_workers(), "fr")
        'microsim 0 · scénario seven · graine 1 · 56 jours'
    """
    config = tables.config
    text = say("caption", lang, scenario=config["scenario"]["name"], seed=config["seed"], days=config["days"])
    if config["scale"] != 1:
        text += say("caption_scale", lang, scale=f"{config['scale']:g}".replace(".", "." if lang == "en" else ","))
    return f"microsim {_version(tables)} · {text}"


def _version(tables: Tables) -> str:
    return str(tables.manifest.get("version", "?"))


def _save(name: str, tables: Tables, lang: Lang, into: Path) -> list[Path]:
    png, svg = into / f"{name}.png", into / f"{name}.svg"
    provenance = {"Title": name, "Description": caption(tables, "en")}
    with house_style(FIGURES[name].points, FIGURES[name].title):
        figure = draw_one(name, tables, lang)
        settle(figure)
        figure.savefig(png, dpi=DOTS, metadata={**provenance, "Software": f"microsim {_version(tables)}"})
        figure.savefig(svg, metadata={**provenance, "Creator": f"microsim {_version(tables)}", "Date": None})
    return [png, svg]


def settle(figure: Figure) -> None:
    """Lay the sheet out once and round where its axes lie.

    The solver behind the constrained layout orders its variables by their place in memory, so that its last digits
    differ from run to run.
    """
    figure.draw_without_rendering()
    figure.set_layout_engine(None)  # "none" would leave a place holder, for which every file is drawn twice
    for ax in figure.axes:
        ax.set_position([round(edge, 4) for edge in ax.get_position().bounds])
