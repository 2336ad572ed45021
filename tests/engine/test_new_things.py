"""What a new thing takes is what the README says: each is added to a copy of the repository, and lives there.

`new/<thing>/` has the files that are added, and in `edits.yaml` the lines that are put into others; `look.py` runs a
market of a few days in the copy. The files are counted against the table of the README. Where a record changes, markets
are run interpreted, as its kernels would have to be compiled anew; `make test-long` does that, with the tests of the
copy that concern the new thing, and has the things live that take ten seconds each (law, shock, metric, phase).
"""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from microsim import Market, load

ROOT, HERE = Path(__file__).parents[2], Path(__file__).parent / "new"
PARTS = ("src", "configs", "experiments", "docs", "tests", "README.md", "CHANGELOG.md", "pyproject.toml")
NOT_COPIED = shutil.ignore_patterns("__pycache__", "new", "img")
OWN = ("look.py", "edits.yaml")
TABLE = re.compile(r"^\| (?P<thing>[^|]+) \| (?P<first>[^|]+) \| (?P<more>[^|]+) \|$", re.MULTILINE)
ROWS = {  # of the README
    "law": ["law"], "rule": ["law", "law with a new rule"], "shock": ["shock"], "metric": ["metric"],
    "column": ["column of an agent"], "phase": ["column of an agent", "part of the day"],
}  # fmt: skip
NAMES = {
    "law": "fee_cap", "rule": "day_limit", "shock": "holiday", "metric": "", "column": "learning", "phase": "streaks",
}  # fmt: skip
SMALL = ["scenario=classroom", "scale=0.1", "days=3", "burn_in_days=2"]


