"""What people see while kernels are compiled: a line and a bar, with or without a terminal."""

import multiprocessing
import os
import sys
import time
from functools import cache
from typing import Any

import numba.core.event
from tqdm import tqdm

from .compiling import filed, kernels

QUIET = "MICROSIM_QUIET"  # an environment variable: if it is set, nothing is said
AFTER = 1.0  # seconds of compiling after which something is said
SAID = {
    "en": "microsim compiles the market for this machine: once, some seconds to a minute; later runs find it compiled.",
    "fr": "microsim compile le marché pour cette machine : une seule fois, de quelques secondes à une minute ; ensuite"
    " c'est fait.",
}
UNIT = {"en": "parts", "fr": "parties"}


class CompileProgress(numba.core.event.Listener):
    """Says that kernels are being compiled once that takes more than a moment, and how far it is.

    The bar ends with `close`, which whoever lets the market step calls; what is compiled later begins another one. A
    process that computes for another says nothing: that one has a bar of its own.
    """

    def __init__(self) -> None:
        self.lang = "en"
        self._began: float | None = None
        self._bar: Any = None
        self._done: set[str] = set()

    def on_start(self, event: numba.core.event.Event) -> None:
        """A kernel begins to be compiled."""
        if self._began is None:
            self._began = time.monotonic()
        self._show()

    def on_end(self, event: numba.core.event.Event) -> None:
        """A kernel has been compiled."""
        self._done.add(event.data["dispatcher"].py_func.__qualname__)
        self._show()

    def close(self) -> None:
        """All that was needed is compiled."""
        if self._bar is not None:
            self._bar.close()
        self._began, self._bar = None, None
        self._done.clear()

    def _show(self) -> None:
        if self._bar is None:
            if self._began is None or time.monotonic() - self._began < AFTER or multiprocessing.parent_process():
                return
            print(SAID[self.lang], file=sys.stderr, flush=True)
            missing = {one.py_func.__qualname__ for one in kernels() if not filed(one.py_func)}
            tty = sys.stderr.isatty()
            self._bar = tqdm(total=len(missing | self._done), unit=UNIT[self.lang], file=sys.stderr, leave=False,
                             mininterval=0.1 if tty else 5.0, ncols=None if tty else 60)  # fmt: skip
        self._bar.total = max(self._bar.total, len(self._done))
        self._bar.update(len(self._done) - self._bar.n)


@cache
def watch() -> CompileProgress:
    """Begin to watch, once per process, unless `MICROSIM_QUIET` is set."""
    progress = CompileProgress()
    if not os.environ.get(QUIET):
        numba.core.event.register("numba:compile", progress)
    return progress
