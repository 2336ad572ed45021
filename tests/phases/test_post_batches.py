"""Requesters post: a wage times a guess of the time on a grid, worth it or not, within the budget."""

import math
import sys
from collections import Counter

import numpy as np
import pytest
from tests.phases.conftest import DESK, LARGE, ONE_SHOT, REGULAR, TOWN

from microsim.market.posting.phase import post_batches
from microsim.random import decisions as of
from microsim.random.draws import draw, poisson
from microsim.random.identity import FACES
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


def fresh(hamlet, *names: str) -> list:
    """What was posted today, in the order of posting: of one column its values, of several tuples of them."""
    columns = [getattr(hamlet.batches, name)[hamlet.events.fresh].tolist() for name in names]
    return columns[0] if len(names) == 1 else list(zip(*columns, strict=True))


def post_for(hamlet, days: int, *names: str) -> list:
    """The same of so many days, from an empty platform on each."""
    told = []
    for day in range(days):
        hamlet.open_day(day)
        hamlet.batches = Batches(100)
        post_batches(hamlet)
        told += fresh(hamlet, *names)
    return told


def about(count: int, many: int, share: float) -> bool:
    """Whether a count is within 4.5 standard errors of a share: 1 in 150,000 is not."""
    return abs(count - many * share) <= 4.5 * math.sqrt(many * share * (1 - share))


def test_one_batch_by_hand(hamlet):
    """74,040 an hour are 1,234 a minute, on the grid of one cent 1,200."""
    plan(hamlet, REGULAR, 1)
    hamlet.requesters.target_wage[REGULAR] = 74_040
    post_batches(hamlet)
    b, r = hamlet.batches, hamlet.requesters
    row = hamlet.events.fresh.item()
    assert (b.state[row], b.requester[row], b.requester_id[row], b.face[row], b.platform[row]) == (
        1, REGULAR, 1, 1, TOWN
    )  # fmt: skip
    assert (b.day[row], b.slot[row], b.second[row], b.expiry_day[row]) == (0, 0, 9 * 3_600, 7)
    assert (b.tasks[row], b.left[row], b.price[row], b.seconds[row]) == (12, 12, 1_200, 60.0)
    assert b.stated_seconds[row] == 60.0
    assert b.value[row] == pytest.approx(3_000.0) and b.country[row] == -1 and b.fill_seconds[row] == -1
    assert hamlet.told("batches_posted", "posted") == {"batches_posted": 1, "posted": 12}
    assert (r.tasks_posted[REGULAR], r.value_posted[REGULAR], r.seconds_posted[REGULAR]) == (12, 14_400, 720)
    assert r.budget[REGULAR] == 1e9 - 12 * (1_200 + 240)  # a fee of 20 % on top
    assert (r.target_wage[REGULAR], r.stake[REGULAR]) == (74_040, 36_000)


# the price: a wage times a guess of the time, on a grid


@pytest.mark.parametrize(("error", "stated", "price"), [(math.log(2), 120.0, 2_000), (math.log(0.5), 30.0, 500)])
def test_who_takes_a_task_for_longer_pays_more_for_it(hamlet, error, stated, price):
    plan(hamlet, REGULAR, 1)
    hamlet.requesters.guess_error[REGULAR] = error
    post_batches(hamlet)
    (told,) = fresh(hamlet, "stated_seconds", "price", "seconds", "value")
    assert told == pytest.approx((stated, price, 60.0, 3_000.0))


def test_work_for_the_experienced_is_worth_more_and_paid_more(hamlet_with):
    hamlet = hamlet_with("demand.number_gate=1", "demand.number_needed=500", "demand.gate_premium=1.2")
    plan(hamlet, REGULAR, 1)
    post_batches(hamlet)
    (told,) = fresh(hamlet, "min_number", "price", "value", "stated_seconds")
    assert told == pytest.approx((500, 1_200, 3_600, 60))


@pytest.mark.parametrize(
    ("grid", "wanted", "price"),
    [
        ("", 8_700, 8_700), ("5", 8_700, 8_500), ("10", 8_700, 9_000), ("25", 8_700, 7_500),
        ("", 650, 700), ("5", 650, 500), ("10", 650, 700), ("25", 650, 700),  # it does not reach so many cents
        ("25", 2_499, 2_500), ("25", 2_500, 2_500), ("10", 40, 100),
    ],
)  # fmt: skip
def test_prices_stand_on_the_grid_that_the_requester_thinks_in(hamlet_with, grid, wanted, price):
    """In hundredths: 87, 6.5, 24.99, 25 and 0.4."""
    hamlet = hamlet_with(*([f"pricing.grid_{grid}=1"] if grid else []))
    plan(hamlet, REGULAR, 1)
    hamlet.requesters.target_wage[REGULAR], hamlet.requesters.value_ratio[REGULAR] = wanted * 60, 10.0
    post_batches(hamlet)
    assert fresh(hamlet, "price") == [price]


