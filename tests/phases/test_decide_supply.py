"""Who sits down today, when, for how long: each motive's rule by hand. Day 0 is a Tuesday."""

import math

import numpy as np
import pytest
from tests.phases.conftest import ANNE, ANNE_TOWN, BEA, BEA_DESK, BEA_TOWN, CLEO, CLEO_DESK, DAN, DESK, EVA, TOWN

from microsim.market.calendar.phase import set_environment
from microsim.market.learning.phase import learn
from microsim.market.supply.phase import decide_supply
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.state.trade import Sessions

EVENING, MORNING = 19 * 3_600, 9 * 3_600


def planned(hamlet, day: int = 0) -> dict[int, list[tuple]]:
    """Sessions of each worker: (start, end, strict, aim, floor, wanted)."""
    hamlet.open_day(day)
    set_environment(hamlet)
    decide_supply(hamlet)
    s, by_worker = hamlet.sessions, {}
    for i in range(s.n):
        told = tuple(getattr(s, name)[i].item() for name in ("start", "end", "strict", "aim", "floor", "wanted"))
        by_worker.setdefault(int(s.worker[i]), []).append(told)
    return by_worker


def only(hamlet, worker: int) -> None:
    hamlet.workers.present[:] = False
    hamlet.workers.present[worker] = True


# supplement


def test_supplement_sits_down_in_the_evening_for_the_time_at_disposal(hamlet):
    only(hamlet, ANNE)
    assert planned(hamlet) == {ANNE: [(EVENING, EVENING + 3_600, False, 0, 15_000.0, 3_600)]}


@pytest.mark.parametrize(
    ("expected", "hours", "worthwhile", "sits_down"),
    [
        (20_000, 1.0, 5_000, True),  # gains exactly the least that is worth it
        (20_000, 1.0, 5_001, False),
        (20_000, 0.5, 5_000, False),  # half the time, half the gain
        (20_000, 2.0, 10_000, True),
        (25_000, 0.5, 5_000, True),
        (15_000, 16.0, 1, False),  # no gain over the reservation wage of 15,000
        (14_000, 1.0, 0, False),
    ],
)
def test_supplement_asks_whether_the_gain_is_worth_it(hamlet, expected, hours, worthwhile, sits_down):
    only(hamlet, ANNE)
    hamlet.accounts.expected_pay[ANNE_TOWN] = expected
    hamlet.workers.hours_per_day[ANNE], hamlet.workers.worthwhile[ANNE] = hours, worthwhile
    assert (ANNE in planned(hamlet)) is sits_down


# necessity


def test_necessity_spreads_what_is_missing_over_the_days_left(hamlet):
    """60,000 to Sunday, six days from Tuesday: 10,000 today, half an hour at 20,000. Sits down for up to an hour."""
    only(hamlet, BEA)
    assert planned(hamlet) == {BEA: [(MORNING, MORNING + 3_600, False, 10_000, 0.0, 1_800)]}


def test_what_was_earned_this_week_counts(hamlet):
    """36,000 earned: 24,000 missing over the four days from Thursday, 6,000 a day, 18 minutes."""
    only(hamlet, BEA)
    hamlet.workers.earned_week[BEA] = 36_000
    assert planned(hamlet, day=2)[BEA][0][3:] == (6_000, 0.0, 1_080)


def test_necessity_wants_longer_hours_when_pay_falls_until_the_day_is_full(hamlet):
    only(hamlet, BEA)
    hamlet.workers.reservation_wage[BEA] = 1.0
    wanted = {}
    for pay in (40_000, 20_000, 10_000, 5_000):
        hamlet.accounts.expected_pay[[BEA_TOWN, BEA_DESK]] = pay
        wanted[pay] = planned(hamlet)[BEA][0][5]
    assert wanted == {40_000: 900, 20_000: 1_800, 10_000: 3_600, 5_000: 3_600}


