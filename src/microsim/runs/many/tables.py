"""From the store of a sweep to its tables: a row per run, and the daily series of all of them, as Parquet and CSV."""

import json
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas  # noqa: F401  Arrow loads it for its first array: here it is while processes get ready, not at the end
import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as pq

from microsim.config.describe import parameters
from microsim.config.errors import OutputError
from microsim.metrics.register import METRICS
from microsim.runs.burn_in import WATCHED
from microsim.runs.outcome import DRIFT, daily_table

from .store import DONE, Row, Store

RUNS, DAILY = "runs", "daily"
WAITING_TEXTS = 3  # parts of the daily table that wait as text
AT_ONCE = 100  # runs whose daily tables are in memory together
SEVERAL = "currency"  # stands for a currency where runs differ in it
TIMING = ("seconds", "tries", "kills")  # columns that two computations of the same sweep need not share


class Column(NamedTuple):
    """A column of the table of runs."""

    name: str
    unit: str
    doc: str
    values: list[Any]


def write_tables(store: Store, folder: Path) -> dict[str, int]:
    """Write `runs` and `daily`, each as Parquet and CSV, over those that are there; each appears when it is whole.

    Returns:
        Rows of each table.

    Raises:
        OutputError: the disk refuses.
    """
    rows = store.runs()
    settings = _settings(store, rows)
    runs = _runs_table(store, rows, settings)
    with new_file(folder / f"{RUNS}.parquet") as path:
        pq.write_table(runs, path, compression="zstd")
    with new_file(folder / f"{RUNS}.csv") as path:
        csv.write_csv(runs, path)
    return {RUNS: runs.num_rows, DAILY: _write_daily(store, folder, rows, settings)}


def _runs_table(store: Store, rows: Sequence[Row], settings: Sequence[Column]) -> pa.Table:
    measured = dict(store.metrics())
    columns = [
        _number_column(rows),
        *settings,
        Column("status", "text", "waiting, done, failed or killed (its process died twice)",
               [row.status for row in rows]),
        Column("id", "text", "identity: hash of configuration, seed and code", [row.id for row in rows]),
        Column("stage", "text", "where a run without result failed", [row.stage for row in rows]),
        Column("error", "text", "why, in one line", [row.error for row in rows]),
        Column("seconds", "s", "computing time of the run", [row.seconds for row in rows]),
        Column("tries", "times", "how often it was tried", [row.tries for row in rows]),
        Column("kills", "times", "how often its process died", [row.kills for row in rows]),
        Column("code", "text", "digest of the code that computed it", [row.code for row in rows]),
    ]
    currencies = store.about("currencies", [])
    currency = currencies[0] if len(currencies) == 1 else SEVERAL
    for name in _in_order({name for found in measured.values() for name in found}):
        unit, doc = told(name, currency)
        columns.append(Column(name, unit, doc, [measured.get(row.number, {}).get(name) for row in rows]))
    about = {
        "doc": "One row per run of the sweep",
        "varies": json.dumps([column.name for column in settings]),
        **{key: json.dumps(store.about(key)) for key in ("name", "said", "lang", "version", "currencies")},
    }
    floats = {"seconds", *(name for found in measured.values() for name in found)}
    arrays = [_array(column.values, column.name in floats) for column in columns]
    fields = [pa.field(column.name, array.type, metadata={"unit": column.unit, "doc": column.doc})
              for column, array in zip(columns, arrays, strict=True)]  # fmt: skip
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=about))


def told(name: str, currency: str) -> tuple[str, str]:
    """Unit and meaning of a metric, a drift or an instrument.

    Example:
        >>> told("drift_price", "EUR")[0], told("hourly_pay_median", "EUR")[0]
        ('share', 'EUR/h')
    """
    if name.startswith(DRIFT):
        what = WATCHED[name.removeprefix(DRIFT)]
        return "share", f"change of {what} between the last two quarters of the burn-in"
    if name not in METRICS:
        from microsim.instruments import INSTRUMENTS  # start-up: they bring the model along

        return INSTRUMENTS[name].told(currency)["unit"], INSTRUMENTS[name].told(currency)["meaning"]
    about = METRICS[name].told(currency)
    return about["unit"], about["meaning"]


