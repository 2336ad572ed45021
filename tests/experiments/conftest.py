"""A tiny experiment of two cases and two seeds, run once for all tests that look at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from microsim.runs.experiments.run import Ran, run_experiment

TINY = """\
question: {en: "Does a fee lower what people earn?", fr: "Une commission réduit-elle les gains ?"}
base: [scenario=classroom, scale=0.1, days=5, burn_in_days=5]
seeds: 2
metrics: [share_of_tasks_rejected, hourly_pay_median, drift_price]
cases:
  low: {label_en: "Low fee", label_fr: "Commission basse", set: [platforms.mturk.fee_share=0.1]}
  high: {label_en: "High fee", label_fr: "Commission haute", set: [platforms.mturk.fee_share=0.4]}
figures:
  - {name: pay, kind: cases, metrics: [hourly_pay_median, fill_rate], title_en: "Pay", title_fr: "Gains"}
  - {name: path, kind: paths, column: accepted, per: submitted, cases: [high], title_en: "Days", title_fr: "Jours"}
  - {name: dose, kind: curve, along: platforms.mturk.fee_share, metrics: [hourly_pay_median],
     title_en: "Pay by fee", title_fr: "Gains selon la commission"}
"""
TORNADO = """\
tornado: {cases: [high], metrics: [hourly_pay_median, share_of_tasks_rejected], seeds: 1, draws: 3, base: [days=4]}
"""


@pytest.fixture(scope="session")
def with_tornado() -> str:
    """The text of the tiny experiment with a tornado."""
    return TINY + TORNADO


@pytest.fixture(scope="session")
def tiny() -> str:
    """The text of the tiny experiment."""
    return TINY


@pytest.fixture(scope="session")
def mine(tmp_path_factory) -> Path:
    """A folder of experiments with the tiny one in it."""
    folder = tmp_path_factory.mktemp("mine")
    (folder / "tiny").mkdir()
    (folder / "tiny" / "experiment.yaml").write_text(TINY, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def home(tmp_path_factory) -> Path:
    """Where its runs go."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def ran(mine, home) -> Iterator[Ran]:
    """The tiny experiment, run."""
    yield run_experiment("tiny", words=[f"output={home}"], experiments_dir=mine, processes=1)
