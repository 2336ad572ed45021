"""Who may write into the folder of a sweep: one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from microsim.config.errors import OutputError, UserError

LOCK = ".lock"


def is_running(folder: Path) -> bool:
    """Whether somebody computes the sweep of a folder just now."""
    if not (folder / LOCK).exists():
        return False
    try:
        with FileLock(folder / LOCK, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:  # a folder that may only be read
        return False


@contextmanager
def ours(folder: Path) -> Iterator[None]:
    """The folder, for as long as we are in it; the lock goes with the process, however that ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK, timeout=0)
        lock.acquire()
    except Timeout:
        raise UserError(f"{folder}: another sweep is writing there. Wait for it (microsim status {folder}), or choose"
                        " another sweep.name.") from None  # fmt: skip
    except OSError as error:
        why = error.strerror or error
        raise OutputError(f"{folder} cannot be made: {why}. Choose another folder by output=…") from None
    try:
        yield
    finally:
        lock.release()
