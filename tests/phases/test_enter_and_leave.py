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
from microsim.market.law.phase import set_rules
from microsim.market.requesters.phase import adapt_requesters
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


def test_a_requester_who_leaves_withdraws_her_batches_and_another_takes_the_place(hamlet):
    """Batches of 7 and 5 open tasks: the budget for them, at 1,200 each, returns; one awaits verdicts."""
    r, b = hamlet.requesters, hamlet.batches
    mine = [hamlet.batch(REGULAR, left=7), hamlet.batch(REGULAR, left=5, in_review=2)]
    other = hamlet.batch(LARGE, left=9)
    r.hours[REGULAR], r.inclusion[REGULAR], r.fate_day[REGULAR] = 3.25, 0.5, 4
    turn(hamlet, 4)
    assert hamlet.told("withdrawn") == {"withdrawn": 12} and r.budget[REGULAR] == 1e9 + 12 * 1_200
    assert b.state[mine].tolist() == [2, 2] and b.left[mine].tolist() == [0, 0]
    assert (b.state[other], b.left[other]) == (1, 9)
    assert (r.n, r.present[REGULAR], r.exit_day[REGULAR], r.vacant[REGULAR]) == (4, False, 4, False)
    assert r.id[3] == new_requester(4, r.id[REGULAR]) and r.present[3] and r.entry_day[3] == 4 and r.fate_day[3] > 4
    assert (r.kind[3], r.platform[3], r.hours[3], r.inclusion[3]) == (r.kind[REGULAR], TOWN, 3.25, 0.5)
    assert r.budget[3] > 0 and r.outlay[3] == 0 and r.present[[LARGE, ONE_SHOT]].all()


def test_requesters_who_leave_together_are_replaced_in_the_order_of_their_identities(hamlet):
    r = hamlet.requesters
    r.id[:3] = 30, 10, 20
    r.fate_day[:3] = 2
    turn(hamlet, 2)
    assert r.n == 6 and r.id[3:6].tolist() == [new_requester(2, place) for place in (10, 20, 30)]
    assert r.platform[3:6].tolist() == r.platform[[1, 2, 0]].tolist()
    turn(hamlet, 3)
    assert r.n == 6


def test_one_who_declines_takes_no_row_from_those_who_come(hamlet):
    """Nothing gets done in town, says one who stays there; of the desk nobody says anything. Two leave town."""
    r = hamlet.requesters
    speak(hamlet, done=0.0)
    r.platform[LARGE], r.fate_day[:3], r.id[:3] = DESK, 2, [20, 10, 30]
    turn(hamlet, 2)
    assert r.n == 5 and r.id[4] == new_requester(2, 10) and r.platform[4] == DESK
    assert r.vacant[:5].tolist() == [True, False, True, False, False]


# requesters who look at a place: half of the profit that they planned is enough, and at charges as planned what they
# hear of the platform is the share of it that they expect; what comes late is paid all the same


def speak(hamlet, **columns) -> None:
    """Have one repeat requester more, in town."""
    r = hamlet.requesters
    r.reserve(1)
    r.arrays[3], r.n = r.arrays[REGULAR], 4
    r.id[3], r.fate_day[3] = 4, 10_000
    for name, value in columns.items():
        getattr(r, name)[3] = value


def comes(hamlet, day: int = 2) -> bool:
    """Whether somebody takes the place of the regular requester, who leaves today."""
    hamlet.requesters.fate_day[REGULAR] = day
    before = hamlet.requesters.n
    turn(hamlet, day)
    assert hamlet.requesters.vacant[REGULAR] == (hamlet.requesters.n == before)
    return hamlet.requesters.n > before


