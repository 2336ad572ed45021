"""The rule that says whether a burn-in had settled."""

import numpy as np
import pytest

import microsim.runs.burn_in
from microsim.runs.burn_in import BurnIn, burn_in, over_seeds
from microsim.state.days import Days


def days(length: int, **columns) -> Days:
    table = Days(length + 5)
    table.n = length + 5
    for name in ("posted_pay", "batches_open", "active", "expected_pay"):
        getattr(table, name)[:] = 100
        getattr(table, name)[:length] = columns.get(name, 50)
    return table


def test_a_level_market_has_settled_whatever_comes_after():
    assert burn_in(days(180), 180) == BurnIn(180, dict.fromkeys(("price", "stock", "active", "belief"), 0.0), True)


def test_one_drift_of_two_per_cent_is_enough_not_to_settle():
    prices = np.full(180, 1.0)
    prices[-84:] = 1.0201
    told = burn_in(days(180, posted_pay=prices), 180)
    assert told.drift["price"] == pytest.approx(0.0201) and told.settled is False
    prices[-84:] = 0.9801
    assert burn_in(days(180, posted_pay=prices), 180).settled is True


def test_weekends_do_not_look_like_drift():
    week = np.tile([5, 5, 5, 5, 5, 1, 1], 30)[:180]
    assert burn_in(days(180, active=week), 180).drift["active"] == 0.0


@pytest.mark.parametrize(("length", "settled"), [(0, None), (3, False)])
def test_too_short_to_tell(length, settled):
    told = burn_in(days(length), length)
    assert told.settled is settled and set(told.drift.values()) == {None}


def test_a_stock_that_was_empty_cannot_be_compared():
    assert burn_in(days(180, batches_open=0), 180).drift["stock"] is None


def test_batches_on_show_may_drift_by_five_per_cent():
    """They are few, and chance moves them more."""
    shown = np.full(180, 100.0)
    shown[-84:] = 104.9
    assert burn_in(days(180, batches_open=shown), 180).settled is True
    shown[-84:] = 105.1
    assert burn_in(days(180, batches_open=shown), 180).settled is False


@pytest.mark.parametrize(("length", "settled"), [(364, True), (365, True), (363, False), (0, None)])
def test_where_it_was_measured_how_long_a_scenario_takes_length_alone_decides(monkeypatch, length, settled):
    """However the luck of one seed moves it."""
    monkeypatch.setattr(microsim.runs.burn_in, "settled_after", {"mine": 364}.get)
    drifting = days(length, active=np.linspace(1.0, 2.0, length))
    told = burn_in(drifting, length, "mine")
    assert (told.settled, told.needed) == (settled, 364)
    assert over_seeds([told, told], "mine").settled is settled
