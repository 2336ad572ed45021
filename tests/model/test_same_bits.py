"""The same configuration and seed give the same bits: again, in another process, without the compiler."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest
from tests.model.conftest import SCRIPT

from microsim.agents import Worker
from microsim.config.load import load
from microsim.model import Market
from microsim.random.draws import draw


@pytest.fixture(scope="module")
def bits(busy) -> dict[str, str]:
    return busy.fingerprint()


def elsewhere(**environment: str) -> dict[str, str]:
    """The fingerprint in a process of its own, where a warning from NumPy is an error."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT)], env=os.environ | environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_again(busy, bits):
    assert busy.fingerprint() == bits


THREADS = {"NUMBA_NUM_THREADS": "2", "OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"}


@pytest.mark.parametrize("hash_seed", ["4242", pytest.param("0", marks=pytest.mark.long)])
def test_in_another_process_on_more_threads(bits, hash_seed):
    assert elsewhere(PYTHONHASHSEED=hash_seed, **THREADS) == bits


@pytest.mark.long
def test_without_the_compiler(bits):
    """Also shows that no kernel overflows: NumPy's scalars would warn."""
    assert elsewhere(NUMBA_DISABLE_JIT="1") == bits
    assert hasattr(draw, "py_func")  # it was on here


def test_another_seed_gives_another_market(busy, bits):
    """Nearly every column moves; those that stay are identities, codes of platforms and the like."""
    other = busy.fingerprint(busy.SEED + 1, days=3)
    same = {name for name, bit in busy.fingerprint(days=3).items() if other[name] == bit}
    assert {"workers.reservation_wage", "requesters.target_wage", "days.submitted", "batches.price"} & same == set()
    assert "platforms.fee_share" in same and len(same) < len(bits) / 2


def test_seeds_that_agree_in_their_low_words_differ(busy):
    high, low = busy.fingerprint(5 + 2**32, days=2), busy.fingerprint(5, days=2)
    assert high["workers.reservation_wage"] != low["workers.reservation_wage"]


def test_two_markets_in_turn_do_not_disturb_each_other(busy, bits):
    """Nothing is shared: no generator, no module state."""
    with Market(load(busy.BUSY), rng=3) as other:
        assert busy.fingerprint(each_day=lambda market: other.step()) == bits


def test_looking_at_agents_changes_nothing(busy, bits):
    """Objects made on the fifth day, read every day after, with Mesa's own randomness in use."""

    def look(market):
        if market.day > market.first_day + 5:
            market.agents.shuffle().select(agent_type=Worker).agg("reservation_wage", np.mean)
            market.random.random()
            market.rng.random()

    assert busy.fingerprint(each_day=look) == bits


def test_planning_by_hand_as_by_rule_changes_nothing(busy, bits):
    """Every worker's `plan_day` called in Python, which returns what the rule says."""

    class Careful(Worker):
        def plan_day(self):
            return super().plan_day()

    with Market(load(busy.BUSY), rng=busy.SEED, worker_class=Careful) as market:
        for _ in range(busy.DAYS):
            market.step()
        assert busy.columns(market) == bits


def test_the_seed_given_to_the_market_replaces_the_configured_one(busy, bits):
    config = load([*busy.BUSY, f"seed={busy.SEED}"])
    with Market(config) as by_configuration, Market(config, rng=7) as by_argument:
        assert (by_configuration.seed, by_argument.seed, by_argument.config.seed) == (busy.SEED, 7, 7)
        for _ in range(busy.DAYS):
            by_configuration.step()
        assert busy.columns(by_configuration) == bits
