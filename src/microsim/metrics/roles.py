"""The AI role of most of a worker's work, and what becomes of the time in it."""

from typing import TYPE_CHECKING

import numpy as np

from microsim.config.market import AI_ROLES
from microsim.units import HOUR

if TYPE_CHECKING:
    import pandas as pd

    from .tables import Rows


def main_role(workers: "pd.DataFrame | Rows") -> np.ndarray:
    """AI role of most of a worker's time judged in the first quarter of the measured days; empty under an hour of it.

    Returns:
        ``str[n_workers]``.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> main_role(seven_workers().workers)[:4].tolist()
        ['preparation', 'none', 'preparation', '']
    """
    return np.array((*AI_ROLES, ""))[_main(workers)]


def by_main_role(workers: "pd.DataFrame | Rows") -> "pd.DataFrame":
    """Those who had an hour of work judged in the first quarter of the measured days, and their time in the last.

    Returns:
        One row per such worker: `role` of most of that time, `early` and `late` hours in this role, `other_early` and
        `other_late` in the others, `left`, whether he or she has left.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> by_main_role(seven_workers().workers)[["role", "early", "late", "other_late"]].values.tolist()
        [['preparation', 8.0, 1.0, 6.0], ['none', 3.0, 2.0, 0.0], ['preparation', 1.0, 0.0, 0.0]]
    """
    import pandas as pd  # start-up

    roles = _main(workers)
    there = roles >= 0
    early, late = _hours(workers, "early", there), _hours(workers, "late", there)
    at, main = np.arange(len(early)), roles[there]
    told = pd.DataFrame({"role": np.array(AI_ROLES)[main], "early": early[at, main], "late": late[at, main]})
    told["other_early"], told["other_late"] = early.sum(axis=1) - told.early, late.sum(axis=1) - told.late
    told["left"] = workers.exit_day.notna().to_numpy()[there]
    return told


def _main(workers: "pd.DataFrame | Rows") -> np.ndarray:
    """The same as a place in the list of roles; -1 under an hour."""
    early = _hours(workers, "early", slice(None))
    return np.where(early.sum(axis=1) >= 1.0, early.argmax(axis=1), -1)


def _hours(workers: "pd.DataFrame | Rows", part: str, which: np.ndarray | slice) -> np.ndarray:
    return workers[[f"{part}_seconds_{role}" for role in AI_ROLES]].iloc[which].to_numpy(float) / HOUR
