"""The tables of one run, as metrics see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

MONEY = 10_000  # columns of money hold whole 1/10,000 of the currency unit
HOUR = 3600
WEEK = 7
MONTH = 30.4375  # days in a mean month


def at_start(workers: "pd.DataFrame") -> "pd.Series":
    """Which people were registered on the first measured morning: every scenario with the same burn-in has the same."""
    return (workers.entry_day < 0) & ~(workers.exit_day < 0)


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
    workers: "pd.DataFrame"
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
    def registered(self) -> "pd.DataFrame":
        """The people who were present on a measured day; others were only judged or paid for work done before."""
        return self.workers[self.workers.days_present > 0]

    @cached_property
    def registered_at_start(self) -> "pd.DataFrame":
        """The people who were registered on the first measured morning."""
        return self.workers[at_start(self.workers)]

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