def test_grids_have_their_shares_batch_by_batch(hamlet_with):
    """Of 40 a day of one requester, for 25 days; what is left of the shares is priced in single hundredths."""
    hamlet = hamlet_with("pricing.grid_5=0.4", "pricing.grid_10=0.15", "pricing.grid_25=0.21")
    r = hamlet.requesters
    r.batches_per_day[REGULAR], r.target_wage[REGULAR], r.value_ratio[REGULAR] = 40.0, 8_700 * 60, 10.0
    prices = post_for(hamlet, 25, "price")
    for price, share in ((8_700, 0.24), (8_500, 0.4), (9_000, 0.15), (7_500, 0.21)):
        assert about(prices.count(price), len(prices), share), price


@pytest.mark.parametrize(("requester", "spread"), [(REGULAR, 0.25), (ONE_SHOT, 0.65)])
def test_guesses_err_from_batch_to_batch_and_more_so_of_who_posts_once(hamlet_with, requester, spread):
    """0.25, and 0.6 with it: the root of the sum of squares. Median 1; some 800 batches, 4.5 standard errors."""
    hamlet = hamlet_with("pricing.guess_log_sd=0.6", "pricing.batch_guess_log_sd=0.25")
    r = hamlet.requesters
    r.batches_per_day[requester], r.target_wage[:3], r.value_ratio[:3] = 40.0, 60_000.0, 1_000.0
    told = np.array(post_for(hamlet, 20, "stated_seconds", "price"))
    error = np.log(told[:, 0] / 60)
    assert abs(error.mean()) < 4.5 * spread / math.sqrt(len(error))
    assert abs(error.std() / spread - 1) < 4.5 / math.sqrt(2 * len(error))
    assert told[:, 1] == pytest.approx(np.maximum(np.floor(told[:, 0] / 6 + 0.5), 1) * 100)  # 1,000 a stated minute


def test_the_platforms_least_price_binds(hamlet):
    """12,000 an hour would be two cents; on the other platform nothing is posted under five."""
    for requester in (REGULAR, LARGE):
        plan(hamlet, requester, 1)
        hamlet.requesters.target_wage[requester] = 12_000
    post_batches(hamlet)
    assert dict(fresh(hamlet, "platform", "price")) == {TOWN: 200, DESK: 500}


def test_one_shot_requesters_pay_what_is_best_for_them_today(hamlet):
    """Half an answer is usable, so 1,500 x 1/5 less the fee: 250, in whole cents 300. Nobody looks at what is on show,
    and no target is kept."""
    hamlet.batch(price=1_500)
    plan(hamlet, ONE_SHOT, 1)
    plan(hamlet, REGULAR, 1)
    hamlet.requesters.usable[ONE_SHOT] = 0.5
    post_batches(hamlet)
    assert dict(fresh(hamlet, "requester", "price")) == {REGULAR: 1_000, ONE_SHOT: 300}
    assert hamlet.requesters.target_wage[ONE_SHOT] == 0


@pytest.mark.parametrize(("fee", "price"), [(0, 600), (0.2, 500), (0.6, 400)])
def test_of_a_higher_fee_one_shot_requesters_pay_less_at_once_and_repeat_ones_as_before(hamlet_with, fee, price):
    """3,000 x 1/5 over 1 + fee: 600, 500, 375; of a repeat requester only a new target is set by it."""
    hamlet = hamlet_with(f"platforms.mturk.fee_share={fee}")
    for requester in (REGULAR, ONE_SHOT):
        plan(hamlet, requester, 1)
    post_batches(hamlet)
    assert dict(fresh(hamlet, "requester", "price")) == {REGULAR: 1_000, ONE_SHOT: price}


def test_a_repeat_requester_without_a_target_sets_the_best_and_keeps_it(hamlet):
    plan(hamlet, REGULAR, 1)
    hamlet.requesters.target_wage[REGULAR] = 0
    for usable in (1.0, 0.9):
        hamlet.requesters.usable[REGULAR] = usable
        hamlet.batches.state[:] = 0
        post_batches(hamlet)
        assert fresh(hamlet, "price") == [500]
        assert hamlet.requesters.target_wage[REGULAR] == pytest.approx(30_000)


# what is worth it


