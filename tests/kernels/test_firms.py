"""Requesters of the start: who of them is in a sample and stands for whom, how old they are, and what they plan."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from microsim.market.parameters import KernelParameters
from microsim.market.posting.target import Charges, Need, best_wage
from microsim.market.turnover.first_firms import (
    Side,
    chance_of_inclusion,
    draw_market_side,
    draw_sample,
    sum_volumes,
    volume_quantile,
)
from microsim.random import decisions as of
from microsim.random.draws import draw, normal
from microsim.state.now import Now
from microsim.state.trade import Requesters

N, SCALE = 2_000, 0.1
HOURS = np.array([2_000.0, 1_000.0])  # planned per weekday, by platform: half of the requesters post more than daily
SEEDS = range(60)
WIDER = 4.5 / math.sqrt(2.0 * len(SEEDS))  # 4.5 standard errors of a root mean square of so many
DRAWS = ("pricing.guess_log_sd=0.6", "pricing.reset=0.01", "pricing.step=0.25", "demand.weekend=0.5")


@pytest.fixture(scope="module")
def views(classroom) -> KernelParameters:
    return KernelParameters.of(classroom())


def side_of(views: KernelParameters, seed: int, scale: float, n: int = N) -> Side:
    side = Side(n, HOURS, np.zeros(2), scale)
    sum_volumes(seed, side, views.firms)
    return side


def drawn(views: KernelParameters, seed: int = 5, scale: float = 1.0, who: np.ndarray | None = None) -> SimpleNamespace:
    """Columns of some requesters of a market, as they are in a sample of it; all of them, if it is not said which."""
    side, who = side_of(views, seed, scale), np.arange(1, N + 1) if who is None else who
    r = Requesters(len(who))
    r.n = len(who)
    draw_market_side(Now(seed, 0), who, side, r.arrays, views.firms._replace(scale=scale))
    return SimpleNamespace(**{name: r.used(name) for name in r.columns})


def sample(views: KernelParameters, seed: int = 5, scale: float = SCALE) -> np.ndarray:
    """Identities of those in a sample."""
    included = np.empty(N, np.int64)
    return included[: draw_sample(seed, side_of(views, seed, scale), included, views.firms)]


@pytest.fixture(scope="module")
def whole(views) -> SimpleNamespace:
    return drawn(views)


# the sample


@given(st.floats(0.0, 1e4), st.floats(0.0, 10.0), st.floats(0.001, 1.0), st.floats(0.01, 100.0))
def test_a_chance_of_inclusion_lies_between_the_scale_and_one_and_grows_with_batches(batches, more, scale, whole):
    chance = chance_of_inclusion(batches, scale, whole)
    assert scale <= chance <= 1.0 and chance <= chance_of_inclusion(batches + more, scale, whole)
    assert chance <= chance_of_inclusion(batches, min(1.0, 2.0 * scale), whole) <= 2.0 * chance
    assert (chance == 1.0) == (batches >= whole or scale == 1.0)


def test_at_full_size_everybody_is_there_for_itself(views, whole):
    assert sample(views, scale=1.0).tolist() == list(range(1, N + 1))
    assert (whole.inclusion == 1.0).all() and (whole.thinned == 1.0).all()
    assert np.bincount(whole.platform, weights=whole.hours) == pytest.approx(HOURS)


def test_who_is_in_a_small_sample_is_in_every_larger_one(views):
    samples = [set(sample(views, scale=scale).tolist()) for scale in (0.02, 0.1, 0.4, 1.0)]
    assert all(small < large for small, large in zip(samples[:-1], samples[1:], strict=True))
    per_day = drawn(views).batches_per_day
    assert set((1 + np.flatnonzero(per_day >= views.firms.sampled_whole)).tolist()) < samples[0]


def test_a_requester_of_a_sample_is_that_of_the_market(views, whole):
    who = sample(views)
    part = drawn(views, scale=SCALE, who=who)
    assert 0.1 * N < len(who) < 0.7 * N
    assert part.inclusion * part.thinned == pytest.approx(SCALE)  # the chance of each batch to be in
    assert part.inclusion == pytest.approx(np.clip(part.batches_per_day / views.firms.sampled_whole, SCALE, 1.0))
    assert (part.inclusion == SCALE).any() and (part.inclusion == 1.0).any()
    for name in set(vars(part)) - {"inclusion", "thinned"}:
        assert (getattr(part, name) == getattr(whole, name)[who - 1]).all(), name


def spread_of(gaps: np.ndarray, variances: np.ndarray) -> float:
    """Root mean square of some gaps over what it were, was everybody in or out on his own."""
    return math.sqrt((gaps**2).mean() / variances.mean())


def test_as_many_are_in_a_sample_as_their_chances_add_up_to(views):
    """60 seeds: within 4.5 standard errors of draws of one's own, and no more widely spread than those."""
    gaps, variances = [], []
    for seed in SEEDS:
        chances = drawn(views, seed, SCALE).inclusion
        gaps.append(len(sample(views, seed)) - chances.sum())
        variances.append((chances * (1.0 - chances)).sum())
    gaps, variances = np.array(gaps), np.array(variances)
    assert abs(gaps.mean()) < 4.5 * math.sqrt(variances.mean() / len(SEEDS))
    assert spread_of(gaps, variances) < 1.0 + WIDER


