"""What holds of laws whatever the numbers: a higher floor raises posted pay, contributions paid are received."""

import numpy as np
import pytest

from microsim.config.load import load
from microsim.model import Market

CLASS = ["scenario=classroom", "burn_in_days=10", "days=40", "platforms.fairdesk.directs=true"]
FLOORS = (0.0, 2.0, 4.0, 8.0, 16.0)
HOUR, MONEY = 3600, 10_000


@pytest.fixture(scope="module")
def evening():
    with Market(load(CLASS)) as market:
        while market.day < 0:
            market.step()
        yield market


def under(evening, floor, days, compliance=1.0, rich=False):
    """Pay per median hour of the batches posted on some days under a floor, by what tells a batch apart.

    Requesters who are rich lack no money: what they do not post is not worth its cost.
    """
    words = [f"regulation.pay_floor.hourly={floor}", f"regulation.pay_floor.compliance={compliance}"]
    posted = {}
    with evening.fork(load([*CLASS, "regulation=pay_floor", *words])) as market:
        if rich:
            market.requesters.used("budget")[:] = 1e15
        for _ in range(days):
            market.step()
            b = market.batches
            for row in market.events.fresh:  # filled and judged or not: a free row still says what was there
                who = int(b.requester_id[row]), int(b.day[row]), int(b.slot[row])
                posted[who] = b.price[row] * HOUR / b.seconds[row] / MONEY
    return posted


def test_on_its_first_day_a_higher_floor_lowers_the_pay_of_no_batch(evening):
    told = [under(evening, floor, 1) for floor in FLOORS]
    for lower, higher, floor in zip(told[:-1], told[1:], FLOORS[1:], strict=True):
        both = lower.keys() & higher.keys()
        assert both and all(higher[batch] >= lower[batch] for batch in both)
        assert all(pay >= floor for pay in higher.values())


def test_on_its_first_day_the_higher_the_floor_the_fewer_jobs_are_worth_their_cost_and_those_are_among_them(evening):
    told = [under(evening, floor, 1, rich=True) for floor in FLOORS]
    assert all(higher.keys() <= lower.keys() for lower, higher in zip(told[:-1], told[1:], strict=True))
    assert 0 < len(told[-1]) < len(told[0])


def test_over_a_month_posted_pay_rises_with_the_floor_and_none_pays_less_than_it(evening):
    told = [np.array(list(under(evening, floor, 30).values())) for floor in FLOORS]
    assert all((pay >= floor).all() for pay, floor in zip(told, FLOORS, strict=True))
    medians = [np.median(pay) for pay in told]
    assert medians == sorted(medians) and medians[-1] > medians[0]


@pytest.mark.parametrize("law", ["contributions", "employment", "[contributions,employment]"])
def test_contributions_received_are_contributions_paid(evening, law):
    words = [f"regulation={law}"] + (["regulation.contributions.compliance=0.6"] if "contributions" in law else [])
    with evening.fork(load([*CLASS, *words])) as market:
        for _ in range(40):
            market.step()
        d, a, p = market.days, market.accounts, market.platforms
        measured = d.used("day") >= 0
        assert d.used("contributions")[measured].sum() == a.used("contributed").sum() > 0
        assert d.used("employer_contributions")[measured].sum() == a.used("charged").sum() == p.used("charged").sum()
        assert (a.used("charged").sum() > 0) == ("employment" in law)
