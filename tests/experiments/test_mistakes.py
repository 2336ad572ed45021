"""Mistakes about experiments: one line, status 2, nothing computed, nothing written."""

import pytest

from microsim.cli import main
from microsim.runs.moves import Move

FILE_MISTAKES = [
    ("question:", "qestion:", "qestion is not known there: did you mean question?"),
    ("seeds: 2", "seed: 2", "seed is not known there: did you mean seeds?"),
    ("seeds: 2", "seeds: 0", "seeds = 0: Input should be greater than or equal to 1"),
    ("seeds: 2", "seeds: true", "seeds = True"),
    ("seeds: 2", "", "seeds is missing"),
    ("label_en: \"Low", "lable_en: \"Low", "cases.low.lable_en is not known there: did you mean label_en?"),
    ('"Low fee",', '"Low fee", against: hihg,', "cases.low: against = hihg is no other case: there are high"),
    ('"Low fee",', '"Low fee", against: low,', "cases.low: against = low is no other case: there are high"),
    ("kind: cases", "kind: case", "figures[0]: kind = 'case' is no kind of figure: did you mean cases?"),
    ("column: accepted", "colum: accepted", "figures[1].colum is not known there: did you mean column?"),
    ("column: accepted", "column: acepted", "acepted is no column of the daily table: did you mean accepted?"),
    ("per: submitted", "per: submited", "did you mean submitted?"),
    ("cases: [high]", "cases: [hihg]", "figure path: hihg is no case of this experiment: did you mean high?"),
    ("[hourly_pay_median, fill_rate]", "[hourly_pay_medain]", "figure pay: hourly_pay_medain is not a metric: did you"),
    ("[share_of_tasks_rejected,", "[share_of_task_rejected,", "share_of_task_rejected is not a metric: did you mean"),
    ("drift_price]", "drift_prise]", "did you mean drift_price?"),
    ("metrics: [share", "instruments: [elasticity]\nmetrics: [share", "instruments: elasticity is no instrument"),
    ("drift_price]", "hourly_pay_median]", "metrics: hourly_pay_median stands there twice"),
    ("name: path", "name: pay", "figures: pay stands there twice"),
    ("name: path", "name: ../path", "figures[1].name = '../path': no name"),
    ("  low:", "  no:", "the name False is not text"),
    ("[scenario=classroom,", "[scenario=clasroom,", "case low: scenario=clasroom does not exist"),
    ("fee_share=0.4]", "fee_shrae=0.4]", "case high: platforms.mturk.fee_shrae is not a parameter: did you mean"),
    ("fee_share=0.4]", "fee_share=1.9]", "case high: platforms.mturk.fee_share = 1.9 is outside"),
    ("fee_share=0.1]", "fee_share=0.4]", "are the same"),
    ("days=5,", "days,", "base[2] = 'days': not a word of Hydra's grammar"),
    ("days=5,", "seed=5,", "seeds are 1 to the number that stands under seeds"),
    ("along: platforms.mturk.fee_share", "along: fee_share", "figure dose: along = fee_share is None in case low"),
    ("along: platforms.mturk.fee_share", "along: lang", "along = lang is 'en' in case low, which is no number"),
    ("cases:\n", "cases: [\n", "is not valid YAML"),
]
TORNADO_MISTAKES = [
    ("cases: [high]", "cases: [hihg]", "tornado: hihg is no case of this experiment: did you mean high?"),
    ("cases: [high]", "cases: [low]", "tornado: low is compared with none, so that there is no difference: say"),
    ("cases: [high]", "cases: []", "tornado.cases"),
    ("cases: [high]", "cases: [high, high]", "tornado.cases: high stands there twice"),
    ("metrics: [hourly_pay_median,", "metrics: [hourly_pay_medain,", "tornado: hourly_pay_medain is not a metric: did"),
    ("seeds: 1,", "seeds: 3,", "tornado.seeds = 3 is more than seeds, which is 2"),
    ("seeds: 1,", "sedes: 1,", "tornado.sedes is not known there: did you mean seeds?"),
    ("draws: 3", "draws: 1", "tornado.draws = 1: Input should be greater than or equal to 2"),
    ("base: [days=4]", "base: [dasy=4]", "tornado.base: dasy is not a parameter: did you mean days?"),
    ("base: [days=4]", "base: [seed=4]", "seeds are 1 to the number that stands under seeds"),
    ("base: [days=4]", "base: [platforms.mturk.fee_share=0.2]", "tornado.base: platforms.mturk.fee_share=0.2 has no"),
]
COMMAND_MISTAKES = [
    (["experiment", "tiny", "--tornado"], "tiny/experiment.yaml has no tornado: docs/experiments.md says how"),
    (["experiment", "tiny", "--only", "demand"], "--only demand says what --tornado moves: add --tornado"),
    (["experiment", "tiny", "--tornado", "--only", "demand", "--reference"], "leave --only demand out"),
    (["experiment", "--tornado"], "--tornado goes with the name of an experiment"),
    (["experiment", "tinny"], "tinny is not an experiment: did you mean tiny?"),
    (["experiment", "empty"], "empty has no experiment.yaml"),
    (["experiment", "../tiny"], "../tiny is not an experiment"),
    (["experiment", "tiny", "other"], "takes one experiment, and was given tiny other"),
    (["experiment", "tiny", "--seeds", "0"], "--seeds 0 is not a whole number from 1"),
    (["experiment", "tiny", "--seeds", "3"], "--seeds 3 is more than tiny has, which is 2"),
    (["experiment", "tiny", "seed=3"], "seed=3 has no effect here: seeds are 1 to 2; fewer of them by --seeds"),
    (["experiment", "tiny", "scenario=france_2019"], "the experiment chooses its scenario"),
    (["experiment", "tiny", "platforms.mturk.fee_share=0.2"], "is what the cases differ in (it is set in low)"),
    (["experiment", "tiny", "dasy=3"], "microsim: dasy is not a parameter: did you mean days?"),
    (["experiment", "tiny", "days=3,4"], "days"),
    (["experiment", "tiny", "--reference", "days=3"], "leave days=3 out"),
    (["experiment", "tiny", "--reference", "--seeds", "1"], "leave --seeds 1 out"),
    (["experiment", "tiny", "--processes", "two"], "--processes two is not a whole number"),
    (["experiment", "tiny", "--sedes", "2"], "--sedes is not an option"),
    (["experiment", "days=3"], "days=3 goes with the name of an experiment"),
    (["reproduce"], "takes one experiment, and was given nothing"),
    (["reproduce", "tinny"], "did you mean tiny?"),
    (["reproduce", "tiny"], "tiny has no reference"),
    (["reproduce", "tiny", "--tornado"], "--tornado is compared to the bit only: add --bits"),
    (["reproduce", "tiny", "days=3"], "days=3 has no place here"),
    (["reproduce", "tiny", "--seeds", "0"], "--seeds 0 is not a whole number"),
]


