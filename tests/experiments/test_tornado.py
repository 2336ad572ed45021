"""The tornado of a small experiment: its markets are those it says, and what it tells is what they came to."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from microsim.cli import main
from microsim.config.errors import UserError
from microsim.plots.draw import settle
from microsim.plots.experiments.sheet import POINTS
from microsim.plots.experiments.tornado import Finding, sheet_of
from microsim.plots.look import house_style
from microsim.results.experiments.find import place_of
from microsim.results.experiments.read import read_experiment
from microsim.runs import assumed
from microsim.runs.assumed import drawn, families, points, positions, with_values
from microsim.runs.experiments.plan import configs_of
from microsim.runs.experiments.reference import write_reference
from microsim.runs.experiments.report import print_experiment
from microsim.runs.experiments.run import run_experiment
from microsim.runs.experiments.tornado import compute_tornado
from microsim.runs.experiments.tornado_plan import plan_tornado
from microsim.runs.many.job import Failure, Job, compute
from microsim.runs.measure import measure

pytestmark = pytest.mark.long  # 24 markets
FEW = ("demand.hours", "behaviour.hearsay")  # parameters, so that a whole tornado takes seconds
METRIC = "hourly_pay_median"
SHOCK = """
question: {en: "?", fr: "?"}
base: [scenario=classroom, days=30]
seeds: 2
metrics: [hourly_pay_median]
cases:
  calm: {label_en: Calm, label_fr: Calme}
  shock:
    label_en: Shock
    label_fr: Choc
    set: [shock=mass_rejection, shock.mass_rejection.from_day=3, shock.mass_rejection.platform=mturk]
tornado: {cases: [shock], metrics: [hourly_pay_median], seeds: 2}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory, with_tornado) -> Path:
    mine = tmp_path_factory.mktemp("with_tornado")
    (mine / "tiny").mkdir()
    (mine / "tiny" / "experiment.yaml").write_text(with_tornado, encoding="utf-8")
    return mine


@pytest.fixture(scope="module", autouse=True)
def _few_parameters():
    with pytest.MonkeyPatch.context() as patch:
        few = lambda config: {name: rows for name, rows in families(config).items() if name in FEW}  # noqa: E731
        for module in ("moves", "experiments.tornado_plan"):
            patch.setattr(f"microsim.runs.{module}.families", few)
        yield


@pytest.fixture(scope="module")
def said() -> list[str]:
    return []


@pytest.fixture(scope="module")
def moved(folder, home, said):
    words = [f"output={home}"]
    return run_experiment("tiny", None, words, folder, 1, tornado=True, tell=said.append)


@pytest.fixture(scope="module")
def configs(folder):
    place = place_of("tiny", folder)
    experiment = read_experiment(place.file)
    return configs_of(experiment, place, [], experiment.cases, experiment.tornado.base)


def difference(configs, seed: int, change) -> float:
    high, low = (measure(change(case).model_copy(update={"seed": seed})).metrics[METRIC] for case in ("high", "low"))
    return high - low


def test_every_end_is_the_two_markets_that_it_says(moved, configs):
    told = moved.tornado.table.set_index(["metric", "parameter", "end"])
    assert len(told) == 2 * len(FEW) * 2 and configs["high"].days == 4
    row = told.loc[METRIC, "demand.hours", "high"]
    assert row.value == 2 * configs["high"].demand.hours and (row.case, row.against) == ("high", "low")
    base = difference(configs, 1, configs.get)
    there = difference(configs, 1, lambda case: with_values(configs[case], {"demand.hours": row.value}))
    assert (row.difference, row.seeds) == (base, 1) and row.change == there - base
    assert row.moved == pytest.approx(there) and row.sign_changes == (there * base < 0)


def test_every_draw_is_the_two_markets_that_it_says(moved, configs):
    rows = moved.tornado.drawn.query("metric == @METRIC").set_index("draw")
    assert rows.seed.to_dict() == {draw: seed for draw, seed in points(2, 3) if draw}
    places = {name: positions(name, 3)[1] for name in FEW}

    def at(case):
        there = families(configs[case])
        return drawn(configs[case], {name: there[name] for name in FEW}, places)

    assert rows.difference[2] == difference(configs, 2, at)


