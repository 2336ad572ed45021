"""One small experiment from its file to its figures, its reference, and back."""

import hashlib
import json
import math
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from microsim.cli import main
from microsim.plots.draw import settle
from microsim.plots.experiments.draw import POINTS, draw_figure
from microsim.plots.experiments.drawn import Drawn
from microsim.plots.look import house_style
from microsim.results.experiments.compare import half_interval
from microsim.results.experiments.find import place_of
from microsim.results.experiments.read import read_experiment
from microsim.results.experiments.summary import summary_of
from microsim.results.experiments.table import from_csv
from microsim.results.measures import DRIFTS
from microsim.runs.burn_in import WATCHED
from microsim.runs.experiments import provenance
from microsim.runs.experiments.plan import plan_of
from microsim.runs.experiments.reference import write_reference
from microsim.runs.experiments.report import print_experiment
from microsim.runs.experiments.run import run_experiment
from microsim.runs.experiments.tornado_plan import plan_tornado
from microsim.runs.measure import measure


def test_every_row_is_the_run_that_it_says(ran):
    assert list(ran.table.values) == [("low", 1), ("low", 2), ("high", 1), ("high", 2)]
    config = ran.planned.configs["high"]
    assert config.platforms["mturk"].fee_share == 0.4 and config.days == 5
    alone = measure(config.model_copy(update={"seed": 2})).metrics
    assert ran.table.values["high", 2] == {name: alone[name] for name in ran.experiment.metrics}
    stored = from_csv((ran.folder / "table.csv").read_text("utf-8"), "table.csv")
    assert stored == ran.table


def test_the_summary_has_intervals_and_paired_differences(ran):
    told = pd.read_csv(ran.folder / "summary.csv").set_index(["case", "metric"])
    assert [*told.loc["low"].index] == [*ran.experiment.metrics, "fill_rate"]
    low, high = (ran.table.of(case, "hourly_pay_median", [1, 2]) for case in ("low", "high"))
    row = told.loc["high", "hourly_pay_median"]
    assert row["mean"] == pytest.approx(sum(high) / 2)
    assert row["high"] - row["mean"] == pytest.approx(half_interval(high))
    assert row.difference == pytest.approx((high[0] - low[0] + high[1] - low[1]) / 2) and row.pairs == 2
    assert told.loc["low", "hourly_pay_median"][["against", "difference", "pairs", "same_sign"]].isna().all()


def test_a_case_may_be_compared_with_another_than_the_first(ran, mine, tiny, capsys):
    assert ran.experiment.against == {"high": "low"}
    text = tiny.replace('"Low fee",', '"Low fee", against: high,')
    (mine / "tiny" / "turned.yaml").write_text(text, encoding="utf-8")
    turned = read_experiment(mine / "tiny" / "turned.yaml")
    assert turned.against == {"low": "high", "high": "low"}
    there = ran.summary.set_index(["case", "metric"]).loc["high", "hourly_pay_median"]
    both = summary_of(ran.sweep, ["hourly_pay_median"], turned.against).set_index("case")
    assert both.loc["low", "against"] == "high" and both.loc["low", "difference"] == -there.difference
    print_experiment(replace(ran, experiment=turned))
    assert "Differences of Low fee: to High fee." in capsys.readouterr().out


def test_figures_are_a_projector_s_in_both_languages_and_the_same_bytes_again(ran, mine, home):
    names = {path.name for path in ran.figures}
    assert names == {f"{name}.{lang}.{kind}" for name in ("pay", "path", "dose") for lang in ("en", "fr")
                     for kind in ("png", "svg")}  # fmt: skip
    before = {path: path.read_bytes() for path in ran.figures}
    with Image.open(ran.folder / "figures" / "pay.fr.png") as picture:
        assert picture.size == (1920, 1080)
        assert picture.text["Software"].startswith("microsim ") and "experiment tiny" in picture.text["Description"]
    assert before[ran.folder / "figures" / "pay.en.png"] != before[ran.folder / "figures" / "pay.fr.png"]
    again = run_experiment("tiny", words=[f"output={home}"], experiments_dir=mine, processes=1)
    assert {path: path.read_bytes() for path in again.figures} == before


