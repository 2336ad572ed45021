"""How far findings move: differences at the ends of parameters, and their intervals over seeds and draws."""

import math

import pandas as pd
import pytest

from microsim.results.experiments.tornado import POINT, ends_of, findings_of, moved_differences
from microsim.results.intervals import described

RUNS = pd.DataFrame({"pay": [1.0, 2.0, 1.5, 2.5, 1.0, 0.5, 4.0, 3.0, None, 2.0]})
POINTS = pd.DataFrame(
    [
        ("tax", "", "base", 0, 1, 1, 0), ("tax", "", "base", 0, 2, 3, 2),
        ("tax", "hours", "low", 0, 1, 5, 4), ("tax", "hours", "low", 0, 2, 7, 6),
        ("tax", "hours", "high", 0, 1, 8, 0), ("tax", "hours", "high", 0, 2, 9, 2),
        ("tax", "", "draw", 1, 1, 6, 0), ("tax", "", "draw", 2, 2, 5, 4),
    ],
    columns=[*POINT, "run", "run_against"],
)  # fmt: skip


@pytest.fixture
def moved():
    return moved_differences(POINTS, RUNS, ["pay"])


def test_an_end_is_the_finding_and_how_far_it_moves_seed_by_seed(moved):
    told = ends_of(moved, findings_of(moved)).set_index("end")
    low, high = told.loc["low"], told.loc["high"]
    assert (low.difference, low.change, low.moved) == (1.0, -1.75, -0.75) and low.sign_changes
    assert (high.seeds, high.change, high.moved) == (1, -0.5, 0.5) and not high.sign_changes
    assert (low.difference_low, low.difference_high) == (1.0, 1.0)


def test_ends_are_no_part_of_the_intervals(moved):
    (told,) = findings_of(moved).to_dict("records")
    assert (told["effect"], told["n_seeds"], told["n_draws"]) == (1.0, 2, 2)
    assert (told["low_draws"], told["high_draws"], told["wider"]) == (-0.5, 3.0, "draws")


def test_no_difference_at_all_has_no_interval():
    told = described(moved_differences(POINTS.iloc[:0], RUNS, ["pay"]), ["case", "metric"])
    assert told.empty
    nothing = POINTS.assign(run=0, run_against=0)
    moved = moved_differences(nothing, RUNS, ["pay"])
    told = ends_of(moved, findings_of(moved))
    assert (told.change == 0).all() and not told.sign_changes.any() and not math.isnan(told.moved.sum())
