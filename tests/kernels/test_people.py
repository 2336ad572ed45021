"""Who registers, with which attributes; one person more changes nobody else."""

import math

import numpy as np
import pytest
from scipy import stats
from scipy.special import ndtr

from microsim.market.parameters import UNIT, people_params
from microsim.market.turnover.churn import share_registering
from microsim.market.turnover.people import (
    STRIDE,
    Crowd,
    Register,
    attribute,
    draw_people,
    pick,
    registers,
)
from microsim.market.word.trust import FORUM, RATING
from microsim.random.draws import MAX_WHO
from microsim.random.identity import POOL, entrant, new_requester, person_abroad, place_of_requester
from microsim.state.now import Now
from microsim.state.people import Accounts, Workers

N = 4_000


@pytest.fixture(scope="module")
def params(classroom):
    return people_params(classroom("population.accounts_per_worker=1.5", "churn.half_life_days=400"))


def population(params, n: int = N, seed: int = 5) -> tuple[Workers, Accounts]:
    w, a = Workers(n), Accounts(2 * n + 2)
    w.n = n
    advertised = np.full(2, 5.0 * UNIT)
    register = Register(w.arrays, a.arrays, advertised, params)
    registered, a.n = draw_people(Now(seed, 0), Crowd(0, n, initial=True), 0, 0, advertised.mean(), register)
    assert registered == n
    return w, a


@pytest.fixture(scope="module")
def drawn(params):
    return population(params)


# circles


@pytest.mark.parametrize(("by_time", "both"), [(True, 0.3), (False, 0.15)])
def test_lookers_are_those_with_most_time_or_drawn_apart_from_who_reads_the_forum(params, by_time, both):
    """30 % look up, 50 % read the forum: all of the 30 % are in both, or 15 %. Of 4,000, within 4.5 standard errors."""
    asked = params._replace(lookers=0.3, forum=0.5, lookers_by_time=by_time)
    circle = population(asked)[0].used("circle")
    for members, share in (((circle & RATING) > 0, 0.3), ((circle & FORUM) > 0, 0.5), (circle == RATING | FORUM, both)):
        assert members.mean() == pytest.approx(share, abs=4.5 * math.sqrt(share * (1 - share) / N))


# theory


@pytest.mark.parametrize("advertised", [0.5, 3.0, 12.0])
def test_share_of_prospects_who_register_is_the_closed_form(params, advertised):
    """An impression beats a reservation wage, both log-normal: P = Phi(log ratio of medians / joint spread).

    4,000 prospects of each motive, within 4.5 standard errors: 9 tests at 1 in 150,000.
    """
    for motive in range(3):
        joined = sum(registers(2, who, 0, advertised * UNIT, motive, 1.0, params)[0] for who in range(N))
        spread = math.hypot(params.reservation_log_sd[motive], params.impression_log_sd)
        chance = ndtr(math.log(advertised * UNIT / params.reservation_wage[motive]) / spread)
        assert abs(joined - N * chance) < 4.5 * math.sqrt(N * chance * (1 - chance)), motive


def test_more_register_when_more_is_advertised(params):
    shares = [share_registering(1, 2_000, pay * UNIT, params) for pay in (0.5, 1.0, 2.0, 4.0, 8.0)]
    assert shares == sorted(shares) and shares[0] < 0.75 * shares[-1]


def test_whoever_registers_at_more_pay_includes_all_who_do_at_less(params):
    few, many = (
        {who for who in range(500) if registers(3, who, 0, pay * UNIT, 0, 1.0, params)[0]} for pay in (2.0, 3.0)
    )  # fmt: skip
    assert few < many


# composition


def test_shares_come_out_as_declared(drawn, params):
    """A Kronecker sequence fills the unit interval to within a few parts in N: no sampling error to speak of."""
    w, _ = drawn
    motives = np.bincount(w.motive, minlength=3) / N
    assert motives == pytest.approx(np.diff(params.motive_cdf, prepend=0.0), abs=0.002)
    assert np.bincount(w.age_band, minlength=3) / N == pytest.approx(np.diff(params.age_cdf, prepend=0.0), abs=0.002)
    for motive in range(3):
        mine = w.motive == motive
        for name, share in (("sex", params.women), ("poor", params.poor), ("transfers", params.transfers)):
            assert getattr(w, name)[mine].mean() == pytest.approx(share[motive], abs=0.02), name
        assert 1 - w.other_job[mine].mean() == pytest.approx(params.no_other_job[motive], abs=0.02)


def test_who_starts_with_a_record_has_taken_every_test_and_nobody_else_any(drawn, params):
    """Passed with the accuracy at the type's difficulty, on average of its holders; within 4.5 standard errors."""
    w, a = drawn
    approved, worker = a.used("approved"), a.used("worker")
    passed, failed = a.used("tests_passed"), a.used("tests_failed")
    asked = sum(1 << kind for kind, difficulty in enumerate(params.tested) if not math.isnan(difficulty))
    assert asked.bit_count() == 3 and (approved == 0).sum() > 100 and (approved > 0).sum() > 1_000
    assert ((passed ^ failed) == np.where(approved > 0, asked, 0)).all() and ((passed & failed) == 0).all()
    for kind in np.flatnonzero(~np.isnan(params.tested)):
        chance = w.accuracy[worker[approved > 0]] ** params.tested[kind]
        luck = math.sqrt((chance * (1 - chance)).sum())
        assert abs(((passed[approved > 0] >> kind) & 1).sum() - chance.sum()) < 4.5 * luck, kind


