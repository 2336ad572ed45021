"""Plausible ranges: around the value, within what is allowed, for assumed numbers that are in use alone."""

import pytest

from microsim.config.describe import parameters
from microsim.config.load import load
from microsim.config.plausible import plausible
from microsim.config.prior import HALF_TO_TWICE, HOURS, ODDS, SPREAD, UTILITY


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
    assert {row["key"] for row in rows if plausible(row)}.isdisjoint({"seed", "days", "demand.country_gate"})


@pytest.mark.parametrize("row", parameters(), ids=lambda row: row["key"])
def test_a_range_is_declared_where_a_number_is_assumed_and_nowhere_else(row):
    number = isinstance(row["default"], int | float) and not isinstance(row["default"], bool)
    if row["prior"]:
        assert "assumed" in row["source"] and row["drawn"] is not None
    elif number:
        assert "assumed" not in row["source"] and row["drawn"] is None


@pytest.mark.parametrize(
    ("prior", "value", "expected"),
    [
        (HALF_TO_TWICE, 8.0, (4.0, 16.0)), (ODDS, 0.5, (0.333, 0.667)), (ODDS, 0.95, (0.905, 0.974)),
        (ODDS, 0.0, None), (SPREAD, 0.9, (0.6, 1.35)), (HOURS, 22.0, (20.0, 23.0)), (UTILITY, 0.0, (-0.5, 0.5)),
        (HALF_TO_TWICE, 4, (2, 8)), (HALF_TO_TWICE, True, None), (None, 8.0, None),
    ],
)  # fmt: skip
def test_the_range_follows_from_what_is_declared(prior, value, expected):
    high = {ODDS: 1, HOURS: 23}.get(prior)
    row = {"key": "x", "value": value, "unit": "", "source": "", "low": -10, "high": high, "prior": prior}
    assert plausible(row) == expected
