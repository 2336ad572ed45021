"""What comes out of the classroom, each number beside a plausible interval with its reason."""

from pathlib import Path

import pytest
import yaml

from microsim.runs import run

INTERVALS = yaml.safe_load(Path(__file__).with_name("baseline.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def told(classroom, tmp_path_factory) -> dict[str, float]:
    config = classroom("days=90", "burn_in_days=90", "seed=1", f"output={tmp_path_factory.mktemp('baseline')}")
    return {name: row["value"] for name, row in run(config).summary.items()}


@pytest.mark.parametrize("name", INTERVALS)
def test_a_number_lies_in_its_plausible_interval(told, name):
    interval = INTERVALS[name]
    assert interval["low"] <= told[name] <= interval["high"], interval["why"]


def test_every_interval_has_a_reason_and_excludes_something():
    for name, interval in INTERVALS.items():
        assert set(interval) == {"low", "high", "why"} and len(interval["why"]) > 8, name
        assert interval["low"] < interval["high"]


def test_numbers_agree_with_each_other(told):
    assert told["share_active_weekly"] < told["share_active_monthly"] < told["share_ever_active"]
    assert told["share_ever_paid"] < told["share_ever_active"] + 0.02  # some work of the burn-in is paid afterwards
    assert told["hourly_pay_p10"] < told["hourly_pay_median"] < told["hourly_pay_mean"] < told["hourly_pay_p90"]
    assert told["outlay"] == pytest.approx(told["accepted_pay"] + told["fees"])
    unpaid = sum(told[f"{kind}_share_of_time"] for kind in ("search", "qualification", "returned", "rejected"))
    assert told["unpaid_share_of_time"] == pytest.approx(unpaid, abs=0.02)
    assert told["worker_surplus_per_hour"] < told["effective_hourly_pay"]
