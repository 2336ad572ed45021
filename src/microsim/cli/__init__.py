"""The command line: `microsim run` and `microsim describe`."""

from .entry import main

__all__ = ["main"]
