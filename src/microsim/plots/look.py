"""How figures look: sizes for a projector, colours that everybody can tell apart."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib as mpl
from matplotlib.axes import Axes

# Okabe and Ito's palette, told apart by people with any of the common colour vision deficiencies.
BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
YELLOW, BLUE, VERMILION, PURPLE = "#F0E442", "#0072B2", "#D55E00", "#CC79A7"
INK, GREY, PALE = "#222222", "#6b6b6b", "#d9d9d9"

OF_MOTIVE = {"supplement": BLUE, "necessity": VERMILION, "flexibility": GREEN}

STYLE = {
    "axes.axisbelow": True,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.labelsize": "medium",
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "figure.facecolor": "white",
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same on every machine
    "grid.color": PALE,
    "grid.linewidth": 0.8,
    "lines.linewidth": 3.0,
    "svg.hashsalt": "microsim",  # else the identifiers in an SVG differ from run to run
    "text.color": INK,
    "xtick.color": INK,
    "xtick.labelsize": "medium",
    "xtick.major.pad": 6,
    "ytick.color": INK,
    "ytick.labelsize": "medium",
    "ytick.major.pad": 8,
    "ytick.major.size": 0,
}

_one_at_a_time = threading.Lock()


@contextmanager
def house_style(points: float, title: str = "x-large") -> Iterator[None]:
    """Draw and save inside: matplotlib's settings are global, so only one thread at a time has them.

    Args:
        points: size of the ordinary text. title: size of titles, in matplotlib's words.
    """
    with _one_at_a_time, mpl.rc_context():
        mpl.rcdefaults()  # a user's own matplotlibrc must not change a figure's bytes
        mpl.rcParams.update(STYLE | {"font.size": points, "axes.titlesize": title})
        yield


def head(ax: Axes, title: str, subtitle: str = "", above: float = 0.0) -> None:
    """Title, and in grey below it what has to be known to read the figure.

    Args:
        ax: the axes. title, subtitle: the words.
        above: lines left free between them and the axes, for a legend.
    """
    line = mpl.rcParams["font.size"]
    room = above * 1.25 * line + 0.5 * line
    ax.set_title(title, pad=room + (1.3 * line if subtitle else 0.3 * line))
    if subtitle:
        below = ax.annotate(subtitle, (0, 1), (0, room), xycoords="axes fraction", textcoords="offset points",
                            color=GREY, size="small", va="bottom", annotation_clip=False)  # fmt: skip
        below.set_in_layout(False)  # a long line must not squeeze its neighbours


def tell(ax: Axes, text: str) -> Axes:
    """An empty frame that says why there is nothing to draw."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, text, ha="center", va="center", transform=ax.transAxes, color=GREY, size="x-large")
    return ax
