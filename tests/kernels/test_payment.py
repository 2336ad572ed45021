"""Fees, contributions, prices and balances to the last 1/10,000."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsim.market.payment.balances import Purse, contribution, pay
from microsim.market.posting.offers import at_least, fee_per_task, price_on_grid
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
    ("price", "grid", "posted"),
    [
        (649.0, 1, 600),  # to the nearest cent
        (650.0, 1, 700),  # half up
        (10.0, 1, 100),  # never less than a cent
        (649.0, 5, 500),  # to the nearest five
        (750.0, 5, 1_000),
        (499.0, 5, 500),  # does not reach five: to the nearest cent
        (430.0, 5, 400),
        (3_800.0, 25, 5_000),
        (2_400.0, 25, 2_400),
    ],
)
def test_prices_by_hand(price, grid, posted):
    assert price_on_grid(price, grid) == posted


@given(st.floats(0.1, 1e6), st.sampled_from([1, 5, 10, 25]))
def test_a_price_is_on_its_grid_or_below_the_first_step_and_half_a_step_off_at_most(price, grid):
    posted, cent = price_on_grid(price, grid), 100
    step = grid * cent if price >= grid * cent else cent
    assert posted % step == 0 and posted >= cent
    assert abs(posted - price) <= step / 2 or posted == cent
    assert price_on_grid(price * 1.5, grid) >= posted


@pytest.mark.parametrize(("least", "posted"), [(0.0, 600), (600.0, 600), (601.0, 700), (5_001.0, 5_100)])
def test_the_least_price_is_rounded_up_to_whole_cents(least, posted):
    assert at_least(600, least) == posted


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
