"""Platforms' choices, schedules and books; where requesters post; each by hand. Day 0 is a Tuesday."""

import numpy as np
import pytest
from tests.phases.conftest import BEA, BEA_DESK, BEA_TOWN, DESK, LARGE, REGULAR, TOWN

from microsim.config.load import load
from microsim.market.law.phase import set_rules
from microsim.market.posting.phase import post_batches
from microsim.market.reaction.answers import COMPLY, LEAVE, PASS_ON, choose, next_admission
from microsim.market.reaction.phase import react
from microsim.market.review.phase import review
from microsim.market.sessions.choice import ABROAD, ANY
from microsim.market.supply.phase import decide_supply
from microsim.units import MONDAY

POOL = "population.foreign_pool={abroad: {people: 1, reservation_wage: 1}}"
STRATEGIC = "reaction.mode=strategic"
LEAST = 0.01  # share of employees for whom there always are hours


def law(name, *changes):
    told = load([f"regulation={name}", *(f"regulation.{name}.{change}" for change in changes)]).regulation[name]
    return f"regulation={{{name}: {told.model_dump()}}}".replace("None", "null").replace("'", "")


FLOOR = law("pay_floor", "hourly=9")
EMPLOYED = law("employment", "only_directing=false")


def morning(hamlet, day=0):
    hamlet.open_day(day)
    hamlet.day = day
    set_rules(hamlet)


@pytest.mark.parametrize(
    ("fees", "abroad", "cost", "pay", "surcharged", "elasticity", "choice"),
    [
        (40, 0, 0, 100, 0, 1.5, COMPLY),  # costs nothing
        (40, 0, 10, 100, 0, 1.5, PASS_ON),  # 40 x (140/150)**1.5 = 36.1 against 40 - 10
        (40, 0, 10, 100, 0, 8, COMPLY),  # 40 x (140/150)**8 = 23.0 against 30
        (40, 30, 400, 100, 0, 1.5, LEAVE),  # 40 x (140/540)**1.5 = 5.3 against 30 from abroad
        (40, 4, 400, 100, 400, 1.5, PASS_ON),  # as posted today: 40 against 4 x (540/140)**1.5 = 30.3
        (0, 0, 5, 0, 0, 1.5, LEAVE),  # pays for nothing
    ],
)
def test_choices_by_hand(fees, abroad, cost, pay, surcharged, elasticity, choice):
    assert choose(*(float(x) for x in (fees, abroad, cost, pay, 0.4, surcharged, elasticity))) == choice


def test_hours_follow_what_work_needs():
    assert next_admission(0.5, 100.0, 75.0, 5.0, 0.1, LEAST) == pytest.approx(0.44)
    assert next_admission(0.9, 100.0, 100.0, 50.0, 0.1, LEAST) == 1.0
    assert next_admission(0.001, 0.0, 0.0, 0.0, 0.1, LEAST) > 0.001  # whoever had nobody tries again
    assert next_admission(0.5, 100.0, 0.0, 0.0, 0.1, LEAST) == LEAST  # after a week without any work
    assert next_admission(LEAST, 100.0, 100.0, 0.0, 0.1, LEAST) > LEAST  # and is not lost for ever
    assert next_admission(0.0, 0.0, 0.0, 0.0, 0.1, LEAST) == LEAST


def test_a_period_of_books_makes_a_surcharge_per_hour(hamlet_with):
    """Two hours of tasks accepted, 30 spent because of the law: 15 an hour."""
    hamlet = hamlet_with(EMPLOYED, STRATEGIC, "reaction.period_days=2", "reaction.believed_elasticity=0.1")
    p = hamlet.platforms
    for day in (0, 1):
        morning(hamlet, day)
        if day:
            p.book_fees[TOWN], p.book_pay[TOWN] = 40_000, 100_000
            p.book_seconds[TOWN], p.book_cost[TOWN] = 7_200, 300_000
        react(hamlet)
    assert p.surcharge[TOWN] == pytest.approx(150_000) and not p.left[TOWN]
    assert p.book_fees[TOWN] == p.book_days[TOWN] == 0


