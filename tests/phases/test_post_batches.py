"""Requesters post: price on the grid, worth it or not, within the budget."""

import math
import sys

import numpy as np
import pytest
from tests.phases.conftest import DESK, LABEL, LARGE, ONE_SHOT, REGULAR, TOWN

from microsim.market.posting.phase import post_batches
from microsim.random import decisions as of
from microsim.random.draws import draw, poisson
from microsim.shocks.environment import Plan
from microsim.state.trade import Batches


def plan(hamlet, requester: int, batches: int, tasks: int = 12) -> None:
    """Let a requester post so many batches of so many tasks today: the least mean whose quantile is that number."""
    r = hamlet.requesters
    u = draw(hamlet.seed, of.POSTING, 0, int(r.id[requester]), hamlet.day, 0, 0)[0]
    mean = next(mean for mean in np.arange(0.01, 20.0, 0.01) if poisson(u, mean) == batches)
    r.batches_per_day[requester], r.volume[requester] = mean, tasks * mean


def test_nobody_posts_who_does_not_plan_to(hamlet):
    post_batches(hamlet)
    assert hamlet.told("batches_posted", "posted", "too_dear", "unfunded") == dict.fromkeys(
        ("batches_posted", "posted", "too_dear", "unfunded"), 0
    )


def test_one_batch_by_hand(hamlet):
    """Markup 1.234 on 10 cents, on the grid of one cent."""
    plan(hamlet, REGULAR, 1)
    hamlet.requesters.markup[REGULAR] = math.log(1.234)
    post_batches(hamlet)
    b, r = hamlet.batches, hamlet.requesters
    row = hamlet.events.fresh.item()
    assert (b.state[row], b.requester[row], b.requester_id[row], b.platform[row]) == (1, REGULAR, 1, TOWN)
    assert (b.day[row], b.slot[row], b.second[row], b.expiry_day[row]) == (0, 0, 9 * 3_600, 7)
    assert (b.tasks[row], b.left[row], b.price[row], b.seconds[row]) == (12, 12, 1_200, 60.0)
    assert b.stated_seconds[row] == 60.0
    assert b.value[row] == pytest.approx(3_000.0) and b.country[row] == -1 and b.fill_seconds[row] == -1
    assert hamlet.told("batches_posted", "posted") == {"batches_posted": 1, "posted": 12}
    assert (r.tasks_posted[REGULAR], r.value_posted[REGULAR], r.seconds_posted[REGULAR]) == (12, 14_400, 720)
    assert r.budget[REGULAR] == 1e9 - 12 * (1_200 + 240)  # a fee of 20 % on top


def test_the_platforms_least_price_binds(hamlet):
    """20 % of ten cents would be two; on the other platform nothing is posted under five."""
    for requester in (REGULAR, LARGE):
        plan(hamlet, requester, 1)
        hamlet.requesters.markup[requester] = math.log(0.2)
    post_batches(hamlet)
    prices = {int(hamlet.batches.platform[row]): int(hamlet.batches.price[row]) for row in hamlet.events.fresh}
    assert prices == {TOWN: 200, DESK: 500}


def test_nobody_offers_more_than_an_answer_is_worth(hamlet):
    """1,000 and a fee of 200; an answer is worth 3,000 x 0.5, of which 0.8 prove usable: 1,200. A bit less, and it is
    offered at 998.75, in whole cents."""
    plan(hamlet, REGULAR, 1)
    r, b = hamlet.requesters, hamlet.batches
    r.value_ratio[REGULAR], r.usable[REGULAR] = 0.5, 0.8
    post_batches(hamlet)
    row = hamlet.events.fresh[0]
    assert (b.price[row], b.capped[row]) == (1_000, False)
    hamlet.open_day(0)
    b.state[:] = 0
    r.usable[REGULAR] = 0.799
    post_batches(hamlet)
    row = hamlet.events.fresh[0]
    assert (b.price[row], b.capped[row]) == (900, True)
    assert hamlet.told("posted", "too_dear") == {"posted": 12, "too_dear": 0}


