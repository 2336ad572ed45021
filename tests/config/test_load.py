"""What a correct command line gives, whichever folder and thread it comes from."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
import yaml
from hydra.core.global_hydra import GlobalHydra

from microsim.config import groups
from microsim.config.compose import compose
from microsim.config.errors import ConfigError, UserError
from microsim.config.load import from_file, from_mapping, load, to_yaml

MINE = """\
# @package _global_
defaults:
  - classroom
  - override /platforms: [two_platforms, mine]
scenario: {name: mine, start_date: 2021-06-01}
days: ${oc.decode:${oc.env:MICROSIM_TEST_DAYS,20}}
burn_in_days: ${days}
"""


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    """A folder of a user's own, with a name that no shell likes."""
    folder = tmp_path / "it's mine, $all [of] it"
    for name, text in {"scenario/mine": MINE, "platforms/mine": "mine: {label: Mine, accounts: 100}"}.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return folder


def value(config, key: str):
    for part in key.split("."):
        config = config[part] if isinstance(config, dict) else getattr(config, part)
    return config


@pytest.mark.parametrize(
    ("override", "key", "expected"),
    [
        ("days=10", "days", 10),
        ("population.workers=1e3", "population.workers", 1000),
        ("platforms.fairdesk.fee_share=0.3", "platforms.fairdesk.fee_share", 0.3),
        ("platforms.fairdesk.search_seconds=20", "platforms.fairdesk.search_seconds", 20.0),  # not spelled out in YAML
        ("+platforms.fairdesk.fee_min=0.2", "platforms.fairdesk.fee_min", 0.2),
        ("++platforms.fairdesk.page_length=5", "platforms.fairdesk.page_length", 5),
        ("platforms.fairdesk={fee_share: 0.1, forfeits: true}", "platforms.fairdesk.forfeits", True),
        ("platforms.fairdesk.countries=[FR,NO]", "platforms.fairdesk.countries", ["FR", "NO"]),
        ("platforms.fairdesk.label='Fair, \"desk\" = 1'", "platforms.fairdesk.label", 'Fair, "desk" = 1'),
        ("record=weeks", "record", ["weeks"]),
        ("record=[weeks,months]", "record", ["weeks", "months"]),
        ("scenario.start_date=2020-02-29", "scenario.start_date", date(2020, 2, 29)),
        ("burn_in_days=${days}", "burn_in_days", 90),
        ("scenario=france_2019", "population.workers", 266_126),
        ("task_types.translation.country=null", "task_types.translation.country", None),
        ("platforms=two_platforms", "platforms.mturk.label", "MTurk"),
        ("figures=false", "figures", False),
        ("~seed", "seed", 1),
    ],
)
def test_an_override_arrives(override, key, expected):
    found = value(load([override]), key)
    assert found == expected and type(found) is type(expected)


def test_groups_can_be_mixed_and_platforms_added_or_taken_out():
    mixed = load(["scenario=france_2019", "platforms=two_platforms"])
    assert list(mixed.platforms) == ["mturk", "fairdesk"] and mixed.scenario.name == "france_2019"
    added = load(["platforms.mine.label=Mine", "platforms.mine.accounts=100"])
    assert list(added.platforms) == ["mturk", "fairdesk", "mine"]
    assert list(load(["~platforms.mturk", "population.accounts_per_worker=1"]).platforms) == ["fairdesk"]
    assert len(load(["platforms=[two_platforms,france_2019]"]).platforms) == 8


def test_every_shipped_choice_composes():
    for place in (0, -1):
        load([f"{group}={groups.choices(group)[place]}" for group in groups.groups()])


