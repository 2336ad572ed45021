"""From `experiment.yaml` to a checked experiment; what does not fit is told in one line."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from microsim.config.explain import name as place_in_file
from microsim.config.explain import quoted
from microsim.config.nearest import did_you_mean
from microsim.results import measures

from .find import ExperimentError
from .schema import FIGURES, Case, Experiment, PathsFigure, Question, Tornado


def read_experiment(path: Path) -> Experiment:
    """The experiment in a file, all names in it known.

    Args:
        path: an `experiment.yaml`.

    Raises:
        ExperimentError: in one line, what is wrong in it, where, and the nearest name that would be right.

    Example:
        >>> read_experiment(Path("no/such/experiment.yaml"))
        Traceback (most recent call last):
            ...
        microsim.results.experiments.find.ExperimentError: no/such/experiment.yaml cannot be read: No such file or \
directory.
    """
    data = _mapping(path)
    try:
        experiment = Experiment.model_validate(data)
    except ValidationError as error:
        raise ExperimentError(f"{path}: {_explained(error)}") from None
    _check_names(experiment, path)
    return experiment


def _mapping(path: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ExperimentError(f"{path} cannot be read: {error.strerror or error}.") from None
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        raise ExperimentError(f"{path} is not valid YAML: {error}") from None
    if not isinstance(data, dict):
        raise ExperimentError(f"{path} is not an experiment: it maps question, seeds, metrics, cases to what they are.")
    try:
        odd = next((key for key in _keys(data) if not isinstance(key, str)), None)
    except RecursionError:
        raise ExperimentError(f"{path} is not an experiment: something in it stands within itself.") from None
    if odd is not None:
        raise ExperimentError(f"{path}: the name {odd!r} is not text: put it in quotes (YAML reads no as false).")
    return data


def _keys(data: object) -> Iterable[object]:
    below: Iterable[object] = ()
    if isinstance(data, Mapping):
        yield from data
        below = data.values()
    elif isinstance(data, list):
        below = data
    for part in below:
        yield from _keys(part)


def _explained(error: ValidationError) -> str:
    """The first problem: what is unknown, then what does not fit, then what is missing."""
    problems = error.errors(include_url=False)
    order = {"extra_forbidden": 0, "missing": 2}
    problem = min(problems, key=lambda one: order.get(one["type"], 1))
    kind, (loc, model) = problem["type"], _where(problem["loc"])
    at = place_in_file(loc)
    if kind == "extra_forbidden":
        known = list(model.model_fields)
        advice = did_you_mean(str(loc[-1]), known) or f"there are {', '.join(known)}."
        return f"{at} is not known there: {advice}"
    if kind == "missing":
        return f"{at} is missing: docs/experiments.md says what stands in the file."
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        given = problem["input"].get("kind") if isinstance(problem["input"], Mapping) else None
        advice = did_you_mean(str(given), FIGURES) or f"there are {', '.join(FIGURES)}."
        return f"{at}: kind = {quoted(given)} is no kind of figure: {advice}"
    why = problem.get("ctx", {}).get("error", problem["msg"])
    return f"{at} = {quoted(problem['input'])}: {why}." if at else f"{why}."


def _where(loc: tuple[str | int, ...]) -> tuple[tuple[str | int, ...], type[BaseModel]]:
    """The place of a problem without the kind of a figure, which pydantic puts in, and what may stand there."""
    if loc[:1] == ("figures",) and len(loc) > 2:
        return (*loc[:2], *loc[3:]), FIGURES[str(loc[2])]
    if loc[-1:] == ("[key]",):
        return loc[:-1], Experiment
    of = {"question": Question, "cases": Case, "tornado": Tornado} if len(loc) > 1 else {}
    return loc, of.get(str(loc[0]) if loc else "", Experiment)


def _check_names(experiment: Experiment, path: Path) -> None:
    _check_measures(experiment.metrics, f"{path}: metrics")
    for name in experiment.instruments:
        if not measures.is_instrument(name):
            raise ExperimentError(f"{path}: instruments: {name} is no instrument: {measures.advice_for(name)}")
    for figure in experiment.figures:
        where = f"{path}: figure {figure.name}"
        _check(figure.cases, experiment.cases, where, "case of this experiment")
        _check_measures(getattr(figure, "metrics", ()), where)
        if isinstance(figure, PathsFigure):
            _check([name for name in (figure.column, figure.per) if name], _daily(), where, "column of the daily table")
    if experiment.tornado:
        _check_tornado(experiment, experiment.tornado, f"{path}: tornado")


def _check_tornado(experiment: Experiment, tornado: Tornado, where: str) -> None:
    _check(tornado.cases, experiment.cases, where, "case of this experiment")
    _check_measures(tornado.metrics, where)
    for name in tornado.cases:
        if name not in experiment.against:
            cure = f"say against under cases.{name}, or name another case"
            raise ExperimentError(f"{where}: {name} is compared with none, so that there is no difference: {cure}.")


def _check_measures(names: Sequence[str], where: str) -> None:
    for name in names:
        if not measures.is_measure(name):
            raise ExperimentError(f"{where}: {name} is not a metric: {measures.advice_for(name)}")


def _check(names: Sequence[str], known: Iterable[str], where: str, what: str) -> None:
    there = list(known)
    for name in names:
        if name not in there:
            some = f"there are {', '.join(there[:8])}{', …' if len(there) > 8 else '.'}"
            raise ExperimentError(f"{where}: {name} is no {what}: {did_you_mean(name, there) or some}")


def _daily() -> list[str]:
    from microsim.state.days import Days  # start-up

    return [name for name in Days.columns if name != "day"]
