"""Declarations of the further tables: `weeks.parquet`, `months.parquet`, `batches.parquet`."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from microsim.codes import BatchState
from microsim.market.sessions.choice import ABROAD, ANY
from microsim.model import Market
from microsim.state.countries import countries, languages
from microsim.state.people import Accounts, Workers
from microsim.state.trade import Batches
from microsim.units import MONEY

from .columns import NAMES, Out, OutTable, category, like, unless

STATUSES = ("filled", "expired", "open", "withdrawn")
FILLED, EXPIRED, OPEN, WITHDRAWN = range(4)


@dataclass(frozen=True)
class PeriodRows:
    """What workers did in one calendar week or month: one entry per worker who was active or paid.

    Attributes:
        workers: identities.
        number, start: of the period; start is its first date, even if the run began later.
        days_active, seconds_sessions, submitted_pay, accepted_pay: of each worker in the period.
    """

    workers: np.ndarray
    number: int
    start: np.datetime64
    days_active: np.ndarray
    seconds_sessions: np.ndarray
    submitted_pay: np.ndarray
    accepted_pay: np.ndarray


class BatchRows:
    """Some rows of the batches of a market."""

    def __init__(self, market: Market, rows: np.ndarray) -> None:
        self.market, self.rows = market, rows

    def of(self, name: str) -> np.ndarray:
        """One column of these batches."""
        return getattr(self.market.batches, name)[self.rows]

    @cached_property
    def kinds(self) -> np.ndarray:
        """Kind of the requester of each."""
        return self.market.requesters.kind[self.of("requester")]

    def countries(self) -> np.ndarray:
        """Code of the only country admitted; below 0 where there is none, or a language is asked for."""
        gates = self.of("country")
        return np.where(gates < len(countries(self.market.config)), gates, ANY)

    def statuses(self) -> np.ndarray:
        """How each batch ended. One that was filled stays so when rejected tasks are offered again and expire."""
        ended = np.where(self.of("ended"), EXPIRED, WITHDRAWN)
        ended = np.where(self.of("fill_seconds") >= 0, FILLED, ended)
        return np.where(self.of("state") == BatchState.OPEN, OPEN, ended)


def _constant(value, like_what: np.ndarray) -> np.ndarray:
    return np.full(len(like_what), value)


def _period_columns(period: str, day_one: str) -> tuple[Out, ...]:
    return (
        like(Workers, "id", lambda rows: rows.workers, rename="worker_id"),
        Out(period, pa.int64(), f"{period}s", f"number of the calendar {period}; 0 is that of the first measured day",
            lambda rows: _constant(rows.number, rows.workers)),
        Out(f"{period}_start", pa.date32(), "date", f"{day_one} of the {period}, even if measured days begin later",
            lambda rows: _constant(rows.start, rows.workers)),
        Out("days_active", pa.int64(), "days", "measured days with a session", lambda rows: rows.days_active),
        Out("seconds_sessions", pa.int64(), "s", "time in sessions", lambda rows: rows.seconds_sessions),
        Out("submitted_pay", pa.int64(), MONEY, "price of the work submitted", lambda rows: rows.submitted_pay),
        like(Accounts, "accepted_pay", lambda rows: rows.accepted_pay),
    )  # fmt: skip


def _of_batch(name: str, **other) -> Out:
    return like(Batches, name, lambda batches: batches.of(name), **other)


def _choice(name: str, doc: str, names, codes) -> Out:
    return Out(name, NAMES, "name", doc, lambda batches: category(names(batches.market), codes(batches)))


WEEKS = OutTable(
    "weeks.parquet",
    "One row per person and calendar week with a session or accepted pay, measured days only",
    PeriodRows,
    _period_columns("week", "Monday"),
)
MONTHS = OutTable(
    "months.parquet",
    "One row per person and calendar month with a session or accepted pay, measured days only",
    PeriodRows,
    _period_columns("month", "first day"),
)
BATCHES = OutTable(
    "batches.parquet",
    "One row per batch posted on a measured day",
    BatchRows,
    (
        _of_batch("requester_id"),
        _choice("kind", "kind of requester", lambda m: list(m.config.requesters), lambda b: b.kinds),
        _choice("platform", "where it was on show", lambda m: m.platform_names, lambda b: b.of("platform")),
        _choice("task_type", "what it asked for", lambda m: list(m.config.task_types), lambda b: b.of("task_type")),
        *(_of_batch(name) for name in ("day", "second", "slot", "expiry_day")),
        _of_batch("tasks", rename="size"),
        *(_of_batch(name) for name in ("price", "seconds", "stated_seconds", "min_approval", "min_number")),
        Out("country", NAMES, "country code", "only country admitted; none: any",
            lambda b: category(countries(b.market.config), b.countries())),
        Out("language", NAMES, "name", "language asked for; none: any",
            lambda b: category(languages(b.market.config), b.of("country") - len(countries(b.market.config)))),
        Out("closed", pa.bool_(), "yes/no", "closed to people whom a law protects",
            lambda b: b.of("country") == ABROAD),
        _of_batch("surcharge"),
        *(_of_batch(name) for name in ("submitted", "accepted", "rejected", "returned", "left")),
        Out("fill_seconds", pa.int64(), "s", "from posting to the last task taken; none: not filled",
            lambda b: unless(b.of("fill_seconds") < 0, b.of("fill_seconds"))),
        _choice("status", "how it ended: filled, expired, withdrawn; or open at the end of the run",
                lambda m: STATUSES, lambda b: b.statuses()),
    ),
)  # fmt: skip
