"""Directions in a running market, several seeds each.

Each seed is run with and without the change under the same luck. A direction holds if a paired one-sided t-test over
the seeds rejects "no effect" at 1 %: that is the error rate of each of these tests, with the seeds fixed.
"""

import math

import numpy as np
import pytest
from scipy import stats

from microsim.codes import Motive
from microsim.market.posting.phase import parameters_of
from microsim.market.posting.target import wage_of
from microsim.model import Market

SEEDS = range(1, 7)


def rises(before, after) -> bool:
    """Whether the logarithm rises over the seeds."""
    return stats.ttest_1samp(np.log(np.array(after) / np.array(before)), 0.0, alternative="greater").pvalue < 0.01


@pytest.fixture(scope="module")
def compare(means):
    """An outcome over the seeds, without and with changes: ``compare(outcome, "demand.hours=8")``."""

    def run(outcome, *changes: str) -> tuple[list[float], list[float]]:
        return [outcome(means(seed)) for seed in SEEDS], [outcome(means(seed, *changes)) for seed in SEEDS]

    return run


@pytest.fixture(scope="module")
def usual(classroom):
    return classroom()


def session_hours(told: dict) -> float:
    return told["seconds_sessions"] / 3_600


def tasks_per_session_hour(told: dict) -> float:
    return told["submitted"] / session_hours(told)


# more demand: more hours and no lower posted pay


@pytest.mark.long
def test_more_work_on_offer_brings_more_hours(usual, compare):
    assert rises(*compare(session_hours, f"demand.hours={1.5 * usual.demand.hours}"))


@pytest.mark.long
def test_twice_as_many_requesters_bring_more_hours_and_do_not_lower_the_prices_of_those_who_were_there(usual, means):
    """Each as large as before. Target wages of the same repeat requesters, so that no change of composition counts."""
    more = (f"demand.hours={2 * usual.demand.hours}", f"demand.requesters={2 * usual.demand.requesters}")
    hours, wages = [], []
    for seed in SEEDS:
        before, after = means(seed), means(seed, *more)
        same = before["log_wage"].keys() & after["log_wage"].keys()
        assert len(same) > 10
        hours.append(session_hours(after) / session_hours(before))
        wages.append(np.mean([after["log_wage"][who] - before["log_wage"][who] for who in same]))
    assert stats.ttest_1samp(np.log(hours), 0.0, alternative="greater").pvalue < 0.01
    assert stats.ttest_1samp(wages, 0.0, alternative="greater").pvalue < 0.01


@pytest.mark.long
def test_the_same_demand_for_a_third_fewer_workers_raises_posted_pay_and_hours_per_worker(usual, compare):
    workers = round(usual.population.workers / 1.5)
    hours = usual.demand.hours * usual.population.workers / workers
    fewer = (f"population.workers={workers}", f"demand.hours={hours}")
    assert rises(*compare(lambda told: told["posted_pay"], *fewer))
    assert rises(*compare(lambda told: session_hours(told) / told["present"], *fewer))
    assert rises(*compare(lambda told: told["open_after"] / told["posted"], *fewer))  # the mean wait, after Little


# dearer search: fewer tasks


@pytest.mark.long
def test_dearer_search_means_fewer_tasks_per_session_hour(usual, compare):
    dearer = [f"platforms.{name}.search_seconds={2 * p.search_seconds}" for name, p in usual.platforms.items()]
    without, with_it = compare(tasks_per_session_hour, *dearer)
    assert rises(with_it, without)
    assert rises(*compare(lambda told: told["seconds_search"] / told["seconds_sessions"], *dearer))


# prices a fifth higher


def raise_pay(market: Market, ratio: float) -> None:
    """As if everything had always been worth and paid so much more: on show and to come, and as people expect it."""
    b, rows = market.batches, market.batches.used("state") == 1
    b.used("price")[rows] = np.maximum(100, np.round(b.used("price")[rows] * ratio / 100) * 100)
    r, params = market.requesters, parameters_of(market)
    for q in range(r.n):  # of who posts once in a while, too
        r.target_wage[q] = wage_of(r.arrays[q], params) * ratio
    for name in ("value_ratio", "budget", "income", "full_budget"):
        r.used(name)[:] *= ratio
    for table, name in ((market.accounts, "expected_pay"), (market.platforms, "told_pay"),
                        (market.platforms, "advertised_pay")):  # fmt: skip
        table.used(name)[:] *= ratio


def two_weeks(config, seed: int, ratio: float) -> dict[Motive, tuple[int, float]]:
    """By motive: active days of the two weeks after pay was raised, and hours wanted per day with a plan."""
    with Market(config, rng=seed) as market:
        for _ in range(60):
            market.step()
        raise_pay(market, ratio)
        planned = np.zeros(3)
        for _ in range(14):
            market.step()
            s = market.sessions
            planned += np.bincount(market.workers.motive[np.unique(s.used("worker"))], minlength=3)
        w = market.workers
        motive = w.used("motive")[1:]
        active, wanted = (np.bincount(motive, weights=w.used(name)[1:]) for name in ("days_active", "seconds_wanted"))
        return {each: (int(active[each]), wanted[each] / planned[each]) for each in Motive}


@pytest.fixture(scope="module")
def fifth(classroom):
    config = classroom("days=14", "burn_in_days=60", "behaviour.first_expectation=0.6")
    return [(two_weeks(config, seed, 1.0), two_weeks(config, seed, 1.2)) for seed in SEEDS]


@pytest.mark.parametrize("motive", Motive)
def test_a_fifth_more_pay_brings_more_people_of_every_motive(fifth, motive):
    """More reservation wages and least gains are passed."""
    before, after = ([told[motive][0] for told in side] for side in zip(*fifth, strict=True))
    assert rises(before, after)


def test_supplement_answers_more_than_necessity(fifth):
    change = {
        motive: [math.log(after[motive][0] / before[motive][0]) for before, after in fifth] for motive in Motive
    }
    assert np.mean(change[Motive.SUPPLEMENT]) > np.mean(change[Motive.NECESSITY])


def test_a_fifth_more_pay_shortens_the_day_of_necessity_and_hardly_that_of_others(fifth):
    """Hours wanted per planned day. Others fall a little because those who come in addition have less time."""
    change = {
        motive: [math.log(after[motive][1] / before[motive][1]) for before, after in fifth] for motive in Motive
    }
    assert stats.ttest_1samp(change[Motive.NECESSITY], 0.0, alternative="less").pvalue < 0.01
    assert np.mean(change[Motive.NECESSITY]) < np.mean(change[Motive.SUPPLEMENT]) and abs(
        np.mean(change[Motive.SUPPLEMENT])
    ) < 0.07
