"""Runs computed by processes of this machine.

Each process has a pipe of its own, so that the death of one takes nothing along: pools that share queues stop for ever
when a process is killed while it holds one (`docs/decisions/0010-many-runs.md`).
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from .forking import begin
from .job import Answer, Died, Job, compute

AHEAD = 2  # runs that wait for each process, so that none is idle while an answer is stored


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    job: Job | None = None


class LocalPool:
    """An executor on this machine; a process that dies is replaced.

    Args:
        processes: how many; 0 for one per processor.
        work: what each of them does with a job.
    """

    def __init__(self, processes: int = 0, work: Callable[[Job], Answer] = compute) -> None:
        self.processes = processes or processors()
        self.room = self.processes * (1 + AHEAD)
        self._work = work
        self._context = begin()
        self._waiting: deque[Job] = deque()
        self._workers: list[_Worker] = []

    def submit(self, job: Job) -> None:
        """Take a run; it begins as soon as a process is free."""
        self._waiting.append(job)
        idle = next((worker for worker in self._workers if worker.job is None), None)
        if idle is None and len(self._workers) < self.processes:
            idle = self._start()
        if idle is not None:
            self._feed(idle)

    def answers(self, patience: float) -> list[tuple[Job, Answer]]:
        """What the processes have answered; each of them gets its next run before the answer is handed on."""
        busy = {worker.pipe: worker for worker in self._workers if worker.job is not None}
        told = []
        for pipe in wait(list(busy), patience):
            worker = busy[pipe]
            job = worker.job
            try:
                answer = pipe.recv()
            except (EOFError, OSError):  # also in the middle of an answer
                answer, worker = Died(self._bury(worker)), self._start()
            worker.job = None
            self._feed(worker)
            told.append((job, answer))
        return told

    def close(self) -> None:
        """Stop all processes at once."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()
        self._waiting.clear()

    @property
    def pids(self) -> list[int]:
        """The processes at work."""
        return [worker.process.pid for worker in self._workers if worker.process.pid is not None]

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        process.start()
        theirs.close()  # or the end of the process would not be seen
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _bury(self, worker: _Worker) -> str:
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        code = worker.process.exitcode or 0
        return f"killed by {signal.Signals(-code).name}" if code < 0 else f"left with status {code}"

    def _feed(self, worker: _Worker) -> None:
        if self._waiting:
            if not worker.process.is_alive():  # shot while it was idle: not the fault of the run that comes next
                self._bury(worker)
                worker = self._start()
            worker.job = self._waiting.popleft()
            with suppress(OSError):  # if it has died, its end of the pipe says so
                worker.pipe.send(worker.job)


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _serve(pipe: Connection, work: Callable[[Job], Answer]) -> None:
    """The life of a process: answer one job after the other until nobody asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of the terminal; the first one decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        pipe.send(work(job))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
