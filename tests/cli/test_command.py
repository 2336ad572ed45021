"""The command line: statuses, help, what is imported, and what happens when the reader leaves."""

import json
import subprocess
import sys
from importlib.metadata import version
from types import ModuleType

import pytest
import yaml

import microsim
from microsim.cli import main
from microsim.config.errors import OutputError
from microsim.config.load import from_mapping, load

HEAVY = {"mesa", "numba", "numpy", "pandas", "matplotlib", "pyarrow", "hydra", "omegaconf", "pydantic", "rich", "yaml"}


@pytest.fixture
def runs(monkeypatch) -> ModuleType:
    """A stand-in for the room that simulates; it notes what it was asked for."""
    fake = ModuleType("microsim.runs")
    fake.asked = []
    fake.run = lambda config, progress: fake.asked.append((config, progress)) or "result"
    fake.print_report = lambda result: print(f"report of {result}")
    monkeypatch.setitem(sys.modules, "microsim.runs", fake)
    return fake


def python(code: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, **options)


def test_run_simulates_and_reports(runs, capsys):
    assert main(["run", "days=10", "seed=3"]) == 0
    assert runs.asked == [(load(["days=10", "seed=3"]), False)]
    assert capsys.readouterr().out == "report of result\n"


def test_options_may_stand_anywhere(capsys):
    assert main(["run", "days=10", "--cfg", "job", "seed=3"]) == 0
    first = capsys.readouterr().out
    assert main(["run", "--cfg=job", "seed=3", "days=10"]) == 0
    assert capsys.readouterr().out == first


def test_cfg_job_prints_all_and_loads_back(runs, capsys):
    assert main(["run", "--cfg", "job", "scenario=france_2019"]) == 0
    printed = yaml.safe_load(capsys.readouterr().out)
    assert from_mapping(printed) == load(["scenario=france_2019"])
    assert printed["behaviour"]["page_one"] == 0.413  # a default that no YAML spells out
    assert runs.asked == []


def test_config_dir_reaches_run_describe_and_help(tmp_path, capsys):
    (tmp_path / "platforms").mkdir()
    (tmp_path / "platforms" / "mine.yaml").write_text("mine: {label: Mine, accounts: 100}")
    chosen = ["--config-dir", str(tmp_path), "platforms=mine", "population.accounts_per_worker=1"]
    assert main(["run", "--cfg", "job", *chosen]) == 0
    assert list(yaml.safe_load(capsys.readouterr().out)["platforms"]) == ["mine"]
    assert main(["describe", "parameters", "platforms.mine.accounts", *chosen]) == 0
    assert "100.0" in capsys.readouterr().out
    assert main(["run", "--help", "--config-dir", str(tmp_path)]) == 0
    assert "france_2019, mine, mturk, two_platforms" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"], ["run", "--help"], ["describe", "--help"], ["describe"]])
def test_help_is_given_with_status_0(words, capsys):
    assert main(words) == 0
    out, err = capsys.readouterr()
    assert "usage: microsim" in out and "examples:" in out and err == ""


def test_help_of_run_lists_groups_choices_and_main_parameters(capsys):
    main(["run", "--help"])
    out = capsys.readouterr().out
    for word in ("classroom, france_2019", "three_kinds", "--cfg job", "--config-dir", "seed of all draws"):
        assert word in out


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"microsim {version('microsim')}\n"
    assert microsim.__version__ == version("microsim")


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        (["rn"], "rn is not a command: did you mean run?"),
        (["descrbe", "parameters"], "did you mean describe?"),
        (["zzz"], "there are run, sweep, status, summary, compare, verify, experiment, reproduce, validate,"),
        (["--hlep"], "--hlep is not a command"),
        (["run", "--multirun", "seed=range(2,2)"], "has no value, so there is nothing to run"),
        (["run", "seed=1,1", "-m"], "has 1 twice"),
        (["run", "sweep=fees"], "is about many runs, this is one: write microsim sweep"),
        (["run", "--cfg", "hydra"], "write --cfg job"),
        (["run", "--cfg"], "expected one argument"),
        (["run", "--seed=3"], "parameters go without dashes: seed=3"),
        (["run", "--seed", "3"], "--seed is not an option of microsim run"),
        (["describe", "parmeters"], "did you mean parameters?"),
        (["describe", "columns", "seed=1"], "seed=1 has no effect"),
        (["describe", "parameters", "platfroms.fairdesk"], "did you mean platforms.fairdesk?"),
        (["describe", "parameters", "days=0"], "days = 0 is outside"),
    ],
)
def test_mistakes_in_the_command_give_one_line_and_status_2(words, fragment, capsys):
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and err.startswith("microsim: ") and fragment in err


