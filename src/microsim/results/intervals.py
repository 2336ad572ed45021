"""Intervals of paired differences: over seeds, over draws of the assumed parameters, and the wider of both."""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from microsim.results.sweeps import LEVEL

if TYPE_CHECKING:
    import pandas as pd

SEEDS, DRAWS = "seeds", "draws"
COLUMNS = (
    "effect", "n_seeds", "low_seeds", "high_seeds", "same_sign_seeds", "n_draws", "low_draws", "high_draws",
    "same_sign_draws", "low", "high", "wider",
)  # fmt: skip


@lru_cache(maxsize=1024)
def quantile_of_t(df: int, level: float = LEVEL) -> float:
    """Student's t beyond which less than the level lies on neither side.

    Example:
        >>> round(quantile_of_t(2), 3)
        4.303
    """
    from scipy import stats  # start-up

    return float(stats.t.ppf(0.5 + level / 2, df))


def described(paired: "pd.DataFrame", keys: list[str], value: str = "difference") -> "pd.DataFrame":
    """Mean over seeds and intervals of a column, per combination of keys.

    Over seeds: the interval of the mean by Student's t, for few seeds. Over draws: what holds 95 % of the draws and of
    the effect with the parameters as configured, rounded outwards, so of up to forty draws their whole range: so few
    cannot tell what is rare. Neither is given of one value.

    Args:
        paired: one row per combination, `draw` and `seed`; draw 0 has the parameters as configured.
        keys: columns that tell combinations apart.
        value: the column.

    Returns:
        One row per combination that has a value in draw 0: keys and `COLUMNS`; `low`, `high` are the wider interval.

    Example:
        >>> import pandas as pd
        >>> rows = pd.DataFrame({"law": "a", "draw": [0, 0, 0, 1, 2], "difference": [1.0, 2.0, 3.0, -4.0, 4.0]})
        >>> described(rows, ["law"])[["effect", "low_seeds", "low", "high", "wider"]].round(3).values.tolist()
        [[2.0, -0.484, -4.0, 4.0, 'draws']]
    """
    rows = paired.dropna(subset=value)
    base, drawn = rows[rows.draw == 0], rows[rows.draw > 0]
    seeds = base.groupby(keys, sort=False)[value].agg(effect="mean", sd="std", n_seeds="count")
    half = [quantile_of_t(max(n - 1, 1)) for n in seeds.n_seeds] * seeds.sd / np.sqrt(seeds.n_seeds)
    out = seeds[["effect", "n_seeds"]].copy()
    out["low_seeds"], out["high_seeds"] = seeds.effect - half, seeds.effect + half
    out["same_sign_seeds"] = _same_sign(base, out, keys, value)
    drawn = drawn[drawn.set_index(keys).index.isin(out.index)]
    out["n_draws"] = drawn.groupby(keys, sort=False)[value].count().reindex(out.index).fillna(0).astype(int)
    out = out.join(_range_of(drawn, out, keys, value))
    out["same_sign_draws"] = _same_sign(drawn, out, keys, value)
    return _with_the_wider(out).reset_index()[[*keys, *COLUMNS]]


def _same_sign(rows: "pd.DataFrame", out: "pd.DataFrame", keys: list[str], value: str) -> "pd.Series":
    """How many values have the sign of the effect."""
    effect = rows.join(out.effect, on=keys).effect
    same = (np.sign(rows[value]) == np.sign(effect)) & (effect != 0)
    return rows[keys].assign(same=same).groupby(keys, sort=False).same.sum().reindex(out.index).fillna(0).astype(int)


def _range_of(drawn: "pd.DataFrame", out: "pd.DataFrame", keys: list[str], value: str) -> "pd.DataFrame":
    import pandas as pd  # start-up

    known = out[out.n_draws > 1]
    mine = drawn[drawn.set_index(keys).index.isin(known.index)]
    both = pd.concat([mine[[*keys, value]], known.effect.rename(value).reset_index()], ignore_index=True)
    grouped = both.groupby(keys, sort=False)[value]
    tail = (1.0 - LEVEL) / 2
    return pd.DataFrame({"low_draws": grouped.quantile(tail, interpolation="lower"),
                         "high_draws": grouped.quantile(1.0 - tail, interpolation="higher")}, dtype=float)  # fmt: skip


def _with_the_wider(out: "pd.DataFrame") -> "pd.DataFrame":
    seeds, draws = out.high_seeds - out.low_seeds, out.high_draws - out.low_draws
    by_draws = draws.notna() & ~(seeds >= draws)
    for end in ("low", "high"):
        out[end] = out[f"{end}_draws"].where(by_draws, out[f"{end}_seeds"])
    out["wider"] = np.select([by_draws, seeds.notna()], [DRAWS, SEEDS], "")
    return out
