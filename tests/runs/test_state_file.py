"""A market that was stored goes on as if nothing had happened, also in another process."""

import subprocess
import sys

import numpy as np
import pytest

from microsim.config.errors import OutputError
from microsim.config.load import load
from microsim.model import Market
from microsim.runs.state_file import load_state, save_state
from microsim.state.state import State

WORDS = ["scenario=classroom", "scale=0.3", "network=sparse", "burn_in_days=12", "days=30", "regulation=appeal"]
ELSEWHERE = """
import sys, numpy as np
from pathlib import Path
from microsim.config.load import load
from microsim.runs.state_file import load_state, save_state
with load_state(load(sys.argv[3:]), Path(sys.argv[1])) as market:
    for _ in range(8):
        market.step()
    save_state(market, Path(sys.argv[2]))
"""


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A file of the evening before the first measured day, and the market eight days later."""
    path = tmp_path_factory.mktemp("state") / "state.npz"
    with Market(load(WORDS)) as market:
        while market.day < 0:
            market.step()
        save_state(market, path)
        for _ in range(8):
            market.step()
        yield path, market


def differences(one, other):
    return [f"{name}.{column}" for name in State.tables() for column in getattr(one, name).columns
            if not np.array_equal(getattr(one, name).used(column), getattr(other, name).used(column))]  # fmt: skip


def test_it_goes_on_to_the_bit(stored):
    path, lived = stored
    with load_state(lived.config, path) as market:
        assert market.day == 0 and market.date == lived.config.scenario.start_date
        for _ in range(8):
            market.step()
        assert differences(market, lived) == [] and lived.appeals.n > 0


def test_it_goes_on_to_the_bit_in_another_process(stored, tmp_path):
    path, lived = stored
    there = tmp_path / "there.npz"
    subprocess.run([sys.executable, "-c", ELSEWHERE, path, there, *WORDS], check=True)
    with load_state(lived.config, there) as market:
        assert differences(market, lived) == []


@pytest.mark.parametrize("damage", [lambda whole: whole[: len(whole) // 2], lambda whole: b"", lambda whole: b"text"])
def test_a_damaged_state_is_told_in_one_line(stored, tmp_path, damage):
    broken = tmp_path / "broken.npz"
    broken.write_bytes(damage(stored[0].read_bytes()))
    with pytest.raises(OutputError, match="is no stored state of this version, or damaged") as error:
        load_state(stored[1].config, broken)
    assert "\n" not in str(error.value)
    with pytest.raises(OutputError, match="damaged"):
        load_state(stored[1].config, tmp_path / "missing.npz")
