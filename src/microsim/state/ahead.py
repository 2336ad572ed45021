"""Rows asked for ahead of their turn.

A loop over rows that lie anywhere in memory waits for each of them in turn. One that asks for a row some turns before
it reads it does not wait. Nothing else comes of asking, so any row will do: near the end of a loop, the last one again.
"""

from typing import Any

import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.core import config as numba_config
from numba.extending import intrinsic

from microsim.compiling import inner

from .people import Accounts, Workers
from .records import LINE, Record

config: Any = numba_config  # numba sets its names when it is imported

AHEAD = 8  # turns between asking and reading
DAY_OF_ACCOUNT, DAY_OF_WORKER = Accounts.cache_line("seconds_today"), Workers.cache_line("last_active")


def _fetch(context: Any, record: Any, nth: Any) -> Any:
    """Ask for a cache line of a row.

    Args:
        record: the row.
        nth: line of it, from 0.
    """

    def ask(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        record, nth = args
        number = ir.IntType(32)
        start = builder.bitcast(record, ir.IntType(8).as_pointer())
        line = builder.gep(start, [builder.mul(nth, nth.type(LINE))])
        kind = ir.FunctionType(ir.VoidType(), [line.type, number, number, number])
        prefetch = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        builder.call(prefetch, [line, number(0), number(3), number(1)])  # data, to be read more than once
        return context.get_dummy_value()

    return types.void(record, types.int64), ask


def _not_fetched(record: Record, nth: int) -> None:
    """The same where nothing is compiled: nothing."""


fetch: Any = _not_fetched if config.DISABLE_JIT else intrinsic(_fetch)


@inner
def fetch_holders(accounts: np.ndarray, i: int, w: Record, a: Record) -> None:
    """Ask for accounts that come up soon in a loop over `accounts`, and, once they are there, for their holders.

    Args:
        accounts: rows, ``int64[n]``.
        i: the turn.
        w, a: workers, accounts.
    """
    last = len(accounts) - 1
    soon = accounts[min(i + 2 * AHEAD, last)]
    fetch(a.line[soon], 0)
    fetch(a.book[soon], DAY_OF_ACCOUNT)
    worker = a.line[accounts[min(i + AHEAD, last)]].worker
    fetch(w.line[worker], 0)
    fetch(w.book[worker], DAY_OF_WORKER)
