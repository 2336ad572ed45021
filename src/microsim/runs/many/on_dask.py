"""Runs computed by the workers of a Dask cluster. Needs the package `distributed`, which `microsim[dask]` installs."""

import logging
import math
import time
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from microsim.config.errors import UserError

from .job import Answer, Died, Failure, Job, compute

if TYPE_CHECKING:
    from distributed import Client

TO_CONNECT = "10s"
AHEAD = 2  # runs that wait for each thread of the cluster
FEWEST = 4  # runs handed in where no worker has come yet


class DaskCluster:
    """An executor on a cluster that is already there; what a dead worker leaves is given to another by the scheduler.

    Args:
        address: where the scheduler listens, such as tcp://127.0.0.1:8786.

    Raises:
        UserError: no scheduler answers, or `distributed` is not installed.
    """

    def __init__(self, address: str) -> None:
        self._client = _connected(address)
        self._address = address
        self._jobs: dict[Any, Job] = {}
        self._name = uuid.uuid4().hex  # the scheduler may serve other sweeps, with runs of the same number
        self._room, self._counted = FEWEST, -math.inf

    @property
    def room(self) -> int:
        """Grows and shrinks with the cluster, which is asked once a second."""
        if time.monotonic() - self._counted > 1.0:
            with suppress(TimeoutError, OSError):
                self._room = max(FEWEST, sum(self._client.nthreads().values()) * (1 + AHEAD))
            self._counted = time.monotonic()
        return self._room

    def submit(self, job: Job) -> None:
        """Hand a run to the scheduler."""
        key = f"microsim-{self._name}-{job.number}-{job.tries}-{job.kills}"
        self._jobs[self._client.submit(compute, job, key=key, pure=False)] = job

    def answers(self, patience: float) -> list[tuple[Job, Answer]]:
        """What has come back from the cluster."""
        from distributed import CancelledError, wait  # start-up

        done = []
        with suppress(TimeoutError, CancelledError), self._client.as_current():
            done = wait(list(self._jobs), timeout=patience, return_when="FIRST_COMPLETED").done
        if self._client.status != "running":
            cure = "What is finished is kept; start it, then say the same again."
            raise UserError(f"{self._address}: the scheduler of Dask is gone. {cure}")
        return [(self._jobs.pop(future), _answer(future)) for future in done]

    def close(self) -> None:
        """Give up what is under way and leave the cluster as it is."""
        if self._client.status == "running":
            self._client.cancel(list(self._jobs))
        else:  # it would go on complaining, in many lines, about what has been told in one
            logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)
        self._jobs.clear()
        self._client.close()


def _connected(address: str) -> "Client":
    try:
        from distributed import Client  # start-up
    except ImportError:
        raise UserError("executor=dask needs the package distributed: pip install 'microsim[dask]'.") from None
    if not address:
        raise UserError("executor=dask needs a scheduler: say executor.address=tcp://HOST:PORT, as it has told.")
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is told in one line
    try:
        return Client(address, timeout=TO_CONNECT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise UserError(f"executor.address = {address}: no scheduler of Dask answers there ({why}).") from None


def _answer(future: Any) -> Answer:
    from distributed import CancelledError, KilledWorker  # start-up

    try:
        return future.result()
    except KilledWorker as error:
        return Died(f"killed its workers: {' '.join(str(error).split())[:200]}")
    except CancelledError:
        return Died("cancelled by the scheduler")
    except Exception as error:  # what cannot be sent, or a worker without microsim
        return Failure("dask", " ".join(f"{type(error).__name__}: {error}".split()))
