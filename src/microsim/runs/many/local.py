"""Runs computed by processes of this machine.

Each process has a pipe of its own, so that the death of one takes nothing along: pools that share queues stop for ever
when a process is killed while it holds one (`docs/decisions/0010-many-runs.md`).
"""

import multiprocessing
import os
import pickle
import signal
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from .forking import begin
from .job import Answer, Died, Job, compute

AHEAD = 3  # runs handed in for each process, so that none is idle while answers are stored
QUICK = 1.0  # seconds; a process that answers as fast has its next run waiting in its pipe
SMALL = 32_768  # bytes; what is larger could fill a pipe while the other end is writing too


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    jobs: deque[Job] = field(default_factory=deque)
    since: float = 0.0
    quick: bool = False


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
        idle = next((worker for worker in self._workers if not worker.jobs), None)
        if idle is None and len(self._workers) < self.processes:
            idle = self._start()
        if idle is not None:
            self._feed(idle)

    def answers(self, patience: float) -> list[tuple[Job, Answer]]:
        """What the processes have answered; each of them gets its next run before the answer is handed on."""
        busy = {worker.pipe: worker for worker in self._workers if worker.jobs}
        told = []
        for pipe in wait(list(busy), patience):
            worker = busy[pipe]
            job = worker.jobs.popleft()
            try:
                answer = pipe.recv()
            except (EOFError, OSError):  # also in the middle of an answer
                answer, worker = Died(self._bury(worker)), self._start()
            worker.quick, worker.since = time.monotonic() - worker.since < QUICK, time.monotonic()
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
        """Take a dead process away, and back what it had not begun. Returns how it died."""
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        self._waiting.extendleft(reversed(worker.jobs))
        code = worker.process.exitcode or 0
        return f"killed by {signal.Signals(-code).name}" if code < 0 else f"left with status {code}"

    def _feed(self, worker: _Worker) -> None:
        """Give a process its next run; one more if it is quick and others have enough to do."""
        while self._waiting and (not worker.jobs or self._may_wait_for(worker)):
            if not worker.jobs and not worker.process.is_alive():
                self._bury(worker)  # shot while it was idle: not the fault of the run that comes next
                worker = self._start()
            message = pickle.dumps(self._waiting[0])
            if worker.jobs and len(message) >= SMALL:
                return
            worker.jobs.append(self._waiting.popleft())
            worker.since = worker.since if len(worker.jobs) > 1 else time.monotonic()
            with suppress(OSError):  # if it has died, its end of the pipe says so
                worker.pipe.send_bytes(message)

    def _may_wait_for(self, worker: _Worker) -> bool:
        enough = len(self._waiting) >= self.processes
        return worker.quick and enough and len(worker.jobs) < 2


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
