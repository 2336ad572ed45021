"""Compute stored runs again and compare them to the bit."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from microsim.config.differences import differences
from microsim.config.errors import UserError
from microsim.runs.outcome import Outcome, daily_table

from .identity import code_parts
from .in_memory import compute_all
from .job import Answer, Executor, Job
from .plan import written
from .status import opened
from .store import DONE, Row, Store

SAMPLE = 5  # runs, unless more are asked for


@dataclass(frozen=True)
class Differs:
    """A run that came out differently.

    Attributes:
        run: its number and what tells it apart.
        what: the first metrics and daily columns that differ, with both values.
    """

    run: str
    what: list[str]


@dataclass(frozen=True)
class Verified:
    """What came of it.

    Attributes:
        checked: how many runs were computed again.
        of: how many there are.
        differing: those that came out differently.
        code: what of the code is not as it was when the sweep was made, by name; empty if it is the same.
        lang: language of the sweep.
    """

    checked: int
    of: int
    differing: list[Differs]
    code: list[str]
    lang: str


def verify(
    folder: Path | str, sample: int | None, executor: Callable[[], Executor], progress: bool = False
) -> Verified:
    """Compute runs of a sweep again.

    Args:
        folder: the folder of the sweep.
        sample: how many runs, spread by their identity; None for all.
        executor: makes the one who computes them.
        progress: show a bar.

    Raises:
        UserError: there is no sweep, or no run in it is finished.
    """
    with opened(Path(folder)) as store:
        done = store.runs(DONE)
        if not done:
            raise UserError(f"{folder} has no finished run to compare with.")
        chosen = sorted(_spread(done)[: len(done) if sample is None else sample], key=lambda row: row.number)
        bases, instruments = store.bases(), tuple(store.about("instruments", []))
        jobs = [Job(row.number, bases[row.base], row.changes, instruments) for row in chosen]
        answers = compute_all(jobs, executor, progress)
        measured = dict(store.metrics())
        differing = [Differs(f"{row.number} ({written(row.settings)})", what)
                     for row, answer in zip(chosen, answers, strict=True)
                     if (what := _difference(store, row, measured, answer))]  # fmt: skip
        other = [name for name, *_ in differences(store.about("code")["parts"], code_parts())]
        return Verified(len(chosen), len(done), differing, other, store.about("lang", "en"))


def _spread(rows: list[Row]) -> list[Row]:
    """The rows in an order that has nothing to do with the sweep, and is the same every time."""
    return sorted(rows, key=lambda row: hashlib.sha256(row.config.encode()).digest())


def _difference(store: Store, row: Row, measured: Mapping[int, Mapping[str, Any]], answer: Answer) -> list[str]:
    if not isinstance(answer, Outcome):
        return [str(answer)]
    there, here = measured[row.number], answer.metrics
    found = [f"{name} = {before!r} there, {now!r} here" for name, before, now in differences(there, here)]
    packed = store.daily(row.number)
    if packed != answer.daily:
        days = daily_table(packed).to_pandas(), daily_table(answer.daily).to_pandas()
        found += [f"daily column {name}{where}" for name in dict.fromkeys([*days[0], *days[1]])
                  if (where := _where(*(frame.get(name) for frame in days), days[0].day)) is not None]  # fmt: skip
    return found


def _where(before: Any, now: Any, day: Any) -> str | None:
    """Since when two columns differ; None if they are the same to the bit."""
    if before is None or now is None or len(before) != len(now):
        return ""
    same = (before == now) | (before.isna() & now.isna())
    return None if same.all() else f" from day {day[int(np.flatnonzero(~same)[0])]} on"