def test_who_owes_wages_counts_them_before_they_are_paid(hamlet_with):
    hamlet = hamlet_with(EMPLOYED, STRATEGIC, "reaction.period_days=1", "reaction.believed_elasticity=0.1")
    p, a = hamlet.platforms, hamlet.accounts
    morning(hamlet)
    p.book_fees[TOWN], p.book_pay[TOWN], p.book_seconds[TOWN] = 40_000, 100_000, 3_600
    a.wage_due[BEA_TOWN], a.accepted_pay[BEA_TOWN] = 100_000, 30_000
    react(hamlet)
    assert p.surcharge[TOWN] == 70_000 + 15_000  # what is short, and contributions on 100,000
    morning(hamlet, 1)
    p.book_fees[TOWN], p.book_pay[TOWN], p.book_seconds[TOWN] = 40_000, 100_000, 3_600
    react(hamlet)
    assert p.surcharge[TOWN] == 0.0  # nothing more is owed


@pytest.mark.parametrize(("changes", "lost", "paid"), [(FLOOR, 4_000, 0), (EMPLOYED, 0, 3_168)])
def test_whoever_leaves_shuts_the_accounts_and_settles_balances(hamlet_with, changes, lost, paid):
    """Employees get what they have earned, less 20.8 % of contributions; of others what is too little is lost."""
    hamlet = hamlet_with(changes, STRATEGIC)
    a = hamlet.accounts
    hamlet.platforms.left[DESK] = True
    a.balance[BEA_DESK] = 4_000  # below the threshold of 0.50
    morning(hamlet)
    react(hamlet)
    assert a.status[2:9].tolist() == [0, 0, 2, 2, 0, 0, 2] and a.balance[BEA_DESK] == 0
    assert hamlet.told("shut_out", "forfeited") == {"shut_out": 3, "forfeited": lost}
    assert hamlet.told("paid_out", "contributions") == {"paid_out": paid, "contributions": 4_000 - lost - paid}


def test_who_is_off_does_not_come_and_has_a_day_of_luck(hamlet_with):
    hamlet = hamlet_with(EMPLOYED, STRATEGIC)
    hamlet.amend(weekday=1)
    hamlet.workers.present[:] = False
    hamlet.workers.present[BEA] = True
    came = []
    for day in range(200):
        morning(hamlet, day)
        hamlet.platforms.admission[:2] = 0.3
        decide_supply(hamlet)
        off = hamlet.accounts.off_today[[BEA_TOWN, BEA_DESK]]
        assert (hamlet.sessions.n == 0) == off.all() == bool(hamlet.days.turned_away[hamlet.today])
        came.append(hamlet.sessions.n > 0)
    assert 0.51 - 0.16 < np.mean(came) < 0.51 + 0.16  # 1 - 0.7 x 0.7, 4.5 standard errors


@pytest.mark.parametrize("least", [LEAST, 0.2])
def test_there_are_hours_for_as_many_as_is_declared_at_least(hamlet_with, least):
    hamlet = hamlet_with(EMPLOYED, STRATEGIC, f"reaction.least_admitted={least}")
    morning(hamlet)
    hamlet.amend(weekday=MONDAY)
    hamlet.platforms.admission[:2] = 0.0
    react(hamlet)
    assert hamlet.platforms.admission[:2].tolist() == [least, least]


def test_naive_nobody_reacts(hamlet_with):
    hamlet = hamlet_with(EMPLOYED, POOL)
    hamlet.platforms.admission[:2] = 0.0
    morning(hamlet)
    react(hamlet)
    decide_supply(hamlet)
    assert not hamlet.accounts.off_today.any() and not hamlet.platforms.used("book_days").any()


def test_nothing_of_a_reaction_outlives_the_law(hamlet_with):
    """The last day of the law is day 3; on day 4 there are hours for all, and work costs what it cost."""
    hamlet = hamlet_with(law("employment", "only_directing=false", "until_day=3"), STRATEGIC)
    p, a = hamlet.platforms, hamlet.accounts
    for day, there in ((3, True), (4, False)):
        morning(hamlet, day)
        p.surcharge[TOWN], p.left[DESK], p.admission[:2] = 30_000.0, True, 0.01
        decide_supply(hamlet)
        react(hamlet)
        assert a.off_today[:9].any() == there
        assert (p.surcharge[TOWN] > 0, p.left[DESK], p.admission[TOWN] < 1.0) == (there, there, there)
    assert not any(p.used(name).any() for name in ("owed", "book_fees", "book_cost", "book_days"))


