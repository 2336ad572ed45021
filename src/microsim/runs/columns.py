"""Columns of stored tables: each is declared once; schema, help text and values come from the declaration."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from microsim.state.table import Table
from microsim.units import MONEY

NAMES = pa.dictionary(pa.int32(), pa.string())
BY_KIND = {"i": pa.int64(), "f": pa.float64(), "b": pa.bool_()}


@dataclass(frozen=True)
class Out:
    """One column of a stored table; `values` computes it from the source of that table."""

    name: str
    type: pa.DataType
    unit: str
    doc: str
    values: Callable[[Any], Any]
    of: str = ""  # the column of the market that it is

    @property
    def field(self) -> pa.Field:
        """The Arrow field, with unit and meaning."""
        return pa.field(self.name, self.type, metadata={"unit": self.unit, "doc": self.doc})

    def array(self, source: Any) -> pa.Array:
        """The column of one source."""
        values = self.values(source)
        if isinstance(values, pa.Array):
            return values
        if self.type == pa.int64() and values.dtype.kind == "f":
            values = np.rint(values).astype(np.int64)
        return pa.array(values, self.type)


@dataclass(frozen=True)
class OutTable:
    """A stored table: its file, what a row is, what its columns are computed from, and its columns."""

    file: str
    doc: str
    source: Callable[..., Any]
    columns: tuple[Out, ...]

    @property
    def name(self) -> str:
        """The file without its ending."""
        return self.file.removesuffix(".parquet")

    def schema(self, about: Mapping[str, str]) -> pa.Schema:
        """Fields of the table; `about` says which run it belongs to."""
        return pa.schema([column.field for column in self.columns], metadata={"doc": self.doc, **about})

    def build(self, about: Mapping[str, str], *of: Any) -> pa.Table:
        """The table of what its source is made of, such as a market."""
        return self._table(about, self.source(*of))

    def pieces(self, about: Mapping[str, str], most: int, *of: Any) -> Iterator[pa.Table]:
        """The same in pieces of so many rows at most, if its source has `parts`, else in one."""
        source = self.source(*of)
        for part in source.parts(most) if hasattr(source, "parts") else (source,):
            yield self._table(about, part)

    def _table(self, about: Mapping[str, str], source: Any) -> pa.Table:
        return pa.Table.from_arrays([column.array(source) for column in self.columns], schema=self.schema(about))

    def describe(self) -> list[dict[str, str]]:
        """One row per column: file, column, dtype, unit, doc."""
        return [
            {"file": self.file, "column": out.name, "dtype": _word(out.type), "unit": out.unit, "doc": out.doc}
            for out in self.columns
        ]


def like(table: type[Table], name: str, values: Callable[[Any], Any], *, rename: str = "", doc: str = "") -> Out:
    """A stored column with the unit and meaning of a column of the market; money is always stored as whole numbers."""
    column = table.columns[name]
    kind = "i" if column.unit.startswith(MONEY) else column.dtype.kind
    return Out(rename or name, BY_KIND[kind], column.unit, doc or column.doc, values, name)


def whole(columns: Sequence[Out], table: type[Table], of: Callable[[str], Out]) -> tuple[Out, ...]:
    """Columns of a stored table, and after them those that the market's table declares as stored and that none of them
    is: `of` makes one from its name."""
    there = {column.of for column in columns} | {column.name for column in columns}
    return (*columns, *(of(name) for name, column in table.columns.items() if column.stored and name not in there))


def category(names: Sequence[str], codes: np.ndarray) -> pa.DictionaryArray:
    """Codes as names; a negative code is nobody's and gives null.

    Example:
        >>> category(["man", "woman"], np.array([1, -1, 0])).to_pylist()
        ['woman', None, 'man']
    """
    indices = pa.array(codes.astype(np.int32), mask=codes < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(names), pa.string()))


def whole_ratio(above: np.ndarray, below: np.ndarray, scale: float = 1.0) -> pa.Array:
    """Quotients in whole numbers, null where nothing stands below.

    Example:
        >>> whole_ratio(np.array([30, 1]), np.array([4, 0])).to_pylist()
        [8, None]
    """
    return unless(below == 0, np.rint(above * scale / np.maximum(below, 1)).astype(np.int64))


def ratio(above: np.ndarray, below: np.ndarray) -> pa.Array:
    """Quotients, null where nothing stands below.

    Example:
        >>> ratio(np.array([30, 1]), np.array([4, 0])).to_pylist()
        [7.5, None]
    """
    return unless(below == 0, above / np.maximum(below, 1))


def unless(missing: np.ndarray, values: np.ndarray) -> pa.Array:
    """Values, null where `missing`.

    Example:
        >>> unless(np.array([False, True]), np.array([3, -1])).to_pylist()
        [3, None]
    """
    return pa.array(values, mask=missing)


def _word(kind: pa.DataType) -> str:
    """Arrow's name of a type; dictionary-encoded names are text to whoever reads them."""
    return "string" if pa.types.is_dictionary(kind) else str(kind)
