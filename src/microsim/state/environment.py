"""What surrounds the market today: calendar, demand, and what shocks do to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Refusal:
    """A requester who refuses submissions unread.

    Attributes:
        platform: name of the platform where it posts.
        rank: its place among the repeat requesters there, by planned hours; 1 is the largest.
        present_on: the day on which it is looked for.
        share: of its submissions, those refused.
    """

    platform: str
    rank: int
    present_on: int
    share: float


@dataclass(frozen=True)
class Opening:
    """People of a country who were absent, and hear of the platforms; both numbers over the registered of the start.

    Attributes:
        country: its code.
        hear: those who hear of them today.
        heard: those who had heard of them before; they are replaced as life takes away who registered.
    """

    country: str
    hear: float
    heard: float


@dataclass
class Environment:
    """Calendar and demand of the day, and what shocks do to it.

    Shocks may amend what is set anew every morning: demand, disconnected, refusals, nudge, openings.

    Attributes:
        weekday: 0 is Monday.
        week_start, month_start: numbers of the first days of the calendar week and month.
        demand: batches posted relative to a weekday.
        seen_markup: mean log price over the usual price of the batches on show, by task type.
        prospects: people per day who consider registering.
        fresh: rows of the batches posted today, by posting second.
        disconnected: share of its open accounts that a platform suspends today without cause, by name.
        refusals: the requesters who refuse submissions unread today.
        nudge: what the first batch posted today pays more per task, in 1/10,000.
        openings: countries that were absent at the start.
    """

    weekday: int = 0
    week_start: int = 0
    month_start: int = 0
    demand: float = 1.0
    seen_markup: np.ndarray = field(default_factory=lambda: np.zeros(0))
    prospects: float = 0.0
    fresh: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    disconnected: Mapping[str, float] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()
    nudge: int = 0
    openings: tuple[Opening, ...] = ()
