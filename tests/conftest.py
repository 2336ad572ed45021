"""What all tests share: a quick way to a small configuration."""

import gc
import os
from collections.abc import Callable

import hypothesis
import pytest
import yaml

from microsim.config.load import from_mapping, load
from microsim.config.schema import Config

os.environ["MICROSIM_QUIET"] = "1"  # what is said while kernels are compiled would stand among what tests read

# The same examples every time, and no deadline: the first call of a kernel compiles it.
hypothesis.settings.register_profile("microsim", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("microsim")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One file that compiles the kernels goes first, then those that need none: two processes need not both compile."""
    rooms = ("config", "facts", "metrics", "results", "plots", "report")
    without_market = (*(f"tests/{room}/" for room in rooms), "tests/cli/test_sweep_mistakes.py")

    def when(item: pytest.Item) -> int:
        return 0 if "test_theory.py" in item.nodeid else 1 if item.nodeid.startswith(without_market) else 2

    items.sort(key=when)


def pytest_collection_finish() -> None:
    """What is there by now stays: to look through it again and again for rubbish took a fifteenth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_unconfigure() -> None:
    """Else extension modules complain of what is left at the end."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def changed() -> Callable[..., Config]:
    """A configuration with changes, each written as on the command line: ``changed(config, "days=6")``."""

    def make(config: Config, *changes: str) -> Config:
        data = config.model_dump()
        for change in changes:
            path, _, value = change.partition("=")
            *sections, name = path.split(".")
            section = data
            for key in sections:
                section = section[key]
            section[name] = yaml.safe_load(value)
        return from_mapping(data)

    return make


@pytest.fixture(scope="session")
def classroom(changed) -> Callable[..., Config]:
    """The classroom with changes. Composed once, because Hydra takes a hundred times longer than the schema."""
    whole = load(["scenario=classroom", "figures=false"])
    return lambda *changes: changed(whole, *changes)
