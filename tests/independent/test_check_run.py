"""The independent check accepts a run, and notices when anything in it was changed."""

import ast
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from microsim.config.load import load
from microsim.runs import run

SCRIPT = Path(__file__).with_name("check_run.py")
ALL = "record=[weeks,months,batches]"
KINDS = ("one_shot", "regular", "large")


def check(folder: Path) -> int:
    spec = importlib.util.spec_from_file_location("check_run", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.main(str(folder))


POOL = "population.foreign_pool={near: {people: 3, reservation_wage: 2}, far: {people: 2, reservation_wage: 1}}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    output = tmp_path_factory.mktemp("results")
    some_locked_out = "requesters.one_shot.refusers=0.2"
    return run(load(["days=30", "burn_in_days=30", "figures=false", ALL, some_locked_out, f"output={output}"])).folder


def test_it_does_not_import_microsim():
    tree = ast.parse(SCRIPT.read_text())
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert not [node for node in imports if "microsim" in ast.unparse(node)]


def test_a_run_passes_from_the_command_line(folder):
    done = subprocess.run([sys.executable, SCRIPT, folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith(" 0 failed\n") and done.stdout.count("ok  ") > 130


@pytest.mark.parametrize(
    "overrides",
    [
        ["days=20", "burn_in_days=0", "seed=5"],  # all batches are known: more adds up
        ["days=20", "burn_in_days=0", *(f"requesters.{kind}.half_life_days=7" for kind in KINDS)],
        ["days=2", "burn_in_days=30", "churn.half_life_days=30", "platforms.mturk.payment_delay_days=60"],
        ["days=20", "burn_in_days=25", "churn.half_life_days=30", POOL],
        ["days=20", "burn_in_days=20", "requesters.regular.rejectable=1", "requesters.regular.review_effort=1"],
        ["scenario=france_2019", "scale=0.01", "days=30", "burn_in_days=30"],
    ],
)
def test_other_markets_pass(tmp_path, overrides, capsys):
    result = run(load([*overrides, "figures=false", ALL, f"output={tmp_path}"]))
    assert check(result.folder) == 0, capsys.readouterr().out


def changed(folder: Path, copy: Path, name: str, column: str) -> None:
    """A copy of a run with one number of one table raised by one."""
    shutil.copytree(folder, copy)
    table = pd.read_parquet(copy / f"{name}.parquet")
    table.loc[table[column].idxmax(), column] += 1
    table.to_parquet(copy / f"{name}.parquet")


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("daily", "accepted_pay"),
        ("daily", "open_before"),
        ("workers", "days_active"),
        ("worker_platform", "seconds_search"),
        ("worker_platform", "days_locked"),
        ("workers", "judged_at_start"),
        ("requesters", "outlay"),
        ("platforms", "fees"),
        ("task_types", "tasks_posted"),
        ("weeks", "accepted_pay"),
        ("months", "seconds_sessions"),
        ("batches", "price"),
    ],
)
def test_a_changed_number_is_noticed(folder, tmp_path, name, column, capsys):
    changed(folder, tmp_path / "copy", name, column)
    assert check(tmp_path / "copy") == 1
    failed = [line for line in capsys.readouterr().out.splitlines() if line.startswith("FAIL")]
    assert any(column in line or "every day" in line or "requesters.value_posted" in line for line in failed), failed


@pytest.mark.parametrize("name", ["workers", "worker_platform", "requesters", "weeks", "batches", "daily"])
def test_a_lost_row_is_noticed(folder, tmp_path, name):
    shutil.copytree(folder, tmp_path / "copy")
    path = tmp_path / "copy" / f"{name}.parquet"
    pd.read_parquet(path).iloc[1:].to_parquet(path)
    assert check(tmp_path / "copy") == 1
