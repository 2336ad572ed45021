"""The figure of what a finding hangs on: nothing is cut silently, and a change of sign is seen."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from microsim.plots.experiments.tornado import BARS, HATCH, Finding, sheet_of
from microsim.plots.look import ORANGE, PALE, SKY, house_style
from microsim.results.experiments.schema import Experiment

EXPERIMENT = Experiment.model_validate({
    "question": {"en": "?", "fr": "?"}, "seeds": 3, "metrics": ["hourly_pay_median"],
    "cases": {"low": {"label_en": "Low", "label_fr": "Bas"}, "high": {"label_en": "High", "label_fr": "Haut"}},
})  # fmt: skip


def finding(changes: dict[str, tuple[float, float]], effect: float = 1.0, draws: tuple[float, ...] = (), **told):
    """A finding of 1, and how far each parameter moves it at both ends."""
    ends = [(name, end, change) for name, both in changes.items() for end, change in zip(("low", "high"), both,
                                                                                         strict=True)]  # fmt: skip
    rows = [{"parameter": name, "end": end, "change": change, "moved": effect + change,
             "sign_changes": (effect + change) * effect < 0, "label_en": name.upper(),
             "label_fr": name} for name, end, change in ends]
    about = {"case": "high", "metric": "hourly_pay_median", "effect": effect, "n_seeds": 3, "low_seeds": effect - 0.1,
             "high_seeds": effect + 0.1, "low_draws": min(draws, default=np.nan),
             "high_draws": max(draws, default=np.nan)}  # fmt: skip
    return Finding("fees", "0", EXPERIMENT, "EUR", 0.1, about | told, pd.DataFrame(rows), np.array(draws))


def axes_of(one: Finding, lang: str = "en"):
    with house_style(17, title="medium"):
        (ax,) = sheet_of(one, lang).axes
    return ax


def bars(ax) -> dict[tuple[int, str], tuple[float, bool]]:
    """Where each bar ends, and whether it is hatched, by row and colour."""
    found = {}
    for bar in ax.patches:
        colour = to_hex(bar.get_facecolor()).upper()
        if colour in (SKY.upper(), ORANGE.upper()):
            row, moved = round(bar.get_y() + bar.get_height() / 2), bar.get_x() + bar.get_width()
            end = moved if not np.isclose(moved, 1.0) else bar.get_x()
            found[row, "low" if colour == SKY.upper() else "high"] = (round(end, 6), bar.get_hatch() == HATCH)
    return found


def test_the_longest_bar_is_on_top_and_a_change_of_sign_is_hatched():
    found = bars(axes_of(finding({"weak": (0.1, -0.2), "strong": (-1.5, 0.4), "idle": (0.0, 0.0)})))
    assert found == {(0, "low"): (-0.5, True), (0, "high"): (1.4, False), (1, "low"): (1.1, False),
                     (1, "high"): (0.8, False)}  # fmt: skip


def test_only_the_strongest_are_shown_and_what_the_others_do_is_said():
    changes = {f"p{number:02}": (0.01 * number, 0.0) for number in range(1, 21)}
    with house_style(17, title="medium"):
        sheet = sheet_of(finding(changes), "en")
    assert [label.get_text() for label in sheet.axes[0].get_yticklabels()][:2] == ["P20", "P19"]
    assert len(sheet.axes[0].get_yticklabels()) == BARS
    assert "12 of 20 parameters; the others move it by €0.08/h at most" in [text.get_text() for text in sheet.texts]


@pytest.mark.parametrize(("lang", "far"), [("en", "+41.0 ▶"), ("fr", "+41,0 ▶")])
def test_what_is_off_the_axis_is_marked_with_its_value(lang, far):
    near = {"a": (0.1, -0.1), "b": (0.2, -0.2), "c": (0.3, -0.3)}
    ax = axes_of(finding({**near, "far": (-0.5, 40.0)}, low_seeds=-9.0, high_seeds=11.0, draws=(-7.0, 1.5)), lang)
    marks = [text.get_text() for text in ax.texts]
    assert far in marks and sum(mark.startswith("◀") for mark in marks) == 2 and len(marks) == 4
    assert bars(ax)[0, "high"][0] < ax.get_xlim()[1] < 3.0 and bars(ax)[0, "low"][0] == 0.5
    calm = axes_of(finding(near), lang)
    assert not calm.texts


def test_the_interval_of_the_seeds_is_shaded_where_there_is_one():
    shaded = [patch for patch in axes_of(finding({"a": (0.3, -0.3)})).patches if to_hex(patch.get_facecolor()) == PALE]
    assert len(shaded) == 1 and shaded[0].get_x() == pytest.approx(0.9) and shaded[0].get_width() == pytest.approx(0.2)
    one_seed = axes_of(finding({"a": (0.3, -0.3)}, low_seeds=np.nan, high_seeds=np.nan))
    assert not [patch for patch in one_seed.patches if to_hex(patch.get_facecolor()) == PALE]


def test_an_end_without_a_value_and_a_finding_that_nothing_moves():
    ax = axes_of(finding({"a": (0.3, np.nan)}), "fr")
    assert [text.get_text().strip() for text in ax.texts] == ["non mesuré : haut de la plage"]
    assert [text.get_text() for text in axes_of(finding({"a": (0.0, 0.0)})).texts] == ["no parameter moves it"]
