"""What surrounds the market today: calendar and demand. Shocks will amend it."""

from dataclasses import dataclass, field

import numpy as np


@dataclass
class Environment:
    """Calendar and demand of the day.

    Attributes:
        weekday: 0 is Monday.
        week_start, month_start: numbers of the first days of the calendar week and month.
        demand: batches posted relative to a weekday.
        seen_markup: mean log price over the usual price of the batches on show, by task type.
        prospects: people per day who consider registering.
        fresh: rows of the batches posted today, by posting second.
    """

    weekday: int = 0
    week_start: int = 0
    month_start: int = 0
    demand: float = 1.0
    seen_markup: np.ndarray = field(default_factory=lambda: np.zeros(0))
    prospects: float = 0.0
    fresh: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
