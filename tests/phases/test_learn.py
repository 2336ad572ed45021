"""What a day teaches workers about pay."""

import numpy as np
import pytest
from tests.phases.conftest import ANNE, ANNE_TOWN, BEA, BEA_DESK, BEA_TOWN, CLEO, CLEO_DESK, DAN_TOWN, DESK, TOWN

from microsim.market.learning.phase import learn


def worked(hamlet, account: int, seconds: int, earned: int) -> None:
    a = hamlet.accounts
    a.seconds_today[account], a.earned_today[account], a.last_active[account] = seconds, earned, hamlet.day
    hamlet.events.touched = np.append(hamlet.events.touched, account)


def silent(hamlet) -> None:
    """Nobody has heard anything else than what they expect anyway."""
    hamlet.platforms.told_pay[:2] = hamlet.accounts.expected_pay[:9] = 20_000.0


def test_expected_pay_moves_a_tenth_of_the_way(hamlet_with):
    """10,000 in half an hour are 20,000 an hour; expected were 30,000; nobody has judged her yet."""
    hamlet = hamlet_with("behaviour.hearsay=0")
    hamlet.accounts.expected_pay[ANNE_TOWN] = 30_000.0
    worked(hamlet, ANNE_TOWN, 1_800, 10_000)
    learn(hamlet)
    assert hamlet.accounts.expected_pay[ANNE_TOWN] == pytest.approx(29_000.0)


def test_smoothing_has_its_closed_form(hamlet_with):
    """After k equal days: pay + (start - pay) 0.9^k."""
    hamlet = hamlet_with("behaviour.hearsay=0")
    for day in range(25):
        hamlet.open_day(day)
        hamlet.events.touched = np.zeros(0, np.int64)
        worked(hamlet, ANNE_TOWN, 3_600, 12_000)
        learn(hamlet)
    assert hamlet.accounts.expected_pay[ANNE_TOWN] == pytest.approx(12_000 + 8_000 * 0.9**25, rel=1e-12)


def test_work_that_is_rejected_counts_for_less(hamlet_with):
    """10 of 20 judged tasks approved: (10 + 10) / (20 + 10) of 30,000 an hour."""
    hamlet = hamlet_with("behaviour.hearsay=0")
    hamlet.accounts.approved[ANNE_TOWN] = hamlet.accounts.rejected[ANNE_TOWN] = 10
    worked(hamlet, ANNE_TOWN, 3_600, 30_000)
    learn(hamlet)
    assert hamlet.accounts.expected_pay[ANNE_TOWN] == pytest.approx(20_000.0)


def test_what_others_earn_is_heard_slowly(hamlet):
    """People earn 40,000 at the desk: told moves 5 % from 20,000, to 21,000; hearing moves 1 % of the gap a day."""
    silent(hamlet)
    worked(hamlet, CLEO_DESK, 3_600, 40_000)
    learn(hamlet)
    told, expected = hamlet.platforms.told_pay, hamlet.accounts.expected_pay
    assert told[:2].tolist() == pytest.approx([20_000, 21_000])
    assert expected[BEA_DESK] == pytest.approx(20_000 + 0.01 * 1_000)
    assert expected[[ANNE_TOWN, BEA_TOWN, DAN_TOWN]].tolist() == [20_000.0] * 3
    own = 20_000 + 0.1 * 20_000
    assert expected[CLEO_DESK] == pytest.approx(own + 0.01 * (21_000 - own))


def test_told_pay_is_over_all_hours_of_a_platform(hamlet):
    """10,000 in one hour and 50,000 in three: 15,000 an hour."""
    silent(hamlet)
    worked(hamlet, ANNE_TOWN, 3_600, 10_000)
    worked(hamlet, DAN_TOWN, 3 * 3_600, 50_000)
    learn(hamlet)
    assert hamlet.platforms.told_pay[TOWN] == pytest.approx(20_000 + 0.05 * (15_000 - 20_000))
    assert hamlet.platforms.told_pay[DESK] == 20_000.0


