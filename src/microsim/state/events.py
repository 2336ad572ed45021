"""What happened today: what one phase hands to the next."""

from dataclasses import dataclass, field

import numpy as np


def _nothing() -> np.ndarray:
    return np.zeros(0, np.int64)


@dataclass
class Events:
    """The record of one day, made anew and empty every morning; each field says which phase writes it.

    Attributes:
        fresh: rows of the batches posted today, by posting second; `post_batches`.
        touched: accounts active today, each once; `run_sessions`.
        new_submissions: rows of what was submitted today; `run_sessions`.
        verdicts: today's verdicts, records of `market.review.cases.CASE`; `review`.
        judged: accounts with a verdict today, each once; `review`, `hear_appeals`.
        freed: rows of batches set free today, which stay readable until the next posting; `adapt_requesters`.
        counted: what was counted on the platforms when it was last added up, see `Table.daily_sums`; `Market.add_up`.
    """

    fresh: np.ndarray = field(default_factory=_nothing)
    touched: np.ndarray = field(default_factory=_nothing)
    new_submissions: slice = field(default_factory=lambda: slice(0, 0))
    verdicts: np.ndarray = field(default_factory=_nothing)
    judged: np.ndarray = field(default_factory=_nothing)
    freed: np.ndarray = field(default_factory=_nothing)
    counted: np.ndarray = field(default_factory=_nothing)
