"""Sweeps that are killed, interrupted, or run out of disk: nothing finished is lost, and the end is the same."""

import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from microsim.runs.many.store import FILE, Store

COMMAND = Path(sys.executable).with_name("microsim")
WORDS = ("scenario=classroom", "scale=0.05", "days=15", "burn_in_days=10", "platforms.mturk.fee_share=0.1,0.2",
         "seed=range(0,15)", "sweep.name=mine")  # fmt: skip
RUNS, LONGEST = 30, 120


def _start(home: Path, *more: str) -> subprocess.Popen:
    return subprocess.Popen([COMMAND, "sweep", *WORDS, f"output={home}", *more], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=_hears)  # fmt: skip


def _hears() -> None:
    """A shell has what it starts in the background ignore Ctrl-C; so would we, and all that we start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _finished(home: Path) -> dict[int, str]:
    """When each finished run was finished."""
    path = home / "sweeps" / "mine" / FILE
    if not path.exists():
        return {}
    with sqlite3.connect(path, timeout=30) as sql:
        if not sql.execute("select count(*) from sqlite_master where name = 'run'").fetchone()[0]:
            return {}
        return dict(sql.execute("select number, finished from run where status = 'done'"))


def _wait_for(home: Path, runs: int, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + LONGEST
    while len(_finished(home)) < runs and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _moment(number: int) -> float:
    """A moment between 0 and 1 that has nothing to do with the others, and is the same every time."""
    return int.from_bytes(hashlib.sha256(str(number).encode()).digest()[:4], "big") / 2**32


def _workers_gone(group: int) -> bool:
    def here(process: psutil.Process) -> bool:
        try:
            return os.getpgid(process.pid) == group and process.status() != psutil.STATUS_ZOMBIE
        except (ProcessLookupError, psutil.NoSuchProcess):
            return False

    deadline = time.monotonic() + 30
    while any(here(process) for process in psutil.process_iter()):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture(scope="module")
def calm(tmp_path_factory) -> tuple[Path, float]:
    """A sweep that nobody disturbs, and how long its command takes."""
    home, started = tmp_path_factory.mktemp("undisturbed"), time.monotonic()
    process = _start(home)
    assert process.wait(LONGEST) == 0, process.stderr.read()
    return home / "sweeps" / "mine", time.monotonic() - started


@pytest.fixture
def undisturbed(calm) -> Path:
    return calm[0]


@pytest.fixture
def seconds(calm) -> float:
    return calm[1]


def _killed_and_continued(home: Path, moments: list[float], undisturbed: Path, same_bits) -> None:
    before: dict[int, str] = {}
    for moment in moments:
        process = _start(home)
        time.sleep(moment)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert _workers_gone(process.pid)
        now = _finished(home)
        assert before.items() <= now.items()  # what was finished is there, and was not computed again
        before = now
    process = _start(home)
    assert process.wait(LONGEST) == 0, process.stderr.read()
    assert before.items() <= _finished(home).items() and len(_finished(home)) == RUNS
    same_bits(home / "sweeps" / "mine", undisturbed)


@pytest.mark.long
@pytest.mark.parametrize("parts", [(0.45,), (0.3, 0.5, 0.4)])
def test_killed_and_continued(parts, tmp_path, undisturbed, seconds, same_bits):
    _killed_and_continued(tmp_path, [seconds * part for part in parts], undisturbed, same_bits)


@pytest.mark.long
@pytest.mark.parametrize("number", range(20))
def test_killed_at_any_moment_and_continued(number, tmp_path, undisturbed, seconds, same_bits):
    _killed_and_continued(tmp_path, [seconds * 1.05 * _moment(number)], undisturbed, same_bits)


@pytest.mark.long
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_cleanly_and_the_same_command_goes_on(sign, tmp_path, undisturbed, same_bits):
    process = _start(tmp_path)
    _wait_for(tmp_path, 5, process)
    if sign == signal.SIGINT:
        os.killpg(process.pid, sign)  # a terminal tells all processes
    else:
        process.send_signal(sign)
    assert process.wait(30) == 130
    told = process.stderr.read()
    assert told.startswith("microsim: interrupted: ") and told.count("\n") == 1, told
    assert f"of {RUNS} runs are safe in" in told
    assert _workers_gone(process.pid) and 5 <= len(_finished(tmp_path)) < RUNS
    if sign == signal.SIGINT:  # from here on there is no difference
        assert _start(tmp_path).wait(LONGEST) == 0
        same_bits(tmp_path / "sweeps" / "mine", undisturbed)


@pytest.mark.long
def test_status_from_another_terminal_while_it_runs(tmp_path):
    process = _start(tmp_path)
    _wait_for(tmp_path, 3, process)
    told = subprocess.run([COMMAND, "status", tmp_path / "sweeps" / "mine"], capture_output=True, text=True)
    assert told.returncode == 0 and f"{RUNS} runs, " in told.stdout and "It runs now, about" in told.stdout, told
    assert process.wait(LONGEST) == 0
    told = subprocess.run([COMMAND, "status", tmp_path / "sweeps" / "mine"], capture_output=True, text=True)
    assert f"{RUNS} runs, {RUNS} done\nIt has ended." in told.stdout


@pytest.fixture
def small_disk(tmp_path):
    """A disk of less than half a megabyte, where one may be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = [shutil.which("mount") or "false", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk]
    if subprocess.run(command, capture_output=True).returncode:
        pytest.skip("no disk may be mounted here; the injected error below is tested everywhere")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.mark.long
