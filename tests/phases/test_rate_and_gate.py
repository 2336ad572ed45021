"""Suspension, with cause and without."""

from dataclasses import replace

import numpy as np
import pytest
from tests.phases.conftest import ANNE_TOWN, BEA_DESK, BEA_TOWN, CLEO_DESK, DAN_TOWN, DESK, EVA_TOWN, TOWN

from microsim.codes import AccountStatus
from microsim.market.law.phase import set_rules
from microsim.market.standing.phase import rate_and_gate

EVERYBODY = np.arange(9)


def rate(hamlet, judged=(), active=(), **rules) -> None:
    set_rules(hamlet)
    hamlet.rules = replace(hamlet.rules, **rules)
    hamlet.events.judged, hamlet.events.touched = np.array(judged, np.int64), np.array(active, np.int64)
    rate_and_gate(hamlet)


def suspended(hamlet) -> list[int]:
    return np.flatnonzero(hamlet.accounts.used("status") == AccountStatus.SUSPENDED).tolist()


@pytest.mark.parametrize(("approved", "rejected", "gone"), [(29, 21, True), (30, 20, False), (0, 49, False)])
def test_a_low_approval_rate_leads_to_suspension(hamlet, approved, rejected, gone):
    hamlet.accounts.approved[ANNE_TOWN], hamlet.accounts.rejected[ANNE_TOWN] = approved, rejected
    rate(hamlet, judged=[ANNE_TOWN, DAN_TOWN])
    assert suspended(hamlet) == ([ANNE_TOWN] if gone else [])
    assert hamlet.told("suspended", "suspended_unfounded") == {"suspended": int(gone), "suspended_unfounded": 0}
    assert hamlet.platforms.suspended.tolist() == [int(gone), 0]


def test_only_those_judged_today_are_looked_at(hamlet):
    hamlet.accounts.rejected[ANNE_TOWN] = 100
    rate(hamlet, judged=[DAN_TOWN], active=[ANNE_TOWN])
    assert suspended(hamlet) == []


def test_balances_are_forfeited_in_town_and_paid_out_at_the_desk(hamlet):
    a = hamlet.accounts
    a.rejected[[BEA_TOWN, BEA_DESK]], a.balance[[BEA_TOWN, BEA_DESK]] = 100, 777
    rate(hamlet, judged=[BEA_TOWN, BEA_DESK])
    assert (a.forfeited[BEA_TOWN], a.paid_out[BEA_TOWN]) == (777, 0)
    assert (a.forfeited[BEA_DESK], a.paid_out[BEA_DESK]) == (0, 777)
    assert a.balance[[BEA_TOWN, BEA_DESK]].tolist() == [0, 0]
    assert hamlet.told("paid_out", "forfeited", "suspended") == {"paid_out": 777, "forfeited": 777, "suspended": 2}


def test_contributions_on_a_last_pay_out(hamlet):
    a = hamlet.accounts
    a.rejected[BEA_DESK], a.balance[BEA_DESK] = 100, 1_000
    rate(hamlet, judged=[BEA_DESK], contribution_share=np.array([[0.0], [0.25]]), declared=np.ones((2, 1)))
    assert a.paid_out[BEA_DESK] == 750
    assert hamlet.told("paid_out", "contributions") == {"paid_out": 750, "contributions": 250}


def test_suspension_without_cause_hits_the_active(hamlet):
    """At 365 a year every active account in town is suspended on its first active day, at the desk none."""
    rate(hamlet, active=[ANNE_TOWN, BEA_TOWN, BEA_DESK], suspension_unfounded=np.array([365.0, 0.0]))
    assert suspended(hamlet) == [ANNE_TOWN, BEA_TOWN]
    assert hamlet.told("suspended", "suspended_unfounded") == {"suspended": 2, "suspended_unfounded": 2}
    assert hamlet.platforms.suspended_unfounded.tolist() == [2, 0]


def test_the_rate_without_cause_is_per_year_of_active_days(hamlet):
    """A tenth of 365 a year: 4,000 active days, 400 suspensions within 4.5 standard errors."""
    count = 0
    for day in range(800):
        hamlet.open_day(day)
        hamlet.accounts.status[:] = 0
        rate(hamlet, active=EVERYBODY[2:7], suspension_unfounded=np.full(2, 36.5))
        count += len(suspended(hamlet))
    assert abs(count - 400) < 4.5 * np.sqrt(4_000 * 0.1 * 0.9)


def test_the_pool_is_never_suspended_and_nobody_twice(hamlet):
    a = hamlet.accounts
    a.rejected[:9] = 100
    a.status[[CLEO_DESK, EVA_TOWN]] = AccountStatus.SUSPENDED, AccountStatus.CLOSED
    rate(hamlet, judged=EVERYBODY, active=EVERYBODY, suspension_unfounded=np.full(2, 365.0))
    assert hamlet.told("suspended", "suspended_unfounded") == {"suspended": 5, "suspended_unfounded": 0}
    assert a.status[[TOWN, DESK]].tolist() == [0, 0] and a.status[EVA_TOWN] == AccountStatus.CLOSED


def test_who_was_spared_is_looked_at_again_only_after_new_rejections(hamlet):
    """Sixty right answers of a hundred were rejected; a review costs 3."""
    a, reviewed = hamlet.accounts, {"suspension_reviewed": np.ones((2, 1)), "review_cost": np.full(2, 30_000.0)}
    a.approved[ANNE_TOWN], a.rejected[ANNE_TOWN], a.misjudged[ANNE_TOWN] = 40, 60, 60
    for new, spared, cost in ((0, 1, 30_000), (0, 0, 30_000), (1, 1, 60_000), (0, 0, 60_000)):
        a.rejected[ANNE_TOWN] += new
        a.misjudged[ANNE_TOWN] += new
        before = hamlet.told("spared")["spared"]
        rate(hamlet, judged=[ANNE_TOWN], **reviewed)
        told = hamlet.told("spared", "hearing", "suspended")
        assert told == {"spared": before + spared, "hearing": cost, "suspended": 0}
    a.rejected[ANNE_TOWN] += 200  # and rightly
    rate(hamlet, judged=[ANNE_TOWN], **reviewed)
    assert suspended(hamlet) == [ANNE_TOWN]
