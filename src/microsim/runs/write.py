"""Write tables and texts into the folder of a run."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from microsim.config.schema import Config
from microsim.model import Market

from .columns import OutTable
from .daily_table import DAILY
from .firm_tables import PLATFORMS, REQUESTERS, TASK_TYPES
from .kept_tables import BATCHES, MONTHS, WEEKS
from .people_tables import WORKER_PLATFORM, WORKERS

SCHEMA_VERSION = 1
AT_END = (DAILY, WORKERS, WORKER_PLATFORM, REQUESTERS, PLATFORMS, TASK_TYPES)
KEPT = {"weeks": WEEKS, "months": MONTHS, "batches": BATCHES}
ROWS_AT_ONCE = 16_384


def describe_outputs() -> list[dict[str, str]]:
    """One row per column of every stored table: file, column, dtype, unit, doc.

    Example:
        >>> [row["unit"] for row in describe_outputs() if row["file"] == "weeks.parquet"][:3]
        ['number', 'weeks', 'date']
    """
    return [row for table in (*AT_END, *KEPT.values()) for row in table.describe()]


def about(config: Config) -> dict[str, str]:
    """What every file says about its run."""
    return {
        "scenario": config.scenario.name,
        "currency": config.scenario.currency,
        "seed": str(config.seed),
        "schema_version": str(SCHEMA_VERSION),
    }


class TableFile:
    """A Parquet file that is written in pieces: rows wait until a row group is full, so memory stays small.

    Left by an error, it is closed without its last rows and without the footer that makes it readable.
    """

    def __init__(self, folder: Path, table: OutTable, config: Config) -> None:
        self.table, self.about = table, about(config)
        self.rows = 0
        self._waiting: list[pa.Table] = []
        self._file = (folder / table.file).open("wb")
        self._writer = pq.ParquetWriter(self._file, table.schema(self.about), compression="zstd")

    def add(self, *of) -> None:
        """Append the rows of what the table's source is made of."""
        for piece in self.table.pieces(self.about, ROWS_AT_ONCE, *of):
            self.rows += piece.num_rows
            self._waiting.append(piece)
            del piece
            if sum(waiting.num_rows for waiting in self._waiting) >= ROWS_AT_ONCE:
                self._write()

    def _write(self) -> None:
        if self._waiting:
            self._writer.write_table(pa.concat_tables(self._waiting), row_group_size=ROWS_AT_ONCE)
            self._waiting.clear()
            pa.default_memory_pool().release_unused()

    def __enter__(self) -> "TableFile":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self._write()
                self._writer.close()
        finally:
            self._writer.is_open = False  # else it tries once more when it is collected, and complains
            self._file.close()


class TableInMemory:
    """What `TableFile` is, for runs that leave no folder behind."""

    def __init__(self, table: OutTable, config: Config) -> None:
        self.table, self.about = table, about(config)
        self._pieces: list[pa.Table] = []

    @property
    def rows(self) -> int:
        """How many there are."""
        return sum(piece.num_rows for piece in self._pieces)

    def add(self, *of) -> None:
        """Append the rows of what the table's source is made of."""
        self._pieces.append(self.table.build(self.about, *of))

    def whole(self) -> pa.Table:
        """All rows so far."""
        empty = self.table.schema(self.about).empty_table()
        return pa.concat_tables(self._pieces).unify_dictionaries() if self._pieces else empty

    def __enter__(self) -> "TableInMemory":
        return self

    def __exit__(self, *of_error: object) -> None:
        pass


def write_tables(market: Market, folder: Path) -> dict[str, int]:
    """Write the tables that are made at the end of a run. Returns the number of rows of each."""
    rows = {}
    for table in AT_END:
        with TableFile(folder, table, market.config) as file:
            file.add(market)
        rows[table.name] = file.rows
    return rows


def write_json(path: Path, content: Mapping) -> None:
    """Write a mapping as JSON for people and machines; numbers that are no numbers are refused."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n", encoding="utf-8")
