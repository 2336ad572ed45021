"""One function per figure: tables in, axes out; and `draw_all`, from a stored run to files.

Names are imported when they are first used: matplotlib takes longer to load than a small run to simulate.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_HOME = {"FIGURES": "draw", "activity_tiers": "tiers", "draw_all": "draw", "draw_one": "draw",
         "hourly_pay_by_motive": "hourly_pay", "prices_and_fill_rate": "prices", "time_by_motive": "time_use",
         "who_earns_what": "earnings"}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import a public name from where it lives."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)
