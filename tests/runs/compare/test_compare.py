"""Comparisons: forks that are the runs they stand for, from one burn-in each; tables made of what is stored."""

import json
import re
import shutil
import zipfile

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from microsim.cli.entry import main
from microsim.config.load import from_mapping, load
from microsim.config.sweeping import Multirun
from microsim.metrics.tables import MONEY, MONTH
from microsim.results.read import read_config
from microsim.runs.begin import begin, burn_in_of
from microsim.runs.compare.plan import in_force, plan_comparison
from microsim.runs.compare.run import compare, rebuild
from microsim.runs.many.identity import config_digest
from microsim.runs.many.local import LocalPool
from microsim.runs.measure import measure
from microsim.runs.simulate import run
from microsim.units import HOUR

SMALL = ["scenario=classroom", "scale=0.3", "days=21", "burn_in_days=14", "figures=false"]
LAWS = "laws=[status_quo,laissez_faire,status_quo+pay_floor]"
FLOOR = "status_quo+pay_floor"
TABLES = ("effects", "winners", "paths", "assumptions", "values")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    words = [*SMALL, LAWS, "regulation.contributions.compliance=1", "seeds=2", "draws=2",
             f"output={tmp_path_factory.mktemp('compared')}"]  # fmt: skip
    return compare(words, Multirun(), lambda: LocalPool(2))


def place(made, law, draw, seed):
    return made.folder / "runs" / f"law={law}" / f"draw={draw}" / f"seed={seed}"


def whole(folder):
    return {path.name: pq.read_table(path) for path in sorted(folder.glob("*.parquet"))}


@pytest.mark.parametrize(("law", "draw", "seed"), [("laissez_faire", 0, 1), (FLOOR, 2, 2), ("placebo", 1, 1)])
def test_a_fork_is_the_run_of_its_configuration_to_the_bit(made, tmp_path, law, draw, seed):
    stored = place(made, law, draw, seed)
    alone = tmp_path / "alone"
    measure(from_mapping(read_config(stored)), folder=alone)
    assert whole(alone) == whole(stored)


def test_forks_share_one_burn_in_per_seed_and_draw_and_are_the_status_quo_until_the_policy_day(made):
    assert len(list((made.folder / "states").glob("*.npz"))) == 4
    for draw, seed in ((0, 1), (0, 2), (1, 1), (2, 2)):
        before = [pd.read_parquet(place(made, law, draw, seed) / "daily.parquet").query("day < 0")
                  for law in ("status_quo", "laissez_faire", FLOOR, "placebo")]  # fmt: skip
        assert len(before[0]) >= 14 and all(one.equals(before[0]) for one in before)


def test_what_exists_in_the_baseline_and_not_in_another_law_is_repealed_on_the_policy_day(made):
    free = pd.read_parquet(place(made, "laissez_faire", 0, 1) / "daily.parquet")
    kept = pd.read_parquet(place(made, "status_quo", 0, 1) / "daily.parquet")
    assert free[free.day < 0].contributions.sum() > 0 == free[free.day >= 0].contributions.sum()
    assert kept[kept.day >= 0].contributions.sum() > 0


def test_effects_are_paired_differences_of_what_the_stored_people_earned(made):
    def income(law, seed):
        w = pd.read_parquet(place(made, law, 0, seed) / "workers.parquet")
        w = w[(w.entry_day < 0) & ~(w.exit_day < 0)]
        net = (w.accepted_pay - w.contributed) / MONEY / (21 / MONTH)
        return net.groupby(w.motive, observed=True).mean(), w.seconds_sessions.sum() / HOUR

    differences = [income(FLOOR, seed)[0] - income("status_quo", seed)[0] for seed in (1, 2)]
    e = made.effects
    rows = e[(e.law == FLOOR) & (e.by == "motive") & (e.metric == "net_income_per_head")].set_index("group")
    for motive in ("supplement", "necessity", "flexibility"):
        one, two = (difference[motive] for difference in differences)
        assert rows.effect[motive] == pytest.approx((one + two) / 2)
        half = 12.706204736432095 * abs(one - two) / 2  # Student's t with one degree of freedom
        assert rows.high_seeds[motive] - rows.effect[motive] == pytest.approx(half)
        assert rows.n_seeds[motive] == rows.n_draws[motive] == 2


