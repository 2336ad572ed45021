"""The pool: every run is answered, whatever happens to processes, and nothing is left behind."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import suppress

import psutil
import pytest

from microsim.runs.many.job import Died, Job
from microsim.runs.many.local import LocalPool
from microsim.runs.outcome import Outcome

SHOTS = 12


def _all_answers(pool: LocalPool, jobs: list[Job], again: bool = False) -> dict[int, list]:
    """Answers by number; runs whose process died are handed in again if asked."""
    told: dict[int, list] = {job.number: [] for job in jobs}
    for job in jobs:
        pool.submit(job)
    waiting, deadline = len(jobs), time.monotonic() + 120
    while waiting:
        assert time.monotonic() < deadline
        for job, answer in pool.answers(1.0):
            told[job.number].append(answer)
            if again and isinstance(answer, Died):
                pool.submit(job)
            else:
                waiting -= 1
    return told


def _jobs(count: int) -> list[Job]:
    return [Job(number, {}, ()) for number in range(count)]


def test_answers_longer_than_a_pipe_come_back_from_processes_that_are_shot_at_any_moment(faults):
    pool = LocalPool(2, faults.big_answer)

    def shoot() -> None:
        for shot in range(SHOTS):
            time.sleep(0.01 + 0.007 * shot)
            pids = pool.pids
            if pids:
                with suppress(psutil.NoSuchProcess):  # it has just been replaced
                    psutil.Process(pids[shot % len(pids)]).kill()

    shooter = threading.Thread(target=shoot)
    shooter.start()
    told = _all_answers(pool, _jobs(400), again=True)
    shooter.join()
    pool.close()
    deaths = sum(isinstance(answer, Died) for answers in told.values() for answer in answers)
    assert all(answers[-1].metrics == {"seed": number} for number, answers in told.items())
    assert deaths <= SHOTS


def test_only_the_run_that_killed_its_process_is_blamed(faults):
    pool = LocalPool(2, faults.dies_when_odd)
    told = _all_answers(pool, _jobs(8))
    pool.close()
    died = [number for number, answers in told.items() if isinstance(answers[0], Died)]
    assert died == [faults.ODD] and told[faults.ODD][0].how == "killed by SIGKILL"


def test_a_process_shot_while_idle_is_nobodys_fault(faults):
    pool = LocalPool(1, faults.big_answer)
    _all_answers(pool, _jobs(1))
    psutil.Process(pool.pids[0]).kill()
    time.sleep(0.2)
    told = _all_answers(pool, _jobs(2))
    pool.close()
    assert all(isinstance(answers[0], Outcome) for answers in told.values())


def test_closing_leaves_no_process(faults):
    pool = LocalPool(2, faults.big_answer)
    for job in _jobs(50):
        pool.submit(job)
    pids = pool.pids
    pool.close()
    assert len(pids) == 2 and not any(psutil.pid_exists(pid) for pid in pids)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs POSIX")
def test_processes_end_with_the_one_that_began_them(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(textwrap.dedent("""
        import sys, time
        from microsim.runs.many.job import Job
        from microsim.runs.many.local import LocalPool
        from tests_of_workers import sleeps

        if __name__ == "__main__":
            pool = LocalPool(2, sleeps)
            for number in range(4):
                pool.submit(Job(number, {}, ()))
            print(*pool.pids, flush=True)
            time.sleep(60)
    """))
    (tmp_path / "tests_of_workers.py").write_text("import time\ndef sleeps(job):\n    time.sleep(60)\n")
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True,
                              env={**os.environ, "PYTHONPATH": str(tmp_path)})  # fmt: skip
    pids = [int(word) for word in parent.stdout.readline().split()]
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 20
    while any(_alive(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(pids) == 2 and not any(_alive(pid) for pid in pids)


def _alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False

