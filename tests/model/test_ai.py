"""AI in a running market: none moves no bit; what there is goes the way it should, over several seeds."""

import numpy as np
import pytest
from scipy import stats

from microsim.codes import Role
from microsim.config.load import load
from microsim.metrics.identities import balances
from microsim.model import Market

TYPES = list(load(["scenario=classroom"]).task_types)
SEEDS = range(1, 6)
WAVE = ("shock=ai_wave", "shock.ai_wave.task_types=[]", "shock.ai_wave.days_to_half=0", "shock.ai_wave.speed=1000")


def paths(ceiling: float, onset: float = -400.0) -> str:
    """The same path for all types, over long before the market opens unless it is said to come later."""
    each = f"{{onset: {onset}, speed: 50, ceiling: {ceiling}}}"
    return f"ai.paths={{{', '.join(f'{name}: {each}' for name in TYPES)}}}"


def test_a_ceiling_of_zero_moves_no_bit(busy_under, calm):
    assert busy_under(paths(0.0), "ai.cost_ratio=0", "ai.setup_cost=0", "ai.lag_days=0") == calm


def test_ai_that_is_of_use_to_nobody_moves_no_bit_of_what_people_do(busy_under, calm):
    """Nobody's work is exposed, so all forbid it; nobody would use it. All that differs: it is forbidden, and there."""
    told = busy_under(paths(0.95), *(f"task_types.{name}.exposure=0" for name in TYPES), "ai.open_to_ai=0")
    assert {name for name in calm if told[name] != calm[name]} == {"batches.ai_terms", "days.ai_skill"}


def test_a_wave_to_come_moves_no_bit(busy, busy_under, calm):
    words = (*WAVE, "shock.ai_wave.from_day=14")
    assert busy_under(*words, days=busy.DAYS - 1) == busy_under(days=busy.DAYS - 1)
    assert busy_under(*WAVE, "shock.ai_wave.from_day=3") != calm


def test_everything_happens_and_every_day_balances(busy):
    words = [*busy.BUSY, paths(0.8), "ai.period_days=3", "ai.setup_cost=0", "ai.lag_days=0", "ai.detection=1",
             "ai.obeys_ban=0.2", "ai.examples=0.2", "rejection.error_cost=1"]  # fmt: skip
    with Market(load(words), rng=busy.SEED) as market:
        for t in range(busy.DAYS):
            market.step()
            for name, (left, right) in balances(market.days, t).items():
                assert left == right, (name, t)
        d, r = market.days, market.requesters
        happened = ("by_ai", "automated", "displaced", "created", "with_ai", "detected", "users_of_ai", "ai_outlay")
        assert {name for name in happened if d.used(name).sum() == 0} == set()
        for name in ("by_ai", "displaced", "created"):
            assert d.used(name)[10:].sum() == r.used(f"tasks_{name}").sum()
        assert d.used("ai_outlay")[10:].sum() == r.used("ai_outlay").sum()
        assert (d.used("created") <= d.used("posted")).all()
        assert market.accounts.used("tasks_with_ai").sum() >= market.accounts.used("tasks_detected").sum()
        assert d.used("detected")[10:].sum() == market.accounts.used("tasks_detected").sum()
        roles = market.batches.used("role")[market.batches.used("state") > 0]
        assert {Role.PREPARATION, Role.VERIFICATION} <= set(roles.tolist())
        checks = market.batches.used("ai_terms") == 2
        assert set(market.batches.used("role")[checks].tolist()) == {Role.VERIFICATION}


def test_nobody_need_check(busy):
    """Without checks people prepare AI, and nothing else is created."""
    with Market(load([*busy.BUSY, paths(0.8), "ai.period_days=3", "ai.checks=false"]), rng=busy.SEED) as market:
        for _ in range(busy.DAYS):
            market.step()
        assert market.days.used("by_ai").sum() > 0 and market.days.used("created").sum() > 0
        assert not (market.batches.used("ai_terms") == 2).any()


def test_it_goes_on_from_a_fork_to_the_bit(busy):
    with Market(load([*busy.BUSY, paths(0.8, onset=0.0), "ai.period_days=3"]), rng=busy.SEED) as market:
        for _ in range(15):
            market.step()
        with market.fork() as other:
            for _ in range(10):
                market.step(), other.step()
            assert busy.columns(market) == busy.columns(other)


