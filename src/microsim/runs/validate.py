"""Run empirical scenarios over several seeds and set them beside what was published."""

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from microsim.config.errors import OutputError
from microsim.config.load import load, unless_said
from microsim.config.schema import Config
from microsim.instruments import INSTRUMENTS
from microsim.metrics.register import METRICS
from microsim.model import Market
from microsim.results.targets import SHIPPED, Scored, Target, in_band, read_targets, score

from .burn_in import BurnIn, over_seeds
from .folder import dated_folder
from .simulate import RunResult, run
from .write import write_json

SCENARIOS = ("mturk_2017", "france_2019")


@dataclass(frozen=True)
class Validation:
    """One scenario beside its targets.

    Attributes:
        config: of the first seed.
        scored: each target with the model's values.
        runs: the runs, one per seed.
    """

    config: Config
    scored: list[Scored]
    runs: list[RunResult]

    @property
    def burn_in(self) -> BurnIn:
        """Drift of the burn-in, mean over the seeds."""
        return over_seeds([result.burn_in for result in self.runs])


def validate(
    scenarios: Sequence[str] = SCENARIOS,
    seeds: int = 3,
    overrides: Sequence[str] = (),
    targets: Path | str = SHIPPED,
    progress: bool = False,
) -> tuple[Path, list[Validation]]:
    """Run scenarios at a tenth of their size over several seeds, score them, and store runs, figures and scores.

    Args:
        scenarios: those with targets, see `results.targets`.
        seeds: seeds 1, 2, … of each.
        overrides: in Hydra's grammar; without one of scale, it is 0.1.
        targets: another file of targets.
        progress: show a bar.

    Returns:
        The folder with `validation.json`, one figure per scenario and all runs; and the scores.

    Raises:
        UserError: in one line, what is wrong with targets, overrides or output.
    """
    bands = {name: read_targets(name, targets) for name in scenarios}  # mistakes first, before anything is run
    configs = {name: [_config(name, seed, overrides, bands[name]) for seed in range(1, seeds + 1)] for name in bands}
    folder = dated_folder(configs[scenarios[0]][0], "validation")
    todo = [(name, config) for name in bands for config in configs[name]]
    done: dict[str, list[tuple[RunResult, dict[str, Any]]]] = {name: [] for name in bands}
    with tqdm(todo, unit="runs", disable=not progress, leave=False) as bar:
        for name, config in bar:
            bar.set_description_str(f"{name} seed {config.seed}")
            done[name].append(_run(config.model_copy(update={"output": str(folder / "runs")}), bands[name]))
    told = [
        Validation(
            configs[name][0],
            score(bands[name], [measured for _, measured in done[name]]),
            [result for result, _ in done[name]],
        )
        for name in bands
    ]
    try:
        _store(folder, told)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror or error}. The runs in it are whole.") from None
    return folder, told


def _run(config: Config, bands: Sequence[Target]) -> tuple[RunResult, dict[str, Any]]:
    """A run, and its metrics with the figures of the instruments that the targets need."""
    taken: dict[str, Any] = {}

    def take(market: Market) -> None:
        for target in bands:
            if target.name in INSTRUMENTS:
                value = INSTRUMENTS[target.name].measure(market)
                taken[target.name] = {"value": None if math.isnan(value) else value}

    result = run(config, at_end=take)
    return result, result.summary | taken


def _config(scenario: str, seed: int, overrides: Sequence[str], bands: Sequence[Target]) -> Config:
    needed = {METRICS[target.name].needs for target in bands if target.name in METRICS} - {None}
    tables = f"record=[{','.join(sorted(needed))}]"
    usual = unless_said(overrides, scale=0.1, figures="false")
    return load([f"scenario={scenario}", *usual, tables, *overrides, f"seed={seed}"])


def _store(folder: Path, validations: Sequence[Validation]) -> None:
    from microsim.plots.validation import draw_validation

    told = {}
    for validation in validations:
        scenario = validation.config.scenario.name
        inside, measured = in_band(validation.scored)
        told[scenario] = {
            "scale": validation.config.scale,
            "seeds": len(validation.runs),
            "targets_in_band": inside,
            "targets_measured": measured,
            "burn_in": dataclasses.asdict(validation.burn_in),
            "burn_in_by_seed": [dataclasses.asdict(result.burn_in) for result in validation.runs],
            "rows": [_row(scored) for scored in validation.scored],
        }
        draw_validation(validation.scored, validation.config, folder / f"{scenario}.png")
    write_json(folder / "validation.json", told)


def _row(scored: Scored) -> dict[str, object]:
    return {
        **scored.target.model_dump(), "mark": scored.target.mark, "values": list(scored.values), "mean": scored.mean,
        "inside": scored.inside,
    }  # fmt: skip
