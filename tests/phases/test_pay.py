"""From accepted pay to the purse: delay, threshold, forfeits, contributions."""

from dataclasses import replace

import numpy as np
import pytest
from tests.phases.conftest import ANNE_TOWN, BEA_DESK, BEA_TOWN, CLEO_DESK, DAN_TOWN

from microsim.market.law.phase import set_rules
from microsim.market.payment.phase import pay


def owed(hamlet, account: int, amount: int, due: int = 0) -> None:
    y = hamlet.payments
    y.reserve(1)
    y.account[y.n], y.amount[y.n], y.due[y.n] = account, amount, due
    y.n += 1


def purse(hamlet, account: int) -> tuple[int, int, int]:
    """(paid out, balance, forfeited) of an account."""
    a = hamlet.accounts
    return tuple(int(getattr(a, name)[account]) for name in ("paid_out", "balance", "forfeited"))


def test_the_balance_waits_for_the_threshold(hamlet):
    """One euro in town: 6,000 and 3,999 wait, one more and all 10,000 are paid."""
    set_rules(hamlet)
    for amount, after in ((6_000, (0, 6_000, 0)), (3_999, (0, 9_999, 0)), (1, (10_000, 0, 0))):
        owed(hamlet, ANNE_TOWN, amount)
        pay(hamlet)
        assert purse(hamlet, ANNE_TOWN) == after
    assert hamlet.told("paid_out", "contributions", "forfeited") == dict(paid_out=10_000, contributions=0, forfeited=0)
    assert hamlet.payments.n == 0


def test_platforms_have_their_own_thresholds(hamlet):
    set_rules(hamlet)
    owed(hamlet, BEA_TOWN, 5_000)
    owed(hamlet, BEA_DESK, 5_000)
    pay(hamlet)
    assert purse(hamlet, BEA_TOWN) == (0, 5_000, 0) and purse(hamlet, BEA_DESK) == (5_000, 0, 0)


def test_nothing_reaches_the_balance_before_its_day(hamlet):
    """What is not yet due stays in order."""
    set_rules(hamlet)
    for account, amount, due in ((ANNE_TOWN, 10_000, 3), (CLEO_DESK, 7_000, 0), (DAN_TOWN, 9_000, 1)):
        owed(hamlet, account, amount, due)
    pay(hamlet)
    hamlet.add_up()
    assert hamlet.payments.used("account").tolist() == [ANNE_TOWN, DAN_TOWN]
    assert hamlet.payments.used("amount").tolist() == [10_000, 9_000]
    for day in (1, 2, 3):
        hamlet.open_day(day)
        pay(hamlet)
        hamlet.add_up()
    assert purse(hamlet, ANNE_TOWN) == (10_000, 0, 0) and purse(hamlet, DAN_TOWN) == (0, 9_000, 0)
    assert hamlet.days.paid_out[:4].tolist() == [7_000, 0, 0, 10_000]


@pytest.mark.parametrize(
    ("account", "status", "amount", "after"),
    [
        (ANNE_TOWN, 1, 20_000, (0, 0, 20_000)),  # suspended where balances are forfeited
        (BEA_DESK, 1, 100, (100, 0, 0)),  # suspended where they are paid out at once, whatever the threshold
        (ANNE_TOWN, 2, 10_000, (10_000, 0, 0)),  # left: what reaches the threshold is paid
        (ANNE_TOWN, 2, 9_999, (0, 0, 9_999)),  # the rest is lost
        (BEA_DESK, 2, 4_999, (0, 0, 4_999)),
    ],
)
def test_pay_that_comes_after_the_account_is_gone(hamlet, account, status, amount, after):
    set_rules(hamlet)
    hamlet.accounts.status[account] = status
    owed(hamlet, account, amount)
    pay(hamlet)
    assert purse(hamlet, account) == after
    assert hamlet.told("paid_out", "forfeited") == {"paid_out": after[0], "forfeited": after[2]}


def test_contributions_are_taken_from_what_is_paid_out(hamlet):
    """22.2 % of 10,001 are 2,220.222, rounded half up."""
    set_rules(hamlet)
    hamlet.rules = replace(hamlet.rules, declared=np.ones((2, 1)),
                           contribution_share=np.array([[0.222], [0.0]]))  # fmt: skip
    owed(hamlet, ANNE_TOWN, 10_001)
    owed(hamlet, DAN_TOWN, 9_000)
    pay(hamlet)
    assert purse(hamlet, ANNE_TOWN) == (7_781, 0, 0)
    assert hamlet.told("paid_out", "contributions") == {"paid_out": 7_781, "contributions": 2_220}
