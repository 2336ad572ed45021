"""A fork lives the same days as its origin, and neither knows of the other."""

import numpy as np
import pytest

from microsim.model import Market
from microsim.state.state import State


@pytest.fixture(scope="module")
def busy_market(busy):
    from microsim.config.load import load

    config = load(["scenario=classroom", *busy.BUSY])
    with Market(config) as market:
        for _ in range(12):
            market.step()
        yield market


def same(one: Market, other: Market) -> list[str]:
    """Columns that differ."""
    return [
        f"{name}.{column}"
        for name in State.tables()
        for column in getattr(one, name).columns
        if not np.array_equal(getattr(one, name).used(column), getattr(other, name).used(column))
    ]


def test_left_alone_it_lives_the_same_days_to_the_bit(busy_market):
    with busy_market.fork() as one, busy_market.fork() as other:
        for _ in range(8):
            one.step(), other.step()
        assert same(one, other) == [] and one.day == busy_market.day + 8
        with Market(busy_market.config) as again:
            for _ in range(20):
                again.step()
            assert same(one, again) == []


def test_what_is_done_to_it_does_not_reach_its_origin(busy_market):
    before = {name: busy_market.workers.used(name).copy() for name in busy_market.workers.columns}
    with busy_market.fork() as fork:
        fork.workers.used("reservation_wage")[:] = 0.0
        fork.step()
        assert same(fork, busy_market)
    assert all(np.array_equal(busy_market.workers.used(name), column) for name, column in before.items())


def test_its_agents_are_its_own(busy_market):
    with busy_market.fork() as fork:
        assert all(agent.model is fork for agent in fork.agents)
