"""Columns: each is declared once; array, agent property, help text and range check come from the declaration."""

from collections import namedtuple
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any, ClassVar, TypeVar

import numpy as np

from .records import LINE, cache_lines

GROWTH = 1.25
STEPS = 64  # in which room that is expected to be needed is made ready
WORD = 8  # bytes of the widest number
T = TypeVar("T")


@dataclass(frozen=True)
class Column:
    """What one column holds."""

    dtype: np.dtype
    unit: str
    doc: str
    low: float | None
    high: float | None
    width: int
    default: float
    codes: type[IntEnum] | None
    line: bool
    flow: bool
    daily: str
    by: str
    label: str
    stored: bool
    shown: bool
    saved: bool
    name: str = ""

    @property
    def record(self) -> str:
        """Which record of the row holds it."""
        return "line" if self.line else "book"


def column(
    dtype: str,
    *,
    unit: str,
    doc: str,
    low: float | None = None,
    high: float | None = None,
    width: int = 1,
    default: float = 0,
    codes: type[IntEnum] | None = None,
    line: bool = False,
    flow: bool = False,
    daily: str = "",
    by: str = "",
    label: str = "",
    stored: bool | None = None,
    shown: bool = True,
    saved: bool = True,
) -> Any:
    """Declare a column of a `Table`.

    Args:
        dtype: NumPy type. Numbers that bear state are "i8" or "f8", so that compiled and interpreted runs agree; "i4"
            if they count what one account or one run of tasks can have, and a test names them. A small memory is
            narrow.
        unit: unit in words.
        doc: what it holds.
        low, high: range checked when a person writes through an agent.
        width: entries per row (a small memory); 1 is a plain column.
        default: value of a fresh row.
        codes: the `IntEnum` whose members the numbers stand for.
        line: whether phases look at it in every row every day, so that it stands on the one cache line that they read.
        flow: whether it is counted since the first measured day: reset on that day.
        daily: name of the column of the daily table that gets what it grows by in a day, summed; makes it a flow.
        by: the phases that write it, beside those that write all columns of the table.
        label: what people call it; its name, if nothing is said.
        stored: whether a run stores it at its end, in the table of its kind; flows are stored if nothing is said.
        shown: whether agents have it as an attribute.
        saved: whether it is kept in a saved state; else it has its default there.
    """
    flow = flow or bool(daily)
    stored = flow if stored is None else stored
    kind = np.dtype(dtype)
    return Column(kind, unit, doc, low, high, width, default, codes, line, flow, daily, by, label, stored, shown, saved)


