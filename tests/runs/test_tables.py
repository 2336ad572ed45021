"""What is stored: units, types, who is in it, and that others can read it."""

import json

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from microsim.config.load import from_file
from microsim.model import Market
from microsim.runs import describe_outputs, run
from microsim.runs.people import KeptPeople
from microsim.runs.people_tables import WORKER_PLATFORM, WORKERS

FILES = (
    "daily", "workers", "worker_platform", "requesters", "platforms", "task_types", "weeks", "months", "batches",
)  # fmt: skip


def table(result, name: str) -> pa.Table:
    return pq.read_table(result.folder / f"{name}.parquet")


def test_the_folder_holds_what_was_asked_for(result, config):
    names = {path.name for path in result.folder.iterdir()}
    assert names == {f"{name}.parquet" for name in FILES} | {"config.yaml", "manifest.json", "summary.json"}
    assert from_file(result.folder / "config.yaml") == config
    assert json.loads((result.folder / "manifest.json").read_text()) == result.manifest
    assert json.loads((result.folder / "summary.json").read_text()) == result.summary


def test_further_tables_and_figures_only_when_asked_for(brief):
    names = {path.name for path in run(brief()).folder.iterdir()}
    assert not names & {"weeks.parquet", "months.parquet", "batches.parquet", "figures"}


def test_people_of_several_countries_are_told_apart(brief):
    told = run(brief("population.country_shares={FR: 0.5, MG: 0.5}",
                     "population.countries={MG: {label_en: Madagascar}}"))  # fmt: skip
    stored = (told.folder / "by_country.csv").read_text("utf-8").splitlines()
    assert len(stored) == 1 + 2 * 4 and stored[5].startswith("MG,all,Madagascar,MG,")
    assert not (run(brief()).folder / "by_country.csv").exists()
    workers = pq.read_table(told.folder / "workers.parquet", columns=["exit_day", "exit_reason"]).to_pylist()
    assert all((row["exit_day"] is None) == (row["exit_reason"] is None) for row in workers)


def test_every_column_is_described_as_it_is_stored(result):
    stored = []
    for name in FILES:
        schema = pq.read_schema(result.folder / f"{name}.parquet")
        about = {key.decode(): value.decode() for key, value in schema.metadata.items() if key != b"ARROW:schema"}
        assert about.pop("doc")
        assert about == {"scenario": "classroom", "currency": "EUR", "seed": "1", "schema_version": "1"}
        for field in schema:
            kind = "string" if pa.types.is_dictionary(field.type) else str(field.type)
            told = {
                key.decode(): value.decode() for key, value in field.metadata.items() if not key.startswith(b"PARQ")
            }
            assert set(told) == {"unit", "doc"} and all(told.values()), field.name
            stored.append({"file": f"{name}.parquet", "column": field.name, "dtype": kind, **told})
    by_file = {row["file"]: [] for row in stored}
    for row in describe_outputs():
        by_file[row["file"]].append(row)
    assert [row for rows in by_file.values() for row in rows] == stored
    assert len(describe_outputs()) == len(stored)


def test_money_and_time_are_whole_numbers():
    for row in describe_outputs():
        if row["unit"].startswith("1/10,000"):
            assert row["dtype"] == "int64", row
        if row["column"].startswith("seconds_"):
            assert (row["dtype"], row["unit"]) == ("int64", "s"), row


@pytest.mark.parametrize("name", FILES)
def test_pandas_and_duckdb_read_it(result, name):
    path = result.folder / f"{name}.parquet"
    rows = result.manifest["rows"][name]
    frame = pd.read_parquet(path)
    assert len(frame) == rows > 0
    described = [row["column"] for row in describe_outputs() if row["file"] == path.name]
    assert list(frame.columns) == described
    counted, filled = duckdb.sql(f"select count(*), count({described[0]}) from '{path}'").fetchall()[0]
    assert (counted, filled) == (rows, rows)


