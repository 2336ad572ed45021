"""A market where laws hold and everybody reacts: it adds up, is neutral without a law, and goes the way it should."""

import numpy as np
import pytest

from microsim.codes import AccountStatus
from microsim.config.load import load
from microsim.market.sessions.choice import ABROAD
from microsim.model import Market
from microsim.state.state import State

SMALL = [
    "scenario=classroom", "days=84", "burn_in_days=14", "requesters.one_shot.refusers=0.5",
    "platforms.fairdesk.directs=true", "platforms.mturk.suspension_unfounded=1",
    "population.foreign_pool={near: {people: 0.2, reservation_wage: 2}, far: {people: 0.4, reservation_wage: 1}}",
]  # fmt: skip
ALL = "regulation=[contributions,pay_floor,appeal,no_reject_and_keep,suspension_review,employment]"
FOR_SALE = "platforms.fairdesk.countries=[]"
HOME = "platforms.fairdesk.countries=[FR]"


@pytest.fixture(scope="module")
def evening():
    """The evening before the first measured day, without any law."""
    with Market(load([*SMALL, HOME])) as market:
        while market.day < 0:
            market.step()
        yield market


def after(evening, *words, days=84, each_day=None):
    """A fork under some laws after so many days (identities are checked on each)."""
    market = evening.fork(load([*SMALL, HOME, *words]))
    for _ in range(days):
        market.step()
        if each_day:
            each_day(market)
    return market


def columns(market):
    return {f"{name}.{column}": getattr(market, name).used(column).copy()
            for name in State.tables() for column in getattr(market, name).columns}  # fmt: skip


def foreign_share(market):
    d = market.days
    return d.used("submitted_abroad")[14:].sum() / d.used("submitted")[14:].sum()


def test_what_is_open_to_the_protected_pays_the_floor_and_what_is_closed_to_them_they_do_not_do(evening):
    def covered(market):
        b, x = market.batches, market.submissions
        rows = market.events.fresh
        rows = rows[b.country[rows] != ABROAD]
        assert (b.price[rows] * 3_600 >= 60_000 * b.seconds[rows]).all()
        new = np.arange(market.events.new_submissions.start, market.events.new_submissions.stop)
        closed = new[(b.country[x.batch[new]] == ABROAD) & (x.stage[new] == 1)]
        assert not market.workers.person[market.accounts.worker[x.account[closed]]].any()
        seen.append(len(closed))

    seen = []
    words = "regulation=pay_floor", "regulation.pay_floor.hourly=6", "reaction=strategic"
    with after(evening, *words, days=40, each_day=covered):
        assert sum(seen) > 0


@pytest.mark.parametrize("mode", ["naive", "strategic"])
def test_under_all_laws_money_and_tasks_add_up(evening, mode):
    with after(evening, ALL, f"reaction={mode}") as market:
        a, p, d, measured = market.accounts, market.platforms, market.days, slice(14, None)
        for column, flow in {"contributed": "contributions", "paid_out": "paid_out", "forfeited": "forfeited",
                             "made_up": "made_up", "tasks_accepted": "accepted"}.items():  # fmt: skip
            assert a.used(column).sum() == d.used(flow)[measured].sum(), flow
        for column, flow in {"charged": "employer_contributions", "made_up": "made_up", "hearing": "hearing",
                             "fees": "fees"}.items():  # fmt: skip
            assert p.used(column).sum() == d.used(flow)[measured].sum(), flow
        assert market.requesters.used("outlay").sum() == d.used("outlay")[measured].sum()
        surcharges = d.used("surcharges")[measured].sum()
        assert (surcharges > 0) == (mode == "strategic") and surcharges <= d.used("fees")[measured].sum()
        assert (d.used("posted_abroad").sum() > 0) == (mode == "strategic")
        people = market.workers.person[a.used("worker")]
        assert a.used("value_kept")[people].sum() == 0 and a.used("contributed")[~people].sum() == 0


def test_without_a_law_that_costs_something_nobody_reacts(evening):
    """Not a bit moves: contributions are the workers' affair."""
    law = "regulation=contributions"
    with after(evening, law) as naive, after(evening, law, "reaction=strategic") as strategic:
        one, other = columns(naive), columns(strategic)
    assert [name for name, values in one.items() if not np.array_equal(values, other[name])] == []


def test_until_its_day_a_law_moves_no_bit_where_everybody_reacts(evening):
    days = [f"regulation.{law}.from_day=20" for law in ALL[12:-1].split(",")]
    with (
        after(evening, "reaction=strategic", days=20) as without,
        after(evening, ALL, "reaction=strategic", *days, days=20) as before,
    ):
        one, other = columns(without), columns(before)
    assert [name for name, values in one.items() if not np.array_equal(values, other[name])] == []


def test_the_higher_the_floor_the_more_is_done_abroad_where_requesters_can_turn_there(evening):
    def share(hourly, mode):
        with after(evening, "regulation=pay_floor", f"regulation.pay_floor.hourly={hourly}", f"reaction={mode}") as it:
            return foreign_share(it)

    low, middle, high = (share(hourly, "strategic") for hourly in (2.0, 5.0, 9.0))
    assert low < middle < high and high > 1.5 * share(9.0, "naive")


def test_schedules_stop_the_spiral(evening):
    """Without them idle hours are paid, and passed on; with them surcharges settle."""
    found = {}
    for slack in (0.1, 10.0):
        path = []

        def note(market, path=path):
            path.append(float(market.platforms.surcharge[1]))

        words = "regulation=employment", "reaction=strategic", f"reaction.slack={slack}"
        with after(evening, *words, each_day=note) as market:
            found[slack] = path, market.platforms.admission[1], market.days.used("turned_away").sum()
    path, admission, turned_away = found[0.1]
    assert 0.0 < admission < 1.0 and turned_away > 0 and found[10.0][1] == 1.0 and found[10.0][2] == 0
    assert path[-1] < found[10.0][0][-1]
    assert path[-1] < 2.0 * path[30]


def test_whom_a_platform_has_shut_out_works_there_no_more(evening):
    config = [*SMALL, FOR_SALE, "regulation=employment", "reaction=strategic", "reaction.believed_elasticity=20",
              "population.foreign_pool.far.people=6"]  # fmt: skip
    with Market(load(config)) as market:
        while market.day < 60:
            market.step()
        a, here = market.accounts, market.accounts.used("platform") == 1
        people = market.workers.person[a.used("worker")]
        assert market.platforms.left[1] and market.days.used("shut_out").sum() > 0
        assert not (a.used("status")[here & people] == AccountStatus.OPEN).any()
        gone = np.flatnonzero(market.days.used("shut_out"))[0] - 14
        assert (a.used("last_active")[here & people] <= gone).all() and gone < 45
        assert (a.used("last_active")[here & ~people] > gone + 7).any()
        assert not a.used("balance")[here & people].any()


def test_the_groups_abroad_come_in_larger_numbers_where_prices_are_higher():
    came = []
    for change in (0.5, 1.0, 2.0):
        with Market(load([*SMALL, FOR_SALE, f"demand.start_price={change}"])) as market:
            came.append(0)
            for _ in range(30):
                market.step()
                came[-1] += (market.sessions.used("worker") < 2).sum()
    assert came[0] < came[1] < came[2]
