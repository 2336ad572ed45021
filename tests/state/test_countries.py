"""Countries as numbers: who registers, who keeps numbers up, who passes which gate."""

import numpy as np
import pytest

from microsim.config.load import load
from microsim.market.parameters import may_gate, people_params, prospects_by_country, type_view, usual_pay
from microsim.market.turnover.churn import share_registering as on_trial
from microsim.market.turnover.people import languages_of
from microsim.model import Market
from microsim.state.countries import by_gate, countries, prospects_per_exit, share_registering, speaks

TWO = "population.country_shares={FR: 0.5, MG: 0.5}"


@pytest.fixture(scope="module")
def two(classroom):
    return lambda *words: classroom(TWO, *words)


def test_share_registering_is_that_of_trial_people(classroom):
    """20,000 trial people, within 4.5 standard errors."""
    config = classroom("motives.necessity.reservation_wage=1")
    for advertised in (5_000.0, 30_000.0):
        trial = on_trial(1, 20_000, advertised, people_params(config))
        chance = share_registering(config, "FR", advertised)
        assert abs(trial - chance) < 4.5 * np.sqrt(chance * (1 - chance) / 20_000)


def test_a_third_of_the_pay_asked_is_three_times_the_pay_advertised(two):
    config = two("population.countries={MG: {pay_ratio: 0.25}}")
    assert share_registering(config, "MG", 10_000.0) == share_registering(config, "FR", 40_000.0)


def test_prospects_make_up_for_exits_where_people_ask_for_less_with_fewer_of_them(two):
    config = two("population.countries={MG: {pay_ratio: 0.25, interest: 1.5}}")
    per_exit = prospects_per_exit(config, 20_000.0)
    joining = [share_registering(config, name, 20_000.0) for name in ("FR", "MG")]
    assert per_exit * joining == pytest.approx([0.5, 0.75]) and joining[1] > joining[0]
    assert np.diff(people_params(config).prospect_cdf, prepend=0.0) == pytest.approx(
        prospects_by_country(config) / prospects_by_country(config).sum()
    )


def test_where_nobody_is_interested_nobody_comes(two):
    config = two("population.countries={FR: {interest: 0}, MG: {interest: 0}}", "days=20", "burn_in_days=0")
    with Market(config, rng=1) as market:
        for _ in range(20):
            market.step()
        assert market.prospects == 0 and not market.days.prospects[:20].any()


def test_the_mix_of_countries_stays_while_pay_is_as_usual(two):
    """Four years with a half-life of 100 days and pay held as advertised: shares within 4.5 standard errors."""
    config = two("population.countries={MG: {pay_ratio: 0.1}}", "churn.half_life_days=100", "days=1460",
                 "burn_in_days=0", "churn.disappointment_days=1000", "population.workers=4000")  # fmt: skip
    from microsim.market.turnover.phase import enter_and_leave

    with Market(config, rng=2) as market:
        market.platforms.used("advertised_pay")[:] = usual_pay(config) * config.churn.usual_pay
        for _ in range(config.days):
            market.begin_day()
            enter_and_leave(market)
            market.end_day()
        there = market.workers.used("present")
        share, many = (market.workers.used("country")[there] == 1).mean(), there.sum()
    assert abs(share - 0.5) < 4.5 * 0.5 / np.sqrt(many) and 3_500 < many < 4_500


