"""Shocks of the market's surroundings in a small classroom: alone, in pairs, not yet there, stored and forked."""

from itertools import combinations

import numpy as np
import pytest

from microsim.codes import AccountStatus, BatchState
from microsim.config.load import load
from microsim.market.day import DAY
from microsim.market.posting.phase import post_batches
from microsim.metrics.identities import balances
from microsim.model import Market
from microsim.runs.begin import begin
from microsim.runs.people import KeptPeople
from microsim.runs.state_file import load_state, save_state
from microsim.state.state import State

BURN_IN, FROM_DAY, DAYS = 10, 4, 14
FIRST = BURN_IN + FROM_DAY
POOL = "population.foreign_pool={near: {people: 0.3, reservation_wage: 2}}"
BASE = ["scenario=classroom", "scale=0.3", f"burn_in_days={BURN_IN}", f"days={DAYS}", POOL,
        "platforms.fairdesk.countries=[]"]  # fmt: skip
ONE_DAY_BEFORE = {"disconnection": FROM_DAY - 1, "mass_rejection": FROM_DAY - 1}  # on one platform before it closes
SHOCKS = ("demand_slump", "disconnection", "mass_rejection", "nudge", "platform_closure", "unemployment_surge")
NEW = ("demand_slump", "platform_closure", "unemployment_surge")


def words_of(*shocks: str, **changes: object) -> list[str]:
    days = {name: ONE_DAY_BEFORE.get(name, FROM_DAY) for name in shocks}
    dated = [f"shock.{name}.from_day={day}" for name, day in days.items()]
    surge = ["shock.unemployment_surge.half_life_days=4", "shock.unemployment_surge.share=0.5"]
    soon = ["shock.platform_closure.days_to_move=3"]
    more = (surge if "unemployment_surge" in shocks else []) + (soon if "platform_closure" in shocks else [])
    changed = [f"shock.{name.replace('__', '.')}={value}" for name, value in changes.items()]
    return [*BASE, f"shock=[{','.join(shocks)}]", *dated, *more, *changed]


def lived(config, days: int = BURN_IN + DAYS) -> dict[str, np.ndarray]:
    """Columns of a market after so many days; the daily table among them."""
    with Market(config) as market:
        for _ in range(days):
            market.step()
        for t in range(days):
            for name, (left, right) in balances(market.days, t).items():
                assert left == right, (name, t)
        return columns(market)


def columns(market) -> dict[str, np.ndarray]:
    return {f"{name}.{column}": getattr(market, name).used(column).copy()
            for name in State.tables() for column in getattr(market, name).columns}  # fmt: skip


def differences(one, other) -> list[str]:
    return [name for name in one if not np.array_equal(one[name], other[name])]


def told(after: dict, name: str) -> np.ndarray:
    return after[f"days.{name}"][FIRST:]


@pytest.fixture(scope="module")
def known():
    """Markets, each lived once: ``known("demand_slump", seed=2)``."""
    kept = {}

    def run(*shocks: str, seed: int = 1, **changes):
        key = (shocks, seed, tuple(changes.items()))
        if key not in kept:
            kept[key] = lived(load([*words_of(*shocks, **changes), f"seed={seed}"]))
        return kept[key]

    return run


@pytest.mark.parametrize("pair", list(combinations(SHOCKS, 2)), ids="-".join)
def test_every_pair_is_in_force_together_and_every_day_balances(known, pair):
    both = known(*pair)
    assert all(differences(both, known(name)) for name in pair)


@pytest.mark.parametrize("shock", NEW)
def test_a_shock_not_yet_in_force_leaves_every_bit(known, shock):
    after, before = known(shock), known()
    for name in before:
        if name.startswith("days."):
            assert before[name][:FIRST].tobytes() == after[name][:FIRST].tobytes(), name
    usual = lived(load(words_of()), FIRST)
    assert differences(usual, lived(load(words_of(shock)), FIRST)) == []


@pytest.mark.parametrize("shock", SHOCKS)
def test_a_market_stored_under_a_shock_goes_on_to_the_bit(shock, tmp_path):
    """Stored on the evening of the shock, when it is in force; also a fork of it lives the same days."""
    config = load(words_of(shock))
    with Market(config) as market:
        for _ in range(FIRST + 1):
            market.step()
        save_state(market, tmp_path / "state.npz")
        with market.fork() as fork, load_state(config, tmp_path / "state.npz") as stored:
            for _ in range(5):
                market.step(), fork.step(), stored.step()
            assert differences(columns(market), columns(fork)) == []
            assert differences(columns(market), columns(stored)) == []