@pytest.fixture(scope="module")
def told(classroom):
    """Sums of 60 measured days, and of the requesters of each role: ``told(seed, paths(0.9))``. Each is run once."""
    known = {}

    def run(seed: int, *changes: str) -> dict[str, float]:
        if (seed, changes) not in known:
            with Market(classroom("days=60", "burn_in_days=90", *changes), rng=seed) as market:
                for _ in range(150):
                    market.step()
                sums = {name: float(market.days.used(name)[90:].sum()) for name in market.days.columns}
                r, roles = market.requesters, market.views.types["role"]
                by_role = {
                    f"{role.name.lower()}_{name}": float(r.used(name)[roles[r.used("task_type")] == role].sum())
                    for role in Role
                    for name in ("tasks_by_ai", "tasks_posted")
                }
                known[seed, changes] = sums | by_role | {"gain": float(r.used("net_gain").sum())}
        return known[seed, changes]

    return run


def rises(told, outcome, before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Whether an outcome is higher after, under the same luck: a paired one-sided t-test at 1 %."""
    gap = [outcome(told(seed, *after)) - outcome(told(seed, *before)) for seed in SEEDS]
    return stats.ttest_1samp(gap, 0.0, alternative="greater").pvalue < 0.01


def share_by_ai(sums: dict[str, float], of: str = "") -> float:
    by_ai, posted = (f"{of}_tasks_by_ai", f"{of}_tasks_posted") if of else ("by_ai", "posted")
    return sums[by_ai] / (sums[by_ai] + sums[posted])


GOOD, BETTER = paths(0.8), paths(0.98)


@pytest.mark.long
def test_people_work_less_and_requesters_gain(told):
    assert rises(told, lambda s: -s["seconds_sessions"], (), (GOOD,))
    assert rises(told, lambda s: s["gain"], (), (GOOD,))


@pytest.mark.long
def test_better_ai_does_more_and_leaves_less_to_check(told):
    assert rises(told, share_by_ai, (GOOD,), (BETTER,))
    assert rises(told, lambda s: -s["seconds_created"] / s["seconds_displaced"], (GOOD,), (BETTER,))


@pytest.mark.long
def test_dear_ai_is_used_less(told):
    assert rises(told, share_by_ai, (GOOD, "ai.cost_ratio=1.0"), (GOOD,))


@pytest.mark.long
def test_where_setting_up_is_dear_those_who_impersonate_ai_go_first(told):
    dear = (GOOD, "ai.setup_cost=1000")

    def lead(sums):
        return share_by_ai(sums, "impersonation") - share_by_ai(sums, "preparation")

    assert rises(told, lead, (GOOD,), dear)


@pytest.mark.long
def test_a_floor_brings_ai_nearer(told, classroom):
    law = load(["regulation=pay_floor", "regulation.pay_floor.hourly=12"]).regulation["pay_floor"].model_dump()
    floor = f"regulation={{pay_floor: {law}}}".replace("None", "null").replace("'", "")
    weak = paths(0.5)
    assert rises(told, share_by_ai, (weak,), (weak, floor))


@pytest.mark.long
def test_who_is_sure_to_be_found_out_soon_stops(told):
    """Where nobody heeds a ban, and everybody would use AI: sure detection deters."""
    keen = (paths(0.9), "ai.open_to_ai=1", "ai.lag_days=0", "ai.obeys_ban=0", "ai.time_saved=0.3",
            *(f"task_types.{name}.exposure=0" for name in TYPES))  # fmt: skip
    assert rises(told, lambda s: s["with_ai"], (*keen, "ai.detection=1"), (*keen, "ai.detection=0"))
    assert all(told(seed, *keen[:-13], "ai.obeys_ban=1", *keen[-13:])["with_ai"] == 0 for seed in SEEDS[:1])


@pytest.mark.long
def test_workers_with_ai_are_faster(told):
    """Nobody automates (nothing is exposed), nothing is recognised: the same tasks take less time."""
    hands = (paths(0.9), *(f"task_types.{name}.exposure=0" for name in TYPES), "ai.obeys_ban=0", "ai.detection=0")
    per_hour = lambda s: s["submitted"] / (s["seconds_accepted"] + s["seconds_rejected"])  # noqa: E731
    assert rises(told, per_hour, (*hands, "ai.open_to_ai=0"), (*hands, "ai.open_to_ai=1", "ai.lag_days=0"))


def test_the_same_luck_meets_who_does_not_turn_to_ai(busy):
    """A requester whose work nobody can automate posts the same jobs on the first day, whatever AI does elsewhere."""
    def jobs(*words):
        with Market(load([*busy.BUSY, *words]), rng=busy.SEED) as market:
            market.step()
            b, r = market.batches, market.requesters
            live = b.used("requester_id") > 0
            rows = np.flatnonzero(live & ~r.automates[b.used("requester")])
            return {(int(b.requester_id[i]), int(b.slot[i])): (int(b.tasks[i]), int(b.price[i])) for i in rows}

    without, with_ai = jobs(), jobs(paths(0.95), "ai.period_days=1")
    assert with_ai and all(without[key] == job for key, job in with_ai.items() if key in without)
