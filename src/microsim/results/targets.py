"""Published figures that a scenario has to meet, with their bands; and how far a run is from them."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from microsim import facts
from microsim.config.errors import UserError
from microsim.config.nearest import did_you_mean
from microsim.instruments import INSTRUMENTS
from microsim.metrics.register import METRICS

SHIPPED = facts.HERE / "targets.yaml"
MEASURED = METRICS | INSTRUMENTS


class TargetsError(UserError):
    """A file of targets that cannot be used."""


class Target(BaseModel):
    """One published figure.

    Attributes:
        name: the metric or instrument. value: as published (a word where no number was). low, high: accepted band for
            the mean over seeds. unit, meaning: in words. fact: its row or table of the facts. kind: scored, or shown.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    value: float | str
    low: float
    high: float
    unit: str
    fact: str
    kind: Literal["target", "input_check"]
    meaning: str = ""

    @model_validator(mode="after")
    def _band(self):
        if not self.low < self.high:
            raise ValueError(f"the band {self.low:g} to {self.high:g} is upside down")
        return self

    def told(self, currency: str) -> dict[str, str]:
        """Unit and labels as those of its metric or instrument."""
        return MEASURED[self.name].told(currency)

    @property
    def mark(self) -> str:
        """How far the source was checked (see the README of the facts)."""
        row = facts.source(self.fact)
        return row.get("mark", "") or "data"


@dataclass(frozen=True)
class Scored:
    """A target beside what the model gives.

    Attributes:
        target: the published figure.
        values: the model's, one per seed; empty where there was nothing to measure.
    """

    target: Target
    values: tuple[float, ...]

    @property
    def mean(self) -> float | None:
        """Mean over the seeds."""
        return statistics.fmean(self.values) if self.values else None

    @property
    def inside(self) -> bool | None:
        """Whether the mean lies in the band; None if it was not measured."""
        return None if self.mean is None else self.target.low <= self.mean <= self.target.high


def read_targets(scenario: str, path: Path | str = SHIPPED) -> list[Target]:
    """The targets of one scenario.

    Raises:
        TargetsError: in one line, what is wrong in the file and where, or which scenarios have targets.

    Example:
        >>> [target.name for target in read_targets("france_2019")][:2]
        ['share_active_weekly', 'share_active_monthly']
        >>> read_targets("france_2018")
        Traceback (most recent call last):
            ...
        microsim.results.targets.TargetsError: france_2018 has no targets: did you mean france_2019?
    """
    chapters = _chapters(Path(path))
    if scenario not in chapters:
        advice = did_you_mean(scenario, chapters) or f"there are some for {', '.join(chapters)}."
        raise TargetsError(f"{scenario} has no targets: {advice}")
    rows = {name: row for name, row in chapters[scenario].items() if name != "currency"}
    return [_target(scenario, name, row, path) for name, row in rows.items()]


def score(targets: Sequence[Target], runs: Sequence[Mapping[str, float | None]]) -> list[Scored]:
    """Put what was measured in some runs, one per seed, beside the targets.

    Example:
        >>> weekly = read_targets("france_2019")[0]
        >>> told = [{"share_active_weekly": share} for share in (0.05, 0.06)]
        >>> row, = score([weekly], told)
        >>> round(row.mean, 3), row.inside
        (0.055, True)
    """
    return [Scored(target, _values(target.name, runs)) for target in targets]


def in_band(scored: Sequence[Scored]) -> tuple[int, int]:
    """How many scored targets are in their band, and how many were measured (input checks apart)."""
    told = [row.inside for row in scored if row.target.kind == "target" and row.inside is not None]
    return sum(told), len(told)


def _values(name: str, runs: Sequence[Mapping[str, float | None]]) -> tuple[float, ...]:
    told = (run.get(name) for run in runs)
    return tuple(value for value in told if value is not None)


def _chapters(path: Path) -> Mapping[str, Mapping[str, Any]]:
    import yaml  # start-up

    try:
        chapters = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise TargetsError(f"{path} cannot be read: {error}") from None
    if not isinstance(chapters, dict) or not all(isinstance(chapter, dict) for chapter in chapters.values()):
        raise TargetsError(f"{path} does not map scenarios to targets: compare {SHIPPED.name} of the facts.")
    return chapters


def _target(scenario: str, name: str, row: Any, path: Path | str) -> Target:
    where = f"{path}: {scenario}.{name}"
    if name not in MEASURED:
        advice = did_you_mean(name, MEASURED) or "microsim describe metrics lists them."
        raise TargetsError(f"{where} is not a metric: {advice}")
    if not isinstance(row, dict):
        raise TargetsError(f"{where} is no target: give value, low, high, unit, fact and kind.")
    try:
        return Target(name=name, **row)
    except (ValidationError, TypeError) as error:
        told = error.errors()[0] if isinstance(error, ValidationError) else {"msg": str(error), "loc": ()}
        part = f".{told['loc'][0]}" if told["loc"] else ""
        raise TargetsError(f"{where}{part}: {told['msg'].removeprefix('Value error, ')}.") from None
