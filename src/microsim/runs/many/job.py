"""One run of many, as it travels to whoever computes it, and what comes back."""

import threading
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from microsim.config.grid import with_changes
from microsim.config.load import from_mapping
from microsim.runs.outcome import Outcome
from microsim.runs.stopwatch import Stopwatch

from .identity import code_digest

STAGES = ("config", "build", "simulation", "metrics", "instruments")  # in the order of `measure`
CODE = "code"
STATES = "states"  # folder of stored burn-ins
_ONE_AT_A_TIME = threading.Lock()  # a Dask worker may have several threads


@dataclass(frozen=True)
class Job:
    """One run to be computed.

    Attributes:
        number: its number in the sweep.
        base: a composed configuration, shared with other runs.
        changes: what is set on it.
        instruments: what is taken after the last day.
        code: digest of the code that shall compute it.
        words: the run as Hydra's own launchers are told it.
        home: folder of a sweep that shares its burn-ins and keeps its runs whole; none: neither.
        place: where this one is kept there.
        tries: how often it was tried before, and how many processes it has killed.
    """

    number: int
    base: Mapping[str, Any] = field(repr=False)
    changes: tuple[tuple[str, Any], ...]
    instruments: tuple[str, ...] = ()
    code: str = ""
    words: tuple[str, ...] = field(default=(), repr=False)
    home: str = ""
    place: str = ""
    tries: int = 0
    kills: int = 0


@dataclass(frozen=True)
class Failure:
    """A run that raised.

    Attributes:
        stage: how far it had come: config, build, simulation, metrics, instruments; code where the code differs.
        error: the exception in one line.
        traceback: all of it.
    """

    stage: str
    error: str
    traceback: str = field(default="", repr=False)


@dataclass(frozen=True)
class Died:
    """A run whose process ended before it could answer."""

    how: str


Answer = Outcome | Failure | Died


class Executor(Protocol):
    """Whoever computes runs. Runs are handed in, answers come back in any order."""

    room: int  # how many runs it wants to hold at once

    def submit(self, job: Job) -> None:
        """Take a run."""
        ...

    def answers(self, patience: float) -> list[tuple[Job, Answer]]:
        """What has come back, after at most so many seconds."""
        ...

    def close(self) -> None:
        """Stop at once; what is under way is given up."""
        ...


def compute(job: Job) -> Outcome | Failure:
    """The outcome of a job, or why there is none; never raises."""
    here = code_digest()
    if job.code not in ("", here):
        return Failure(CODE, f"this process runs other code ({here}) than the sweep ({job.code})")
    from microsim.runs.measure import measure  # start-up: the model; who only hands runs out does without it

    watch = Stopwatch()
    try:
        with _ONE_AT_A_TIME:
            config = from_mapping(with_changes(job.base, job.changes))
            watch.lap(STAGES[0])
            home = Path(job.home) if job.home else None
            states, folder = (home / STATES, home / job.place) if home else (None, None)
            return measure(config, job.instruments, watch, states, folder)
    except Exception as error:
        stage = STAGES[min(len(watch.seconds), len(STAGES) - 1)]
        line = " ".join(f"{type(error).__name__}: {error}".split())
        return Failure(stage, line, traceback.format_exc())
