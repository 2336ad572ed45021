"""A stored run, from its folder to tables in memory."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from microsim.config.errors import UserError
from microsim.metrics.tables import Tables

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow.parquet as pq

TABLES = ("daily", "workers", "worker_platform", "requesters", "platforms", "task_types")
OPTIONAL = ("weeks", "months", "batches")
VALUES_AT_ONCE = 500_000


class RunError(UserError):
    """A folder that is not a whole run."""


def read_run(folder: Path | str) -> Tables:
    """The tables of the run in a folder; `weeks`, `months` and `batches` are None unless it recorded them.

    Args:
        folder: the folder of one run, the one with `manifest.json`.

    Raises:
        RunError: in one line, the folder or file that is missing or damaged, and the cure.

    Example:
        >>> read_run("no/such/run")
        Traceback (most recent call last):
            ...
        microsim.results.read.RunError: no/such/run: there is no such folder. Give the folder of one run.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise RunError(f"{folder}: there is no such folder. Give the folder of one run.")
    if not (folder / "manifest.json").is_file():
        raise RunError(f"{folder} has no manifest.json, so it is not a run. {_advice(folder)}")
    here = [name for name in OPTIONAL if (folder / f"{name}.parquet").exists()]
    return Tables(
        config=read_config(folder),
        manifest=read_json(folder / "manifest.json"),
        **{name: read_table(folder, name) for name in (*TABLES, *here)},
        folder=folder,
    )


def _advice(folder: Path) -> str:
    found = [path.parent for pattern in ("*", "*/*") for path in folder.glob(f"{pattern}/manifest.json")]
    runs = sorted(run for run in found if not run.name.startswith("."))
    return f"Runs below it: {runs[-1]} is the last of {len(runs)}." if runs else "Give the folder of one run."


def read_json(path: Path) -> Mapping[str, Any]:
    """A mapping stored as JSON.

    Raises:
        RunError: in one line, that it is missing or damaged, and the cure.
    """
    return _mapping(path, json.loads)


def read_config(folder: Path) -> Mapping[str, Any]:
    """The configuration of a run, as plain values. Raises `RunError` like `read_json`."""
    return _mapping(folder / "config.yaml", _yaml)


def read_table(folder: Path, name: str, columns: Sequence[str] | None = None) -> "pd.DataFrame":
    """One table of a run, or some of its columns. Raises `RunError` like `read_json`."""
    import pyarrow as pa  # start-up
    import pyarrow.parquet as pq  # start-up

    path = folder / f"{name}.parquet"
    try:
        with pq.ParquetFile(path) as file:
            there = file.schema_arrow.names
            names = there if columns is None else list(columns)
            if unknown := [name for name in names if name not in there]:
                raise ValueError(f"it has no column {unknown[0]}")
            return _frame(file, names)
    except FileNotFoundError:
        raise _missing(path) from None
    except (OSError, ValueError, pa.ArrowException) as error:
        raise _damaged(path, error) from None


def _frame(file: "pq.ParquetFile", names: list[str]) -> "pd.DataFrame":
    """Some columns of a file. Read and copied a few at a time, they are never in memory twice: at full size reading all
    in one go takes 250 MB more."""
    import pandas as pd  # start-up
    import pyarrow as pa  # start-up

    at_once = max(1, VALUES_AT_ONCE // max(file.metadata.num_rows, 1))
    if len(names) <= at_once:
        return file.read(names).to_pandas()[names]
    parts = []
    for start in range(0, len(names), at_once):
        parts.append(file.read(names[start : start + at_once]).to_pandas().copy())
        pa.default_memory_pool().release_unused()
    return pd.concat(parts, axis=1)[names]


def _mapping(path: Path, parse: Callable[[str], Any]) -> Mapping[str, Any]:
    try:
        content = parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _missing(path) from None
    except (OSError, ValueError) as error:
        raise _damaged(path, error) from None
    if not isinstance(content, Mapping):
        raise _damaged(path, ValueError("it does not map names to values"))
    return content


def _yaml(text: str) -> Any:
    import yaml  # start-up

    try:
        return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # written in C, where there is one
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def _missing(path: Path) -> RunError:
    return RunError(f"{path} is missing: the run is not whole. Run it again, or copy the whole folder.")


def _damaged(path: Path, error: Exception) -> RunError:
    return RunError(f"{path} is damaged: {error}. Run it again, or copy the file anew.")