@pytest.mark.parametrize("name", ["id", "hours", "batches_per_day", "income"])
def test_a_sample_weighted_by_the_inverse_of_chances_estimates_the_market_without_a_bias(views, name):
    """Their number, planned hours, batches and money. 60 seeds: within 4.5 standard errors of draws of one's own, and
    no more widely spread than those."""
    gaps, variances = [], []
    for seed in SEEDS:
        everybody = drawn(views, seed, SCALE)
        values = np.ones(N) if name == "id" else getattr(everybody, name)
        mine, weights = sample(views, seed) - 1, 1.0 / everybody.inclusion
        gaps.append((values[mine] * weights[mine]).sum() / values.sum() - 1.0)
        variances.append((values**2 * (weights - 1.0)).sum() / values.sum() ** 2)
    gaps, variances = np.array(gaps), np.array(variances)
    assert abs(gaps.mean()) < 4.5 * math.sqrt(variances.mean() / len(SEEDS))
    assert spread_of(gaps, variances) < 1.0 + WIDER


def test_each_range_of_volumes_gives_its_share(views):
    """Tenths of the requesters by volume, 60 seeds: without a bias, and evener than draws of one's own, by 4.5 standard
    errors of a root mean square of 600."""
    gaps, variances = [], []
    for seed in SEEDS:
        chances = drawn(views, seed, SCALE).inclusion
        tenth = np.array([int(volume_quantile(seed, who, N) * 10) for who in range(1, N + 1)])
        there = np.bincount(tenth[sample(views, seed) - 1], minlength=10)
        gaps.append(there - np.bincount(tenth, weights=chances))
        variances.append(np.bincount(tenth, weights=chances * (1.0 - chances)))
    gaps, variances = np.array(gaps), np.array(variances)
    assert (abs(gaps.mean(axis=0)) < 4.5 * np.sqrt(variances.mean(axis=0) / len(SEEDS))).all()
    assert spread_of(gaps, variances) < 1.0 - WIDER / math.sqrt(10)


def test_kinds_are_slices_of_the_volumes_the_smallest_first(views, whole):
    places = [volume_quantile(5, who, N) for who in range(1, N + 1)]
    assert (np.diff(whole.kind[np.argsort(places)]) >= 0).all()
    assert np.bincount(whole.kind) / N == pytest.approx(np.diff(views.firms.kinds.cdf, prepend=0.0), abs=0.002)


# age


def test_ages_and_what_is_left_are_those_of_a_market_that_has_always_been_there(classroom):
    """Both exponential with the half-life of the kind, and nothing to do with each other. Kolmogorov-Smirnov, 1 in
    100,000 each."""
    lives = {"one_shot": 100, "regular": 340, "large": 800}
    config = classroom(*(f"requesters.{kind}.half_life_days={days}" for kind, days in lives.items()))
    r = drawn(KernelParameters.of(config))
    for kind, name in enumerate(config.requesters):
        mine = r.kind == kind
        for days in (-1 - r.entry_day[mine], r.fate_day[mine] - 1):
            assert (days >= 0).all()
            spread_out = days + (np.arange(mine.sum()) + 0.5) / mine.sum()  # whole days, evenly over the day
            assert stats.kstest(spread_out, "expon", args=(0, lives[name] / math.log(2))).pvalue > 1e-5, name
        assert abs(stats.spearmanr(r.entry_day[mine], r.fate_day[mine]).statistic) < 4.5 / math.sqrt(mine.sum())


@pytest.mark.parametrize("mean", [0.2, 0.75, 1.0])
def test_budgets_of_the_start_are_shares_of_the_most_with_the_mean_that_is_asked_for(classroom, mean):
    """A uniform number to the power of 1/mean - 1. Kolmogorov-Smirnov, 1 in 100,000."""
    r = drawn(KernelParameters.of(classroom(f"demand.first_budget={mean}")))
    share = r.budget / r.full_budget
    assert (share > 0.0).all() and (share <= 1.0).all()
    assert abs(share.mean() - mean) < 4.5 * share.std() / math.sqrt(N) + 1e-12
    if mean < 1.0:
        assert stats.kstest(share ** (mean / (1.0 - mean)), "uniform").pvalue > 1e-5