def test_a_folder_of_ones_own_comes_first(own_folder, monkeypatch):
    config = load(["scenario=mine"], own_folder)
    assert (config.days, config.burn_in_days, config.scenario.start_date) == (20, 20, date(2021, 6, 1))
    assert config.scenario.reference_wage == 7.94 and list(config.platforms) == ["mturk", "fairdesk", "mine"]
    monkeypatch.setenv("MICROSIM_TEST_DAYS", "30")
    assert load(["scenario=mine"], str(own_folder)).days == 30
    own_folder.joinpath("scenario", "classroom.yaml").write_text(MINE.replace("  - classroom\n", ""), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"scenario\.currency and scenario\.reference_wage are missing"):
        load(["scenario=classroom"], own_folder)


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("scenario: {name: mine}\ndays: [", "not valid YAML"),
        ("a: 1\na: 2", "duplicate key a"),
        ("days: 10", "begins with the line # @package _global_"),
        ("# @package _global_\ndefaults:\n  - override /platforms: two", "platforms=two does not exist"),
        ("# @package _global_\ndefaults:\n  - override /platfroms: mine", "Could not override 'platfroms'"),
        ("# @package _global_\nplatforms: {mturk: {fee_shrae: 0}}", "did you mean platforms.mturk.fee_share?"),
        ("# @package _global_\nplatforms: {1: {label: One}}", "platforms: the name 1 is not text"),
        ("# @package _global_\npopulation: {country_shares: {NO: 1}}", "the name False is not text"),
        ("# @package _global_\nplatforms: {mturk: {countries: [NO]}}", "countries[0] = False is not text"),
        ("# @package _global_\nmodel: [{_target_: os.system}]", "model[0]._target_ = 'os.system' is refused"),
        ("# @package _global_\nmodel: {_target_: 3}", "model._target_ = 3 is refused"),
    ],
)
def test_mistakes_in_a_file_of_ones_own_are_told(own_folder, text, fragment):
    own_folder.joinpath("scenario", "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(["scenario=mine"], own_folder)
    assert fragment in str(caught.value) and "\n" not in str(caught.value)


def test_a_copy_of_the_shipped_configs_can_be_edited(tmp_path):
    copy = tmp_path / "configs"
    shutil.copytree(groups.shipped_folder(), copy)
    text = copy.joinpath("config.yaml").read_text(encoding="utf-8")
    copy.joinpath("config.yaml").write_text(text.replace("seed: 1", "seed: 99"), encoding="utf-8")
    assert load([], copy).seed == 99 and load().seed == 1


def test_our_own_targets_pass_to_the_schema():
    with pytest.raises(ConfigError, match="law._target_ is not a parameter"):
        load(["law._target_=microsim.regulation.pay_floor.PayFloor"])


def test_a_stored_config_gives_back_an_equal_one(tmp_path):
    config = load(["scenario=france_2019", "lang=fr", "task_types.translation.country='NO'", "scale=0.0001"])
    assert to_yaml(config) == to_yaml(
        load(["lang=fr", "scale=1e-4", "task_types.translation.country=NO", "scenario=france_2019"])
    )
    assert from_mapping(yaml.safe_load(to_yaml(config))) == config
    tmp_path.joinpath("config.yaml").write_text(to_yaml(config), encoding="utf-8")
    assert from_file(tmp_path / "config.yaml") == config


@pytest.mark.parametrize("text", ["", "days: [", "- a", "seed: 1", "\x00"])
def test_a_broken_stored_config_names_its_file(tmp_path, text):
    tmp_path.joinpath("config.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"config\.yaml"):
        from_file(tmp_path / "config.yaml")
    with pytest.raises(ConfigError, match=r"absent\.yaml"):
        from_file(tmp_path / "absent.yaml")


def test_wrong_arguments_are_told():
    for overrides in ("seed=1", [3]):
        with pytest.raises(ConfigError):
            load(overrides)


def test_the_configs_of_an_installed_package_are_found(tmp_path, monkeypatch):
    package = tmp_path / "site-packages" / "microsim"
    (package / "configs").mkdir(parents=True)
    monkeypatch.setattr(groups, "PACKAGE", package)
    with pytest.raises(UserError, match="not installed"):
        groups.shipped_folder()
    (package / "configs" / "config.yaml").write_text("")
    assert groups.shipped_folder() == package / "configs"


def test_threads_and_another_hydra_application_do_not_meet():
    from hydra import compose as compose_by_hydra
    from hydra import initialize_config_dir

    with initialize_config_dir(str(groups.shipped_folder()), version_base="1.3"):
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(lambda seed: load([f"seed={seed}"]).seed, range(4))) == [0, 1, 2, 3]
        with pytest.raises(ConfigError):
            load(["scenario=no"])
        assert compose_by_hydra("config", overrides=["seed=5"]).seed == 5
    assert not GlobalHydra.instance().is_initialized()


def test_files_that_have_changed_are_read_again_and_what_was_given_may_be_changed(tmp_path, monkeypatch):
    shutil.copytree(groups.shipped_folder(), tmp_path / "configs")
    monkeypatch.setattr(groups, "shipped_folder", lambda: tmp_path / "configs")
    words, file = ["scenario=classroom", "days=3"], tmp_path / "configs" / "demand" / "classroom.yaml"
    first = compose(words)
    first["demand"]["hours"] = first["seed"] = -1
    again = compose(words)
    assert (again["demand"]["hours"], again["seed"], again["days"]) == (9.0, 1, 3)
    file.write_text(file.read_text("utf-8").replace("hours: 9.0", "hours: 9.25"), encoding="utf-8")
    assert compose(words)["demand"]["hours"] == 9.25
    (tmp_path / "configs" / "demand" / "more.yaml").write_text("hours: 7\n", encoding="utf-8")
    assert compose([*words, "demand=more"])["demand"] == {"hours": 7}
