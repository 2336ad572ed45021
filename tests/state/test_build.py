"""The first morning: what the configuration says is what the columns hold, in whole 1/10,000 and seconds."""

import numpy as np
import pytest

from microsim.market.first_morning import scaled, weekday_equivalents
from microsim.market.parameters import KernelParameters, money, usual_pay
from microsim.market.turnover.churn import share_registering
from microsim.model import Market
from microsim.regulation.rules import Rules
from microsim.state.countries import countries


@pytest.fixture(scope="module")
def config(classroom):
    return classroom(
        "population.workers=120", "demand.requesters=30", "platforms.mturk.fee_min=0.015",
        "platforms.fairdesk.countries=[FR]", "platforms.fairdesk.accounts=200", "platforms.mturk.accounts=400",
    )  # fmt: skip


@pytest.fixture(scope="module")
def market(config):
    with Market(config) as market:
        yield market


def test_platforms_are_as_configured(config, market):
    p = market.platforms
    for row, platform in enumerate(config.platforms.values()):
        assert p.fee_share[row] == platform.fee_share and p.page_length[row] == platform.page_length
        assert p.fee_min[row] == platform.fee_min * 10_000 and p.price_min[row] == platform.price_min * 10_000
        assert p.payout_threshold[row] == platform.payout_threshold * 10_000
        assert bool(p.forfeits[row]) is platform.forfeits
    assert p.used("open_abroad").tolist() == [True, False]
    assert p.used("demand_weight").sum() == pytest.approx(1.0)
    assert set(p.used("advertised_pay")) == {usual_pay(config)}


def test_advertised_pay_is_the_mean_of_usual_prices_per_hour(config):
    types = config.task_types.values()
    pay = sum(t.share * t.price / t.seconds * 3_600 for t in types) / sum(t.share for t in types)
    assert usual_pay(config) == pytest.approx(pay * 10_000)


def test_the_first_row_is_a_group_abroad_with_an_account_on_each_platform(market):
    w, a = market.workers, market.accounts
    assert not w.person[0] and not w.present[0] and w.id[0] == -1
    assert a.worker[:2].tolist() == [0] * 2 and a.platform[:2].tolist() == [0, 1]


def test_everybody_registered_is_there(market):
    w = market.workers
    assert w.n == 121 and w.used("present").sum() == 120 == market.people_at_start
    assert w.used("id")[1:].tolist() == list(range(120))
    assert (market.accounts.used("worker")[2:] >= 1).all()


def test_accounts_follow_the_platforms_sizes(config, market):
    on = np.bincount(market.accounts.used("platform")[2:])
    assert config.account_shares() == pytest.approx({"mturk": 1.4 * 2 / 3, "fairdesk": 1.4 / 3})
    assert on / 120 == pytest.approx([1.4 * 2 / 3, 1.4 / 3], abs=0.05)


def test_planned_work_is_hours_per_worker_and_month(config, market):
    """A month has 30.4375 days, two in seven of which bring half as much."""
    r = market.requesters
    per_month = r.used("hours").sum() * 30.4375 * (5 + 2 * config.demand.weekend) / 7
    assert per_month == pytest.approx(config.demand.hours * 120)
    assert weekday_equivalents(config) == pytest.approx(30.4375 * (5 + 2 * config.demand.weekend) / 7)


def test_kinds_take_slices_of_the_volumes(config, market):
    """The one-shot are the smallest, the large the largest."""
    r = market.requesters
    volume = [r.used("hours")[(r.used("kind") == kind) & (r.used("platform") == 0)] for kind in range(3)]
    assert [len(part) > 0 for part in volume[:2]] == [True, True]
    assert volume[0].max() < volume[1].min()
    assert r.used("learns").tolist() == [list(config.requesters.values())[kind].learns for kind in r.used("kind")]