def test_metrics_of_everybody_are_those_of_the_runs(made):
    e = made.effects
    row = e[(e.law == FLOOR) & (e.group == "all") & (e.metric == "posted_hourly_pay")].iloc[0]
    told = [json.loads((place(made, law, 0, seed) / "summary.json").read_text())["posted_hourly_pay"]["value"]
            for law in (FLOOR, "status_quo") for seed in (1, 2)]  # fmt: skip
    assert row.effect == pytest.approx((told[0] + told[1] - told[2] - told[3]) / 2)
    assert row.value == pytest.approx((told[0] + told[1]) / 2)


def test_winners_and_losers_are_counted_among_the_same_people(made):
    def income(law):
        w = pd.read_parquet(place(made, law, 0, 1) / "workers.parquet").set_index("worker_id").sort_index()
        w = w[(w.entry_day < 0) & ~(w.exit_day < 0)]
        return (w.accepted_pay - w.contributed) / MONEY / (21 / MONTH)

    before, after = income("status_quo"), income(FLOOR)
    assert before.index.equals(after.index)
    change = after - before
    least = np.maximum(0.05 * before, 1.0)
    w = made.winners[(made.winners.law == FLOOR) & (made.winners.group == "all")].iloc[0]
    other = _share_of_winners(made, 2)
    assert w.winners == pytest.approx(((change > least).mean() + other) / 2)
    assert w.winners + w.losers + w.unaffected == pytest.approx(1.0)
    assert w.excess_winners == pytest.approx(w.winners - w.placebo_winners)


def _share_of_winners(made, seed):
    incomes = []
    for law in ("status_quo", FLOOR):
        w = pd.read_parquet(place(made, law, 0, seed) / "workers.parquet").set_index("worker_id").sort_index()
        w = w[(w.entry_day < 0) & ~(w.exit_day < 0)]
        incomes.append((w.accepted_pay - w.contributed) / MONEY / (21 / MONTH))
    change = incomes[1] - incomes[0]
    return (change > np.maximum(0.05 * incomes[0], 1.0)).mean()


def test_tables_are_made_again_from_what_is_stored(made):
    again = rebuild(made.folder)
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(again, name), getattr(made, name))
        stored = pd.read_parquet(made.folder / "tables" / f"{name}.parquet")
        assert len(stored) == len(getattr(made, name))
        assert len(stored) > 0 or name == "assumptions"  # two draws say nothing of assumptions
    with zipfile.ZipFile(made.folder / "tables" / "comparison.xlsx") as book:
        sheets = re.findall(r'<sheet name="(\w+)"', book.read("xl/workbook.xml").decode())
    assert sheets == ["effects", "winners", "assumptions", "missing"]


def test_the_same_again_computes_only_what_is_gone(made, tmp_path):
    copy = tmp_path / "comparisons" / made.folder.name
    shutil.copytree(made.folder, copy)
    lost, there = (copy / place(made, FLOOR, 0, seed).relative_to(made.folder) / "manifest.json" for seed in (2, 1))
    shutil.rmtree(lost.parent)
    before = there.stat().st_mtime_ns
    words = [word for word in made.about["command"].split()[2:] if not word.startswith("output=")]
    again = compare([*words, f"output={tmp_path}"], Multirun(), lambda: LocalPool(1))
    assert again.folder == copy
    assert lost.exists() and there.stat().st_mtime_ns == before
    pd.testing.assert_frame_equal(again.effects, made.effects)


