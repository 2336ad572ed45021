"""Every source that a parameter cites can be looked up, and what may not be redistributed is not shipped."""

import re

import pytest
import yaml

from microsim import facts
from microsim.config.describe import parameters

AN_ID = re.compile(r"data/\w+\.csv|\b[A-Z]\d{1,2}\b")
NO_SOURCE = ("assumed", "model design", "choice of the user", "its name")


@pytest.mark.parametrize("parameter", parameters(), ids=lambda row: row["key"])
def test_a_parameter_cites_a_fact_or_says_that_it_does_not(parameter):
    cited = AN_ID.findall(parameter["source"])
    assert cited or parameter["source"].startswith(NO_SOURCE)
    for name in cited:
        assert facts.source(name)


def test_targets_cite_facts():
    targets = yaml.safe_load((facts.HERE / "targets.yaml").read_text(encoding="utf-8"))
    bands = [band for scenario in targets.values() for band in scenario.values() if isinstance(band, dict)]
    assert bands
    for band in bands:
        for name in AN_ID.findall(band["fact"]):
            assert facts.source(name)


def test_tables_without_a_licence_are_cited_and_not_shipped():
    shipped = {path.name for path in (facts.HERE / "data").glob("*.csv")} - {"sources.csv"}
    listed = {name: row for name, row in facts._sources().items() if name.startswith("data/")}
    assert {f"data/{name}" for name in shipped} == {name for name, row in listed.items() if row["shipped"] == "yes"}
    assert all(row["licence"] in ("Apache-2.0", "MIT") for row in listed.values() if row["shipped"] == "yes")


def test_an_unknown_source_is_an_error():
    with pytest.raises(KeyError):
        facts.source("Z99")
