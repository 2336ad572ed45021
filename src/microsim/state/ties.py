"""The network of workers as arrays: places that stay, and who holds each of them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .people import Workers


def _none() -> np.ndarray:
    return np.zeros(0, np.int64)


@dataclass
class Ties:
    """Ties between places; a newcomer who is a member takes a place that somebody left, with its ties.

    Attributes:
        offsets: where the ties of each place begin in `ties`, ``int64[places + 1]``.
        ties: the places at their other ends, each tie twice, ``int64[2 * ties]``.
        holder: row of the worker who holds each place; -1: it is free, ``int64[places]``.
    """

    offsets: np.ndarray = field(default_factory=lambda: np.zeros(1, np.int64))
    ties: np.ndarray = field(default_factory=_none)
    holder: np.ndarray = field(default_factory=_none)

    def copy(self) -> "Ties":
        """The same in memory of its own."""
        return Ties(self.offsets.copy(), self.ties.copy(), self.holder.copy())

    def leave(self, workers: "Workers", rows: np.ndarray) -> None:
        """Free the places of some workers."""
        places = workers.place[rows]
        self.holder[places[places >= 0]] = -1
        workers.place[rows] = -1

    def take(self, workers: "Workers", rows: np.ndarray) -> None:
        """Give free places, the first ones first, to some workers, as far as there are any."""
        if not len(rows):
            return
        free = np.flatnonzero(self.holder < 0)[: len(rows)]
        self.holder[free] = rows[: len(free)]
        workers.place[rows[: len(free)]] = free
