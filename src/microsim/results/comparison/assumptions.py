"""Which assumed parameters an effect depends on, as far as the draws can tell."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

HEADLINES = ("net_income_per_head", "hourly_pay_median", "outlay_per_usable_answer", "tasks_posted_per_day")
FEWEST = 8  # draws below which a rank correlation says nothing
FALSE_DISCOVERIES = 0.10  # share of those that stand out which may do so by chance
COLUMNS = ("law", "metric", "parameter", "label_en", "label_fr", "unit", "value", "low", "high", "correlation",
           "n_draws", "p", "stands_out")  # fmt: skip


def table_of_assumptions(
    pairs: "pd.DataFrame", positions: Mapping[str, Sequence[float]], families: Mapping[str, Mapping[str, Any]]
) -> "pd.DataFrame":
    """Spearman's correlation, over draws, of every assumed parameter with the effects on headline metrics.

    Args:
        pairs: see `effects.paired`.
        positions: where each family of parameters stands in its range, draw after draw, the first of them draw 1.
        families: labels, unit, value and range of each family.

    Returns:
        One row per law, metric and family, the strongest first. Of those that stand out (Benjamini and Hochberg, over
        all families), one in ten may do so by chance.
    """
    import pandas as pd  # start-up
    from scipy import stats  # start-up

    rows = []
    drawn = pairs[(pairs.draw > 0) & (pairs.by == "all") & (pairs.group == "all") & pairs.metric.isin(HEADLINES)]
    for (law, metric), part in drawn.groupby(["law", "metric"], sort=False):
        if len(part) < FEWEST or part.difference.nunique() < 2:
            continue
        found = []
        for family, places in positions.items():
            told = stats.spearmanr(np.array(places)[part.draw.to_numpy() - 1], part.difference)
            found.append((family, float(told.statistic), float(told.pvalue)))
        adjusted = stats.false_discovery_control([p for _, _, p in found])
        rows += [
            {"law": law, "metric": metric, "parameter": family, **families[family], "correlation": rho,
             "n_draws": len(part), "p": p, "stands_out": bool(q < FALSE_DISCOVERIES)}
            for (family, rho, p), q in zip(found, adjusted, strict=True)
        ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    order = table.correlation.abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].sort_values(["law", "metric"], kind="stable").reset_index(drop=True)