def test_a_reaction_ends_only_where_the_law_does(hamlet_with):
    hamlet = hamlet_with(law("employment", "only_directing=false", "platforms=[mturk]"), STRATEGIC)
    morning(hamlet)
    hamlet.amend(weekday=1)  # a Tuesday: no new schedule
    p = hamlet.platforms
    p.surcharge[:2], p.admission[:2] = 30_000.0, 0.5
    react(hamlet)
    assert p.surcharge[:2].tolist() == [30_000.0, 0.0] and p.admission[:2].tolist() == [0.5, 1.0]


@pytest.mark.parametrize("changes", [(), (STRATEGIC,), (EMPLOYED,), (EMPLOYED, STRATEGIC)])
def test_a_book_of_the_week_is_emptied_on_mondays_under_a_law_or_not(hamlet_with, changes):
    hamlet = hamlet_with(*changes)
    for day, left in ((5, 7_200), (6, 0)):  # Sunday, Monday
        morning(hamlet, day)
        hamlet.amend(weekday=(day + 1) % 7)
        hamlet.platforms.book_undone[TOWN] = 7_200
        react(hamlet)
        assert hamlet.platforms.book_undone[TOWN] == left


# where requesters post


def posted(hamlet, **columns):
    """The batches of the first requester, one job of 60 s a day on average, worth 3,000 a task."""
    r, rows = hamlet.requesters, []
    for name, value in (dict(batches_per_day=20.0) | columns).items():
        getattr(r, name)[REGULAR] = value
    morning(hamlet)
    post_batches(hamlet)
    b = hamlet.batches
    rows = np.flatnonzero(b.used("requester_id") == 1)
    assert len(rows)
    return b, rows


def test_below_the_floor_it_turns_to_people_abroad(hamlet_with):
    """A cent for a minute there, 15 cents here; an answer is worth 30."""
    b, rows = posted(hamlet_with(FLOOR, POOL, STRATEGIC))
    assert (b.country[rows] == ABROAD).all() and (b.price[rows] == 1_000).all()


@pytest.mark.parametrize("changes", [(FLOOR, POOL), (FLOOR, STRATEGIC), (POOL, STRATEGIC)])
def test_it_does_not_where_nobody_reacts_nobody_is_there_or_no_law_holds(hamlet_with, changes):
    b, rows = posted(hamlet_with(*changes))
    assert (b.country[rows] == ANY).all() and (b.price[rows] == (1_500 if FLOOR in changes else 1_000)).all()


def test_it_stays_where_it_remembers_that_work_abroad_is_not_done(hamlet_with):
    """Outlay 1,200 of 3,000 for a third of the tasks: 600; 1,800 of 3,000 for all of them: 1,200."""
    b, rows = posted(hamlet_with(FLOOR, POOL, STRATEGIC), done_away=1 / 3)
    assert (b.country[rows] == ANY).all() and (b.price[rows] == 1_500).all()


def test_a_surcharge_is_owed_on_work_open_to_all_only(hamlet_with):
    hamlet = hamlet_with(law("employment", "only_directing=false"), POOL, STRATEGIC)
    hamlet.platforms.surcharge[TOWN] = 30_000.0
    b, rows = posted(hamlet, done_away=0.1)
    assert (b.surcharge[rows] == 500).all() and (b.country[rows] == ANY).all()  # 3 an hour, a minute
    row = rows[0]
    hamlet.work(BEA_TOWN, row, right=4)
    hamlet.requesters.review_effort[REGULAR] = 0.0
    hamlet.submissions.due[: hamlet.submissions.n] = 0
    hamlet.requesters.deadline[REGULAR] = 86_400
    for day in range(8):
        hamlet.open_day(day)
        review(hamlet)
        hamlet.events.new_submissions = slice(0, 0)
        if hamlet.days.accepted[hamlet.today]:
            break
    assert hamlet.told("accepted", "fees", "surcharges") == {"accepted": 4, "fees": 4 * 700, "surcharges": 2_000}


