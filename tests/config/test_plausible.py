"""Plausible ranges: around the value, within what is allowed, for assumed numbers that are in use alone."""

import pytest

from microsim.config.describe import parameters
from microsim.config.load import load
from microsim.config.plausible import plausible


@pytest.fixture(scope="module", params=["classroom", "france_2019", "mturk_2017"])
def rows(request):
    return parameters(load([f"scenario={request.param}"]))


def test_every_range_holds_the_value_and_stays_within_what_is_allowed(rows):
    told = [(row, plausible(row)) for row in rows if plausible(row)]
    assert len(told) > 100
    for row, (low, high) in told:
        assert low <= row["value"] <= high and low < high, row["key"]
        assert (row["low"] is None or row["low"] <= low) and (row["high"] is None or high <= row["high"]), row["key"]
        assert isinstance(low, int) == isinstance(row["value"], int), row["key"]


def test_what_has_a_source_is_not_moved(rows):
    assert all("assumed" in row["source"] for row in rows if plausible(row))
    assert {row["key"] for row in rows if plausible(row)}.isdisjoint({"seed", "days", "demand.country_gate"})


@pytest.mark.parametrize(
    ("unit", "value", "expected"),
    [
        ("h", 8.0, (4.0, 16.0)), ("share", 0.5, (0.333, 0.667)), ("share", 0.95, (0.905, 0.974)), ("share", 0.0, None),
        ("log points", 0.9, (0.6, 1.35)), ("h of the day", 22.0, (20.0, 23.0)), ("utility", 0.0, (-0.5, 0.5)),
        ("searches", 4, (2, 8)), ("yes/no", True, None),
    ],
)  # fmt: skip
def test_the_rule_follows_the_unit(unit, value, expected):
    high = {"share": 1, "h of the day": 23}.get(unit)
    row = {"key": "x", "value": value, "unit": unit, "source": "assumed", "low": -10, "high": high}
    assert plausible(row) == expected
