"""Declaration of `daily.parquet`."""

import datetime as dt

import numpy as np
import pyarrow as pa

from microsim.model import Market
from microsim.state.days import Days

from .columns import Out, OutTable, like


def dates(start: dt.date, days: np.ndarray) -> np.ndarray:
    """Dates of days counted from the first measured one.

    Example:
        >>> dates(dt.date(2019, 1, 1), np.array([-1, 0])).astype(str).tolist()
        ['2018-12-31', '2019-01-01']
    """
    return np.datetime64(start, "D") + days.astype("timedelta64[D]")


def _same(market: Market) -> Market:
    return market


def _of_day(name: str) -> Out:
    return like(Days, name, lambda market: market.days.used(name))


DAILY = OutTable(
    "daily.parquet",
    "One row per day of the whole market, burn-in included (day below 0)",
    _same,
    (
        Out("date", pa.date32(), "date", "date of the day",
            lambda market: dates(market.config.scenario.start_date, market.days.used("day"))),
        *(_of_day(name) for name in Days.columns),
    ),
)  # fmt: skip
