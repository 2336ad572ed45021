"""Hydra's door to many runs: `hydra/sweeper=microsim` and `hydra/launcher=microsim`.

Hydra finds plugins in the namespace package `hydra_plugins` only, and imports all of them whenever it starts, so this
file imports nothing of microsim before it is used.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hydra.core.config_store import ConfigStore
from hydra.core.utils import JobReturn, JobStatus
from hydra.plugins.launcher import Launcher
from hydra.plugins.sweeper import Sweeper
from hydra.types import HydraContext, TaskFunction
from omegaconf import DictConfig, OmegaConf


@dataclass
class Conf:
    """What `hydra.sweeper` and `hydra.launcher` hold; `multirun` is that of `microsim.config.multirun`."""

    _target_: str
    multirun: dict[str, Any] = field(default_factory=dict)
    config_dir: str | None = None
    progress: bool = False


class MicrosimLauncher(Launcher):
    """Composes each combination of groups once; computes in processes or on Dask. Other sweepers may use it."""

    def __init__(self, multirun: dict[str, Any], config_dir: str | None, progress: bool) -> None:
        self.multirun, self.config_dir, self.progress = multirun, config_dir, progress

    def setup(self, *, hydra_context: HydraContext, task_function: TaskFunction, config: DictConfig) -> None:
        """Runs are those of microsim, whatever the task function."""

    def executor(self) -> Any:
        """Who computes runs."""
        from microsim.runs.many.executors import executor

        return executor(_checked(self.multirun).executor)

    def launch(self, job_overrides: Sequence[Sequence[str]], initial_job_idx: int) -> Sequence[JobReturn]:
        """Compute what a sweeper asks for; each answer is a `microsim.runs.measure.Outcome`, or why there is none."""
        from microsim.config.grid import drafts_of_jobs
        from microsim.runs.many.in_memory import answers_in_order

        drafts = drafts_of_jobs(job_overrides, self.config_dir)
        told = answers_in_order(drafts, self.executor, self.progress)
        return [JobReturn(overrides=list(words), status=JobStatus.COMPLETED, _return_value=answer)
                for words, answer in zip(job_overrides, told, strict=True)]  # fmt: skip


class MicrosimSweeper(Sweeper):
    """Expands values cheaply, skips what is done, keeps every run at once; any launcher may compute."""

    def __init__(self, multirun: dict[str, Any], config_dir: str | None, progress: bool) -> None:
        self.multirun, self.config_dir, self.progress = multirun, config_dir, progress

    def setup(self, *, hydra_context: HydraContext, task_function: TaskFunction, config: DictConfig) -> None:
        """Make the launcher."""
        from hydra.core.plugins import Plugins

        self.launcher = Plugins.instance().instantiate_launcher(
            hydra_context=hydra_context, task_function=task_function, config=config
        )

    def sweep(self, arguments: list[str]) -> Any:
        """Run the sweep that the words ask for; see `microsim.runs.many.sweep`."""
        from microsim.runs.many.on_hydra import HydraLauncher
        from microsim.runs.many.sweep import sweep_of_words

        ours = isinstance(self.launcher, MicrosimLauncher)
        make = self.launcher.executor if ours else lambda: HydraLauncher(self.launcher)
        return sweep_of_words(arguments, _checked(self.multirun), make, self.config_dir, self.progress)


def _checked(multirun: Any) -> Any:
    from microsim.config.load import from_mapping
    from microsim.config.sweeping import Multirun

    return from_mapping(OmegaConf.to_container(multirun) if OmegaConf.is_config(multirun) else multirun, Multirun)


store = ConfigStore.instance()
for group, plugin in (("hydra/sweeper", MicrosimSweeper), ("hydra/launcher", MicrosimLauncher)):
    node = Conf(f"hydra_plugins.microsim.{plugin.__name__}")
    store.store(group=group, name="microsim", node=node, provider="microsim")
