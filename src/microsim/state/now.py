"""When it is: what every kernel that draws or dates gets first."""

from typing import NamedTuple


class Now(NamedTuple):
    """The day that is under way, and the seed of the run: where every address begins.

    Attributes:
        seed: of the run.
        day: number of the day; 0 is the first measured one.
        weekday: 0 is Monday.
        week_start, month_start: numbers of the first days of the calendar week and month.
        quarter: which quarter of the measured days, from 0; below 0 before them.
    """

    seed: int
    day: int
    weekday: int = 0
    week_start: int = 0
    month_start: int = 0
    quarter: int = -1
