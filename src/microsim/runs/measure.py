"""One run of many: simulated and measured in memory, without a folder of its own."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from microsim import metrics
from microsim.config.schema import Config
from microsim.instruments import INSTRUMENTS
from microsim.metrics.tables import Tables
from microsim.model import Market

from .begin import begin
from .burn_in import burn_in
from .daily_table import DAILY
from .keep import keepers
from .kept_run import keep_run
from .manifest import describe_run
from .outcome import DRIFT, Outcome, packed
from .stopwatch import Stopwatch
from .write import AT_END, TableInMemory


def measure(
    config: Config, instruments: Sequence[str] = (), watch: Stopwatch | None = None, states: Path | None = None,
    folder: Path | None = None,
) -> Outcome:
    """Simulate a market and measure it: the same numbers as those of `run`.

    Args:
        config: what to run. Tables of `record` are measured, not kept.
        instruments: names of `INSTRUMENTS` to be taken after the last day.
        watch: notes what time was spent on; of a run that fails, it tells how far it came.
        states: folder of stored burn-ins, from which the market goes on; see `begin`.
        folder: where the run is kept with all its tables; nowhere if there is none.

    Example:
        >>> from microsim import load
        >>> from microsim.runs.outcome import daily_table
        >>> outcome = measure(load(["days=3", "burn_in_days=0"]))
        >>> outcome.metrics["active_per_day"] > 0, daily_table(outcome.daily).num_rows
        (True, 3)
    """
    watch, started = watch or Stopwatch(), dt.datetime.now().astimezone()
    with begin(config, states) as market, keepers(config, lambda table: TableInMemory(table, config)) as kept:
        market.keepers.extend(kept)
        watch.lap("build")
        while market.day < config.days:
            market.step()
        watch.lap("simulation")
        for keeper in kept:
            keeper.finish(market)
        tables = _tables(market, config) | {keeper.file.table.name: keeper.file.whole() for keeper in kept}
        summary = _measured(config, tables)
        drift = burn_in(market.days, config.burn_in_days, config.scenario.name)
        watch.lap("metrics")
        taken = {name: _finite(INSTRUMENTS[name].measure(market)) for name in instruments}
        watch.lap("instruments")
        if folder is not None:
            rows = {name: table.num_rows for name, table in tables.items()}
            manifest = describe_run(market, started, drift, rows)
    if folder is not None:
        keep_run(folder, config, tables, summary, manifest, watch.seconds)
    told = {name: row["value"] for name, row in summary.items()}
    drifts = {f"{DRIFT}{name}": change for name, change in drift.drift.items()}
    return Outcome({**told, **drifts, **taken}, packed(tables[DAILY.name]), dict(watch.seconds))


def _tables(market: Market, config: Config) -> dict[str, pa.Table]:
    whole = {}
    for table in AT_END:
        with TableInMemory(table, config) as held:
            held.add(market)
        whole[table.name] = held.whole()
    return whole


def _measured(config: Config, tables: Mapping[str, pa.Table]) -> dict[str, dict[str, Any]]:
    # one thread: other runs want the other processors
    frames = {name: table.to_pandas(use_threads=False) for name, table in tables.items()}
    return metrics.summary(Tables(config=config.model_dump(mode="json"), manifest={}, **frames))


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
