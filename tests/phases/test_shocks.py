"""Shocks in the hamlet: who is hit, on which day, and what is left of it in the morning after."""

import numpy as np
import pytest
from tests.phases.conftest import (
    ANNE_TOWN,
    BEA_TOWN,
    CLEO_DESK,
    DAN_TOWN,
    DESK,
    EVA_TOWN,
    LARGE,
    ONE_SHOT,
    REGULAR,
    TOWN,
)

from microsim.codes import AccountStatus
from microsim.config.errors import UserError
from microsim.market.calendar.phase import set_environment
from microsim.market.law.phase import set_rules
from microsim.market.review.phase import review
from microsim.market.standing.phase import rate_and_gate
from microsim.market.turnover.phase import enter_and_leave
from microsim.random.identity import entrant
from microsim.shocks.environment import Opening

OFF = "_target_: microsim.shocks.disconnection.Disconnection, platform: mturk"
NO = "_target_: microsim.shocks.mass_rejection.MassRejection, platform: mturk"


@pytest.fixture
def shaken(hamlet_with):
    """The hamlet under shocks: ``shaken("a: {...}", "b: {...}")``."""
    return lambda *shocks, change="seed=1": hamlet_with(change, f"shock={{{', '.join(shocks)}}}")


def morning(hamlet, day: int) -> None:
    hamlet.open_day(day)
    set_rules(hamlet)
    set_environment(hamlet)


def evening(hamlet) -> None:
    hamlet.events.judged = hamlet.events.touched = np.zeros(0, np.int64)
    rate_and_gate(hamlet)


def suspended(hamlet) -> list[int]:
    return np.flatnonzero(hamlet.accounts.used("status") == AccountStatus.SUSPENDED).tolist()


def waiting(hamlet) -> int:
    return int((hamlet.submissions.used("stage") == 1).sum())


# the environment


def test_nothing_of_a_shock_stays_until_the_next_morning(shaken):
    hamlet = shaken(f"a: {{{OFF}, from_day: 4}}", f"b: {{{NO}, from_day: 4, days: 1}}")
    for day, there in ((3, False), (4, True), (5, False)):
        morning(hamlet, day)
        env = hamlet.environment
        assert bool(env.disconnected) == bool(env.refusals) == there and env.demand == (0.5 if day in (4, 5) else 1)


# disconnection


@pytest.mark.parametrize(("day", "gone"), [(3, []), (4, [ANNE_TOWN, BEA_TOWN, DAN_TOWN]), (5, [])])
def test_all_open_accounts_of_people_on_the_platform_are_disconnected_on_the_day(shaken, day, gone):
    """Bea keeps hers at the desk, a closed one stays closed, the pool is nobody's account."""
    hamlet = shaken(f"a: {{{OFF}, from_day: 4, share: 1}}")
    hamlet.accounts.status[EVA_TOWN] = AccountStatus.CLOSED
    morning(hamlet, day)
    evening(hamlet)
    assert suspended(hamlet) == gone and hamlet.accounts.status[[TOWN, DESK]].tolist() == [0, 0]
    many = len(gone)
    assert hamlet.told("suspended", "suspended_unfounded", "disconnected") == dict.fromkeys(
        ("suspended", "suspended_unfounded", "disconnected"), many
    )
    assert hamlet.platforms.suspended.tolist() == hamlet.platforms.suspended_unfounded.tolist() == [many, 0]


@pytest.mark.parametrize(("platform", "account", "told"), [("mturk", ANNE_TOWN, "forfeited"),
                                                          ("fairdesk", CLEO_DESK, "paid_out")])  # fmt: skip
def test_balances_go_by_the_rule_of_the_platform(shaken, platform, account, told):
    hamlet = shaken(f"a: {{{OFF.replace('mturk', platform)}, from_day: 4, share: 1}}")
    hamlet.accounts.balance[account] = 777
    morning(hamlet, 4)
    evening(hamlet)
    assert getattr(hamlet.accounts, told)[account] == hamlet.told(told)[told] == 777
    assert hamlet.accounts.balance[account] == 0


