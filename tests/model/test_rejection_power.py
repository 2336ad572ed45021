"""Who can refuse good work and keep it, and what being informed is worth: theory, on markets that differ by hand.

Most statistical tests compare forks of one state, or runs of one seed, seed by seed, and ask for the same sign in
all of `SEEDS`: if what is tested made no difference, that would happen by chance in 1 of 2**5 = 32 cases. Seeds are
fixed, so the tests are.
"""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from microsim.config.load import load
from microsim.market.word.trust import RATING
from microsim.model import Market
from microsim.state.ties import Ties

from .fingerprint import columns

SEEDS = range(1, 6)
BURN_IN, DAYS = 40, 42
WORDS = f"scenario=classroom rejection=fixed requesters.one_shot.refusers=0 burn_in_days={BURN_IN}".split()


def settle(seed: int) -> Market:
    """A classroom after its burn-in: half have ties, all could look requesters up; nobody refuses yet."""
    words = [*WORDS, "network=sparse", "network.members=0.5", "network.mean_degree=8", "rating.lookers=1",
             "word.half_life_days=60"]  # fmt: skip
    market = Market(load([*words, f"seed={seed}"]))
    for _ in range(BURN_IN):
        market.step()
    return market


@pytest.fixture(scope="module")
def settled():
    """A classroom per seed after its burn-in."""
    markets = {seed: settle(seed) for seed in SEEDS}
    yield markets
    for market in markets.values():
        market.close()


def live(market, refusing, *, lookers=0.0, ties=False, memory=True):
    """Live `DAYS` days of a fork in which some requesters (rows) refuse everything, under so much information."""
    twin = market.fork()
    w, r = twin.workers, twin.requesters
    behaviour = twin.views.behaviour._replace(private_memory=memory)
    twin.views = replace(twin.views, behaviour=behaviour)
    order = np.argsort(np.argsort(w.used("id")))
    w.used("circle")[:] = np.where(order < lookers * w.n, RATING, 0)
    if not ties:
        twin.ties, w.used("place")[:] = Ties(), -1
    r.refuse_good[refusing] = 1.0
    for name in ("gain", "stake"):
        r.used(name)[:] = 0.0
    for _ in range(DAYS):
        twin.step()
    return twin


def some(market, of, every=5):
    """One in so many of some requesters, by identity."""
    r = market.requesters
    there = r.used("present") & (r.used("fate_day") > market.day + DAYS) & of
    return np.flatnonzero(there & (r.used("id") % every == 0))


def profit(market, rows):
    """Remembered profit per value of the work that came up, mean over some requesters who closed an account."""
    r = market.requesters
    return r.profit_share[rows].mean()


@pytest.mark.parametrize("words", ["network=sparse", "network=small_world", "network=forum_hub"])
def test_an_empty_network_and_no_lookers_are_the_run_without_either_to_the_bit(words):
    def bits(*more):
        with Market(load(["scenario=classroom", "scale=0.3", "burn_in_days=15", "days=1", *more])) as market:
            for _ in range(15):
                market.step()
            return columns(market)

    assert bits(words, "network.members=0", "rating.lookers=0") == bits("network=none", "rating=none")


def test_one_who_posts_once_keeps_work_without_loss(settled):
    """One-shot requesters who post one batch in six weeks: by the time anybody knows, the work is done."""
    gains, refused = [], 0
    for market in settled.values():
        seldom = some(market, ~market.requesters.used("learns"), every=1)
        with live(market, seldom[:0], lookers=1.0) as honest:
            once = seldom[honest.requesters.batches_posted[seldom] == 1]
            with live(market, once, lookers=1.0) as refusing:
                gains.append(refusing.requesters.gain[once].sum() - honest.requesters.gain[once].sum())
                refused += refusing.requesters.tasks_refused[once].sum()
    assert all(gain > 0 for gain in gains) and refused > 0, (gains, refused)


def test_refusing_pays_less_the_more_workers_look_requesters_up(settled):
    """Where half look requesters up the others do most of the work, and little is lost: see the next test."""
    by_share = {share: [] for share in (0.0, 0.8, 1.0)}
    for market in settled.values():
        repeat = some(market, market.requesters.used("learns"))
        for share, profits in by_share.items():
            with live(market, repeat, lookers=share) as lived:
                profits.append(profit(lived, repeat))
    none, most, all_ = (np.array(by_share[share]) for share in (0.0, 0.8, 1.0))
    assert (none > all_).all(), (none, all_)
    assert none.mean() > most.mean() > all_.mean()


