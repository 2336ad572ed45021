"""Whatever the configuration, within its declared ranges: every day balances, and what is bounded stays in bounds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsim.market.sessions.work import MAX_RUN
from microsim.model import Market

SHARE, YES = st.sampled_from([0.0, 0.3, 1.0]), st.booleans()
PLATFORM = {
    "accounts": st.sampled_from([0, 1, 500]), "demand_weight": st.sampled_from([0, 1, 3]),
    "fee_share": st.sampled_from([0.0, 0.2, 1.0]), "fee_min": st.sampled_from([0.0, 0.013, 1.0]),
    "price_min": st.sampled_from([0.01, 0.055, 10.0]), "page_length": st.sampled_from([1, 2, 100]),
    "search_seconds": st.sampled_from([0.0, 0.5, 45.0, 3_600.0]), "newest_first": SHARE,
    "auto_approval_days": st.sampled_from([0, 2, 60]), "payment_delay_days": st.sampled_from([0, 1, 90]),
    "payout_threshold": st.sampled_from([0.0, 1.0, 200.0]), "suspension_approval": SHARE,
    "suspension_after": st.sampled_from([1, 20]), "suspension_unfounded": st.sampled_from([0.0, 10.0]), "forfeits": YES,
    "may_refuse": YES,
}  # fmt: skip
KIND = {
    "learns": YES, "deadline_hours": st.sampled_from([1, 720]), "delay_cost": SHARE,
    "value_log_sd": st.sampled_from([0.0, 3.0]), "review_effort": SHARE,
    "good_judged_bad": SHARE, "rejectable": SHARE, "refusers": SHARE, "refuse_good": SHARE,
    "review_days": st.sampled_from([0.0, 1.0, 60.0]), "reopen": SHARE, "half_life_days": st.sampled_from([7, 720]),
}  # fmt: skip
BEHAVIOUR = {
    "page_one": SHARE, "page_tail": st.sampled_from([0.01, 0.32, 5.0]), "pay_weight": st.sampled_from([0.0, 0.1, 5.0]),
    "trust_weight": st.sampled_from([0.0, 20.0]), "outside_utility": st.sampled_from([-10.0, 0.0, 10.0]),
    "patience": st.sampled_from([1, 4]), "run_length": st.sampled_from([1.0, 12.0, 10_000.0]),
    "task_log_sd": st.sampled_from([0.0, 0.5, 2.0]), "give_up_ratio": st.sampled_from([1.0, 100.0]),
    "notice_share": st.sampled_from([0.0, 10.0]), "learning_rate": SHARE, "hearsay": SHARE,
}  # fmt: skip
DEMAND = {
    "requesters": st.integers(1, 8), "hours": st.sampled_from([0.001, 5.0, 100.0]),
    "size_max": st.sampled_from([1, 500]), "volume_log_sd": st.sampled_from([0.0, 4.0]),
    "weekend": st.sampled_from([0.0, 2.0]), "budget": st.sampled_from([0.01, 1.5]),
    "expiry_days": st.sampled_from([1, 2]), "approval_gate": SHARE, "number_gate": SHARE,
    "country_gate": SHARE, "post_hour_sd": st.sampled_from([0.0, 12.0]), "start_price": st.sampled_from([0.01, 100.0]),
    "job_value_log_sd": st.sampled_from([0.0, 4.0]), "sampled_whole": st.sampled_from([0.000_001, 0.5, 1_000_000.0]),
    "budget_slack": st.sampled_from([0.01, 100.0]), "first_budget": st.sampled_from([0.01, 1.0]),
    "least_reserve": st.sampled_from([0.0, 1_000.0]), "entry_hurdle": st.sampled_from([0.0, 100.0]),
    "entry_log_sd": st.sampled_from([0.0, 3.0]), "candidate_days": st.sampled_from([1, 3]),
    "losing_periods": st.sampled_from([1, 10_000]),
}  # fmt: skip
PRICING = {
    "belief": st.sampled_from([0.001, 0.165, 10.0]), "usual_lateness": SHARE, "lateness_rate": SHARE, "reset": SHARE,
    "step": SHARE, "stale_days": st.sampled_from([1, 60]), "guess_log_sd": st.sampled_from([0.0, 3.0]),
    "batch_guess_log_sd": st.sampled_from([0.0, 3.0]), "advertised_rate": SHARE,
}  # fmt: skip
GRIDS = st.sampled_from([(0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.3, 0.3, 0.4)])


def changes(folder: str, parameters: dict) -> st.SearchStrategy[list[str]]:
    """Some parameters of one folder, each at an ordinary or extreme value."""
    one = [st.tuples(st.just(name), values) for name, values in parameters.items()]
    some = st.lists(st.one_of(one), max_size=5, unique_by=lambda pair: pair[0])
    return some.map(lambda pairs: [f"{folder}.{name}={str(value).lower()}" for name, value in pairs])


CONFIGURATION = st.tuples(
    changes("platforms.mturk", {name: values for name, values in PLATFORM.items()
                                    if name not in ("accounts", "demand_weight")}),
    changes("platforms.fairdesk", PLATFORM), changes("requesters.regular", KIND), changes("requesters.one_shot", KIND),
    changes("behaviour", BEHAVIOUR), changes("demand", DEMAND), changes("pricing", PRICING),
    GRIDS.map(lambda shares: [f"pricing.grid_{n}={share}" for n, share in zip((5, 10, 25), shares, strict=True)]),
    st.sampled_from([[], ["scale=0.3"]]),
    st.sampled_from([[], ["population.foreign_pool={abroad: {people: 5, reservation_wage: 1}}"]]),
    st.sampled_from([[], ["churn.half_life_days=30", "churn.disappointment_days=1"]]),
    st.integers(0, 2**56 - 1).map(lambda seed: [f"seed={seed}"]),
    st.integers(1, 40).map(lambda workers: [f"population.workers={workers}"]),
).map(lambda parts: [change for part in parts for change in part])  # fmt: skip


@settings(max_examples=60)
@given(CONFIGURATION)
def test_any_market_balances(classroom, some):
    """The identities are checked by each step; the rest is what no column may ever be."""
    config = classroom("days=8", "burn_in_days=1", "population.accounts_per_worker=1", *some)
    with Market(config) as market:
        for _ in range(9):
            market.step()
        w, a, b, r, d = market.workers, market.accounts, market.batches, market.requesters, market.days
        for table in (w, a, b, r, d, market.platforms):
            for name, column in table.columns.items():
                entries = table.used(name)
                assert not np.isnan(entries.astype(float)).any(), name
                if column.low is not None and not (table is w and name == "country"):
                    assert (entries >= column.low).all(), name
                if column.high is not None:
                    assert (entries <= column.high).all(), name
        on_show = b.used("state") == 1
        assert (b.used("left")[on_show] > 0).all() and (b.used("left") <= b.used("tasks")).all()
        assert (b.used("price")[on_show] >= market.platforms.price_min[b.used("platform")[on_show]]).all()
        assert (r.used("budget") > -1e-3).all()
        assert (d.used("seconds_sessions") <= d.used("sessions") * 3 * 86_400).all()
        assert (d.used("active") <= d.used("present_before")).all()


def test_a_market_of_one(classroom):
    """One worker, one requester, one platform that matters."""
    config = classroom("population.workers=1", "demand.requesters=1", "population.accounts_per_worker=1", "days=60",
                       "burn_in_days=0", "demand.hours=50", "churn.half_life_days=10000")  # fmt: skip
    with Market(config) as market:
        for _ in range(60):
            market.step()
        assert market.days.used("posted").sum() > 0 and market.workers.n >= 2


@pytest.mark.parametrize("change", ["population.workers=3", "demand.hours=0.001", "platforms.fairdesk.accounts=0"])
def test_hardly_a_market(classroom, change):
    with Market(classroom("days=40", "burn_in_days=0", "population.accounts_per_worker=1", change)) as market:
        for _ in range(40):
            market.step()
        assert market.days.n == 40


def test_nobody_does_more_tasks_of_a_batch_than_there_are_addresses(classroom):
    """Searching costs nothing, tasks a second: a session that has used up the addresses of a batch goes on."""
    types = classroom().task_types
    config = classroom("population.workers=12", "demand.requesters=4", "demand.hours=500", "demand.size_max=1000000",
                       "demand.batch_growth=0", "demand.volume_log_sd=0", "demand.job_value_log_sd=0",
                       "demand.approval_gate=0", "demand.number_gate=0", "behaviour.run_length=10000", "days=8",
                       "burn_in_days=0", "behaviour.outside_utility=-10", "behaviour.patience=100",
                       "behaviour.give_up_ratio=100", "demand.least_reserve=100",
                       "platforms.mturk.search_seconds=0", "platforms.fairdesk.search_seconds=0",
                       "population.speed_log_sd=0", "motives.supplement.hours_per_day=16",
                       *(f"task_types.{name}.{word}" for name in types for word in ("seconds=1", "test_seconds=0")),
                       )  # fmt: skip
    with Market(config) as market:
        x, longest, most = market.submissions, 0, 0
        for _ in range(8):
            market.step()
            new = x.used("day") == market.day - 1
            tasks = (x.used("right") + x.used("wrong"))[new]
            longest = max(longest, *tasks, 0)
            most = max(most, *np.bincount(x.used("account")[new], weights=tasks), 0)
    assert longest == MAX_RUN < most
