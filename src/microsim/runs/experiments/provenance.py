"""What a reference was made with: code, platform, configurations. Where all are the same, bits are to be expected."""

import datetime as dt
import platform
from collections.abc import Mapping
from typing import Any

import microsim
from microsim.config.differences import differences
from microsim.results.experiments.schema import Experiment
from microsim.runs.code_state import package_versions
from microsim.runs.manifest import machine
from microsim.runs.many.identity import BEAR_NUMBERS, code_record, seedless_digest

from .plan import Planned

SHOWN = 6  # differences told
OF_PLATFORM = ("machine", "python", *BEAR_NUMBERS)  # of the parts of the code


def platform_key() -> dict[str, Any]:
    """What may change the last digit of `exp` and `log` while the code stays: system, C library, Python, packages."""
    versions = package_versions()
    return {
        "system": platform.system(),
        "machine": platform.machine(),
        "libc": " ".join(platform.libc_ver()).strip(),
        "python": platform.python_version(),
        **{name: versions[name] for name in BEAR_NUMBERS},
    }


def provenance(name: str, experiment: Experiment, planned: Planned, seconds: float) -> dict[str, Any]:
    """What is kept beside the table of a reference.

    Args:
        name: that of the experiment. experiment: what it says. planned: its runs.
        seconds: computing time of all runs together.
    """
    return {
        "experiment": name,
        "version": microsim.__version__,
        "made": dt.datetime.now().astimezone().isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
        "platform": platform_key(),
        "processor": machine()["processor"],
        "seeds": planned.seeds,
        "metrics": experiment.metrics,
        "instruments": list(planned.study.instruments),
        "base": experiment.base,
        "cases": {
            case: {"set": experiment.cases[case].set, "config": seedless_digest(config)}
            for case, config in planned.configs.items()
        },
        "code": code_record(),
    }


def what_differs(there: Mapping[str, Any], planned: Planned) -> dict[str, list[str]]:
    """What is not as it was when a reference was made.

    Args:
        there: the provenance of the reference. planned: the runs of today.

    Returns:
        Names by kind: `platform`, `code`, `config`; a kind that is the same is left out.
    """
    on = [f"{name} {was} there, {now} here" for name, was, now in differences(there["platform"], platform_key())]
    parts = differences(_files(there["code"]["parts"]), _files(code_record()["parts"]))
    configs = [case for case, config in planned.configs.items()
               if there["cases"].get(case, {}).get("config") != seedless_digest(config)]  # fmt: skip
    found = {"platform": on, "code": [name for name, *_ in parts], "config": configs}
    return {kind: names for kind, names in found.items() if names}


def _files(parts: Mapping[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in parts.items() if name not in OF_PLATFORM}
