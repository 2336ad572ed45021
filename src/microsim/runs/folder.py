"""The folder of a run: made hidden, filled, and given its name only when it is whole."""

import datetime as dt
import errno
import itertools
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from microsim.config.errors import OutputError
from microsim.config.schema import Config

# What the disk refuses. Any other error of the system while a run is written is a bug of ours and keeps its traceback.
REFUSALS = {
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EFBIG", "EIO", "EROFS", "EACCES", "EPERM", "ENOTDIR", "EEXIST", "EISDIR",
                 "ENAMETOOLONG", "ELOOP", "EINVAL", "ESTALE")
    if hasattr(errno, name)
}  # fmt: skip


@dataclass
class Part:
    """A run that is being written.

    Attributes:
        path: the hidden folder to write into.
        final: where the run is once it is whole.
    """

    path: Path
    final: Path


@contextmanager
def run_folder(config: Config, started: dt.datetime) -> Iterator[Part]:
    """A new folder under the configured output; on any error or interruption nothing of it stays.

    Raises:
        OutputError: in one line, the folder that cannot be written, why, and the cure.
    """
    made: list[Path] = []
    part = None
    try:
        part = _make(config, started, made)
        yield part
        sync(part.path)
        _publish(part)
    except BaseException as error:
        refused = isinstance(error, OSError) and _refused(error, part)
        _remove(part, made)
        if refused:
            raise _refusal(config, error) from None
        raise


def _refused(error: OSError, part: Part | None) -> bool:
    """Whether the disk refused something, or somebody took the folder away."""
    return part is None or error.errno in REFUSALS or not part.path.exists()


def _remove(part: Part | None, made: list[Path]) -> None:
    if part is not None:
        shutil.rmtree(part.path, ignore_errors=True)
    for folder in reversed(made):
        with suppress(OSError):  # somebody else may have put something there since
            folder.rmdir()


def folder_name(seed: int, started: dt.datetime) -> str:
    """Name of the folder of a run.

    Example:
        >>> folder_name(7, dt.datetime(2025, 1, 31, 9, 5, 0))
        '2025-01-31_09-05-00_seed7'
    """
    return f"{started:%Y-%m-%d_%H-%M-%S}_seed{seed}"


def as_folder(name: str) -> str:
    """The name of a scenario as the name of a folder that cannot lead elsewhere.

    Example:
        >>> as_folder("france_2019"), as_folder("Île-de-France, été"), as_folder("../..")
        ('france_2019', 'Île-de-France-été', 'scenario')
    """
    return re.sub(r"[^\w.+-]+", "-", name).strip("-.") or "scenario"


def _make(config: Config, started: dt.datetime, made: list[Path]) -> Part:
    home = Path(config.output).expanduser() / as_folder(config.scenario.name)
    missing = list(itertools.takewhile(lambda folder: not folder.exists(), (home, *home.parents)))
    for folder in reversed(missing):
        with suppress(FileExistsError):  # another run makes it at the same moment
            folder.mkdir()
            made.append(folder)
    for name in _names(folder_name(config.seed, started)):
        part = Part(home / f".part-{name}", home / name)
        if part.final.exists():
            continue
        try:
            part.path.mkdir()  # whoever makes the hidden folder owns the name
        except FileExistsError:
            continue
        if not part.final.exists():
            return part
        part.path.rmdir()
    raise AssertionError("names never end")


def _names(name: str) -> Iterator[str]:
    yield name
    for number in itertools.count(2):
        yield f"{name}-{number}"


def _publish(part: Part) -> None:
    taken = os.listdir(part.final.parent)
    if part.final.name in taken:  # by somebody who does not keep to hidden folders
        part.final = next(path for path in map(part.final.with_name, _names(part.final.name)) if path.name not in taken)
    part.path.rename(part.final)
    _sync_one(part.final.parent)


def sync(folder: Path) -> None:
    """Have the disk hold all of a folder before it gets its name, so that a power cut leaves no empty files in it."""
    for place, _, files in os.walk(folder):
        for file in files:
            _sync_one(Path(place) / file)
        _sync_one(Path(place))


def _sync_one(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refusal(config: Config, error: OSError) -> OutputError:
    why = os.strerror(error.errno).lower() if error.errno else str(error)
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        why = "a file is in the way"
    return OutputError(f"output = {config.output} cannot be written: {why}. Choose another folder by output=…")