def test_about_the_share_is_hit_and_larger_shares_hit_the_same_people_and_more(shaken):
    hit = {share: set() for share in (0.3, 0.6)}
    for share, whom in hit.items():
        hamlet = shaken(f"a: {{{OFF}, from_day: 4, share: {share}}}")
        for seed in range(300):
            hamlet.seed, hamlet.accounts.status[:] = seed, 0
            morning(hamlet, 4)
            evening(hamlet)
            whom |= {(seed, account) for account in suspended(hamlet)}
        assert abs(len(whom) - 1_200 * share) < 4.5 * np.sqrt(1_200 * share * (1 - share))
    assert hit[0.3] < hit[0.6]


# mass rejection


def test_all_that_waits_for_the_verdict_of_the_requester_is_refused_whole_and_unread(shaken):
    """Regular is the only repeat requester in town. Cleo's work for the large one at the desk is judged as ever."""
    hamlet = shaken(f"a: {{{NO}, from_day: 4}}")
    batch, other, desk = hamlet.batch(REGULAR, expiry_day=20), hamlet.batch(ONE_SHOT), hamlet.batch(LARGE)
    morning(hamlet, 4)
    hamlet.work(ANNE_TOWN, batch, right=3, wrong=1, day=2)  # came in two days ago, and would have waited
    hamlet.submissions.due[0] = 9
    for account, where in ((DAN_TOWN, batch), (BEA_TOWN, other), (CLEO_DESK, desk)):
        hamlet.work(account, where, right=5)
    hamlet.events.new_submissions = slice(1, 4)
    review(hamlet)
    a = hamlet.accounts
    assert hamlet.told("rejected", "wrongly_rejected", "refused", "accepted", "reopened") == {
        "rejected": 9, "wrongly_rejected": 8, "refused": 9, "accepted": 10, "reopened": 0
    }  # fmt: skip
    assert a.tasks_refused[[ANNE_TOWN, DAN_TOWN, BEA_TOWN, CLEO_DESK]].tolist() == [4, 5, 0, 0]
    assert hamlet.requesters.outlay[:3].tolist() == [0, 5 * 1_500, 5 * 1_200] and waiting(hamlet) == 0


@pytest.mark.parametrize(("day", "refused"), [(3, 0), (4, 5), (5, 5), (6, 0)])
def test_for_its_days_only(shaken, day, refused):
    hamlet = shaken(f"a: {{{NO}, from_day: 4, days: 2}}")
    morning(hamlet, day)
    hamlet.work(ANNE_TOWN, hamlet.batch(REGULAR), right=5)
    review(hamlet)
    assert hamlet.told("refused") == {"refused": refused}


def test_not_where_the_rules_let_nobody_refuse(shaken):
    hamlet = shaken(f"a: {{{NO}, from_day: 4}}", change="platforms.mturk.may_refuse=false")
    morning(hamlet, 4)
    hamlet.work(ANNE_TOWN, hamlet.batch(REGULAR), right=5)
    review(hamlet)
    assert hamlet.told("refused", "accepted") == {"refused": 0, "accepted": 5}


def test_whoever_is_spared_stays_so(shaken):
    """Half of 400 submissions that wait for a week are refused on the first day, none of the others on the next."""
    hamlet = shaken(f"a: {{{NO}, from_day: 4, days: 3, share: 0.5}}")
    hamlet.requesters.review_effort[REGULAR] = 0
    batch = hamlet.batch(REGULAR, left=1_000, expiry_day=30)
    for n in range(400):
        hamlet.submissions.first[hamlet.work(ANNE_TOWN, batch, right=1, day=4)] = n
    told = []
    for day in (4, 5, 6):
        morning(hamlet, day)
        review(hamlet)
        hamlet.events.new_submissions = slice(0, 0)
        told.append(hamlet.told("refused")["refused"])
    assert abs(told[0] - 200) < 45 and told[1:] == [0, 0] and waiting(hamlet) == 400 - told[0]


# who it is