def test_a_damaged_and_a_missing_fork_are_named_and_the_rest_is_compared(made, tmp_path, capsys):
    copy = tmp_path / "copy"
    shutil.copytree(made.folder, copy)
    (copy / place(made, FLOOR, 0, 2).relative_to(made.folder) / "workers.parquet").write_bytes(b"PAR1 not")
    shutil.rmtree(copy / place(made, "laissez_faire", 1, 1).relative_to(made.folder))
    (copy / place(made, "placebo", 2, 2).relative_to(made.folder) / "config.yaml").write_text("a: [")
    (copy / place(made, "placebo", 1, 1).relative_to(made.folder) / "manifest.json").unlink()
    assert main(["compare", str(copy)]) == 1
    assert "4 of 16 forks are missing; the first:" in " ".join(capsys.readouterr().out.split())
    missing = pd.read_csv(copy / "tables" / "missing.csv")
    assert sorted(zip(missing.law, missing.draw, missing.seed, missing.status, strict=True)) == [
        ("laissez_faire", 1, 1, "missing"), ("placebo", 1, 1, "damaged"), ("placebo", 2, 2, "damaged"),
        (FLOOR, 0, 2, "damaged"),
    ]  # fmt: skip
    e = pd.read_parquet(copy / "tables" / "effects.parquet")
    n = e[(e.group == "all") & (e.metric == "fees")].set_index("law")
    assert (n.n_seeds[FLOOR], n.n_draws["laissez_faire"], n.n_seeds["laissez_faire"]) == (1, 1, 2)


