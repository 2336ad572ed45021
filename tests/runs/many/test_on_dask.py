"""Runs computed by a real cluster: a scheduler and two workers, one of which is shot half-way."""

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from microsim.cli.entry import main
from microsim.runs.many.on_dask import DaskCluster

LONGEST = 60


@contextmanager
def _running(module: str, *words: object):
    command = [sys.executable, "-m", f"distributed.cli.{module}", *map(str, words)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        for child in (*_children(process), process):
            child.kill()
        process.wait()


def _children(process: subprocess.Popen) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []


@contextmanager
def _cluster(folder: Path):
    """Address, and the processes of two workers."""
    told = folder / "scheduler.json"
    with _running("dask_scheduler", "--host", "127.0.0.1", "--port", 0, "--no-dashboard", "--scheduler-file", told):
        deadline = time.monotonic() + LONGEST
        while not told.exists() or not told.read_text():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        address = json.loads(told.read_text())["address"]
        words = (address, "--nthreads", 1, "--no-nanny", "--no-dashboard", "--host", "127.0.0.1",
                 "--local-directory", folder)  # fmt: skip
        with _running("dask_worker", *words) as one, _running("dask_worker", *words) as other:
            yield address, [one, other]


@pytest.mark.long
def test_a_cluster_that_loses_a_worker_gives_the_same_bits_as_this_machine(tmp_path, sweeping, same_bits):
    words = ("seed=range(0,24)", "days=20")
    here = sweeping("sweep.name=here", *words)
    with _cluster(tmp_path) as (address, workers):
        shot = []

        class Shooting(DaskCluster):
            def answers(self, patience):
                told = super().answers(patience)
                self.back = getattr(self, "back", 0) + len(told)
                if self.back >= 8 and not shot:
                    workers[0].kill()
                    shot.append(self.back)
                return told

        cluster = Shooting(address)
        assert cluster.room >= 4
        there = sweeping("sweep.name=there", *words, pool=lambda: cluster)
    assert shot and shot[0] < 24 and workers[0].poll() is not None
    assert there.counts == {"done": 24}
    same_bits(here.folder, there.folder)


def test_a_scheduler_that_is_not_there_is_told_in_one_line(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("microsim.runs.many.on_dask.TO_CONNECT", "1s")
    words = ["sweep", "seed=1,2", f"output={tmp_path}", "executor=dask", "executor.address=tcp://127.0.0.1:9"]
    assert main(words) == 2
    told = capsys.readouterr().err
    assert "executor.address = tcp://127.0.0.1:9: no scheduler of Dask answers there" in told, told
    assert [line for line in told.splitlines() if line.startswith("microsim: ")] == told.splitlines()[-1:]


@pytest.mark.parametrize("word", ["executor=dask", "executor.kind=dask"])
def test_a_missing_address_is_told(word, capsys, tmp_path):
    assert main(["sweep", "seed=1,2", f"output={tmp_path}", word]) == 2
    assert "needs a scheduler: say executor.address=tcp://HOST:PORT" in capsys.readouterr().err
