"""What the cases of an experiment come to: means with intervals, and differences to another case, seed by seed."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from microsim.results.intervals import described
from microsim.results.sweeps import Sweep, summarise

from .table import CASE, SEED

if TYPE_CHECKING:
    import pandas as pd

METRIC, DRAW, DIFFERENCE = "metric", "draw", "difference"
KEYS = [CASE, METRIC]
NAMES = {
    "effect": DIFFERENCE, "low_seeds": "difference_low", "high_seeds": "difference_high", "n_seeds": "pairs",
    "same_sign_seeds": "same_sign", "n_draws": "draws", "low_draws": "draws_low", "high_draws": "draws_high",
    "same_sign_draws": "draws_same_sign", "wider": "wider", "low": "quoted_low", "high": "quoted_high",
}  # fmt: skip
COUNTS = {"pairs": "Int64", "same_sign": "Int64", "draws": "Int64", "draws_same_sign": "Int64"}


def summary_of(
    sweep: Sweep, metrics: Sequence[str], against: Mapping[str, str], drawn: "pd.DataFrame | None" = None
) -> "pd.DataFrame":
    """Mean, spread, interval, and paired difference to another case, of each metric in each case.

    Args:
        sweep: the runs, `case` and `seed` in columns.
        metrics: which.
        against: the case with which each is compared; none of one that is compared with none.
        drawn: differences in draws of the assumed parameters, `case`, `metric`, `draw`, `seed`, `difference`.

    Returns:
        One row per case and metric: `case`, `metric`, `unit`, `n`, `mean`, `sd`, `low`, `high`; where it is
        compared, `against` (with which case), `difference` (mean over seeds of this case less that one, with the same
        seed), its interval over seeds `difference_low` and `difference_high`, `pairs` (seeds measured in both), and
        `same_sign` (in how many of them the difference has the sign of the mean); the same over draws, `draws_low`,
        `draws_high`, `draws`, `draws_same_sign`; the wider of both intervals, `quoted_low` and `quoted_high`, and
        which it is, `wider`. See `results.intervals`.
    """
    import pandas as pd  # start-up

    told = summarise(sweep, metrics)
    pairs = differences(sweep, metrics, against)
    found = described(pairs if drawn is None else pd.concat([pairs, drawn], ignore_index=True), KEYS)
    found.insert(len(KEYS), "against", found[CASE].map(dict(against)))
    told = told.merge(found[[*KEYS, "against", *NAMES]].rename(columns=NAMES), how="left", on=KEYS)
    return told.astype(COUNTS)


def differences(sweep: Sweep, metrics: Sequence[str], against: Mapping[str, str]) -> "pd.DataFrame":
    """The difference of each case to the one with which it is compared, seed by seed, as draw 0."""
    import pandas as pd  # start-up

    values = sweep.done.set_index([CASE, SEED])[[*metrics]].astype(float)
    there = values.index.unique(CASE)
    parts = {case: values.loc[case] - values.loc[other] for case, other in against.items()
             if case in there and other in there}  # fmt: skip
    wide = pd.concat(parts, names=[CASE]) if parts else values.iloc[:0]
    return wide.reset_index().melt([CASE, SEED], var_name=METRIC, value_name=DIFFERENCE).assign(**{DRAW: 0})
