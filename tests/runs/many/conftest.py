"""Small sweeps, and workers that misbehave."""

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from microsim.config.multirun import load_multirun
from microsim.runs.many.local import LocalPool
from microsim.runs.many.sweep import SweepResult, sweep_of_words
from microsim.runs.many.tables import TIMING

TINY = ("scenario=classroom", "scale=0.02", "days=4", "burn_in_days=2")
SIX = ("platforms.mturk.fee_share=0.1,0.2", "seed=range(0,3)")


@pytest.fixture
def faults(monkeypatch) -> ModuleType:
    """The module of misbehaving workers, under a name that other processes find too."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    return importlib.import_module("faults")


@pytest.fixture
def sweeping(tmp_path) -> Callable[..., SweepResult]:
    """Run a tiny sweep under `tmp_path`: words, and how its runs are computed."""

    def make(*words: str, pool: Callable[[], object] = lambda: LocalPool(2), config_dir=None) -> SweepResult:
        said = {word.partition("=")[0] for word in words}
        usual = [word for word in TINY if word.partition("=")[0] not in said]
        multirun, others = load_multirun([*usual, f"output={tmp_path}", *(words or SIX)], config_dir)
        return sweep_of_words(others, multirun, pool, config_dir)

    return make


@pytest.fixture(scope="session")
def same_bits() -> Callable[[Path, Path], None]:
    """Whether two sweeps have the same tables, but for what was timed."""

    def compare(one: Path, other: Path) -> None:
        for name in ("runs", "daily"):
            first, second = (pd.read_parquet(folder / f"{name}.parquet") for folder in (one, other))
            unlike = [column for column in TIMING if column in first]
            pd.testing.assert_frame_equal(first.drop(columns=unlike), second.drop(columns=unlike), check_exact=True)

    return compare
