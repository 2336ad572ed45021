"""The process from which workers are forked. Imports next to nothing, so that it can be begun before all else."""

import multiprocessing
import multiprocessing.forkserver
from multiprocessing.context import BaseContext

FORKING = "forkserver"


def begin() -> BaseContext:
    """Have it load what runs need, while we go on; where there is no such thing, each worker loads it for itself.

    Returns:
        What makes processes and pipes.
    """
    if FORKING not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context(FORKING)
    context.set_forkserver_preload(["microsim.runs.many.warm"])
    multiprocessing.forkserver.ensure_running()
    return context
