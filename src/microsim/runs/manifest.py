"""What is known of a run itself: code, machine, time, and what it wrote."""

import datetime as dt
import os
import platform
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

import microsim
from microsim.model import Market

from .burn_in import BurnIn
from .code_state import code_state, package_versions
from .write import SCHEMA_VERSION


def machine() -> dict[str, str | int | None]:
    """The machine, without its name."""
    return {
        "platform": platform.platform(),
        "processor": _processor(),
        "cores": os.cpu_count(),
    }


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    except OSError:
        named = []
    return named[0] if named else platform.processor() or platform.machine()


def idle_platforms(market: Market) -> list[str]:
    """Platforms with demand on which nothing was posted on the measured days; not those that have closed.

    In a sample there may be none of their requesters, or no job is worth its cost.
    """
    r, p = market.requesters, market.platforms
    posted = np.bincount(r.used("platform"), weights=r.used("tasks_posted"), minlength=p.n)
    closed = market.environment.closed(market.platform_names, before=market.day + 1)
    idle = (posted == 0) & (p.used("demand_weight") > 0) & ~closed
    return [name for name, nothing in zip(market.platform_names, idle, strict=True) if nothing]


def describe_run(
    market: Market, started: dt.datetime, burn_in: BurnIn, rows: Mapping[str, int]
) -> dict[str, Any]:
    """The manifest of a run whose tables are written; `close_manifest` adds when it finished and what it took."""
    config = market.config
    chosen = ("seed", "scale", "days", "burn_in_days", "lang", "record")
    return {
        "schema_version": SCHEMA_VERSION,
        "version": microsim.__version__,
        "python": platform.python_version(),
        "packages": package_versions(),
        "code": code_state(),
        "scenario": config.scenario.name,
        "currency": config.scenario.currency,
        **{name: getattr(config, name) for name in chosen},
        "machine": machine(),
        "started": started.isoformat(timespec="seconds"),
        "burn_in": asdict(burn_in),
        "idle_platforms": idle_platforms(market),
        "rows": dict(rows),
        "seconds_per_phase": {name: round(seconds, 3) for name, seconds in market.seconds_per_phase.items()},
    }


def close_manifest(manifest: Mapping[str, Any], finished: dt.datetime, seconds: Mapping[str, float]) -> dict[str, Any]:
    """The manifest with the end of the run and the seconds of each of its parts."""
    parts = {name: round(took, 3) for name, took in seconds.items()}
    return {
        **manifest,
        "finished": finished.isoformat(timespec="seconds"),
        "seconds": parts,
        "seconds_total": round(sum(seconds.values()), 3),
    }