@pytest.fixture
def place(tiny, tmp_path, monkeypatch):
    for name in ("tiny", "empty"):
        (tmp_path / "mine" / name).mkdir(parents=True)
    (tmp_path / "mine" / "tiny" / "experiment.yaml").write_text(tiny, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("microsim.runs.many.of_configs.LocalPool", None)  # whoever computes fails
    return tmp_path


def assert_told_in_one_line(words, told, capsys, place):
    assert main([*words, "--experiments-dir", "mine"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("microsim: ") and err.count("\n") == 1, err
    assert told in err
    assert not (place / "results").exists()


@pytest.mark.parametrize(("there", "instead", "told"), FILE_MISTAKES, ids=[row[1][:40] for row in FILE_MISTAKES])
def test_a_mistake_in_the_file(there, instead, told, place, tiny, capsys):
    assert there in tiny
    (place / "mine" / "tiny" / "experiment.yaml").write_text(tiny.replace(there, instead, 1), encoding="utf-8")
    assert_told_in_one_line(["experiment", "tiny"], told, capsys, place)


@pytest.mark.parametrize(("there", "instead", "told"), TORNADO_MISTAKES, ids=[row[1] for row in TORNADO_MISTAKES])
def test_a_mistake_in_the_tornado(there, instead, told, place, with_tornado, capsys):
    head, _, tornado = with_tornado.partition("tornado:")
    assert there in tornado
    text = f"{head}tornado:{tornado.replace(there, instead, 1)}"
    (place / "mine" / "tiny" / "experiment.yaml").write_text(text, encoding="utf-8")
    assert_told_in_one_line(["experiment", "tiny"], told, capsys, place)


def test_nothing_to_move_and_an_end_that_does_not_fit(place, with_tornado, capsys, monkeypatch):
    (place / "mine" / "tiny" / "experiment.yaml").write_text(with_tornado, encoding="utf-8")
    words = ["experiment", "tiny", "--tornado", "--only"]
    assert_told_in_one_line([*words, "demand.huors"], "did you mean demand.hours?", capsys, place)
    misfit = [Move("demand.hours", "high", (("demand.hours", -1.0),))]
    monkeypatch.setattr("microsim.runs.experiments.tornado_plan.moves", lambda config: misfit)
    told = "tornado: demand.hours at its high end: demand.hours = -1.0 is outside"
    assert_told_in_one_line([*words, "demand.hours"], told, capsys, place)


@pytest.mark.parametrize("text", ["", "[1]", "just words", "\x00", "a: &a [*a]"])
def test_a_file_that_is_none(text, place, capsys):
    (place / "mine" / "tiny" / "experiment.yaml").write_text(text, encoding="utf-8")
    assert_told_in_one_line(["experiment", "tiny"], "experiment.yaml", capsys, place)


@pytest.mark.parametrize(("words", "told"), COMMAND_MISTAKES, ids=[" ".join(row[0]) for row in COMMAND_MISTAKES])
def test_a_mistake_in_the_command(words, told, place, capsys):
    assert_told_in_one_line(words, told, capsys, place)


def test_what_does_not_come_along_is_told_too(place, capsys, monkeypatch):
    for shipped in (place / "mine", None):
        monkeypatch.setattr("microsim.results.experiments.find._shipped", lambda shipped=shipped: shipped)
        told = {"tinny": "did you mean tiny?", "empty": "empty has no experiment.yaml"} if shipped else {
            "tinny": "tinny is not an experiment: there are none yet."}  # fmt: skip
        for name, fragment in told.items():
            for command in ("experiment", "reproduce"):
                assert main([command, name]) == 2
                err = capsys.readouterr().err
                assert fragment in err and err.count("\n") == 1
    assert main(["experiment", "tiny", "--experiments-dir", "nowhere"]) == 2
    assert "--experiments-dir nowhere is not a folder" in capsys.readouterr().err


def test_a_damaged_reference(place, capsys):
    reference = place / "mine" / "reference"
    reference.mkdir()
    (reference / "tiny.csv").write_text("case,seed,share_of_tasks_rejected\nlow,1,0.5\n", encoding="utf-8")
    for text, told in (("", "cannot be read"), ("[]", "does not say its platform"), ("{", "cannot be read"),
                       ('{"platform": {}, "code": {}}', "does not say its cases")):  # fmt: skip
        (reference / "tiny.json").write_text(text, encoding="utf-8")
        assert_told_in_one_line(["reproduce", "tiny"], told, capsys, place)


def test_a_wheel_has_nowhere_to_put_a_reference(place, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("microsim.runs.experiments.reference.checkout", lambda: None)
    monkeypatch.setattr("microsim.results.experiments.find._shipped", lambda: tmp_path / "mine")
    assert main(["experiment", "tiny", "--reference"]) == 2
    assert "this microsim is a wheel" in capsys.readouterr().err


def test_the_list_has_the_question_of_each_in_both_languages(place, capsys):
    for lang, question in (("en", "Does a fee lower what people earn?"), ("fr", "Une commission réduit-elle")):
        assert main(["experiment", "--experiments-dir", "mine", f"lang={lang}"]) == 0
        (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  tiny")]
        assert question in line


def test_one_s_own_experiment_stands_before_one_that_comes_along(place, monkeypatch, tmp_path):
    from microsim.results.experiments.find import place_of

    monkeypatch.setattr("microsim.results.experiments.find._shipped", lambda: tmp_path / "mine")
    assert not place_of("tiny").own
    assert place_of("tiny", "mine").own and place_of("tiny", "mine").references == tmp_path / "mine" / "reference"
