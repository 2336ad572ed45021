"""What one run of many comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

DRIFT = "drift_"  # what the names of the drifts of a burn-in begin with


@dataclass(frozen=True)
class Outcome:
    """What one run of many came to.

    Attributes:
        metrics: every metric of the run, the drifts of its burn-in (`drift_price`, …) and its instruments; None where
            there is nothing to measure.
        daily: the daily table, as a compressed Arrow stream; see `daily_table`.
        seconds: what the time was spent on.
    """

    metrics: Mapping[str, float | None]
    daily: bytes = field(repr=False)
    seconds: Mapping[str, float] = field(compare=False)


def packed(table: pa.Table) -> bytes:
    """A table as a compressed Arrow stream.

    Example:
        >>> daily_table(packed(pa.table({"day": [0, 1]}))).num_rows
        2
    """
    sink = pa.BufferOutputStream()
    # as a whole: Arrow's own compression, column by column, takes ten times longer to read
    with pa.CompressedOutputStream(sink, "zstd") as small, pa.ipc.new_stream(small, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue().to_pybytes()


def daily_table(stream: bytes) -> pa.Table:
    """The daily table of an outcome."""
    with pa.CompressedInputStream(pa.BufferReader(stream), "zstd") as whole, pa.ipc.open_stream(whole) as reader:
        return reader.read_all()
