"""Panels of a sheet, one per metric, and how many letters fit beside and above them."""

from collections.abc import Sequence
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure

IN_A_ROW = 3
ABOVE, BESIDE = 66, 44  # letters of ordinary size along the width and the height of all panels together
HEIGHT = 395.0  # points, of all panels together, titles and axes not counted
BETWEEN = 105.0  # points, of titles and axes between two rows of panels
LINE = 1.25  # of the size of its letters
GAP = 0.5  # between two labels, of the size of their letters


def panels(sheet: Figure, metrics: Sequence[str], columns: int) -> list[tuple[str, Axes, bool]]:
    """Each metric with its axes, and whether they are the first of their row."""
    axes = list(sheet.subplots(rows_of(metrics, columns), columns, squeeze=False).flat)
    for empty in axes[len(metrics) :]:
        empty.set_axis_off()
    return [(metric, ax, place % columns == 0) for place, (metric, ax) in enumerate(zip(metrics, axes, strict=False))]


def columns_for(metrics: Sequence[str], many_rows: bool = False) -> int:
    """How many panels stand beside each other.

    Args:
        metrics: one per panel.
        many_rows: whether each panel wants all the height there is.

    Example:
        >>> [columns_for("m" * n) for n in (1, 2, 3, 4, 5, 8)], columns_for("mmmm", many_rows=True)
        ([1, 2, 3, 2, 3, 3], 4)
    """
    if len(metrics) == 4:
        return 4 if many_rows else 2
    return min(len(metrics), IN_A_ROW)


def rows_of(metrics: Sequence[str], columns: int) -> int:
    """How many rows of panels there are."""
    return -(-len(metrics) // columns)


def height_of(metrics: Sequence[str], columns: int) -> float:
    """Points from the top to the bottom of a panel."""
    rows = rows_of(metrics, columns)
    return (HEIGHT - BETWEEN * (rows - 1)) / rows


def fitting(labels: Sequence[str], room: float, points: float, columns: int = 1) -> tuple[list[str], float]:
    """Labels in lines, and a size, so that each fits into its row.

    Args:
        labels: what is written. room: points from row to row. points: size of ordinary letters.
        columns: of panels, which want the width too.

    Example:
        >>> fitting(["no rating at all, and no gate either"], 60.0, 17.0)
        (['no rating at all, and no\\ngate either'], 17.0)
        >>> fitting(["no rating at all, and no gate either"], 28.0, 17.0)
        (['no rating at all, and no gate either'], 15.0)
    """
    for size in (points, points - 2, points - 4, points - 6):
        for width in (24, 34, 44) if columns < IN_A_ROW else (24, 28):
            told = ["\n".join(wrap(label, width)) for label in labels]
            if (max(text.count("\n") + 1 for text in told) * LINE + GAP) * size <= room:
                return told, size
    return told, size
