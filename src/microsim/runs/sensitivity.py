"""What each assumed parameter decides: every one of them moved to the ends of its plausible range, one at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from microsim.config.describe import parameters
from microsim.config.errors import OutputError, UserError
from microsim.config.load import load, unless_said
from microsim.config.nearest import did_you_mean
from microsim.config.plausible import plausible
from microsim.config.schema import Config

from .assumed import families, family_of, with_values
from .many.identity import config_digest
from .many.of_configs import Metrics, Study, compute, folder_of_studies

HEADLINES = (
    "hourly_pay_median", "hourly_pay_mean", "share_active_weekly", "share_active_monthly", "monthly_income_mean",
    "unpaid_share_of_time", "share_of_tasks_rejected", "fill_hours_median", "hours_wanted_over_obtained", "gini_of_pay",
)  # fmt: skip
LOW, HIGH, BASE = "low", "high", "base"


class Move(NamedTuple):
    """One parameter at one end: its name (`*` for all members of a group), the end, and what to set."""

    parameter: str
    end: str
    changes: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Sensitivity:
    """What came out.

    Attributes:
        config: the configuration from which one parameter at a time was moved.
        labels: ``{parameter: label}`` in the language of the run.
        table: one row per parameter, end and metric: `parameter`, `end`, `value` (of the parameter, where it is one
            number), `metric`, `base`, `moved` (means over seeds), `change` (relative), `spread` (standard deviation of
            the metric over seeds at the base, relative).
    """

    config: Config
    labels: Mapping[str, str]
    table: pd.DataFrame


def sensitivity(
    scenario: str,
    seeds: int = 2,
    overrides: Sequence[str] = (),
    only: Sequence[str] = (),
    processes: int = 0,
    progress: bool = False,
) -> tuple[Path, Sensitivity]:
    """Move each assumed parameter of a scenario to both ends of its plausible range, and measure.

    Args:
        scenario: its name.
        seeds: seeds 1, 2, … at each end; the same people with the same luck as at the base.
        overrides: in Hydra's grammar; without one of scale, it is 0.05.
        only: beginnings of the parameters to move; all of them if there are none.
        processes: how many at once; 0 for all processors. The numbers do not depend on it.
        progress: show a bar.

    Returns:
        The folder with `sensitivity.csv`, the figure and the tables of all runs; and what is in them. The same again
        computes only what is not there.

    Raises:
        UserError: in one line, what is wrong with scenario, overrides, beginnings or output.
    """
    from microsim.plots.tornado import draw_tornado

    config = load([f"scenario={scenario}", *unless_said(overrides, scale=0.05), "figures=false", *overrides])
    todo = _chosen(list(moves(config)), only)
    moved = [(move.parameter, move.end, with_values(config, dict(move.changes))) for move in todo]
    study, where = _study([("", BASE, config), *moved], seeds)
    folder = folder_of_studies("sensitivity", [study])
    metrics = compute(folder, study, processes, progress)
    told = [[metrics[place] for place in places] for places in where]
    labels = {family_of(row["key"]): row[f"label_{config.lang}"] for row in parameters(config)}
    result = Sensitivity(config, labels, _table(todo, told))
    try:
        result.table.to_csv(folder / "sensitivity.csv", index=False, float_format="%.6g")
        draw_tornado(result.table, labels, config, folder / "tornado.png")
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror or error}.") from None
    return folder, result


def moves(config: Config) -> Iterator[Move]:
    """Both ends of every assumed parameter that a decision can feel, members of a group together.

    Example:
        >>> told = {move[:2]: move.changes for move in moves(load(["scenario=france_2019"]))}
        >>> told["behaviour.run_length", "low"], len(told["motives.*.hours_per_day", "high"])
        ((('behaviour.run_length', 6.0),), 3)
    """
    for family, rows in families(config).items():
        for end, position in ((LOW, 0), (HIGH, 1)):
            yield Move(family, end, tuple((row["key"], plausible(row)[position]) for row in rows))


def _chosen(todo: list[Move], only: Sequence[str]) -> list[Move]:
    for beginning in only:
        if not any(move.parameter.startswith(beginning) for move in todo):
            names = [move.parameter for move in todo]
            advice = did_you_mean(beginning, names) or "microsim describe parameters tells what is assumed."
            raise UserError(f"nothing that can be moved begins with {beginning}: {advice}")
    return [move for move in todo if not only or move.parameter.startswith(tuple(only))]


def _study(configs: Sequence[tuple[str, str, Config]], seeds: int) -> tuple[Study, list[list[int]]]:
    """Each configuration once, and for every move and seed, which of them it is: an end may be where the base is."""
    places: dict[str, int] = {}
    study: list[tuple[dict[str, str], Config]] = []
    where = []
    for parameter, end, config in configs:
        where.append([])
        for seed in range(1, seeds + 1):
            seeded = config.model_copy(update={"seed": seed})
            digest = config_digest(seeded)
            if digest not in places:
                places[digest] = len(study)
                study.append(({"parameter": parameter, "end": end}, seeded))
            where[-1].append(places[digest])
    return Study(study), where


def _table(todo: Sequence[Move], told: Sequence[Sequence[Metrics]]) -> pd.DataFrame:
    base = pd.DataFrame(told[0])[[*HEADLINES]].astype(float)
    rows = []
    for move, seeds in zip(todo, told[1:], strict=True):
        moved = pd.DataFrame(seeds)[[*HEADLINES]].astype(float)
        value = move.changes[0][1] if len(move.changes) == 1 else None
        for metric in HEADLINES:
            before, after = base[metric].mean(), moved[metric].mean()
            rows.append({
                "parameter": move.parameter, "end": move.end, "value": value, "metric": metric, "base": before,
                "moved": after, "change": after / before - 1.0, "spread": base[metric].std(ddof=1) / before,
            })  # fmt: skip
    return pd.DataFrame(rows)
