"""Sweeps by way of Hydra: our sweeper and launcher, and any other launcher that Hydra finds."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hydra._internal.callbacks import Callbacks
from hydra.core.plugins import Plugins
from hydra.core.utils import JobStatus, setup_globals
from hydra.errors import HydraException
from hydra.plugins.launcher import Launcher
from hydra.types import HydraContext, RunMode
from omegaconf import DictConfig, OmegaConf, open_dict
from omegaconf.errors import OmegaConfBaseException

from microsim.config.compose import RUN, hydra_of_ours
from microsim.config.errors import ConfigError
from microsim.config.sweeping import Multirun

from .job import Answer, Failure, Job, compute

OURS = "microsim"  # the names of our sweeper and launcher in Hydra
QUIET = ("hydra/job_logging=disabled", "hydra/hydra_logging=disabled", "hydra.output_subdir=null")
AT_ONCE = 20  # runs handed to another launcher together; they are safe on disk when all of them are back


@contextmanager
def sweeper(words: Sequence[str], multirun: Multirun, config_dir: Path | str | None, progress: bool) -> Iterator[Any]:
    """Hydra's sweeper, set up as `hydra.main --multirun` would, ours unless the words choose another.

    Args:
        words: those about Hydra itself, such as ``hydra/launcher=basic``.
        multirun: what our sweeper shall do.
        config_dir: a folder of the user's own configs.
        progress: show a bar.

    Raises:
        ConfigError: Hydra knows no such sweeper or launcher.
    """
    chosen = {word.partition("=")[0] for word in words}
    usual = [f"hydra/{part}={OURS}" for part in ("sweeper", "launcher") if f"hydra/{part}" not in chosen]
    with hydra_of_ours(config_dir) as hydra, TemporaryDirectory(prefix="microsim-hydra-") as folder:
        if "hydra.sweep.dir" not in chosen:  # where other launchers keep a folder a run
            usual.append(f"hydra.sweep.dir={folder}")
        setup_globals()
        try:
            config = hydra.compose_config(RUN, [*usual, *QUIET, *words], RunMode.MULTIRUN, with_log_configuration=False)
            _ = config.hydra.sweep.dir  # it may be a text that nothing stands behind
            with open_dict(config):
                for part in (config.hydra.sweeper, config.hydra.launcher):
                    if "multirun" in part:
                        part.multirun, part.config_dir = multirun.model_dump(), config_dir and str(config_dir)
                        part.progress = progress
            context = HydraContext(config_loader=hydra.config_loader, callbacks=Callbacks())
            plugin = Plugins.instance().instantiate_sweeper(config=config, hydra_context=context, task_function=task)
        except (HydraException, OmegaConfBaseException, RuntimeError, ImportError, TypeError, ValueError) as error:
            raise ConfigError(f"{' '.join(words)}: Hydra says: {_first_line(error)}") from None
        yield plugin


def task(config: DictConfig) -> Answer:
    """One run, as any launcher of Hydra calls it."""
    data = OmegaConf.to_container(config, resolve=True, throw_on_missing=True)
    data.pop("hydra", None)
    return compute(Job(0, data, ()))


class HydraLauncher:
    """An executor that hands runs to a launcher of Hydra, so many at once."""

    room = AT_ONCE

    def __init__(self, launcher: Launcher) -> None:
        self._launcher = launcher
        self._jobs: list[Job] = []
        self._launched = 0

    def submit(self, job: Job) -> None:
        """Keep a run until the others of its batch are there."""
        self._jobs.append(job)

    def answers(self, patience: float) -> list[tuple[Job, Answer]]:
        """Launch the batch, and wait for all of it."""
        jobs, self._jobs = self._jobs, []
        returns = self._launcher.launch([list(job.words) for job in jobs], initial_job_idx=self._launched)
        self._launched += len(jobs)
        return [(job, _answer(told)) for job, told in zip(jobs, returns, strict=True)]

    def close(self) -> None:
        """Nothing is under way between two batches."""


def _answer(told: Any) -> Answer:
    if told.status == JobStatus.COMPLETED:
        return told.return_value
    return Failure("launcher", " ".join(str(told._return_value).split()))


def _first_line(error: Exception) -> str:
    """What matters, without the search path and the chain of causes."""
    return str(error).strip().partition("\n")[0].rstrip(".") + "."
