"""What the time of a run was spent on."""

import time
from collections.abc import Callable


class Stopwatch:
    """Seconds since the last look, by what they were spent on."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.clock, self.seconds = clock, {}
        self._last = clock()

    def lap(self, name: str) -> None:
        """Everything since the last look was spent on `name`."""
        now = self.clock()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._last
        self._last = now
