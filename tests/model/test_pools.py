"""Pools of countries in a running market: what changes nothing, what the null case is, and which way dumping goes.

Directions are those of a paired one-sided t-test over the seeds at 1 %, as in `test_direction`.
"""

import numpy as np
import pytest
from scipy import stats
from tests.model.conftest import log_wages

from microsim.codes import Motive
from microsim.config.load import load
from microsim.model import Market

SEEDS = range(1, 9)
OPEN_ON, DAYS, BURN_IN = 0, 120, 90
LATE = slice(BURN_IN + DAYS // 2, BURN_IN + DAYS)
CALM = ("scenario=classroom", "figures=false", f"days={DAYS}", f"burn_in_days={BURN_IN}", "rejection=fixed")
POOL = ("shock=low_wage_pool", f"shock.low_wage_pool.from_day={OPEN_ON}", "shock.low_wage_pool.days=1")
LOW, HOURS = "population.countries.low_wage.pay_ratio", "population.countries.low_wage.hours_ratio=1"
STAY = ("pricing.step=0", "pricing.stale_days=100000")
CLONES = 500_000_000  # identities that no requester has


def double_requesters(market: Market) -> None:
    """Beside everybody who posts, another one in the same state, with luck of its own."""
    r = market.requesters
    rows = np.flatnonzero(r.used("present"))
    r.reserve(len(rows))
    new = slice(r.n, r.n + len(rows))
    for name in r.columns:
        getattr(r, name)[new] = getattr(r, name)[rows]
    r.id[new] += CLONES
    r.n += len(rows)


def told(config, seed: int, doubled: bool = False) -> dict:
    """Means of the later half of the measured days; of the incumbents, by motive, over all of them."""
    with Market(config, rng=seed) as market:
        while market.day < config.days:
            if doubled and market.day == OPEN_ON:
                double_requesters(market)
            market.step()
        w, d = market.workers, market.days
        out = {name: float(getattr(d, name)[LATE].mean()) for name in ("price_level", "fill_hours")}
        out |= {"log_wages": log_wages(market), "present": int(d.present[BURN_IN + 2])}
        incumbent = w.used("person") & (w.used("entry_day") < 0) & (w.used("exit_day") >= 0)
        for motive in Motive:
            mine = incumbent & (w.used("motive") == motive)
            days = w.used("days_active")[mine].sum()
            out[motive] = (days / mine.sum(), w.used("seconds_wanted")[mine].sum() / days / 3_600)
        return out


@pytest.fixture(scope="module")
def runs():
    """Outcomes over the seeds, each market run once: ``runs(*words, doubled=True)``."""
    known = {}

    def run(*words: str, doubled: bool = False) -> list[dict]:
        if (words, doubled) not in known:
            config = load([*CALM, *words])
            known[words, doubled] = [told(config, seed, doubled) for seed in SEEDS]
        return known[words, doubled]

    return run


def log_ratios(before: list[dict], after: list[dict], name: str) -> np.ndarray:
    return np.log([b[name] / a[name] for a, b in zip(before, after, strict=True)])


def wage_changes(before: list[dict], after: list[dict]) -> list[list[float]]:
    """Of each seed: by how much the logarithms of target wages differ, of those from the start who stay in both."""
    pairs = [(b["log_wages"], a["log_wages"]) for b, a in zip(before, after, strict=True)]
    return [[there[who] - here[who] for who in here.keys() & there.keys()] for here, there in pairs]


def falls(changes) -> bool:
    return stats.ttest_1samp(changes, 0.0, alternative="less").pvalue < 0.01


# what changes nothing


@pytest.fixture(scope="module")
def busy_with(busy, changed):
    """Columns of the busy market with changes, as hashes."""
    whole = load(busy.BUSY)

    def run(*changes: str, days: int = busy.DAYS) -> dict[str, str]:
        with Market(changed(whole, *changes), rng=busy.SEED) as market:
            for _ in range(days):
                market.step()
            return busy.columns(market)

    return run


def test_two_countries_alike_are_one(busy_with):
    """To the bit, but for the country itself: who lives where decides nothing where nothing depends on it."""
    open_to_all = ("demand.country_gate=0", "task_types.voice_recording.country=null",
                   "task_types.assistant_check.country=null")  # fmt: skip
    one, two = (
        busy_with(*open_to_all, f"population.country_shares={shares}") for shares in ("{FR: 1}", "{FR: 0.5, MG: 0.5}")
    )
    assert {name for name in one if one[name] != two[name]} == {"workers.country", "requesters.country"}


OPENING = "{p: {_target_: microsim.shocks.low_wage_pool.LowWagePool, country: MG, from_day: 14, people: 3, days: 1}}"
MADAGASCAR = "population.countries={MG: {pay_ratio: 0.5, languages: {malagasy: 1}}}"


def test_a_pool_to_come_changes_no_bit_and_then_adds_people(busy, busy_with):
    shock = f"shock={OPENING}"
    assert busy_with(MADAGASCAR, shock, days=busy.DAYS - 1) == busy_with(MADAGASCAR, days=busy.DAYS - 1)
    calm, opened = busy_with(MADAGASCAR), busy_with(MADAGASCAR, shock)
    assert calm["workers.id"] != opened["workers.id"] and calm["batches.price"] == opened["batches.price"]


def test_who_speaks_a_language_that_nothing_asks_for_changes_no_bit(busy_with):
    silent, speaking = busy_with(MADAGASCAR.replace("malagasy: 1", "")), busy_with(MADAGASCAR)
    assert {name for name in silent if silent[name] != speaking[name]} == {"workers.languages"}


def test_only_who_speaks_its_language_does_a_task(changed, busy):
    """Transcription in Malagasy; half of the people of one country speak it, nobody of the other, nobody abroad."""
    speak = "population.countries={MG: {languages: {malagasy: 0.5}}}"
    config = changed(load(busy.BUSY), "population.country_shares={FR: 0.5, MG: 0.5}", speak, "population.workers=200",
                     *(f"task_types.{name}.share=0" for name in load().task_types if name != "transcription"),
                     "task_types.transcription.language=malagasy", "task_types.transcription.test_seconds=0",
                     "demand.country_gate=0.5")  # fmt: skip
    with Market(config, rng=3) as market:
        for _ in range(busy.DAYS):
            market.step()
        w, a, b = market.workers, market.accounts, market.batches
        worked = np.bincount(a.used("worker"), weights=a.used("tasks_submitted"), minlength=w.n) > 0
        spoken = (w.used("languages") >> 2) & 1 == 1
        assert worked.any() and (spoken[worked]).all() and (w.used("country")[worked] == 1).all()
        people = w.used("country") == 1
        assert 0.3 < spoken[people].mean() < 0.7 and not spoken[~people].any()
        # a gate to either country would admit people who do not speak it: the language goes before it
        assert set(b.used("country")[b.used("requester_id") > 0].tolist()) == {2}


# the null case: a pool like the incumbents, with as many more requesters, moves prices within noise only


NULL = (*POOL, HOURS, f"{LOW}=1", "shock.low_wage_pool.people=2.1")  # of whom so many register that people double
TENTH = (*POOL, HOURS, f"{LOW}=0.1", "shock.low_wage_pool.people=1.17")


@pytest.mark.long
def test_a_pool_like_the_incumbents_with_demand_to_match_moves_prices_within_noise_only(runs):
    """The interval of the change holds zero and is narrow; the same pool at a tenth of the pay asked is told apart."""
    calm, null, tenth = runs(), runs(*NULL, doubled=True), runs(*TENTH, doubled=True)
    for many in (null, tenth):
        assert np.mean([m["present"] / c["present"] for c, m in zip(calm, many, strict=True)]) == pytest.approx(2, 0.05)
    change = log_ratios(calm, null, "price_level")
    low, high = stats.t.interval(0.95, len(change) - 1, change.mean(), stats.sem(change))
    assert low < 0.0 < high and high - low < 0.06, (low, high)
    assert falls(log_ratios(null, tenth, "price_level"))


# dumping


PEOPLE = (*POOL, f"{LOW}=0.3", HOURS, "shock.low_wage_pool.people=1")


@pytest.mark.long
def test_when_a_low_wage_pool_opens_batches_fill_faster_and_repeat_requesters_lower_their_prices(runs):
    calm, pool = runs(), runs(*PEOPLE)
    assert falls(log_ratios(calm, pool, "fill_hours")) and falls(log_ratios(calm, pool, "price_level"))
    assert falls([np.mean(changes) for changes in wage_changes(calm, pool)])


@pytest.mark.long
def test_where_target_wages_stay_a_pool_moves_prices_less(runs):
    """Not to the bit: what is posted is other work, where budgets last longer or requesters leave."""
    calm, pool = runs(*STAY), runs(*STAY, *PEOPLE)
    assert falls(log_ratios(calm, pool, "fill_hours"))
    moved = log_ratios(runs(), runs(*PEOPLE), "price_level")
    assert falls(moved - log_ratios(calm, pool, "price_level"))
    assert all(len(changes) > 30 and not any(changes) for changes in wage_changes(calm, pool))


@pytest.mark.long
def test_supplement_stays_away_necessity_wants_longer_days_and_flexibility_stays_in_its_gaps(runs):
    """Of the people who were there before."""
    calm, pool = runs(), runs(*PEOPLE)
    days, hours = (
        {m: np.log([p[m][at] / c[m][at] for c, p in zip(calm, pool, strict=True)]) for m in Motive} for at in (0, 1)
    )
    assert falls(days[Motive.SUPPLEMENT]) and falls(days[Motive.SUPPLEMENT] - days[Motive.NECESSITY])
    assert falls(-hours[Motive.NECESSITY]) and hours[Motive.NECESSITY].mean() > 0.05
    assert abs(hours[Motive.FLEXIBILITY].mean()) < 0.03
