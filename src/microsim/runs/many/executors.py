"""Choose who computes runs."""

from microsim.config.sweeping import Executor as Settings

from .job import Executor


def executor(settings: Settings) -> Executor:
    """The executor that settings name.

    Raises:
        UserError: it cannot be reached, or is not installed.
    """
    if settings.kind == "dask":
        from .on_dask import DaskCluster  # start-up

        return DaskCluster(settings.address)
    from .local import LocalPool  # start-up

    return LocalPool(settings.processes)
