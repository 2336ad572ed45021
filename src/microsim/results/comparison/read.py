"""What a comparison of laws came to."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

PLACEBO = "placebo"  # the law that changes one price by 0.01
ALL = "all"  # the group of everybody


@dataclass(frozen=True, eq=False)
class Comparison:
    """One scenario under several packages of laws.

    Attributes:
        folder: where it lies.
        about: scenario, laws, seeds, draws, thresholds, code, versions.
        effects: one row per law, `by`, `group` and `metric`: baseline, value, effect, intervals over seeds and draws.
        winners: one row per law, `by` and `group`: shares who win and lose, the placebo's, the excess and its interval.
        paths: one row per law, `metric` and `day`: means over 7 days, bands, and paired differences.
        assumptions: one row per law, `metric` and `parameter`: how the effect goes along with it over the draws.
        missing: runs that have no result: `law`, `seed`, `draw`, `status`, `stage`, `error`.
    """

    folder: Path
    about: Mapping[str, Any]
    effects: "pd.DataFrame"
    winners: "pd.DataFrame"
    paths: "pd.DataFrame"
    assumptions: "pd.DataFrame"
    missing: "pd.DataFrame"