def test_who_refuses_and_may_not_keep_turns_to_people_abroad(hamlet_with):
    keep = law("no_reject_and_keep")
    b, rows = posted(hamlet_with(keep, POOL, STRATEGIC), refuse_good=0.5)
    assert (b.country[rows] == ABROAD).all()
    b, rows = posted(hamlet_with(keep, POOL, STRATEGIC), refuse_good=0.0)
    assert (b.country[rows] == ANY).all()


def test_platforms_closed_abroad_give_no_choice(hamlet_with):
    hamlet = hamlet_with(FLOOR, POOL, STRATEGIC)
    hamlet.requesters.batches_per_day[LARGE] = 20.0
    b, _ = posted(hamlet)
    rows = np.flatnonzero(b.used("requester_id") == 2)
    assert len(rows) and (b.country[rows] == ANY).all()


GATED = "demand.country_gate=1"
TWO = "population.country_shares={FR: 0.5, MG: 0.5}"
HERE, THERE = 0, 1  # countries of gates: one that a law protects, and another


@pytest.mark.parametrize(("country", "price"), [(HERE, 1_500), (THERE, 1_000)])
def test_a_floor_falls_on_gated_work_only_if_it_protects_those_who_may_do_it(hamlet_with, country, price):
    b, rows = posted(hamlet_with(law("pay_floor", "hourly=9", "countries=[FR]"), TWO, GATED), country=country)
    assert (b.country[rows] == country).all() and (b.price[rows] == price).all()


@pytest.mark.parametrize(("country", "surcharge"), [(HERE, 500), (THERE, 0)])
def test_a_surcharge_falls_on_gated_work_only_if_a_law_protects_those_who_may_do_it(hamlet_with, country, surcharge):
    hamlet = hamlet_with(law("employment", "only_directing=false", "countries=[FR]"), TWO, GATED, STRATEGIC)
    hamlet.platforms.surcharge[TOWN] = 30_000.0
    b, rows = posted(hamlet, country=country)
    assert (b.surcharge[rows] == surcharge).all()


@pytest.mark.parametrize(("country", "there"), [(HERE, False), (THERE, True)])
def test_a_platform_that_left_posts_no_work_that_only_those_may_do_whom_it_shut_out(hamlet_with, country, there):
    hamlet = hamlet_with(law("employment", "only_directing=false", "countries=[FR]"), TWO, GATED, STRATEGIC)
    hamlet.platforms.left[TOWN] = True
    hamlet.requesters.batches_per_day[REGULAR], hamlet.requesters.country[REGULAR] = 20.0, country
    morning(hamlet)
    post_batches(hamlet)
    assert (hamlet.told("posted")["posted"] > 0, hamlet.told("too_dear")["too_dear"] > 0) == (there, not there)
    assert hamlet.requesters.budget[REGULAR] < 1e9 if there else hamlet.requesters.budget[REGULAR] == 1e9


def test_books_hold_no_work_that_is_for_the_unprotected_only(hamlet_with):
    hamlet = hamlet_with(law("employment", "only_directing=false", "countries=[FR]"), TWO, STRATEGIC)
    hamlet.workers.country[BEA] = THERE
    morning(hamlet)
    for country in (ANY, THERE):
        hamlet.work(BEA_TOWN, hamlet.batch(country=country), right=4)
    hamlet.amend(weekday=1)
    review(hamlet)
    react(hamlet)
    p = hamlet.platforms
    assert (p.book_pay[TOWN], p.book_seconds[TOWN]) == (4_000, 240)


def test_the_first_morning_after_a_law_knows_no_surcharge(hamlet_with):
    hamlet = hamlet_with(law("employment", "only_directing=false", "until_day=3"), STRATEGIC)
    hamlet.platforms.surcharge[TOWN], hamlet.platforms.left[TOWN] = 30_000.0, True
    hamlet.requesters.batches_per_day[REGULAR] = 20.0
    morning(hamlet, 4)
    post_batches(hamlet)
    rows = hamlet.events.fresh
    assert len(rows) and not hamlet.batches.surcharge[rows].any() and (hamlet.batches.country[rows] == ANY).all()
