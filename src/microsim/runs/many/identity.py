"""What makes two runs the same: configuration, seed and the code that bears on numbers."""

import hashlib
import json
import platform
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import microsim
from microsim.config.schema import CHANGES_NO_NUMBER, Config
from microsim.runs.code_state import code_state, package_versions

BEAR_NUMBERS = ("mesa", "numpy", "numba", "llvmlite", "pandas", "pyarrow")  # packages
# folders of the package; configs reach a run composed, experiments choose among configs
BEAR_NONE = ("cli/", "plots/", "report/", "results/", "configs/", "runs/compare/", "runs/experiments/", "experiments/",
             "reference/")  # fmt: skip
SEED = "seed"
LENGTH = 16  # hexadecimal digits kept of a hash


def config_digest(config: Config) -> str:
    """A hash of all that a configuration says about numbers: not the folder, the language or the figures.

    Example:
        >>> from microsim import load
        >>> one, other = load(["lang=fr"]), load(["seed=2"])
        >>> config_digest(one) == config_digest(load()), config_digest(one) == config_digest(other)
        (True, False)
    """
    return with_seed(seedless_digest(config), config.seed)


def seedless_digest(config: Config) -> str:
    """A hash of a configuration but for its seed; `with_seed` makes it whole."""
    return _digest({key: value for key, value in plain(config).items() if key not in (*CHANGES_NO_NUMBER, SEED)})


def with_seed(seedless: str, seed: int) -> str:
    """The hash of a configuration, from that of all but its seed."""
    return _digest([seedless, seed])


def plain(config: Config) -> dict[str, Any]:
    """A configuration in values that JSON knows."""
    return config.model_dump(mode="json")


def run_id(config: str, code: str) -> str:
    """The identity of a run: digests of its configuration, seed included, and of its code."""
    return _digest([config, code])


@lru_cache(maxsize=1)
def code_parts() -> Mapping[str, str]:
    """What numbers depend on besides the configuration: a digest per file of the package, versions, the processor."""
    root = Path(microsim.__file__).parent
    files = sorted(path for kind in ("*.py", "*.csv", "*.yaml") for path in root.rglob(kind))
    told = {
        name: hashlib.sha256(path.read_bytes()).hexdigest()[:LENGTH]
        for path in files
        if not (name := path.relative_to(root).as_posix()).startswith(BEAR_NONE)
    }
    versions = {name: str(version) for name, version in package_versions().items() if name in BEAR_NUMBERS}
    return told | versions | {"python": platform.python_version(), "machine": platform.machine()}


@lru_cache(maxsize=1)
def code_digest() -> str:
    """One hash of `code_parts`."""
    return _digest(code_parts())


def code_record() -> dict[str, Any]:
    """What a store keeps of the code, so that a later one can be set beside it."""
    return {"digest": code_digest(), "parts": dict(code_parts()), "state": code_state()}


def _digest(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
