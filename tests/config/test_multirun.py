"""What `microsim sweep` takes beside the parameters of runs: from files of sweeps, and from the command line."""

from pathlib import Path

import pytest

from microsim.config.errors import ConfigError
from microsim.config.grid import drafts, read_grid
from microsim.config.load import from_mapping
from microsim.config.multirun import load_multirun, of_sweeps
from microsim.config.sweeping import Multirun

FEES = [
    "scenario=classroom",
    "platforms.mturk.fee_share=0.05,0.1,0.2,0.3,0.4",
    "seed=range(1,11)",
]
MINE = """\
name: mine
retries: 2
instruments: market_supply_elasticity
params:
  scenario: classroom
  seed: 1,2
  days: 30
  figures: false
  record: [weeks, months]
  platforms.fairdesk.countries: ["NO", 'it''s']
  population.country_shares: {FR: 0.5, DE: 0.5}
  task_types.translation.country: null
  platforms.fairdesk.label: "'a, b'"
  scenario.start_date: 2020-01-01
  +platforms.fairdesk.fee_min: 0.1,0.2
"""
BIG = "kind: local\nprocesses: 64\n"
MISTAKES = [
    (["sweep=fee"], "sweep=fee does not exist: the nearest of default, fees is fees"),
    (["executor=locl"], "executor=locl does not exist: the nearest of dask, local is local"),
    (["sweep=null"], "sweep is chosen by name. Choose one of default, fees"),
    (["sweep=../config"], "sweep is chosen by name"),
    (["sweep.retrys=2"], "did you mean sweep.retries?"),
    (["executor.proceses=2"], "did you mean executor.processes?"),
    (["executor.retries=2"], "did you mean sweep.retries?"),
    (["sweep.colour=2"], "List them: microsim sweep --help"),
    (["sweep.retries=-1"], "sweep.retries = -1 is outside [0, 100] times"),
    (["sweep.retries=101"], "sweep.retries = 101 is outside [0, 100] times"),
    (["executor.processes=1025"], "executor.processes = 1025 is outside [0, 1024] processes"),
    (["sweep.retries=true"], "sweep.retries = True is not a number"),
    (["sweep.retries=few"], "sweep.retries = 'few' is not a whole number"),
    (["sweep.on_error=halt"], "is not one of continue, stop"),
    (["sweep.again=fail"], "Did you mean failed?"),
    (["sweep.on_change=overwrite"], "is not one of refuse, add, restart"),
    (["executor.kind=slurm"], "is not one of local, dask"),
    (["sweep.confirm=perhaps"], "is not yes or no"),
    (["sweep.instruments=[a,3]"], "sweep.instruments[1] = 3 is not text"),
    (["sweep.params=3"], "sweep.params = 3 is not a mapping"),
    (["sweep.name=fees/again"], "sweep.name = 'fees/again' is not the name of one folder"),
    (["sweep.name=/tmp/fees"], "is not the name of one folder"),
    (["sweep.name=.."], "is not the name of one folder"),
    (["sweep.name=.hidden"], "without slashes or a leading dot"),
    (["sweep.name=3"], "sweep.name = 3 is not text: put it in quotes"),
    (["sweep.name=${days}"], "sweep.name: Interpolation key 'days' not found"),
    (["sweep.retries=1", "sweep.retries=2"], "sweep.retries is set twice"),
    (["sweep.retries=1,2"], "sweep.retries is the same for all runs. Give one value"),
    (["executor=local,dask"], "executor is the same for all runs"),
    (["sweep.instruments=a,b"], "Give one value, or a list as [a,b]"),
    (["sweep=glob(*)"], "sweep is the same for all runs"),
]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of a user's own with a sweep and an executor."""
    for name, text in {"sweep/mine": MINE, "executor/big": BIG}.items():
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir()
        path.write_text(text, "utf-8")
    return tmp_path


def setting(multirun: Multirun, key: str):
    section, _, name = key.partition(".")
    return getattr(getattr(multirun, section), name)


def test_without_a_word_everything_is_as_declared():
    assert load_multirun([]) == (Multirun(), [])


