"""What the report says of a market that was on its way when the laws came."""

from types import SimpleNamespace

import pandas as pd
import pytest

from microsim.report import drift


@pytest.fixture
def told_of(tmp_path, monkeypatch):
    """A comparison whose one baseline run drifted by a tenth in price: ``told_of(scenario, burn_in_days)``."""
    (tmp_path / "runs.parquet").touch()
    done = pd.DataFrame({"law": ["status_quo"], "draw": [0], "drift_price": [0.1], "drift_stock": [0.01]})
    monkeypatch.setattr(drift, "read_sweep", lambda folder: SimpleNamespace(done=done))

    def told(scenario: str, days: int) -> list[str]:
        about = {"scenario": scenario, "burn_in_days": days}
        comparison = SimpleNamespace(folder=tmp_path, about=about)
        return drift.drifts(SimpleNamespace(comparison=comparison, baseline="status_quo", lang="en", currency="EUR"))

    return told


def test_what_drifted_too_far_is_told(told_of):
    (told,) = told_of("a scenario of my own", 364)
    assert "price" in told and "+10" in told


def test_a_scenario_that_is_known_to_settle_is_believed_if_it_had_the_time(told_of):
    assert told_of("france_2019", 364) == []
    assert len(told_of("france_2019", 182)) == 1
