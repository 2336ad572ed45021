"""The books of the day: stocks by hand, identities, and a tampered column that does not go unnoticed."""

import numpy as np
import pytest
from tests.phases.conftest import ANNE, ANNE_TOWN, BEA, CLEO, DAN, EVA, LARGE, REGULAR

from microsim.market.day import DAY, describe_phases
from microsim.market.record.phase import record
from microsim.market.record.stocks import count_accounts
from microsim.metrics.identities import IdentityError, balances
from microsim.random.draws import draw
from microsim.state.people import Accounts

TEN = 36_000


def a_day(hamlet, day: int) -> None:
    """Everybody works four hours in two batches; the phases run, but the day is not yet closed."""
    hamlet.open_day(day)
    for phase in DAY[:-1]:
        if phase.__name__ == "decide_supply":
            for worker in (ANNE, BEA, CLEO, DAN, EVA):
                if hamlet.workers.present[worker]:
                    hamlet.session(worker, TEN, TEN + 4 * 3_600, number=0)
        else:
            phase(hamlet)


@pytest.fixture
def busy(hamlet_with):
    """The evening of the third day, before the books are closed: mistakes, verdicts, payments, Eva gone."""
    requester = ("requesters.regular.reopen=0.5", "requesters.regular.review_days=1")
    hamlet = hamlet_with(*requester, "behaviour.task_log_sd=0.7")
    hamlet.workers.accuracy[:6] = 0.7
    hamlet.batch(REGULAR, left=400)
    hamlet.batch(LARGE, left=400)
    hamlet.days.open_before[0] = 800
    for day in range(4):
        a_day(hamlet, day)
        if day < 3:
            record(hamlet)
    return hamlet


def test_the_books_balance_over_days_of_work_verdicts_and_leaving(busy):
    record(busy)
    d = busy.days
    for t in range(4):
        for name, (left, right) in balances(d, t).items():
            assert left == right, (name, t)
    for name in ("submitted", "rejected", "reopened", "returned", "paid_out", "forfeited", "left", "fees"):
        assert d.used(name)[:4].sum() > 0, name  # the days were not empty


def test_stocks_by_hand(hamlet):
    hamlet.batch(left=30, in_review=4)
    hamlet.batch(left=0, in_review=5)
    hamlet.batches.state[1] = 2  # off show, verdicts out
    hamlet.batch(left=8, in_review=9)
    hamlet.batches.state[2] = 0  # a free row, whatever it holds
    a = hamlet.accounts
    a.balance[ANNE_TOWN], a.seconds_awaiting[ANNE_TOWN] = 700, 90
    hamlet.payments.n, hamlet.payments.amount[0] = 1, 60
    d = hamlet.days
    d.open_before[0], d.review_before[0], d.held_before[0], d.awaiting_before[0] = 30, 9, 760, 90
    record(hamlet)
    now = ("present", "open_after", "in_review", "held", "seconds_awaiting")
    before = ("present_before", "open_before", "review_before", "held_before", "awaiting_before")
    assert list(hamlet.told(*now).values()) == [5, 30, 9, 760, 90] and d.batches_open[0] == 1
    assert [getattr(d, name)[1] for name in before] == [5, 30, 9, 760, 90]


def test_expected_pay_is_the_mean_over_open_accounts_of_people(hamlet):
    a = hamlet.accounts
    a.expected_pay[:9] = 99_000, 99_000, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000
    a.status[[4, 8]] = 1, 2
    record(hamlet)
    assert hamlet.days.expected_pay[0] == pytest.approx((10 + 20 + 40 + 50 + 60) / 5 * 1_000)
    a.status[2:9] = 1
    hamlet.open_day(1)
    record(hamlet)
    assert hamlet.days.expected_pay[1] == 0.0


@pytest.mark.parametrize(("accounts", "share"), [(1, 1.0), (300, 0.5), (9_000, 0.99), (30_000, 0.9), (30_000, 1.0)])
def test_the_mean_of_what_is_copied_side_by_side_is_that_of_the_column_to_the_bit(accounts, share):
    a = Accounts(accounts)
    for row in range(accounts):
        u = draw(1, 0, row, 0, 0, 0, 0)
        a.expected_pay[row], a.status[row] = 20_000.0 * u[0], u[1] >= share
    expected, working = np.empty(accounts), np.empty(accounts, bool)
    held = count_accounts(a.arrays.line[:accounts], 0, expected, working)
    assert held.working == (a.status[:accounts] == 0).sum() > 0
    mean = np.add.reduce(expected, where=working) / held.working
    assert mean == a.expected_pay[:accounts].mean(where=a.status[:accounts] == 0)


@pytest.mark.parametrize(
    ("table", "column", "identity"),
    [
        ("days", "outlay", "outlay"),
        ("days", "fees", "outlay"),
        ("days", "charges", "outlay"),
        ("days", "accepted_pay", "outlay"),
        ("days", "paid_out", "pay"),
        ("days", "forfeited", "pay"),
        ("days", "contributions", "pay"),
        ("accounts", "balance", "pay"),
        ("payments", "amount", "pay"),
        ("days", "posted", "tasks"),
        ("days", "reopened", "tasks"),
        ("days", "accepted", "tasks"),
        ("days", "rejected", "tasks"),
        ("days", "expired", "tasks"),
        ("days", "withdrawn", "tasks"),
        ("days", "automated", "tasks"),
        ("batches", "left", "tasks"),
        ("batches", "in_review", "tasks"),
        ("days", "seconds_search", "time"),
        ("days", "seconds_qualification", "time"),
        ("days", "seconds_returned", "time"),
        ("days", "seconds_accepted", "time"),
        ("days", "seconds_rejected", "time"),
        ("accounts", "seconds_awaiting", "time"),
        ("days", "entered", "heads"),
        ("days", "left", "heads"),
        ("workers", "present", "heads"),
    ],
)
def test_one_unit_that_nobody_can_account_for_is_an_error(busy, table, column, identity):
    row = {"days": 3, "accounts": ANNE_TOWN, "payments": 0, "batches": 0, "workers": ANNE}[table]
    entries = getattr(getattr(busy, table), column)
    entries[row] = not entries[row] if entries.dtype == bool else entries[row] + 1
    with pytest.raises(IdentityError, match=f"identity of {identity} on day 3"):
        record(busy)


def test_what_keepers_are_given_is_the_closed_day(hamlet):
    seen = []
    hamlet.keepers.append(lambda market: seen.append((market.day, int(market.days.present[market.today]))))
    record(hamlet)
    assert seen == [(0, 5)]


def test_the_order_of_the_day_and_what_its_phases_say_of_themselves():
    rows = describe_phases()
    assert [row["phase"] for row in rows] == [phase.__name__ for phase in DAY]
    assert rows[0]["phase"] == "set_rules" and rows[-1]["phase"] == "record"
    for row in rows:
        assert row["doc"] and row.keys() == {"phase", "doc", "writes"}, row
