"""The summary of a sweep: its tables made anew, means and intervals, figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from microsim.config.errors import OutputError, UserError
from microsim.results.sweeps import Sweep, known, read_sweep, summarise

from .status import opened
from .tables import new_file, write_tables

SUMMARY = "summary"


@dataclass(frozen=True)
class Summary:
    """Where a summary is, and what it was made of."""

    sweep: Sweep
    table: Path
    figures: list[Path]


def write_summary(folder: Path | str, metrics: Sequence[str] = ()) -> Summary:
    """Write `summary.parquet`, `summary.csv`, and the figures of a sweep beside its tables.

    Args:
        folder: the folder of a sweep, also of one that runs or was interrupted.
        metrics: what to draw; the usual ones if none are named. The tables have all of them.

    Raises:
        UserError: there is no sweep, nothing in it is finished, or it has no such metric.
    """
    from microsim.plots.sweep import draw_sweep  # start-up

    folder = Path(folder)
    with opened(folder) as store:
        write_tables(store, folder)
    sweep = read_sweep(folder)
    if sweep.done.empty:
        raise UserError(f"{folder} has no finished run yet: see microsim status {folder}.")
    known(sweep, metrics)
    told = summarise(sweep)
    with new_file(folder / f"{SUMMARY}.parquet") as path:
        told.to_parquet(path, index=False)
    with new_file(folder / f"{SUMMARY}.csv") as path:
        told.to_csv(path, index=False)
    try:
        figures = draw_sweep(sweep, metrics, folder)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror or error}.") from None
    return Summary(sweep, folder / f"{SUMMARY}.parquet", figures)