@pytest.mark.parametrize(("requester", "usable"), [(REGULAR, 0.039), (LARGE, 0.333)])
def test_what_is_not_worth_the_least_price_is_not_posted(hamlet, requester, usable):
    """A cent and a fifth in town; at the desk five cents and a fee of five: an answer is worth 3,000 x usable."""
    plan(hamlet, requester, 1)
    r = hamlet.requesters
    r.usable[requester] = usable + 0.002
    post_batches(hamlet)
    assert hamlet.told("posted", "too_dear") == {"posted": 12, "too_dear": 0}
    hamlet.open_day(0)
    hamlet.batches.state[:] = 0
    r.usable[requester] = usable
    post_batches(hamlet)
    assert hamlet.told("posted", "too_dear") == {"posted": 0, "too_dear": 12}
    assert (hamlet.batches.state == 0).all()


def test_the_budget_cuts_the_batch(hamlet):
    """6,100 and 50 a day more: five tasks at 1,200, and 150 remain. On the other platform the least fee is 5 cents."""
    plan(hamlet, REGULAR, 1)
    plan(hamlet, LARGE, 1)
    r = hamlet.requesters
    r.budget[[REGULAR, LARGE]], r.income[REGULAR] = (6_100, 1_600), 50
    post_batches(hamlet)
    size = {int(hamlet.batches.requester[row]): int(hamlet.batches.tasks[row]) for row in hamlet.events.fresh}
    assert size == {REGULAR: 5, LARGE: 1}
    assert hamlet.told("posted", "unfunded") == {"posted": 6, "unfunded": 7 + 11}
    assert r.budget[[REGULAR, LARGE]].tolist() == [150, 100]  # 1,600 less 1,000 and the fee of 500


@pytest.mark.parametrize(("held", "after"), [(40, 60), (95, 100), (100, 100), (130, 130)])
def test_a_day_of_outlay_joins_the_budget_up_to_the_reserve(hamlet, held, after):
    """Refunds may carry it beyond; then nothing joins."""
    r = hamlet.requesters
    r.budget[REGULAR], r.income[REGULAR], r.full_budget[REGULAR] = held, 20, 100
    post_batches(hamlet)
    assert r.budget[REGULAR] == after


@pytest.mark.parametrize(
    ("share", "held", "after"), [(0.5, 40, 50), (0.5, 690, 695.625), (0.5, 800, 800), (2, 40, 80), (2, 1_600, 1_608.75)]
)
def test_in_a_slump_less_joins_it_and_it_holds_less_in_a_boom_more(hamlet, share, held, after):
    """Full at 1,000; a month of 20 a day is 608.75, so half a month's less or a month's more is 304.375 or 608.75."""
    r = hamlet.requesters
    r.budget[[REGULAR, LARGE]], r.income[[REGULAR, LARGE]], r.full_budget[[REGULAR, LARGE]] = held, 20, 1_000
    hamlet.amend(plans=(Plan(share, ("mturk",)),))
    post_batches(hamlet)
    assert (r.budget[REGULAR], r.budget[LARGE]) == (after, min(max(held, 1_000), held + 20))


def test_an_empty_purse_posts_nothing(hamlet):
    plan(hamlet, REGULAR, 1)
    hamlet.requesters.budget[REGULAR] = 1_199
    post_batches(hamlet)
    assert hamlet.told("batches_posted", "unfunded") == {"batches_posted": 0, "unfunded": 12}
    assert (hamlet.batches.state == 0).all() and hamlet.requesters.budget[REGULAR] == 1_199


def test_one_shot_requesters_copy_the_prices_on_show(hamlet):
    """Two batches on show at 1.5 and 0.6 of the usual price: log mean; the regular one keeps to her own."""
    hamlet.batch(price=1_500)
    hamlet.batch(price=600)
    plan(hamlet, ONE_SHOT, 1)
    plan(hamlet, REGULAR, 1)
    post_batches(hamlet)
    assert hamlet.seen_markup[LABEL] == pytest.approx(math.log(1.5 * 0.6) / 2)
    price = {int(hamlet.batches.requester[row]): int(hamlet.batches.price[row]) for row in hamlet.events.fresh}
    assert price == {REGULAR: 1_000, ONE_SHOT: 900}  # 948.7 on the grid


