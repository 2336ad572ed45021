"""What a run says of itself: code, machine, time."""

import datetime as dt
import shutil
import subprocess

import pytest

import microsim
from microsim.runs import code_state as code


def test_what_a_manifest_tells(result, config):
    told = result.manifest
    assert told["schema_version"] == 1 and told["version"] == microsim.__version__
    assert (told["scenario"], told["currency"], told["seed"], told["scale"]) == ("classroom", "EUR", 1, 1.0)
    assert (told["days"], told["burn_in_days"], told["record"]) == (30, 30, ["weeks", "months", "batches"])
    assert told["packages"]["numpy"] and set(told["machine"]) == {"platform", "processor", "cores"}
    assert dt.datetime.fromisoformat(told["started"]) <= dt.datetime.fromisoformat(told["finished"])
    assert told["seconds_total"] == pytest.approx(sum(told["seconds"].values()), abs=0.01)
    assert sum(told["seconds_per_phase"].values()) <= told["seconds"]["simulation"] + 0.01
    assert told["rows"]["daily"] == 60 and told["rows"]["platforms"] == 2
    assert told["burn_in"]["days"] == 30 and set(told["burn_in"]["drift"]) == {"price", "stock", "active", "belief"}


def test_a_wheel_tells_its_version(monkeypatch):
    monkeypatch.setattr(code, "checkout", lambda: None)
    assert code.code_state() == {"wheel": microsim.__version__}


@pytest.mark.skipif(shutil.which("git") is None, reason="no git")
def test_a_checkout_tells_its_commit_and_whether_it_was_changed(tmp_path, monkeypatch):
    source = tmp_path / "src" / "microsim"
    source.mkdir(parents=True)
    (source / "__init__.py").write_text("")
    (tmp_path / "pyproject.toml").write_text("")
    monkeypatch.setattr(microsim, "__file__", str(source / "__init__.py"))
    assert code.checkout() is None  # no repository: as good as a wheel
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b.c"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *words], check=True)
    clean = code.code_state()
    assert len(clean["commit"]) == 40 and clean["dirty"] is False
    (tmp_path / "notes.txt").write_text("not code")
    assert code.code_state() == clean
    (source / "new.py").write_text("")
    assert code.code_state() == {**clean, "dirty": True}


def test_without_git_the_commit_is_unknown(tmp_path, monkeypatch):
    monkeypatch.setattr(code, "checkout", lambda: tmp_path)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: (_ for _ in ()).throw(FileNotFoundError("git")))
    assert code.code_state() == {"commit": None, "dirty": None}
