"""Dated things in a config: chosen by files, several at once, checked by the class they name, written and read back."""

from pathlib import Path

import pytest

from microsim.cli import main
from microsim.config import groups
from microsim.config.describe import parameters
from microsim.config.errors import ConfigError
from microsim.config.grid import drafts, read_grid
from microsim.config.load import from_file, from_mapping, load, to_yaml
from microsim.config.plausible import plausible
from microsim.shocks.disconnection import Disconnection
from microsim.shocks.mass_rejection import MassRejection

ONE, BOTH = "shock=mass_rejection", "shock=[mass_rejection,disconnection]"
DISCONNECTION = "microsim.shocks.disconnection.Disconnection"
FROM_DAY = "first day in force; day 0 is the first measured one, so none lies before the burn-in ends"
SCENARIO = """\
# @package _global_
defaults:
  - classroom
  - override /shock: [disconnection, mass_rejection]
shock: {disconnection: {from_day: 5}}
"""
OWN = f"# @package shock.second\n_target_: {DISCONNECTION}\nplatform: fairdesk\nfrom_day: 9\n"
MISTAKES = [
    (["shock=mass_rejction"], "unemployment_surge is mass_rejection"),
    ([ONE, "shock=disconnection"], "shock is set twice"),
    (["shock=[mass_rejection,mass_rejection]"], "chooses mass_rejection twice"),
    (["shock=[none,mass_rejction]"], "shock=mass_rejction does not exist"),
    (["shock.mass_rejection.share=0.5"], "is not there: choose it by shock=mass_rejection."),
    (["shock.flood.share=0.5"], "choose it by shock=NAME, one of ai_wave, demand_slump,"),
    ([ONE, "shock.mas_rejection.share=0.5"], "is not there: did you mean shock.mass_rejection?"),
    ([ONE, "shock.mass_rejection.shrae=0.5"], "is not a parameter: did you mean shock.mass_rejection.share?"),
    ([ONE, "shock.disconnection.share=0.5"], "choose it by shock=disconnection"),
    ([ONE, "shock.mass_rejection.share=1.5"], "is outside [0, 1] share of submissions (submissions refused of those"),
    ([ONE, "shock.mass_rejection.share=true"], "shock.mass_rejection.share = True is not a number"),
    ([ONE, "shock.mass_rejection.rank=0"], "shock.mass_rejection.rank = 0 is outside [1, 1000000] rank"),
    ([ONE, "shock.mass_rejection.from_day=-1"], f"is outside [0, 3649] number of the day ({FROM_DAY}; source"),
    ([ONE, "shock.mass_rejection.from_day=90"], "from_day = 90 is after the run ends: its last day is 89."),
    ([ONE, "shock.mass_rejection.platform=mtruk"], "does not exist: the nearest of mturk, fairdesk is mturk."),
    ([ONE, "platforms=france_2019", "shock.mass_rejection.platform=fairdesk"], "does not exist: the nearest of"),
    ([BOTH, "~shock.mass_rejection.platform"], "platform is missing. Set it in configs/shock/*.yaml"),
    ([ONE, "~shock.mass_rejection._target_"], "choose it by shock=mass_rejection"),
    ([ONE, "shock.mass_rejection=null"], "to take it out, write ~shock.mass_rejection."),
    ([ONE, "shock.mass_rejection._target_=os.system"], "_target_ = 'os.system' is refused"),
    ([ONE, "shock.mass_rejection._target_=microsim.model.Market"], "'microsim.model.Market' is not a shock: there are"),
    ([ONE, "shock.mass_rejection._target_=microsim.shocks.flood.Flood"], "does not exist: the nearest of"),
    ([ONE, "shock.mass_rejection._target_=microsim.shocks.mass_rejection.parameter"], "does not exist"),
]  # fmt: skip


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for name, text in {"scenario/shaken": SCENARIO, "shock/second": OWN}.items():
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir()
        path.write_text(text, "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def both():
    return load([BOTH, "shock.mass_rejection.from_day=60"])


def test_none_is_the_default():
    assert load().shock == load(["shock=none"]).shock == load(["shock=[]"]).shock == {}


def test_a_dated_override_meets_both_of_two(both):
    assert list(both.shock) == ["mass_rejection", "disconnection"]
    assert both.shock["mass_rejection"] == MassRejection(platform="mturk", from_day=60)
    assert both.shock["disconnection"] == Disconnection(platform="mturk", from_day=30)


def test_every_pair_of_files_is_found_beside_each_other():
    names = [name for name in groups.choices("shock") if name != "none"]
    assert set(load([f"shock=[{','.join(names)}]"]).shock) == set(names)


def test_a_scenario_may_bring_its_own_and_the_command_line_goes_before(own):
    whole = load(["scenario=shaken"], own).shock
    assert {name: shock.from_day for name, shock in whole.items()} == {"disconnection": 5, "mass_rejection": 30}
    second = load(["scenario=shaken", "shock=[disconnection,second]"], own).shock
    assert {name: shock.from_day for name, shock in second.items()} == {"disconnection": 5, "second": 9}
    with pytest.raises(ConfigError, match="shock.disconnection is not there"):  # the scenario still dates it
        load(["scenario=shaken", "shock=none"], own)
    assert list(load(["scenario=shaken", "~shock.disconnection"], own).shock) == ["mass_rejection"]


def test_a_stored_config_gives_back_an_equal_one(both, tmp_path):
    data = both.model_dump()
    assert data["shock"]["disconnection"] == {
        "_target_": DISCONNECTION, "from_day": 30, "platform": "mturk", "share": 0.2
    }  # fmt: skip
    assert from_mapping(data) == both != load([BOTH])
    (tmp_path / "config.yaml").write_text(to_yaml(both), "utf-8")
    assert from_file(tmp_path / "config.yaml") == both
    assert from_file(tmp_path / "config.yaml").shock["mass_rejection"].model_dump() == data["shock"]["mass_rejection"]


def test_a_config_from_before_there_were_shocks_is_read(both):
    assert from_mapping({name: value for name, value in both.model_dump().items() if name != "shock"}).shock == {}


def test_parameters_of_the_shocks_of_a_config_are_described(both):
    rows = {row["key"]: row for row in parameters(both) if row["key"].startswith("shock.")}
    assert {key.partition(".")[2].partition(".")[0] for key in rows} == set(both.shock) and len(rows) == 8
    for row in rows.values():
        assert row["unit"] and row["doc"] and row["label_en"] and row["label_fr"] and row["source"]
    assert (rows["shock.mass_rejection.from_day"]["value"], rows["shock.mass_rejection.share"]["high"]) == (60, 1)
    assert plausible(rows["shock.mass_rejection.days"]) == (4, 14)
    assert plausible(rows["shock.mass_rejection.from_day"]) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([ONE, "shock.mass_rejection.share=0.5,1"], [{"mass_rejection": 0.5}, {"mass_rejection": 1.0}]),
        (["shock=none,mass_rejection"], [{}, {"mass_rejection": 1.0}]),
        (["shock=[mass_rejection,disconnection],disconnection", "shock.disconnection.share=0.1,0.3"],
         [{"mass_rejection": 1.0, "disconnection": 0.1}, {"mass_rejection": 1.0, "disconnection": 0.3},
          {"disconnection": 0.1}, {"disconnection": 0.3}]),
    ],
    ids=str,
)  # fmt: skip
def test_a_sweep_goes_over_files_and_over_what_is_in_them(words, expected):
    runs = [from_mapping(run.mapping()) for run in drafts(read_grid(words))]
    assert [{name: shock.share for name, shock in run.shock.items()} for run in runs] == expected


