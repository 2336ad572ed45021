"""The life of a sweep: what is done is not done again, changes are refused, failures are rows."""

import sqlite3

import pandas as pd
import pytest

from microsim.config.errors import ConfigError, OutputError, UserError
from microsim.config.load import load
from microsim.runs import run
from microsim.runs.many import identity
from microsim.runs.many.local import LocalPool
from microsim.runs.many.lock import LOCK, is_running
from microsim.runs.many.status import status
from microsim.runs.many.store import FILE, Store, StoreError
from microsim.runs.many.tables import TIMING


def _refuses_to_compute():
    class Nobody:
        room = 10

        def submit(self, job):
            raise AssertionError(f"{job} was computed again")

        def close(self):
            pass

    return Nobody()


def _runs(result) -> pd.DataFrame:
    return pd.read_parquet(result.folder / "runs.parquet").set_index("run")


def test_a_row_is_what_one_run_would_have_measured(sweeping, tmp_path):
    result = sweeping("platforms.mturk.fee_share=0.1,0.4", "seed=5,7", "record=[weeks]")
    row = _runs(result).loc[3]
    assert (row["platforms.mturk.fee_share"], row["seed"], row.status) == (0.4, 7, "done")
    alone = run(load(["scale=0.02", "days=4", "burn_in_days=2", "platforms.mturk.fee_share=0.4", "seed=7",
                      "record=[weeks]", "figures=false", f"output={tmp_path / 'one'}"]))  # fmt: skip
    for name, told in alone.summary.items():
        assert row[name] == told["value"] or (told["value"] is None and pd.isna(row[name])), name
    days = pd.read_parquet(result.folder / "daily.parquet").query("run == 3").reset_index(drop=True)
    expected = pd.read_parquet(alone.folder / "daily.parquet")
    pd.testing.assert_frame_equal(days[list(expected)], expected, check_exact=True)


def test_the_same_command_again_computes_nothing(sweeping):
    first = sweeping()
    before = _runs(first)
    again = sweeping(pool=_refuses_to_compute)
    assert again.folder == first.folder and again.counts == {"done": 6}
    pd.testing.assert_frame_equal(_runs(again), before)


@pytest.mark.parametrize("processes", [4, pytest.param(1, marks=pytest.mark.long)])
def test_the_number_of_processes_changes_nothing(sweeping, same_bits, processes):
    two = sweeping("sweep.name=two", "seed=range(0,8)")
    other = sweeping("sweep.name=other", "seed=range(0,8)", pool=lambda: LocalPool(processes))
    same_bits(two.folder, other.folder)


def test_a_run_that_fails_is_a_row_and_the_others_go_on(sweeping, capsys):
    result = sweeping("scenario.start_date=2019-01-01,9999-12-31", "seed=1,2")
    rows = _runs(result)
    assert list(rows.status) == ["done", "done", "failed", "failed"] and result.ended.failed == 2
    failed = rows.loc[2]
    assert failed.stage == "simulation" and "Error" in failed.error and pd.isna(failed.hourly_pay_median)
    assert "run 2 (scenario.start_date=9999-12-31 seed=1) failed in simulation" in capsys.readouterr().err
    with Store(result.folder, read_only=True) as store:
        assert "Traceback" in store.traceback(2)


def test_failed_runs_are_tried_again_by_the_same_command(sweeping, faults):
    first = sweeping(pool=lambda: LocalPool(2, faults.fails_when_odd))
    assert first.counts == {"done": 5, "failed": 1}
    assert sweeping("sweep.again=none", *_six(), pool=_refuses_to_compute).counts == first.counts
    assert sweeping().counts == {"done": 6}


def test_retries(sweeping, faults):
    assert sweeping("sweep.name=a", *_six(), pool=lambda: LocalPool(2, faults.fails_once)).counts["failed"] == 1
    told = sweeping("sweep.name=b", "sweep.retries=1", *_six(), pool=lambda: LocalPool(2, faults.fails_once))
    assert told.counts == {"done": 6} and _runs(told).tries[faults.ODD] == 2


def test_on_error_stop(sweeping, faults):
    told = sweeping("sweep.on_error=stop", "seed=range(0,40)", pool=lambda: LocalPool(1, faults.fails_when_odd))
    assert told.ended.stopped and told.counts["failed"] == 1 and told.counts["waiting"] > 20


@pytest.mark.long
def test_a_run_that_kills_its_process_once_gets_another(sweeping, faults, capsys, same_bits):
    told = sweeping("sweep.name=shot", *_six(), pool=lambda: LocalPool(2, faults.dies_once))
    assert told.counts == {"done": 6} and _runs(told).kills[faults.ODD] == 1
    assert "its process left with status 7; it gets another one" in capsys.readouterr().err
    same_bits(told.folder, sweeping("sweep.name=calm", *_six()).folder)


def test_a_run_that_kills_its_process_twice_is_marked_and_left_alone(sweeping, faults, capsys):
    deadly = LocalPool(2, faults.dies_when_odd)
    told = sweeping(pool=lambda: deadly)
    assert told.counts == {"done": 5, "killed": 1}
    row = _runs(told).loc[faults.ODD]
    assert (row.status, row.stage, row.error, row.kills) == ("killed", "process", "killed by SIGKILL", 2)
    assert "twice: marked as killed" in capsys.readouterr().err
    assert sweeping(pool=_refuses_to_compute).counts == told.counts
    assert sweeping("sweep.again=all", *_six()).counts == {"done": 6}


def test_other_words_in_the_same_folder_are_refused_with_the_difference(sweeping):
    sweeping("sweep.name=mine", "seed=1,2")
    with pytest.raises(UserError, match=r"holds another sweep: seed=1,2 there, seed=1,2,3 here\. Say sweep\.on_change"):
        sweeping("sweep.name=mine", "seed=1,2,3", pool=_refuses_to_compute)


