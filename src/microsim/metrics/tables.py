"""The tables of one run, as metrics see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .roles import by_main_role

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

MONEY = 10_000  # columns of money hold whole 1/10,000 of the currency unit
WEEK = 7
MONTH = 30.4375  # days in a mean month
KEPT_ROWS = 50_000


def at_start(workers: "pd.DataFrame") -> "pd.Series":
    """Which people were registered on the first measured morning: every scenario with the same burn-in has the same."""
    return (workers.entry_day < 0) & ~(workers.exit_day < 0)


class Rows:
    """Some rows of a table, or of some of its rows: a column is selected when it is asked for.

    At full size a copy of a whole table takes 200 MB, of which metrics read one column in ten; nor is a column of so
    many rows kept for the next time.

    Args:
        table: the table.
        chosen: places of its rows, in their order, ``int64``.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> workers = seven_workers().workers
        >>> people = some(workers, workers.motive == "necessity")
        >>> len(people), people.worker_id.tolist(), people[people.worker_id > 2].worker_id.tolist()
        (2, [1, 7], [7])
    """

    def __init__(self, table: "pd.DataFrame", chosen: "np.ndarray") -> None:
        self._table, self._chosen = table, chosen

    def __len__(self) -> int:
        return len(self._chosen)

    def __getattr__(self, name: str) -> "pd.Series":
        column = getattr(self._table, name).iloc[self._chosen]
        if len(column) <= KEPT_ROWS:
            setattr(self, name, column)  # the next time it is there
        return column

    def __getitem__(self, which: Any) -> Any:
        if isinstance(which, str | list):  # columns; else rows
            return self._table[which].iloc[self._chosen]
        return Rows(self._table, self._chosen[which])


def some(table: "pd.DataFrame | Rows", chosen: "pd.Series") -> Rows:
    """The rows of a table, or of some of its rows, that are chosen."""
    return table[chosen] if isinstance(table, Rows) else Rows(table, chosen.to_numpy().nonzero()[0])


@dataclass(frozen=True, eq=False, repr=False)
class Tables:
    """What one run wrote. Money is whole 1/10,000 of the currency unit, time whole seconds, as stored.

    Args:
        config: the complete configuration, plain values.
        manifest: what is known of the run itself (version, seed, scenario, …).
        daily: one row per day, burn-in included; `day` is 0 on the first measured day.
        workers: one row per person whose time, tasks or pay moved or who was present, the foreign pool excluded.
        worker_platform: one row per account; groups abroad have `worker_id` -1, -2, …
        requesters, platforms, task_types: one row each, sums over the measured days.
        weeks, months: one row per active or paid worker-week (-month), if the run recorded them.
        batches: one row per batch, if the run recorded them.
        folder: where the tables were read from, if they were.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> tables = seven_workers()
        >>> tables.currency, len(tables.daily), len(tables.measured)
        ('EUR', 63, 56)
    """

    config: Mapping[str, Any]
    manifest: Mapping[str, Any]
    daily: "pd.DataFrame"
    workers: "pd.DataFrame | Rows"
    worker_platform: "pd.DataFrame"
    requesters: "pd.DataFrame"
    platforms: "pd.DataFrame"
    task_types: "pd.DataFrame"
    weeks: "pd.DataFrame | None" = None
    months: "pd.DataFrame | None" = None
    batches: "pd.DataFrame | None" = None
    folder: Path | None = None

    @cached_property
    def measured(self) -> "pd.DataFrame":
        """The daily table without the burn-in."""
        return self.daily[self.daily.day >= 0]

    @cached_property
    def registered(self) -> Rows:
        """The people who were present on a measured day; others were only judged or paid for work done before."""
        return some(self.workers, self.workers.days_present > 0)

    @cached_property
    def judged(self) -> Rows:
        """The people present on a measured day whose work was judged on one.

        Example:
            >>> from microsim.metrics.example import seven_workers
            >>> seven_workers().judged.worker_id.tolist()
            [1, 2, 3, 4]
        """
        w = self.registered
        return w[w.tasks_accepted + w.tasks_rejected > 0]

    @cached_property
    def by_main_role(self) -> "pd.DataFrame":
        """What became of the work of those who had any at first: see `microsim.metrics.roles`."""
        return by_main_role(self.workers)

    @cached_property
    def registered_at_start(self) -> Rows:
        """The people who were registered on the first measured morning."""
        return some(self.workers, at_start(self.workers))

    @property
    def months_measured(self) -> float:
        """Length of the measured period, in mean months."""
        return len(self.measured) / MONTH

    @property
    def currency(self) -> str:
        """Code of the currency of all amounts."""
        return self.config["scenario"]["currency"]

    @property
    def reference_wage(self) -> float:
        """Minimum wage with which hourly pay is compared, in currency per hour."""
        return float(self.config["scenario"]["reference_wage"])