def test_names_are_words_with_all_categories(result):
    workers = pd.read_parquet(result.folder / "workers.parquet")
    assert list(workers.motive.cat.categories) == ["supplement", "necessity", "flexibility"]
    assert set(workers.sex) == {"man", "woman"} and set(workers.age_band) == {"18-24", "25-44", "45+"}
    assert set(
        duckdb.sql(f"select distinct platform from '{result.folder}/requesters.parquet'").fetchnumpy()["platform"]
    ) == {
        "mturk",
        "fairdesk",
    }


def test_the_daily_table_is_that_of_the_market(result, config):
    daily = pd.read_parquet(result.folder / "daily.parquet")
    assert list(daily.day) == list(range(-30, 30))
    assert str(daily.date[30]) == "2019-01-01" == str(config.scenario.start_date)
    with Market(config) as market:
        for _ in range(60):
            market.step()
        for name in ("accepted_pay", "price_level", "fill_hours", "open_after"):
            assert list(daily[name]) == list(market.days.used(name)), name
        for name in ("posted_pay", "expected_pay"):
            assert list(daily[name]) == np.rint(market.days.used(name)).tolist(), name


def test_people_of_one_account_by_hand(result, config):
    """One active person, followed from the market's columns to the stored row."""
    with Market(config) as market:
        for _ in range(60):
            market.step()
        w, a = market.workers, market.accounts
        row = int(np.argmax(w.used("days_active")))
        mine = slice(w.first_account[row], w.first_account[row] + w.n_accounts[row])
        workers = pd.read_parquet(result.folder / "workers.parquet").set_index("worker_id")
        stored = workers.loc[w.id[row]]
        assert stored.accepted_pay == a.accepted_pay[mine].sum() > 0
        assert stored.seconds_search == a.seconds_search[mine].sum() > 0
        assert stored.days_active == w.days_active[row]
        assert stored.approval_rate == a.approved[mine].sum() / (a.approved[mine].sum() + a.rejected[mine].sum())
        assert stored.reservation_wage == round(w.reservation_wage[row])


def test_those_who_left_before_but_were_paid_since_are_kept(brief):
    config = brief("burn_in_days=30", "churn.half_life_days=30")
    workers = pd.read_parquet(run(config).folder / "workers.parquet")
    early = workers[workers.exit_day < 0]
    assert len(early) > 0 and (early.days_present == 0).all() and (early.days_active == 0).all()
    moved = early[["seconds_accepted", "seconds_rejected", "seconds_awaiting", "accepted_pay", "paid_out", "forfeited",
                   "pending_pay", "tasks_accepted"]].sum(axis=1)  # fmt: skip
    assert (moved > 0).all()


def test_days_present(brief):
    """Registered in the morning: the people of the start from the first day, entrants from the day after they came."""
    with Market(brief("days=20", "churn.half_life_days=30")) as market:
        for _ in range(20):
            market.step()
        people = KeptPeople(market)
        present = dict(zip(people.worker("id"), people.days_present(), strict=True))
        entry, leave = people.worker("entry_day"), people.worker("exit_day")
        for who, came, left in zip(people.worker("id"), entry, leave, strict=True):
            mornings = range(0 if who < 10_000_000 else came + 1, min(left, 19) + 1)
            assert present[who] == len(mornings)
        assert sum(present.values()) == market.days.used("present_before").sum()
        assert (entry == 19).any() and (leave < 20).any()


def test_figures_come_with_the_run(brief):
    result = run(brief("figures=true", "lang=fr"))
    figures = list((result.folder / "figures").iterdir())
    assert any(path.suffix == ".png" for path in figures) and result.manifest["seconds"]["figures"] > 0


@pytest.mark.parametrize("table", [WORKERS, WORKER_PLATFORM])
def test_people_in_parts_are_the_same_people(classroom, table):
    with Market(classroom("days=3", "burn_in_days=1")) as market:
        for _ in range(4):
            market.step()
        whole, parts = table.build({}, market), list(table.pieces({}, 100, market))
        assert len(parts) > 4 and max(part.num_rows for part in parts) == 100
        assert pa.concat_tables(parts).equals(whole)
