"""The tornado of an experiment, from its runs to its table and figures."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import microsim
from microsim.config.errors import OutputError, UserError
from microsim.results.experiments.schema import Experiment
from microsim.results.experiments.tornado import OF_END, ends_of, findings_of, moved_differences
from microsim.results.measures import told as told_of
from microsim.results.sweeps import DONE, RUN, STATUS, Sweep, read_sweep
from microsim.runs.many.of_configs import attempt
from microsim.runs.many.store import WAITING
from microsim.runs.moves import BASE

from .files import FIGURES, RUNS, TORNADO, exact, write_whole
from .tornado_plan import DRAWN, PlannedTornado
from .words import say

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class ToldTornado:
    """A tornado that has come to its end.

    Attributes:
        planned: its runs.
        table: a row per case, metric, parameter and end; see `results.experiments.tornado.ends_of`.
        findings: a row per case and metric, with nothing moved; see `results.intervals`.
        drawn: a row per case, metric and draw.
        figures: the files, both languages.
        failed: how many runs did.
    """

    planned: PlannedTornado
    table: "pd.DataFrame"
    findings: "pd.DataFrame"
    drawn: "pd.DataFrame"
    figures: list[Path]
    failed: int


def size_of(planned: PlannedTornado, lang: str) -> str:
    """How many runs a tornado is, before it begins."""
    points = planned.points
    key = "tornado_size" if (points.end == DRAWN).any() else "tornado_size_no_draws"
    return say(key, lang, runs=len(planned.study.configs), parameters=len(planned.labels), draws=points.draw.max())


def compute_tornado(planned: PlannedTornado, processes: int = 0, progress: bool = False) -> None:
    """Compute the runs that are not there yet; an end at which a market cannot be run is not measured.

    Raises:
        UserError: a market with nothing moved cannot be run.
    """
    attempt(planned.folder / RUNS, planned.study, processes, progress)
    base = planned.points[planned.points.end == BASE]
    status = read_sweep(planned.folder / RUNS).runs.set_index(RUN)[STATUS]
    if (status.loc[[*base.run, *base.run_against]] != DONE).any():
        why = f"microsim status {planned.folder / RUNS} tells why"
        raise UserError(f"the tornado has nothing to begin with: a run with nothing moved failed: {why}.")


def stored_tornado(planned: PlannedTornado, experiment: Experiment, name: str) -> ToldTornado | None:
    """The table and the figures of a tornado, written anew, if its runs are there, by the same code; None if not.

    Raises:
        OutputError: the disk refuses.
    """
    if not (planned.folder / RUNS / "runs.parquet").is_file():
        return None
    sweep = read_sweep(planned.folder / RUNS)
    return None if (sweep.runs[STATUS] == WAITING).any() else _told(planned, sweep, experiment, name)


def _told(planned: PlannedTornado, sweep: Sweep, experiment: Experiment, name: str) -> ToldTornado:
    values = sweep.runs.set_index(RUN)
    metrics = [metric for metric in experiment.measures if metric in values]
    moved = moved_differences(planned.points, values, metrics)
    chosen = moved[moved.metric.isin(planned.tornado.metrics)]
    findings = findings_of(chosen)
    table = _about(ends_of(chosen, findings), planned, experiment, sweep.currency)
    write_whole(planned.folder / TORNADO, exact(table))
    drawn = moved[moved.end == DRAWN]
    figures = _figures(planned, sweep, experiment, name, table, findings, drawn)
    return ToldTornado(planned, table, findings, drawn, figures, len(sweep.runs) - len(sweep.done))


def _about(table: "pd.DataFrame", planned: PlannedTornado, experiment: Experiment, currency: str) -> "pd.DataFrame":
    """What else is known of each end, of metric, parameter and counterpart; case by case."""
    order = planned.tornado.cases
    table = table.sort_values("case", key=lambda cases: cases.map(order.index), kind="stable", ignore_index=True)
    told = planned.points.drop_duplicates(OF_END).set_index(OF_END)[["value", "only_in"]]
    table = table.join(told, on=OF_END)
    table["against"] = table.case.map(experiment.against)
    table["unit"] = [told_of(metric, currency)["unit"] for metric in table.metric]
    for lang in ("en", "fr"):
        table[f"label_{lang}"] = [planned.labels[name][lang] for name in table.parameter]
    first = ["case", "against", "metric", "unit", "parameter", "label_en", "label_fr", "only_in", "end", "value"]
    return table[[*first, *(name for name in table if name not in first)]]


def _figures(
    planned: PlannedTornado, sweep: Sweep, experiment: Experiment, name: str, table: "pd.DataFrame",
    findings: "pd.DataFrame", drawn: "pd.DataFrame",
) -> list[Path]:  # fmt: skip
    from microsim.plots.experiments.tornado import Finding, draw_tornado  # start-up

    into = planned.folder / FIGURES
    scale = next(iter(planned.configs.values())).scale
    try:
        into.mkdir(exist_ok=True)
        return [path for row in findings.to_dict("records") for path in draw_tornado(
            Finding(name, microsim.__version__, experiment, sweep.currency, scale, row, _of(table, row),
                    _of(drawn, row).difference.dropna().to_numpy(float)), into)]  # fmt: skip
    except OSError as error:
        raise OutputError(f"{into} cannot be written: {error.strerror or error}. The runs are safe.") from None


def _of(rows: "pd.DataFrame", finding: dict) -> "pd.DataFrame":
    return rows[(rows.case == finding["case"]) & (rows.metric == finding["metric"])]
