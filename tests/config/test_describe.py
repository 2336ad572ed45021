"""Every parameter says what it is, in which unit, in two languages, and where its value comes from."""

import re

import pytest

from microsim.config.describe import parameters
from microsim.config.load import load
from microsim.config.nearest import did_you_mean, meant

SOURCE = re.compile(r"assumed|[A-Z]\d+|data/|choice of the user|model design|its name")
ROWS = parameters()


@pytest.mark.parametrize("row", ROWS, ids=[row["key"] for row in ROWS])
def test_a_parameter_is_declared_in_full(row):
    assert row["unit"] and row["doc"] and row["label_en"] and row["label_fr"]
    assert SOURCE.match(row["source"])
    if row["low"] is not None and row["high"] is not None:
        assert row["low"] < row["high"]
    if row["low"] is not None and row["default"] is not None:
        assert row["low"] <= row["default"] <= row["high"]


def test_keys_are_unique_and_complete():
    keys = [row["key"] for row in ROWS]
    assert len(keys) == len(set(keys)) > 100
    assert {"seed", "population.motive_shares.necessity", "platforms.<name>.fee_share"} <= set(keys)


def test_rows_of_a_config_hold_its_values_under_its_names():
    rows = {row["key"]: row for row in parameters(load(["scenario=france_2019", "lang=fr"]))}
    assert rows["platforms.mturk.fee_share"]["value"] == 0.20
    assert rows["platforms.clickworker.fee_share"]["value"] == 0.40
    assert rows["lang"]["choices"] == ["en", "fr"] and rows["lang"]["value"] == "fr"
    assert rows["record"]["choices"] == ["weeks", "months", "batches"]
    assert rows["population.workers"]["default"] is None
    assert not any("<name>" in key for key in rows)


def test_nothing_is_meant_where_nothing_is_known():
    assert meant("a", []) == [] and did_you_mean("", ["seed"]) == ""
