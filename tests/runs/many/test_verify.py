"""`microsim verify`: bit-equal, or what differs."""

import sqlite3

import pyarrow as pa
import pytest

from microsim.cli.entry import main
from microsim.runs.many.local import LocalPool
from microsim.runs.many.store import FILE
from microsim.runs.many.verify import verify
from microsim.runs.outcome import daily_table, packed


@pytest.fixture
def folder(sweeping):
    return sweeping("seed=range(0,6)", "days=6").folder


def test_all_runs_are_bit_equal(folder, capsys):
    assert main(["verify", str(folder), "all"]) == 0
    assert capsys.readouterr().out == "6 of 6 runs computed again: bit-equal.\n"


def test_a_sample_is_the_same_every_time(folder):
    told = [verify(folder, 2, lambda: LocalPool(1)) for _ in range(2)]
    assert told[0] == told[1] and (told[0].checked, told[0].of) == (2, 6)


def test_what_differs_is_listed(folder, capsys):
    with sqlite3.connect(folder / FILE) as sql:
        sql.execute("update metric set value = value * (1 + 1e-15) where name = 'hourly_pay_mean' and run = 4")
        (blob,) = sql.execute("select arrow from daily where run = 2").fetchone()
        table = daily_table(blob)
        active = table.column("active").to_pylist()
        active[5] += 1
        place = table.column_names.index("active")
        sql.execute("update daily set arrow = ? where run = 2",
                    (packed(table.set_column(place, table.field(place), pa.array(active))),))  # fmt: skip
    assert main(["verify", str(folder), "all"]) == 1
    head, *lines = capsys.readouterr().out.splitlines()
    assert head == "2 of 6 runs differ (of 6):"
    assert lines[0] == "  2 (seed=2): daily column active from day 3 on"
    assert lines[1].startswith("  4 (seed=4): hourly_pay_mean = ") and " here" in lines[1]


def test_other_code_is_named(folder, capsys, monkeypatch):
    from microsim.runs.many import identity

    parts = {**identity.code_parts(), "market/payment/phase.py": "0"}
    monkeypatch.setattr("microsim.runs.many.verify.code_parts", lambda: parts)
    assert main(["verify", str(folder), "--sample", "1"]) == 0
    assert "The code is not the one that made the sweep: market/payment/phase.py." in capsys.readouterr().out