def test_the_rank_goes_by_planned_hours_among_the_repeat_requesters_of_the_platform(hamlet):
    r = hamlet.requesters
    r.platform[:3], r.learns[:3], r.hours[:3] = TOWN, True, [1.0, 3.0, 1.0]
    assert r.repeat_by_hours(TOWN, 4, hamlet.moves).tolist() == [LARGE, REGULAR, ONE_SHOT]  # ties by identity
    r.learns[LARGE] = False
    assert r.repeat_by_hours(TOWN, 4, hamlet.moves).tolist() == [REGULAR, ONE_SHOT]
    assert len(r.repeat_by_hours(DESK, 4, hamlet.moves)) == 0


def test_it_is_the_same_one_on_every_later_day_though_it_leaves_and_another_comes(hamlet):
    """Regular leaves in the evening of day 4; the one who takes its place is not yet there on that day."""
    r = hamlet.requesters
    r.fate_day[REGULAR] = 4
    for day in (4, 5):
        morning(hamlet, day)
        assert r.repeat_by_hours(TOWN, 4, hamlet.moves).tolist() == [REGULAR]
        enter_and_leave(hamlet)
    assert r.n == 4 and r.repeat_by_hours(TOWN, 4, hamlet.moves).tolist() == [REGULAR]
    for day in (5, 9):
        assert r.repeat_by_hours(TOWN, day, hamlet.moves).tolist() == [3]


def test_a_rank_that_nobody_has_is_told_on_the_first_morning(shaken):
    hamlet = shaken(f"a: {{{NO}, from_day: 40, rank: 2}}")
    with pytest.raises(UserError, match=r"^shock\.a\.rank = 2 is nobody: mturk has 1 repeat requesters in this run\."):
        morning(hamlet, 0)


# a pool opens

POOL = "_target_: microsim.shocks.low_wage_pool.LowWagePool, country: MG"


def opened(hamlet_with, *more: str):
    return hamlet_with("population.country_shares={FR: 1, MG: 0}", "population.countries={MG: {pay_ratio: 0.5}}",
                       f"shock={{{', '.join(more)}}}")  # fmt: skip


def came(hamlet, day: int) -> dict[int, int]:
    """Identities and countries of who registered on a day, everybody deciding to."""
    morning(hamlet, day)
    hamlet.prospects = 3.0
    hamlet.platforms.advertised_pay[:2] = 1e12
    enter_and_leave(hamlet)
    w = hamlet.workers
    rows = np.flatnonzero(w.used("entry_day") == day)
    return dict(zip(w.id[rows].tolist(), w.country[rows].tolist(), strict=True))


def test_who_comes_from_a_pool_is_nobody_else_and_changes_nobody_else(hamlet_with):
    """40 over 2 days from 5 people of the start; then those that replace who left: ln 2 / half-life a day for each."""
    calm, pool = opened(hamlet_with), opened(hamlet_with, f"p: {{{POOL}, from_day: 4, people: 8, days: 2}}")
    assert came(calm, 3) == came(pool, 3)
    usual, with_it = came(calm, 4), came(pool, 4)
    new = with_it.keys() - usual.keys()
    assert usual.items() <= with_it.items() and 8 <= len(new) <= 35  # Poisson, mean 20
    assert {with_it[who] for who in new} == {1} and set(usual.values()) <= {0}
    assert {who - entrant(4, 0) for who in new} == {5_000_000 + 75_000 + number for number in range(len(new))}
    came(pool, 5)
    many = [len(came(pool, day).keys() - came(calm, day).keys()) for day in range(6, 50)]
    assert sum(many) <= 12 and sum(many) > 0  # 44 days x 40 x 0.00129 = 2.3


def test_a_pool_keeps_its_numbers_up_by_its_own_interest(hamlet_with):
    hamlet = opened(hamlet_with, f"p: {{{POOL}, from_day: 4, people: 8, days: 2}}")
    morning(hamlet, 5)
    assert hamlet.environment.openings == (Opening("MG", 4.0, 4.0),)
    morning(hamlet, 40)
    assert hamlet.environment.openings == (Opening("MG", 0.0, 8.0),)
    morning(hamlet, 3)
    assert hamlet.environment.openings == ()