def test_an_output_folder_that_cannot_be_written_is_told_in_one_line(runs, capsys):
    def run(config, progress):
        raise OutputError("results cannot be written:\nno space left. Choose another folder by output=…")

    runs.run = run
    assert main(["run"]) == 2
    assert capsys.readouterr().err == (
        "microsim: results cannot be written: no space left. Choose another folder by output=…\n"
    )


def test_ctrl_c_leaves_with_130_and_a_bug_with_its_traceback(runs, capsys):
    def interrupt(config, progress):
        raise KeyboardInterrupt

    def fail(config, progress):
        raise BrokenPipeError("a pipe of ours, not the reader of our output")

    runs.run = interrupt
    assert main(["run"]) == 130
    assert capsys.readouterr().err == "microsim: interrupted\n"
    runs.run = fail
    with pytest.raises(BrokenPipeError):
        main(["run"])


def test_parameters_in_the_language_of_the_config(capsys):
    assert main(["describe", "parameters", "scenario=france_2019", "lang=fr", "platforms.mturk"]) == 0
    out = capsys.readouterr().out
    assert "Commission minimale" in out and "[0, 1]" in out and "platforms.appen" not in out
    assert main(["describe", "parameters", "fee_share", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["key"] for row in rows] == ["platforms.mturk.fee_share", "platforms.fairdesk.fee_share"]
    assert rows[0]["label"] == "Fee" and rows[0]["high"] == 1


@pytest.mark.parametrize(
    ("topic", "home", "rows"),
    [
        ("columns", "state", [{"table": "workers", "column": "balance", "dtype": "i8", "unit": "", "doc": "held"}]),
        (
            "metrics",
            "metrics",
            [{"metric": "pay", "unit": "EUR", "meaning": "m", "label_en": "Pay", "label_fr": "Paie"}],
        ),
        ("phases", "market.day", [{"phase": "pay", "doc": "settle", "reads": ["batches.price"], "writes": []}]),
        ("outputs", "runs", [{"file": "days.parquet", "column": "day", "dtype": "i4", "unit": "", "doc": "[day]"}]),
    ],
)
def test_other_topics_print_the_rows_they_are_given(topic, home, rows, monkeypatch, capsys):
    fake = ModuleType(f"microsim.{home}")
    setattr(fake, f"describe_{topic}", lambda: rows)
    monkeypatch.setitem(sys.modules, f"microsim.{home}", fake)
    assert main(["describe", topic]) == 0
    out = capsys.readouterr().out
    assert all(str(cell) in out for cell in rows[0].values() if isinstance(cell, str))
    assert main(["describe", topic, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == rows


def test_a_narrow_window_gets_paragraphs(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["describe", "parameters", "platforms.fairdesk.fee_share"]) == 0
    out = capsys.readouterr().out
    assert "platforms.fairdesk.fee_share" in out and max(len(line) for line in out.splitlines()) <= 80


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["rn"]])
def test_help_and_version_import_nothing_heavy(words):
    done = python(f"import sys; from microsim.cli import main; main({words}); print(*sys.modules, file=sys.stderr)")
    assert "microsim" in done.stdout or "microsim:" in done.stderr
    assert not HEAVY & {name.partition(".")[0] for name in done.stderr.split()}


def test_run_help_needs_no_hydra():
    done = python(
        "import sys; from microsim.cli import main; main(['run', '--help']); print(*sys.modules, file=sys.stderr)"
    )
    assert not (HEAVY - {"pydantic"}) & {name.partition(".")[0] for name in done.stderr.split()}


def test_a_reader_who_leaves_early_is_no_error():
    code = "import sys; from microsim.cli import main; sys.exit(main(['describe', 'parameters', '--json']))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_french_labels_survive_a_terminal_without_accents():
    code = "from microsim.cli import main; main(['describe', 'parameters', 'lang=fr', 'scenario'])"
    done = python(code, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}, encoding="utf-8")
    assert "Scénario" in done.stdout and done.stderr == ""


def test_public_names_come_when_asked_for():
    assert microsim.load is load and microsim.Config is type(load())
    assert set(microsim.__all__) <= set(dir(microsim))
    with pytest.raises(AttributeError, match="no attribute 'Marke'"):
        _ = microsim.Marke
    done = python("import sys, microsim; print(*sys.modules)")
    assert not HEAVY & {name.partition(".")[0] for name in done.stdout.split()}