@pytest.mark.long
def test_refusing_pays_a_little_less_where_half_look_requesters_up():
    """A paired one-sided t-test over 45 seeds rejects "as much" at 1 %."""
    lost = []
    for seed in range(1, 46):
        with settle(seed) as market:
            repeat = some(market, market.requesters.used("learns"))
            with live(market, repeat) as none, live(market, repeat, lookers=0.5) as half:
                lost.append(profit(none, repeat) - profit(half, repeat))
    assert stats.ttest_1samp(lost, 0.0, alternative="greater").pvalue < 0.01


def test_where_nobody_can_know_refusing_pays(settled):
    gains = []
    for market in settled.values():
        repeat = some(market, market.requesters.used("learns"), every=12)
        with live(market, repeat[:0], memory=False) as honest, live(market, repeat, memory=False) as refusing:
            gains.append(profit(refusing, repeat) - profit(honest, repeat))
    assert all(gain > 0 for gain in gains), gains


SPREADING = ["scenario=classroom", "burn_in_days=0", "network=none", "rejection.period_days=7",
             "rejection.experiment=0.02"]  # fmt: skip
WEEKS = 48
MANY = range(1, 31)  # seeds of these histories, which differ a lot


@pytest.fixture(scope="module")
def histories():
    """Share of work that repeat requesters refuse, mean over them, after each week, by case and seed.

    Periods of account are a week, not four, and trials are frequent, so that a year holds many generations.
    """
    cases = {
        "nobody informed": ["rating=none", "word.private_memory=false"],
        "no imitation": ["rating=none", "word.private_memory=false", "rejection.imitation=false"],
        "all look up": ["rating.lookers=1"],
    }
    return {case: np.array([_history([*SPREADING, *words, f"seed={seed}"]) for seed in MANY])
            for case, words in cases.items()}  # fmt: skip


def _history(words):
    with Market(load([*words, f"days={7 * WEEKS}"])) as market:
        r, weeks = market.requesters, []
        while market.running:
            market.step()
            if market.day % 7 == 0:
                weeks.append(r.used("refuse_good")[r.used("learns") & r.used("present")].mean())
        return weeks


@pytest.mark.long
def test_with_no_information_refusing_spreads_among_repeat_requesters(histories):
    """From nobody to more in each half of the year, in every seed."""
    nobody = histories["nobody informed"][: len(SEEDS)]
    first, second = nobody[:, : WEEKS // 2].mean(axis=1), nobody[:, WEEKS // 2 :].mean(axis=1)
    assert (nobody[:, 0] == 0).all() and (second > first).all() and (first > 0).all(), (first, second)
    assert (nobody[:, -1] > nobody[:, WEEKS // 2]).all()


@pytest.mark.long
@pytest.mark.parametrize("brake", ["no imitation", "all look up"])
def test_it_spreads_less_without_imitation_or_where_all_are_informed(histories, brake):
    """A paired one-sided t-test over 30 seeds rejects "as much" at 1 %."""
    free, held = (histories[case][:, -1] for case in ("nobody informed", brake))
    assert stats.ttest_1samp(free - held, 0.0, alternative="greater").pvalue < 0.01, (free, held)


def test_warnings_help_the_connected_more_than_the_isolated(settled):
    """Refused tasks of members and of the others, with their ties and without: members are spared more."""
    spared = []
    for market in settled.values():
        repeat = some(market, market.requesters.used("learns"), every=20)
        member = market.workers.used("place") >= 0
        with live(market, repeat) as silent, live(market, repeat, ties=True) as talking:
            assert talking.days.warnings[: talking.days.n].sum() > silent.days.warnings[: silent.days.n].sum()
            change = [_refused(talking, member, who) - _refused(silent, member, who) for who in (True, False)]
            spared.append(change[1] - change[0])
    assert all(more > 0 for more in spared), spared


def _refused(market, member, who) -> float:
    """Share of the work judged since the fork that was refused on purpose, of members or of the others."""
    a, n = market.accounts, len(member)
    own = np.flatnonzero(a.used("worker") < n)
    own = own[(member[a.worker[own]] == who) & market.workers.person[a.worker[own]]]
    return a.tasks_refused[own].sum() / (a.tasks_accepted[own].sum() + a.tasks_rejected[own].sum())
