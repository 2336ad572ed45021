"""How far findings move when what is assumed moves: the differences of cases, at both ends of each parameter."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from microsim.results.intervals import described

from .summary import DIFFERENCE, DRAW, KEYS, METRIC
from .table import CASE, SEED

if TYPE_CHECKING:
    import pandas as pd

BASE, END = "base", "end"
POINT = [CASE, "parameter", END, DRAW, SEED]
OF_END = [CASE, "parameter", END]


def moved_differences(points: "pd.DataFrame", values: "pd.DataFrame", metrics: Sequence[str]) -> "pd.DataFrame":
    """The difference of each case to what it is compared with, wherever both were moved to.

    Args:
        points: a row per `case`, `parameter`, `end`, `draw` and `seed`: the number of its run, `run`, and that of the
            case it is compared with, moved alike, `run_against`.
        values: metrics by the number of the run.
        metrics: which.

    Returns:
        One row per point and metric, with `difference`.

    Example:
        >>> import pandas as pd
        >>> points = pd.DataFrame([("tax", "", "base", 0, 1, 1, 0)], columns=[*POINT, "run", "run_against"])
        >>> moved_differences(points, pd.DataFrame({"pay": [2.0, 1.5]}), ["pay"]).difference.tolist()
        [-0.5]
    """
    import pandas as pd  # start-up

    mine, theirs = (values.loc[points[runs], [*metrics]].to_numpy(float) for runs in ("run", "run_against"))
    wide = pd.concat([points[POINT].reset_index(drop=True), pd.DataFrame(mine - theirs, columns=[*metrics])], axis=1)
    return wide.melt(POINT, var_name=METRIC, value_name=DIFFERENCE)


def findings_of(moved: "pd.DataFrame") -> "pd.DataFrame":
    """Each finding with nothing moved, and its intervals over seeds and over draws; see `results.intervals`."""
    return described(moved[moved.parameter == ""], KEYS)


def ends_of(moved: "pd.DataFrame", findings: "pd.DataFrame") -> "pd.DataFrame":
    """Where each finding is with one parameter at one end.

    Args:
        moved: see `moved_differences`.
        findings: see `findings_of`.

    Returns:
        One row per case, metric, parameter and end: `seeds` (how many were measured), `difference` with its interval
        over seeds, with nothing moved, `change` (mean over seeds of how far it moves, seed by seed), `moved` (both
        together), `sign_changes`.

    Example:
        >>> import pandas as pd
        >>> told = [("tax", "", "base", 0, 1, "pay", 1.0), ("tax", "", "base", 0, 2, "pay", 3.0),
        ...         ("tax", "hours", "low", 0, 1, "pay", -2.0), ("tax", "hours", "low", 0, 2, "pay", 0.0)]
        >>> moved = pd.DataFrame(told, columns=[*POINT, "metric", "difference"])
        >>> ends_of(moved, findings_of(moved))[["difference", "change", "moved", "sign_changes"]].values.tolist()
        [[2.0, -3.0, -1.0, True]]
    """
    base = moved[moved[END] == BASE].set_index([*KEYS, SEED])[DIFFERENCE].rename(BASE)
    ends = moved[moved.parameter != ""].join(base, on=[*KEYS, SEED])
    ends["change"] = ends[DIFFERENCE] - ends[BASE]
    out = ends.groupby([*KEYS, "parameter", END], sort=False).change.agg(seeds="count", change="mean").reset_index()
    names = {"effect": DIFFERENCE, "low_seeds": "difference_low", "high_seeds": "difference_high"}
    out = out.merge(findings[[*KEYS, *names]].rename(columns=names), how="left", on=KEYS)
    out["moved"] = out[DIFFERENCE] + out.change
    out["sign_changes"] = out.moved * out[DIFFERENCE] < 0
    return out[[*KEYS, "parameter", END, "seeds", *names.values(), "change", "moved", "sign_changes"]]
