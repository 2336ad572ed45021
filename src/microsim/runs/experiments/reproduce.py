"""An experiment again, from the beginning, beside its reference."""

import csv
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from microsim.config.errors import OutputError, UserError
from microsim.results.experiments.compare import Line, compare
from microsim.results.experiments.find import Place, place_of
from microsim.results.experiments.read import read_experiment
from microsim.results.experiments.schema import Experiment, key_of
from microsim.results.experiments.table import to_csv
from microsim.results.sweeps import read_sweep
from microsim.runs.many.lock import is_running
from microsim.runs.many.of_configs import compute, folder_of_studies

from .files import RUNS, TABLE, TORNADO, exact, write_whole
from .plan import SILENT, Planned, plan_of
from .provenance import what_differs
from .reference import read_reference
from .run import table_of
from .tornado import compute_tornado, stored_tornado
from .tornado_plan import PlannedTornado, plan_tornado

KIND = "reproductions"  # below the output folder
KEY = ("case", "metric", "parameter", "end")  # of a row of a tornado


@dataclass(frozen=True)
class Asked:
    """What is to be computed again, and how near it has to come.

    Attributes:
        seeds: the first so many; None for all.
        bits: whether every line has to be met to the bit, even where code or platform are other than the reference's.
        tornado: whether the tornado is computed again, too, and each of its rows has to be met to the bit.
    """

    seeds: int | None = None
    bits: bool = False
    tornado: bool = False


@dataclass(frozen=True)
class Rows:
    """The rows of a tornado computed again, beside those of the reference.

    Attributes:
        all: how many there are in either.
        unlike: those that differ in some cell, or that one of both lacks: case, metric, parameter, end.
    """

    all: int
    unlike: tuple[str, ...]


@dataclass(frozen=True)
class Reproduced:
    """What came of it.

    Attributes:
        place: the experiment.
        experiment: what it says.
        planned: what was computed again.
        folder: where.
        lines: every metric of every case.
        differs: what is not as it was when the reference was made; nothing where bits are to be expected.
        about: what the reference was made with.
        bits: whether only equal bits were enough.
        tornado: what came of the tornado, if it was asked for.
    """

    place: Place
    experiment: Experiment
    planned: Planned
    folder: Path
    lines: list[Line]
    differs: Mapping[str, Sequence[str]]
    about: Mapping[str, Any]
    bits: bool = False
    tornado: Rows | None = None

    @property
    def met(self) -> bool:
        """Whether every line is, and every row of the tornado."""
        return all(line.met for line in self.lines) and not (self.tornado and self.tornado.unlike)


def reproduce(
    name: str,
    asked: Asked = Asked(),
    words: Sequence[str] = (),
    experiments_dir: Path | str | None = None,
    processes: int = 0,
    progress: bool = False,
) -> Reproduced:
    """Run an experiment again and compare it with its reference.

    Args:
        name: that of its folder.
        asked: what of it, and how near it has to come.
        words: `lang=` and `output=`, which change no number.
        experiments_dir: a folder of the user's own experiments, looked up first.
        processes: how many at once; 0 for all processors. The numbers do not depend on it.
        progress: show a bar.

    Returns:
        What was met. One that was interrupted goes on; one that had ended begins anew.

    Raises:
        UserError: in one line, what is wrong with the experiment, its reference, the words or the disk.
    """
    place = place_of(name, experiments_dir)
    experiment = read_experiment(place.file)
    for word in words:
        if key_of(word) not in SILENT:
            raise UserError(f"{word} has no place here: a reference is met by the whole experiment as it stands.")
    reference = read_reference(place, experiment)
    planned = plan_of(experiment, place, asked.seeds, words)
    moved = _tornado_of(experiment, place, words) if asked.tornado else None
    folder = folder_of_studies(KIND, [planned.study], name)
    _begin_anew(folder, TABLE)
    compute(folder / RUNS, planned.study, processes, progress)
    again = table_of(read_sweep(folder / RUNS), experiment)
    rows = _tornado_again(moved, experiment, place, processes, progress) if moved else None
    write_whole(folder / TABLE, to_csv(again))
    differs = what_differs(reference.about, planned)
    lines = compare(reference.table, again, bits_expected=asked.bits or not differs)
    return Reproduced(place, experiment, planned, folder, lines, differs, reference.about, asked.bits, rows)


def _tornado_of(experiment: Experiment, place: Place, words: Sequence[str]) -> PlannedTornado:
    """The whole tornado, to be run in a folder of its own; refused where the reference has none."""
    moved = plan_tornado(experiment, place, experiment.seeds, words)
    if moved is None or not (place.references / f"{place.name}.{TORNADO}").is_file():
        raise UserError(f"the reference of {place.name} has no tornado to compare with: leave --tornado out.")
    return replace(moved, folder=folder_of_studies(KIND, [moved.study], f"{place.name}-tornado"))


def _tornado_again(
    moved: PlannedTornado, experiment: Experiment, place: Place, processes: int, progress: bool
) -> Rows:
    _begin_anew(moved.folder, TORNADO)
    compute_tornado(moved, processes, progress)
    told = stored_tornado(moved, experiment, place.name)
    there, here = (
        {tuple(row[name] for name in KEY): row for row in csv.DictReader(text.splitlines())}
        for text in ((place.references / f"{place.name}.{TORNADO}").read_text("utf-8"), exact(told.table))
    )
    unlike = [" ".join(key) for key in dict.fromkeys([*there, *here]) if there.get(key) != here.get(key)]
    return Rows(len({*there, *here}), tuple(unlike))


def _begin_anew(folder: Path, table: str) -> None:
    """Take the runs of a reproduction that has ended away, as it shall be computed and not remembered."""
    if not (folder / table).is_file() or is_running(folder / RUNS):
        return
    try:
        (folder / table).unlink()
        shutil.rmtree(folder / RUNS)
    except OSError as error:
        raise OutputError(f"{folder} cannot be emptied: {error.strerror or error}. Remove it yourself.") from None
