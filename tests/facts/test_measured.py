"""What runs look up of the model itself: when a scenario has settled, and from which size on a sample may be read."""

import pytest

import microsim.facts.measured
from microsim.facts.measured import EFFECT, METRIC, least_scales, settled_after

SETTLED = """scenario,scale,burn_in_days,seeds,quantity,mean,low,high,most
good,1,60,20,price,0,-0.01,0.019,0.02
good,1,60,20,stock,0,-0.05,0.01,0.05
bad,1,60,20,price,0,-0.021,0,0.02
"""
CARD = """scenario,kind,change,name,scale,ratio,low,high,may_be_read
town,metric,none,hours,0.02,0,0,0,True
town,metric,none,hours,0.05,0,0,0,False
town,metric,none,hours,0.1,0,0,0,True
town,metric,none,pay,0.02,0,0,0,False
town,metric,none,pay,0.05,0,0,0,True
town,metric,none,pay,0.1,0,0,0,True
town,metric,none,fill,0.1,0,0,0,False
town,effect,fee,pay,0.1,0,0,0,True
town,effect,floor,pay,0.1,0,0,0,False
town,effect,fee,hours,0.1,0,0,0,True
town,effect,floor,hours,0.1,0,0,0,True
"""


@pytest.fixture(autouse=True)
def cards(monkeypatch, tmp_path):
    (tmp_path / "settled.csv").write_text(SETTLED)
    (tmp_path / "scale_card.csv").write_text(CARD)
    monkeypatch.setattr(microsim.facts.measured, "HERE", tmp_path)
    for told in (settled_after, least_scales):
        told.cache_clear()
    yield
    for told in (settled_after, least_scales):
        told.cache_clear()


def test_a_scenario_has_settled_where_all_that_was_measured_lies_within_what_is_asked():
    assert [settled_after(name) for name in ("good", "bad", "other")] == [60, None, None]


def test_a_size_may_be_read_where_it_and_all_larger_ones_told_the_same():
    assert least_scales("town", METRIC) == {"hours": 0.1, "pay": 0.05, "fill": 1.0}
    assert least_scales("elsewhere", METRIC) == {}


def test_an_effect_may_be_read_where_those_of_all_changes_may():
    assert least_scales("town", EFFECT) == {"pay": 1.0, "hours": 0.1}
