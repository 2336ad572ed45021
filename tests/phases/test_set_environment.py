"""Calendar and demand: 1 January 2019 was a Tuesday."""

import pytest
from tests.phases.conftest import ANNE, ANNE_TOWN, BEA

from microsim.market.calendar.phase import set_environment
from microsim.shocks.environment import Plan


@pytest.mark.parametrize(
    ("day", "weekday", "week_start", "month_start", "demand"),
    [
        (0, 1, -1, 0, 1.0),  # Tuesday, 1 January
        (4, 5, -1, 0, 0.5),  # Saturday
        (5, 6, -1, 0, 0.5),  # Sunday
        (6, 0, 6, 0, 1.0),  # Monday
        (31, 4, 27, 31, 1.0),  # Friday, 1 February
        (58, 3, 55, 31, 1.0),  # Thursday, 28 February
        (59, 4, 55, 59, 1.0),  # Friday, 1 March
        (-1, 0, -1, -31, 1.0),  # Monday, 31 December
    ],
)
def test_the_calendar(hamlet, day, weekday, week_start, month_start, demand):
    hamlet.day = day
    set_environment(hamlet)
    env = hamlet.environment
    assert (env.weekday, env.week_start, env.month_start, env.demand) == (weekday, week_start, month_start, demand)


def test_the_week_begins_anew_on_monday(hamlet):
    hamlet.workers.earned_week[BEA] = 12_000
    for day, earned in ((5, 12_000), (6, 0)):
        hamlet.open_day(day)
        set_environment(hamlet)
        assert hamlet.workers.earned_week[BEA] == earned


@pytest.mark.parametrize(("day", "kept"), [(-1, True), (0, False), (1, True)])
def test_counters_begin_with_the_measured_year_and_stocks_stay(hamlet, day, kept):
    w, a, r, p = hamlet.workers, hamlet.accounts, hamlet.requesters, hamlet.platforms
    flows = ((a, "accepted_pay"), (a, "seconds_search"), (w, "days_active"), (r, "outlay"), (p, "fees"))
    stocks = ((a, "balance"), (a, "approved"), (a, "seconds_awaiting"), (w, "disappointed"), (r, "target_wage"))
    for table, name in (*flows, *stocks):
        getattr(table, name)[0] = 7
    w.last_active[ANNE], a.seconds_awaiting[ANNE_TOWN] = -3, 90
    hamlet.day = day
    hamlet.begin_day()
    assert {bool(getattr(table, name)[0]) for table, name in flows} == {kept}
    assert {getattr(table, name)[0] for table, name in stocks} == {7}
    assert w.last_active[ANNE] == (-3 if kept else -1_000_000)
    assert a.awaiting_at_start[ANNE_TOWN] == (0 if kept else 90)


def test_nothing_of_yesterday_s_shocks_stays(hamlet):
    set_environment(hamlet)
    calm = hamlet.environment
    hamlet.amend(attraction=3.0, nudge=100, plans=(Plan(0.5),), disconnected={"mturk": 0.5})
    assert repr(hamlet.environment) != repr(calm)
    set_environment(hamlet)
    assert repr(hamlet.environment) == repr(calm)
