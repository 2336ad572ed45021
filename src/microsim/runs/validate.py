"""Run empirical scenarios over several seeds and set them beside what was published."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from microsim.config.errors import OutputError
from microsim.config.load import load, unless_said
from microsim.config.schema import Config
from microsim.instruments import INSTRUMENTS
from microsim.metrics.register import METRICS
from microsim.results.targets import SHIPPED, Scored, Target, in_band, read_targets, score

from .burn_in import WATCHED, BurnIn, judged, over_seeds
from .many.of_configs import Metrics, Study, compute, folder_of_studies
from .outcome import DRIFT
from .write import write_json

SCENARIOS = ("mturk_2017", "france_2019", "global_pool")


@dataclass(frozen=True)
class Validation:
    """One scenario beside its targets.

    Attributes:
        config: of the first seed.
        scored: each target with the model's values.
        burn_ins: of the runs, one per seed.
    """

    config: Config
    scored: list[Scored]
    burn_ins: list[BurnIn]

    @property
    def burn_in(self) -> BurnIn:
        """Drift of the burn-in, mean over the seeds."""
        return over_seeds(self.burn_ins, self.config.scenario.name)


def validate(
    scenarios: Sequence[str] = SCENARIOS,
    seeds: int = 3,
    overrides: Sequence[str] = (),
    targets: Path | str = SHIPPED,
    processes: int = 0,
    progress: bool = False,
) -> tuple[Path, list[Validation]]:
    """Run scenarios at a tenth of their size over several seeds, score them, and store runs, figures and scores.

    Args:
        scenarios: those with targets, see `results.targets`.
        seeds: how many of each, from 1 on or from the seed among the overrides on.
        overrides: in Hydra's grammar; without one of scale, it is 0.1.
        targets: another file of targets.
        processes: how many at once; 0 for all processors. The numbers do not depend on it.
        progress: show a bar.

    Returns:
        The folder with `validation.json`, one figure per scenario and the tables of all runs; and the scores. The
        same again computes only what is not there.

    Raises:
        UserError: in one line, what is wrong with targets, overrides or output.
    """
    bands = {name: read_targets(name, targets) for name in scenarios}  # mistakes first, before anything is run
    studies = {name: _study(name, seeds, overrides, bands[name]) for name in bands}
    folder = folder_of_studies("validation", list(studies.values()))
    told = []
    for name, study in studies.items():
        config = study.configs[0][1]
        runs = compute(folder / "runs" / name, study, processes, progress)
        told.append(Validation(config, score(bands[name], runs), [_burn_in(config, metrics) for metrics in runs]))
    try:
        _store(folder, told)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror or error}. The runs in it are whole.") from None
    return folder, told


def _study(scenario: str, seeds: int, overrides: Sequence[str], bands: Sequence[Target]) -> Study:
    first = _config(scenario, overrides, bands)
    seeds_of_it = range(first.seed, first.seed + seeds)
    configs = [({"scenario": scenario}, first.model_copy(update={"seed": seed})) for seed in seeds_of_it]
    return Study(configs, tuple(target.name for target in bands if target.name in INSTRUMENTS))


def _burn_in(config: Config, metrics: Metrics) -> BurnIn:
    return judged(config.burn_in_days, {name: metrics[f"{DRIFT}{name}"] for name in WATCHED}, config.scenario.name)


def _config(scenario: str, overrides: Sequence[str], bands: Sequence[Target]) -> Config:
    needed = {METRICS[target.name].needs for target in bands if target.name in METRICS} - {None}
    tables = f"record=[{','.join(sorted(needed))}]"
    usual = unless_said(overrides, scale=0.1, figures="false")
    return load([f"scenario={scenario}", *usual, tables, *overrides])


def _store(folder: Path, validations: Sequence[Validation]) -> None:
    from microsim.plots.validation import draw_validation  # start-up

    told = {}
    for validation in validations:
        scenario = validation.config.scenario.name
        inside, measured = in_band(validation.scored)
        told[scenario] = {
            "scale": validation.config.scale,
            "seeds": len(validation.burn_ins),
            "targets_in_band": inside,
            "targets_measured": measured,
            "burn_in": dataclasses.asdict(validation.burn_in),
            "burn_in_by_seed": [dataclasses.asdict(burn_in) for burn_in in validation.burn_ins],
            "rows": [_row(scored) for scored in validation.scored],
        }
        draw_validation(validation.scored, validation.config, folder / f"{scenario}.png")
    write_json(folder / "validation.json", told)


def _row(scored: Scored) -> dict[str, object]:
    return {
        **scored.target.model_dump(), "mark": scored.target.mark, "values": list(scored.values), "mean": scored.mean,
        "inside": scored.inside,
    }  # fmt: skip
