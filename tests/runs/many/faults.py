"""What workers are made to do in tests: answer at length, raise, die. Imported by the processes of a pool."""

import os
import signal
from pathlib import Path

from microsim.runs.many.job import Answer, Failure, Job, compute
from microsim.runs.outcome import Outcome

ODD = 3


def big_answer(job: Job) -> Answer:
    """More than a pipe holds."""
    return Outcome({"seed": float(job.number)}, bytes(400_000), {})


def dies_when_odd(job: Job) -> Answer:
    """Kills its process for one of the runs, every time."""
    if job.number == ODD:
        os.kill(os.getpid(), signal.SIGKILL)
    return compute(job)


def dies_once(job: Job) -> Answer:
    """Kills its process the first time that this run is tried."""
    if job.number == ODD and job.kills == 0:
        os._exit(7)
    return compute(job)


def fails_when_odd(job: Job) -> Answer:
    """Fails in one of the runs, every time."""
    return Failure("simulation", "ValueError: odd", "Traceback ...") if job.number == ODD else compute(job)


def fails_once(job: Job) -> Answer:
    """Fails in one of the runs, the first time."""
    return fails_when_odd(job) if job.tries == 0 else compute(job)


def memory(job: Job) -> Answer:
    """The outcome, and the memory that the process holds by then, in kB, as a metric."""
    outcome = compute(job)
    held = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    outcome.metrics["registered_at_end"] = float(held.split()[1])
    return outcome
