"""Panels of a sheet, one per metric."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

IN_A_ROW = 3
LETTERS = 66  # of titles of panels that stand in one row


def panels(sheet: Figure, metrics: Sequence[str]) -> list[tuple[str, Axes, bool]]:
    """Each metric with its axes, and whether they are the first of their row."""
    columns = 2 if len(metrics) == 4 else min(len(metrics), IN_A_ROW)
    rows = -(-len(metrics) // columns)
    axes = list(sheet.subplots(rows, columns, squeeze=False).flat)
    for empty in axes[len(metrics) :]:
        empty.set_axis_off()
    return [(metric, ax, place % columns == 0) for place, (metric, ax) in enumerate(zip(metrics, axes, strict=False))]


def letters(metrics: Sequence[str], total: int = LETTERS) -> int:
    """How many letters fit above a panel."""
    return total // (2 if len(metrics) == 4 else min(len(metrics), IN_A_ROW))