@pytest.mark.parametrize(
    ("word", "key", "expected"),
    [
        ("sweep.retries=3", "sweep.retries", 3),
        ("++sweep.retries=100", "sweep.retries", 100),
        ("sweep={retries: 3}", "sweep.retries", 3),
        ("sweep.name='fees, again'", "sweep.name", "fees, again"),
        ("sweep.on_error=stop", "sweep.on_error", "stop"),
        ("sweep.again=all", "sweep.again", "all"),
        ("sweep.on_change=add", "sweep.on_change", "add"),
        ("sweep.confirm=true", "sweep.confirm", True),
        ("sweep.instruments=market_supply_elasticity", "sweep.instruments", ["market_supply_elasticity"]),
        ("sweep.instruments=[a,b]", "sweep.instruments", ["a", "b"]),
        ("sweep=fees", "sweep.name", "fees"),
        ("executor=dask", "executor.kind", "dask"),
        ("executor.processes=1024", "executor.processes", 1024),
        ("executor.address='tcp://127.0.0.1:8786'", "executor.address", "tcp://127.0.0.1:8786"),
    ],
)
def test_a_setting_arrives_and_is_not_a_parameter_of_runs(word, key, expected):
    multirun, words = load_multirun(["days=1,2", word, "seed=3"])
    assert setting(multirun, key) == expected and type(setting(multirun, key)) is type(expected)
    assert of_sweeps(word) and words[-2:] == ["days=1,2", "seed=3"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["sweep=fees"], FEES),
        (["sweep=fees", "seed=7"], [*FEES[:2], "seed=7"]),
        (["++seed=7", "sweep=fees"], [*FEES[:2], "++seed=7"]),
        (["sweep=fees", "~seed"], [*FEES[:2], "~seed"]),
        (["days=30", "sweep=fees"], [*FEES, "days=30"]),
        (["sweep=fees", "scenario=france_2019", "scale=0.1"], [*FEES[1:], "scenario=france_2019", "scale=0.1"]),
        (["sweep=fees", "sweep.params={seed: 7, days: '1,2'}"], [*FEES[:2], "seed=7", "days=1,2"]),
        (["sweep=fees", "~sweep.params.seed"], FEES[:2]),
        (["sweep.params.seed='1,2'"], ["seed=1,2"]),
    ],
    ids=" ".join,
)
def test_the_command_line_goes_before_the_file_of_a_sweep(words, expected):
    assert load_multirun(words)[1] == expected


def test_a_sweep_of_ones_own_is_what_its_file_says(own):
    multirun, words = load_multirun(["sweep=mine", "executor=big"], own)
    assert (multirun.sweep.name, multirun.sweep.retries, multirun.executor.processes) == ("mine", 2, 64)
    assert multirun.sweep.instruments == ["market_supply_elasticity"]
    runs = [from_mapping(run.mapping()) for run in drafts(read_grid(words, own), own)]
    assert [(run.seed, run.platforms["fairdesk"].fee_min) for run in runs] == [(1, 0.1), (1, 0.2), (2, 0.1), (2, 0.2)]
    for run in runs:
        assert (run.days, run.figures, run.record) == (30, False, ["weeks", "months"])
        assert run.platforms["fairdesk"].countries == ["NO", "it's"] and run.platforms["fairdesk"].label == "a, b"
        assert run.population.country_shares["DE"] == 0.5 and run.task_types["translation"].country is None
        assert run.scenario.start_date.year == 2020


@pytest.mark.parametrize("word", ["platforms.fairdesk.fee_min=0.3", "++platforms.fairdesk.fee_min=0.3"])
def test_the_command_line_goes_before_what_a_file_adds(word, own):
    _, words = load_multirun(["sweep=mine", word], own)
    assert [run.settings for run in drafts(read_grid(words, own), own)] == [{"seed": 1}, {"seed": 2}]
    assert [one for one in words if "fee_min" in one] == [word]


@pytest.mark.parametrize(("words", "fragment"), MISTAKES, ids=[" ".join(words) for words, _ in MISTAKES])
def test_what_does_not_fit_is_told(words, fragment):
    with pytest.raises(ConfigError) as caught:
        load_multirun(["seed=1,2", *words])
    assert fragment in str(caught.value)


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("name: a/b", "sweep.name = 'a/b' is not the name of one folder"),
        ("retrys: 1", "did you mean sweep.retries?"),
        ("params: [seed=1]", "is not a mapping"),
        ("params: {1: 2}", "the name 1 is not text"),
        ("params: {", "not valid YAML"),
    ],
)
def test_mistakes_in_a_file_of_ones_own_are_told(own, text, fragment):
    own.joinpath("sweep", "mine.yaml").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_multirun(["sweep=mine"], own)
    assert fragment in str(caught.value) and "\n" not in str(caught.value)
