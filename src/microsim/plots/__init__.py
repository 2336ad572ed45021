"""One function per figure: tables in, axes out; and `draw_all`, from a stored run to files."""

from .draw import FIGURES, draw_all, draw_one
from .earnings import who_earns_what
from .hourly_pay import hourly_pay_by_motive
from .prices import prices_and_fill_rate
from .tiers import activity_tiers
from .time_use import time_by_motive

__all__ = [
    "FIGURES", "activity_tiers", "draw_all", "draw_one", "hourly_pay_by_motive", "prices_and_fill_rate",
    "time_by_motive", "who_earns_what",
]  # fmt: skip