def test_a_full_disk_keeps_what_is_finished(small_disk, tmp_path, undisturbed, same_bits):
    process = _start(small_disk)
    assert process.wait(LONGEST) == 2
    told = process.stderr.read()
    assert "cannot be written" in told and "Traceback" not in told and told.count("\n") == 1, told
    kept = _finished(small_disk)
    assert 0 < len(kept) < RUNS
    roomy = tmp_path / "roomy"
    shutil.copytree(small_disk, roomy)
    assert _start(roomy).wait(LONGEST) == 0
    assert kept.items() <= _finished(roomy).items()
    same_bits(roomy / "sweeps" / "mine", undisturbed)


def test_a_disk_that_refuses_is_told_in_one_line(tmp_path, monkeypatch, sweeping, capsys):
    from microsim.config.errors import OutputError

    def full(*_, **__):
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        raise error

    finish = Store.finish
    calls = []

    def first_two_only(self, *args, **kept):
        calls.append(args)
        if len(calls) > 2:
            with self._told():
                full()
        finish(self, *args, **kept)

    monkeypatch.setattr(Store, "finish", first_two_only)
    with pytest.raises(OutputError, match="disk is full. What was finished before is kept"):
        sweeping("sweep.name=mine", "seed=range(0,6)")
    assert len(_finished(tmp_path)) == 2
    monkeypatch.undo()
    assert sweeping("sweep.name=mine", "seed=range(0,6)").counts == {"done": 6}


@pytest.mark.long
def test_memory_stays_flat_over_500_runs(faults, sweeping):
    from microsim.results.sweeps import read_sweep
    from microsim.runs.many.local import LocalPool

    own = psutil.Process()
    sweeping("sweep.name=first", "seed=range(0,50)")
    before = own.memory_info().rss
    folder = sweeping("sweep.name=many", "seed=range(0,500)", pool=lambda: LocalPool(1, faults.memory)).folder
    grown = own.memory_info().rss - before
    held = read_sweep(folder).runs.registered_at_end  # kB, as the worker has told
    assert grown < 60e6
    assert held.iloc[-50:].mean() < held.iloc[50:100].mean() * 1.03, (held.iloc[50:100].mean(), held.iloc[-50:].mean())
