"""From the tornado of an experiment to its runs: the ends of each assumed parameter, and draws of all of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from microsim.config.errors import ConfigError
from microsim.config.schema import Config
from microsim.results import measures
from microsim.results.experiments.find import ExperimentError, Place
from microsim.results.experiments.schema import Experiment, Tornado
from microsim.results.experiments.table import CASE
from microsim.runs.assumed import all_positions, drawn, families, points, with_values
from microsim.runs.many.of_configs import Study, each_once, folder_of_studies
from microsim.runs.moves import BASE, Move, chosen, moves

from .files import KIND
from .plan import configs_of

if TYPE_CHECKING:
    import pandas as pd

DRAWN = "draw"
DATED = ("shock", "regulation")


class Point(NamedTuple):
    """Where a finding is looked at: the case, what is moved to which end, the draw, the seed, and both markets.

    `value` is that of the parameter where it is one number, `only_in` the case that alone has it.
    """

    case: str
    parameter: str
    end: str
    draw: int
    seed: int
    value: float | None
    only_in: str
    mine: Config
    other: Config


@dataclass(frozen=True)
class PlannedTornado:
    """What a tornado runs.

    Attributes:
        tornado: what the experiment says of it.
        configs: of each case in it, with nothing moved.
        study: the runs, each once.
        points: `case`, `parameter`, `end`, `draw`, `seed`, `value`, `only_in`, `run`, `run_against`.
        labels: ``{parameter: {lang: label}}`` of all that is moved.
        folder: where it lies.
    """

    tornado: Tornado
    configs: Mapping[str, Config]
    study: Study
    points: "pd.DataFrame"
    labels: Mapping[str, Mapping[str, str]]
    folder: Path


def plan_tornado(
    experiment: Experiment, place: Place, seeds: int, words: Sequence[str], only: Sequence[str] = ()
) -> PlannedTornado | None:
    """The runs of the tornado of an experiment, each checked; None of one that has none.

    Args:
        experiment: what its file says.
        place: where that file is, for whoever has to correct it.
        seeds: of the experiment, the first so many.
        words: what a user changes in all cases.
        only: beginnings of the parameters to move, without any draws; everything if there are none.

    Raises:
        UserError: in one line, what does not fit.
    """
    import pandas as pd  # start-up

    tornado = experiment.tornado
    if tornado is None:
        return None
    pairs = {case: experiment.against[case] for case in tornado.cases}
    configs = configs_of(experiment, place, words, {*pairs, *pairs.values()}, tornado.base)
    assumed = {case: families(config) for case, config in configs.items()}
    parameters = chosen([name for there in assumed.values() for name in there], only)
    draws = 0 if only else tornado.draws or 0
    try:
        found = [point for case, other in pairs.items() for point in (
            *_ends((case, other), configs, parameters, min(seeds, tornado.seeds)),
            *_draws((case, other), configs, assumed, seeds, draws))]  # fmt: skip
    except ConfigError as error:
        raise ExperimentError(f"{place.file}: tornado: {error}") from None
    runs, numbers = each_once(run for point in found for run in _runs(point, pairs))
    rows = pd.DataFrame([point[:-2] for point in found], columns=Point._fields[:-2])
    rows["run"], rows["run_against"] = numbers[::2], numbers[1::2]
    study = Study(runs, tuple(filter(measures.is_instrument, tornado.metrics)))
    labels = _labels(assumed, parameters)
    return PlannedTornado(tornado, configs, study, rows, labels, folder_of_studies(KIND, [study], _name(place)))


def _name(place: Place) -> str:
    return f"{place.name}-tornado"


def _ends(
    pair: tuple[str, str], configs: Mapping[str, Config], parameters: Sequence[str], seeds: int
) -> Iterator[Point]:
    """Nothing moved, then each parameter at both ends, wherever it is assumed; all with the same seeds."""
    case, other = pair
    base = configs[case], configs[other]
    for seed in range(1, seeds + 1):
        yield Point(case, "", BASE, 0, seed, None, "", *base)
    there = [{move[:2]: move for move in moves(config) if move.parameter in parameters} for config in base]
    for parameter, end in dict.fromkeys([*there[0], *there[1]]):
        mine, others = (found.get((parameter, end)) for found in there)
        alone = "" if mine and others else case if mine else other
        both = [_moved(config, move) for config, move in zip(base, (mine, others), strict=True)]
        for seed in range(1, seeds + 1):
            yield Point(case, parameter, end, 0, seed, (mine or others).value, alone, *both)


def _moved(config: Config, move: Move | None) -> Config:
    if move is None:
        return config
    try:
        return with_values(config, dict(move.changes))
    except ConfigError as error:
        raise ConfigError(f"{move.parameter} at its {move.end} end: {error}") from None


def _draws(
    pair: tuple[str, str], configs: Mapping[str, Config], assumed: Mapping[str, Mapping], seeds: int, draws: int
) -> Iterator[Point]:
    """All parameters at once; the counterpart of a case stands at the same place. Seeds are those of the experiment."""
    places = all_positions([name for case in pair for name in assumed[case]], draws)
    for number, seed in points(seeds, draws)[seeds:]:
        at = {name: found[number - 1] for name, found in places.items()}
        try:
            both = [drawn(configs[one], assumed[one], {name: at[name] for name in assumed[one] if name in at})
                    for one in pair]  # fmt: skip
        except ConfigError as error:
            raise ConfigError(f"draw {number}: {error}") from None
        yield Point(pair[0], "", DRAWN, number, seed, None, "", *both)


def _runs(point: Point, pairs: Mapping[str, str]) -> Iterator[tuple[dict[str, str | int], Config]]:
    for case, config in ((point.case, point.mine), (pairs[point.case], point.other)):
        told = {CASE: case, "parameter": point.parameter, "end": point.end, "draw": point.draw}
        yield told, config.model_copy(update={"seed": point.seed})


def _labels(assumed: Mapping[str, Mapping], parameters: Sequence[str]) -> dict[str, dict[str, str]]:
    """What each parameter is called; with the shock or law that it is of, or with what tells it from its namesakes."""
    rows = {name: there[name][0] for there in assumed.values() for name in parameters if name in there}
    labels = [row["label_en"] for row in rows.values()]

    def of(name: str) -> str:
        group, *_, there, _ = name.split(".") if name.count(".") > 1 else ("", "", "")
        return f" ({there})" if there and (group in DATED or labels.count(rows[name]["label_en"]) > 1) else ""

    return {name: {lang: row[f"label_{lang}"] + of(name) for lang in ("en", "fr")} for name, row in rows.items()}
