"""What is posted: sizes, numbers, and addresses that one batch or requester more leaves as they were."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsim.codes import BatchState
from microsim.config.load import load
from microsim.market.parameters import KernelParameters, technology
from microsim.market.posting.jobs import batch_size, post
from microsim.market.posting.offers import PostingRules
from microsim.market.posting.prices import find_free
from microsim.market.posting.views import DemandToday, PostingParameters
from microsim.market.turnover.firms import batches_per_day
from microsim.market.turnover.first_firms import Side, draw_market_side, sum_volumes, volume_quantile
from microsim.state.now import Now
from microsim.state.platforms import Platforms
from microsim.state.trade import Batches, Requesters

N = 12
NO_AI = technology(load(["scenario=classroom"]), {})
OF_A_BATCH = ("requester_id", "day", "slot", "second", "platform", "task_type", "tasks", "price", "seconds",
              "stated_seconds", "value", "min_approval", "min_number", "country", "test")  # fmt: skip


@pytest.fixture(scope="module")
def views(classroom) -> KernelParameters:
    return KernelParameters.of(classroom())


def market_side(views: KernelParameters, n: int = N, seed: int = 5) -> Requesters:
    r = Requesters(n)
    r.n = n
    side = Side(n, np.array([20.0, 10.0]), np.zeros(2), 1.0)
    sum_volumes(seed, side, views.firms)
    draw_market_side(Now(seed, 0), np.arange(1, n + 1), side, r.arrays[:n], views.firms)
    return r


def posted(views: KernelParameters, r: Requesters, day: int = 0, seed: int = 5) -> dict:
    """Batches of a day by (requester, slot)."""
    b = Batches(5_000)
    rules = PostingRules.blank(2, 8)
    rules.places["fee_share"], rules.places["price_min"] = (0.2, 0.33), (100.0, 500.0)
    rules.places["search_per_task"] = 5.0
    today = DemandToday(1.0, np.ones((2, len(views.types))), views.firms.budget_days)
    params = PostingParameters(views.types, views.may_gate, views.pricing, views.demand, rules, NO_AI, today)
    platforms = Platforms(2)
    n, after = post(Now(seed, day), 0, np.arange(5_000), r.arrays[: r.n], b.arrays, platforms.arrays, params)
    assert (after, platforms.batches_posted.sum()) == (r.n, n)
    b.n = n
    return {
        (int(b.requester_id[row]), int(b.slot[row])): {name: getattr(b, name)[row].item() for name in OF_A_BATCH}
        for row in range(n)
    }


# addresses


def test_another_requesters_batches_stay_when_one_posts_more(views):
    """The batches of requester 3 do not know how many 1, 2 and 4 to 12 post."""
    one, other = market_side(views), market_side(views)
    other.batches_per_day[other.id != 3] *= 5.0
    before, after = posted(views, one), posted(views, other)
    mine = {key: batch for key, batch in before.items() if key[0] == 3}
    assert mine and len(after) > len(before)
    assert {key: batch for key, batch in after.items() if key[0] == 3} == mine


def test_a_further_batch_leaves_the_requesters_others_as_they_were(views):
    """Twice the rate adds slots at the end; batch size apart, which follows from volume over number of batches."""
    one, other = market_side(views), market_side(views)
    other.batches_per_day[:] *= 2.0
    other.volume[:] *= 2.0
    other.budget[:] *= 4.0
    one.budget[:] *= 4.0
    before, after = posted(views, one), posted(views, other)
    assert len(after) > len(before)
    assert before.items() <= after.items()


def test_one_requester_more_moves_the_others_only_by_the_shares_in_demand(views):
    """Planned hours of a platform are shared out, so on the newcomer's platform they fall in proportion, and with
    them volume, number of batches, income, budget, and how often a guess was thought over; nothing else moves, and on
    the other platform nothing at all."""
    r, more = market_side(views), market_side(views, N + 1)
    newcomer = int(more.platform[N])
    scaled = {"hours", "volume", "batches_per_day", "income", "full_budget", "budget", "guess_error"}
    here = r.platform[:N] == newcomer
    assert here.any() and not here.all()
    for name in r.columns:
        same = getattr(r, name)[:N] == getattr(more, name)[:N]
        assert same[~here].all() and (same.all() or name in scaled), name
    ratio = more.hours[:N][here] / r.hours[:N][here]
    assert ratio == pytest.approx(ratio[0]) and ratio[0] < 1.0
    for name in ("volume", "income"):
        assert getattr(more, name)[:N][here] / getattr(r, name)[:N][here] == pytest.approx(ratio[0]), name
    before, after = posted(views, r), posted(views, more)
    elsewhere = set(r.id[:N][~here].tolist())
    of_the_other, of_the_other_after = (
        {key: batch for key, batch in batches.items() if key[0] in elsewhere} for batches in (before, after)
    )
    assert of_the_other == of_the_other_after
    both = (before.keys() & after.keys()) - of_the_other.keys()
    assert both  # the same job, with other numbers of tasks and other guesses of the time
    others = {"tasks": 0, "price": 0, "stated_seconds": 0}
    for key in both:
        assert before[key] | others == after[key] | others


def test_volumes_are_stratified():
    """Any 100 requesters in a row have one volume in nearly every hundredth of the distribution."""
    for seed in range(5):
        places = np.floor(np.array([volume_quantile(seed, who, 100) for who in range(1, 101)]) * 100)
        assert len(set(places)) >= 70


def test_nobodys_volume_lies_beyond_the_strata():
    """Of 100 requesters, of many seeds, none is beyond the middle of the last of 128 strata, and some are cut there."""
    places = [volume_quantile(seed, who, 100) for seed in range(100) for who in range(1, 101)]
    assert (min(places), max(places)) == (0.5 / 128, 1.0 - 0.5 / 128)
    assert volume_quantile(0, 1, 1) == 0.5


# sums


def test_planned_hours_sum_to_demand(views):
    r = market_side(views, 200)
    assert np.bincount(r.platform[:200], weights=r.hours[:200]) == pytest.approx([20.0, 10.0])


def test_tasks_posted_follow_planned_hours(views):
    """Mean of sizes times number of batches is the volume: 3,000 days of one large requester, size capped at 500."""
    tasks, per_day = 40.0, 2.0
    sizes = [batch_size((k + 0.5) / 3_000, tasks, per_day, 0.8, 500) for k in range(3_000)]
    assert np.mean(sizes) == pytest.approx(tasks / per_day, rel=0.01)


@given(st.floats(1e-3, 1e6), st.floats(0.0, 1.0))
def test_batches_grow_slower_than_tasks(tasks, growth):
    here, there = batches_per_day(tasks, growth), batches_per_day(2 * tasks, growth)
    assert here <= tasks * (1 + 1e-12) and here <= there * (1 + 1e-12) and there <= 2 * here * (1 + 1e-12)


@given(st.floats(0.001, 0.999), st.floats(0.01, 1e5), st.floats(0.01, 100.0), st.integers(1, 1_000))
def test_a_batch_has_at_least_a_task_and_at_most_the_largest(u, tasks, per_day, largest):
    size = batch_size(u, tasks, per_day, 1.2, largest)
    assert 1 <= size <= largest
    assert batch_size(min(u + 0.0005, 0.9999), tasks, per_day, 1.2, largest) >= size


# rows


def test_rows_without_a_batch_are_free():
    b, free = Batches(4), np.empty(4, np.int64)
    b.state[[0, 2]] = BatchState.OPEN, BatchState.CLOSED
    assert free[: find_free(b.arrays, free)].tolist() == [1, 3]
