"""Who leaves, who comes, and what becomes of balances and batches."""

import math

import numpy as np
import pytest
from tests.phases.conftest import (
    ANNE,
    ANNE_TOWN,
    BEA,
    BEA_DESK,
    BEA_TOWN,
    CLEO,
    DAN,
    EVA,
    EVA_DESK,
    EVA_TOWN,
    LARGE,
    ONE_SHOT,
    REGULAR,
)

from microsim.codes import AccountStatus
from microsim.market.law.phase import set_rules
from microsim.market.turnover.churn import share_registering
from microsim.market.turnover.phase import enter_and_leave
from microsim.random.identity import entrant, new_requester

OPEN, SUSPENDED, CLOSED, _ = AccountStatus


def turn(hamlet, day: int = 0, prospects: float = 0.0) -> None:
    hamlet.open_day(day)
    hamlet.prospects = prospects
    set_rules(hamlet)
    enter_and_leave(hamlet)


def present(hamlet) -> list[int]:
    return np.flatnonzero(hamlet.workers.used("present")).tolist()


# workers leave


def test_eva_leaves_on_her_day(hamlet):
    turn(hamlet, 2)
    assert present(hamlet) == [ANNE, BEA, CLEO, DAN, EVA]
    turn(hamlet, 3)
    assert present(hamlet) == [ANNE, BEA, CLEO, DAN]
    assert hamlet.told("left") == {"left": 1} and hamlet.workers.exit_day[EVA] == 3
    assert hamlet.accounts.status[[EVA_TOWN, EVA_DESK, ANNE_TOWN]].tolist() == [CLOSED, CLOSED, OPEN]
    turn(hamlet, 4)
    assert hamlet.told("left") == {"left": 0} and hamlet.workers.exit_day[EVA] == 3


def test_what_she_was_owed_below_the_threshold_is_lost(hamlet):
    a = hamlet.accounts
    a.balance[[EVA_TOWN, EVA_DESK, ANNE_TOWN]] = 9_000, 4_000, 5_000
    turn(hamlet, 3)
    assert a.balance[[EVA_TOWN, EVA_DESK, ANNE_TOWN]].tolist() == [0, 0, 5_000]
    assert a.forfeited[[EVA_TOWN, EVA_DESK, ANNE_TOWN]].tolist() == [9_000, 4_000, 0]
    assert hamlet.told("forfeited") == {"forfeited": 13_000}


def test_a_suspended_account_stays_suspended_when_its_owner_leaves(hamlet):
    hamlet.accounts.status[EVA_DESK] = SUSPENDED
    turn(hamlet, 3)
    assert hamlet.accounts.status[[EVA_TOWN, EVA_DESK]].tolist() == [CLOSED, SUSPENDED]


@pytest.mark.parametrize(("days", "stay"), [(2, [ANNE, BEA, CLEO, DAN, EVA]), (3, [BEA, DAN, EVA])])
def test_disappointment_takes_those_who_have_another_way_out(hamlet, days, stay):
    """Patience of three days; necessity stays."""
    hamlet.workers.disappointed[[ANNE, BEA, CLEO]] = days
    turn(hamlet)
    assert present(hamlet) == stay


@pytest.mark.parametrize("active_today", [True, False])
def test_nobody_stays_whose_accounts_are_all_suspended(hamlet, active_today):
    """Whether or not the verdict came on a day of work."""
    if active_today:
        hamlet.workers.last_active[[ANNE, BEA]] = 0
    hamlet.accounts.status[[ANNE_TOWN, BEA_TOWN]] = SUSPENDED
    turn(hamlet)
    assert present(hamlet) == [BEA, CLEO, DAN, EVA]  # Bea has another account
    hamlet.accounts.status[BEA_DESK] = SUSPENDED
    turn(hamlet, 1)
    assert present(hamlet) == [CLEO, DAN, EVA]


# workers come


def test_prospects_register_if_enough_is_advertised(hamlet):
    """Poisson with mean 30; at a fortune everybody registers, for next to nothing nobody."""
    hamlet.platforms.advertised_pay[:2] = 1e12
    turn(hamlet, 0, prospects=30.0)
    told = hamlet.told("prospects", "entered")
    assert told["prospects"] == told["entered"] > 10
    hamlet.platforms.advertised_pay[:2] = 1e-6
    turn(hamlet, 1, prospects=30.0)
    assert hamlet.told("entered") == {"entered": 0} and hamlet.told("prospects")["prospects"] > 10