class Table:
    """Preallocated rows, each one record in memory. Rows never move; `n` of them are in use.

    Where columns are declared with `line=True`, a row is two records: `line`, one cache line of what the phases look at
    in every row every day, and `book`, all the rest, which is read one row at a time. `arrays` is what kernels get: the
    array of records, or both of them. Every column is also an attribute, a view over all rows allocated.

    A table may say what of its book is read `together`: groups of columns, each of which begins on a cache line of its
    own. Where they stand changes no number, and no stored table: those keep the order of the declarations.
    """

    columns: ClassVar[dict[str, Column]]
    records: ClassVar[dict[str, np.dtype]]
    Arrays: ClassVar[Any]
    daily: ClassVar[slice]
    together: ClassVar[tuple[tuple[str, ...], ...]] = ()

    def __init_subclass__(cls, sums_of: "type[Table] | None" = None, by: str = "") -> None:
        """Collect the declarations, and lay out the records.

        Args:
            sums_of: a table whose `daily` columns have a column here each, into which they are summed.
            by: the phases that write all of its columns, such as those that add or move rows.
        """
        declared = {k: v for k, v in vars(cls).items() if isinstance(v, Column)}
        for col in sums_of.columns.values() if sums_of is not None else ():
            if sums_of is not None and col.daily in declared:
                raise TypeError(
                    f"{cls.__name__}.{col.daily} is the sum of {sums_of.__name__}.{col.name}: declare it there."
                )
            if col.daily:
                declared[col.daily] = replace(col, flow=False, label="", by="record")
        cls.columns = {
            k: replace(v, name=k, label=v.label or k.replace("_", " "), by=f"{by} {v.by}".strip())
            for k, v in declared.items()
        }
        for name in declared:
            if hasattr(np.record, name):
                raise TypeError(
                    f"{cls.__name__}.{name}: every record of NumPy has a {name} already. Call it otherwise."
                )
            if name in vars(cls):
                delattr(cls, name)
        on_line = [col for col in cls.columns.values() if col.line]
        groups = [[cls.columns[name] for name in names] for names in cls.together]
        in_group = {name for names in cls.together for name in names}
        others = [col for col in cls.columns.values() if not col.line and col.name not in in_group]
        cls.records = {"line": _record([on_line], LINE)} if on_line else {}
        book: Any = _record([*groups, others])
        cls.records |= {"book": book}
        counted = [book.fields[name][1] // 8 for name, col in cls.columns.items() if col.daily]
        cls.daily = slice(counted[0], counted[-1] + 1) if counted else slice(0)  # in words of eight bytes
        arrays: Any = namedtuple("Arrays", list(cls.records), module=cls.__module__)  # type: ignore[misc]
        cls.Arrays = arrays
        cls.Arrays.__qualname__ = f"{cls.__qualname__}.Arrays"  # numba pickles it by this name

    def __init__(self, capacity: int) -> None:
        self.n = 0
        self._capacity = self._ready = 0
        self._resize(max(int(capacity), 1))
        self._make_ready(self._capacity)

    def _resize(self, capacity: int) -> None:
        """Room for so many rows. Its memory is taken up as rows are made ready."""
        fresh = self.Arrays(*(cache_lines(capacity, record) for record in self.records.values()))
        if self._capacity:
            for new, old in zip(fresh, self._parts, strict=True):
                new[: self._ready] = old[: self._ready]
        self._hold(fresh)

    def _make_ready(self, rows: int) -> None:
        """Write the defaults of fresh rows, up to so many."""
        for name, col in self.columns.items():
            if col.default != 0:
                getattr(self, name)[self._ready : rows] = col.default
        self._ready = max(self._ready, rows)

    def _hold(self, parts: tuple[np.ndarray, ...]) -> None:
        self._parts, self._capacity = parts, len(parts[0])
        self.arrays: Any = parts if len(parts) > 1 else parts[0]
        self.words = parts[-1].view(np.int64).reshape(self._capacity, -1)  # of the book, by row
        for name, col in self.columns.items():
            setattr(self, name, getattr(parts, col.record)[name])

    @classmethod
    def cache_line(cls, name: str) -> int:
        """On which cache line of its record a column begins, from 0: what `state.ahead.fetch` asks for."""
        fields: Any = cls.records[cls.columns[name].record].fields
        return fields[name][1] // LINE

    @property
    def capacity(self) -> int:
        """Rows allocated."""
        return self._capacity

    def reserve(self, rows: int) -> None:
        """Make room for `rows` more; arrays handed out before are stale afterwards."""
        if self.n + rows > self._capacity:
            self._resize(int(max(self.n + rows, self._capacity * GROWTH)))
            self._make_ready(self._capacity)
        elif self.n + rows > self._ready:
            self._make_ready(min(max(self.n + rows, self._ready + self._capacity // STEPS), self._capacity))

    def expect(self, rows: int) -> None:
        """Room for `rows` in all, which come over time: memory that none of them has reached yet is not taken up."""
        self._resize(max(rows, self._capacity))

    def used(self, name: str) -> np.ndarray:
        """The rows in use of one column (a view)."""
        return getattr(self, name)[: self.n]

    def copy(self) -> "Table":
        """The same rows in memory of their own, with as much room."""
        twin = type(self)(1)
        twin._ready = 0
        twin._resize(self._capacity)
        twin.n, twin._ready = self.n, self._ready
        for new, old in zip(twin._parts, self._parts, strict=True):
            new[: self._ready] = old[: self._ready]
        return twin

    @property
    def _rows_written(self) -> int:
        return self.n

    def saved(self) -> dict[str, np.ndarray]:
        """The columns to be kept in a saved state, rows in use."""
        return {name: getattr(self, name)[: self._rows_written] for name, col in self.columns.items() if col.saved}

    @classmethod
    def restored(cls, columns: Mapping[str, np.ndarray], n: int) -> "Table":
        """The table that was saved, with `n` rows in use."""
        table = cls(max((len(values) for values in columns.values()), default=1))
        table.n = n
        for name, values in columns.items():
            getattr(table, name)[: len(values)] = values
        return table

    @classmethod
    def flows(cls) -> list[str]:
        """Columns that are counted since the first measured day."""
        return [name for name, col in cls.columns.items() if col.flow]

    def daily_block(self) -> np.ndarray:
        """The columns that are summed into the daily table, or are those sums, side by side: a view.

        Returns:
            ``int64[rows allocated, columns]``.
        """
        return self.words[:, self.daily]

    def daily_sums(self) -> np.ndarray:
        """What has been counted so far, summed over the rows, in the order of `daily_block`."""
        return self.daily_block()[: self.n].sum(axis=0)

    def reset_flows(self) -> None:
        """Begin to count anew."""
        for name in self.flows():
            self.used(name)[:] = 0

    def keep(self, kept: np.ndarray) -> None:
        """Keep some of the rows in use, in their order.

        Args:
            kept: which, ``bool[n]``.
        """
        for part in self._parts:
            rows = part[: self.n][kept]
            part[: len(rows)] = rows
        self.n = int(kept.sum())

    def distinct(self, rows: np.ndarray) -> np.ndarray:
        """Some rows, each once, in order."""
        among = np.zeros(self.n, bool)
        among[rows] = True
        return np.flatnonzero(among)

    @property
    def nbytes(self) -> int:
        """Bytes allocated."""
        return sum(part.nbytes for part in self._parts)

    @classmethod
    def describe(cls) -> list[dict[str, str]]:
        """One row per column: table, column, dtype, unit, doc."""
        table = cls.__name__.lower()
        return [
            {"table": table, "column": name, "dtype": col.dtype.str[1:], "unit": col.unit, "doc": col.doc, "by": col.by}
            for name, col in cls.columns.items()
        ]


def _record(groups: list[list[Column]], size: int = 0) -> np.dtype:
    """The record of some columns. Each group begins on a cache line; in it the widest come first, so that none leaves a
    gap, and daily ones stand side by side.

    Args:
        groups: of columns.
        size: bytes that it has; 0: as many as it takes, in whole cache lines if there are several groups.
    """
    parts, end = [], 0
    for group in groups:
        end = _lines(end)
        for col in sorted(group, key=lambda col: (-col.dtype.itemsize, bool(col.daily))):
            kind = np.dtype((col.dtype, (col.width,))) if col.width > 1 else col.dtype
            parts.append((col.name, kind, end))
            end += kind.itemsize
    names, formats, offsets = zip(*parts, strict=True)
    if size and end > size:
        raise TypeError(f"{', '.join(names)} take {end} bytes, a line has {size}: move some away.")
    size = size or (_lines(end) if len(groups) > 1 else -(-end // WORD) * WORD)
    return np.dtype({"names": names, "formats": formats, "offsets": offsets, "itemsize": size}, align=True)


def _lines(size: int) -> int:
    """So many bytes in whole cache lines."""
    return -(-size // LINE) * LINE


def view_of(table: type[Table]) -> Callable[[type[T]], type[T]]:
    """Class decorator: give an agent one read-and-write property per column of its table.

    The agent needs `row` and `table` (the live `Table`). Reading gives a Python number or the enum member;
    writing checks the declared range.
    """

    def decorate(cls: type[T]) -> type[T]:
        for name, col in table.columns.items():
            if col.shown:
                setattr(cls, name, _property(col))
        return cls

    return decorate


def _holds(dtype: np.dtype, entries: np.ndarray) -> bool:
    """Whether nothing is lost on the way into a column: no fraction, no overflow, no NaN."""
    with np.errstate(invalid="ignore"):
        return bool((entries.astype(dtype) == entries).all())


def _property(col: Column) -> property:
    def read(agent: Any) -> Any:
        value = getattr(agent.table, col.name)[agent.row]
        if col.width > 1:
            whole = value.copy()
            whole.flags.writeable = False  # an element written here would be lost: the whole has to be assigned
            return whole
        return col.codes(int(value)) if col.codes else value.item()

    def write(agent: Any, value: Any) -> None:
        entries = np.asarray(value)
        name = f"{type(agent).__name__}.{col.name}"
        if (col.low is not None and (entries < col.low).any()) or (col.high is not None and (entries > col.high).any()):
            raise ValueError(f"{name} = {value!r} is outside [{col.low}, {col.high}] {col.unit} ({col.doc})")
        if not _holds(col.dtype, entries):
            raise ValueError(f"{name} = {value!r} is not a number that a column of {col.dtype} can hold ({col.doc})")
        getattr(agent.table, col.name)[agent.row] = value

    return property(read, write, doc=f"{col.doc} ({col.unit})")