@pytest.mark.parametrize("name", ["pay", "path", "dose"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_words_of_a_figure_are_cut_off_or_on_top_of_each_other(ran, name, lang):
    told = Drawn("tiny", "0", ran.experiment, ran.sweep, ran.summary, ran.planned.along)
    (figure,) = [one for one in ran.experiment.figures if one.name == name]
    with house_style(POINTS, title="medium"):
        sheet = draw_figure(told, figure, lang)
        settle(sheet)
        renderer = FigureCanvasAgg(sheet).get_renderer()
        parts = [*sheet.texts, *(ax for ax in sheet.axes if ax.axison)]
        boxes = [part.get_tightbbox(renderer).padded(-1) for part in parts]
    assert all(sheet.bbox.containsx(box.x0) and sheet.bbox.containsx(box.x1)
               and sheet.bbox.containsy(box.y0) and sheet.bbox.containsy(box.y1) for box in boxes)  # fmt: skip
    assert not [place for place, box in enumerate(boxes) if box.count_overlaps(boxes[:place])]


@pytest.fixture(scope="module")
def referenced(ran, mine, tmp_path_factory):
    """A copy of the folder of experiments with a reference in it."""
    folder = tmp_path_factory.mktemp("referenced") / "mine"
    shutil.copytree(mine, folder)
    write_reference(replace(ran, place=place_of("tiny", folder)))
    return folder


def again(folder, home, *words: str) -> int:
    return main(["reproduce", "tiny", "--experiments-dir", str(folder), "--processes", "1", f"output={home}", *words])


def test_a_reference_is_met_to_the_bit_here(referenced, home, capsys):
    pictures = {path.name for path in (referenced / "reference" / "tiny").iterdir()}
    assert pictures == {f"{name}.{lang}.png" for name in ("pay", "path", "dose") for lang in ("en", "fr")}
    about = json.loads((referenced / "reference" / "tiny.json").read_text("utf-8"))
    assert {"version", "made", "seconds", "platform", "code", "base", "cases", "sha256"} <= set(about)
    assert again(referenced, home) == 0
    out = capsys.readouterr().out
    assert "equal bits are expected" in out and "6 of 6 lines to the bit" in out


def test_elsewhere_and_changed(referenced, home, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(provenance, "platform_key", lambda: {"machine": "abacus"})
    assert again(referenced, home, "--seeds", "1", "lang=fr") == 0
    assert "Les mêmes bits ne sont pas attendus" in capsys.readouterr().out
    monkeypatch.undo()
    folder = tmp_path / "mine"
    shutil.copytree(referenced, folder)
    table = folder / "reference" / "tiny.csv"
    table.write_text(table.read_text("utf-8").replace("low,1,0", "low,1,1", 1), encoding="utf-8")
    assert again(folder, home) == 2
    assert "is not the table that tiny.json was written with" in capsys.readouterr().err
    about = folder / "reference" / "tiny.json"
    told = json.loads(about.read_text("utf-8"))
    told["sha256"] = hashlib.sha256(table.read_bytes()).hexdigest()
    about.write_text(json.dumps(told), encoding="utf-8")
    assert again(folder, home, "--seeds", "1") == 1
    out = capsys.readouterr().out
    assert "NOT met (seed 1 differs)" in out or "NOT met: only within tolerance (seed 1 differs)" in out
    assert "The reference is NOT met: 1 of 6 lines" in out


def test_bits_are_asked_for_whatever_differs(referenced, home, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(provenance, "platform_key", lambda: {"machine": "abacus"})
    assert again(referenced, home, "--bits") == 0
    out = capsys.readouterr().out
    assert "Equal bits are asked for all the same (--bits)" in out and "6 of 6 lines to the bit" in out
    folder = tmp_path / "mine"
    shutil.copytree(referenced, folder)
    table, about = (folder / "reference" / f"tiny.{kind}" for kind in ("csv", "json"))
    last = from_csv(table.read_text("utf-8"), "").values["low", 1]["hourly_pay_median"]
    changed = table.read_text("utf-8").replace(repr(last), repr(math.nextafter(last, 0.0)), 1)
    table.write_text(changed, encoding="utf-8", newline="")
    told = json.loads(about.read_text("utf-8")) | {"sha256": hashlib.sha256(table.read_bytes()).hexdigest()}
    about.write_text(json.dumps(told), encoding="utf-8")
    assert again(folder, home) == 0  # within the tolerance of another platform
    assert again(folder, home, "--bits") == 1
    assert "1 of 6 lines are not; 5 to the bit" in capsys.readouterr().out


def test_a_change_of_the_experiment_is_told(referenced, home, capsys, tmp_path):
    folder = tmp_path / "mine"
    shutil.copytree(referenced, folder)
    file = folder / "tiny" / "experiment.yaml"
    file.write_text(file.read_text("utf-8").replace("fee_share=0.4", "fee_share=0.5"), encoding="utf-8")
    assert again(folder, home) == 2
    assert "is of another experiment: cases in" in capsys.readouterr().err


def test_the_command_runs_prints_and_writes_a_reference(mine, tmp_path, capsys, tiny):
    folder = tmp_path / "mine"
    shutil.copytree(mine, folder)
    (folder / "tiny" / "experiment.yaml").write_text(tiny.partition("figures:")[0], encoding="utf-8")
    words = ["--experiments-dir", str(folder), "--processes", "1", f"output={tmp_path}", "--reference"]
    assert main(["experiment", "tiny", *words]) == 0
    out = capsys.readouterr().out
    assert "Low fee" in out and f"Reference: {folder}/reference/tiny.csv" in out and "Figures:" not in out


def test_the_summary_is_printed_in_both_languages(ran, capsys):
    for lang, words in (("en", ("Low fee", "its 95% interval", "Figures:")),
                        ("fr", ("Commission haute", "graine par graine", "Résumé :"))):  # fmt: skip
        configs = {case: config.model_copy(update={"lang": lang}) for case, config in ran.planned.configs.items()}
        print_experiment(replace(ran, planned=replace(ran.planned, configs=configs)))
        out = capsys.readouterr().out
        assert all(word in out for word in words), out
        assert f"pay.{lang}.png" in out


def test_the_example_of_the_documentation_is_one(tmp_path):
    page = (Path(__file__).parents[2] / "docs" / "experiments.md").read_text("utf-8")
    (tmp_path / "fees").mkdir()
    (tmp_path / "fees" / "experiment.yaml").write_text(page.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    place = place_of("fees", tmp_path)
    planned = plan_of(read_experiment(place.file), place, None, [])
    assert len(planned.study.configs) == 24 and list(planned.along["dose"].values()) == [0.2, 0.4, 0.6]
    moved = plan_tornado(read_experiment(place.file), place, planned.seeds, [])
    assert set(moved.configs) == {"usual", "double"} and moved.points.draw.max() == 40
    seeds = moved.points.groupby("end").seed.nunique().to_dict()
    assert seeds == {"base": 3, "low": 3, "high": 3, "draw": 8}


def test_every_drift_that_is_watched_has_its_words():
    assert set(DRIFTS) == {f"drift_{name}" for name in WATCHED}
