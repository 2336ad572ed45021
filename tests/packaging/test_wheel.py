"""A wheel holds all that a run needs, and runs from any folder with its own configs."""

import json
import os
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    into = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--no-build-isolation", "--wheel-dir", into, ROOT)
    (built,) = into.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def site(wheel, tmp_path_factory) -> Path:
    into = tmp_path_factory.mktemp("site")
    _pip("install", "--target", into, wheel)
    return into


def _pip(command: str, *words: object) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", command, "--quiet", "--no-deps", *map(str, words)],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def _run(site: Path, folder: Path, *words: str, **environment: str) -> str:
    """What `microsim` of the wheel prints, started in `folder`."""
    done = subprocess.run(
        [sys.executable, site / "bin" / "microsim", *words],
        cwd=folder, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(site), **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_configs_facts_and_licence(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    configs = {f"microsim/{path.relative_to(ROOT)}" for path in (ROOT / "configs").rglob("*.yaml")}
    assert configs
    assert configs <= names
    experiments = {f"microsim/{path.relative_to(ROOT)}" for path in (ROOT / "experiments").rglob("*") if path.is_file()}
    references = {f"microsim/{path.relative_to(ROOT / 'results')}" for path in (ROOT / "results/reference").rglob("*")
                  if path.is_file()}  # fmt: skip
    assert experiments and experiments | references <= names
    assert {"microsim/facts/inputs.csv", "microsim/facts/targets.yaml", "microsim/facts/data/sources.csv"} <= names
    about = f"microsim-{version('microsim')}.dist-info"
    assert f"{about}/licenses/LICENSE" in names
    assert "License-Expression: MIT" in zipfile.ZipFile(wheel).read(f"{about}/METADATA").decode()
    assert not {name for name in names if name.startswith(("tests/", "docs/"))}


@pytest.mark.long
def test_it_runs_from_any_folder_with_its_own_configs(site, tmp_path):
    # interpreted, which gives the same market without a minute of compiling
    printed = _run(site, tmp_path, "run", "scale=0.1", "days=2", "burn_in_days=1", NUMBA_DISABLE_JIT="1")
    (folder,) = (tmp_path / "results" / "classroom").iterdir()
    assert str(folder.relative_to(tmp_path)) in printed
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["code"] == {"wheel": version("microsim")}
    assert (folder / "figures" / "overview.png").is_file()
    shown = _run(site, tmp_path, "run", "--help")
    assert "france_2019" in shown
    assert ("Experiments" in (told := _run(site, tmp_path, "experiment"))) or "no experiment yet" in told
    places = (
        "import microsim.config.groups as g, microsim.results.experiments.find as f;"
        "print(f._shipped(), f._references(), g.shipped_folder())"
    )
    done = subprocess.run(
        [sys.executable, "-c", places], cwd=tmp_path, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(site)},
    )  # fmt: skip
    assert done.stdout.split() == [str(site / "microsim" / name) for name in ("experiments", "reference", "configs")]


@pytest.mark.long
def test_it_compiles_into_the_cache_of_the_user_and_not_again(site, tmp_path):
    words = ("run", "days=2", "burn_in_days=1", "figures=false")
    _run(site, tmp_path, *words, XDG_CACHE_HOME=str(tmp_path / "cache"))
    compiled = {path for path in (tmp_path / "cache" / "microsim").rglob("*.nbc")}
    assert compiled
    assert not [*site.rglob("*.nbc")]
    _run(site, tmp_path, *words, XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert {path for path in (tmp_path / "cache" / "microsim").rglob("*.nbc")} == compiled
