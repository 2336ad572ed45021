"""What the findings of an experiment hang on, for reading in a terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from microsim.plots.numbers import plain
from microsim.results.experiments.schema import Experiment
from microsim.results.measures import told as told_of
from microsim.runs.moves import HIGH, LOW

from .files import FIGURES, RUNS, TORNADO
from .to_read import difference_to_read, measure_to_read
from .tornado import ToldTornado
from .words import say

if TYPE_CHECKING:
    import pandas as pd

STRONGEST = 6


def tables_of(told: ToldTornado, experiment: Experiment, currency: str, lang: str) -> Iterator[Text | Table]:
    """For each finding, the parameters that move it most, and the finding at both ends of each."""
    yield Text(say("tornado_title", lang, scale=scale_of(told, lang)), style="bold")
    for (case, metric), rows in told.table.groupby(["case", "metric"], sort=False):
        labels = [experiment.cases[name].label(lang) for name in (case, experiment.against[case])]
        name = measure_to_read(metric, currency, lang)
        yield Text(say("tornado_finding", lang, metric=name, case=labels[0], other=labels[1]))
        yield _table(rows, told_of(metric, currency)["unit"], lang)


def places_of(told: ToldTornado, lang: str) -> Iterator[str]:
    """Where the table and the figures are, and what is not in them."""
    yield say("tornado_table", lang, path=told.planned.folder / TORNADO)
    if told.failed:
        runs = len(told.planned.study.configs)
        yield say("tornado_failed", lang, failed=told.failed, runs=runs, path=told.planned.folder / RUNS)
    names = ", ".join(path.name for path in told.figures if path.name.endswith(f".{lang}.png"))
    yield say("figures", lang, path=told.planned.folder / FIGURES, names=names)


def scale_of(told: ToldTornado, lang: str) -> str:
    """How large its markets are."""
    return plain(next(iter(told.planned.configs.values())).scale, lang)


def _table(rows: "pd.DataFrame", unit: str, lang: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("", LOW, HIGH):
        table.add_column(say(f"tornado_{name}", lang) if name else "", justify="right" if name else "left")
    table.add_column("")
    base = difference_to_read(rows.difference.iloc[0], unit, lang)
    low, high = (difference_to_read(rows[end].iloc[0], unit, lang) for end in ("difference_low", "difference_high"))
    chance = say("tornado_seeds", lang, low=low, high=high) if rows.difference_low.notna().any() else ""
    table.add_row(say("tornado_base", lang), base, base, chance)
    table.add_section()
    strongest = rows.change.abs().groupby(rows.parameter).max().sort_values(ascending=False, kind="stable")
    for parameter in strongest[strongest > 0].index[:STRONGEST]:
        ends = rows[rows.parameter == parameter].set_index("end")
        turns = say("tornado_turns", lang) if ends.sign_changes.any() else ""
        table.add_row(str(parameter), *(difference_to_read(ends.moved[end], unit, lang) for end in (LOW, HIGH)), turns)
    return table
