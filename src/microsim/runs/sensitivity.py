"""What each assumed parameter decides: every one of them moved to the ends of its plausible range, one at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from microsim.config.describe import parameters
from microsim.config.errors import OutputError
from microsim.config.load import load, unless_said
from microsim.config.schema import Config

from .assumed import family_of, with_values
from .many.of_configs import Metrics, Study, compute, each_once, folder_of_studies
from .moves import BASE, Move, chosen, moves

HEADLINES = (
    "hourly_pay_median", "hourly_pay_mean", "share_active_weekly", "share_active_monthly", "monthly_income_mean",
    "unpaid_share_of_time", "share_of_tasks_rejected", "fill_hours_median", "hours_wanted_over_obtained", "gini_of_pay",
)  # fmt: skip


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
    from microsim.plots.tornado import draw_tornado  # start-up

    config = load([f"scenario={scenario}", *unless_said(overrides, scale=0.05), "figures=false", *overrides])
    all_moves = list(moves(config))
    names = chosen([move.parameter for move in all_moves], only)
    todo = [move for move in all_moves if move.parameter in names]
    moved = [(move.parameter, move.end, with_values(config, dict(move.changes))) for move in todo]
    runs, places = each_once(
        ({"parameter": parameter, "end": end}, changed.model_copy(update={"seed": seed}))
        for parameter, end, changed in [("", BASE, config), *moved] for seed in range(1, seeds + 1)
    )  # fmt: skip
    study = Study(runs)
    folder = folder_of_studies("sensitivity", [study])
    metrics = compute(folder, study, processes, progress)
    told = [[metrics[place] for place in places[at : at + seeds]] for at in range(0, len(places), seeds)]
    labels = {family_of(row["key"]): row[f"label_{config.lang}"] for row in parameters(config)}
    result = Sensitivity(config, labels, _table(todo, told))
    try:
        result.table.to_csv(folder / "sensitivity.csv", index=False, float_format="%.6g")
        draw_tornado(result.table, labels, config, folder / "tornado.png")
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror or error}.") from None
    return folder, result


def _table(todo: Sequence[Move], told: Sequence[Sequence[Metrics]]) -> pd.DataFrame:
    base = pd.DataFrame(told[0])[[*HEADLINES]].astype(float)
    rows = []
    for move, seeds in zip(todo, told[1:], strict=True):
        moved = pd.DataFrame(seeds)[[*HEADLINES]].astype(float)
        for metric in HEADLINES:
            before, after = base[metric].mean(), moved[metric].mean()
            rows.append({
                "parameter": move.parameter, "end": move.end, "value": move.value, "metric": metric, "base": before,
                "moved": after, "change": after / before - 1.0, "spread": base[metric].std(ddof=1) / before,
            })  # fmt: skip
    return pd.DataFrame(rows)