def test_necessity_rests_when_the_target_is_reached_or_out_of_reach(hamlet):
    only(hamlet, BEA)
    w = hamlet.workers
    w.earned_week[BEA] = 60_000
    assert planned(hamlet) == {}
    w.earned_week[BEA], w.worthwhile[BEA] = 0, 10_001  # today's part is 10,000
    assert planned(hamlet) == {}
    w.worthwhile[BEA] = 9_999
    assert BEA in planned(hamlet)
    w.reservation_wage[BEA] = 20_000.0  # some other way of getting by brings as much
    assert planned(hamlet) == {}


def test_a_long_day_of_necessity_has_a_break(hamlet):
    """Six hours at disposal: four, an hour's break, two; what is wanted is counted once, the aim is shared."""
    only(hamlet, BEA)
    hamlet.workers.hours_per_day[BEA], hamlet.workers.weekly_target[BEA] = 6.0, 600_000
    first, second = planned(hamlet)[BEA]
    assert first == (MORNING, MORNING + 4 * 3_600, False, 100_000, 0.0, 5 * 3_600)
    assert second == (MORNING + 5 * 3_600, MORNING + 7 * 3_600, False, 100_000, 0.0, 0)
    assert hamlet.sessions.after[:2].tolist() == [-1, 0] and hamlet.sessions.number[:2].tolist() == [0, 1]


def test_no_second_session_begins_after_midnight(hamlet_with):
    hamlet = hamlet_with("motives.necessity.start_hour=20")
    only(hamlet, BEA)
    hamlet.workers.hours_per_day[BEA] = 6.0
    assert planned(hamlet)[BEA] == [(72_000, 86_400, False, 10_000, 0.0, 1_800)]


# flexibility


def test_flexibility_works_in_the_gaps_of_the_day(hamlet):
    """Gaps of half an hour, each in its own equal slice of the hours from 8 to 22, strict, one after the other."""
    only(hamlet, CLEO)
    hamlet.workers.hours_per_day[CLEO] = 2.0
    gaps = planned(hamlet)[CLEO]
    n = len(gaps)
    assert 2 <= n <= 6
    for k, (start, end, strict, aim, floor, wanted) in enumerate(gaps):
        u = draw(hamlet.seed, of.WINDOW, CLEO - 1, 0, 0, 0, k)[1]
        assert start == int((8 + 14 * (k + u) / n) * 3_600)
        assert (end - start, strict, aim, floor, wanted) == (1_800, True, 0, 15_000.0, 1_800)
    assert hamlet.sessions.after[:n].tolist() == [-1, *range(n - 1)]


def test_flexibility_skips_gaps_that_are_not_worth_it(hamlet):
    """Half an hour at 5,000 above the reservation wage gains 2,500."""
    only(hamlet, CLEO)
    hamlet.workers.hours_per_day[CLEO], hamlet.workers.worthwhile[CLEO] = 2.0, 2_500
    assert CLEO in planned(hamlet)
    hamlet.workers.worthwhile[CLEO] = 2_501
    assert planned(hamlet) == {}


# everybody


def test_the_best_open_account_sets_what_is_expected(hamlet):
    only(hamlet, BEA)
    a = hamlet.accounts
    a.expected_pay[BEA_DESK] = 40_000.0
    assert planned(hamlet)[BEA][0][5] == 900
    a.status[BEA_DESK] = 1
    assert planned(hamlet)[BEA][0][5] == 1_800
    a.status[BEA_TOWN] = 1
    assert planned(hamlet) == {}


def test_those_who_left_stay_at_home(hamlet):
    assert set(planned(hamlet)) == {ANNE, BEA, CLEO, DAN, EVA}
    hamlet.workers.present[[DAN, EVA]] = False
    assert set(planned(hamlet)) == {ANNE, BEA, CLEO}


def test_time_wanted_is_added_up(hamlet):
    only(hamlet, ANNE)
    hamlet.workers.present[BEA] = True
    hamlet.workers.seconds_wanted[ANNE] = 100
    planned(hamlet, day=1)
    assert hamlet.workers.seconds_wanted[[ANNE, BEA]].tolist() == [3_700, 2_160]
    assert hamlet.told("seconds_wanted") == {"seconds_wanted": 5_760}


