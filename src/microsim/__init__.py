"""microsim: the open laboratory of micro-work markets.

Names are imported when they are first used, so that `import microsim` and the command line's help stay instant.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from . import moved

if TYPE_CHECKING:
    from .agents import Platform, Requester, Worker
    from .config.load import load
    from .config.schema import Config
    from .model import Market

__version__: str
__all__ = ["Config", "Market", "Platform", "Requester", "Worker", "__version__", "load"]

_HOME = {
    "Config": "microsim.config.schema",
    "Market": "microsim.model",
    "Platform": "microsim.agents",
    "Requester": "microsim.agents",
    "Worker": "microsim.agents",
    "load": "microsim.config.load",
}


moved.tell()


def __getattr__(name: str) -> Any:
    """Import a public name from where it lives."""
    if name == "__version__":
        from importlib.metadata import version  # start-up

        return version("microsim")
    if name not in _HOME:
        raise AttributeError(f"module 'microsim' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
