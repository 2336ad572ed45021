"""Declarations of `requesters.parquet`, `task_types.parquet` and `platforms.parquet`."""

from functools import cached_property

import numpy as np
import pyarrow as pa

from microsim.codes import AccountStatus
from microsim.model import Market
from microsim.state.platforms import Platforms
from microsim.state.trade import Requesters
from microsim.units import MONEY

from .columns import NAMES, Out, OutTable, category, like, ratio, unless, whole, whole_ratio

HOURLY = f"{MONEY} per h"
PROFIT = "profit that it remembers of its present habits"
JUDGED = "tasks submitted to it that it has judged"
SUMMED = tuple(
    name for name, column in Requesters.columns.items() if column.flow and column.stored and column.dtype.kind == "i"
)


class KeptRequesters:
    """The requesters that a run stores: in the market on a measured day, or with work judged on one."""

    def __init__(self, market: Market) -> None:
        self.market, self.r = market, market.requesters

    @cached_property
    def rows(self) -> np.ndarray:
        """Rows of requesters."""
        moved = sum(np.abs(self.r.used(name)) for name in Requesters.flows()) > 0
        return np.flatnonzero((self.r.used("exit_day") >= 0) | moved)

    def of(self, name: str) -> np.ndarray:
        """One column of the stored requesters."""
        return self.r.used(name)[self.rows]


class TypesOfTasks:
    """What the requesters of each task type add up to."""

    def __init__(self, market: Market) -> None:
        self.market, self.r = market, market.requesters
        self.types = list(market.config.task_types.values())

    def of(self, name: str) -> np.ndarray:
        """Sum of one column over the requesters of each type (a requester has one type)."""
        sums = np.zeros(len(self.types), np.int64)
        np.add.at(sums, self.r.used("task_type"), self.r.used(name))
        return sums

    def declared(self, name: str) -> np.ndarray:
        """One parameter of each type."""
        return np.array([getattr(kind, name) for kind in self.types])


class PlatformsAtEnd:
    """The platforms as they are at the end of the run."""

    def __init__(self, market: Market) -> None:
        self.market, self.p = market, market.platforms

    def of(self, name: str) -> np.ndarray:
        """One column of the platforms."""
        return self.p.used(name)

    def accounts(self) -> np.ndarray:
        """Open accounts of people on each platform."""
        a = self.market.accounts
        working = (a.used("status") == AccountStatus.OPEN) & self.market.workers.person[a.used("worker")]
        return np.bincount(a.used("platform")[working], minlength=self.p.n)


def _names(values) -> pa.DictionaryArray:
    """Names that occur once each, in their order."""
    names = list(values)
    return category(names, np.arange(len(names)))


def _requester(name: str, **other) -> Out:
    return like(Requesters, name, lambda source: source.of(name), **other)


def _platform(name: str, **other) -> Out:
    return like(Platforms, name, lambda source: source.of(name), **other)


def _posted_mean(name: str, doc: str) -> Out:
    return Out(
        name, pa.int64(), f"{MONEY} per task", doc, lambda s: whole_ratio(s.of("value_posted"), s.of("tasks_posted"))
    )


def _hourly(name: str, doc: str, pay: str, seconds: str) -> Out:
    return Out(name, pa.int64(), HOURLY, doc, lambda s: whole_ratio(s.of(pay), s.of(seconds), 3600.0))


def _pay_columns(of_whom: str) -> tuple[Out, ...]:
    return (
        _posted_mean("price_mean", f"mean price of the tasks {of_whom} posted; none if there were none"),
        _hourly("posted_hourly_pay", "posted value per hour of true median time", "value_posted", "seconds_posted"),
        _hourly("effective_hourly_pay", "accepted pay per hour of time in the tasks judged", "accepted_pay",
                "seconds_worked"),
    )  # fmt: skip


def _choice(name: str, unit: str, doc: str, names, column: str) -> Out:
    return Out(name, NAMES, unit, doc, lambda s: category(names(s.market), s.of(column)))


REQUESTERS = OutTable(
    "requesters.parquet",
    "One row per requester in the market at any time since the first measured day, or with work judged since",
    KeptRequesters,
    whole((
        _requester("id", rename="requester_id"),
        _choice("kind", "name", "kind of requester", lambda m: list(m.config.requesters), "kind"),
        _choice("platform", "name", "where it posts", lambda m: m.platform_names, "platform"),
        _choice("task_type", "name", "what it needs", lambda m: list(m.config.task_types), "task_type"),
        Out("exit_day", pa.int64(), "day", "day of leaving; none: still in the market at the end",
            lambda s: unless(s.of("exit_day") >= s.market.day, s.of("exit_day"))),
        *_pay_columns("it"),
        Out("true_seconds_mean", pa.float64(), "s", "mean true median time of the tasks it posted",
            lambda s: ratio(s.of("seconds_posted"), s.of("tasks_posted"))),
        Out("fill_seconds_mean", pa.float64(), "s", "mean fill time of its filled batches; none if none was filled",
            lambda s: ratio(s.of("fill_seconds"), s.of("batches_filled"))),
        _requester("tasks_submitted", doc=JUDGED),
        _requester("automates", doc="has AI do its work, at the end"),
        _requester("deadline", rename="deadline_seconds"),
        _requester("review_effort", doc="submissions that it looks at, at the end"),
        _requester("refuse_good", doc="submissions that it refuses on purpose, unread, and keeps; at the end"),
        Out("profit_share", pa.float64(), "share of value", f"{PROFIT}; none before its first period of account closed",
            lambda s: unless(s.of("periods") == 0, s.of("profit_share"))),
    ), Requesters, _requester),
)  # fmt: skip

TASK_TYPES = OutTable(
    "task_types.parquet",
    "One row per task type: sums over the requesters of that type",
    TypesOfTasks,
    (
        Out("task_type", NAMES, "name", "key in the configuration", lambda s: _names(s.market.config.task_types)),
        Out("label_en", pa.string(), "text", "name in English", lambda s: s.declared("label_en")),
        Out("label_fr", pa.string(), "text", "name in French", lambda s: s.declared("label_fr")),
        Out("ai_role", pa.string(), "role", "what the task does for AI", lambda s: s.declared("ai_role")),
        Out("exposure", pa.float64(), "share of requesters", "whose work AI can take on at all",
            lambda s: s.declared("exposure") * 1.0),
        *(_requester(name, **({"doc": JUDGED} if name == "tasks_submitted" else {})) for name in SUMMED),
        *_pay_columns("of this type"),
    ),
)  # fmt: skip

PLATFORMS = OutTable(
    "platforms.parquet",
    "One row per platform; sums over the measured days, everything else as at the end",
    PlatformsAtEnd,
    whole((
        Out("platform", NAMES, "name", "key in the configuration", lambda s: _names(s.market.platform_names)),
        Out("label", pa.string(), "text", "name shown to people",
            lambda s: np.array([platform.label for platform in s.market.config.platforms.values()])),
        Out("accounts", pa.int64(), "accounts", "open accounts of people at the end", lambda s: s.accounts()),
    ), Platforms, _platform),
)  # fmt: skip
