"""A closed market frees its memory: objects, columns, and Mesa's own record of it."""

import gc
import tracemalloc
import weakref

import mesa
import pytest

from microsim.model import Market

MEGABYTE = 2**20


@pytest.fixture(scope="module")
def config(classroom):
    return classroom("population.workers=3000", "demand.requesters=60", "days=5", "burn_in_days=0")


@pytest.mark.parametrize("with_agents", [False, True])
def test_a_closed_market_is_collected(config, with_agents):
    with Market(config) as market:
        market.step()
        if with_agents:
            assert len(market.agents) > 3_000
            agent = weakref.ref(market.agents[0])
        table = weakref.ref(market.workers)
    known = weakref.ref(market)
    del market
    gc.collect()
    assert known() is None and table() is None
    assert not with_agents or agent() is None


def test_columns_are_freed_at_once_and_agents_with_them(config):
    """Even while somebody still holds the market: nothing waits for the collector but the objects."""
    market = Market(config)
    market.step()
    assert len(market.agents) > 3_000
    table = weakref.ref(market.workers)
    market.close()
    assert table() is None and len(market._all_agents) == 0
    assert not hasattr(market, "accounts") and market.running is False
    ids = getattr(mesa.Agent, "_ids", {})
    assert market not in ids


def test_closing_twice_is_closing_once(config):
    with Market(config) as market:
        market.close()
    market.close()


def test_a_market_that_fails_is_closed(config):
    with pytest.raises(ZeroDivisionError), Market(config) as market:
        table = weakref.ref(market.workers)
        raise ZeroDivisionError
    assert table() is None


def test_ten_markets_take_no_more_than_one(config):
    """Python's own count of bytes, agents made in each: what is left after ten is what was left after one."""

    def run() -> int:
        with Market(config) as market:
            market.step()
            assert len(market.agents) > 3_000
        del market
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        first = run()
        peak = tracemalloc.get_traced_memory()[1]
        later = [run() for _ in range(9)]
    finally:
        tracemalloc.stop()
    assert peak > first + 3 * MEGABYTE  # there was something to free
    assert max(later) < first + MEGABYTE / 2
