"""The report on the terminal, in both languages."""

import io
import sys
from dataclasses import replace

import pytest
from rich.cells import cell_len

from microsim.config.load import from_mapping
from microsim.metrics.groups import OF_WORKERS
from microsim.metrics.register import METRICS
from microsim.metrics.units import UNITS, unit_to_read
from microsim.runs import print_report, run
from microsim.runs.burn_in import BurnIn
from microsim.runs.words import BY_MOTIVE, HEADLINES, REJECTION


def in_french(result):
    return replace(result, config=from_mapping({**result.config.model_dump(), "lang": "fr"}))


def test_headlines_are_metrics_and_their_units_are_translated():
    names = [name for group in HEADLINES.values() for name in group]
    assert set(names) <= set(METRICS) and {*BY_MOTIVE, *REJECTION} <= set(OF_WORKERS)
    alike = {"", "h", "EUR", "EUR/h"}
    for unit in (METRICS[name].told("EUR")["unit"] for name in names):
        assert unit_to_read(unit, "EUR", "fr") in alike | {word.replace("currency", "EUR") for word in UNITS.values()}


def test_in_english(result, capsys):
    print_report(result)
    out = capsys.readouterr().out
    labels = ("Hourly pay, median", "Unpaid time", "EUR/h", "of time", "Necessity", "Locked out", "1,000 or")
    for label in (*labels, "Burn-in 30 days: price"):
        assert label in out
    assert f"Run: {result.folder}\n" in out and "Figures" not in out


def test_in_french(result, capsys):
    print_report(in_french(result))
    out = capsys.readouterr().out
    labels = ("Rémunération horaire médiane", "Temps non payé", "du temps", "Nécessité", "Moins de")
    for label in (*labels, "Rodage 30 jours : prix"):
        assert label in out
    assert f"Résultats : {result.folder}\n" in out


def with_ai(result):
    """The same as if AI had done a fifth of the tasks."""
    row = {**result.summary["share_done_by_ai"], "value": 0.2}
    return replace(result, summary={**result.summary, "share_done_by_ai": row})


def test_ai_is_told_of_where_there_is_any(result, capsys):
    print_report(result)
    assert "Done by AI" not in capsys.readouterr().out
    print_report(with_ai(result))
    out = capsys.readouterr().out
    assert "Done by AI                     20%  of tasks wanted" in out
    assert "Prepare  Verify" in out and "Found elsewhere" in out


@pytest.mark.parametrize("french", [False, True])
@pytest.mark.parametrize("ai", [False, True])
def test_nothing_is_cut_or_folded_at_80_columns(result, capsys, french, ai):
    told = with_ai(result) if ai else result
    print_report(in_french(told) if french else told)
    out = capsys.readouterr().out
    assert "…" not in out
    lines = [line for line in out.splitlines() if str(result.folder) not in line]
    assert max(cell_len(line) for line in lines) <= 80
    rows = [line for line in lines if line.startswith("  ")]
    assert all(any(sign.isdigit() or sign == "–" for sign in line) for line in rows)  # no row spills over


def test_a_wide_window_shows_meanings(result, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "140")
    print_report(result)
    assert "accepted pay over all time in sessions" in " ".join(capsys.readouterr().out.split())


def test_what_is_unknown_is_a_dash(result, capsys):
    summary = {name: {**row, "value": None} for name, row in result.summary.items()}
    print_report(replace(result, summary=summary, burn_in=BurnIn(3, {"price": None}, False)))
    out = capsys.readouterr().out
    assert "–  EUR/h" in out and "price unknown: not settled" in out


def test_a_terminal_without_accents_does_not_stop_it(result, monkeypatch):
    plain = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", plain)
    print_report(in_french(result))
    plain.flush()
    assert b"Temps non pay?" in plain.buffer.getvalue()


def test_the_bar_shows_the_date_of_the_model(brief, capfd):
    run(brief(), progress=True)
    assert "2019-01-01 measured" in capfd.readouterr().err
    run(brief())
    assert capfd.readouterr().err == ""