class Copy:
    """A copy of the repository with one thing more."""

    def __init__(self, thing: str, home: Path) -> None:
        self.thing, self.home = thing, home
        for part in PARTS:
            whole = ROOT / part
            if whole.is_dir():
                shutil.copytree(whole, home / part, ignore=NOT_COPIED)
            else:
                shutil.copy(whole, home / part)
        added = [path for path in (HERE / thing).rglob("*") if path.is_file() and path.suffix != ".pyc"]
        self.touched = {str(path.relative_to(HERE / thing)) for path in added} - set(OWN)
        for file in self.touched:
            assert not (home / file).exists(), file
            (home / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(HERE / thing / file, home / file)
        self.touched |= self._edit()

    def _edit(self) -> set[str]:
        edits = HERE / self.thing / "edits.yaml"
        changed = yaml.safe_load(edits.read_text(encoding="utf-8")) if edits.exists() else {}
        for file, lines in changed.items():
            text = (self.home / file).read_text(encoding="utf-8")
            for before, more in lines.items():
                assert text.count(f"\n{before}") == 1, (file, before)
                text = text.replace(f"\n{before}", f"\n{more}{before}")
            (self.home / file).write_text(text, encoding="utf-8")
        return set(changed)

    def run(self, *words: str | Path, interpreted: bool = False) -> str:
        """What a Python process in the copy prints."""
        path = os.pathsep.join(str(self.home / part) for part in ("src", "tests/model"))
        more = {"PYTHONPATH": path, "NUMBA_DISABLE_JIT": "1" if interpreted else "0"}
        done = subprocess.run(
            [sys.executable, *words], cwd=self.home, env=os.environ | more, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def look(self, interpreted: bool = False) -> dict:
        """What a few days in the copy are like."""
        return json.loads(self.run(HERE / self.thing / "look.py", interpreted=interpreted))

    def passes(self, *words: str) -> None:
        """Some tests of the copy."""
        self.run("-m", "pytest", "-p", "no:cacheprovider", *words)


def stands_for(told: str, file: str, name: str) -> bool:
    """Whether a path of the README, with `x` for a name and a folder for any file in it, means a file."""
    path = re.sub(r"\bx\b", name, told)
    return path in file if path.endswith("/") else f"/{file}".endswith(f"/{path}")


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    """Copies by what they have more, each made once."""
    made: dict[str, Copy] = {}

    def of(thing: str) -> Copy:
        if thing not in made:
            made[thing] = Copy(thing, tmp_path_factory.mktemp(thing))
        return made[thing]

    return of


@pytest.fixture(scope="module")
def without():
    """Columns of the small market without anything new, as hashes."""
    spec = importlib.util.spec_from_file_location("fingerprint", ROOT / "tests/model/fingerprint.py")
    fingerprint = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fingerprint)
    with Market(load(SMALL)) as market:
        for _ in range(3):
            market.step()
        return fingerprint.columns(market)


def moved(days: dict[str, str], without: dict[str, str]) -> set[str]:
    """Columns that are not what they are without anything new, and those that are more."""
    return {name for name in days.keys() | without.keys() if days.get(name) != without.get(name)}


@pytest.mark.parametrize("thing", ROWS)
def test_it_takes_the_files_that_the_readme_lists_and_no_other(thing, copies):
    rows = {row["thing"]: row for row in TABLE.finditer((ROOT / "README.md").read_text(encoding="utf-8"))}
    words = " ".join(f"{rows[row]['first']} {rows[row]['more']}" for row in ROWS[thing])
    told, touched = set(re.findall(r"`([\w/.]+/[\w/.]*)`", words)), copies(thing).touched
    means = {path: [file for file in touched if stands_for(path, file, NAMES[thing])] for path in told}
    assert all(means.values()), means
    assert {file for files in means.values() for file in files} == touched
    assert len(told) == len(touched)


@pytest.mark.long
def test_a_law_holds_from_its_day_on(copies):
    told = copies("law").look()
    without, with_it, late = told["share"]
    assert told["described"] and with_it == pytest.approx(0.05 / 1.05, rel=0.02) and with_it < late < without
    assert told["the same before its day"] and told["other from it on"]
    copies("law").passes("tests/law/test_cases.py", "-k", "(fee_cap or every_law) and not of_a_market")


def limited(told: dict, without: dict[str, str]) -> None:
    assert moved(told["without"]["days"], without) == set()
    assert (told["without"]["rule"], told["with"]["rule"]) == (0.0, 900.0)
    assert told["with"]["planned"] <= 900 < told["without"]["planned"]
    assert told["with"]["seconds"] < 0.7 * told["without"]["seconds"]


def test_a_new_rule_reaches_kernels_and_is_obeyed_and_without_a_law_no_bit_moves(copies, without):
    limited(copies("rule").look(interpreted=True), without)


@pytest.mark.long
def test_a_shock_comes_on_its_day_and_goes(copies):
    told = copies("shock").look()
    usual, shaken = told["without"], told["with"]
    assert told["described"] and shaken[:6] == usual[:6]
    assert 0 < sum(shaken[6:8]) < 0.5 * sum(usual[6:8]) and sum(shaken[8:]) > sum(shaken[6:8])
    copies("shock").passes("tests/model/test_holiday.py", "tests/shocks")


@pytest.mark.long
def test_a_metric_is_described_and_in_the_summary_of_a_run(copies):
    told = copies("metric").look()
    assert told["described"] and told["summary"]["label_fr"] == "Actifs le jour le plus chargé"
    assert told["summary"]["value"] == told["by hand"] > 0
    copies("metric").passes("tests/metrics")


def remembered(told: dict, without: dict[str, str]) -> None:
    assert moved(told["days"], without) == {"workers.longest_sitting"}
    assert told["longest"][0] == told["longest"][1] == told["stored"] > 0
    assert told["agent"] and told["saved"] and told["described"] == ["enter_and_leave learn"]


def test_a_column_is_written_saved_stored_and_described_and_nothing_else_moves(copies, without):
    remembered(copies("column").look(interpreted=True), without)


def counted(told: dict, without: dict[str, str]) -> None:
    assert moved(told["days"], without) == {"workers.streak"}
    assert told["streaks"] == told["by hand"] and max(told["streaks"]) == 3 and told["timed"]
    ((row),) = told["described"]
    assert row["writes"] == "workers.streak" and row["doc"].startswith("Who worked today")


@pytest.mark.long
def test_a_phase_lives_through_its_days_and_says_what_it_writes(copies, without):
    counted(copies("phase").look(interpreted=True), without)
    copies("phase").passes("tests/docs/test_commands.py", "-k", "names_every_phase")
    copies("phase").passes("tests/phases/test_record.py", "-k", "order_of_the_day")


@pytest.mark.long
@pytest.mark.parametrize(("thing", "holds"), [("rule", limited), ("column", remembered), ("phase", counted)])
def test_the_same_compiled_and_by_the_tests_of_the_copy(thing, holds, copies, without):
    copy = copies(thing)
    holds(copy.look(), without)
    tests = {"rule": ["tests/law/test_cases.py", "-k", "day_limit"]}
    copy.passes(*tests.get(thing, ["tests/model/test_writers.py", "tests/state"]))
    copy.run("-m", "ruff", "check", "src")
    copy.run("tests/lint/imports.py")
    copy.run("-m", "mypy")
