"""The choice between offers: theory (it is a logit), then the parts of an offer's appeal.

Workers 0 to n - 1 meet the same offers; what they take is counted. With a stated seed each test gives the same answer
each time; the error rate is the chance that a correct logit would have failed.
"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from microsim.market.sessions.choice import Seeker, admitted, appeal, chance_of_pay, luck, waiting_time
from microsim.market.sessions.listing import OFFER
from microsim.state.records import cache_lines

SEED, DAY, POSTED = 7, 40, 38


def waits_for(seed: int, who: int, requester: int, posted: int, slot: int, day: int) -> float:
    """Waiting time of one worker about one batch on one day."""
    return waiting_time(luck(seed, who, requester, posted, slot, day), math.inf)


def waits(n: int, offers: int, seed: int = SEED, day: int = DAY) -> np.ndarray:
    """Waiting times of `n` workers about as many offers, by different requesters: ``float64[n, offers]``."""
    return np.array([[waits_for(seed, who, q + 1, POSTED, 0, day) for q in range(offers)] for who in range(n)])


def taken(waiting: np.ndarray, appeals: list[float]) -> np.ndarray:
    """How often each offer is taken: the least waiting time over appeal wins."""
    return np.bincount((waiting / np.array(appeals)).argmin(axis=1), minlength=len(appeals))


@pytest.fixture(scope="module")
def waiting():
    return waits(40_000, 4)


def test_waiting_times_are_unit_exponential(waiting):
    """Kolmogorov-Smirnov, 4 tests at 1 in 100,000 each."""
    assert all(stats.kstest(waiting[:, q], "expon").pvalue > 1e-5 for q in range(4))


@pytest.mark.parametrize(("pay_weight", "trust_weight"), [(0.1, 2.0), (1.0, 0.0), (3.0, 1.0), (0.0, 0.0)])
def test_shares_are_those_of_the_closed_form_logit(waiting, pay_weight, trust_weight):
    """Chi-square against exp(utility) over its sum, 40,000 choices, 4 tests at 1 in 100,000 each."""
    pay, chance = (12_000.0, 18_000.0, 27_000.0, 9_000.0), (0.99, 0.9, 0.8, 1.0)
    appeals = [
        appeal(math.log(p / 15_000.0), pay_weight) * appeal(math.log(c), trust_weight)
        for p, c in zip(pay, chance, strict=True)
    ]
    utility = [
        pay_weight * math.log(p / 15_000.0) + trust_weight * math.log(c) for p, c in zip(pay, chance, strict=True)
    ]
    logit = np.exp(utility) / np.exp(utility).sum()
    assert stats.chisquare(taken(waiting, appeals), logit * len(waiting)).pvalue > 1e-5


def test_an_outside_option_takes_its_logit_share(waiting):
    """Whoever waits longer than 1 for everything takes nothing: P(nothing) = exp(-sum of appeals). 1 in 100,000."""
    appeals = np.array([0.5, 0.25, 0.1])
    nothing = ((waiting[:, :3] / appeals).min(axis=1) > 1.0).sum()
    expected = len(waiting) * math.exp(-appeals.sum())
    assert stats.chisquare([nothing, len(waiting) - nothing], [expected, len(waiting) - expected]).pvalue > 1e-5


@pytest.mark.parametrize("weight", [0.5, 1.5])
def test_elasticity_of_choice_is_weight_times_one_less_the_share(waiting, weight):
    """d log share / d log pay = weight (1 - share), by a price 10 % up and down under the same luck.

    Switchers are a Poisson count, so the estimate errs by 1/sqrt(switchers); 4.5 standard errors: 1 in 100,000.
    """
    others, step = [1.0, 1.3, 0.7], 0.1
    up, down = (taken(waiting, [math.exp(weight * h), *others])[0] for h in (step, -step))
    share = 1.0 / (1.0 + sum(others))
    elasticity = (up - down) / (2 * step) / (share * len(waiting))
    assert elasticity == pytest.approx(weight * (1 - share), rel=4.5 / math.sqrt(up - down))


def test_an_offer_that_loses_appeal_is_left_by_some_and_taken_up_by_nobody(waiting):
    """Under the same luck, a price that falls moves workers away from the offer, and nobody towards it."""
    before = (waiting / np.array([1.0, 1.0, 1.0, 1.0])).argmin(axis=1)
    after = (waiting / np.array([0.8, 1.0, 1.0, 1.0])).argmin(axis=1)
    moved = before != after
    assert moved.sum() > 1_000 and (before[moved] == 0).all()


# addresses: what a worker feels about a batch does not depend on what else there is


def test_taste_for_a_batch_stays_when_others_come_or_are_looked_at():
    alone = [waits_for(SEED, 5, 9, POSTED, 2, DAY)]
    for other in range(20):
        waits_for(SEED, 5, 10 + other, POSTED, 0, DAY)
    assert [waits_for(SEED, 5, 9, POSTED, 2, DAY)] == alone


@given(st.integers(0, 10**9), st.integers(1, 10**6), st.integers(0, 30), st.integers(0, 7))
def test_taste_differs_between_workers_batches_and_days(who, requester, slot, age):
    here = waits_for(SEED, who, requester, POSTED, slot, POSTED + age)
    assert here > 0.0
    assert here != waits_for(SEED, who + 1, requester, POSTED, slot, POSTED + age)
    assert here != waits_for(SEED, who, requester + 1, POSTED, slot, POSTED + age)
    assert here != waits_for(SEED, who, requester, POSTED, slot + 1, POSTED + age)
    assert here != waits_for(SEED, who, requester, POSTED, slot, POSTED + age + 1)
    assert here != waits_for(SEED, who, requester, POSTED - 1, slot, POSTED + age)


# parts


def test_chance_of_pay_by_hand():
    assert chance_of_pay(0, 0, 0.99, 10.0) == pytest.approx(0.99)
    assert chance_of_pay(0, 10, 0.99, 10.0) == pytest.approx(0.495)
    assert chance_of_pay(30, 0, 0.6, 10.0) == pytest.approx(0.9)


@given(st.integers(0, 500), st.integers(0, 500), st.floats(0.01, 1.0), st.floats(0.1, 100.0))
def test_a_refusal_lowers_and_a_payment_raises_the_chance_expected(paid, refused, start, memory):
    here = chance_of_pay(paid, refused, start, memory)
    assert 0.0 < here <= 1.0 + 1e-12
    assert chance_of_pay(paid, refused + 1, start, memory) < here
    assert chance_of_pay(paid + 1, refused, start, memory) >= here - 1e-12


@pytest.mark.parametrize(
    ("gates", "worker", "passes"),
    [
        ((-1, 0.0, 0, False), (0, 0, False, 0, 0), True),  # no gate
        ((0, 0.0, 0, False), (0, 0, False, 0, 0), True),  # from there
        ((1, 0.0, 0, False), (0, 0, False, 0, 0), False),  # from elsewhere
        ((0, 0.0, 0, False), (-2, 0, False, 0, 0), False),  # the pool has no country
        ((-1, 0.95, 0, False), (0, 0, False, 0, 0), True),  # nobody judged yet: counts as fully approved
        ((-1, 0.95, 0, False), (0, 0, False, 19, 1), True),  # exactly 95 %
        ((-1, 0.95, 0, False), (0, 0, False, 18, 1), False),  # 94.7 %
        ((-1, 0.0, 100, False), (0, 0, False, 100, 900), True),  # as many as asked for, whatever the rate
        ((-1, 0.0, 100, False), (0, 0, False, 99, 0), False),
        ((-1, 0.0, 0, True), (0, 0, False, 500, 0), False),  # failed the test
        ((-1, 0.0, 0, False), (0, 0, True, 0, 0), True),  # protected, and open to all
        ((-2, 0.0, 0, False), (0, 0, True, 0, 0), False),  # closed to the protected
        ((-2, 0.0, 0, False), (0, 0, False, 0, 0), True),  # at home, but no law protects there
        ((-2, 0.0, 0, False), (-2, 0, False, 0, 0), True),  # abroad
        ((5, 0.0, 0, False), (0, 0b100000, False, 0, 0), True),  # a language, whatever the country
        ((5, 0.0, 0, False), (5, 0b010000, False, 0, 0), True),  # a country
        ((5, 0.0, 0, False), (4, 0b010000, False, 0, 0), False),  # another language
        ((5, 0.0, 0, False), (-2, 0, False, 0, 0), False),  # abroad nobody speaks it
        ((-1, 0.0, 0, False), (0, 0b100000, False, 0, 0), True),
        ((-2, 0.0, 0, False), (0, 0b100000, True, 0, 0), False),
    ],
)
def test_gates_by_hand(gates, worker, passes):
    offer = cache_lines(1, OFFER)
    *asked, failed = gates
    country, languages, shielded, approved, rejected = worker
    offer[["country", "min_approval", "min_number"]], offer["tested"] = tuple(asked), 3
    assert admitted(offer[0], Seeker(country, languages, shielded, failed << 3, approved, rejected)) is passes
    offer["tested"] = -1  # without a test, what was failed elsewhere is no hindrance
    untested = admitted(offer[0], Seeker(country, languages, shielded, 1 << 3, approved, rejected))
    assert untested is (passes or failed)
