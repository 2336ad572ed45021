"""Locked out of gated work: how a worker falls below the rate that gates ask for, what is left, and the way back."""

import numpy as np
import pytest
from tests.phases.conftest import ANNE, ANNE_TOWN, BEA_DESK, BEA_TOWN, DAN, DAN_TOWN, EVA_TOWN, ONE_SHOT, REGULAR

from microsim.market.law.phase import set_rules
from microsim.market.review.phase import review
from microsim.market.sessions.phase import run_sessions
from microsim.market.standing.phase import rate_and_gate
from microsim.market.turnover.phase import enter_and_leave
from microsim.runs.people import KeptPeople
from microsim.state.people import NOT_LOCKED

TEN = 36_000  # seconds of the day
A_TASK = 120  # a search and a task


@pytest.fixture
def unequal(hamlet_with):
    """Anne and Dan had 100 tasks approved each, in a town where the better-paid batch is taken; Regular refuses all."""
    hamlet = hamlet_with("behaviour.pay_weight=5")
    hamlet.accounts.approved[[ANNE_TOWN, DAN_TOWN]] = 100
    hamlet.requesters.refuse_good[REGULAR] = 1.0
    return hamlet


def verdicts(hamlet, day: int, **right: int) -> None:
    """Good work submitted and judged on a day: Anne's by Regular, Dan's by the one-shot requester."""
    hamlet.open_day(day)
    hamlet.events.new_submissions = slice(0, 0)
    hamlet.submissions.n = 0
    hamlet.work(ANNE_TOWN, hamlet.batch(REGULAR), right=right["anne"])
    hamlet.work(DAN_TOWN, hamlet.batch(ONE_SHOT), right=right["dan"])
    judged(hamlet)


def judged(hamlet) -> None:
    set_rules(hamlet)
    review(hamlet)
    rate_and_gate(hamlet)


def price_taken(hamlet, day: int, worker: int, account: int, tasks: int) -> list[int]:
    """Prices of what one worker takes, given a gated batch at 20 cents and one for everybody at 5 cents."""
    hamlet.open_day(day)
    hamlet.batches.left[: hamlet.batches.n] = 0
    hamlet.batches.state[: hamlet.batches.n] = 2
    gated = hamlet.batch(ONE_SHOT, price=2_000, min_approval=0.95)
    hamlet.batch(ONE_SHOT, price=500)
    hamlet.session(worker, TEN, TEN + tasks * A_TASK)
    run_sessions(hamlet)
    x, new = hamlet.submissions, hamlet.events.new_submissions
    assert (x.account[new] == account).all() and gated == hamlet.batches.n - 2
    prices = hamlet.batches.price[x.batch[new]].tolist()
    judged(hamlet)
    return prices


def standing(hamlet, account: int) -> tuple[int, ...]:
    a = hamlet.accounts
    names = ("approved", "rejected", "locked_since", "lockouts", "recoveries", "unrecovered", "days_locked")
    return tuple(int(getattr(a, name)[account]) for name in names)


def test_good_work_refused_leads_to_low_paid_work_and_approvals_lead_back(unequal):
    """100 of 104 is 96.2 %, 100 of 106 is 94.3 %: below since day 1. 110 of 116 is 94.8 %, 115 of 121 is 95.04 %."""
    verdicts(unequal, day=0, anne=4, dan=4)
    assert standing(unequal, ANNE_TOWN) == (100, 4, NOT_LOCKED, 0, 0, 0, 0)
    verdicts(unequal, day=1, anne=2, dan=2)
    assert standing(unequal, ANNE_TOWN) == (100, 6, 1, 1, 0, 0, 0)
    assert standing(unequal, DAN_TOWN) == (106, 0, NOT_LOCKED, 0, 0, 0, 0)
    a = unequal.accounts
    assert (a.tasks_refused[ANNE_TOWN], a.tasks_wrongly_rejected[ANNE_TOWN], a.pay_rejected[ANNE_TOWN]) == (6, 6, 6_000)

    assert price_taken(unequal, 2, DAN, DAN_TOWN, tasks=10) == [2_000] * 10
    assert price_taken(unequal, 2, ANNE, ANNE_TOWN, tasks=10) == [500] * 10
    assert standing(unequal, ANNE_TOWN) == (110, 6, 1, 1, 0, 0, 0)
    assert price_taken(unequal, 4, ANNE, ANNE_TOWN, tasks=5) == [500] * 5
    assert standing(unequal, ANNE_TOWN) == (115, 6, NOT_LOCKED, 1, 1, 0, 3)  # the evenings of days 1, 2, 3
    assert price_taken(unequal, 5, ANNE, ANNE_TOWN, tasks=3) == [2_000] * 3


