"""Columns: each is declared once; array, agent property, help text and range check come from the declaration."""

from collections import namedtuple
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, ClassVar

import numpy as np

GROWTH = 1.25
PACKED_LEAST = 2  # rows; columns packed into one row look contiguous, and kernels would be compiled for that anew


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
    packed: bool
    name: str = ""


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
    packed: bool = False,
) -> Any:
    """Declare a column of a `Table`.

    Args:
        dtype: NumPy type. Numbers that bear state are "i8" or "f8", so that compiled and interpreted runs agree.
        unit: unit in words.
        doc: what it holds.
        low, high: range checked when a person writes through an agent.
        width: entries per row (a small memory); 1 is a plain column.
        default: value of a fresh row.
        codes: the `IntEnum` whose members the numbers stand for.
        packed: whether the packed columns of one type lie side by side in memory, row by row: for columns that are
            read one row at a time, all together, and hardly ever as a whole.
    """
    return Column(np.dtype(dtype), unit, doc, low, high, width, default, codes, packed)


class Table:
    """Preallocated columns of equal length. Rows never move; `n` of them are in use."""

    columns: ClassVar[dict[str, Column]]
    Arrays: ClassVar[type]

    def __init_subclass__(cls) -> None:
        """Collect the declarations and make the named tuple that kernels receive."""
        declared = {k: v for k, v in vars(cls).items() if isinstance(v, Column)}
        cls.columns = {k: Column(**{**vars(v), "name": k}) for k, v in declared.items()}
        for name in declared:
            delattr(cls, name)
        cls.Arrays = namedtuple("Arrays", list(declared), module=cls.__module__)
        cls.Arrays.__qualname__ = f"{cls.__qualname__}.Arrays"  # numba pickles it by this name

    def __init__(self, capacity: int) -> None:
        self.n = 0
        self._capacity = 0
        packed = any(col.packed for col in self.columns.values())
        self._resize(max(int(capacity), PACKED_LEAST if packed else 1))

    def _resize(self, capacity: int) -> None:
        self.arrays = None  # so that each old column is freed once it is copied
        blocks = self._packed_blocks(capacity)
        for name, col in self.columns.items():
            fresh = blocks[name] if col.packed else np.zeros((capacity, col.width), col.dtype)
            fresh = fresh if col.width > 1 else fresh[:, 0]
            if col.default != 0:
                fresh[self._capacity :] = col.default
            if self._capacity:
                fresh[: self._capacity] = getattr(self, name)
            setattr(self, name, fresh)
        self._capacity = capacity
        self.arrays = self.Arrays(*(getattr(self, name) for name in self.columns))

    def _packed_blocks(self, capacity: int) -> dict[str, np.ndarray]:
        blocks = {}
        for dtype in {col.dtype for col in self.columns.values() if col.packed}:
            columns = [col for col in self.columns.values() if col.packed and col.dtype == dtype]
            block = np.zeros((capacity, sum(col.width for col in columns)), dtype)
            at = 0
            for col in columns:
                blocks[col.name] = block[:, at : at + col.width]
                at += col.width
        return blocks

    @property
    def capacity(self) -> int:
        """Rows allocated."""
        return self._capacity

    def reserve(self, rows: int) -> None:
        """Make room for `rows` more; arrays handed out before are stale afterwards."""
        if self.n + rows > self._capacity:
            self._resize(int(max(self.n + rows, self._capacity * GROWTH)))

    def used(self, name: str) -> np.ndarray:
        """The rows in use of one column (a view)."""
        return getattr(self, name)[: self.n]

    def copy(self) -> "Table":
        """The same rows in memory of their own: same capacity, packed alike."""
        twin = type(self)(self._capacity)
        twin.n = self.n
        for name in self.columns:
            getattr(twin, name)[:] = getattr(self, name)
        return twin

    def distinct(self, rows: np.ndarray) -> np.ndarray:
        """Some rows, each once, in order."""
        among = np.zeros(self.n, bool)
        among[rows] = True
        return np.flatnonzero(among)

    @property
    def nbytes(self) -> int:
        """Bytes allocated."""
        return sum(getattr(self, name).nbytes for name in self.columns)

    @classmethod
    def describe(cls) -> list[dict[str, str]]:
        """One row per column: table, column, dtype, unit, doc."""
        table = cls.__name__.lower()
        return [
            {"table": table, "column": name, "dtype": col.dtype.str[1:], "unit": col.unit, "doc": col.doc}
            for name, col in cls.columns.items()
        ]


def view_of(table: type[Table]):
    """Class decorator: give an agent one read-and-write property per column of its table.

    The agent needs `row` and `table` (the live `Table`). Reading gives a Python number or the enum member;
    writing checks the declared range.
    """

    def decorate(cls):
        for name, col in table.columns.items():
            setattr(cls, name, _property(col))
        return cls

    return decorate


def _holds(dtype: np.dtype, entries: np.ndarray) -> bool:
    """Whether nothing is lost on the way into a column: no fraction, no overflow, no NaN."""
    with np.errstate(invalid="ignore"):
        return bool((entries.astype(dtype) == entries).all())


def _property(col: Column) -> property:
    def read(agent):
        value = getattr(agent.table, col.name)[agent.row]
        if col.width > 1:
            return value.copy()
        return col.codes(int(value)) if col.codes else value.item()

    def write(agent, value):
        entries = np.asarray(value)
        name = f"{type(agent).__name__}.{col.name}"
        if (col.low is not None and (entries < col.low).any()) or (col.high is not None and (entries > col.high).any()):
            raise ValueError(f"{name} = {value!r} is outside [{col.low}, {col.high}] {col.unit} ({col.doc})")
        if not _holds(col.dtype, entries):
            raise ValueError(f"{name} = {value!r} is not a number that a column of {col.dtype} can hold ({col.doc})")
        getattr(agent.table, col.name)[agent.row] = value

    return property(read, write, doc=f"{col.doc} ({col.unit})")