def test_single_runs_are_compared_if_they_differ_in_their_laws_only(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tiny = [*SMALL[:2], "days=7", "burn_in_days=0"]
    free, floor, longer = (
        str(run(load([*tiny, "figures=false", *words])).folder)
        for words in ([], ["regulation=pay_floor"], ["demand.hours=1.5"])
    )
    assert main(["compare", free, floor]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "One seed: point values" in told and "not varied" in told and "pay_floor" in told
    effects = pd.read_csv(next(tmp_path.glob("results/comparisons/runs-*/tables/effects.csv")))
    assert effects.low.isna().all() and effects.effect.abs().max() > 0
    assert main(["compare", free, free]) == 2
    assert "are of the same law (none) and seed (1)" in capsys.readouterr().err
    assert main(["compare", floor, longer]) == 2
    line = capsys.readouterr().err
    assert "these runs differ in more than their law: demand.hours = " in line and line.count("\n") == 1


@pytest.mark.long
def test_seeds_may_be_added_and_other_parameters_may_not(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = ["compare", *SMALL[:2], "days=5", "burn_in_days=2", "figures=false", "laws=[none,pay_floor]",
             "draws=0", "sweep.name=grown"]  # fmt: skip
    assert main([*words, "seeds=1"]) == 0
    first = (tmp_path / "results/comparisons/grown/runs/law=none/draw=0/seed=1/manifest.json").stat().st_mtime_ns
    assert main([*words, "seeds=2", "sweep.on_change=add"]) == 0
    again = tmp_path / "results/comparisons/grown/runs/law=none/draw=0/seed=1/manifest.json"
    assert again.stat().st_mtime_ns == first and (again.parents[1] / "seed=2").is_dir()
    capsys.readouterr()
    assert main([*words, "seeds=2", "regulation.pay_floor.hourly=1", "sweep.on_change=add"]) == 2
    assert "is there with other parameters: laws are added, not changed" in capsys.readouterr().err
    assert main([*words, "seeds=2", "regulation.pay_floor.hourly=1", "sweep.on_change=restart"]) == 0


def test_runs_of_one_law_have_the_same_parameters_and_all_the_same_burn_in(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tiny = ["scenario=france_2019", "scale=0.004", "days=3", "burn_in_days=1", "figures=false"]
    words = [["regulation=status_quo"], ["regulation=status_quo", "seed=2"], ["regulation=[status_quo,pay_floor]"],
             ["regulation=[status_quo,pay_floor]", "regulation.pay_floor.hourly=1", "seed=2"],
             ["regulation=laissez_faire"], ["regulation=[status_quo,pay_floor]", "seed=2"]]  # fmt: skip
    quo, quo2, floor, low2, free, floor2 = (str(run(load([*tiny, *more])).folder) for more in words)
    for folders, says in (([quo, quo2, floor, low2], "with other parameters than"), ([quo, free], "same burn-in")):
        assert main(["compare", *folders]) == 2
        assert says in capsys.readouterr().err
    assert main(["compare", quo, floor2, quo2, floor]) == 0


def test_a_shock_that_hits_nobody_is_told_in_one_line(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = ["shock=mass_rejection", "shock.mass_rejection.rank=9999", "shock.mass_rejection.from_day=1"]
    more = ["laws=[none,pay_floor]", "seeds=1", "draws=0", *SMALL[:2], "days=5", "burn_in_days=2"]
    assert main(["compare", *words, *more]) == 2
    assert "rank = 9999 is nobody" in capsys.readouterr().err.splitlines()[-1]


def test_a_burn_in_that_was_damaged_is_made_anew(tmp_path):
    config = load([*SMALL, "regulation=pay_floor"])
    with begin(config, tmp_path) as market:
        assert market.day == 0
    (stored,) = tmp_path.glob("*.npz")
    good = stored.read_bytes()
    stored.write_bytes(good[: len(good) // 2])
    with begin(config, tmp_path) as market:
        assert market.day == 0
    assert stored.stat().st_size == len(good)
    assert burn_in_of(config) == burn_in_of(load(SMALL).model_copy(update={"days": 90}))


def test_a_law_that_changes_an_existing_one_takes_its_place_on_the_policy_day():
    words = ["scenario=france_2019", "laws=[status_quo,contributions]", "seeds=1", "draws=0"]
    other = plan_comparison(words).laws["contributions"]
    assert {name: law.until_day for name, law in other.regulation.items()} == {
        "contributions": None, "contributions_before": -1,
    }  # fmt: skip
    assert list(in_force(other)) == ["contributions"]


def test_all_forks_of_a_seed_and_a_draw_have_one_burn_in():
    laws = "laws=[status_quo,contributions,laissez_faire]"
    plan = plan_comparison(["scenario=france_2019", laws, "seeds=2", "draws=2"])
    burn_ins = {}
    for fork in plan.forks:
        burn_ins.setdefault((fork.draw, fork.seed), set()).add(config_digest(burn_in_of(fork.config)))
    assert len(burn_ins) == 4 and all(len(digests) == 1 for digests in burn_ins.values())


MISTAKES = [
    ([], "nothing to compare: say laws=[status_quo,…], or give a folder"),
    (["seeds=2"], "laws are missing: say which to compare"),
    (["laws=[status_quo]"], "laws names fewer than two"),
    (["laws=[status_quo,status_quo]"], "laws names status_quo twice"),
    (["laws=[none,pay_floor+]"], "laws: 'pay_floor+' has a + with no law beside it"),
    (["law=[none,pay_floor]"], "law is not laws: did you mean laws?"),
    (["results/somewhere", "--dry-run"], "of folders nothing is. Leave it out"),
    (["laws=[status_quo,placebo]"], "placebo is added to every comparison by itself"),
    (["laws=[status_quo,pay_flor]"], "laws: pay_flor does not exist: did you mean pay_floor?"),
    (["laws=[status_quo,pay_floor]", "seeds=0"], "seeds = 0 is outside [1, 10000]"),
    (["laws=[status_quo,pay_floor]", "seeds=1,2"], "asks for several"),
    (["laws=[status_quo,pay_floor]", "seed=3"], "a comparison runs seeds 1, 2, …"),
    (["laws=[status_quo,pay_floor]", "regulation=appeal"], "say laws=[…]"),
    (["laws=[status_quo,pay_floor]", "regulation.appeal.minutes=5"], "none of the laws compared has it"),
    (["laws=[status_quo,pay_floor]", "regulation.pay_floor.from_day=-5"], "is outside [0, 3649]"),
    (["laws=[status_quo,pay_floor]", "regulation.pay_floor.from_day=500"], "is after the run ends"),
    (["laws=[status_quo,pay_floor]", "regulation.pay_floor.platforms=[nowhere]"], "'nowhere' does not exist"),
    (["laws=[status_quo,employment]", "scenario=classroom"], "regulation.employment holds on no platform"),
    (["laws=[none,status_quo]"], "all forks come from the burn-in of none"),
    (["laws=[status_quo,pay_floor]", "results/somewhere"], "not both"),
    (["no/such/folder"], "has no comparison.json, so it is not a comparison"),
    (["no/such/folder", "nor/this"], "no/such/folder"),
    (["laws=[status_quo,pay_floor]", "days=ten"], "days"),
]


@pytest.mark.parametrize(("words", "says"), MISTAKES, ids=lambda value: " ".join(value)[:60] if value else "none")
def test_a_mistake_gives_one_line_and_status_2_and_writes_nothing(words, says, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["compare", *words]) == 2
    said = capsys.readouterr()
    assert says in said.err and said.err.count("\n") == 1 and said.out == ""
    assert list(tmp_path.iterdir()) == []
