"""From an experiment and what a command line changes to the configurations of its runs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from microsim.config.describe import parameters
from microsim.config.errors import ConfigError, UserError
from microsim.config.load import load
from microsim.config.nearest import did_you_mean
from microsim.config.schema import Config
from microsim.metrics.register import METRICS
from microsim.results import measures
from microsim.results.experiments.find import ExperimentError, Place
from microsim.results.experiments.schema import CurveFigure, Experiment, key_of
from microsim.results.experiments.table import CASE
from microsim.runs.many.of_configs import Study

SILENT = ("lang", "output")  # words that change no number, so that they fit a whole experiment


@dataclass(frozen=True)
class Planned:
    """What an experiment runs.

    Attributes:
        configs: of each case, with the first seed.
        seeds: how many, from 1 on.
        study: the runs, case by case.
        along: ``{figure: {case: number}}``, what stands along the axis of curves.
    """

    configs: Mapping[str, Config]
    seeds: int
    study: Study
    along: Mapping[str, Mapping[str, float]]

    @property
    def lang(self) -> str:
        """Language of what is printed."""
        return next(iter(self.configs.values())).lang


def plan_of(experiment: Experiment, place: Place, seeds: int | None, words: Sequence[str]) -> Planned:
    """The runs of an experiment, each checked.

    Args:
        experiment: what its file says.
        place: where that file is, for whoever has to correct it.
        seeds: the first so many; None for all.
        words: what a user changes in all cases, in Hydra's grammar.

    Raises:
        UserError: in one line, a word or a case that does not fit.
    """
    if seeds is not None and seeds > experiment.seeds:
        cure = f"Say --seeds 1 to {experiment.seeds}, or change seeds in {place.file}."
        raise UserError(f"--seeds {seeds} is more than {place.name} has, which is {experiment.seeds}. {cure}")
    check_words(experiment, words, place)
    configs = configs_of(experiment, place, words, experiment.cases)
    along = {figure.name: _along(figure, experiment, configs, place)
             for figure in experiment.figures if isinstance(figure, CurveFigure)}  # fmt: skip
    chosen = seeds or experiment.seeds
    runs = [({CASE: case}, config.model_copy(update={"seed": seed}))
            for case, config in configs.items() for seed in range(1, chosen + 1)]  # fmt: skip
    instruments = [*experiment.instruments, *filter(measures.is_instrument, experiment.measures)]
    return Planned(configs, chosen, Study(runs, tuple(dict.fromkeys(instruments))), along)


def check_words(experiment: Experiment, words: Sequence[str], place: Place) -> None:
    """Refuse words that a user cannot mean, as the experiment says what they would change."""
    for word in words:
        key = key_of(word)
        if key == "seed":
            raise UserError(f"{word} has no effect here: seeds are 1 to {experiment.seeds}; fewer of them by --seeds.")
        if key == "scenario":
            cure = f"copy {place.folder} into a folder of yours, change it there, and say --experiments-dir"
            raise UserError(f"{word} has no effect here: the experiment chooses its scenario. For another, {cure}.")
        if case := experiment.case_that_sets(key):
            raise UserError(f"{word} has no effect here: {key} is what the cases differ in (it is set in {case}).")


def merged(*parts: Sequence[str]) -> list[str]:
    """Words of several lists; of two about the same, the last.

    Example:
        >>> merged(["scale=0.05", "days=180"], ["days=30"])
        ['scale=0.05', 'days=30']
    """
    by_key: dict[str, str] = {}
    for word in (word for part in parts for word in part):
        by_key[key_of(word)] = word
    return list(by_key.values())


def configs_of(
    experiment: Experiment, place: Place, words: Sequence[str], cases: Collection[str], base: Sequence[str] = ()
) -> dict[str, Config]:
    """The configuration of each of some cases, with the first seed.

    Args:
        experiment, place, words: see `plan_of`.
        cases: which.
        base: what is said after the base of the experiment.
    """
    if base:
        _composed(f"{place.file}: tornado.base: ", merged(experiment.base, base))
    base = merged(experiment.base, base)
    if words:  # so that what is wrong in them is not put down to the file
        _composed(f"{place.file}: base: ", base)
        _composed("", merged(base, words))
    needed = {METRICS[name].needs for name in experiment.measures if name in METRICS} - {None}

    def whole(case: str) -> Config:
        said = merged(base, words, experiment.cases[case].set)
        config = _composed(f"{place.file}: case {case}: ", said)
        return config.model_copy(update={"record": sorted({*config.record, *needed}), "seed": 1, "figures": False})

    return {case: whole(case) for case in experiment.cases if case in cases}


def _composed(where: str, words: Sequence[str]) -> Config:
    try:
        return load(words)
    except ConfigError as error:
        raise ExperimentError(f"{where}{error}") from None


def _along(
    figure: CurveFigure, experiment: Experiment, configs: Mapping[str, Config], place: Place
) -> dict[str, float]:
    return {case: _number(figure, case, configs[case], place) for case in experiment.cases_of(figure)}


def _number(figure: CurveFigure, case: str, config: Config, place: Place) -> float:
    value: Any = config.model_dump()
    for part in figure.along.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        known = [row["key"] for row in parameters(config)]
        why = f"is {value!r} in case {case}, which is no number"
        advice = did_you_mean(figure.along, known) if figure.along not in known else "choose cases that set it."
        advice = advice or "give the full name of a parameter, as platforms.mturk.fee_share."
        raise ExperimentError(f"{place.file}: figure {figure.name}: along = {figure.along} {why}: {advice}")
    return float(value)