def test_scale_thins_people_and_requesters_and_leaves_batches(classroom):
    size = ("population.workers=400", "demand.requesters=90")
    whole, half = (Market(classroom(f"scale={scale}", *size)) for scale in (1.0, 0.5))
    with whole, half:
        assert (whole.people_at_start, half.people_at_start) == (400, 200)
        whole_hours, half_hours = (
            (market.requesters.used("hours") * market.requesters.used("thinned")).sum() for market in (whole, half)
        )
        assert whole.requesters.n == 90 and 45 <= half.requesters.n < 90  # the large are in every sample
        assert half_hours == pytest.approx(0.5 * whole_hours, rel=0.05)
        assert half.views.demand == whole.views.demand
        assert half.platforms.page_length.tolist() == whole.platforms.page_length.tolist()


def test_nothing_is_scaled_away():
    assert (scaled(3, 0.01), scaled(1_000, 0.25), scaled(5, 0.5)) == (1, 250, 2)


def test_money_is_whole():
    assert (money(0.17), money(0.1 + 0.2), money(1e-5)) == (1_700, 3_000, 0)


def test_rules_are_a_copy_of_what_platforms_set(config, market):
    rules = Rules.of(market.platforms, market.platform_names, ["FR"])
    assert rules.fee_share.tolist() == [p.fee_share for p in config.platforms.values()]
    assert rules.contribution_share.tolist() == [[0.0], [0.0]]
    rules.fee_share[0] = 0.5
    assert market.platforms.fee_share[0] == config.platforms["mturk"].fee_share


def test_every_country_that_is_named_has_a_code(classroom):
    config = classroom(
        "population.country_shares={FR: 0.7, MG: 0.3}", "task_types.translation.country=IN",
    )  # fmt: skip
    assert countries(config) == ["FR", "MG", "IN"]
    views = KernelParameters.of(config)
    assert views.types["gate"][list(config.task_types).index("translation")] == 2
    assert views.firms.kinds.deadline[0] == config.requesters["one_shot"].deadline_hours * 3_600


@pytest.mark.parametrize("usual", [1.0, 0.4])
def test_prospects_make_up_for_exits_while_pay_is_advertised_as_usual(classroom, usual):
    """Prospects times the share who register = people times the daily rate at which life takes them away."""
    config = classroom("scale=0.24", f"churn.usual_pay={usual}", "demand.start_price=2")
    with Market(config) as market:
        share = share_registering(market.seed, 20_000, usual * usual_pay(config), market.views.people)
        assert market.prospects * share == pytest.approx(120 * np.log(2) / config.churn.half_life_days)


def test_start_prices_move_prices_and_expectations_together(classroom):
    with Market(classroom("scale=0.24")) as usual, Market(classroom("scale=0.24", "demand.start_price=2")) as double:
        once, twice = (market.requesters.used("target_wage") for market in (usual, double))
        learns = usual.requesters.used("learns")
        assert twice == pytest.approx(2.0 * once) and (once[learns] > 0).all() and not once[~learns].any()
        for table, name in (("platforms", "advertised_pay"), ("platforms", "told_pay")):
            once, twice = (getattr(market, table).used(name) for market in (usual, double))
            assert (twice == 2.0 * once).all()
        usual.step(), double.step()
        fresh = [market.batches.price[market.events.fresh].mean() for market in (usual, double)]
        assert fresh[1] > 1.2 * fresh[0]  # those of repeat requesters, where jobs are worth it


def test_people_of_the_start_know_their_speed(classroom):
    """What somebody expects is first expectation x advertised pay / own slowness."""
    with Market(classroom("scale=0.24")) as market:
        a, w = market.accounts, market.workers
        own = w.person[a.used("worker")]
        expected = a.used("expected_pay")[own] * w.slowness[a.used("worker")[own]]
        advertised = market.platforms.advertised_pay[a.used("platform")[own]]
        assert expected == pytest.approx(market.config.behaviour.first_expectation * advertised)
