"""Figures draw in both languages, whatever the run, with nothing cut off, and to the same bytes each time."""

import re
from dataclasses import replace
from functools import cache

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text
from PIL import Image

from microsim.config.errors import OutputError
from microsim.metrics.example import seven_workers
from microsim.plots import FIGURES, draw_all, draw_one
from microsim.plots.look import house_style
from microsim.plots.time_use import time_use
from microsim.plots.words import WORDS

LANGS = ("en", "fr")


def crowd(n=400):
    """Many workers made of the seven, with pay and time spread evenly over a wide range."""
    tables = seven_workers()
    w = tables.workers.iloc[np.arange(n) % 5].reset_index(drop=True).assign(worker_id=np.arange(n))
    spread = np.geomspace(0.05, 20, n)
    return replace(tables, workers=w.assign(accepted_pay=(w.accepted_pay * spread).astype("int64")))


def with_workers(change):
    tables = seven_workers()
    return replace(tables, workers=change(tables.workers))


def two_years(daily):
    day = np.arange(-180, 550)
    date = pd.Timestamp("2019-01-01") + pd.to_timedelta(day, unit="D")
    return daily.iloc[day % len(daily)].reset_index(drop=True).assign(day=day, date=date)


def with_days(change):
    tables = seven_workers()
    return replace(tables, daily=change(tables.daily))


PEOPLE = {
    "seven": seven_workers,
    "crowd": crowd,
    "nobody": lambda: with_workers(lambda w: w.iloc[:0]),
    "one": lambda: with_workers(lambda w: w.iloc[:1]),
    "no flexibility": lambda: with_workers(lambda w: w[w.motive != "flexibility"]),
    "no pay": lambda: with_workers(lambda w: w.assign(accepted_pay=0)),
    "idle": lambda: with_workers(lambda w: w.assign(**{c: 0 for c in w if c.startswith(("seconds", "days_act"))})),
    "equal": lambda: with_workers(lambda w: w.iloc[[0] * 30].assign(worker_id=range(30))),
    "mostly unpaid": lambda: with_workers(
        lambda w: pd.concat([w.iloc[:1], w.iloc[[0] * 40].assign(accepted_pay=0)], ignore_index=True)
    ),
}
DAYS = {
    "eight weeks": seven_workers,
    "no day": lambda: with_days(lambda d: d.iloc[:0]),
    "one day": lambda: with_days(lambda d: d.iloc[7:8]),
    "ten days": lambda: with_days(lambda d: d.iloc[:10]),
    "two years": lambda: with_days(two_years),
    "nothing ended": lambda: with_days(lambda d: d.assign(batches_filled=0, batches_expired=0)),
}
RUNS = PEOPLE | DAYS
OF_PEOPLE = ("activity_tiers", "hourly_pay_by_motive", "time_by_motive", "who_earns_what")
CASES = [
    *((name, run) for name in OF_PEOPLE for run in PEOPLE),
    *(("prices_and_fill_rate", run) for run in DAYS),
    *(("overview", run) for run in ("seven", "crowd", "nobody", "mostly unpaid")),
]


@cache
def tables_of(run):
    """What a run left, made once."""
    return RUNS[run]()


def drawn(name, run, lang):
    sheet = FIGURES[name]
    with house_style(sheet.points, sheet.title):
        figure = draw_one(name, tables_of(run), lang)
        figure.draw_without_rendering()
        return figure


def assert_inside(box, sheet, what):
    assert box.x0 >= sheet.x0 and box.x1 <= sheet.x1 and box.y0 >= sheet.y0 and box.y1 <= sheet.y1, (what, box)


@pytest.fixture
def seven_stored(tmp_path, monkeypatch):
    """A folder from which the seven workers are read."""
    monkeypatch.setattr("microsim.plots.draw.read_run", lambda folder: seven_workers())
    return tmp_path


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("name", "run"), CASES)
def test_draws_with_nothing_cut_off(name, run):
    for lang in LANGS:
        figure = drawn(name, run, lang)
        assert_inside(figure.get_tightbbox(), figure.bbox_inches, lang)
        for text in figure.findobj(Text):
            if not text.get_in_layout():  # left out of the box above
                assert_inside(text.get_window_extent(), figure.bbox, text.get_text())


