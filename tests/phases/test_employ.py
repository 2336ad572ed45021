"""Wages of employees: when they are made up, and what contributions are due on them. Day 0 is 1 January 2019."""

import numpy as np
import pytest
from tests.phases.conftest import BEA, BEA_TOWN, EVA_TOWN, TOWN

from microsim.codes import AccountStatus
from microsim.config.load import load
from microsim.market.calendar.phase import set_environment
from microsim.market.employment.phase import employ
from microsim.market.law.phase import set_rules
from microsim.market.payment.phase import pay
from microsim.market.turnover.phase import enter_and_leave

LAW = load(["regulation=employment"]).regulation["employment"].model_dump() | {"only_directing": False}
JANUARY, FEBRUARY, LAST = 30, 58, 59  # last days of the months, and of the 60 days of the run


def laws(**each):
    """An override with several laws of employment: ``laws(one={"until_day": 3}, other={"from_day": 4})``."""
    told = {name: LAW | changes for name, changes in each.items()}
    return f"regulation={told}".replace("None", "null").replace("'", "")


def evening(hamlet, day, seconds=0, pay=0):
    """A day on which Bea sat in town for so many seconds, and so much of her work was accepted."""
    hamlet.open_day(day)
    set_rules(hamlet)
    set_environment(hamlet)
    a = hamlet.accounts
    hamlet.events.touched = np.array([BEA_TOWN] if seconds else [], np.int64)
    a.seconds_today[BEA_TOWN] = seconds
    a.accepted_pay[BEA_TOWN] += pay
    employ(hamlet)
    return hamlet.told("made_up", "employer_contributions")


@pytest.mark.parametrize("day", [JANUARY, FEBRUARY, LAST])
def test_wages_are_settled_on_the_last_evening_of_a_month_and_of_the_run_with_the_hours_of_that_day(hamlet_with, day):
    hamlet = hamlet_with(laws(one={}))
    assert evening(hamlet, day, seconds=3_600) == {"made_up": 100_300, "employer_contributions": 15_045}
    y = hamlet.payments
    assert (y.n, y.due[0], y.amount[0]) == (1, day + 3, 100_300)  # paid as late as any other pay


def test_on_other_evenings_nothing_is_settled(hamlet_with):
    hamlet = hamlet_with(laws(one={}))
    for day in (0, 29, 31, 57):
        assert evening(hamlet, day, seconds=3_600) == {"made_up": 0, "employer_contributions": 0}


def test_when_a_law_ends_all_is_settled_on_its_last_evening_and_forgotten(hamlet_with):
    hamlet = hamlet_with(laws(one={"until_day": 3}))
    evening(hamlet, 2, seconds=3_600)
    assert evening(hamlet, 3, seconds=3_600) == {"made_up": 200_600, "employer_contributions": 30_090}
    assert hamlet.accounts.wage_due[BEA_TOWN] == 0
    assert evening(hamlet, JANUARY) == {"made_up": 0, "employer_contributions": 0}


def test_what_another_law_left_unsettled_is_made_up_where_none_holds(hamlet_with):
    hamlet = hamlet_with()
    hamlet.accounts.wage_due[BEA_TOWN] = 50_000
    assert evening(hamlet, JANUARY)["made_up"] == 50_000 and hamlet.accounts.wage_due[BEA_TOWN] == 0


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3])
def test_another_rate_of_contributions_does_not_reach_back(hamlet_with, share):
    hamlet = hamlet_with(laws(one={"until_day": 40}, other={"from_day": 41, "employer_share": share}))
    evening(hamlet, 5, seconds=3_600, pay=10_000)
    first = evening(hamlet, JANUARY)["employer_contributions"]
    assert first == 15_045  # of 100,300 made up: pay accepted before the first hours counts for nothing
    evening(hamlet, 40)
    evening(hamlet, 45, pay=20_000)
    assert evening(hamlet, FEBRUARY)["employer_contributions"] == round(share * 20_000)


def test_no_contributions_come_back_where_one_law_ends_and_another_goes_on(hamlet_with):
    town, desk = {"platforms": "[mturk]", "until_day": 40}, {"platforms": "[fairdesk]"}
    hamlet = hamlet_with(laws(one=town, other=desk))
    evening(hamlet, 5, seconds=3_600)
    assert evening(hamlet, JANUARY)["employer_contributions"] == 15_045
    assert evening(hamlet, 40)["employer_contributions"] == 0
    assert evening(hamlet, FEBRUARY)["employer_contributions"] == 0
    assert hamlet.platforms.charged[TOWN] == hamlet.accounts.charged[BEA_TOWN] == 15_045


def test_contributions_of_a_year_are_the_share_of_its_pay(hamlet_with):
    hamlet = hamlet_with(laws(one={}), "days=365")
    for day in range(365):
        evening(hamlet, day, seconds=1_000 + 7 * day, pay=0 if day == 0 else 10_000)
    a = hamlet.accounts
    assert abs(a.charged[BEA_TOWN] - 0.15 * a.accepted_pay[BEA_TOWN]) <= 6
    assert a.accepted_pay[BEA_TOWN] == a.wage_due[BEA_TOWN] > a.made_up[BEA_TOWN] > 0


def test_a_month_in_which_wages_were_made_up_counts_as_one_with_income(hamlet_with):
    hamlet = hamlet_with(laws(one={}))
    w = hamlet.workers
    evening(hamlet, 5, seconds=3_600)
    evening(hamlet, JANUARY)
    assert (w.months_with_income[BEA], w.last_income[BEA]) == (1, JANUARY)
    w.last_income[BEA] = JANUARY + 1
    w.months_with_income[BEA] = 2
    evening(hamlet, 40, seconds=3_600)
    evening(hamlet, FEBRUARY)
    assert w.months_with_income[BEA] == 2


def test_what_employees_have_earned_is_not_forfeited_when_they_go(hamlet_with):
    """Eva leaves on day 3 with balances below the thresholds; Bea has been suspended in town, where that is forfeit."""
    for law, paid, lost in ((laws(one={}), [3_168, 3_168], 0), ("seed=1", [0, 0], 8_000)):
        hamlet = hamlet_with(law)
        a, y = hamlet.accounts, hamlet.payments
        evening(hamlet, 3)
        a.balance[EVA_TOWN] = a.balance[BEA_TOWN] = 4_000
        a.status[BEA_TOWN] = AccountStatus.SUSPENDED
        y.reserve(1)
        y.account[0], y.due[0], y.amount[0], y.n = BEA_TOWN, 3, 0, 1
        pay(hamlet)
        enter_and_leave(hamlet)
        assert a.paid_out[[BEA_TOWN, EVA_TOWN]].tolist() == paid
        assert hamlet.told("paid_out", "forfeited") == {"paid_out": sum(paid), "forfeited": lost}
        assert hamlet.told("contributions")["contributions"] == 8_000 - lost - sum(paid)