def test_the_command_line_tells_what_there_is(capsys):
    assert main(["describe", "shocks", "mass"]) == 0
    told = capsys.readouterr().out
    assert MassRejection.told_en in told and MassRejection.told_fr in told and Disconnection.told_en not in told
    assert main(["describe", "parameters", "shock", "shock=disconnection", "lang=fr"]) == 0
    told = capsys.readouterr().out
    assert "shock.disconnection.share" in told and "Déconnectés" in told and "rank" not in told


@pytest.mark.parametrize(("words", "fragment"), MISTAKES, ids=[" ".join(words) for words, _ in MISTAKES])
def test_a_mistake_gives_one_line_and_status_2(words, fragment, capsys):
    assert main(["run", "--cfg", "job", *words]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and fragment in err


def test_no_other_code_is_run_than_that_of_the_room(monkeypatch):
    """Not even imported, although the name begins rightly."""
    from microsim.config import dated, targets

    targets.known(dated.Shock, dated.Shock.room)  # the room itself
    asked = []
    monkeypatch.setattr(targets, "import_module", asked.append)
    for target in ("microsim.runs.many.warm.x", "microsim.shocks.flood.Flood", "os.system", None):
        with pytest.raises(targets.TargetError):
            targets.find(target, dated.Shock, dated.Shock.room)
    assert asked == []
