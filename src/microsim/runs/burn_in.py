"""Whether the market had settled when the measured days began.

Of one run chance moves each figure by more than a drift that matters, so it goes by what was measured over many seeds
of its scenario (`facts.measured`): for how long a scenario has to run before it has settled.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from microsim.facts.measured import MOST_DRIFT, settled_after
from microsim.state.days import Days

WATCHED = {"price": "posted_pay", "stock": "batches_open", "active": "active", "belief": "expected_pay"}
WEEK, QUARTER = 7, 91  # days


@dataclass(frozen=True)
class BurnIn:
    """How far the burn-in was still drifting at its end.

    Attributes:
        days: length of the burn-in.
        drift: relative change between the last two quarters; None if it was too short or the mean was zero.
        settled: it was as long as its scenario needs; where that is not known, all of it within `MOST_DRIFT`. None
            without burn-in.
        needed: days after which the scenario has settled; None if that is not known.
    """

    days: int
    drift: dict[str, float | None]
    settled: bool | None
    needed: int | None = None


def quarter(days: int) -> int:
    """Days of one of the last two quarters of a burn-in: 13 weeks, or half of a burn-in that is shorter.

    In whole weeks, so that weekends weigh the same in each; 0 if that leaves none.

    Example:
        >>> quarter(365), quarter(180), quarter(20), quarter(3)
        (91, 84, 7, 0)
    """
    span = min(QUARTER, days // 2)
    return span - span % WEEK


def relative_change(values: np.ndarray, span: int) -> float | None:
    """Mean of the last `span` values over the mean of the `span` before, less one; None if there is nothing to compare.

    Example:
        >>> relative_change(np.array([9.0, 2.0, 2.0, 2.5, 2.5]), 2), relative_change(np.zeros(4), 2)
        (0.25, None)
    """
    if span == 0 or len(values) < 2 * span:
        return None
    before, after = values[-2 * span : -span].mean(), values[-span:].mean()
    return float(after / before - 1.0) if before != 0.0 else None


def burn_in(days: Days, length: int, scenario: str = "") -> BurnIn:
    """Judge a burn-in of `length` days by the daily table and by what is known of the scenario."""
    drift = {
        name: relative_change(days.used(column)[:length].astype(float), quarter(length))
        for name, column in WATCHED.items()
    }
    return judged(length, drift, scenario)


def over_seeds(runs: Sequence[BurnIn], scenario: str = "") -> BurnIn:
    """Judge the mean drift of several seeds: the luck of one, of its largest requesters above all, is no drift.

    Example:
        >>> up, down = (BurnIn(364, {"price": change}, False) for change in (0.05, -0.04))
        >>> over_seeds([up, down])
        BurnIn(days=364, drift={'price': 0.005}, settled=True, needed=None)
    """
    return judged(runs[0].days, {name: _mean([run.drift[name] for run in runs]) for name in runs[0].drift}, scenario)


def judged(length: int, drift: dict[str, float | None], scenario: str = "") -> BurnIn:
    """Judge what the drifts of a burn-in of `length` days are."""
    needed = settled_after(scenario)
    if needed is not None:
        return BurnIn(length, drift, length >= needed if length else None, needed)
    settled = all(change is not None and abs(change) <= MOST_DRIFT[name] for name, change in drift.items())
    return BurnIn(length, drift, settled if length else None)


def _mean(changes: Sequence[float | None]) -> float | None:
    return None if None in changes else round(statistics.fmean(changes), 12)
