"""Verdicts by hand: who is paid, what it costs, what is remembered, what goes back on show."""

import numpy as np
import pytest
from scipy import stats
from tests.phases.conftest import (
    ANNE,
    ANNE_TOWN,
    BEA,
    BEA_DESK,
    CLEO,
    CLEO_DESK,
    DAN_TOWN,
    LARGE,
    ONE_SHOT,
    REGULAR,
    TOWN,
)

from microsim.market.law.phase import set_rules
from microsim.market.review.phase import review
from microsim.state.trade import Payments


def judge(hamlet) -> None:
    set_rules(hamlet)
    review(hamlet)


def tasks(hamlet, account: int) -> tuple[int, int, int]:
    a = hamlet.accounts
    return tuple(int(getattr(a, f"tasks_{what}")[account]) for what in ("accepted", "rejected", "wrongly_rejected"))


def payments(hamlet) -> list[tuple]:
    y = hamlet.payments
    return [(int(y.account[i]), int(y.due[i]), int(y.amount[i])) for i in range(y.n)]


def still_waiting(hamlet) -> list[int]:
    """Days of the verdicts that are out."""
    x = hamlet.submissions
    return x.used("due")[x.used("stage") == 1].tolist()


# a perfect judge


def test_three_right_two_wrong(hamlet):
    """1,000 each: pay 3,000, fee 600; 300 s, of which two fifths rejected."""
    batch = hamlet.batch(left=5)
    hamlet.work(ANNE_TOWN, batch, right=3, wrong=2)
    judge(hamlet)
    assert tasks(hamlet, ANNE_TOWN) == (3, 2, 0)
    a, b, r, w = hamlet.accounts, hamlet.batches, hamlet.requesters, hamlet.workers
    assert (a.accepted_pay[ANNE_TOWN], a.approved[ANNE_TOWN], a.rejected[ANNE_TOWN]) == (3_000, 3, 2)
    assert (a.seconds_accepted[ANNE_TOWN], a.seconds_rejected[ANNE_TOWN]) == (180, 120)
    assert a.seconds_awaiting[ANNE_TOWN] == 0
    assert (b.accepted[batch], b.rejected[batch], b.in_review[batch], b.left[batch]) == (3, 2, 0, 0)
    assert (r.outlay[REGULAR], r.accepted_pay[REGULAR], r.tasks_rejected[REGULAR]) == (3_600, 3_000, 2)
    assert r.budget[REGULAR] == 1e9 + 2 * 1_200  # committed to two tasks that will not be done
    names = ("accepted", "rejected", "wrongly_rejected", "reopened", "accepted_pay", "fees", "outlay")
    assert list(hamlet.told(*names).values()) == [3, 2, 0, 0, 3_000, 600, 3_600]
    assert (hamlet.platforms.fees[TOWN], hamlet.platforms.accepted_pay[TOWN]) == (600, 3_000)
    assert payments(hamlet) == [(ANNE_TOWN, 3, 3_000)]  # three days' delay in town
    assert (w.last_income[ANNE], w.months_with_income[ANNE]) == (0, 1)
    assert hamlet.submissions.n == 0 and hamlet.events.judged.tolist() == [ANNE_TOWN] and hamlet.awaiting == 0


def test_the_least_fee_is_due_per_task(hamlet):
    """At the desk 30 % but at least 500: of 1,000 that is 500 each."""
    batch = hamlet.batch(LARGE, left=4)
    hamlet.work(CLEO_DESK, batch, right=4)
    judge(hamlet)
    assert hamlet.told("accepted_pay", "fees") == {"accepted_pay": 4_000, "fees": 2_000}
    assert payments(hamlet) == [(CLEO_DESK, 0, 4_000)]  # no delay


def test_seconds_of_a_rejection_are_rounded_down_and_none_is_lost(hamlet):
    """100 s over three tasks, one rejected: 33 and 67."""
    hamlet.work(ANNE_TOWN, hamlet.batch(), right=2, wrong=1, seconds=100)
    judge(hamlet)
    assert hamlet.told("seconds_accepted", "seconds_rejected") == {"seconds_accepted": 67, "seconds_rejected": 33}