def test_both_intervals_are_told_and_the_wider_is_quoted(moved, capsys):
    told = pd.read_csv(moved.folder / "summary.csv").set_index(["case", "metric"])
    row = told.loc["high", METRIC]
    draws = [*moved.tornado.drawn.query("metric == @METRIC").difference, row.difference]
    assert (row.draws, row.draws_low, row.draws_high) == (3, min(draws), max(draws))
    widths = {"seeds": row.difference_high - row.difference_low, "draws": row.draws_high - row.draws_low}
    assert row.wider == max(widths, key=widths.get) and row.quoted_high - row.quoted_low == max(widths.values())
    assert told.loc["high", "fill_rate"].draws == 3 and told.loc["low"].draws.isna().all()
    print_experiment(moved)
    out = capsys.readouterr().out
    assert all(words in out for words in ("over draws", "*: the wider of the two", "demand.hours", "tornado.csv"))


def test_how_many_runs_it_is_is_said_before(moved, said):
    # two cases: nothing moved, two parameters at two ends, one seed each; three draws
    assert said == ["The tornado is 16 runs: 2 parameters at both ends, 3 draws of all of them, with nothing moved."]


def test_what_is_there_is_told_without_being_asked_for(moved, folder, home, monkeypatch):
    monkeypatch.setattr("microsim.runs.experiments.run.compute_tornado", None)  # whoever computes fails
    before = {path: path.read_bytes() for path in moved.tornado.figures}
    again = run_experiment("tiny", words=[f"output={home}"], experiments_dir=folder, processes=1)
    pd.testing.assert_frame_equal(again.summary, moved.summary)
    assert {path: path.read_bytes() for path in again.tornado.figures} == before and len(before) == 8
    other = run_experiment("tiny", 1, [f"output={home}", "days=3"], folder, 1)
    assert other.tornado is None and (other.summary.draws.fillna(0) == 0).all()


def test_a_parameter_that_one_case_has_is_moved_there_alone(tmp_path, monkeypatch):
    (tmp_path / "shocked").mkdir()
    (tmp_path / "shocked" / "experiment.yaml").write_text(SHOCK, encoding="utf-8")
    place = place_of("shocked", tmp_path)
    for module in ("moves", "experiments.tornado_plan"):
        monkeypatch.setattr(f"microsim.runs.{module}.families", assumed.families)
    planned = plan_tornado(read_experiment(place.file), place, 2, [], ["shock", "demand.hours"])
    rows = planned.points.set_index(["parameter", "end", "seed"])
    alone, both = rows.loc["shock.mass_rejection.days", "high", 1], rows.loc["demand.hours", "high", 1]
    calm = rows.loc["", "base", 1].run_against
    assert (alone.only_in, alone.value, both.only_in) == ("shock", 14.0, "")
    assert alone.run_against == calm and both.run_against != calm
    assert planned.labels["shock.mass_rejection.days"]["fr"].endswith(" (mass_rejection)")
    told, config = planned.study.configs[alone.run]
    assert told["case"] == "shock" and config.shock["mass_rejection"].days == 14


class Failing:
    """Computes runs one by one, but those with so many hours of demand."""

    room = 1

    def __init__(self, hours: float) -> None:
        self.hours, self.jobs = hours, []

    def submit(self, job: Job) -> None:
        self.jobs.append(job)

    def answers(self, patience: float) -> list:
        job = self.jobs.pop()
        fails = job.base["demand"]["hours"] == self.hours
        return [(job, Failure("simulation", "ValueError: too much") if fails else compute(job))]

    def close(self) -> None:
        pass


def test_an_end_that_cannot_be_run_is_not_measured(folder, tmp_path, configs, monkeypatch, capsys):
    hours = configs["high"].demand.hours

    def run(bad: float):
        monkeypatch.setattr("microsim.runs.many.of_configs.LocalPool", lambda processes: Failing(bad))
        return run_experiment("tiny", 1, [f"output={tmp_path}"], folder, tornado=True, only=["demand.hours"])

    told = run(2 * hours)
    rows = told.tornado.table.set_index(["metric", "end"])
    assert told.tornado.failed == 2 and rows.loc[METRIC, "high"].seeds == 0 and rows.loc[METRIC, "low"].seeds == 1
    print_experiment(told)
    assert "2 of 6 runs of the tornado failed" in capsys.readouterr().out
    assert run(-1.0).tornado.failed == 0  # what failed is tried again