def test_runs_may_be_added(sweeping):
    first = sweeping("sweep.name=mine", "seed=1,2")
    before = _runs(first)
    told = sweeping("sweep.name=mine", "sweep.on_change=add", "seed=1,2,3", "population.workers=400")
    rows = _runs(told)
    assert told.counts == {"done": 5}
    assert [int(workers) for workers in rows["population.workers"]] == [500, 500, 400, 400, 400]
    assert list(rows.seed) == [1, 2, 1, 2, 3]
    shared = [name for name in before if name in rows]
    pd.testing.assert_frame_equal(rows.loc[:1, shared], before[shared])
    assert sweeping("sweep.name=mine", "seed=1,2,3", "population.workers=400", "sweep.on_change=add",
                    pool=_refuses_to_compute).counts == {"done": 5}  # fmt: skip


def test_a_sweep_may_begin_anew_and_the_old_one_is_kept_aside(sweeping):
    sweeping("sweep.name=mine", "seed=1,2")
    told = sweeping("sweep.name=mine", "sweep.on_change=restart", "seed=7")
    assert told.counts == {"done": 1}
    (aside,) = told.folder.glob("superseded-*")
    assert len(pd.read_parquet(aside / "runs.parquet")) == 2 and (aside / FILE).exists()


def test_a_changed_configuration_is_refused_with_the_difference(sweeping, tmp_path):
    own = tmp_path / "configs"
    (own / "churn").mkdir(parents=True)
    (own / "churn" / "mine.yaml").write_text("half_life_days: 500\n")
    sweeping("churn=mine", "seed=1,2", config_dir=own)
    (own / "churn" / "mine.yaml").write_text("half_life_days: 600\n")
    with pytest.raises(UserError, match=r"another configuration: churn\.half_life_days = 500 there, 600 here\. Say"):
        sweeping("churn=mine", "seed=1,2", pool=_refuses_to_compute, config_dir=own)


def test_changed_code_is_refused_with_the_files(sweeping, monkeypatch):
    sweeping()
    parts = dict(identity.code_parts())
    other = {**parts, "market/payment/phase.py": "0", "numpy": "9.9"}
    for module in ("microsim.runs.many.opening", "microsim.runs.many.identity"):
        monkeypatch.setattr(f"{module}.code_parts", lambda: other)
    for module in ("microsim.runs.many.opening", "microsim.runs.many.plan"):
        monkeypatch.setattr(f"{module}.code_digest", lambda: "feedfeedfeedfeed")
    told = r"other code \(market/payment/phase\.py has changed, numpy = .* there, 9\.9 here"
    with pytest.raises(UserError, match=told):
        sweeping(pool=_refuses_to_compute)
    assert sweeping("sweep.on_change=add", *_six(), pool=_refuses_to_compute).counts == {"done": 6}


def test_other_instruments_are_refused(sweeping):
    sweeping("seed=1")
    with pytest.raises(UserError, match="other instruments"):
        sweeping("seed=1", "sweep.instruments=[market_supply_elasticity]", pool=_refuses_to_compute)


def test_two_sweeps_cannot_write_into_one_folder(sweeping, tmp_path):
    messages = []

    class Meanwhile(LocalPool):
        def submit(self, job):
            if not messages:
                with pytest.raises(UserError, match="another sweep is writing there") as refused:
                    sweeping("sweep.name=mine", "seed=1,2")
                messages.append(refused)
                assert is_running(tmp_path / "sweeps" / "mine") and status(tmp_path / "sweeps" / "mine").running
            super().submit(job)

    told = sweeping("sweep.name=mine", "seed=1,2", pool=lambda: Meanwhile(1))
    assert messages and told.counts == {"done": 2} and not is_running(told.folder)


def test_a_damaged_store_is_told_in_one_line(sweeping):
    folder = sweeping().folder
    content = bytearray((folder / FILE).read_bytes())
    content[100:4000] = bytes(3900)
    (folder / FILE).write_bytes(content)
    with pytest.raises(StoreError, match=r"is damaged: .*Move the file elsewhere"):
        sweeping()


def test_a_store_of_another_version_is_refused(sweeping):
    folder = sweeping("seed=1").folder
    with sqlite3.connect(folder / FILE) as sql:
        sql.execute("update about set value = '99' where key = 'schema_version'")
    with pytest.raises(StoreError, match="is of version 99, this microsim reads"):
        sweeping("seed=1")


def test_a_folder_that_cannot_be_made_is_told(sweeping, tmp_path):
    (tmp_path / "sweeps").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be made"):
        sweeping()


def test_the_same_run_twice_is_refused(sweeping):
    with pytest.raises(ConfigError, match="runs 0 and 2 are the same"):
        sweeping("lang=en", "task_types=microtasks,[microtasks]", "seed=1,2")


def test_reading_leaves_the_folder_as_it_is(sweeping):
    folder = sweeping("seed=1,2").folder
    before = sorted(path.name for path in folder.iterdir())
    status(folder)
    assert sorted(path.name for path in folder.iterdir()) == before
    assert {LOCK, FILE, "runs.parquet", "runs.csv", "daily.parquet", "daily.csv"} == set(before)


def test_what_is_timed_is_not_part_of_the_identity(sweeping):
    rows = _runs(sweeping("seed=1,2"))
    assert rows.id.is_unique and set(TIMING) < set(rows) and (rows.seconds > 0).all()


def _six() -> tuple[str, ...]:
    return "platforms.mturk.fee_share=0.1,0.2", "seed=range(0,3)"
