"""Arrays of records that start on a cache line."""

from typing import Any

import numpy as np
from numba.core import config as numba_config

config: Any = numba_config  # numba sets its names when it is imported

Record = Any  # a row, or both records of rows: no checker of types knows the fields of NumPy's records
LINE = 64  # bytes of a cache line


def cache_lines(n: int, record: np.dtype, zeroed: bool = True) -> np.ndarray:
    """Room for `n` records that starts on a cache line.

    Args:
        n: how many.
        record: what one looks like.
        zeroed: whether it holds zeros; else whatever was there before.

    Example:
        >>> cache_lines(3, np.dtype([("name", "i8"), ("number", "i8")]))["number"]
        array([0, 0, 0])
    """
    room = (np.zeros if zeroed else np.empty)(n * record.itemsize + LINE, np.uint8)
    start = -room.__array_interface__["data"][0] % LINE  # `room.ctypes.data` is the same, and takes four times as long
    records = room[start : start + n * record.itemsize].view(record)
    if config.DISABLE_JIT:  # then NumPy has to know attributes of records, too
        return records.view(np.recarray)
    return records
