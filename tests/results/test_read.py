"""A stored run is read back whole, or refused in one line that names the file."""

import json

import pytest
import yaml

from microsim.config.errors import UserError
from microsim.metrics import summary
from microsim.metrics.example import seven_workers
from microsim.results import read_run
from microsim.results.read import OPTIONAL, TABLES


@pytest.fixture
def folder(tmp_path):
    """The example, stored as a run stores it."""
    tables, folder = seven_workers(), tmp_path / "run"
    folder.mkdir()
    (folder / "config.yaml").write_text(yaml.safe_dump(dict(tables.config)), encoding="utf-8")
    (folder / "manifest.json").write_text(json.dumps(dict(tables.manifest)), encoding="utf-8")
    for name in (*TABLES, *OPTIONAL):
        getattr(tables, name).to_parquet(folder / f"{name}.parquet")
    return folder


def test_what_was_stored_gives_the_same_metrics(folder):
    tables = read_run(str(folder))
    assert tables.folder == folder
    assert summary(tables) == summary(seven_workers())


def test_tables_that_were_not_recorded_are_none(folder):
    for name in OPTIONAL:
        (folder / f"{name}.parquet").unlink()
    tables = read_run(folder)
    assert [getattr(tables, name) for name in OPTIONAL] == [None, None, None]


@pytest.mark.parametrize("name", ["config.yaml", "workers.parquet", "task_types.parquet"])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(UserError, match=f"{name} is missing") as caught:
        read_run(folder)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["config.yaml", "manifest.json", "workers.parquet", "batches.parquet"])
@pytest.mark.parametrize("content", [b"", b"{", b"[1]\n- :", b"\xff\xfe\x00"])
def test_a_damaged_file_is_named(folder, name, content):
    (folder / name).write_bytes(content)
    with pytest.raises(UserError, match=f"{name} is damaged") as caught:
        read_run(folder)
    assert "\n" not in str(caught.value)


def test_a_truncated_table_is_named(folder):
    path = folder / "daily.parquet"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(UserError, match="daily.parquet is damaged"):
        read_run(folder)


def test_a_folder_above_runs_points_to_the_last_one(folder):
    with pytest.raises(UserError, match="run is the last of 1"):
        read_run(folder.parent)


def test_an_empty_folder_is_not_a_run(tmp_path):
    with pytest.raises(UserError, match="has no manifest.json"):
        read_run(tmp_path)