def test_todays_batches_stand_in_the_order_of_their_second(hamlet_with):
    hamlet = hamlet_with("demand.post_hour_sd=4")
    for requester in (REGULAR, LARGE, ONE_SHOT):
        plan(hamlet, requester, 3)
    post_batches(hamlet)
    seconds = hamlet.batches.second[hamlet.events.fresh]
    assert len(set(seconds)) == 9 and (np.diff(seconds) > 0).all()
    assert (seconds >= 0).all() and (seconds < 86_400).all()


def test_the_weekend_brings_half_as_many(hamlet_with):
    """Mean 40 a weekday: within 4.5 standard errors over 40 weeks, 1 in 150,000."""
    hamlet = hamlet_with()
    hamlet.requesters.batches_per_day[REGULAR] = 40.0
    for share, expected in ((1.0, 1_600), (0.5, 800)):
        hamlet.amend(demand=share)
        posted = 0
        for day in range(40):
            hamlet.open_day(day)
            hamlet.batches = Batches(100)
            post_batches(hamlet)
            posted += hamlet.told("batches_posted")["batches_posted"]
        assert abs(posted - expected) < 4.5 * math.sqrt(expected)


def test_platforms_advertise_what_is_posted_smoothed(hamlet):
    """1,000 a minute are 60,000 an hour: 5 % of the way there from 50,000."""
    p = hamlet.platforms
    p.advertised_pay[:2] = 50_000.0
    plan(hamlet, REGULAR, 1)
    post_batches(hamlet)
    assert p.advertised_pay[TOWN] == pytest.approx(50_000 + 0.05 * (1_000 * 60 - 50_000))
    assert p.advertised_pay[DESK] == 50_000.0  # nobody posted there
    d, t = hamlet.days, hamlet.today
    assert (d.posted_pay[t], d.price_level[t]) == (60_000.0, pytest.approx(1.0))


def test_a_day_without_batches_keeps_the_price_of_the_day_before(hamlet):
    plan(hamlet, REGULAR, 1)
    hamlet.requesters.markup[REGULAR] = math.log(1.5)
    post_batches(hamlet)
    hamlet.requesters.batches_per_day[:] = 0.0
    hamlet.open_day(1)
    post_batches(hamlet)
    assert hamlet.days.price_level[:2].tolist() == pytest.approx([1.5, 1.5])
    assert hamlet.days.posted_pay[:2].tolist() == pytest.approx([90_000, 90_000])


def test_posting_in_two_goes_for_want_of_room_posts_the_same(hamlet_with, monkeypatch):
    """It goes on where the room ended: budgets, counters and batches are as with room enough.

    On a day of high draws six batches come where 1.2 times the mean makes room for fewer.
    """
    monkeypatch.setattr(sys.modules["microsim.market.posting.phase"], "START_ROOM", 1)
    day = next(day for day in range(5_000) if min(draw(1, of.POSTING, 0, q, day, 0, 0)[0] for q in (1, 2, 3)) > 0.9)
    markets = []
    for room in (1, 500):
        hamlet = hamlet_with()
        hamlet.open_day(day)
        hamlet.batches = Batches(room)
        for requester in (REGULAR, LARGE, ONE_SHOT):
            plan(hamlet, requester, 2)
        assert hamlet.requesters.batches_per_day[:3].sum() * 1.2 < 5
        post_batches(hamlet)
        markets.append(hamlet)
    small, large = markets
    assert small.told("batches_posted", "posted") == large.told("batches_posted", "posted")
    assert small.told("batches_posted", "posted") == {"batches_posted": 6, "posted": 72}
    for name in ("budget", "batches_posted", "tasks_posted", "value_posted", "seconds_posted"):
        assert (small.requesters.used(name) == large.requesters.used(name)).all(), name
    for name in ("requester_id", "slot", "price", "left", "second", "value"):
        ours, theirs = (getattr(market.batches, name)[market.events.fresh] for market in markets)
        assert (ours == theirs).all(), name


def test_rows_in_use_are_left_alone(hamlet):
    old = hamlet.batch(left=33)
    plan(hamlet, REGULAR, 2)
    post_batches(hamlet)
    assert hamlet.batches.left[old] == 33 and old not in hamlet.events.fresh
    assert len(hamlet.events.fresh) == 2