def test_room_is_made_for_more_sessions_than_there_was(hamlet):
    hamlet.workers.hours_per_day[CLEO] = 2.0
    before = planned(hamlet)
    hamlet.sessions = Sessions(1)
    assert planned(hamlet) == before


def test_a_plan_draws_nothing_of_others(hamlet):
    """Whoever else is there, the same session."""
    everybody = planned(hamlet)
    for worker in (ANNE, BEA, CLEO):
        hamlet.workers.present[:] = False
        hamlet.workers.present[worker] = True
        assert planned(hamlet).get(worker) == everybody.get(worker)


# people abroad

ABROAD = "population.foreign_pool={abroad: {people: 100, reservation_wage: 2, sessions: 0.1, session_hours: 2}}"


def abroad_today(hamlet, day, expected=2.0):
    """The sessions of people abroad on a day, where their group expects so much an hour."""
    hamlet.open_day(day)
    hamlet.amend(weekday=1)
    hamlet.workers.present[:] = False
    hamlet.accounts.expected_pay[:2] = expected * 10_000
    decide_supply(hamlet)
    return set(hamlet.sessions.used("who").tolist())


def test_people_abroad_work_only_where_other_countries_are_covered(hamlet_with):
    """500 people, half of whom want 2 EUR or less, of whom one in ten has time: 25 a day, 2,500 within 4.5 errors."""
    hamlet, count = hamlet_with(ABROAD), 0
    for day in range(100):
        count += len(abroad_today(hamlet, day))
        s = hamlet.sessions
        assert (s.used("worker") == 0).all() and (s.used("account") == TOWN).all()
        length = s.used("end") - s.used("start")
        assert ((length == 7_200) | (s.used("end") == 86_400)).all()
        assert (s.used("floor") < 20_000).all() and len(set(s.used("who"))) == s.n
    half = 0.5 * 4.5 * math.sqrt(500) * 100 * 0.1  # the same people every day: those willing vary between seeds
    assert abs(count - 2_500) < half + 4.5 * math.sqrt(2_500)
    assert hamlet.days.seconds_wanted[:100].sum() == 0  # and nobody's wish for hours is counted


def test_where_pay_is_higher_more_people_abroad_come_and_the_same_as_before(hamlet_with):
    hamlet = hamlet_with(ABROAD)
    for day in range(20):
        little, more, much = (abroad_today(hamlet, day, expected) for expected in (0.5, 2.0, 8.0))
        assert little < more < much
    assert abroad_today(hamlet, 21, 0.0) == set()


def test_a_group_abroad_learns_from_its_own_sessions_and_newcomers_from_what_is_advertised(hamlet_with):
    hamlet = hamlet_with(ABROAD)
    a = hamlet.accounts
    hamlet.open_day(3)
    a.expected_pay[TOWN], a.last_active[TOWN], a.seconds_today[TOWN], a.earned_today[TOWN] = 20_000, 3, 7_200, 30_000
    hamlet.events.touched = np.array([TOWN])
    learn(hamlet)
    assert a.expected_pay[TOWN] == pytest.approx(20_000 + 0.1 * (15_000 - 20_000))
    hamlet.open_day(4)
    hamlet.events.touched = np.zeros(0, np.int64)
    hamlet.platforms.advertised_pay[TOWN] = 40_000.0
    learn(hamlet)
    newcomer = 40_000 * hamlet.config.behaviour.first_expectation
    assert a.expected_pay[TOWN] == pytest.approx(19_500 + 0.01 * (newcomer - 19_500))


def test_no_pool_without_a_platform_for_it(hamlet_with):
    hamlet = hamlet_with(ABROAD, "platforms.mturk.countries=[FR]")
    assert 0 not in planned(hamlet)
    assert hamlet.accounts.platform[CLEO_DESK] == DESK and not hamlet.platforms.open_abroad[DESK]
