"""Appeals in the hamlet: what a won one changes; and who may not refuse unread. Day 0 is 1 January 2019."""

import pytest
from tests.phases.conftest import ANNE, ANNE_TOWN, BEA, BEA_TOWN, REGULAR

from microsim.config.load import load
from microsim.market.appeals.phase import hear_appeals
from microsim.market.calendar.phase import set_environment
from microsim.market.law.phase import set_rules
from microsim.market.review.phase import review
from microsim.market.standing.phase import rate_and_gate
from microsim.state.people import NOT_LOCKED

TOLD = load(["regulation=[appeal,no_reject_and_keep]"]).regulation
NO = "shock={a: {_target_: microsim.shocks.mass_rejection.MassRejection, platform: mturk, from_day: 0}}"
TWO = "population.country_shares={FR: 0.5, MG: 0.5}"
MONTHS_AGO = -100


def laws(*names, **changes):
    told = {name: TOLD[name].model_dump() | (changes if name == "appeal" else {}) for name in names}
    return f"regulation={told}".replace("None", "null").replace("'", "")


def judged(hamlet, day, reasons=True):
    hamlet.open_day(day)
    set_rules(hamlet)
    if not reasons:
        hamlet.rules.law.people["reasons"] = 0.0
    set_environment(hamlet)
    if day == 0:
        hamlet.work(ANNE_TOWN, hamlet.batch(REGULAR), right=10)
    review(hamlet)
    hamlet.events.new_submissions = slice(0, 0)
    hear_appeals(hamlet)
    rate_and_gate(hamlet)


@pytest.fixture
def unjust(hamlet_with):
    """Ten right answers of Anne's are looked at and rejected on day 0, and she appeals; decided on day 1."""

    def make(*names):
        hamlet = hamlet_with(laws("appeal", *names, delay_days=1, minutes=1))
        hamlet.requesters.good_judged_bad[REGULAR] = 1.0
        hamlet.accounts.approved[ANNE_TOWN] = 100
        judged(hamlet, 0)
        assert hamlet.told("rejected", "appeals") == {"rejected": 10, "appeals": 1}
        return hamlet

    return make


@pytest.mark.parametrize("names", [(), ("no_reject_and_keep",)])
def test_an_appeal_won_brings_the_requester_the_answers_that_it_had_judged_bad(unjust, names):
    """Ten tasks at 1,000 and a fee of 200; an answer is worth 3,000, kept or given back: it was not used so far."""
    hamlet = unjust(*names)
    r = hamlet.requesters
    before = float(r.gain[REGULAR])
    assert r.usable_answers[REGULAR] == r.value_received[REGULAR] == 0
    judged(hamlet, 1)
    assert hamlet.told("overturned") == {"overturned": 10}
    assert r.gain[REGULAR] - before == pytest.approx(10 * 3_000 - 12_000)
    assert (r.usable_answers[REGULAR], r.value_received[REGULAR]) == (10, 30_000)


@pytest.mark.parametrize(("names", "on_refusal"), [((), 10), (("no_reject_and_keep",), 0)])
def test_an_appeal_won_against_a_refusal_brings_answers_only_if_they_were_given_back(hamlet_with, names, on_refusal):
    """Refused unread and kept, all ten right answers were used from the first day; given back, from the second."""
    hamlet = hamlet_with(laws("appeal", *names, delay_days=1, minutes=1))
    hamlet.requesters.refuse_good[REGULAR] = 1.0
    hamlet.accounts.approved[ANNE_TOWN] = 100
    judged(hamlet, 0, reasons=False)
    r = hamlet.requesters
    assert hamlet.told("rejected", "appeals") == {"rejected": 10, "appeals": 1}
    assert r.usable_answers[REGULAR] == on_refusal
    judged(hamlet, 1)
    assert (r.usable_answers[REGULAR], r.value_received[REGULAR]) == (10, 30_000)


def test_pay_won_on_appeal_makes_a_month_one_with_income(unjust):
    hamlet = unjust()
    w = hamlet.workers
    w.last_income[ANNE], w.months_with_income[ANNE] = MONTHS_AGO, 0
    judged(hamlet, 1)
    assert (w.months_with_income[ANNE], w.last_income[ANNE]) == (1, 1)


def test_an_appeal_won_ends_a_lock_out(unjust):
    """100 of 110 approved are too few for gates, 110 are enough; nothing else of Anne's is judged on day 1."""
    hamlet = unjust()
    a = hamlet.accounts
    assert (a.lockouts[ANNE_TOWN], a.locked_since[ANNE_TOWN]) == (1, 0)
    judged(hamlet, 1)
    assert (a.recoveries[ANNE_TOWN], a.locked_since[ANNE_TOWN], a.days_locked[ANNE_TOWN]) == (1, NOT_LOCKED, 1)


@pytest.mark.parametrize(("compliance", "refused"), [(1.0, [0, 5]), (0.0, [5, 5])])
def test_who_has_to_give_reasons_refuses_no_protected_work_unread_in_a_mass_rejection(hamlet_with, compliance, refused):
    hamlet = hamlet_with(laws("appeal", countries="[FR]", compliance=compliance), NO, TWO)
    hamlet.workers.country[BEA] = 1
    hamlet.open_day(0)
    set_rules(hamlet)
    set_environment(hamlet)
    for account in (ANNE_TOWN, BEA_TOWN):
        hamlet.work(account, hamlet.batch(REGULAR), right=5)
    review(hamlet)
    assert hamlet.accounts.tasks_refused[[ANNE_TOWN, BEA_TOWN]].tolist() == refused


@pytest.mark.parametrize(("memory", "appeals"), [(1, 1), (0.1, 0)])
def test_the_first_belief_weighs_as_much_as_is_declared(hamlet_with, memory, appeals):
    """Ten of ten rejected: 10,000 are won with the chance 1/11 or 0.1/10.1; a minute is worth 250."""
    hamlet = hamlet_with(laws("appeal", delay_days=1, minutes=1), f"behaviour.appeal_memory={memory}")
    hamlet.requesters.good_judged_bad[REGULAR] = 1.0
    judged(hamlet, 0)
    assert hamlet.told("rejected", "appeals") == {"rejected": 10, "appeals": appeals}