def test_medians_come_out_as_declared(drawn, params):
    w, _ = drawn
    assert np.median(w.slowness) == pytest.approx(1.0, rel=0.01)
    assert w.accuracy.mean() == pytest.approx(params.accuracy_mean, abs=0.01)
    for motive in range(3):
        mine = w.motive == motive
        assert np.median(w.hours_per_day[mine]) == pytest.approx(params.hours_per_day[motive], rel=0.05)
        assert np.median(w.worthwhile[mine]) == pytest.approx(params.worthwhile[motive], rel=0.05)


def test_only_necessity_has_a_target_in_steps_of_five(drawn):
    w, _ = drawn
    necessity = w.motive == 1
    assert (w.weekly_target[~necessity] == 0).all()
    assert (w.weekly_target[necessity] > 0).all() and (w.weekly_target % (5 * int(UNIT)) == 0).all()


def test_every_platform_has_its_share_of_accounts_and_nobody_two_on_one(drawn, params):
    w, a = drawn
    assert a.n == w.n_accounts.sum() == pytest.approx(1.5 * N, abs=3)
    on = a.platform[: a.n]
    assert np.bincount(on) / N == pytest.approx(params.account_shares, abs=0.02)
    assert len({(worker, platform) for worker, platform in zip(a.worker[: a.n], on, strict=True)}) == a.n
    assert set(w.n_accounts.tolist()) == {1, 2}
    assert (a.worker[w.first_account] == np.arange(N)).all()


def test_lifetimes_have_their_half_life_and_ages_those_of_a_settled_crowd(drawn):
    """Exponential with half-life 400 days, both ways from today. Kolmogorov-Smirnov, 1 in 100,000 each."""
    w, _ = drawn
    for days in (w.fate_day - 1, -w.entry_day):
        assert (days >= 0).all()
        spread_out = days + (np.arange(N) + 0.5) / N  # whole days, spread evenly over the day
        assert stats.kstest(spread_out, "expon", args=(0, 400 / math.log(2))).pvalue > 1e-5


def test_nobody_registered_below_the_reservation_wage_that_pay_was_taken_for(drawn, params):
    """So reservation wages of the registered lie below those of all who might have."""
    w, _ = drawn
    for motive in range(3):
        assert np.median(w.reservation_wage[w.motive == motive]) < params.reservation_wage[motive]


# addresses


def test_one_person_more_changes_nobody_else(params):
    (w, a), (more, more_accounts) = population(params, 60), population(params, 61)
    for name in w.columns:
        assert (getattr(more, name)[:60] == getattr(w, name)[:60]).all(), name
    for name in a.columns:
        assert (getattr(more_accounts, name)[: a.n] == getattr(a, name)[: a.n]).all(), name
    assert more_accounts.n > a.n


def test_another_seed_draws_other_people(params, drawn):
    other, _ = population(params, seed=6)
    for name in ("reservation_wage", "slowness", "accuracy", "hours_per_day", "fate_day"):
        assert (getattr(other, name) != getattr(drawn[0], name)).mean() > 0.95, name


def attributes(first: int, initial: bool) -> np.ndarray:
    people = range(first, first + N)
    return np.array([[attribute(1, who, initial, k) for k in range(len(STRIDE))] for who in people])


def test_attributes_are_uncorrelated():
    """13 dimensions, 78 pairs: no correlation above 0.05 among the first 4,000 people."""
    t = attributes(0, True)
    assert t.shape == (N, len(STRIDE)) and t.min() > 0.0 and t.max() < 1.0
    off = np.corrcoef(t.T) - np.eye(len(STRIDE))
    assert abs(off).max() < 0.05


def test_entrants_draw_independently():
    """Uniform by Kolmogorov-Smirnov, 13 tests at 1 in 100,000."""
    t = attributes(entrant(4, 0), False)
    assert all(stats.kstest(t[:, k], "uniform").pvalue > 1e-5 for k in range(len(STRIDE)))
    assert abs(np.corrcoef(t.T) - np.eye(len(STRIDE))).max() < 4.5 / math.sqrt(N)


def test_identities_never_meet():
    last = 9_999_999
    people = [0, last, entrant(-3_650, 0), entrant(-3_650, last), entrant(-3_649, 0), entrant(3_650, last)]
    pool = [POOL, person_abroad(0, 99_999_999), person_abroad(1, 0), person_abroad(99, 99_999_999)]
    assert people + pool == sorted({*people, *pool}) and max(pool) < MAX_WHO
    new = [new_requester(day, place) for day in (-3_650, 3_650) for place in (1, 99_999)]
    requesters = [1, 99_999, *new]
    assert requesters == sorted(set(requesters)) and requesters[-1] < 2**31  # shown in 32 bits
    assert [place_of_requester(requester) for requester in requesters] == [1, 99_999] * 3


def test_pick_by_hand():
    cdf = np.array([0.2, 0.2, 0.9, 1.0])
    assert [pick(cdf, u) for u in (0.0, 0.1999, 0.2, 0.8999, 0.9, 0.9999)] == [0, 0, 2, 2, 3, 3]