@pytest.mark.parametrize(
    ("heard", "come"),
    [
        ({"done": 0.51}, True),
        ({"done": 0.49}, False),
        ({"done": 0.8, "timely": 0.71}, True),  # 0.8 x (0.71 x 3,000 - 600) is 1,224 of 2,400
        ({"done": 0.8, "timely": 0.69}, False),  # 1,176
        ({"done": 0.0, "learns": False}, True),  # who posts once in a while says nothing
        ({"done": 0.0, "present": False}, True),
        ({"done": 0.0, "platform": DESK}, True),  # says nothing of the town
    ],
)
def test_somebody_comes_if_those_there_say_that_enough_of_the_work_gets_done(hamlet, heard, come):
    speak(hamlet, **heard)
    assert comes(hamlet) is come


@pytest.mark.parametrize(
    ("large", "other", "come"),
    [
        ({"hours": 3.0}, {"hours": 1.0}, True),  # (3 x 0.9 + 1 x 0.1)/4 = 0.7
        ({"hours": 1.0}, {"hours": 3.0}, False),  # 0.3
        ({"hours": 1.0}, {"hours": 3.0, "thinned": 0.1}, True),  # (0.9 + 0.03)/1.3 = 0.715
        ({"hours": 3.0, "thinned": 0.1}, {"hours": 1.0}, False),  # (0.27 + 0.1)/1.3 = 0.285
    ],
)
def test_who_plans_more_hours_is_heard_more(hamlet, large, other, come):
    """Two in town, of whom one says 0.9 and the other 0.1; hours of a sample are those of the part that it holds."""
    speak(hamlet, done=0.1, **other)
    for name, value in ({"platform": TOWN, "done": 0.9} | large).items():
        getattr(hamlet.requesters, name)[LARGE] = value
    assert comes(hamlet) is come


@pytest.mark.parametrize(("fee_min", "come"), [(0.14, True), (0.16, False)])
def test_who_gets_less_for_the_charges_of_today_stays_away(hamlet_with, fee_min, come):
    """Of 3,000 a fee of 1,400 leaves 1,600, a fee of 1,600 less than half; budgets were planned without."""
    assert comes(hamlet_with(f"platforms.mturk.fee_min={fee_min}", "population.accuracy_mean=1")) is come


@pytest.mark.parametrize(("done", "share"), [(0.5, 0.5), (1.0, 0.9172), (0.25, 0.0828)])
def test_what_is_enough_differs_between_them(hamlet_with, done, share):
    """A hurdle of median 0.5 and log-SD 0.5: log 2 is 1.386 of that. 300 candidates, 4.5 standard errors."""
    hamlet, came = hamlet_with("demand.entry_log_sd=0.5"), 0
    speak(hamlet, done=done)
    for day in range(300):
        hamlet.requesters.present[REGULAR] = True
        came += comes(hamlet, day)
        hamlet.requesters.n, hamlet.requesters.vacant[REGULAR] = 4, False
    assert abs(came - 300 * share) < 4.5 * math.sqrt(300 * share * (1 - share))


def test_a_place_that_one_declined_is_looked_at_again_by_the_next_after_a_while(hamlet_with):
    """Five days later: of the same kind and size, and on that day it is worth coming."""
    hamlet = hamlet_with("demand.candidate_days=5")
    r = hamlet.requesters
    r.hours[REGULAR] = 3.25
    speak(hamlet, done=0.1)
    assert not comes(hamlet, 2)
    for day, there in ((3, 4), (6, 4), (7, 4), (8, 4), (11, 4), (12, 5), (13, 5), (17, 5)):
        r.done[3] = 0.1 if day <= 7 else 1.0  # on day 7 another declines
        turn(hamlet, day)
        assert r.n == there, day
    assert r.id[4] == new_requester(12, r.id[REGULAR])
    assert (r.kind[4], r.hours[4], r.platform[4]) == (r.kind[REGULAR], 3.25, TOWN)
    assert r.exit_day[REGULAR] == 2 and not r.vacant[REGULAR] and not r.present[REGULAR]