def test_all_wrong_pays_nothing(hamlet):
    hamlet.work(ANNE_TOWN, hamlet.batch(), right=0, wrong=4)
    judge(hamlet)
    assert tasks(hamlet, ANNE_TOWN) == (0, 4, 0) and payments(hamlet) == []
    assert hamlet.workers.last_income[ANNE] == -1_000_000


# other judges: chances of nought and one


@pytest.mark.parametrize(
    ("habits", "verdict"),
    [
        ({"rejectable": 0.0}, (5, 0, 0)),  # tolerates everything
        ({"good_judged_bad": 1.0}, (0, 5, 3)),  # sees nothing but mistakes
        ({"refuse_good": 1.0}, (0, 5, 3)),  # refuses everything, unread
        ({"refuse_good": 1.0, "review_effort": 0.0}, (0, 5, 3)),
        ({"review_effort": 0.0, "good_judged_bad": 1.0}, None),  # does not look
    ],
)
def test_verdicts_of_other_judges(hamlet, habits, verdict):
    for name, value in habits.items():
        getattr(hamlet.requesters, name)[REGULAR] = value
    hamlet.work(ANNE_TOWN, hamlet.batch(), right=3, wrong=2)
    judge(hamlet)
    if verdict is None:
        assert hamlet.submissions.used("due").tolist() == [7] and tasks(hamlet, ANNE_TOWN) == (0, 0, 0)
    else:
        assert tasks(hamlet, ANNE_TOWN) == verdict
        assert hamlet.accounts.value_kept[ANNE_TOWN] == 1_000 * verdict[2] == hamlet.requesters.value_kept[REGULAR]


# when


def test_what_nobody_judged_is_approved_on_the_day(hamlet):
    """After seven days in town, wrong answers included; after five at the desk."""
    hamlet.requesters.review_effort[:3] = 0.0
    hamlet.work(ANNE_TOWN, hamlet.batch(), right=1, wrong=1)
    hamlet.work(BEA_DESK, hamlet.batch(LARGE), right=1, wrong=1)
    accepted = {}
    for day in range(9):
        hamlet.open_day(day)
        judge(hamlet)
        hamlet.events.new_submissions = slice(hamlet.submissions.n, hamlet.submissions.n)
        accepted[day] = hamlet.told("accepted", "rejected")
    assert {day: told["accepted"] for day, told in accepted.items() if told["accepted"]} == {5: 2, 7: 2}
    assert sum(told["rejected"] for told in accepted.values()) == 0 and hamlet.submissions.n == 0


def test_verdicts_wait_as_long_as_reviews_take(hamlet_with):
    """Exponential, mean two days: whole days have mean 1/(e^(1/2) - 1). 600 of them, within 4.5 standard errors."""
    hamlet = hamlet_with("requesters.regular.review_days=2", "platforms.mturk.auto_approval_days=60")
    batch = hamlet.batch(left=600)
    for _ in range(600):
        row = hamlet.work(ANNE_TOWN, batch, right=1)
        hamlet.submissions.first[row] = row  # another run, another draw
    judge(hamlet)
    waits = np.append(still_waiting(hamlet), np.zeros(hamlet.told("accepted")["accepted"]))
    assert len(waits) == 600
    mean = 1 / (np.exp(0.5) - 1)
    assert abs(waits.mean() - mean) < 4.5 * np.sqrt(mean * (1 + mean) / 600)


def test_a_verdict_that_would_come_too_late_is_automatic(hamlet_with):
    """Mean delay of sixty days, automatic approval after one: hardly any wrong answer is caught."""
    hamlet = hamlet_with("requesters.regular.review_days=60", "platforms.mturk.auto_approval_days=1")
    batch = hamlet.batch(left=300)
    for _ in range(300):
        hamlet.submissions.first[hamlet.work(ANNE_TOWN, batch, right=0, wrong=1)] = hamlet.submissions.n
    judge(hamlet)
    caught_today = hamlet.told("rejected")["rejected"]
    assert set(still_waiting(hamlet)) == {1} and len(still_waiting(hamlet)) == 300 - caught_today
    hamlet.events.new_submissions = slice(0, 0)
    hamlet.open_day(1)
    judge(hamlet)
    assert len(still_waiting(hamlet)) == 0
    caught = caught_today + hamlet.told("rejected")["rejected"]
    assert 0 < caught < 300 * (1 - np.exp(-2 / 60)) + 4.5 * np.sqrt(300 * 2 / 60)