def test_what_others_earn_is_told_and_heard_by_speed(hamlet):
    """Cleo takes half the usual time and earns 40,000, 20,000 at usual speed; Bea takes twice it: 10,000."""
    silent(hamlet)
    hamlet.workers.slowness[[CLEO, BEA]] = 0.5, 2.0
    worked(hamlet, CLEO_DESK, 3_600, 40_000)
    learn(hamlet)
    assert hamlet.platforms.told_pay[DESK] == 20_000.0
    assert hamlet.accounts.expected_pay[BEA_DESK] == pytest.approx(20_000 + 0.01 * (10_000 - 20_000))


def test_the_suspended_hear_nothing(hamlet):
    silent(hamlet)
    hamlet.platforms.told_pay[TOWN] = 90_000.0
    hamlet.accounts.status[[ANNE_TOWN, DAN_TOWN]] = 1, 2
    learn(hamlet)
    assert hamlet.accounts.expected_pay[[ANNE_TOWN, DAN_TOWN]].tolist() == [20_000.0] * 2
    assert hamlet.accounts.expected_pay[BEA_TOWN] == pytest.approx(20_700)


@pytest.mark.parametrize(("earned", "before", "after"), [(7_499, 2, 3), (7_500, 2, 0), (0, 0, 1)])
def test_days_below_the_reservation_wage_are_counted_in_a_row(hamlet, earned, before, after):
    """15,000 an hour over half an hour."""
    hamlet.workers.disappointed[ANNE] = before
    worked(hamlet, ANNE_TOWN, 1_800, earned)
    learn(hamlet)
    assert hamlet.workers.disappointed[ANNE] == after


def test_a_day_on_two_platforms_is_one_day(hamlet):
    """Nothing in half an hour in town, 16,000 in half an hour at the desk: together above 15,000 an hour."""
    hamlet.workers.disappointed[BEA] = 2
    worked(hamlet, BEA_TOWN, 1_800, 0)
    worked(hamlet, BEA_DESK, 1_800, 16_000)
    learn(hamlet)
    w = hamlet.workers
    assert (w.disappointed[BEA], w.days_active[BEA], w.earned_week[BEA]) == (0, 1, 16_000)
    hamlet.open_day(1)
    hamlet.events.touched = np.zeros(0, np.int64)
    worked(hamlet, BEA_TOWN, 1_800, 0)  # yesterday's pay at the desk no longer counts
    learn(hamlet)
    assert (w.disappointed[BEA], w.days_active[BEA], w.earned_week[BEA]) == (1, 2, 16_000)


def test_active_days_weeks_and_months(hamlet):
    """Active on Sunday 27 and Monday 28 January, Thursday 31 and Friday 1 February: 4 days, 2 weeks, 2 months."""
    w = hamlet.workers
    for day in (26, 27, 30, 31):
        hamlet.open_day(day)
        hamlet.amend(week_start=day - (day + 1) % 7, month_start=0 if day < 31 else 31)
        hamlet.events.touched = np.zeros(0, np.int64)
        worked(hamlet, ANNE_TOWN, 600, 0)
        learn(hamlet)
    assert (w.days_active[ANNE], w.weeks_active[ANNE], w.months_active[ANNE], w.last_active[ANNE]) == (4, 2, 2, 31)


def test_the_active_are_counted_by_motive(hamlet):
    for account in (ANNE_TOWN, BEA_TOWN, BEA_DESK, CLEO_DESK, TOWN):
        worked(hamlet, account, 600, 0)
    learn(hamlet)
    assert hamlet.told("active", "active_supplement", "active_necessity", "active_flexibility") == dict(
        active=3, active_supplement=1, active_necessity=1, active_flexibility=1
    )
    assert hamlet.workers.last_active[[ANNE, BEA, CLEO]].tolist() == [0, 0, 0]