def test_people_of_a_country_differ_from_their_motive_as_declared(two):
    """The same people, without and with what is declared of their country."""
    plain, told = two(), two("population.countries={MG: {pay_ratio: 0.5, hours_ratio: 2}}")
    with Market(plain, rng=1) as before, Market(told, rng=1) as after:
        there = before.workers.used("country") == 1
        assert (after.workers.used("country") == before.workers.used("country")).all()
        columns = {name: (getattr(before.workers, name)[: before.workers.n][there],
                          getattr(after.workers, name)[: after.workers.n][there])
                   for name in ("worthwhile", "hours_per_day", "weekly_target", "slowness")}  # fmt: skip
        assert columns["worthwhile"][1] == pytest.approx(0.5 * columns["worthwhile"][0])
        assert columns["hours_per_day"][1] == pytest.approx(np.minimum(16.0, 2 * columns["hours_per_day"][0]))
        assert (columns["slowness"][0] == columns["slowness"][1]).all()
        assert columns["weekly_target"][1].sum() == pytest.approx(0.5 * columns["weekly_target"][0].sum(), rel=0.1)
        home = ~there & before.workers.used("person")
        assert (before.workers.used("reservation_wage")[home] == after.workers.used("reservation_wage")[home]).all()
        assert np.median(after.workers.used("reservation_wage")[there]) < np.median(
            before.workers.used("reservation_wage")[there]
        )


# gates


def test_codes_of_languages_follow_those_of_countries(two):
    config = two("population.countries={FR: {languages: {french: 1}}, MG: {languages: {french: 0.5, malagasy: 1}}}",
                 "task_types.translation.language=malagasy", "task_types.transcription.language=french")  # fmt: skip
    types, gates, names = type_view(config), may_gate(config), list(config.task_types)
    assert countries(config) == ["FR", "MG"] and speaks(config).tolist() == [[1, 0], [0.5, 1]]
    assert types["gate"][names.index("translation")] == 3 and types["gate"][names.index("transcription")] == 2
    assert gates[names.index("translation")].tolist() == [False, True]
    assert gates[names.index("transcription")].tolist() == [True, False]  # half of MG would be shut in
    assert gates[names.index("moderation")].all() and not gates[names.index("voice_recording")].any()
    bits = np.array([languages_of(1, who, 1, speaks(config)) for who in range(2_000)])
    assert set(bits.tolist()) == {0b1000, 0b1100} and abs((bits == 0b1100).mean() - 0.5) < 4.5 * 0.5 / np.sqrt(2_000)


def test_requesters_gate_to_the_countries_that_they_are_said_to(two):
    for words, share in (((), 0.5), (("demand.gate_shares={MG: 1}",), 1.0), (("demand.gate_shares={FR: 1}",), 0.0)):
        with Market(two("demand.requesters=2000", *words), rng=1) as market:
            assert market.requesters.used("country").mean() == pytest.approx(share, abs=0.05)


def test_of_a_language_gate_a_law_holds_for_whoever_speaks_it_and_may_still_work_there():
    protected, spoken = np.array([[True, False]]), np.array([[True, False], [True, True]])
    assert by_gate(protected, spoken).tolist() == [[True, False, True, False]]
    gone = np.array([[False, True]])  # the platform has left the first country
    assert by_gate(protected, spoken, gone).tolist() == [[True, False, False, False]]
    assert by_gate(gone, spoken).tolist() == [[False, True, True, True]]  # somebody is left to do it


def test_a_floor_for_one_country_holds_for_work_in_a_language_that_people_there_speak(changed):
    base = load(["scenario=classroom", "figures=false", "regulation=pay_floor", "regulation.pay_floor.hourly=9",
                 "days=3", "burn_in_days=0", "demand.country_gate=0", "behaviour.first_expectation=0.5"])  # fmt: skip
    lowest = {}
    for who in ("FR", "MG"):
        speak = "population.countries={FR: {languages: {french: 1}}, MG: {languages: {malagasy: 1}}}"
        config = changed(base, TWO, speak, "task_types.transcription.language=french",
                         f"regulation.pay_floor.countries=[{who}]")  # fmt: skip
        with Market(config, rng=1) as market:
            for _ in range(3):
                market.step()
            b = market.batches
            mine = (b.used("country") == 2) & (b.used("requester_id") > 0) & (b.used("tasks") > 0)
            lowest[who] = (b.used("price")[mine] * 3_600 / b.used("seconds")[mine]).min() / 10_000
    assert lowest["FR"] >= 9.0 > lowest["MG"]
