"""How far a sweep is, seen from another terminal."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from microsim.config.errors import UserError

from .lock import is_running
from .store import DONE, FAILED, FILE, KILLED, WAITING, Row, Store


@dataclass(frozen=True)
class Status:
    """How far a sweep is.

    Attributes:
        folder: where it is.
        counts: runs by status.
        running: whether somebody computes it now.
        seconds_left: estimated from what this session has finished; None where nothing can be said.
        failures: runs without result.
        lang: language of the sweep.
    """

    folder: Path
    counts: Mapping[str, int]
    running: bool
    seconds_left: float | None
    failures: list[Row]
    lang: str


def status(folder: Path | str) -> Status:
    """How far the sweep in a folder is; it may be running.

    Raises:
        UserError: there is no sweep in the folder.

    Example:
        >>> status("nowhere")
        Traceback (most recent call last):
            ...
        microsim.config.errors.UserError: nowhere holds no sweep: give the folder of one, such as results/sweeps/fees.
    """
    folder = Path(folder)
    with opened(folder) as store:
        counts, running = store.counts(), is_running(folder)
        session = store.about("session", {})
        left = _left(counts, session) if running and session else None
        return Status(folder, counts, running, left, store.runs(FAILED, KILLED), store.about("lang", "en"))


def opened(folder: Path) -> Store:
    """The store of a folder, to be read only."""
    if not (folder / FILE).is_file():
        raise UserError(f"{folder} holds no sweep: give the folder of one, such as results/sweeps/fees.")
    return Store(folder, read_only=True)


def _left(counts: Mapping[str, int], session: Mapping[str, object]) -> float | None:
    finished = int(session["waiting"]) - counts.get(WAITING, 0)
    passed = (dt.datetime.now().astimezone() - dt.datetime.fromisoformat(str(session["started"]))).total_seconds()
    return passed / finished * counts.get(WAITING, 0) if finished > 0 and counts.get(DONE, 0) else None
