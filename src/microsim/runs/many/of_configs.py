"""Configurations made by code, computed like any sweep: for validation, sensitivity and experiments."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from microsim.config.errors import UserError
from microsim.config.schema import Config
from microsim.config.sweeping import Multirun, Sweep
from microsim.runs.folder import as_folder

from .identity import config_digest
from .local import LocalPool
from .plan import Plan, plan_of_configs
from .status import opened
from .store import DONE
from .sweep import sweep

Metrics = dict[str, float | None]


@dataclass(frozen=True)
class Study:
    """Configurations, each with what it is called in the table, and what is taken from each beside its metrics.

    Attributes:
        configs: what the table tells of each configuration, and the configuration.
        instruments: names of `microsim.instruments.INSTRUMENTS`.
    """

    configs: Sequence[tuple[Mapping[str, Any], Config]]
    instruments: tuple[str, ...] = ()

    @cached_property
    def plan(self) -> Plan:
        """The plan of its runs."""
        return plan_of_configs((), self.configs)


def folder_of_studies(kind: str, studies: Sequence[Study], name: str = "") -> Path:
    """Where studies lie: the same configurations, called the same, computed by the same code, find the same folder.

    Args:
        kind: what studies they are, a folder below the output folder.
        studies: what lies there.
        name: what the folder begins with; the scenarios if it is not said.
    """
    plans = [study.plan for study in studies]
    told = [row["id"] + json.dumps(row["settings"], default=str) for plan in plans for row in plan.runs]
    told += [name for study in studies for name in study.instruments]
    name = name or "-".join(dict.fromkeys(scenario for plan in plans for scenario in plan.scenarios))
    digest = hashlib.sha256(" ".join(told).encode()).hexdigest()[:8]
    return Path(plans[0].output).expanduser() / kind / f"{as_folder(name)}-{digest}"


def each_once(
    configs: Iterable[tuple[Mapping[str, Any], Config]],
) -> tuple[list[tuple[Mapping[str, Any], Config]], list[int]]:
    """Each configuration once, as it is called first; and which of these each one given is.

    Example:
        >>> from microsim import load
        >>> runs, places = each_once([({"end": "base"}, load()), ({"end": "low"}, load()), ({}, load(["days=9"]))])
        >>> [told for told, _ in runs], places
        ([{'end': 'base'}, {}], [0, 0, 1])
    """
    numbers: dict[str, int] = {}
    runs, places = [], []
    for told, config in configs:
        digest = config_digest(config)
        if digest not in numbers:
            numbers[digest] = len(runs)
            runs.append((told, config))
        places.append(numbers[digest])
    return runs, places


def attempt(folder: Path, study: Study, processes: int = 0, progress: bool = False) -> int:
    """Compute what a folder does not have yet, and count the runs that failed."""
    settings = Multirun(sweep=Sweep(instruments=list(study.instruments)))
    with closing(LocalPool(processes)) as pool:
        result = sweep(study.plan, settings, pool, progress, folder)
    return len(study.configs) - result.counts.get(DONE, 0)


def compute(folder: Path, study: Study, processes: int = 0, progress: bool = False) -> list[Metrics]:
    """The metrics of every configuration, in order; what a folder has already is not computed again.

    Raises:
        UserError: some runs failed; which, and why.
    """
    missing = attempt(folder, study, processes, progress)
    if missing:
        raise UserError(f"{missing} of {len(study.configs)} runs failed: microsim status {folder} tells why.")
    with opened(folder) as store:
        return [metrics for _, metrics in store.metrics()]
