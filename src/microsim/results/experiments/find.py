"""Where experiments and their references lie: in a folder of the user's own, in a checkout, inside a wheel."""

from dataclasses import dataclass
from pathlib import Path

from microsim.config.errors import UserError
from microsim.config.groups import PACKAGE
from microsim.config.nearest import did_you_mean

FILE = "experiment.yaml"
HOME = "experiments"
REFERENCE = "reference"


class ExperimentError(UserError):
    """An experiment that is not there, or cannot be used."""


@dataclass(frozen=True)
class Place:
    """Where an experiment is.

    Attributes:
        name: that of its folder.
        folder: the one with `experiment.yaml`.
        references: the folder with `NAME.csv`, `NAME.json` and the figures of its reference.
        own: whether it is the user's, not one that comes with microsim.
    """

    name: str
    folder: Path
    references: Path
    own: bool

    @property
    def file(self) -> Path:
        """What it is made of."""
        return self.folder / FILE


def places(own: Path | str | None = None) -> dict[str, Place]:
    """All experiments by name, the user's own before those that come with microsim.

    Args:
        own: a folder of the user's own experiments; their references lie in `reference/` in it.

    Raises:
        ExperimentError: the folder is not there.

    Example:
        >>> places("no/such/folder")
        Traceback (most recent call last):
            ...
        microsim.results.experiments.find.ExperimentError: --experiments-dir no/such/folder is not a folder: give the \
one that holds e.g. mine/experiment.yaml
    """
    found = _places(_shipped(), _references(), own=False)
    if own is None:
        return found
    folder = Path(own).expanduser().absolute()
    if not folder.is_dir():
        what = f"--experiments-dir {own} is not a folder"
        raise ExperimentError(f"{what}: give the one that holds e.g. mine/{FILE}")
    return {**_places(folder, folder / REFERENCE, own=True), **_without(found, folder)}


def place_of(name: str, own: Path | str | None = None) -> Place:
    """The experiment of that name.

    Raises:
        ExperimentError: there is none, with the nearest name; or its folder has no file that says what it is.
    """
    found = places(own)
    if name in found:
        return found[name]
    for folder in (None if own is None else Path(own).expanduser(), _shipped()):
        if folder and Path(name).name == name and name.strip(".") and (folder / name).is_dir() and name != REFERENCE:
            raise ExperimentError(f"{folder / name} has no {FILE}: docs/experiments.md says what stands in it.")
    advice = did_you_mean(name, found) or (f"there are {', '.join(found)}." if found else "there are none yet.")
    raise ExperimentError(f"{name} is not an experiment: {advice}")


def _places(folder: Path | None, references: Path, own: bool) -> dict[str, Place]:
    files = sorted(folder.glob(f"*/{FILE}")) if folder else []
    return {file.parent.name: Place(file.parent.name, file.parent, references, own) for file in files}


def _without(found: dict[str, Place], folder: Path) -> dict[str, Place]:
    own = {file.parent.name for file in folder.glob(f"*/{FILE}")}
    return {name: place for name, place in found.items() if name not in own}


def _shipped() -> Path | None:
    """The folder of experiments that comes with microsim: inside an installed wheel, at the root of a checkout."""
    return next((folder for folder in (PACKAGE / HOME, PACKAGE.parents[1] / HOME) if folder.is_dir()), None)


def _references() -> Path:
    inside = PACKAGE / REFERENCE
    return inside if inside.is_dir() else PACKAGE.parents[1] / "results" / REFERENCE
