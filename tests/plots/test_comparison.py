"""Figures of a comparison draw in both languages, whole or not at all, and say what they were made from."""

import json
import re
import warnings
from dataclasses import replace
from functools import cache
from itertools import product

import pytest
from matplotlib.text import Text
from PIL import Image

from microsim.plots.comparison import draw
from microsim.plots.comparison.draw import draw_comparison, draw_sheet, sheets
from microsim.plots.comparison.effects import draw_effect
from microsim.plots.comparison.told import Told
from microsim.plots.comparison.words import LAWS, SCENARIOS, WORDS
from microsim.plots.look import house_style
from microsim.results.comparison.example import comparison_example

LANGS = ("en", "fr")
FRAMES = ("effects", "winners", "paths", "assumptions")


def without_results():
    whole = comparison_example()
    return replace(whole, **{frame: getattr(whole, frame).iloc[:0] for frame in FRAMES})


def without_one_law():
    whole = comparison_example()
    kept = {frame: (rows := getattr(whole, frame))[rows.law != "pay_floor"] for frame in FRAMES}
    return replace(whole, **kept)


CASES = {
    "seeds and draws": comparison_example, "no draws": lambda: comparison_example(10, 0),
    "one seed": lambda: comparison_example(1, 0), "one seed, draws": lambda: comparison_example(1, 20),
    "a law without results": without_one_law,
}  # fmt: skip


QUICK = [("seeds and draws", "fr"), ("one seed", "fr")]
MORE = [pytest.param(*each, marks=pytest.mark.long) for each in product(CASES, LANGS) if each not in QUICK]


@pytest.fixture(scope="module")
def drawn():
    """The sheets of a case in a language, each with its figure laid out and without a warning; drawn once."""

    @cache
    def make(case, lang):
        told, made = Told(CASES[case](), lang), []
        for sheet in sheets(told):
            with house_style(draw.POINTS, title="medium"), warnings.catch_warnings():
                warnings.simplefilter("error")
                made.append((sheet, draw_sheet(sheet, told)))
                made[-1][1].draw_without_rendering()
        return made

    return make


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("case", "lang"), [*QUICK, *MORE])
def test_draws_with_nothing_cut_off(case, lang, drawn):
    for sheet, figure in drawn(case, lang):
        box, whole = figure.get_tightbbox(), figure.bbox_inches
        assert box.x0 >= -0.01 and box.x1 <= whole.x1 and box.y0 >= -0.01 and box.y1 <= whole.y1, sheet.name
        for text in figure.texts:
            inside = text.get_window_extent()
            assert inside.x0 >= 0 and inside.x1 <= figure.bbox.x1, (sheet.name, text.get_text())


@pytest.mark.parametrize("lang", LANGS)
def test_a_key_lies_above_the_foot_and_below_the_axes(lang, drawn):
    for sheet, figure in drawn("seeds and draws", lang):
        with house_style(draw.POINTS, title="medium"):
            (key,) = figure.legends
            extent, foot = key.get_window_extent(), figure.texts[-1].get_window_extent()
            lowest = min(ax.get_tightbbox().y0 for ax in figure.axes if ax.axison)
        assert foot.y1 <= extent.y0 and extent.y1 <= lowest + 1, sheet.name


def test_nothing_is_drawn_of_no_results(tmp_path):
    assert draw_comparison(without_results(), tmp_path / "figures") == []


def test_one_seed_has_no_bars():
    told = Told(comparison_example(1, 0), "en")
    with house_style(11):
        sheet = next(iter(sheets(told)))
        figure = draw_sheet(sheet, told)
    words = " ".join(text.get_text() for text in figure.findobj(Text))
    assert "interval over seeds" in words and "no interval" in words  # in the caption alone
    assert "95%" not in words


def test_the_unit_stands_on_every_axis():
    told = Told(comparison_example(), "fr")
    with house_style(11):
        from matplotlib.figure import Figure

        ax = draw_effect(told, "foreign_share_of_tasks", Figure().subplots())
    assert ax.get_xlabel() == "points de pourcentage"


@pytest.mark.long
def test_files_say_what_they_were_made_from(tmp_path):
    paths = draw_comparison(comparison_example(3), tmp_path, "fr")
    assert {path.name for path in paths} >= {"effects.fr.png", "effects.fr.svg", "tradeoff.fr.svg", "paths.fr.png"}
    with Image.open(tmp_path / "effects.fr.png") as image:
        said = json.loads(image.text["Description"])
        assert image.text["Source"] == "microsim compare scenario=france_2019 scale=0.05"
    assert (said["seeds"], said["config"], said["code"]) == ([1, 2, 3], "a81bd0c4e2f1", "3f5c9a1e77d0")
    svg = (tmp_path / "effects.fr.svg").read_text(encoding="utf-8")
    assert "a81bd0c4e2f1" in svg and "microsim 0.1.0" in svg


@pytest.mark.long
def test_the_same_comparison_gives_the_same_bytes(tmp_path):
    first, second = (draw_comparison(comparison_example(), tmp_path / name) for name in ("one", "two"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_all_figures_or_none(tmp_path, monkeypatch):
    def fails(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(draw, "draw_winners", fails)  # the second figure
    with pytest.raises(ZeroDivisionError):
        draw_comparison(comparison_example(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_words_are_there_in_both_languages():
    for words in (WORDS, LAWS, SCENARIOS):
        assert all(len(pair) == 2 and all(pair) for pair in words.values())
    for english, french in WORDS.values():
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", french))
