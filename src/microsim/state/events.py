"""What happened today: what one phase hands to the next."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np


def _by(phases: str, made: Callable[[], Any] = lambda: np.zeros(0, np.int64)) -> Any:
    """What some phases hand on, and what it is in the morning."""
    return field(default_factory=made, metadata={"by": phases})


@dataclass
class Events:
    """The record of one day, made anew and empty every morning; each field says which phases write it.

    Attributes:
        fresh: rows of the batches posted today, by posting second.
        touched: accounts active today, each once.
        new_submissions: rows of what was submitted today.
        verdicts: today's verdicts, records of `market.review.cases.CASE`.
        judged: accounts with a verdict today, each once.
        freed: rows of batches set free today, which stay readable until the next posting.
        counted: what was counted on the platforms when it was last added up, see `Table.daily_sums`; by
            `Market.add_up`.
    """

    fresh: np.ndarray = _by("post_batches")
    touched: np.ndarray = _by("run_sessions")
    new_submissions: slice = _by("run_sessions", lambda: slice(0, 0))
    verdicts: np.ndarray = _by("review")
    judged: np.ndarray = _by("review hear_appeals")
    freed: np.ndarray = _by("adapt_requesters")
    counted: np.ndarray = _by("record")

    @classmethod
    def written(cls) -> dict[str, str]:
        """The phases that write each field, as words."""
        return {one.name: one.metadata["by"] for one in fields(cls)}
