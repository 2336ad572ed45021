"""Run a market, store what happened, and report it. Names are imported when they are first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .report import print_report
    from .simulate import RunResult, run
    from .write import describe_outputs

__all__ = ["RunResult", "describe_outputs", "print_report", "run"]

_HOME = {"RunResult": "simulate", "describe_outputs": "write", "print_report": "report", "run": "simulate"}


def __getattr__(name: str) -> Any:
    """Import a public name from where it lives."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)
