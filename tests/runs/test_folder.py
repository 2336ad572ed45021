"""The folder of a run: never overwritten, hidden until it is whole, gone without a trace when something goes wrong."""

import datetime as dt
import errno
import os
from contextlib import contextmanager
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from matplotlib.figure import Figure

from microsim.config.errors import OutputError
from microsim.model import Market
from microsim.runs import run
from microsim.runs import simulate as simulating
from microsim.runs.folder import run_folder

NOW = dt.datetime(2025, 1, 31, 9, 5, 0)
FULL = OSError(errno.ENOSPC, "No space left on device")


def refuse(error: BaseException):
    def fail(*args, **kwargs):
        raise error

    return fail


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*")) if folder.exists() else []


def test_a_run_is_hidden_until_it_is_whole_and_never_overwritten(brief, tmp_path):
    home = tmp_path / "out" / "classroom"
    for name in ("2025-01-31_09-05-00_seed1", "2025-01-31_09-05-00_seed1-2", "2025-01-31_09-05-00_seed1-3"):
        with run_folder(brief(), NOW) as part:
            (part.path / "note").write_text(name)
            assert part.path.name.startswith(".part-") and not (home / name).exists()
        assert part.final == home / name and (home / name / "note").read_text() == name
    assert len(list(home.iterdir())) == 3


def test_runs_that_begin_in_the_same_second_do_not_meet(brief, tmp_path):
    with run_folder(brief(), NOW) as first, run_folder(brief(), NOW) as second:
        assert first.path != second.path
    assert len({first.final, second.final}) == 2 and first.final.is_dir() and second.final.is_dir()


def test_a_name_taken_while_the_run_went_on_is_left_alone(brief):
    with run_folder(brief(), NOW) as part:
        part.final.mkdir()
        (part.final / "note").write_text("of somebody else")
        taken = part.final
    assert part.final.name.endswith("_seed1-2") and left_in(taken) == ["note"]


def test_the_name_of_a_scenario_leads_nowhere_else(brief, tmp_path):
    with run_folder(brief("scenario.name='../../x'"), NOW) as part:
        assert part.path.parent == tmp_path / "out" / "x"


@pytest.mark.parametrize("error", [RuntimeError("a bug"), KeyboardInterrupt(), FileNotFoundError(2, "a bug too")])
def test_on_an_error_nothing_stays_and_the_error_goes_on(brief, tmp_path, error):
    with pytest.raises(type(error)), run_folder(brief(), NOW) as part:
        (part.path / "figures").mkdir()
        raise error
    assert left_in(tmp_path) == []


def test_folders_that_hold_something_else_stay(brief, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("kept")
    with pytest.raises(KeyboardInterrupt), run_folder(brief(), NOW):
        raise KeyboardInterrupt
    assert left_in(tmp_path) == ["mine", "out"]


@contextmanager
def refused(tmp_path, words: str):
    """Expect one line for the user, and nothing left but what was there."""
    before = left_in(tmp_path)
    with pytest.raises(OutputError) as caught:
        yield
    message = str(caught.value)
    assert words in message and "output = " in message and "Choose another folder" in message and "\n" not in message
    assert left_in(tmp_path) == before


@pytest.mark.parametrize("way", ["out", "out/classroom"])
def test_a_file_in_the_way(brief, tmp_path, way):
    (tmp_path / way).parent.mkdir(exist_ok=True)
    (tmp_path / way).write_text("a file")
    with refused(tmp_path, "a file is in the way"):
        run(brief())


def test_a_folder_that_may_not_be_written(brief, tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "mkdir", refuse(PermissionError(errno.EACCES, "Permission denied")))
    with refused(tmp_path, "permission denied"):
        run(brief())


def test_a_name_that_is_too_long(tmp_path, brief):
    with refused(tmp_path, "file name too long"):
        run(brief(f"output={tmp_path / ('x' * 300)}"))


def test_it_is_told_before_the_simulation(brief, tmp_path, monkeypatch):
    monkeypatch.setattr(Market, "step", refuse(AssertionError("simulated for nothing")))
    (tmp_path / "out").write_text("a file")
    with refused(tmp_path, "a file is in the way"):
        run(brief())


@pytest.mark.parametrize(
    ("home", "name"),
    [
        (Path, "write_text"),
        (pq.ParquetWriter, "write_table"),
        (pq.ParquetWriter, "close"),
        (os, "fsync"),
        (Path, "rename"),
        (simulating, "write_json"),
    ],
)
def test_a_full_disk(brief, tmp_path, monkeypatch, home, name):
    monkeypatch.setattr(home, name, refuse(FULL))
    with refused(tmp_path, "no space left"):
        run(brief("record=[weeks,batches]"))


def test_a_full_disk_while_drawing(brief, tmp_path, monkeypatch):
    monkeypatch.setattr(Figure, "savefig", refuse(FULL))
    with pytest.raises(OutputError, match="(?i)no space left"):
        run(brief("figures=true"))
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("most", [0, 2_000, 20_000])
def test_files_that_the_system_cuts_short(result, brief, tmp_path, most):
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with refused(tmp_path, "file too large"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
        try:
            run(brief("record=[weeks,batches]"))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize(("home", "name"), [(pq.ParquetWriter, "write_table"), (simulating, "_measure")])
def test_ctrl_c_while_writing(brief, tmp_path, monkeypatch, home, name):
    monkeypatch.setattr(home, name, refuse(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        run(brief("record=[weeks]"))
    assert left_in(tmp_path) == []


def test_ctrl_c_in_the_middle_of_the_days(brief, tmp_path, monkeypatch):
    step = Market.step

    def until_day_two(market):
        if market.day == 2:
            assert [name for name in left_in(tmp_path) if name.startswith(".part-")]
            raise KeyboardInterrupt
        step(market)

    monkeypatch.setattr(Market, "step", until_day_two)
    with pytest.raises(KeyboardInterrupt):
        run(brief("record=[weeks,months,batches]"))
    assert left_in(tmp_path) == []
