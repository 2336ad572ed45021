"""Every metric on a market of seven workers, computed by hand; and what the list of metrics promises."""

import math
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import yaml

from microsim.metrics import by_country, by_experience, by_motive, describe_metrics, summary
from microsim.metrics.example import seven_workers
from microsim.metrics.register import METRICS

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
SUMS = ["hours_rejected", "pay_rejected", "value_kept"]  # of groups: nothing, not unknown, where nobody is


@pytest.fixture(scope="module")
def tables():
    return seven_workers()


def test_every_metric_has_a_case():
    assert set(CASES) == set(METRICS)


@pytest.mark.parametrize("name", CASES)
def test_as_computed_by_hand(tables, name):
    assert METRICS[name].measure(tables) == pytest.approx(CASES[name]["value"], rel=2e-5, nan_ok=True)


def test_the_identity_of_time_holds_in_the_example(tables):
    w = tables.workers
    assert w.seconds_sessions.sum() == 55.5 * 3600
    shares = [f"{part}_share_of_time" for part in ("search", "qualification", "returned", "rejected")]
    assert sum(METRICS[name].measure(tables) for name in shares) == pytest.approx(
        METRICS["unpaid_share_of_time"].measure(tables)
    )


def test_units_and_labels_name_the_currency(tables):
    dollars = replace(tables, config={**tables.config, "scenario": {**tables.config["scenario"], "currency": "USD"}})
    rows = summary(dollars)
    assert rows["hourly_pay_mean"]["unit"] == "USD/h"
    assert rows["share_of_earners_reaching_400_in_a_month"]["label_fr"] == "Payés au moins 400 USD en un mois"
    assert set(rows["fees"]) == {"value", "unit", "meaning", "label_en", "label_fr"}


def test_a_metric_whose_table_was_not_recorded_is_left_out(tables):
    rows = summary(replace(tables, weeks=None, months=None, batches=None))
    assert len(rows) == len(METRICS) - 6
    assert "weekly_income_median" not in rows and "hourly_pay_median" in rows


def test_nobody_and_no_day_give_none_not_an_error(tables):
    names = ("daily", "workers", "requesters", "platforms", "task_types", "weeks", "months", "batches")
    rows = summary(replace(tables, **{name: getattr(tables, name).iloc[:0] for name in names}))
    values = {name: row["value"] for name, row in rows.items()}
    counts = {"entries", "exits", "fees", "outlay", "accepted_pay", "value_kept", "accounts_suspended", "appeals",
              "tasks_overturned", "pay_made_up", "public_money", "cost_of_laws", "platform_profit",
              "platforms_left", "hours_displaced", "hours_created", *SUMS}  # fmt: skip
    assert {name for name, value in values.items() if value is not None} == counts
    assert not any(values[name] for name in counts)


def test_a_motive_that_nobody_has_is_a_row_of_nan(tables):
    w = tables.workers
    rows = by_motive(replace(tables, workers=w[w.motive != "flexibility"]))
    assert rows.workers.to_dict() == {"supplement": 3, "necessity": 2, "flexibility": 0}
    assert rows.loc["flexibility"].drop(["label_en", "label_fr", "workers", *SUMS]).isna().all()
    assert not rows.loc["flexibility", SUMS].any()
    assert rows.hours_per_active_month["necessity"] == 20.0


def test_the_list_has_words_for_everything():
    rows = describe_metrics()
    for part in ("metric", "label_en", "label_fr"):
        assert len({row[part] for row in rows}) == len(rows)
    for row in rows:
        assert all(row[part].strip() for part in ("unit", "meaning", "label_en", "label_fr")), row
        assert "{" not in "".join(row.values())
        assert not row["meaning"].endswith(".")


def test_who_left_before_and_was_paid_later_counts_for_pay_but_not_as_registered(tables):
    gone = tables.workers.iloc[[0]].assign(worker_id=8, days_present=0, days_active=0, accepted_pay=6 * 10_000)
    later = replace(tables, workers=pd.concat([tables.workers, gone], ignore_index=True))
    for name in ("share_active_weekly", "share_active_monthly", "share_ever_active", "share_ever_paid", "share_women"):
        assert METRICS[name].measure(later) == METRICS[name].measure(tables)
    assert METRICS["monthly_income_mean"].measure(later) == pytest.approx((124 + 6) / (6 + 2))
    assert by_motive(later).workers["necessity"] == 2


def test_groups_by_experience_at_the_start(tables):
    """Worker 1 had 1,216 tasks judged, workers 2 and 4 had 355 and 45, the others none."""
    rows = by_experience(tables)
    assert rows.workers.to_dict() == {"new": 4, "some": 2, "much": 1}
    assert rows.share_rejected.to_dict() == {"new": 1.0, "some": 0.5, "much": 1.0}
    assert rows.days_locked_mean.fillna(-1).to_dict() == {"new": 21.0, "some": -1, "much": 9.0}
    bounds = tables.workers.assign(judged_at_start=[0, 1, 999, 1_000, 1_001, 0, 0])
    assert by_experience(replace(tables, workers=bounds)).workers.to_dict() == {"new": 3, "some": 2, "much": 2}
    nobody = by_experience(replace(tables, workers=tables.workers.iloc[:0]))
    assert nobody.workers.to_dict() == {"new": 0, "some": 0, "much": 0}


