"""What everybody can know of requesters in a running market, against a list of all verdicts: each counts once."""

import math

import numpy as np
import pytest

from microsim.compiling import compiled
from microsim.config.load import load
from microsim.market.sessions.choice import appeal, chance_of_pay
from microsim.market.sessions.desk import DESK
from microsim.market.word.trust import CIRCLES, FORUM, RATING, chance_in, read_reputations, recall, trust_in
from microsim.model import Market
from microsim.state.records import cache_lines

DAYS = 30
WORDS = [
    "scenario=classroom", "population.workers=60", "demand.requesters=8", "demand.hours=20", "burn_in_days=0",
    f"days={DAYS}", "rating.lookers=0.5", "rating.by_time=false", "network.members=0.5", "word.span=10000",
    "requesters.one_shot.refusers=0.5", "requesters.regular.refusers=0.5", "requesters.regular.refuse_good=0.3",
    *(f"requesters.{kind}.half_life_days=10000" for kind in ("one_shot", "regular", "large")),
]  # fmt: skip


@pytest.fixture(scope="module")
def lived():
    """A market of few requesters, whom everybody can keep in mind, and all verdicts by day."""
    with Market(load(WORDS), rng=3) as market:
        verdicts = []
        for day in range(DAYS):
            market.step()
            verdicts += [(day, *(case[name].item() for name in ("worker", "requester_id", "accepted", "rejected")))
                         for case in market.events.verdicts]  # fmt: skip
        yield market, verdicts


def known(market, verdicts, reader: int, requester: int) -> np.ndarray:
    """Tasks paid and refused that bear on what somebody expects: one's own, and what others wrote where one reads."""
    circle, total = market.workers.circle, np.zeros(2)
    for day, worker, judge, paid, refused in verdicts:
        own = worker == reader
        if judge == requester and (own or circle[worker] & circle[reader]):
            age = 0 if own else DAYS - 1 - day
            total += np.array([paid, refused]) * 0.5 ** (age / market.config.word.half_life_days)
    return total


@compiled
def weighed(desk, place, requester, unknown, heard, k):
    """What sessions make of a requester."""
    return trust_in(desk, place, requester, unknown, heard, k)


def test_each_verdict_counts_once_for_everybody(lived):
    market, verdicts = lived
    k, r, circle = market.views.behaviour, market.requesters, market.workers.circle
    people = np.flatnonzero(market.workers.used("present") & market.workers.used("person"))
    assert set(circle[people]) == {0, RATING, FORUM, RATING | FORUM} and r.n == 8
    assert sum(refused for *_, refused in verdicts) > 100
    rows = np.array([np.flatnonzero(market.batches.used("requester") == q)[0] for q in range(8)])
    heard = np.zeros((8, CIRCLES, 3))
    read_reputations(rows, market.batches.arrays, r.arrays, heard, k)
    unknown = appeal(math.log(k.trust_start), k.trust_weight)
    for reader in people:
        desk = cache_lines(1, DESK)[0]
        desk["worker"] = reader
        recall(desk, market.workers.arrays, DAYS, k)
        for q in range(8):
            paid, refused = known(market, verdicts, reader, q + 1)
            expected = chance_of_pay(paid, refused, k.trust_start, k.trust_memory)
            assert chance_in(desk, q, q + 1, r.arrays, k) == pytest.approx(expected, rel=1e-4)
            trust = weighed(desk, q, q + 1, unknown, heard, k)
            own = appeal(math.log(expected), k.trust_weight)
            assert math.log(trust) == pytest.approx(math.log(own), abs=1e-3)
