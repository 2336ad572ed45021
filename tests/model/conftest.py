"""Markets that several tests look at, run once."""

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from microsim.config.load import load
from microsim.model import Market
from microsim.random.identity import REQUESTERS_AT_START

SCRIPT = Path(__file__).with_name("fingerprint.py")


@pytest.fixture(scope="session")
def busy() -> ModuleType:
    """The script that runs the busy market, as a module."""
    spec = importlib.util.spec_from_file_location("fingerprint", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def busy_under(busy):
    """Columns of the busy market under other words, as hashes."""

    def run(*words: str, days: int = busy.DAYS) -> dict[str, str]:
        with Market(load([*busy.BUSY, *words]), rng=busy.SEED) as market:
            for _ in range(days):
                market.step()
            return busy.columns(market)

    return run


@pytest.fixture(scope="session")
def calm(busy_under):
    """Those of the busy market as it is."""
    return busy_under()


@pytest.fixture(scope="session")
def means(classroom):
    """Means of the measured days of a market: ``means(seed, "demand.hours=8")``. Each is run once."""
    known = {}

    def run(seed: int, *changes: str) -> dict[str, float]:
        if (seed, changes) not in known:
            config = classroom("days=60", "burn_in_days=60", *changes)
            with Market(config, rng=seed) as market:
                for _ in range(120):
                    market.step()
                measured = slice(60, 120)
                known[seed, changes] = {
                    name: float(getattr(market.days, name)[measured].mean()) for name in market.days.columns
                } | {"log_wage": log_wages(market)}
        return known[seed, changes]

    return run


def log_wages(market: Market) -> dict[int, float]:
    """Logarithm of the target wage of each repeat requester who has been there from the start and has posted."""
    r = market.requesters
    there = r.used("present") & r.used("learns") & (r.used("id") < REQUESTERS_AT_START)
    rows = np.flatnonzero(there & (r.used("target_wage") > 0.0))
    return dict(zip(r.id[rows].tolist(), np.log(r.target_wage[rows]).tolist(), strict=True))
