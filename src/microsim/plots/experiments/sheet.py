"""A projector's sheet, as all figures of experiments are: title, what one has to know, where it comes from."""

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import wrap

from matplotlib.figure import Figure

from microsim.plots.draw import DOTS, settle
from microsim.plots.look import GREY, house_style

POINTS = 17
HEIGHT = 7.5  # inches; with 40/3 of width 1920 x 1080 points, a projector's
TITLE_LETTERS = 66  # in a line
LONG = 96  # letters of what stands below it


def new_sheet(title: str, note: str, caption: str, below: str = "") -> Figure:
    """A sheet with room for the axes. To be called and saved within `house_style`.

    Args:
        title: above, in lines as needed. below: smaller, under it.
        note: what the signs mean, below on the left. caption: where it comes from, below on the right.
    """
    sheet = Figure(figsize=(40 / 3, HEIGHT), layout="constrained")
    lines = wrap(title, TITLE_LETTERS)
    top = (0.25 + 0.42 * len(lines)) / HEIGHT
    sheet.text(0.014, 0.98, "\n".join(lines), va="top", size="x-large", weight="bold", linespacing=1.15)
    if below:
        sheet.text(0.014, 0.99 - top, below, va="top", color=GREY, size="medium" if len(below) < LONG else "small")
        top += 0.36 / HEIGHT
    sheet.get_layout_engine().set(rect=(0.012, 0.062, 0.976, 0.938 - top), wspace=0.04, hspace=0.06)
    sheet.text(0.014, 0.018, note, va="bottom", size=12, color=GREY)
    sheet.text(0.988, 0.018, caption, ha="right", va="bottom", size=12, color=GREY)
    return sheet


def save_sheet(draw: Callable[[], Figure], into: Path, name: str, version: str, about: Mapping[str, str]) -> list[Path]:
    """Draw a sheet in the house style and save it as PNG and SVG.

    Args:
        draw: makes the sheet.
        into: the folder. name: of the files, without their kind.
        version: of microsim.
        about: what is written into the files.
    """
    png, svg = (into / f"{name}.{kind}" for kind in ("png", "svg"))
    with house_style(POINTS, title="medium"):
        sheet = draw()
        settle(sheet)
        sheet.savefig(png, dpi=DOTS, metadata={**about, "Software": f"microsim {version}"})
        sheet.savefig(svg, metadata={**about, "Creator": f"microsim {version}", "Date": None})
    return [png, svg]
