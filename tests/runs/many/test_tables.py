"""The tables of a sweep, and its summary: documented, the same in every format, computed right."""

import math
from dataclasses import replace

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
from scipy import stats

from microsim.cli.entry import main
from microsim.config.errors import UserError
from microsim.metrics.register import METRICS
from microsim.results.read import RunError
from microsim.results.sweeps import read_sweep, summarise
from microsim.runs.many.summary import write_summary


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    from microsim.config.multirun import load_multirun
    from microsim.runs.many.local import LocalPool
    from microsim.runs.many.sweep import sweep_of_words

    words = ["scale=0.05", "days=16", "burn_in_days=4", "platforms.mturk.fee_share=0.1,0.2,0.4",
             "scenario=classroom,france_2019", "seed=1,2,3", f"output={tmp_path_factory.mktemp('tables')}"]  # fmt: skip
    multirun, others = load_multirun(words)
    return sweep_of_words(others, multirun, lambda: LocalPool(2)).folder


def test_a_row_per_run_with_every_metric(folder):
    runs = pd.read_parquet(folder / "runs.parquet")
    assert len(runs) == 18 and list(runs)[:4] == ["run", "platforms.mturk.fee_share", "scenario", "seed"]
    always = {name for name, metric in METRICS.items() if metric.needs is None}
    assert always <= set(runs) and (runs.status == "done").all() and runs.seconds.min() > 0
    assert runs.groupby(["scenario", "platforms.mturk.fee_share"]).hourly_pay_mean.nunique().eq(3).all()


def test_every_column_says_its_unit_and_meaning(folder):
    for name in ("runs", "daily"):
        schema = pq.read_schema(folder / f"{name}.parquet")
        told = {field.name: field.metadata for field in schema}
        assert all(about and about[b"unit"] and about[b"doc"] for about in told.values()), name
    schema = pq.read_schema(folder / "runs.parquet")
    assert schema.field("platforms.mturk.fee_share").metadata[b"unit"] == b"share of accepted pay"
    assert schema.field("hourly_pay_median").metadata[b"unit"] == b"EUR/h"


@pytest.mark.parametrize("name", ["runs", "daily"])
def test_csv_and_parquet_hold_the_same(folder, name):
    parquet, text = pd.read_parquet(folder / f"{name}.parquet"), pd.read_csv(folder / f"{name}.csv")
    assert list(parquet) == list(text) and len(parquet) == len(text)
    numbers = parquet.select_dtypes("number").columns
    pd.testing.assert_frame_equal(parquet[numbers], text[numbers], check_dtype=False, check_exact=True)


def test_duckdb_joins_the_tables(folder):
    told = duckdb.sql(
        f"select scenario, count(*) as days from '{folder}/daily.parquet' join '{folder}/runs.parquet'"
        " using (run, scenario) group by all order by all"
    ).fetchall()
    assert told == [("classroom", 9 * 20), ("france_2019", 9 * 20)]


def test_intervals_are_students(folder):
    sweep = read_sweep(folder)
    told = summarise(sweep, ["hourly_pay_median"])
    assert len(told) == 6 and set(told.n) == {3}
    row = told[(told["platforms.mturk.fee_share"] == 0.2) & (told.scenario == "classroom")].iloc[0]
    values = sweep.runs.query("scenario == 'classroom' and `platforms.mturk.fee_share` == 0.2").hourly_pay_median
    low, high = stats.t.interval(0.95, 2, values.mean(), values.std(ddof=1) / math.sqrt(3))
    assert (row["mean"], row["low"], row["high"]) == pytest.approx((values.mean(), low, high), rel=1e-12)


def test_one_seed_gives_no_interval(sweeping):
    told = summarise(read_sweep(sweeping("seed=4").folder))
    assert told["mean"].notna().any() and told["low"].isna().all() and (told.n <= 1).all()


@pytest.mark.parametrize(("lang", "words"), [("en", ("fee_share", "seeds", "classroom")),
                                             ("fr", ("fee_share", "graines", "classroom"))])  # fmt: skip
def test_the_summary_is_printed_stored_and_drawn(folder, lang, words, capsys, monkeypatch):
    sweep = replace(read_sweep(folder), lang=lang)
    monkeypatch.setattr("microsim.runs.many.summary.read_sweep", lambda _: sweep)
    assert main(["summary", str(folder), "--metrics", "hourly_pay_median,unpaid_share_of_time"]) == 0
    printed = capsys.readouterr().out
    assert all(word in printed for word in words), printed
    stored = pd.read_parquet(folder / "summary.parquet")
    assert len(stored) == 6 * len(sweep.metrics) and len(pd.read_csv(folder / "summary.csv")) == len(stored)
    assert all((folder / name).stat().st_size > 20_000 for name in ("summary.png", "daily.png"))


def test_a_sweep_over_seeds_alone_is_drawn_too(sweeping):
    told = write_summary(sweeping("seed=range(0,4)", "days=20").folder)
    assert all(path.stat().st_size > 10_000 for path in told.figures)


def test_mistakes_are_told(folder, tmp_path):
    with pytest.raises(UserError, match="no metric hourly_pay_meidan: did you mean hourly_pay_median"):
        write_summary(folder, ["hourly_pay_meidan"])
    with pytest.raises(UserError, match="holds no sweep"):
        write_summary(tmp_path)
    (tmp_path / "runs.parquet").write_bytes(b"PAR1 nothing")
    with pytest.raises(RunError, match="is damaged"):
        read_sweep(tmp_path)
