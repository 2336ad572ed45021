"""The reference of an experiment: its table, where that comes from, and its figures, to be committed."""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from microsim.config.errors import OutputError, UserError
from microsim.results.experiments.find import ExperimentError, Place
from microsim.results.experiments.schema import Experiment
from microsim.results.experiments.table import Table, from_csv, to_csv
from microsim.runs.code_state import checkout

from .files import SUMMARY, TORNADO, write_whole
from .provenance import provenance
from .run import Ran

NEEDED = {"platform": dict, "code": dict, "cases": dict, "sha256": str, "made": str, "version": str}
ANEW = "bring back a copy, or make it anew by microsim experiment {name} --reference"


@dataclass(frozen=True)
class Reference:
    """What was committed.

    Attributes:
        table: the values.
        about: what they were made with.
    """

    table: Table
    about: dict[str, Any]


def refuse_reference(place: Place) -> None:
    """Refuse to write a reference where nobody could commit it.

    Raises:
        UserError: microsim runs from a wheel, and the experiment came with it.
    """
    if not place.own and checkout() is None:
        cure = "Run from a checkout, or give an experiment of your own by --experiments-dir"
        where = "--reference writes into results/reference of a checkout, and this microsim is a wheel"
        raise UserError(f"{where}. {cure}.")


def write_reference(ran: Ran) -> list[Path]:
    """Write the reference of a whole experiment, and that of its tornado if it has been computed.

    Returns:
        The files: table, provenance, figures as PNG; of a tornado its table, and the summary with both intervals.

    Raises:
        OutputError: the disk refuses.
    """
    name, home = ran.place.name, ran.place.references
    table, about, figures = home / f"{name}.csv", home / f"{name}.json", home / name
    text = to_csv(ran.table)
    told = provenance(name, ran.experiment, ran.planned, float(ran.sweep.done.seconds.sum()))
    told = {"sha256": _digest(text), **told, **_about_the_tornado(ran)}
    made = [*ran.figures, *(ran.tornado.figures if ran.tornado else [])]
    pictures = [path for path in made if path.suffix == ".png"]
    try:
        home.mkdir(parents=True, exist_ok=True)
        write_whole(table, text)
        write_whole(about, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        shutil.rmtree(figures, ignore_errors=True)
        if pictures:
            figures.mkdir()
        copies = [shutil.copyfile(path, figures / path.name) for path in pictures]
        copies += _of_the_tornado(ran, home)
    except OSError as error:
        raise OutputError(f"{home} cannot be written: {error.strerror or error}. The runs are safe.") from None
    return [table, about, *copies]


def _about_the_tornado(ran: Ran) -> dict[str, Any]:
    if ran.tornado is None:
        return {}
    planned = ran.tornado.planned
    runs = {"runs": len(planned.study.configs), "failed": ran.tornado.failed, "parameters": len(planned.labels)}
    return {"tornado": {**planned.tornado.model_dump(), **runs}}


def _of_the_tornado(ran: Ran, home: Path) -> list[Path]:
    """Its table and the summary, whose intervals it widens; those of another configuration or code go."""
    copies = [home / f"{ran.place.name}.{name}" for name in (TORNADO, SUMMARY)]
    for copy in copies:
        copy.unlink(missing_ok=True)
    if ran.tornado is None:
        return []
    made = [ran.tornado.planned.folder / TORNADO, ran.folder / SUMMARY]
    return [shutil.copyfile(path, copy) for path, copy in zip(made, copies, strict=True)]


def read_reference(place: Place, experiment: Experiment) -> Reference:
    """The reference of an experiment, whole and about what the experiment says today.

    Raises:
        ExperimentError: there is none, it is damaged, or the experiment has changed since.
    """
    table, about = (place.references / f"{place.name}.{kind}" for kind in ("csv", "json"))
    anew = ANEW.format(name=place.name)
    try:
        text = table.read_text(encoding="utf-8")
        told = json.loads(about.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        cure = f"microsim experiment {place.name} --reference makes one"
        raise ExperimentError(f"{place.name} has no reference ({error.filename} is not there): {cure}.") from None
    except (OSError, ValueError) as error:
        raise ExperimentError(f"the reference of {place.name} cannot be read: {error}: {anew}.") from None
    if not isinstance(told, dict):
        told = {}
    lacking = next((name for name, kind in NEEDED.items() if not isinstance(told.get(name), kind)), None)
    if lacking is not None or not isinstance(told["code"].get("parts"), dict):
        raise ExperimentError(f"{about} is damaged: it does not say its {lacking or 'code.parts'}: {anew}.")
    found = from_csv(text, str(table))
    if told["sha256"] != _digest(text):
        raise ExperimentError(f"{table} is damaged: it is not the table that {about.name} was written with: {anew}.")
    _check_same_experiment(found, told, experiment, place)
    return Reference(found, told)


def _check_same_experiment(table: Table, about: dict[str, Any], experiment: Experiment, place: Place) -> None:
    cases = {name: case.set for name, case in experiment.cases.items()}
    seeds = list(range(1, experiment.seeds + 1))
    there = {name: case.get("set") if isinstance(case, dict) else None for name, case in about["cases"].items()}
    changed = [
        what for what, same in {
            "base": about.get("base") == experiment.base,
            "cases": there == cases and table.cases == list(cases),
            "metrics": list(table.metrics) == experiment.metrics,
            "seeds": all(table.seeds(case) == seeds for case in table.cases),
        }.items() if not same
    ]  # fmt: skip
    if changed:
        cure = f"make it anew by microsim experiment {place.name} --reference"
        both = f"the reference of {place.name} is of another experiment: {' and '.join(changed)} in {place.file}"
        raise ExperimentError(f"{both} {'has' if len(changed) == 1 else 'have'} changed since: {cure}.")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
