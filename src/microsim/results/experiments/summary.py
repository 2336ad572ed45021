"""What the cases of an experiment come to: means with intervals, and differences to another case, seed by seed."""

import math
import statistics
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from microsim.results.sweeps import Sweep, summarise

from .compare import half_interval
from .table import CASE, SEED

if TYPE_CHECKING:
    import pandas as pd


def summary_of(sweep: Sweep, metrics: Sequence[str], against: Mapping[str, str]) -> "pd.DataFrame":
    """Mean, spread, interval, and paired difference to another case, of each metric in each case.

    Args:
        sweep: the runs, `case` and `seed` in columns.
        metrics: which.
        against: the case with which each is compared; none of one that is compared with none.

    Returns:
        One row per case and metric: `case`, `metric`, `unit`, `n`, `mean`, `sd`, `low`, `high`; where it is
        compared, `against` (with which case), `difference` (mean over seeds of this case less that one, with the same
        seed), its interval `difference_low` and `difference_high`, `pairs` (seeds measured in both), and `same_sign`
        (in how many of them the difference has the sign of the mean).
    """
    import pandas as pd

    told = summarise(sweep, metrics)
    wide = {metric: sweep.done.pivot(index=SEED, columns=CASE, values=metric) for metric in metrics}
    rows = [_compared(wide[row.metric], row.case, against.get(row.case)) for row in told.itertuples()]
    columns = ["against", "difference", "difference_low", "difference_high", "pairs", "same_sign"]
    more = pd.DataFrame(rows, index=told.index, columns=columns)
    return pd.concat([told, more.astype({"pairs": "Int64", "same_sign": "Int64"})], axis=1)


def _compared(values: "pd.DataFrame", case: str, other: str | None) -> dict[str, float | str]:
    if other not in values:
        return {}
    found = paired((values[case] - values[other]).dropna().tolist())
    return {"against": other, **found} if found else {}


def paired(differences: Sequence[float]) -> dict[str, float]:
    """Mean of differences, its interval, and how many have its sign.

    Example:
        >>> paired([1.0, 3.0, -0.5, 2.5])["same_sign"], paired([])
        (3, {})
    """
    if not differences:
        return {}
    mean, half = statistics.fmean(differences), half_interval(differences)
    half = math.nan if half is None else half
    same = sum((value > 0) == (mean > 0) and (value < 0) == (mean < 0) for value in differences)
    return {"difference": mean, "difference_low": mean - half, "difference_high": mean + half,
            "pairs": len(differences), "same_sign": same}  # fmt: skip