def test_without_a_base_there_is_no_tornado(folder, home, tmp_path, configs, monkeypatch):
    place = place_of("tiny", folder)
    planned = plan_tornado(read_experiment(place.file), place, 1, [f"output={tmp_path}"], ["behaviour.hearsay"])
    hours = configs["high"].demand.hours
    monkeypatch.setattr("microsim.runs.many.of_configs.LocalPool", lambda processes: Failing(hours))
    with pytest.raises(UserError, match="a run with nothing moved failed: microsim status"):
        compute_tornado(planned)


def test_the_reference_has_the_tornado_or_says_that_it_has_not(moved, folder, tmp_path, capsys):
    place = replace(moved.place, references=tmp_path)
    names = {path.name for path in write_reference(replace(moved, place=place))}
    assert {"tiny.tornado.csv", "tiny.summary.csv", f"tornado.high.{METRIC}.fr.png"} <= names
    about = json.loads((tmp_path / "tiny.json").read_text("utf-8"))["tornado"]
    assert (about["base"], about["draws"], about["runs"], about["failed"]) == (["days=4"], 3, 16, 0)
    without = replace(moved, place=place, tornado=None)
    print_experiment(without, write_reference(without))
    assert "Tornado: not computed for this configuration and code" in capsys.readouterr().out
    assert not [path for path in tmp_path.rglob("*") if "tornado" in path.name or "summary" in path.name]


def test_a_tornado_is_met_row_by_row(moved, folder, home, tmp_path, capsys):
    mine = tmp_path / "mine"
    shutil.copytree(folder, mine)
    write_reference(replace(moved, place=place_of("tiny", mine)))
    words = ["reproduce", "tiny", "--experiments-dir", str(mine), "--processes", "1", f"output={home}", "--bits"]
    assert main([*words, "--tornado", "--seeds", "1"]) == 0
    assert "Its tornado: 8 of 8 rows to the bit." in capsys.readouterr().out
    table = mine / "reference" / "tiny.tornado.csv"
    text = table.read_text("utf-8")
    row = text.splitlines()[1]
    table.write_text(text.replace(row, row.rpartition(",")[0] + ",Maybe", 1), encoding="utf-8", newline="")
    assert main([*words, "--tornado"]) == 1
    unlike = "Other: high share_of_tasks_rejected behaviour.hearsay low."
    assert f"Its tornado: 7 of 8 rows to the bit. {unlike}" in capsys.readouterr().out
    table.unlink()
    assert main([*words, "--tornado"]) == 2
    assert "has no tornado to compare with" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_words_of_the_figure_are_cut_off_or_on_top_of_each_other(moved, lang):
    row = moved.tornado.findings.iloc[0].to_dict()
    ends = moved.tornado.table[moved.tornado.table.metric == row["metric"]]
    draws = moved.tornado.drawn.query("metric == @METRIC").difference.to_numpy()
    finding = Finding("tiny", "0", moved.experiment, "EUR", 0.1, row, ends, draws)
    with house_style(POINTS, title="medium"):
        sheet = sheet_of(finding, lang)
        settle(sheet)
        renderer = FigureCanvasAgg(sheet).get_renderer()
        boxes = [part.get_tightbbox(renderer).padded(-1) for part in (*sheet.texts, *sheet.axes)]
    assert all(sheet.bbox.containsx(box.x0) and sheet.bbox.containsx(box.x1)
               and sheet.bbox.containsy(box.y0) and sheet.bbox.containsy(box.y1) for box in boxes)  # fmt: skip
    assert not [place for place, box in enumerate(boxes) if box.count_overlaps(boxes[:place])]


def test_the_command_moves_what_it_is_told_to(folder, tmp_path, capsys):
    mine = tmp_path / "mine"
    shutil.copytree(folder, mine)
    words = ["--experiments-dir", str(mine), "--processes", "1", f"output={tmp_path}", "--seeds", "1", "lang=fr"]
    assert main(["experiment", "tiny", "--tornado", "--only", "demand", *words]) == 0
    out, err = capsys.readouterr()
    assert "La tornade compte 6 simulations : 1 paramètres" in err
    assert "demand.hours" in out and "behaviour.hearsay" not in out and "sur les tirages" not in out