@pytest.mark.parametrize(("requester", "usable"), [(REGULAR, 0.4), (LARGE, 0.5)])
def test_what_is_not_worth_its_cost_is_not_posted_at_any_price(hamlet, requester, usable):
    """1,000 and a fee of 200 in town, of 500 at the desk: an answer is worth 3,000 x usable. What comes up counts."""
    plan(hamlet, requester, 1)
    r = hamlet.requesters
    r.usable[requester] = usable
    post_batches(hamlet)
    assert hamlet.told("posted", "too_dear") == {"posted": 12, "too_dear": 0}
    hamlet.open_day(0)
    hamlet.batches.state[:] = 0
    r.usable[requester], budget = usable - 0.001, r.budget[requester]
    post_batches(hamlet)
    assert hamlet.told("posted", "too_dear", "unfunded") == {"posted": 0, "too_dear": 12, "unfunded": 0}
    assert (hamlet.batches.state == 0).all() and r.budget[requester] == budget
    assert r.stake[requester] == 2 * 12 * 3_000


def test_the_dearer_the_fewer_jobs_are_worth_it_and_those_are_among_them(hamlet_with):
    """Values spread by 1.1 around 3,000: at 1,200 all in 0.798 are above, at 2,400 0.580, at 4,800 0.335."""
    posted = []
    for wage, share in ((60_000, 0.7976), (120_000, 0.5804), (240_000, 0.3346)):
        hamlet = hamlet_with("demand.job_value_log_sd=1.1")
        r = hamlet.requesters
        r.batches_per_day[REGULAR], r.target_wage[REGULAR] = 40.0, wage
        told = post_for(hamlet, 25, "day", "slot", "value")
        posted.append({(day, slot): value for day, slot, value in told})
        assert min(posted[-1].values()) > wage / 60 * 1.2
        many = 25 * 40
        assert abs(len(told) - many * share) < 4.5 * math.sqrt(many * share)  # a Poisson number of jobs
    low, middle, high = posted
    assert high.items() < middle.items() < low.items()


# a sample of the market


def test_a_thinned_requester_posts_so_many_fewer_batches_of_the_same_size(hamlet):
    """Mean 40 a day, a quarter of them here: within 4.5 standard errors over 40 days."""
    r = hamlet.requesters
    r.batches_per_day[REGULAR], r.volume[REGULAR], r.thinned[REGULAR] = 40.0, 480.0, 0.25
    tasks = post_for(hamlet, 40, "tasks")
    assert abs(len(tasks) - 400) < 4.5 * math.sqrt(400) and set(tasks) == {12}


@pytest.mark.parametrize("done", [1.0, 0.5])
def test_jobs_that_are_not_in_a_sample_are_paid_for_all_the_same_as_far_as_they_get_done(hamlet, done):
    """Twelve tasks for 1,200 each; those here are the same batches as in a larger sample, or in the whole market."""
    r, samples = hamlet.requesters, []
    r.batches_per_day[REGULAR], r.volume[REGULAR], r.done[REGULAR], r.income[REGULAR] = 40.0, 480.0, done, 0.0
    for share in (0.25, 0.5, 1.0):
        r.thinned[REGULAR], r.budget[REGULAR] = share, 1e9
        samples.append(set(post_for(hamlet, 10, "day", "slot", "second", "price")))
        here, everywhere = len(samples[-1]), (1e9 - r.budget[REGULAR]) / (12 * 1_200)
    small, large, whole = samples
    assert small < large < whole and here == everywhere == len(whole)
    for share, sample in ((0.25, small), (0.5, large)):
        r.thinned[REGULAR], r.budget[REGULAR] = share, 1e9
        post_for(hamlet, 10, "day")
        paid = len(sample) + done * (len(whole) - len(sample))
        assert (1e9 - r.budget[REGULAR]) / (12 * 1_200) == pytest.approx(paid)
    r.budget[REGULAR] = 12 * 1_200 * 100  # for a hundred of some four hundred, wherever they are
    assert len(post_for(hamlet, 10, "day")) == pytest.approx(100 / (1 + done), abs=4.5 * 5)  # half of them here


@pytest.mark.parametrize(
    ("inclusion", "shares"), [(1.0, [1.0]), (0.25, [0.25] * 4), (0.3, [0.3, 0.3, 0.3, 0.1]), (0.7, [0.7, 0.3])]
)
def test_a_sampled_requester_stands_for_others_under_names_of_their_own(hamlet, inclusion, shares):
    """Itself first; each as often as it stands for one, and whoever is left over as seldom."""
    r = hamlet.requesters
    r.batches_per_day[[REGULAR, LARGE]], r.inclusion[[REGULAR, LARGE]] = 20.0, inclusion
    told = post_for(hamlet, 25, "requester_id", "face")
    names = {who: Counter(face for mine, face in told if mine == who) for who in (1, 2)}
    assert not set(names[1]) & set(names[2])
    for who, met in names.items():
        ordered = [met.pop(who), *sorted(met.values(), reverse=True)]
        assert len(ordered) == len(shares) and min([*met, 2**31 - 1]) >= FACES
        assert all(about(count, sum(ordered), share) for count, share in zip(ordered, shares, strict=True))


# budgets


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


# the day


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
    hamlet.requesters.target_wage[REGULAR] = 90_000
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
