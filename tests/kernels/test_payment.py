"""Fees, contributions, prices and balances to the last 1/10,000."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsim.market.payment.balances import Purse, contribution, pay
from microsim.market.posting.offers import fee_per_task, price_on_grid
from microsim.regulation.rules import BY_PERSON, BY_PLATFORM, Law
from microsim.state.now import Now
from microsim.state.people import Accounts, Workers
from microsim.state.platforms import Platforms
from microsim.state.trade import Payments


@pytest.mark.parametrize(
    ("price", "share", "least", "fee"),
    [
        (1_000, 0.20, 0.0, 200),
        (100, 0.20, 100.0, 100),  # a cent's worth of work: the least fee of a cent
        (500, 0.20, 100.0, 100),  # exactly the least fee
        (600, 0.20, 100.0, 120),
        (100, 0.333, 0.0, 33),  # 33.3
        (300, 0.335, 0.0, 101),  # 100.5, half up
        (100, 0.0, 0.0, 0),
    ],
)
def test_fees_by_hand(price, share, least, fee):
    assert fee_per_task(price, share, least) == fee


def test_contributions_by_hand():
    assert contribution(10_000, 0.222) == 2_220
    assert contribution(3, 0.5) == 2  # half up
    assert (contribution(1, 0.4), contribution(50_000, 0.0)) == (0, 0)


@pytest.mark.parametrize(
    ("price", "low", "high", "least", "posted"),
    [
        (649.0, 100.0, 5_000.0, 100.0, 600),  # to the nearest cent
        (650.0, 100.0, 5_000.0, 100.0, 700),  # half up
        (20.0, 50.0, 5_000.0, 100.0, 100),  # the platform's least price
        (20.0, 50.0, 5_000.0, 101.0, 200),  # which is rounded up
        (9_000.0, 50.0, 5_000.0, 100.0, 5_000),  # the range of the type
        (10.0, 3.0, 40.0, 0.0, 100),  # never less than a cent
    ],
)
def test_prices_by_hand(price, low, high, least, posted):
    assert price_on_grid(price, low, high, least) == posted


@given(st.floats(0.1, 1e6), st.floats(0.1, 1e6), st.floats(1.0, 50.0), st.floats(0.0, 1e5))
def test_a_price_is_whole_cents_not_under_the_least_and_rises_with_what_was_meant(price, low, ratio, least):
    posted = price_on_grid(price, low, low * ratio, least)
    assert posted % 100 == 0 and posted >= max(100, least)
    assert price_on_grid(price * 1.5, low, low * ratio, least) >= posted
    assert price_on_grid(price, low, low * ratio, least * 1.5) >= posted


AMOUNT = st.integers(1, 10**7)
CASE = st.tuples(AMOUNT, st.integers(0, 2), st.integers(0, 3))  # amount, account's status, days until due


@given(
    st.lists(CASE, max_size=20), st.integers(0, 10**6), st.integers(0, 10**6), st.booleans(), st.floats(0.0, 0.9)
)  # fmt: skip
def test_no_money_appears_or_is_lost(cases, balance, threshold, forfeits, share):
    """Balances and payments before = paid out, contributions, forfeited, balances and payments after."""
    a, y, w = Accounts(len(cases) + 1), Payments(len(cases) + 1), Workers(2)
    p, law = Platforms(1), Law(np.zeros(1, BY_PLATFORM), np.zeros((1, 1), BY_PERSON))
    law.people["contribution_share"], law.people["declared"] = share, 1.0
    law.platforms["payout_threshold"], law.platforms["forfeits"] = threshold, forfeits
    for i, (amount, status, due) in enumerate(cases):
        a.status[i], a.balance[i] = status, balance
        y.account[i], y.amount[i], y.due[i] = i, amount, due
    before = balance * len(cases) + sum(amount for amount, _, _ in cases)
    left = pay(Now(1, 1), law, Purse(w.arrays, a.arrays, p.arrays), y.arrays[: len(cases)])
    assert left == sum(due > 1 for _, _, due in cases)
    assert (y.due[:left] > 1).all()
    totals = np.array([p.paid_out[0], p.contributions[0], p.forfeited[0]])
    assert totals.sum() + a.balance.sum() + y.amount[:left].sum() == before
    assert totals[0] == a.paid_out.sum() and totals[2] == a.forfeited.sum()
    for i, (amount, status, due) in enumerate(cases):
        if due <= 1:
            reached = balance + amount >= threshold
            assert (a.balance[i] > 0) == (status == 0 and not reached)
            assert (a.forfeited[i] > 0) == ((status == 1 and forfeits) or (status == 2 and not reached))
