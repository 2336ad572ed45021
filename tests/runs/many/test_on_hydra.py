"""Other doors of Hydra: its launchers under our sweeper, its sweeper over our launcher, a script of one's own."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from microsim.config.compose import hydra_of_ours
from microsim.config.errors import ConfigError
from microsim.config.multirun import load_multirun
from microsim.runs.many.on_hydra import sweeper

WORDS = ("scale=0.02", "days=4", "burn_in_days=2", "scenario=classroom,france_2019", "seed=range(0,2)",
         "platforms.mturk.fee_share=0.1,0.2")  # fmt: skip


def _sweep(home: Path, *of_hydra: str, words=WORDS):
    multirun, others = load_multirun([*words, f"output={home}", f"sweep.name={home.name}"])
    with sweeper([*of_hydra, f"hydra.sweep.dir={home / 'hydra'}"], multirun, None, progress=False) as chosen:
        return chosen.sweep(others)


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    return _sweep(tmp_path_factory.mktemp("ours"))


def test_hydras_own_launcher_gives_the_same_bits(ours, tmp_path, same_bits):
    basic = _sweep(tmp_path, "hydra/launcher=basic")
    assert basic.counts == ours.counts == {"done": 8}
    same_bits(ours.folder, basic.folder)


def test_a_run_that_fails_under_hydras_own_launcher_is_a_row(tmp_path):
    words = ("scale=0.02", "days=2", "burn_in_days=0", "scenario.start_date=2019-01-01,9999-12-31")
    told = _sweep(tmp_path, "hydra/launcher=basic", words=words)
    assert told.counts == {"done": 1, "failed": 1}
    rows = pd.read_parquet(told.folder / "runs.parquet")
    assert list(rows.stage.fillna("")) == ["", "simulation"]


def test_hydras_own_sweeper_over_our_launcher_gives_the_same_numbers(ours, tmp_path):
    from hydra._internal.callbacks import Callbacks
    from hydra.core.plugins import Plugins
    from hydra.types import HydraContext, RunMode

    with hydra_of_ours() as hydra:
        words = ["hydra/sweeper=basic", "hydra/launcher=microsim", f"hydra.sweep.dir={tmp_path}"]
        config = hydra.compose_config("config", words, RunMode.MULTIRUN, with_log_configuration=False)
        context = HydraContext(config_loader=hydra.config_loader, callbacks=Callbacks())
        basic = Plugins.instance().instantiate_sweeper(config=config, hydra_context=context, task_function=None)
        (returns,) = basic.sweep(list(WORDS))
    told = [returned.return_value.metrics["hourly_pay_mean"] for returned in returns]
    assert told == list(pd.read_parquet(ours.folder / "runs.parquet").hourly_pay_mean)


@pytest.mark.long
@pytest.mark.parametrize("launcher", ["basic", "microsim"])
def test_a_script_of_ones_own(launcher, tmp_path, ours):
    (tmp_path / "mine.py").write_text(
        "import hydra\n"
        "from microsim.config.groups import shipped_folder\n"
        "from microsim.runs.many.on_hydra import task\n\n\n"
        "@hydra.main(config_path=str(shipped_folder()), config_name='config', version_base='1.3')\n"
        "def mine(config):\n"
        "    outcome = task(config)\n"
        "    print('PAY', outcome.metrics['hourly_pay_mean'])\n"
        "    return outcome\n\n\n"
        "if __name__ == '__main__':\n"
        "    mine()\n"
    )
    words = [*WORDS[:3], "scenario=classroom", "platforms.mturk.fee_share=0.1,0.2", "seed=0"]
    done = subprocess.run([sys.executable, "mine.py", "--multirun", f"hydra/launcher={launcher}", *words],
                          cwd=tmp_path, capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0, done.stderr
    if launcher == "basic":  # ours computes in other processes, and hands outcomes to the sweeper
        rows = pd.read_parquet(ours.folder / "runs.parquet").query("scenario == 'classroom' and seed == 0")
        told = [float(line.split()[1]) for line in done.stdout.splitlines() if line.startswith("PAY")]
        assert told == list(rows.hourly_pay_mean)


@pytest.mark.parametrize("word", ["hydra/launcher=nosuch", "hydra/sweeper=nosuch", "hydra.nosuch=1"])
def test_what_hydra_does_not_know_is_told_in_one_line(word, tmp_path):
    with pytest.raises(ConfigError) as refused:
        _sweep(tmp_path, word)
    assert "\n" not in str(refused.value) and "nosuch" in str(refused.value)
