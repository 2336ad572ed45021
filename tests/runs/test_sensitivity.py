"""`microsim sensitivity`: one assumed parameter at a time, measured, stored, drawn and told; and its mistakes."""

import pandas as pd
import pytest

from microsim.cli.entry import main
from microsim.config.load import load
from microsim.runs.assumed import with_values
from microsim.runs.moves import moves
from microsim.runs.sensitivity import HEADLINES, sensitivity

SMALL = ("days=14", "burn_in_days=14", "scale=0.4")


@pytest.fixture(scope="module")
def config():
    return load(["scenario=france_2019", *SMALL])


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    output = f"output={tmp_path_factory.mktemp('sensitivity')}"
    only = ["demand.hours", "behaviour.hearsay", "churn.usual"]
    return sensitivity("classroom", 2, [*SMALL, output], only, processes=2)


def test_every_move_gives_a_valid_configuration(config):
    for move in moves(config):
        changed = with_values(config, dict(move.changes))
        assert changed != config and abs(sum(dict(changed.population.motive_shares).values()) - 1.0) < 1e-9


def test_a_group_moves_together_and_other_shares_make_room(config):
    by_name = {(move.parameter, move.end): move for move in moves(config)}
    slow = with_values(config, dict(by_name["platforms.*.search_seconds", "high"].changes))
    assert all(platform.search_seconds == 300 for platform in slow.platforms.values())
    more = dict(by_name["population.motive_shares.necessity", "high"].changes)
    needy = with_values(config, more).population.motive_shares
    assert (needy.necessity, needy.supplement / needy.flexibility) == (0.4, pytest.approx(2.0))


def test_shares_that_are_all_named_are_scaled_to_one(config):
    named = {"supplement": 0.482, "necessity": 0.11, "flexibility": 0.372}
    shares = with_values(config, {f"population.motive_shares.{name}": share for name, share in named.items()})
    told = dict(shares.population.motive_shares)
    assert sum(told.values()) == pytest.approx(1.0, abs=1e-12)
    assert told["necessity"] / told["supplement"] == pytest.approx(0.11 / 0.482)


def test_the_table_has_a_row_per_parameter_end_and_metric(told):
    folder, result = told
    table = result.table
    assert len(table) == 3 * 2 * len(HEADLINES)
    assert not table[["base", "moved", "change", "spread"]].isna().any(axis=None)
    stored = pd.read_csv(folder / "sensitivity.csv")
    assert list(stored) == list(table) and len(stored) == len(table)
    assert (folder / "tornado.png").stat().st_size > 20_000
    more = table[(table.parameter == "demand.hours") & (table.metric == "hours_wanted_over_obtained")]
    change = dict(zip(more.end, more.change, strict=True))
    assert change["high"] < 0 < change["low"]  # more work on offer: people get more of what they want


def test_the_numbers_do_not_depend_on_the_number_of_processes(told, tmp_path):
    _, result = told
    _, alone = sensitivity("classroom", 2, [*SMALL, f"output={tmp_path}"], ["demand.hours"], processes=1)
    both = result.table[result.table.parameter == "demand.hours"].reset_index(drop=True)
    pd.testing.assert_frame_equal(both, alone.table, check_exact=True)


@pytest.mark.parametrize(
    ("lang", "words"), [("en", ("demand.hours", "Unpaid time")), ("fr", ("paramètre", "Temps non"))]
)
def test_what_moves_most_is_printed(lang, words, tmp_path, capsys):
    status = main(["sensitivity", "classroom", "--only", "demand.hours", "--seeds", "1", "--processes", "1", *SMALL,
                   f"lang={lang}", f"output={tmp_path}"])  # fmt: skip
    printed = capsys.readouterr().out
    assert status == 0 and all(word in printed for word in words), printed


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["classroom", "france_2019"], "classroom and france_2019 are 2 scenarios"),
        (["clasroom"], "classroom"),
        (["--only", "demand.huors"], "did you mean demand.hours?"),
        (["--seeds", "0"], "--seeds 0 is not a whole number"),
        (["--processes", "many"], "--processes many is not"),
        (["seed=3"], "seed=3 has no effect here"),
    ],
)
def test_a_mistake_gives_one_line_and_status_2(words, told, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["sensitivity", *words]) == 2
    error = capsys.readouterr().err
    assert told in error and error.count("\n") == 1, error
