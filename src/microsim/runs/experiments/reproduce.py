"""An experiment again, from the beginning, beside its reference."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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

from .files import RUNS, TABLE, write_whole
from .plan import SILENT, Planned, plan_of
from .provenance import what_differs
from .reference import read_reference
from .run import table_of

KIND = "reproductions"  # below the output folder


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
    """

    place: Place
    experiment: Experiment
    planned: Planned
    folder: Path
    lines: list[Line]
    differs: Mapping[str, Sequence[str]]
    about: Mapping[str, Any]

    @property
    def met(self) -> bool:
        """Whether every line is."""
        return all(line.met for line in self.lines)


def reproduce(
    name: str,
    seeds: int | None = None,
    words: Sequence[str] = (),
    experiments_dir: Path | str | None = None,
    processes: int = 0,
    progress: bool = False,
) -> Reproduced:
    """Run an experiment again and compare it with its reference.

    Args:
        name: that of its folder.
        seeds: the first so many; None for all.
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
    planned = plan_of(experiment, place, seeds, words)
    folder = folder_of_studies(KIND, [planned.study], name)
    _begin_anew(folder)
    compute(folder / RUNS, planned.study, processes, progress)
    again = table_of(read_sweep(folder / RUNS), experiment)
    write_whole(folder / TABLE, to_csv(again))
    differs = what_differs(reference.about, planned)
    lines = compare(reference.table, again, bits_expected=not differs)
    return Reproduced(place, experiment, planned, folder, lines, differs, reference.about)


def _begin_anew(folder: Path) -> None:
    """Take the runs of a reproduction that has ended away, as it shall be computed and not remembered."""
    if not (folder / TABLE).is_file() or is_running(folder / RUNS):
        return
    try:
        (folder / TABLE).unlink()
        shutil.rmtree(folder / RUNS)
    except OSError as error:
        raise OutputError(f"{folder} cannot be emptied: {error.strerror or error}. Remove it yourself.") from None
