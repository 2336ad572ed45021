"""How a requester learns to review and to refuse: every step by hand, with a period of account of one day."""

import numpy as np
import pytest

from microsim.market.requesters.conduct import (
    ConductParams,
    adapt_conduct,
    invent,
    next_effort,
    next_refusal,
)
from microsim.market.requesters.peers import peers_of
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.regulation.rules import Law, Rules
from microsim.state.now import Now
from microsim.state.platforms import Platforms
from microsim.state.trade import Requesters

TRIES = ConductParams(
    learning=True, imitation=False, period_days=1, experiment=1.0, look=0.0, inertia=0.02, memory=0.5,
    least_effort=0.05, effort_step=2.0, try_less=0.5, try_refusal=0.5, refusals=np.array([0.0, 0.1, 0.3, 1.0]),
    remembers=6, settling=2, steady=0.1, sure=0.2,
)  # fmt: skip
LOOKS = TRIES._replace(learning=False, imitation=True, look=1.0)
NEITHER = TRIES._replace(learning=False)


def law_that(may_refuse: bool) -> Law:
    """The rules of one platform."""
    platforms = Platforms(1)
    platforms.n = 1
    platforms.used("may_refuse")[:] = may_refuse
    return Rules.of(platforms, ["town"], ["FR"]).law


class Village:
    """Two repeat requesters of one type who have closed three accounts with a profit of 0.4, and look at half."""

    def __init__(self, profits=(0.4, 0.4)) -> None:
        self.table = Requesters(2)
        self.table.n, self.day = 2, 0
        for name, value in dict(id=[1, 2], present=True, learns=True, review_effort=0.5, periods=3).items():
            self.table.used(name)[:] = value
        self.table.used("profit_share")[:] = profits

    def period(self, *profits, p=TRIES, may_refuse=True, seed=1) -> None:
        """Close an account with these profits per value of 100."""
        r = self.table
        r.used("gain")[:], r.used("stake")[:] = np.array(profits) * 100.0, 100.0
        peers = peers_of(r, n_types=1)
        adapt_conduct(Now(seed, self.day), p, law_that(may_refuse), peers, r.arrays[:2])
        self.day += 1

    def habits(self, q=0):
        return self.table.review_effort[q].item(), self.table.refuse_good[q].item()


def seed_for(refusing: bool) -> int:
    """A seed with which the first requester tries another share of refusals (or of reviews) on day 0."""
    return next(s for s in range(1, 99) if (draw(s, of.CONDUCT, 0, 1, 0, 0, 1)[2] < 0.5) == refusing)


@pytest.mark.parametrize("refusing", [True, False])
def test_a_trial_that_pays_goes_on_and_one_that_does_not_ends(refusing):
    for profit, kept in ((0.43, True), (0.41, False), (0.2, False)):  # inertia is 0.02
        village = Village()
        village.period(0.4, 0.4, seed=seed_for(refusing))
        tried = village.habits()
        assert tried != (0.5, 0.0) and (tried[1] > 0.0) is refusing and village.table.on_trial[0]
        village.period(profit, 0.4, p=NEITHER)
        assert village.habits() == (tried if kept else (0.5, 0.0)) and not village.table.on_trial[0]
        assert village.table.profit_share[0] == pytest.approx(profit if kept else 0.4)


def test_what_turns_out_to_pay_less_is_given_up_while_the_old_is_remembered():
    village = Village()
    village.period(0.4, 0.4, seed=seed_for(True))
    village.period(0.6, 0.4, p=NEITHER)
    refusing = village.habits()
    village.period(0.4, 0.4, p=NEITHER)  # half remembered: 0.5
    assert village.habits() == refusing and village.table.profit_share[0] == pytest.approx(0.5)
    village.period(0.2, 0.4, p=NEITHER)  # 0.35, below 0.4 less the inertia
    assert village.habits() == (0.5, 0.0) and village.table.profit_share[0] == pytest.approx(0.4)


def test_after_some_periods_the_old_is_forgotten():
    village = Village()
    village.period(0.4, 0.4, seed=seed_for(True))
    for _ in range(TRIES.remembers):
        village.period(0.6, 0.4, p=NEITHER)
    refusing = village.habits()
    for _ in range(9):
        village.period(0.0, 0.4, p=NEITHER)
    assert village.habits() == refusing


def test_the_habits_of_a_peer_who_earns_more_are_tried():
    village = Village(profits=(0.1, 0.5))
    village.table.refuse_good[1] = 0.3
    for _ in range(20):  # it sees itself half of the time
        if village.table.on_trial[0]:
            break
        village.period(0.1, 0.5, p=LOOKS)
    assert village.habits() == (0.5, 0.3) and village.habits(1) == (0.5, 0.3)


def test_nobody_envies_those_who_earn_as_much():
    village = Village()
    village.table.refuse_good[1] = 0.3
    for _ in range(20):
        village.period(0.4, 0.41, p=LOOKS)
    assert village.habits() == (0.5, 0.0)


def test_nothing_is_tried_while_profits_move_or_where_nobody_learns():
    village = Village()
    village.period(0.55, 0.2)  # more than 0.1 from what is remembered
    assert not village.table.used("on_trial").any()
    village = Village()
    village.period(0.4, 0.4, p=NEITHER)
    assert not village.table.used("on_trial").any() and village.table.used("periods").tolist() == [4, 4]


def test_where_the_platform_does_not_let_them_refuse_they_try_to_review_only():
    for seed in range(1, 30):
        village = Village()
        village.period(0.4, 0.4, may_refuse=False, seed=seed)
        assert village.habits()[1] == 0.0 and village.table.on_trial[0]


def test_what_is_tried_is_always_something_else():
    for u in np.linspace(0.01, 0.99, 25):
        for now in (0.0, 0.1, 0.3, 1.0):
            assert next_refusal(now, u, TRIES.refusals) != now
        for now in (0.05, 0.25, 1.0):
            assert 0.05 <= next_effort(now, u, TRIES) <= 1.0 and next_effort(now, u, TRIES) != now
        assert invent(0.25, 0.1, True, 0.9, u, TRIES)[1] == 0.1


def test_half_or_twice_as_much_is_looked_at():
    steps = (0.5, 0.2), (0.5, 0.8), (1.0, 0.8), (0.05, 0.2)
    assert [next_effort(*step, TRIES) for step in steps] == [0.25, 1.0, 0.5, 0.1]


def test_refusal_is_tried_where_one_may_refuse_and_review_elsewhere():
    assert invent(0.5, 0.0, True, 0.2, 0.9, TRIES) == (0.5, 1.0)
    assert invent(0.5, 0.0, False, 0.2, 0.9, TRIES) == (1.0, 0.0)