def _in_order(names: set[str]) -> list[str]:
    known = [*METRICS, *(f"{DRIFT}{name}" for name in WATCHED)]
    return [*(name for name in known if name in names), *sorted(names.difference(known))]


def _settings(store: Store, rows: Sequence[Row]) -> list[Column]:
    about = {row["key"]: row for row in parameters()}
    names = store.about("varies", [])

    def column(name: str) -> Column:
        group, _, rest = name.partition(".")
        row = about.get(name) or about.get(f"{group}.<name>.{rest.partition('.')[2]}")
        unit, doc = (row["unit"], row["doc"]) if row else ("text", f"choice of {name}")
        return Column(name, unit, doc, [row.settings.get(name) for row in rows])

    return [column(name) for name in names]


def _array(values: Sequence[Any], is_float: bool = False) -> pa.Array:
    """Values of one column: numbers stay numbers, whatever is mixed or nested becomes text."""
    kinds = {type(value) for value in values if value is not None}
    if is_float or kinds in ({int, float}, {float}):
        return pa.array(values, pa.float64())
    if kinds == {int}:
        return pa.array(values, pa.int64())
    if kinds == {bool}:
        return pa.array(values, pa.bool_())
    return pa.array([_text(value) for value in values], pa.string())


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _write_daily(store: Store, folder: Path, rows: Sequence[Row], settings: Sequence[Column]) -> int:
    done = [place for place, row in enumerate(rows) if row.status == DONE]
    if not done:
        return 0
    told = [_number_column(rows), *settings]
    arrays = [_array(column.values) for column in told]
    count, header = 0, True
    with ExitStack() as files:
        paths = [files.enter_context(new_file(folder / f"{DAILY}.{kind}")) for kind in ("parquet", "csv")]
        text, parquet, rendered = files.enter_context(paths[1].open("wb")), None, deque()
        pool = files.enter_context(ThreadPoolExecutor())  # numbers as text are what takes longest
        for start in range(0, len(done), AT_ONCE):
            places = done[start : start + AT_ONCE]
            table = _days_of(store, [rows[place].number for place in places], places, told, arrays)
            parquet = parquet or files.enter_context(pq.ParquetWriter(paths[0], table.schema, compression="zstd"))
            rendered.append(pool.submit(_as_csv, table, header))
            parquet.write_table(table)
            if len(rendered) > WAITING_TEXTS:
                text.write(rendered.popleft().result())
            count, header = count + table.num_rows, False
        for rest in rendered:
            text.write(rest.result())
    return count


def _as_csv(table: pa.Table, header: bool) -> pa.Buffer:
    sink = pa.BufferOutputStream()
    csv.write_csv(table, sink, csv.WriteOptions(include_header=header))
    return sink.getvalue()


def _days_of(
    store: Store, numbers: Sequence[int], places: Sequence[int], told: Sequence[Column], arrays: Sequence[pa.Array]
) -> pa.Table:
    """The daily tables of some runs, one below the other, with what tells the runs apart."""
    parts = [daily_table(store.daily(number)) for number in numbers]
    days = pa.concat_tables([part.replace_schema_metadata() for part in parts])
    of_run = pa.array(np.repeat(places, [part.num_rows for part in parts]))
    fields = [pa.field(column.name, array.type, metadata={"unit": column.unit, "doc": column.doc})
              for column, array in zip(told, arrays, strict=True)]  # fmt: skip
    about = {"doc": "One row per run and day, burn-in included (day below 0)"}
    schema = pa.schema([*fields, *days.schema], metadata=about)
    return pa.Table.from_arrays([*(array.take(of_run) for array in arrays), *days.columns], schema=schema)


def _number_column(rows: Sequence[Row]) -> Column:
    return Column("run", "number", "number of the run in the sweep", [row.number for row in rows])


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A file that appears under its name when it is whole."""
    part = path.with_name(f".part-{path.name}")
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        cure = "The runs are safe; make room, then say the same again."
        raise OutputError(f"{path} cannot be written: {error.strerror or error}. {cure}") from None
    finally:
        part.unlink(missing_ok=True)
