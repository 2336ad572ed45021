"""Rows do not matter: the same people in another order live the same lives."""

import numpy as np
import pytest

from microsim.model import Market

PLAN = ("population.workers=120", "demand.requesters=30", "days=20", "burn_in_days=5", "churn.half_life_days=60",
        "platforms.mturk.suspension_after=5", "platforms.mturk.suspension_unfounded=5")  # fmt: skip
ROWS_OF = {"first_account", "worker"}  # columns that hold a row


def shuffle(market: Market) -> None:
    """Put the people of the start into another order of rows, and their accounts with them."""
    w, a = market.workers, market.accounts
    n, pools = w.n, market.platforms.n
    order = np.concatenate(([0], 1 + np.argsort(np.sin(np.arange(1, n) * 997.0))))  # any fixed disorder
    accounts = np.concatenate([w.first_account[row] + np.arange(w.n_accounts[row]) for row in order])
    for table, rows in ((w, order), (a, accounts)):
        for name in table.columns:
            table.used(name)[:] = table.used(name)[rows].copy()
    a.used("worker")[:] = np.repeat(np.arange(n), w.used("n_accounts"))
    w.used("first_account")[:] = np.cumsum(w.used("n_accounts")) - w.used("n_accounts")
    assert (w.used("id")[1:] != np.arange(n - 1)).mean() > 0.9 and (a.used("worker")[:pools] == 0).all()


@pytest.fixture(scope="module")
def markets(classroom):
    with Market(classroom(*PLAN), rng=5) as one, Market(classroom(*PLAN), rng=5) as other:
        shuffle(other)
        for _ in range(25):
            one.step(), other.step()
        yield one, other


def test_people_live_the_same_lives_on_other_rows(markets):
    one, other = (market.workers for market in markets)
    assert one.n == other.n
    ours, theirs = np.argsort(one.used("id")), np.argsort(other.used("id"))
    for name in set(one.columns) - ROWS_OF:
        assert (one.used(name)[ours] == other.used(name)[theirs]).all(), name
    assert one.used("days_active").sum() > 100 and (one.used("exit_day") < 20).sum() > 5


def test_so_do_their_accounts(markets):
    lives = []
    for market in markets:
        w, a = market.workers, market.accounts
        key = np.lexsort((a.used("platform"), w.id[a.used("worker")]))
        lives.append({name: a.used(name)[key] for name in set(a.columns) - ROWS_OF})
    for name, entries in lives[0].items():
        assert (entries == lives[1][name]).all(), name
    assert lives[0]["accepted_pay"].sum() > 0 and (lives[0]["status"] == 1).any()


def test_and_the_market_has_the_same_days(markets):
    one, other = (market.days for market in markets)
    for name in one.columns:
        if name == "expected_pay":  # a mean: the sum runs over rows
            assert one.used(name) == pytest.approx(other.used(name))
        else:
            assert (one.used(name) == other.used(name)).all(), name
    assert {"suspended", "entered", "left"} <= {name for name in one.columns if one.used(name).sum() > 0}
