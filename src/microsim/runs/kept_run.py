"""A run that was measured in memory, as the folder that `run` would have left."""

import datetime as dt
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from microsim.config.errors import OutputError
from microsim.config.load import to_yaml
from microsim.config.schema import Config

from .folder import sync
from .manifest import close_manifest
from .write import write_json


def keep_run(
    folder: Path,
    config: Config,
    tables: Mapping[str, pa.Table],
    summary: Mapping[str, Any],
    manifest: Mapping[str, Any],
    seconds: Mapping[str, float],
) -> None:
    """Write the folder of a run, over one that is there; it appears when it is whole.

    Args:
        folder: its place.
        config: what was run.
        tables: by name, without the ending of the file.
        summary: all its metrics, as `metrics.summary` tells them.
        manifest: see `describe_run`.
        seconds: what the time was spent on.
    """
    part = folder.with_name(f".part-{folder.name}-{os.getpid()}")
    try:
        part.mkdir(parents=True)
        (part / "config.yaml").write_text(to_yaml(config), encoding="utf-8")
        for name, table in tables.items():
            pq.write_table(table, part / f"{name}.parquet", compression="zstd")
        write_json(part / "summary.json", summary)
        write_json(part / "manifest.json", close_manifest(manifest, dt.datetime.now().astimezone(), seconds))
        sync(part)
        shutil.rmtree(folder, ignore_errors=True)
        part.rename(folder)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror or error}. Make room.") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