def test_guesses_have_come_nearer_to_the_truth_batch_by_batch(classroom):
    """A hundredth of batches made each think again, and left three quarters of the error; six of seven days."""
    r = drawn(KernelParameters.of(classroom(*DRAWS)))
    assert (r.guess_error[~r.learns] == 0.0).all() and not r.target_wage[~r.learns].any()
    rate = math.log(2) / 340
    for q in np.flatnonzero(r.learns)[:200]:
        age = -math.log(draw(5, of.REQUESTER_LIFETIME, int(r.id[q]), 0, 0, 0, 0)[1]) / rate
        first = 0.6 * normal(draw(5, of.REQUESTER, int(r.id[q]), 0, 0, 0, 1)[0])
        assert int(age) == -1 - r.entry_day[q]
        assert r.guess_error[q] == pytest.approx(first * 0.75 ** (0.01 * r.batches_per_day[q] * 6 / 7 * age)), q


@pytest.mark.parametrize(
    ("reset", "step", "left"), [(0.01, 0.0, True), (0.0, 0.25, True), (0.0, 1.0, True), (0.01, 1.0, False)]
)
def test_whoever_never_thought_again_errs_as_at_first_and_who_learns_all_at_once_no_more(classroom, reset, step, left):
    r = drawn(KernelParameters.of(classroom(*DRAWS, f"pricing.reset={reset}", f"pricing.step={step}")))
    mine = np.flatnonzero(r.learns)
    first = [0.6 * normal(draw(5, of.REQUESTER, int(r.id[q]), 0, 0, 0, 1)[0]) for q in mine]
    assert r.guess_error[mine] == pytest.approx(np.array(first) * left)


# plans


def test_repeat_requesters_begin_with_the_wage_that_is_best_at_the_fees_of_today(classroom):
    """An answer is worth its value, times the share that is right at mean accuracy: that to the power of difficulty."""
    config = classroom("platforms.mturk.fee_min=0.01", "platforms.mturk.reference_fee=0.5")
    views = KernelParameters.of(config)
    r, types, p = drawn(views), views.types, views.firms
    platforms = list(config.platforms.values())
    for q in np.flatnonzero(r.learns)[:200]:
        task, platform = r.task_type[q], platforms[r.platform[q]]
        usable = config.population.accuracy_mean ** types["difficulty"][task]
        worth = types["value"][task] * types["price"][task] * r.value_ratio[q] * usable
        need = Need(worth, p.job_value_log_sd, types["seconds"][task], config.pricing.usual_lateness)
        charges = Charges(platform.fee_share, platform.fee_min * 10_000, 0.0)
        assert r.target_wage[q] == pytest.approx(best_wage(need, charges, p.pricing.belief))


def test_what_is_planned_is_the_profit_and_the_outlay_of_the_jobs_worth_their_cost(classroom):
    """Against integrals over log-normal values, at the cost that is best at the fee as planned, without a least fee."""
    config = classroom(
        "platforms.mturk.fee_min=1", "platforms.mturk.fee_share=0.5", "demand.budget_slack=1.3",
        "demand.job_value_log_sd=1.1",
    )  # fmt: skip
    views = KernelParameters.of(config)
    r, types, p = drawn(views), views.types, views.firms
    platforms = list(config.platforms.values())
    noise = math.exp(0.5 * config.pricing.batch_guess_log_sd**2)
    for q in np.flatnonzero(r.learns)[:40]:
        task, fee = r.task_type[q], platforms[r.platform[q]].reference_fee
        worth = types["value"][task] * types["price"][task] * r.value_ratio[q] * r.usable[q]
        need = Need(worth, 1.1, types["seconds"][task], config.pricing.usual_lateness)
        cost = best_wage(need, Charges(fee, 0.0, 0.0), p.pricing.belief) * need.seconds / 3_600 * (1.0 + fee)
        values = stats.lognorm(1.1, scale=worth)
        gain = integrate.quad(lambda z: max(worth * math.exp(1.1 * z) - cost, 0.0) * stats.norm.pdf(z),  # noqa: B023
                              math.log(cost / worth) / 1.1, 12.0)[0]  # fmt: skip
        seconds_ratio = math.exp(0.5 * types["seconds_log_sd"][task] ** 2)
        outlay = r.volume[q] * values.sf(cost) * cost * seconds_ratio * p.mean_premium * noise * 1.3
        assert r.usual_gain[q] == pytest.approx(gain, rel=1e-6)
        assert r.income[q] == pytest.approx(outlay * p.working_days / 7.0)
        reserve = p.least_reserve * outlay / r.batches_per_day[q]
        assert r.full_budget[q] == pytest.approx(r.income[q] * p.budget_days + reserve)
