"""One small run with every table, made once; and short ones for what goes wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from microsim.config.load import load
from microsim.config.schema import Config
from microsim.runs import RunResult, run


@pytest.fixture(scope="session")
def home(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("results")


@pytest.fixture(scope="session")
def config(home) -> Config:
    return load(["days=30", "burn_in_days=30", "figures=false", "record=[weeks,months,batches]", f"output={home}"])


@pytest.fixture(scope="session")
def result(config) -> RunResult:
    return run(config)


@pytest.fixture
def brief(tmp_path) -> Callable[..., Config]:
    """A run of three days, to be broken."""

    def make(*overrides: str) -> Config:
        usual = {"days": 3, "burn_in_days": 0, "figures": "false", "output": tmp_path / "out"}
        own = {override.partition("=")[0] for override in overrides}
        return load([*(f"{key}={value}" for key, value in usual.items() if key not in own), *overrides])

    return make