def test_verdicts_are_binomial_counts(hamlet_with):
    """Of 12 right and 8 wrong: 12 at 0.1 x 0.5, 8 at 0.5, and 0.4 of those again; chi-square at 1 in 1,000."""
    many, hamlet = 2_000, hamlet_with("requesters.regular.reopen=0.4")
    r, batch = hamlet.requesters, hamlet.batch(left=20 * 2_000)
    r.rejectable[:3], r.good_judged_bad[:3] = 0.5, 0.1
    for _ in range(many):
        row = hamlet.work(ANNE_TOWN, batch, right=12, wrong=8)
        hamlet.submissions.first[row] = row  # another run, another draw
    judge(hamlet)
    cases = hamlet.events.verdicts
    rightly = cases["rejected"] - cases["wrongly"]
    for told, n, p in ((cases["wrongly"], 12, 0.05), (rightly, 8, 0.5)):
        expected = many * stats.binom.pmf(np.arange(n + 1), n, p)
        cell = np.minimum(np.arange(n + 1), np.flatnonzero(expected >= 5)[-1])  # rare counts together
        found, expected = (np.bincount(cell, weights=x) for x in (np.bincount(told, minlength=n + 1), expected))
        assert stats.chisquare(found, expected).pvalue > 1e-3
    assert abs(np.corrcoef(cases["wrongly"], rightly)[0, 1]) < 4.5 / np.sqrt(many)
    rejected = cases["rejected"].sum()
    assert abs(cases["again"].sum() - 0.4 * rejected) < 4.5 * np.sqrt(0.4 * 0.6 * rejected)


# what is offered again


@pytest.mark.parametrize(("day", "reopened"), [(6, 2), (7, 0)])
def test_rejected_tasks_go_back_on_show_while_the_batch_is_open(hamlet_with, day, reopened):
    """It expires on day 6: on that day rejected tasks are still offered again."""
    hamlet = hamlet_with("requesters.regular.reopen=1")
    batch = hamlet.batch(left=5, expiry_day=6)
    hamlet.batches.state[batch] = 2  # filled, waiting for verdicts
    hamlet.open_day(day)
    hamlet.work(ANNE_TOWN, batch, right=3, wrong=2)
    judge(hamlet)
    b = hamlet.batches
    assert hamlet.told("reopened", "rejected") == {"reopened": reopened, "rejected": 2}
    assert (b.left[batch], b.state[batch]) == ((2, 1) if reopened else (0, 2))
    assert hamlet.requesters.budget[REGULAR] == 1e9 + (0 if reopened else 2_400)  # stays committed


def test_a_requester_who_left_offers_nothing_again(hamlet_with):
    hamlet = hamlet_with("requesters.regular.reopen=1")
    hamlet.requesters.present[REGULAR] = False
    batch = hamlet.batch(left=5)
    hamlet.work(ANNE_TOWN, batch, right=3, wrong=2)
    judge(hamlet)
    assert hamlet.told("reopened", "accepted") == {"reopened": 0, "accepted": 3}


# what is remembered


def test_workers_remember_who_paid_and_who_refused(hamlet):
    hamlet.work(ANNE_TOWN, hamlet.batch(REGULAR), right=3, wrong=2)
    hamlet.work(ANNE_TOWN, hamlet.batch(REGULAR), right=1)
    hamlet.work(ANNE_TOWN, hamlet.batch(ONE_SHOT), right=0, wrong=4)
    judge(hamlet)
    w = hamlet.workers
    assert w.met[ANNE, :3].tolist() == [1, 3, 0] and w.met_day[ANNE, :2].tolist() == [0, 0]
    assert w.met_paid[ANNE, :2].tolist() == [4, 0] and w.met_refused[ANNE, :2].tolist() == [2, 4]
    assert not w.met[BEA].any() and not w.met[CLEO].any()  # memory is private