@pytest.mark.parametrize(
    ("column", "of_worker_1", "locked", "recovered"),
    [
        ("unrecovered", 1, 0.5, 0.0),  # came back, and was suspended while below on another platform
        ("locked_out", True, 0.5, 0.0),  # came back twice and fell again
        ("days_present", 0, 1 / 3, 0.0),  # had left before, and counts no more
    ],
)
def test_who_has_recovered(tables, column, of_worker_1, locked, recovered):
    w = tables.workers.copy()
    w.loc[w.worker_id == 1, column] = of_worker_1
    changed = replace(tables, workers=w)
    assert METRICS["share_locked_out"].measure(changed) == pytest.approx(locked)
    assert METRICS["share_recovered"].measure(changed) == recovered


def test_a_day_of_lockout_that_ended_on_the_first_measured_day_counts(tables):
    w = tables.workers.assign(lockouts=0, days_locked=0, locked_out=False, recoveries=[0, 1, 0, 0, 0, 0, 0])
    rows = summary(replace(tables, workers=w))
    assert [rows[name]["value"] for name in ("share_locked_out", "days_locked_mean", "share_recovered")] == [0.25, 0, 1]


def test_mean_pay_by_region_is_that_of_those_who_live_there(tables):
    """Workers 1 and 2 earn 2 and 3 an hour, workers 3 and 4 earn 1 and 10."""
    where = tables.workers.country.map({"FR": "north_america", "IN": "africa"})
    moved = replace(tables, workers=tables.workers.assign(country=where))
    assert METRICS["hourly_pay_mean_north_america"].measure(moved) == 2.5
    assert METRICS["hourly_pay_mean_africa"].measure(moved) == 5.5
    assert METRICS["hourly_pay_mean_asia_pacific"].measure(tables) != METRICS["hourly_pay_mean"].measure(tables)


def test_pay_to_newcomers_by_hand(tables):
    """Had worker 3, with 4 of 124 in all, come on the first measured day."""
    w = tables.workers.assign(entry_day=[-1, -1, 0, -1, -1, -1, 41])
    assert METRICS["share_of_pay_to_newcomers"].measure(replace(tables, workers=w)) == pytest.approx(4 / 124)


def test_in_a_sample_a_requester_stands_for_several(tables):
    """One of 90 who posts half its batches, 2.5 of 9 and 2 of 1: 180, 22.5 and 2 posted at full size by 5.5."""
    sample = tables.requesters.assign(inclusion=[1.0, 0.4, 0.5], thinned=[0.5, 1.0, 1.0])
    told = {name: METRICS[name].measure(replace(tables, requesters=sample)) for name in METRICS}
    for name, part in (("0_1", 0.0055), ("1", 0.055), ("10", 0.55)):
        assert told[f"requester_value_share_top_{name}_percent"] == pytest.approx(part * 180 / 204.5)
    assert told["share_of_requesters_refusing"] == pytest.approx(2.5 / 3.5)


def test_groups_by_country_and_motive_with_their_exits(tables):
    rows = by_country(tables)
    assert rows.index.tolist()[:5] == [*(("FR", name) for name in ("all", "supplement", "necessity", "flexibility")),
                                       ("IN", "all")]  # fmt: skip
    assert rows.label_fr.xs("all", level="motive").to_dict() == {"FR": "FR", "IN": "Inde"}
    assert rows.workers.to_dict()["FR", "all"] == 5 and rows.workers["IN", "supplement"] == 1
    assert rows.share_left_disappointed["FR", "flexibility"] == 1 and rows.share_left_disappointed["FR", "all"] == 0.2
    assert rows.share_left_by_life["FR", "all"] == 0


@pytest.mark.parametrize(
    ("leaves", "before", "after"),
    [
        (10, (5 * 28 + 11) * math.log(2), math.inf),  # eleven mornings of worker 6, 28 of the five others
        (27, (5 * 28 + 28) * math.log(2), math.inf),  # on the evening before the change
        (math.nan, math.inf, math.inf),
    ],
)
def test_half_life_by_hand(tables, leaves, before, after):
    w = tables.workers.copy()
    w.loc[w.worker_id == 6, "exit_day"] = leaves
    changed = replace(tables, workers=w)
    assert METRICS["half_life_before"].measure(changed) == pytest.approx(before)
    assert METRICS["half_life_after"].measure(changed) == after


def test_without_anything_dated_there_is_no_half_life_before_and_after(tables):
    calm = replace(tables, config={**tables.config, "shock": {}})
    values = (METRICS[name].measure(calm) for name in ("half_life_before", "half_life_after"))
    assert all(value != value for value in values)
