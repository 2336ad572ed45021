"""Runs computed by the workers of a Dask cluster. Needs the package `distributed`, which `microsim[dask]` installs."""

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

    @property
    def room(self) -> int:
        """Grows and shrinks with the cluster."""
        try:
            threads = sum(self._client.nthreads().values())
        except (TimeoutError, OSError):
            threads = 0
        return max(FEWEST, threads * (1 + AHEAD))

    def submit(self, job: Job) -> None:
        """Hand a run to the scheduler."""
        key = f"microsim-{job.number}-{job.tries}-{job.kills}-{id(self)}"
        self._jobs[self._client.submit(compute, job, key=key, pure=False)] = job

    def answers(self, patience: float) -> list[tuple[Job, Answer]]:
        """What has come back from the cluster."""
        from distributed import wait

        try:
            done = wait(list(self._jobs), timeout=patience, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            if self._client.status not in ("running", "connecting"):
                cure = "Start it, then say the same again."
                raise UserError(f"{self._address}: the scheduler of Dask is gone. {cure}") from None
            return []
        return [(self._jobs.pop(future), _answer(future)) for future in done]

    def close(self) -> None:
        """Give up what is under way and leave the cluster as it is."""
        self._client.cancel(list(self._jobs))
        self._jobs.clear()
        self._client.close()


def _connected(address: str) -> "Client":
    try:
        from distributed import Client
    except ImportError:
        raise UserError("executor=dask needs the package distributed: pip install 'microsim[dask]'.") from None
    if not address:
        raise UserError("executor=dask needs a scheduler: say executor.address=tcp://HOST:PORT, as it has told.")
    try:
        return Client(address, timeout=TO_CONNECT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise UserError(f"executor.address = {address}: no scheduler of Dask answers there ({why}).") from None


def _answer(future: Any) -> Answer:
    from distributed import CancelledError, KilledWorker

    try:
        return future.result()
    except KilledWorker as error:
        return Died(f"killed its workers: {' '.join(str(error).split())[:200]}")
    except CancelledError:
        return Died("cancelled by the scheduler")
    except Exception as error:  # what cannot be sent, or a worker without microsim
        return Failure("dask", " ".join(f"{type(error).__name__}: {error}".split()))
