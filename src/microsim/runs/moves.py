"""Every assumed parameter at both ends of its plausible range, one at a time."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from microsim.config.errors import UserError
from microsim.config.nearest import did_you_mean
from microsim.config.plausible import plausible
from microsim.config.schema import Config

from .assumed import families

LOW, HIGH, BASE = "low", "high", "base"


class Move(NamedTuple):
    """One parameter at one end: its name (`*` for all members of a group), the end, and what to set."""

    parameter: str
    end: str
    changes: tuple[tuple[str, float], ...]

    @property
    def value(self) -> float | None:
        """What is set, where it is one number."""
        return self.changes[0][1] if len(self.changes) == 1 else None


def moves(config: Config) -> Iterator[Move]:
    """Both ends of every assumed parameter that a decision can feel, members of a group together.

    Example:
        >>> from microsim import load
        >>> told = {move[:2]: move.changes for move in moves(load(["scenario=france_2019"]))}
        >>> told["behaviour.run_length", "low"], len(told["motives.*.hours_per_day", "high"])
        ((('behaviour.run_length', 7.0),), 3)
    """
    for family, rows in families(config).items():
        for end, position in ((LOW, 0), (HIGH, 1)):
            yield Move(family, end, tuple((row["key"], plausible(row)[position]) for row in rows))


def chosen(parameters: Iterable[str], only: Sequence[str]) -> list[str]:
    """Those that begin as asked for; all of them if nothing is.

    Raises:
        UserError: a beginning is that of none.

    Example:
        >>> chosen(["demand.hours", "churn.usual_pay"], ["demand"])
        ['demand.hours']
    """
    there = list(dict.fromkeys(parameters))
    for beginning in only:
        if not any(name.startswith(beginning) for name in there):
            advice = did_you_mean(beginning, there) or "microsim describe parameters tells what is assumed."
            raise UserError(f"nothing that can be moved begins with {beginning}: {advice}")
    return [name for name in there if not only or name.startswith(tuple(only))]