def test_entrants_take_fresh_rows_and_identities_that_do_not_depend_on_them(hamlet):
    hamlet.platforms.advertised_pay[:2] = 1e12
    turn(hamlet, 5, prospects=12.0)
    w, a, came = hamlet.workers, hamlet.accounts, hamlet.told("entered")["entered"]
    rows = np.arange(6, 6 + came)
    assert w.n == 6 + came and w.id[rows].tolist() == [entrant(5, slot) for slot in range(came)]
    assert w.present[rows].all() and w.person[rows].all() and (w.entry_day[rows] == 5).all()
    assert (w.fate_day[rows] > 5).all() and (w.last_active[rows] == -1_000_000).all()
    assert a.n == 9 + w.n_accounts[rows].sum() and (w.n_accounts[rows] >= 1).all()
    for row in rows:
        accounts = slice(w.first_account[row], w.first_account[row] + w.n_accounts[row])
        assert (a.worker[accounts] == row).all() and (a.status[accounts] == OPEN).all()
        assert (a.expected_pay[accounts] > 0).all() and len(set(a.platform[accounts])) == w.n_accounts[row]


def test_entrants_do_not_depend_on_who_is_there(hamlet_with):
    """Registered on the same day with the same attributes, on other rows."""
    people = []
    for more in (0, 3):
        hamlet = hamlet_with()
        hamlet.platforms.advertised_pay[:2] = 50_000.0
        hamlet.workers.reserve(20)
        hamlet.workers.n += more
        turn(hamlet, 7, prospects=40.0)
        w = hamlet.workers
        rows = np.flatnonzero(w.used("entry_day") == 7)
        names = ("id", "motive", "reservation_wage", "hours_per_day", "slowness", "accuracy", "fate_day", "n_accounts")
        people.append({name: getattr(w, name)[rows].tolist() for name in names})
    assert people[0] == people[1] and len(people[0]["id"]) > 5


def test_as_many_come_as_prospects_and_pay_have_it(hamlet):
    """400 days with 5 prospects a day, of whom a known share registers: within 4.5 standard errors."""
    pay = 30_000.0
    hamlet.platforms.advertised_pay[:2] = pay
    hamlet.workers.fate_day[:6] = 10_000
    share = share_registering(1, 20_000, pay, hamlet.views.people)
    entered = 0
    for day in range(400):
        turn(hamlet, day, prospects=5.0)
        entered += hamlet.told("entered")["entered"]
    assert abs(entered - 2_000 * share) < 4.5 * math.sqrt(2_000 * share)


# requesters


def test_a_requester_who_leaves_withdraws_her_batches_and_is_replaced(hamlet):
    """Batches of 7 and 5 open tasks: the budget for them, at 1,200 each, returns; one awaits verdicts."""
    r, b = hamlet.requesters, hamlet.batches
    mine = [hamlet.batch(REGULAR, left=7), hamlet.batch(REGULAR, left=5, in_review=2)]
    other = hamlet.batch(LARGE, left=9)
    r.hours[REGULAR], r.fate_day[REGULAR] = 3.25, 4
    turn(hamlet, 4)
    assert hamlet.told("withdrawn") == {"withdrawn": 12} and r.budget[REGULAR] == 1e9 + 12 * 1_200
    assert b.state[mine].tolist() == [2, 2] and b.left[mine].tolist() == [0, 0]
    assert (b.state[other], b.left[other]) == (1, 9)
    assert (r.n, r.present[REGULAR], r.exit_day[REGULAR]) == (4, False, 4)
    assert r.id[3] == new_requester(4, 0) and r.present[3] and r.entry_day[3] == 4 and r.fate_day[3] > 4
    assert (r.kind[3], r.platform[3], r.hours[3]) == (r.kind[REGULAR], r.platform[REGULAR], 3.25)
    assert r.budget[3] > 0 and r.outlay[3] == 0 and r.present[[LARGE, ONE_SHOT]].all()


def test_requesters_who_leave_together_are_replaced_in_the_order_of_their_identities(hamlet):
    r = hamlet.requesters
    r.id[:3] = 30, 10, 20
    r.fate_day[:3] = 2
    turn(hamlet, 2)
    assert r.n == 6 and r.id[3:6].tolist() == [new_requester(2, slot) for slot in range(3)]
    assert r.platform[3:6].tolist() == r.platform[[1, 2, 0]].tolist()
    turn(hamlet, 3)
    assert r.n == 6
