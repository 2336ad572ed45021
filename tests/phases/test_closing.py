"""The night in which a platform closes, in the hamlet: of the desk, which pays what it owes, or of the town.

Town has Regular and One-shot, Desk has Large. Cleo has only an account at the desk, Anne and Dan only one in town; Bea
has both. Eva has left before anything happens.
"""

from dataclasses import replace

import numpy as np
import pytest
from tests.phases.conftest import (
    ANNE,
    ANNE_TOWN,
    BEA,
    BEA_DESK,
    BEA_TOWN,
    CLEO,
    CLEO_DESK,
    DAN,
    DAN_TOWN,
    DESK,
    EVA,
    EVA_DESK,
    EVA_TOWN,
    LARGE,
    ONE_SHOT,
    REGULAR,
    TOWN,
)

from microsim.codes import AccountStatus
from microsim.market.calendar.phase import set_environment
from microsim.market.law.phase import set_rules
from microsim.market.payment.phase import pay
from microsim.market.posting.phase import post_batches
from microsim.market.review.phase import review
from microsim.market.standing.phase import rate_and_gate
from microsim.market.supply.phase import decide_supply
from microsim.market.turnover.phase import enter_and_leave

DAY = 4
OPEN, SUSPENDED, CLOSED, SHUT = AccountStatus


@pytest.fixture
def town_of(hamlet_with):
    """A hamlet on whose fourth day a platform closes: ``town_of("mturk", "people_move: 0")``."""

    def make(platform: str, *more: str, change: str | tuple[str, ...] = "seed=1"):
        words = ", ".join([f"platform: {platform}, from_day: {DAY}", *more])
        shock = f"shock={{end: {{_target_: microsim.shocks.platform_closure.PlatformClosure, {words}}}}}"
        hamlet = hamlet_with(*((change,) if isinstance(change, str) else change), shock)
        hamlet.workers.present[EVA] = False
        hamlet.accounts.status[[EVA_TOWN, EVA_DESK]] = CLOSED
        return hamlet

    return make


def morning(hamlet, day: int = DAY) -> None:
    hamlet.open_day(day)
    hamlet.prospects = 0.0
    hamlet.events.judged = hamlet.events.touched = np.zeros(0, np.int64)
    hamlet.events.new_submissions = slice(0, 0)
    set_rules(hamlet)
    set_environment(hamlet)


def night(hamlet, day: int = DAY) -> None:
    morning(hamlet, day)
    enter_and_leave(hamlet)


def present(hamlet) -> list[int]:
    return np.flatnonzero(hamlet.workers.used("present")).tolist()


# accounts and balances


@pytest.mark.parametrize(
    ("platform", "accounts", "told"),
    [("mturk", [ANNE_TOWN, BEA_TOWN, DAN_TOWN], "forfeited"), ("fairdesk", [BEA_DESK, CLEO_DESK], "paid_out")],
)
def test_open_accounts_are_shut_and_balances_go_by_the_rule_of_the_platform(town_of, platform, accounts, told):
    """Whatever the threshold. The platform that forfeits keeps them, the other pays them out."""
    hamlet = town_of(platform, "people_move: 0")
    hamlet.accounts.balance[2:9] = 777
    night(hamlet, DAY - 1)
    assert not (hamlet.accounts.used("status") == SHUT).any()
    night(hamlet)
    assert set(accounts) <= set(np.flatnonzero(hamlet.accounts.used("status") == SHUT))
    assert getattr(hamlet.accounts, told)[accounts].tolist() == [777] * len(accounts)
    assert hamlet.accounts.balance[accounts].tolist() == [0] * len(accounts)
    assert hamlet.told("shut", told) == {"shut": len(accounts), told: 777 * len(accounts)}


@pytest.mark.parametrize(("platform", "account", "told"), [("mturk", ANNE_TOWN, "forfeited"),
                                                          ("fairdesk", CLEO_DESK, "paid_out")])  # fmt: skip
def test_pay_that_was_on_its_way_goes_by_the_same_rule(town_of, platform, account, told):
    hamlet = town_of(platform, "people_move: 0")
    night(hamlet)
    y = hamlet.payments
    y.reserve(1)
    y.account[0], y.due[0], y.amount[0], y.n = account, DAY + 1, 10, 1
    morning(hamlet, DAY + 1)
    pay(hamlet)
    assert getattr(hamlet.accounts, told)[account] == 10 and y.n == 0


def test_a_suspended_account_stays_so_and_an_appeal_that_waits_there_is_never_heard(town_of):
    hamlet = town_of("mturk")
    hamlet.accounts.status[BEA_TOWN] = SUSPENDED
    hamlet.appeals.reserve(2)
    hamlet.appeals.account[:2], hamlet.appeals.n = (ANNE_TOWN, CLEO_DESK), 2
    night(hamlet)
    assert hamlet.accounts.status[BEA_TOWN] == SUSPENDED and hamlet.appeals.used("account").tolist() == [CLEO_DESK]


# work that waits


