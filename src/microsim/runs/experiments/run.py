"""All of an experiment: its runs, its tables, its figures, and, if asked for, its reference."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import microsim
from microsim.config.errors import OutputError, UserError
from microsim.results.experiments.find import Place, place_of
from microsim.results.experiments.read import read_experiment
from microsim.results.experiments.schema import Experiment
from microsim.results.experiments.summary import summary_of
from microsim.results.experiments.table import CASE, SEED, Table, to_csv
from microsim.results.sweeps import Sweep, read_sweep
from microsim.runs.many.of_configs import compute, folder_of_studies

from .files import FIGURES, KIND, RUNS, SUMMARY, TABLE, exact, write_whole
from .plan import Planned, plan_of
from .tornado import ToldTornado, compute_tornado, size_of, stored_tornado
from .tornado_plan import plan_tornado

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Ran:
    """An experiment that has come to its end.

    Attributes:
        place: where it is written down.
        experiment: what it says.
        planned: its runs.
        folder: where everything made is.
        sweep: the runs as they came out.
        table: in the form of the reference.
        summary: see `summary_of`.
        figures: the files, both languages.
        tornado: how far its findings hang on what is assumed, where that has been computed.
    """

    place: Place
    experiment: Experiment
    planned: Planned
    folder: Path
    sweep: Sweep
    table: Table
    summary: "pd.DataFrame"
    figures: list[Path]
    tornado: ToldTornado | None = None


def run_experiment(
    name: str,
    seeds: int | None = None,
    words: Sequence[str] = (),
    experiments_dir: Path | str | None = None,
    processes: int = 0,
    progress: bool = False,
    tornado: bool = False,
    only: Sequence[str] = (),
    tell: Callable[[str], None] | None = None,
) -> Ran:
    """Run an experiment, and write its table, its summary and its figures in both languages.

    Args:
        name: that of its folder.
        seeds: the first so many; None for all.
        words: changes in all cases, in Hydra's grammar.
        experiments_dir: a folder of the user's own experiments, looked up first.
        processes: how many at once; 0 for all processors. The numbers do not depend on it.
        progress: show a bar.
        tornado: also run its tornado; one that is there already is told of in any case.
        only: beginnings of the parameters that the tornado moves, without draws; all of them if there are none.
        tell: told how many runs a tornado is, before anything is run.

    Returns:
        What came out, and where it is. The same again computes only what is not there.

    Raises:
        UserError: in one line, what is wrong with the experiment, the words or the disk.
    """
    place = place_of(name, experiments_dir)
    experiment = read_experiment(place.file)
    if tornado and experiment.tornado is None:
        raise UserError(f"{place.file} has no tornado: docs/experiments.md says how to write one.")
    planned = plan_of(experiment, place, seeds, words)
    moved = plan_tornado(experiment, place, planned.seeds, words, only)
    if moved and tornado and tell:
        tell(size_of(moved, planned.lang))
    folder = folder_of_studies(KIND, [planned.study], name)
    compute(folder / RUNS, planned.study, processes, progress)
    if moved and tornado:
        compute_tornado(moved, processes, progress)
    sweep = read_sweep(folder / RUNS)
    table = table_of(sweep, experiment)
    told = stored_tornado(moved, experiment, name) if moved else None
    summary = summary_of(sweep, experiment.measures, experiment.against, told.drawn if told else None)
    write_whole(folder / TABLE, to_csv(table))
    write_whole(folder / SUMMARY, exact(summary))
    figures = _figures(folder, name, experiment, planned, sweep, summary)
    return Ran(place, experiment, planned, folder, sweep, table, summary, figures, told)


def table_of(sweep: Sweep, experiment: Experiment) -> Table:
    """The metrics of the table, a row per case and seed."""
    rows = sweep.done.to_dict("records")
    values = {(row[CASE], int(row[SEED])): {name: None if row[name] != row[name] else row[name]
                                            for name in experiment.metrics} for row in rows}  # fmt: skip
    return Table(tuple(experiment.metrics), values)


def _figures(
    folder: Path, name: str, experiment: Experiment, planned: Planned, sweep: Sweep, summary: "pd.DataFrame"
) -> list[Path]:
    if not experiment.figures:
        return []
    from microsim.plots.experiments.draw import Drawn, draw_figures  # start-up

    told = Drawn(name, microsim.__version__, experiment, sweep, summary, planned.along)
    into = folder / FIGURES
    try:
        into.mkdir(exist_ok=True)
        return draw_figures(told, into)
    except OSError as error:
        raise OutputError(f"{into} cannot be written: {error.strerror or error}. The runs are safe.") from None