@pytest.mark.parametrize(("losses", "stays"), [(0, True), (2, True), (3, False), (4, False)])
def test_who_lost_money_for_three_periods_in_a_row_leaves(hamlet, losses, stays):
    hamlet.requesters.losses[LARGE] = losses
    turn(hamlet, 2)
    r = hamlet.requesters
    assert (bool(r.present[LARGE]), r.n) == ((True, 3) if stays else (False, 4))
    assert r.losses[3 if not stays else LARGE] == (0 if not stays else losses)


def test_losses_count_by_period_of_account_and_begin_anew_after_a_gain(hamlet_with):
    """An account a day; a period in which no work came up is none. A repeat requester's only."""
    hamlet = hamlet_with("rejection.period_days=1")
    r, told = hamlet.requesters, []
    for day, (gain, stake) in enumerate([(-1, 100), (-50, 100), (0, 0), (-1, 100), (0, 100), (-9, 100)]):
        hamlet.open_day(day)
        set_rules(hamlet)
        r.gain[:3], r.stake[:3] = gain, stake
        adapt_requesters(hamlet)
        told.append(r.losses[[REGULAR, ONE_SHOT]].tolist())
    assert told == [[1, 0], [2, 0], [2, 0], [3, 0], [0, 0], [1, 0]]


# what a newcomer plans


@pytest.mark.parametrize("change", ["seed=1", "platforms.mturk.fee_share=0.6", "platforms.mturk.fee_min=1"])
@pytest.mark.parametrize(("who", "noise"), [(REGULAR, 0.25**2), (ONE_SHOT, 0.25**2 + 0.6**2)])
def test_budgets_are_money_planned_at_the_reference_fee_whatever_the_fee_is(hamlet_with, change, who, noise):
    """2 hours are 120 tasks a weekday, each a batch. An answer is worth 3,000 x 0.8, so it costs 480; guesses err, by
    noise to the mean; slack 1.25. Six of seven days, and a month and two batches in reserve."""
    hamlet = hamlet_with(
        "demand.batch_growth=1", "demand.budget_slack=1.25", "demand.least_reserve=2", "population.accuracy_mean=0.8",
        "demand.entry_hurdle=0", "pricing.guess_log_sd=0.6", "pricing.batch_guess_log_sd=0.25", change,
    )  # fmt: skip
    r = hamlet.requesters
    r.hours[who], r.inclusion[who], r.fate_day[who] = 2.0, 1.0, 2
    turn(hamlet, 2)
    outlay = 120 * 480 * 1.25 * math.exp(noise / 2)
    assert (r.volume[3], r.batches_per_day[3], r.thinned[3]) == pytest.approx((120, 120, 1))
    assert r.income[3] == pytest.approx(outlay * 6 / 7)
    assert r.full_budget[3] == r.budget[3] == pytest.approx(outlay * 6 / 7 * 30.4375 + outlay / 60)
    assert r.usual_gain[3] == pytest.approx(2_400 - 480)


def test_budgets_go_by_the_price_of_gated_work_too(hamlet_with):
    """A fifth of batches cost half as much again: a tenth more on average."""
    income = []
    for premium in (1.0, 1.5):
        hamlet = hamlet_with("demand.number_gate=0.2", f"demand.gate_premium={premium}")
        assert comes(hamlet)
        income.append(hamlet.requesters.income[3])
    assert income[1] == pytest.approx(1.1 * income[0])


def test_a_newcomer_knows_its_type_and_has_no_target_yet(hamlet_with):
    """Accuracy 0.8; lateness as usual; a guess with an error of its own."""
    hamlet = hamlet_with("population.accuracy_mean=0.8", "pricing.guess_log_sd=0.6")
    assert comes(hamlet)
    r = hamlet.requesters
    assert (r.target_wage[3], r.usable[3], r.lateness[3], r.last_end[3]) == (0, pytest.approx(0.8), 0.2, 2)
    assert r.guess_error[3] != 0 and (r.losses[3], r.vacant[3]) == (0, False)