def jobs_posted(config) -> dict[tuple[int, int], tuple[int, float]]:
    """Time of the day and seconds of the batches of the first day of the shock, by requester and slot, once posted."""
    with Market(config) as market:
        for _ in range(FIRST):
            market.step()
        for phase in DAY[: DAY.index(post_batches) + 1]:
            phase(market)
        b = market.batches
        rows = np.flatnonzero((b.used("day") == FROM_DAY) & (b.used("state") == BatchState.OPEN))
        return {
            (int(b.requester_id[row]), int(b.slot[row])): (int(b.second[row]), float(b.seconds[row])) for row in rows
        }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_slump_takes_jobs_away_and_those_that_remain_are_the_same(seed):
    """Of the batches that requesters post on the first day, when prices are as without it."""
    few, all_, many = (
        jobs_posted(load([*words, f"seed={seed}"]))
        for words in (words_of("demand_slump", demand_slump__share=0.3), words_of(),
                      words_of("demand_slump", demand_slump__share=3.0))
    )  # fmt: skip
    assert set(few) < set(all_) < set(many)
    assert all(all_[key] == few[key] for key in few) and all(all_[key] == many[key] for key in all_)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_less_is_posted_in_a_slump_and_more_in_a_boom(known, seed):
    less, usual = known("demand_slump", seed=seed, demand_slump__share=0.3), known(seed=seed)
    more = known("demand_slump", seed=seed, demand_slump__share=3)
    assert told(less, "posted").sum() < 0.6 * told(usual, "posted").sum() < 0.4 * told(more, "posted").sum()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_slump_on_one_platform_is_there_only(seed):
    """Nothing is planned on it for five days: none of the tasks posted in them is there."""
    there = {"demand_slump__share": 0, "demand_slump__platforms": "[mturk]", "demand_slump__days": 5}
    with Market(load([*words_of("demand_slump", **there), f"seed={seed}"])) as market:
        for _ in range(FIRST):
            market.step()
        before = market.platforms.used("tasks_posted").copy()
        for _ in range(5):
            market.step()
        posted = market.platforms.used("tasks_posted") - before
        assert posted[0] == 0 and posted[1] > 0
        market.step()
        assert market.platforms.tasks_posted[0] > before[0]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_surge_turns_supplement_into_necessity_and_back_and_brings_people(known, seed):
    after, usual = known("unemployment_surge", seed=seed, unemployment_surge__prospects=20), known(seed=seed)
    assert told(after, "lost_job")[0] > 20 and told(after, "lost_job")[1:].sum() == 0
    assert 0 < told(after, "found_job").sum() <= told(after, "lost_job").sum()
    assert told(after, "prospects").sum() > 2 * told(usual, "prospects").sum()
    assert told(after, "active_necessity").sum() > told(usual, "active_necessity").sum()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_a_closure_nothing_happens_on_the_platform_and_others_have_its_people(known, seed):
    after = known("platform_closure", seed=seed)
    here = after["accounts.platform"] == 0
    assert (after["accounts.status"][here] != AccountStatus.OPEN).all()
    assert after["accounts.last_active"][here].max() <= FROM_DAY
    assert after["accounts.balance"][here].sum() == 0 and after["accounts.seconds_awaiting"][here].sum() == 0
    still = after["requesters.platform"][after["requesters.present"]]
    assert set(still.tolist()) == {1}
    assert told(after, "resettled")[0] > 0 and told(after, "left_closure")[0] > 0
    assert told(after, "requesters_moved")[0] > 0 and told(after, "requesters_lost")[0] > 0
    opened = after["accounts.worker"][len(after["accounts.worker"]) - 1]
    assert opened >= 0 and told(after, "forfeited")[0] > 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_platform_that_owes_nothing_back_takes_more_and_without_requesters_less_work_is_left(known, seed):
    usual = known("platform_closure", seed=seed)
    alone = known("platform_closure", seed=seed, platform_closure__requesters_move=0)
    stay = known("platform_closure", seed=seed, platform_closure__people_move=0)
    assert told(alone, "posted")[4:].sum() < told(usual, "posted")[4:].sum()
    assert told(stay, "resettled").sum() == 0 and told(stay, "left_closure")[0] > told(usual, "left_closure")[0]


@pytest.mark.parametrize("shock", NEW)
def test_it_comes_the_same_on_a_burn_in_that_was_stored_without_it(known, shock, tmp_path):
    config = load(words_of(shock))
    with begin(config, tmp_path) as market:
        while market.day < DAYS:
            market.step()
        for name in ("workers.reservation_wage", "accounts.accepted_pay", "requesters.outlay"):
            assert np.array_equal(columns(market)[name], known(shock)[name])


def test_agents_leave_and_stay_with_their_rows():
    with Market(load(words_of("platform_closure", "unemployment_surge"))) as market:
        for _ in range(FIRST):
            market.step()
        before = len(market.agents)
        market.step()
        present = [market.workers, market.requesters]
        assert len(market.agents) == sum(int(table.used("present").sum()) for table in present) + 2 < before


def test_who_went_on_elsewhere_goes_on_again_when_that_platform_closes_too(tmp_path):
    """Three platforms of seven close on three evenings in a row; whoever opened an account has at most one open."""
    (tmp_path / "shock").mkdir()
    for number, platform in enumerate(("clixsense", "clickworker", "foule_factory")):
        (tmp_path / "shock" / f"end{number}.yaml").write_text(
            f"# @package shock.end{number}\n_target_: microsim.shocks.platform_closure.PlatformClosure\n"
            f"platform: {platform}\nfrom_day: {number + 1}\n", "utf-8"
        )  # fmt: skip
    words = ["scenario=france_2019", "scale=0.003", "burn_in_days=3", "days=8", "shock=[end0,end1,end2]"]
    config = load(words, tmp_path)
    with Market(config) as market:
        while market.day < 8:
            market.step()
        w, a, d = market.workers, market.accounts, market.days
        opened = np.bincount(a.used("worker"), minlength=w.n)
        again = np.flatnonzero(w.person[: w.n] & (opened > w.used("n_accounts") + 1))
        assert len(again) > 0 and (d.resettled[4:7] > 0).all()
        names = a.used("platform") * 1_000_000 + a.used("worker")
        assert len(np.unique(names)) == a.n  # nobody ever has two accounts on one platform
        still = a.used("status")[np.isin(a.used("platform"), [2, 3, 4])]
        assert (still != AccountStatus.OPEN).all() and KeptPeople(market).accounts_opened().max() >= 3