@pytest.mark.parametrize(("approves", "told"), [("true", {"accepted": 5, "rejected": 0, "refused": 0}),
                                               ("false", {"accepted": 0, "rejected": 5, "refused": 5})])  # fmt: skip
def test_what_waits_for_its_verdict_is_approved_or_lost(town_of, approves, told):
    hamlet = town_of("mturk", f"approves: {approves}")
    batch, elsewhere = hamlet.batch(REGULAR), hamlet.batch(LARGE)
    for row in (hamlet.work(ANNE_TOWN, batch, right=4, wrong=1, day=2), hamlet.work(CLEO_DESK, elsewhere, right=3)):
        hamlet.submissions.due[row] = 9
    morning(hamlet)
    review(hamlet)
    assert hamlet.told("accepted", "rejected", "refused") == told
    assert (hamlet.submissions.used("stage") == 1).sum() == 1  # that at the desk waits on


def test_what_is_due_on_the_last_day_is_judged_as_ever(town_of):
    hamlet = town_of("mturk", "approves: false")
    row = hamlet.work(ANNE_TOWN, hamlet.batch(REGULAR), right=3, wrong=2, day=DAY)
    morning(hamlet)
    hamlet.submissions.due[row], hamlet.submissions.looked_at[row] = DAY, True
    review(hamlet)
    assert hamlet.told("accepted", "rejected", "refused") == {"accepted": 3, "rejected": 2, "refused": 0}


def test_whoever_has_to_give_reasons_keeps_no_work_unpaid(town_of):
    law = "regulation={r: {_target_: microsim.regulation.appeal.Appeal, from_day: 0}}"
    hamlet = town_of("mturk", "approves: false", change=law)
    hamlet.submissions.due[hamlet.work(ANNE_TOWN, hamlet.batch(REGULAR), right=4, day=2)] = 9
    morning(hamlet)
    review(hamlet)
    assert hamlet.told("accepted", "refused") == {"accepted": 4, "refused": 0}


def test_on_its_last_evening_a_platform_suspends_nobody(town_of):
    """Anne would be, for her approval rate; Cleo is, at the desk."""
    hamlet = town_of("mturk")
    hamlet.accounts.rejected[[ANNE_TOWN, CLEO_DESK]] = 100
    morning(hamlet)
    hamlet.events.judged = np.array([ANNE_TOWN, CLEO_DESK])
    rate_and_gate(hamlet)
    assert hamlet.accounts.status[[ANNE_TOWN, CLEO_DESK]].tolist() == [OPEN, SUSPENDED]


# requesters


def test_requesters_go_on_elsewhere_with_their_habits_and_post_there_after_a_while(town_of):
    hamlet = town_of("mturk", "requesters_move: 1", "days_to_move: 3")
    r = hamlet.requesters
    r.target_wage[REGULAR], r.refuse_good[REGULAR], r.batches_per_day[:3] = 70_000.0, 0.3, 5.0
    batches = [hamlet.batch(REGULAR, left=7), hamlet.batch(LARGE, left=9)]
    night(hamlet)
    assert r.platform[:3].tolist() == [DESK] * 3 and r.present[:3].all() and r.n == 3
    assert (r.target_wage[REGULAR], r.refuse_good[REGULAR]) == (70_000, 0.3)
    assert hamlet.told("requesters_moved", "requesters_lost", "withdrawn") == {
        "requesters_moved": 2, "requesters_lost": 0, "withdrawn": 7
    }  # fmt: skip
    assert hamlet.batches.left[batches].tolist() == [0, 9]
    posts = {}
    for day in range(DAY + 1, DAY + 12):
        morning(hamlet, day)
        post_batches(hamlet)
        b = hamlet.batches
        posts |= {q: day for q in set(b.requester[b.used("day") == day].tolist()) if q not in posts}
    assert posts[LARGE] == DAY + 1 and posts[REGULAR] == DAY + 3 and posts[ONE_SHOT] >= DAY + 3
    assert set(b.platform[b.used("day") > DAY]) == {DESK}


def test_those_who_do_not_move_leave_and_are_not_replaced(town_of):
    hamlet = town_of("mturk", "requesters_move: 0")
    night(hamlet)
    r = hamlet.requesters
    assert r.present[:3].tolist() == [False, True, False] and r.n == 3 and r.exit_day[REGULAR] == DAY
    assert hamlet.told("requesters_moved", "requesters_lost") == {"requesters_moved": 0, "requesters_lost": 2}


def test_nobody_takes_a_place_that_was_left_before_on_a_platform_that_has_closed(town_of):
    """Regular has left, nobody has come yet, and the next looks five days later: the town is closed by then."""
    hamlet = town_of("mturk", "requesters_move: 1", change=("demand.candidate_days=5", "demand.entry_hurdle=100"))
    r = hamlet.requesters
    r.fate_day[REGULAR] = DAY - 1
    night(hamlet, DAY - 1)
    assert r.vacant[REGULAR] and r.fate_day[REGULAR] == DAY + 4
    hamlet.views = replace(hamlet.views, firms=willing(hamlet.views.firms))
    for day in range(DAY, DAY + 8):
        night(hamlet, day)
    assert r.n == 3 and not r.vacant[:3].any()
    assert r.platform[:3][r.present[:3]].tolist() == [DESK, DESK]