def test_whoever_was_met_longest_ago_is_forgotten(hamlet):
    w = hamlet.workers
    w.met[ANNE], w.met_day[ANNE], w.met_paid[ANNE] = range(11, 19), [9, 8, 7, 1, 6, 5, 4, 3], 50
    hamlet.open_day(10)
    hamlet.work(ANNE_TOWN, hamlet.batch(REGULAR), right=2)
    judge(hamlet)
    assert w.met[ANNE].tolist() == [11, 12, 13, 1, 15, 16, 17, 18]
    assert (w.met_paid[ANNE, 3], w.met_refused[ANNE, 3], w.met_day[ANNE, 3]) == (2, 0, 10)


def test_a_group_abroad_remembers_nothing(hamlet):
    hamlet.work(TOWN, hamlet.batch(), right=2, wrong=1)
    judge(hamlet)
    assert hamlet.told("accepted", "rejected") == {"accepted": 2, "rejected": 1}
    assert not hamlet.workers.met[0].any()


def test_requesters_learn_how_many_answers_they_judge_good(hamlet):
    """A weight of 0.002 per answer: from 1 towards 0.5 by 0.02/1.02 after ten of which half were right."""
    hamlet.work(ANNE_TOWN, hamlet.batch(), right=5, wrong=5)
    judge(hamlet)
    assert hamlet.requesters.usable[REGULAR] == pytest.approx(1 - 0.02 / 1.02 * 0.5)


@pytest.mark.parametrize(
    ("habits", "usable"),
    [
        ({"good_judged_bad": 1.0}, 1 - 0.02 / 1.02),  # takes all for bad
        ({"good_judged_bad": 1.0, "rejectable": 0.0}, 1 - 0.02 / 1.02),  # and pays all the same
        ({"refuse_good": 1.0}, 1.0),  # refuses unread
        ({"review_effort": 0.0}, 1.0),  # never looks
    ],
)
def test_a_requester_learns_from_what_it_read_and_as_it_judged(hamlet, habits, usable):
    """Ten answers, of which half are right; whoever reads nothing goes on thinking that all are usable."""
    for name, value in habits.items():
        getattr(hamlet.requesters, name)[REGULAR] = value
    hamlet.work(ANNE_TOWN, hamlet.batch(), right=5, wrong=5)
    for day in (0, 7):
        hamlet.open_day(day)
        judge(hamlet)
        hamlet.events.new_submissions = slice(0, 0)
    assert hamlet.submissions.n == 0
    assert hamlet.requesters.usable[REGULAR] == pytest.approx(usable)


@pytest.mark.parametrize(
    ("habits", "right", "wrong"),
    [
        ({}, 3, 0),
        ({"good_judged_bad": 1.0}, 0, 0),
        ({"good_judged_bad": 1.0, "rejectable": 0.0}, 0, 0),  # paid, and not used
        ({"refuse_good": 1.0}, 3, 2),  # refused unread, and kept
        ({"review_effort": 0.0}, 3, 2),
    ],
)
def test_what_is_used_is_the_same_in_profit_in_answers_and_in_their_value(hamlet_with, habits, right, wrong):
    """Value 3,000 an answer, all in time; a wrong one that is used does harm of 0.25 of that."""
    hamlet = hamlet_with("rejection.review_cost=0")
    r = hamlet.requesters
    for name, value in ({"deadline": 1e9} | habits).items():
        getattr(r, name)[REGULAR] = value
    hamlet.work(ANNE_TOWN, hamlet.batch(), right=3, wrong=2)
    for day in (0, 7):
        hamlet.open_day(day)
        judge(hamlet)
        hamlet.events.new_submissions = slice(0, 0)
    assert (r.usable_answers[REGULAR], r.value_received[REGULAR]) == (right, right * 3_000)
    assert r.net_gain[REGULAR] == pytest.approx(right * 3_000 - wrong * 750 - r.outlay[REGULAR])


