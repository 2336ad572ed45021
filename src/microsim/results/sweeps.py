"""The table of a sweep, and what it comes to: means over seeds with intervals."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from microsim.config.errors import UserError
from microsim.config.nearest import did_you_mean

from .read import RunError

if TYPE_CHECKING:
    import pandas as pd

SEED, RUN, STATUS, DONE = "seed", "run", "status", "done"
NO_METRIC = ("id", "stage", "error", "seconds", "tries", "kills", "code")
LEVEL = 0.95


@dataclass(frozen=True, eq=False)
class Sweep:
    """A sweep, read from its folder.

    Attributes:
        folder: where it is.
        runs: one row per run.
        varies: columns of what varies, without the seed.
        metrics: columns of metrics.
        units, meanings: ``{column: ...}``.
        lang: language of the sweep.
        currencies: of its runs.
    """

    folder: Path
    runs: "pd.DataFrame" = field(repr=False)
    varies: Sequence[str]
    metrics: Sequence[str]
    units: Mapping[str, str] = field(repr=False)
    meanings: Mapping[str, str] = field(repr=False)
    lang: str
    currencies: Sequence[str]

    @property
    def currency(self) -> str:
        """Their currency; the word where they differ."""
        return self.currencies[0] if len(self.currencies) == 1 else "currency"

    @property
    def done(self) -> "pd.DataFrame":
        """The runs that have a result."""
        return self.runs[self.runs[STATUS] == DONE]

    def daily(self, columns: Sequence[str]) -> "pd.DataFrame":
        """Some columns of the daily series of all runs."""
        import pandas as pd  # start-up

        return pd.read_parquet(self.folder / "daily.parquet", columns=[RUN, *self.varies, SEED, *columns])


def read_sweep(folder: Path | str) -> Sweep:
    """The tables of a sweep.

    Args:
        folder: the one with `runs.parquet`.

    Raises:
        RunError: in one line, what is missing or damaged, and the cure.

    Example:
        >>> read_sweep("no/such/sweep")
        Traceback (most recent call last):
            ...
        microsim.results.read.RunError: no/such/sweep has no runs.parquet, so it is not a sweep that has ended. Run it.
    """
    import pyarrow as pa  # start-up
    import pyarrow.parquet as pq  # start-up

    path = Path(folder) / "runs.parquet"
    try:
        table = pq.read_table(path)
        about = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
        varies = [name for name in json.loads(about["varies"]) if name != SEED]
        lang, currencies = json.loads(about["lang"]), json.loads(about["currencies"])
    except FileNotFoundError:
        raise RunError(f"{folder} has no runs.parquet, so it is not a sweep that has ended. Run it.") from None
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        raise RunError(f"{path} is damaged: {error}. microsim summary makes it anew from the store.") from None
    fields = {column.name: {key.decode(): value.decode() for key, value in (column.metadata or {}).items()}
              for column in table.schema}  # fmt: skip
    kept = {RUN, STATUS, SEED, *varies, *NO_METRIC}
    return Sweep(
        Path(folder), table.to_pandas(), varies, [name for name in fields if name not in kept],
        {name: told.get("unit", "") for name, told in fields.items()},
        {name: told.get("doc", "") for name, told in fields.items()}, lang, currencies,
    )  # fmt: skip


def half_width(sd: Any, n: Any, level: float = LEVEL) -> Any:
    """Half of the interval of a mean, by Student's t: of one standard deviation and number of values, or of columns.

    Example:
        >>> round(float(half_width(1.0, 3)), 3)
        2.484
    """
    import numpy as np  # start-up
    from scipy import stats  # start-up

    return stats.t.ppf(0.5 + level / 2, np.maximum(n - 1, 1)) * sd / np.sqrt(n)


def summarise(sweep: Sweep, metrics: Sequence[str] = (), level: float = LEVEL) -> "pd.DataFrame":
    """Mean, spread and interval of each metric over the seeds of each combination of parameters.

    Args:
        sweep: what was run.
        metrics: which; all of them if none are named.
        level: of the interval of the mean, by Student's t.

    Returns:
        One row per combination and metric: what varies, `metric`, `unit`, `n` (seeds with a value), `mean`, `sd`,
        `low`, `high`. No interval where there are fewer than two seeds.

    Raises:
        UserError: a metric is not there.
    """
    import pandas as pd  # start-up

    chosen = known(sweep, metrics) or list(sweep.metrics)
    keys = list(sweep.varies)
    long = sweep.done.melt(id_vars=[*keys, RUN, SEED], value_vars=chosen, var_name="metric")
    long["metric"] = pd.Categorical(long.metric, chosen)
    for key in keys:  # in the order of the sweep, not of the alphabet
        long[key] = pd.Categorical(long[key], list(dict.fromkeys(sweep.runs[key])))
    told = long.groupby([*keys, "metric"], observed=True, dropna=False).value.agg(n="count", mean="mean", sd="std")
    half = half_width(told.sd, told.n, level)
    told["low"], told["high"] = told["mean"] - half, told["mean"] + half
    told = told.reset_index()
    for key in keys:
        told[key] = told[key].astype(sweep.runs[key].dtype)
    told["metric"] = told.metric.astype(str)
    told.insert(len(keys) + 1, "unit", told.metric.map(dict(sweep.units)))
    return told


def known(sweep: Sweep, metrics: Sequence[str]) -> list[str]:
    """The metrics named, if the sweep has them."""
    for name in metrics:
        if name not in sweep.metrics:
            advice = did_you_mean(name, sweep.metrics) or "microsim describe metrics lists them."
            raise UserError(f"{sweep.folder} has no metric {name}: {advice}")
    return list(metrics)


def combination(row: Any, varies: Sequence[str]) -> str:
    """What tells a combination apart, as one would type it."""
    return ", ".join(f"{name.rpartition('.')[2]} = {row[name]}" for name in varies)