def willing(firms):
    """Parameters of newcomers whom any profit is enough for."""
    return firms._replace(entry=firms.entry._replace(entry_hurdle=0.0))


def test_about_the_share_moves_and_a_larger_share_moves_the_same_and_more(town_of):
    moved = {share: set() for share in (0.3, 0.6)}
    for share, who in moved.items():
        hamlet = town_of("mturk", f"requesters_move: {share}")
        r = hamlet.requesters
        for seed in range(300):
            hamlet.seed, r.platform[:3], r.present[:3] = seed, [TOWN, DESK, TOWN], True
            night(hamlet)
            who |= {(seed, q) for q in (REGULAR, ONE_SHOT) if r.present[q]}
        assert abs(len(who) - 600 * share) < 4.5 * np.sqrt(600 * share * (1 - share))
    assert moved[0.3] < moved[0.6]


def test_the_largest_of_a_day_is_the_same_after_others_came_from_a_platform_that_closed(town_of):
    hamlet = town_of("fairdesk", "requesters_move: 1")
    r = hamlet.requesters
    r.hours[LARGE] = 9.0
    night(hamlet)
    assert r.repeat_by_hours(TOWN, DAY, hamlet.moves).tolist() == [REGULAR]
    assert r.repeat_by_hours(TOWN, DAY + 1, hamlet.moves).tolist() == [LARGE, REGULAR]


# people


def test_who_has_another_account_goes_on_there_and_who_has_none_opens_one_if_pay_looks_worth_it(town_of):
    hamlet = town_of("mturk")
    hamlet.platforms.advertised_pay[:2] = 1e12
    night(hamlet)
    w, a = hamlet.workers, hamlet.accounts
    assert present(hamlet) == [ANNE, BEA, CLEO, DAN]
    assert hamlet.told("resettled", "left_closure") == {"resettled": 2, "left_closure": 0}
    for worker, account in ((ANNE, 9), (DAN, 10)):
        assert (w.first_account[worker], w.n_accounts[worker]) == (account, 1)
        assert (a.worker[account], a.platform[account], a.status[account]) == (worker, DESK, OPEN)
        assert a.expected_pay[account] > 0 and a.approved[account] == 0
    assert (w.first_account[BEA], w.n_accounts[BEA]) == (3, 2)


@pytest.mark.parametrize("reason", ["pay", "nobody looks", "not covered", "suspended there"])
def test_the_others_leave_on_that_evening(town_of, reason):
    hamlet = town_of("mturk", "people_move: 0" if reason == "nobody looks" else "people_move: 1",
                     change="platforms.fairdesk.countries=[MG]" if reason == "not covered" else "seed=1")  # fmt: skip
    hamlet.platforms.advertised_pay[:2] = 1e-6 if reason == "pay" else 1e12
    if reason == "suspended there":
        hamlet.accounts.status[BEA_DESK] = SUSPENDED
    night(hamlet)
    expected = {"suspended there": [ANNE, CLEO, DAN]}.get(reason, [BEA, CLEO])
    assert present(hamlet) == expected and hamlet.accounts.n == (11 if reason == "suspended there" else 9)
    gone = {ANNE, BEA, CLEO, DAN} - set(expected)
    assert hamlet.told("left", "left_closure") == {"left": len(gone), "left_closure": len(gone)}
    assert all(hamlet.workers.exit_day[row] == DAY for row in gone)


def test_prospects_come_to_the_platforms_that_are_open_alone(town_of):
    """The town is where two of three requesters were, and advertises a fortune: nobody hears of it any more."""
    hamlet = town_of("mturk")
    night(hamlet)
    for day, town, desk, some in ((5, 1e12, 1e-6, False), (6, 1e-6, 1e12, True)):
        morning(hamlet, day)
        hamlet.platforms.advertised_pay[:2] = town, desk
        hamlet.prospects = 20.0
        before = hamlet.accounts.n
        enter_and_leave(hamlet)
        assert (hamlet.told("entered")["entered"] > 5) == some
        assert set(hamlet.accounts.platform[before : hamlet.accounts.n]) <= {DESK}


def test_people_abroad_go_on_where_it_is_open_abroad_or_stay_away(town_of):
    pool = "population.foreign_pool={near: {people: 40, reservation_wage: 0.01, sessions: 1}}"
    where = {}
    for share in (0, 1):
        hamlet = town_of("mturk", f"people_move: {share}", change=(pool, "platforms.fairdesk.countries=[]"))
        for day in (DAY, DAY + 1):
            morning(hamlet, day)
            decide_supply(hamlet)
            bound = hamlet.sessions.used("account")
            where[share, day] = np.bincount(hamlet.accounts.platform[bound[bound >= 0]], minlength=2).tolist()
    assert where[0, DAY] == where[1, DAY] and min(where[1, DAY]) > 20
    assert where[0, DAY + 1] == [0, where[0, DAY][1]] and where[1, DAY + 1] == [0, sum(where[1, DAY])]