def test_judges_err_as_often_as_they_do(hamlet_with):
    """Of 2,000 right answers a tenth are judged bad, of 2,000 wrong ones all; half of either are rejected for it.
    Within 4.5 standard errors."""
    hamlet = hamlet_with("rejection.review_cost=0")
    r = hamlet.requesters
    r.good_judged_bad[REGULAR], r.rejectable[REGULAR], r.deadline[REGULAR] = 0.1, 0.5, 1e9
    hamlet.work(ANNE_TOWN, hamlet.batch(left=5_000), right=2_000, wrong=2_000)
    judge(hamlet)
    used, (_, rejected, wrongly) = int(r.usable_answers[REGULAR]), tasks(hamlet, ANNE_TOWN)
    wrong_used = (used * 3_000 - r.outlay[REGULAR] - r.net_gain[REGULAR]) / 750
    for count, share in ((used, 0.9), (wrong_used, 0.0), (wrongly, 0.05), (rejected - wrongly, 0.5)):
        assert abs(count - 2_000 * share) <= 4.5 * np.sqrt(2_000 * share * (1 - share))
    weight = 0.002 * 4_000 / (1 + 0.002 * 4_000)
    assert r.usable[REGULAR] == pytest.approx(1 + weight * ((used + wrong_used) / 4_000 - 1))


def test_value_falls_the_later_an_answer_comes(hamlet):
    """Value 3,000 an answer, a deadline of one day, `delay_cost` 0.1. Submitted at noon, as posted: one day or three.

    In three times the deadline, an answer is worth 3^-0.1 of one in time.
    """
    early = hamlet.batch(day=-1)
    late = hamlet.batch(day=-3)
    for batch in (early, late):
        hamlet.work(ANNE_TOWN, batch, right=2, wrong=3)
    judge(hamlet)
    assert hamlet.requesters.value_received[REGULAR] == pytest.approx(2 * 3_000 + 2 * 3_000 * 3**-0.1)


# many at once


def test_those_who_wait_keep_their_order_when_the_judged_are_cleared_away(hamlet):
    hamlet.requesters.review_effort[ONE_SHOT] = 0.0
    prompt, slow = hamlet.batch(REGULAR, left=500), hamlet.batch(ONE_SHOT, left=500)
    for k in range(9):
        row = hamlet.work(ANNE_TOWN if k % 2 else DAN_TOWN, slow if k % 3 == 0 else prompt, right=k + 1)
        hamlet.submissions.first[row] = 100 + k
    judge(hamlet)
    x = hamlet.submissions
    assert x.used("right").tolist() == [1, 4, 7] and x.used("first").tolist() == [100, 103, 106]
    assert x.used("account").tolist() == [DAN_TOWN, ANNE_TOWN, DAN_TOWN] and set(x.used("due").tolist()) == {7}
    assert hamlet.awaiting == 3 and hamlet.batches.in_review[slow] == 12
    assert payments(hamlet) == [(ANNE_TOWN if k % 2 else DAN_TOWN, 3, 1_000 * (k + 1)) for k in range(9) if k % 3]


def test_room_is_made_for_payments(hamlet):
    hamlet.payments = Payments(1)
    batch = hamlet.batch(left=500)
    for _ in range(20):
        hamlet.work(ANNE_TOWN, batch, right=1)
    judge(hamlet)
    assert hamlet.payments.n == 20


def test_verdicts_do_not_depend_on_what_else_is_judged(hamlet_with):
    """Chances of a half: one submission gets the same verdict alone, after others, and on another row."""
    verdicts = []
    for others in (0, 7):
        hamlet = hamlet_with()
        hamlet.requesters.rejectable[:3] = 0.5
        hamlet.requesters.good_judged_bad[:3] = 1.0
        mine = hamlet.batch(REGULAR, left=500, slot=77)
        other = hamlet.batch(ONE_SHOT, left=500, slot=88)
        for _ in range(others):
            hamlet.work(DAN_TOWN, other, right=2, wrong=2)
        hamlet.work(ANNE_TOWN, mine, right=20, wrong=20)
        judge(hamlet)
        verdicts.append(tasks(hamlet, ANNE_TOWN))
    assert verdicts[0] == verdicts[1] and 10 < verdicts[0][1] < 30