def below(hamlet, day: int, *accounts: int) -> None:
    """Judged badly on a day: 94 of 100."""
    a = hamlet.accounts
    a.approved[list(accounts)], a.rejected[list(accounts)] = 94, 6
    rated(hamlet, day, *accounts)


def rated(hamlet, day: int, *accounts: int) -> None:
    hamlet.open_day(day)
    set_rules(hamlet)
    hamlet.events.judged, hamlet.events.touched = np.array(accounts, np.int64), np.zeros(0, np.int64)
    rate_and_gate(hamlet)


def test_the_days_of_a_lockout_that_goes_on_count_up_to_today(hamlet):
    below(hamlet, 2, BEA_TOWN)
    hamlet.day = 10  # the evenings of days 2 to 9
    people = KeptPeople(hamlet)
    assert people.days_locked[[ANNE_TOWN, BEA_TOWN, BEA_DESK]].tolist() == [0, 8, 0]
    assert people.locked_out.nonzero()[0].tolist() == [BEA_TOWN]
    assert hamlet.accounts.days_locked[BEA_TOWN] == 0


def test_one_that_began_before_the_measured_days_counts_from_the_first(hamlet):
    below(hamlet, -5, ANNE_TOWN, DAN_TOWN)
    hamlet.reset_counters()
    a = hamlet.accounts
    assert a.judged_at_start[[ANNE_TOWN, BEA_TOWN, DAN_TOWN]].tolist() == [100, 0, 100]
    a.approved[ANNE_TOWN] = 200
    rated(hamlet, 3, ANNE_TOWN)
    assert standing(hamlet, ANNE_TOWN)[2:] == (NOT_LOCKED, 0, 1, 0, 3)
    hamlet.day = 10
    assert KeptPeople(hamlet).days_locked[DAN_TOWN] == 10 and a.lockouts[DAN_TOWN] == 0


def test_one_that_began_and_ended_before_counts_no_day(hamlet):
    below(hamlet, -5, ANNE_TOWN)
    hamlet.accounts.approved[ANNE_TOWN] = 200
    rated(hamlet, -2, ANNE_TOWN)
    assert standing(hamlet, ANNE_TOWN)[2:] == (NOT_LOCKED, 1, 1, 0, 0)


def test_who_is_suspended_while_below_has_not_recovered_and_never_will(hamlet):
    """Verdicts that arrive later, good as they are, change nothing."""
    a = hamlet.accounts
    below(hamlet, 1, ANNE_TOWN, DAN_TOWN)
    a.approved[ANNE_TOWN], a.rejected[ANNE_TOWN] = 100, 100  # below 0.6 of 50 and more
    rated(hamlet, 4, ANNE_TOWN)
    assert standing(hamlet, ANNE_TOWN)[2:] == (NOT_LOCKED, 1, 0, 1, 3)
    a.approved[ANNE_TOWN] = 100_000
    rated(hamlet, 6, ANNE_TOWN)
    a.rejected[ANNE_TOWN] = 100_000
    rated(hamlet, 7, ANNE_TOWN)
    assert standing(hamlet, ANNE_TOWN)[2:] == (NOT_LOCKED, 1, 0, 1, 3)
    assert standing(hamlet, DAN_TOWN)[2:] == (1, 1, 0, 0, 0)


def test_who_leaves_while_below_has_not_recovered(hamlet):
    """Eva leaves on day 3, Anne stays."""
    below(hamlet, 1, EVA_TOWN, ANNE_TOWN)
    hamlet.open_day(3)
    enter_and_leave(hamlet)
    assert standing(hamlet, EVA_TOWN)[2:] == (NOT_LOCKED, 1, 0, 1, 2)
    assert standing(hamlet, ANNE_TOWN)[2:] == (1, 1, 0, 0, 0)
