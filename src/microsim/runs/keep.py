"""Keepers: what is asked for by `record=` is written while the run goes on, at the end of each day."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import numpy as np

from microsim.codes import BatchState
from microsim.config.schema import Config
from microsim.model import Market

from .columns import OutTable
from .people import by_worker, seconds_in_sessions
from .write import KEPT, TableFile, TableInMemory

Numbering = Callable[[int], int]


@contextmanager
def keepers(
    config: Config, new: Callable[[OutTable], TableFile | TableInMemory]
) -> Iterator[list["PeriodKeeper | BatchKeeper"]]:
    """The keepers that a configuration asks for, each with a file or a table in memory made by `new`."""
    with ExitStack() as files:
        yield [_keeper(name, config, files.enter_context(new(KEPT[name]))) for name in dict.fromkeys(config.record)]


def _keeper(name: str, config: Config, file: TableFile | TableInMemory) -> "PeriodKeeper | BatchKeeper":
    if name == "batches":
        return BatchKeeper(file)
    start = np.datetime64(config.scenario.start_date, "D")
    return PeriodKeeper(file, Weeks(start) if name == "weeks" else Months(start))


class Weeks:
    """Calendar weeks, counted from that of the first measured day.

    Example:
        >>> weeks = Weeks(np.datetime64("2019-01-01"))  # a Tuesday
        >>> weeks.number(5), weeks.number(6), str(weeks.start(1))
        (0, 1, '2019-01-07')
    """

    def __init__(self, first_day: np.datetime64) -> None:
        self.monday = first_day - (first_day - np.datetime64("1969-12-29")).astype(int) % 7
        self.weekday = int((first_day - self.monday).astype(int))

    def number(self, day: int) -> int:
        """The week of a day."""
        return (day + self.weekday) // 7

    def start(self, number: int) -> np.datetime64:
        """Its Monday."""
        return self.monday + 7 * number


class Months:
    """Calendar months, counted from that of the first measured day.

    Example:
        >>> months = Months(np.datetime64("2019-01-15"))
        >>> months.number(16), months.number(17), str(months.start(1))
        (0, 1, '2019-02-01')
    """

    def __init__(self, first_day: np.datetime64) -> None:
        self.first_day, self.month = first_day, first_day.astype("datetime64[M]")

    def number(self, day: int) -> int:
        """The month of a day."""
        return int(((self.first_day + day).astype("datetime64[M]") - self.month).astype(int))

    def start(self, number: int) -> np.datetime64:
        """Its first day."""
        return (self.month + number).astype("datetime64[D]")


class PeriodKeeper:
    """Writes what each person did in a calendar period, when it is over: differences of what accounts add up to."""

    def __init__(self, file: TableFile | TableInMemory, calendar: Weeks | Months) -> None:
        self.file, self.calendar = file, calendar
        self._before = {}  # what was added up at the end of the period before; flows are zero on the first measured day
        self._submitted = np.zeros(0, np.int64)
        self._open = False

    def __call__(self, market: Market) -> None:
        """Note the day; write the period if tomorrow belongs to another."""
        if market.day < 0:
            return
        self._open = True
        a = market.accounts
        self._submitted = _longer(self._submitted, market.workers.n)
        np.add.at(self._submitted, a.worker[market.events.touched], a.earned_today[market.events.touched])
        if self.calendar.number(market.day + 1) != self.calendar.number(market.day):
            self._write(market, market.day)

    def finish(self, market: Market) -> None:
        """Write the period that the end of the run cuts."""
        if self._open:
            self._write(market, market.day - 1)

    def _write(self, market: Market, day: int) -> None:
        w, a, number = market.workers, market.accounts, self.calendar.number(day)
        now = {
            "days_active": w.used("days_active").copy(),
            "seconds_sessions": by_worker(a, seconds_in_sessions(a), w.n),
            "accepted_pay": by_worker(a, a.used("accepted_pay"), w.n),
        }
        none = np.zeros(0, np.int64)
        change = {name: values - _longer(self._before.get(name, none), w.n) for name, values in now.items()}
        rows = np.flatnonzero(w.used("person") & ((change["days_active"] > 0) | (change["accepted_pay"] > 0)))
        self.file.add(
            w.id[rows], number, self.calendar.start(number), change["days_active"][rows],
            change["seconds_sessions"][rows], _longer(self._submitted, w.n)[rows], change["accepted_pay"][rows],
        )  # fmt: skip
        self._before, self._submitted, self._open = now, none, False


class BatchKeeper:
    """Writes every batch posted on a measured day, when its last verdict is in or the run is over."""

    def __init__(self, file: TableFile | TableInMemory) -> None:
        self.file = file

    def __call__(self, market: Market) -> None:
        """Write the batches whose rows were set free today."""
        if market.day >= 0:
            self._write(market, market.events.freed)

    def finish(self, market: Market) -> None:
        """Write those that still live at the end of the run."""
        self._write(market, np.flatnonzero(market.batches.used("state") != BatchState.FREE))

    def _write(self, market: Market, rows: np.ndarray) -> None:
        self.file.add(market, rows[market.batches.day[rows] >= 0])


def _longer(values: np.ndarray, length: int) -> np.ndarray:
    """Values of people, with zeros for those who came since."""
    return np.concatenate([values, np.zeros(length - len(values), np.int64)])
