"""Numbers along an axis are few enough to be read."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from microsim.plots.axes import ticks


@pytest.mark.parametrize(
    ("most", "told"),
    [(1, ["200,000", "800,000"]), (2, ["200,000", "800,000"]), (4, ["200,000", "400,000", "600,000", "800,000"])],
)
def test_where_there_is_little_room_the_first_and_the_last_are_kept(most, told):
    figure = Figure()
    ax = figure.subplots()
    values = np.array([130_000.0, np.nan, 880_000.0])
    ax.plot(values, values)
    ticks(ax.xaxis, values, False, "en", most)
    figure.draw_without_rendering()
    low, high = ax.get_xlim()
    assert [label.get_text() for label in ax.get_xticklabels() if low <= label.get_position()[0] <= high] == told