@pytest.mark.parametrize(
    ("name", "run", "words"),
    [
        ("hourly_pay_by_motive", "nobody", "nobody worked for an hour for pay"),
        ("hourly_pay_by_motive", "no pay", "nobody worked for an hour for pay"),
        ("hourly_pay_by_motive", "no flexibility", "nobody"),
        ("activity_tiers", "nobody", "nobody is registered"),
        ("time_by_motive", "idle", "nobody worked"),
        ("prices_and_fill_rate", "no day", "no day was simulated"),
        ("who_earns_what", "no pay", "nobody was paid"),
    ],
)
def test_nothing_to_draw_is_told(name, run, words):
    figure = drawn(name, run, "en")
    assert words in [text.get_text() for text in figure.findobj(Text)]


@pytest.mark.long
def test_the_same_run_gives_the_same_bytes_twice(seven_stored):
    def bytes_of(number):
        folder = seven_stored / str(number)
        folder.mkdir()
        return {path.name: path.read_bytes() for path in draw_all(folder, "fr")}

    first, second = bytes_of(0), bytes_of(1)
    assert set(first) == {f"{name}.{kind}" for name in FIGURES for kind in ("png", "svg")}
    assert first == second


def test_a_users_style_changes_nothing_and_is_left_alone(seven_stored, monkeypatch):
    monkeypatch.setattr("microsim.plots.draw.FIGURES", {"activity_tiers": FIGURES["activity_tiers"]})
    before = draw_all(seven_stored)[0].read_bytes()
    with mpl.rc_context({"font.size": 33, "axes.facecolor": "red"}):
        assert draw_all(seven_stored)[0].read_bytes() == before
        assert mpl.rcParams["font.size"] == 33


def test_a_figure_says_where_it_comes_from(seven_stored, monkeypatch):
    monkeypatch.setattr("microsim.plots.draw.FIGURES", {"overview": FIGURES["overview"]})
    png = draw_all(seven_stored)[0]
    with Image.open(png) as image:
        assert image.size[0] == 1920
        assert image.text["Description"] == "microsim 0 · scenario seven · seed 1 · 56 days"


def test_a_folder_that_cannot_be_written_is_named(seven_stored):
    (seven_stored / "figures").write_text("in the way")
    with pytest.raises(OutputError, match="figures cannot be written"):
        draw_all(seven_stored)


def test_words_have_the_same_gaps_in_both_languages():
    for english, french in WORDS.values():
        assert english.strip() and french.strip()
        assert re.findall(r"{\w+}", english) == re.findall(r"{\w+}", french)


def test_shares_of_time_as_computed_by_hand():
    use = time_use(seven_workers())
    hours = {"accepted": 36, "awaiting": 1.5, "search": 13.75, "qualification": 1, "returned": 1.75, "rejected": 1.5}
    assert use.shares == pytest.approx({part: value / 55.5 for part, value in hours.items()})
    assert not use.backlog


def test_time_of_work_judged_where_less_waits_than_before():
    tables = with_workers(lambda w: w.assign(seconds_awaiting_at_start=w.seconds_awaiting_at_start + 3600))
    use = time_use(tables)  # waiting fell by 5.5 h: 54 h came to their end
    assert use.backlog and use.shares["awaiting"] == 0
    assert use.shares["accepted"] == pytest.approx(36 / 54)
    assert sum(use.shares.values()) == pytest.approx(1)


def test_a_fall_of_waiting_too_small_to_show_is_not_told():
    use = time_use(with_workers(lambda w: w.assign(seconds_awaiting_at_start=w.seconds_awaiting + 60)))
    assert not use.backlog and use.shares["awaiting"] == 0
    assert use.shares["accepted"] == pytest.approx(36 / 54)
