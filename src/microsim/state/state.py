"""The state of a market: all that its next days depend on, besides its configuration."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np

from .days import Days
from .people import Accounts, JobsLost, Workers
from .platforms import Platforms
from .table import Table
from .ties import Ties
from .trade import Appeals, Batches, Moves, Payments, Requesters, Sessions, Submissions

Stored = dict[str, Any]


@dataclass
class State:
    """Tables, ties and a few numbers. Copying, storing and reading follow from the fields and from their columns.

    Attributes:
        workers, accounts, platforms, requesters, batches, submissions, appeals, payments, jobs_lost, moves, days:
            tables.
        sessions: those planned for today.
        ties: the network of workers.
        prospects: people per day who usually consider registering.
        people_at_start: people registered on the first morning.
        awaiting: submissions whose verdict is out.
        day: number of the day that is under way or comes next.
        steps: days so far, as Mesa counts them.
    """

    workers: Workers
    accounts: Accounts
    platforms: Platforms
    requesters: Requesters
    batches: Batches
    submissions: Submissions
    appeals: Appeals
    payments: Payments
    jobs_lost: JobsLost
    moves: Moves
    days: Days
    sessions: Sessions
    ties: Ties
    prospects: float
    people_at_start: int
    awaiting: int
    day: int
    steps: int = field(default=0)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The fields."""
        return tuple(one.name for one in fields(cls))

    @classmethod
    def tables(cls) -> dict[str, type[Table]]:
        """Those of the fields that are tables, and what they are."""
        return {one.name: one.type for one in fields(cls) if isinstance(one.type, type) and issubclass(one.type, Table)}

    def copy(self) -> "State":
        """The same in memory of its own."""
        return type(self)(**{name: _copied(getattr(self, name)) for name in self.names()})

    def stored(self) -> Stored:
        """Arrays and numbers, as a file can hold them: ``{"workers.id": array, "workers": rows, "day": number, …}``."""
        return {key: value for name in self.names() for key, value in _parts(name, getattr(self, name))}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> "State":
        """The state that was stored.

        Raises:
            KeyError: something is missing, or there is more than there should be: it is of another version.
        """
        left = dict(stored)
        state = cls(**{one.name: _whole(one.name, one.type, left) for one in fields(cls)})
        if left:
            raise KeyError(f"{', '.join(sorted(left))}: not known")
        return state


def _copied(value: Any) -> Any:
    return value.copy() if hasattr(value, "copy") else value


def _parts(name: str, value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, Table):
        return [(name, value.n), *((f"{name}.{key}", part) for key, part in value.saved().items())]
    if isinstance(value, Ties):
        return [(f"{name}.{one.name}", getattr(value, one.name)) for one in fields(Ties)]
    return [(name, value)]


def _whole(name: str, kind: Any, left: dict[str, Any]) -> Any:
    if isinstance(kind, type) and issubclass(kind, Table):
        return kind.restored(
            {key: left.pop(f"{name}.{key}") for key, col in kind.columns.items() if col.saved}, int(left.pop(name))
        )
    if kind is Ties:
        return Ties(**{one.name: left.pop(f"{name}.{one.name}") for one in fields(Ties)})
    value = left.pop(name)
    return value if kind is np.ndarray else kind(value)
