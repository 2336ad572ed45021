"""`microsim validate`: small markets beside what was published, stored and told; and its mistakes."""

import json

import pytest

from microsim.cli.entry import main
from microsim.results.sweeps import read_sweep
from microsim.results.targets import in_band
from microsim.runs.validate import validate

LEAST_IN_BAND = {"mturk_2017": 9, "france_2019": 1, "global_pool": 1}  # of 13 and of 4, at 1:50 and one seed


@pytest.fixture(scope="module")
def validated(tmp_path_factory):
    return validate(seeds=1, overrides=["scale=0.02", f"output={tmp_path_factory.mktemp('validate')}"])


@pytest.mark.long
def test_the_fit_holds_in_small(validated):
    """Not the score of the model, which `microsim validate` tells: an alarm for a change that breaks the fit."""
    _, told = validated
    assert {one.config.scenario.name for one in told} == set(LEAST_IN_BAND)
    for one in told:
        inside, measured = in_band(one.scored)
        assert measured == sum(row.target.kind == "target" for row in one.scored)  # instruments too
        assert inside >= LEAST_IN_BAND[one.config.scenario.name], [
            (row.target.name, row.mean) for row in one.scored if row.inside is False
        ]


@pytest.mark.long
def test_scores_figures_and_runs_are_stored(validated):
    folder, told = validated
    stored = json.loads((folder / "validation.json").read_text(encoding="utf-8"))
    for one in told:
        name = one.config.scenario.name
        assert (folder / f"{name}.png").stat().st_size > 20_000
        rows = {row["name"]: row for row in stored[name]["rows"]}
        assert [rows[row.target.name]["mean"] for row in one.scored] == [row.mean for row in one.scored]
        assert (stored[name]["targets_in_band"], stored[name]["targets_measured"]) == in_band(one.scored)
        runs = read_sweep(folder / "runs" / name)
        assert len(runs.done) == len(one.burn_ins) == 1
        assert ("weekly_hours_median" in runs.metrics) == (name == "mturk_2017")  # only what targets need


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("Active weekly", "0% – 100%", "1 of the 1 targets measured", "Mean over seeds. Burn-in 8 days")),
        ("fr", ("Actifs chaque semaine", "1 des 1 cibles mesurées", "Moyenne des graines. Rodage 8")),
    ],
)
def test_the_table_is_printed(lang, words, tmp_path, capsys):
    targets = tmp_path / "targets.yaml"
    targets.write_text(
        "classroom:\n  share_active_weekly: {value: 0.5, low: 0.0, high: 1.0, unit: share, fact: F4, kind: target}\n",
        encoding="utf-8",
    )
    status = main(["validate", "classroom", "--seeds", "1", "--targets", str(targets), "days=8", "burn_in_days=8",
                   f"lang={lang}", "scale=1", f"output={tmp_path}"])  # fmt: skip
    printed = capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", "")
    assert status == 0 and all(word in printed for word in words), printed


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["classroom"], "classroom has no targets"),
        (["france_2018"], "did you mean france_2019?"),
        (["--seeds", "0"], "--seeds 0 is not a whole number from 1 to 1000"),
        (["--seeds", "two"], "--seeds two is not"),
        (["scenario=france_2019"], "scenario=france_2019 has no effect here"),
        (["--targets", "nowhere.yaml"], "nowhere.yaml cannot be read"),
        (["demand.huors=3"], "demand.hours"),
        (["--sedes", "2"], "--sedes is not an option"),
    ],
)
def test_a_mistake_gives_one_line_and_status_2(words, told, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["validate", *words]) == 2
    error = capsys.readouterr().err
    assert told in error and error.count("\n") == 1 and "Traceback" not in error
    assert not list(tmp_path.iterdir())


def test_a_full_disk_after_the_runs_is_told_in_one_line(capsys, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("microsim.runs.validate.write_json", full)
    words = ["validate", "france_2019", "--seeds", "1", "scale=0.004", "days=3", "burn_in_days=2"]
    assert main([*words, f"output={tmp_path}"]) == 2
    error = capsys.readouterr().err
    assert "cannot be written: No space left on device. The runs in it are whole." in error and error.count("\n") == 1
    assert list(tmp_path.glob("validation/*/runs/france_2019/runs.parquet"))
