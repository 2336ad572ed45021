"""The summary of a sweep, for reading in a terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from microsim.metrics.register import METRICS
from microsim.metrics.units import unit_to_read
from microsim.results.sweeps import Sweep, summarise
from microsim.runs.report import value_to_read, write_out

from .summary import Summary

if TYPE_CHECKING:
    import pandas as pd

WIDTH = 130
MOST_ROWS = 40  # combinations
HEADLINES = ("hourly_pay_median", "monthly_income_mean", "share_active_weekly", "unpaid_share_of_time",
             "fill_hours_median")  # fmt: skip
WORDS = {
    "seeds": ("seeds", "graines"),
    "interval": ("mean over seeds ± half of its 95% interval", "moyenne des graines ± demi-intervalle à 95\xa0%"),
    "files": ("Summary: {table} (.csv) · figures: {figures}", "Résumé : {table} (.csv) · figures : {figures}"),
    "more": ("and {more} more", "et {more} autres"),
}  # fmt: skip


def say(key: str, lang: str, **values: object) -> str:
    """The words under a key, filled in."""
    return WORDS[key][("en", "fr").index(lang)].format(**values)


def print_summary(told: Summary, metrics: Sequence[str]) -> None:
    """A table of means and intervals by combination, and where everything is."""
    sweep, lang = told.sweep, told.sweep.lang
    chosen = list(metrics) or [name for name in HEADLINES if name in sweep.metrics]
    console = Console(width=WIDTH, highlight=False)
    with console.capture() as printed:
        console.print(Text(say("interval", lang), style="dim"))
        console.print(_table(summarise(sweep, chosen), sweep, chosen))
        figures = ", ".join(str(path) for path in told.figures)
        console.print(Text(say("files", lang, table=told.table, figures=figures)), soft_wrap=True)
    write_out(printed.get())


def _table(told: "pd.DataFrame", sweep: Sweep, metrics: Sequence[str]) -> Table:
    lang, keys = sweep.lang, list(sweep.varies)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in keys:
        table.add_column(name.rpartition(".")[2], no_wrap=True)
    table.add_column(say("seeds", lang), justify="right")
    for name in metrics:
        label = METRICS[name].told(sweep.currency)[f"label_{lang}"] if name in METRICS else name
        unit = unit_to_read(sweep.units[name], sweep.currency, lang)
        table.add_column(label if sweep.units[name].startswith("share") else f"{label} ({unit})", justify="right")
    groups = list(told.groupby(keys, sort=False, dropna=False)) if keys else [((), told)]
    for _, rows in groups[:MOST_ROWS]:
        by_metric = rows.set_index("metric")
        cells = [_cell(by_metric.loc[name], sweep.units[name], lang) for name in metrics]
        table.add_row(*(str(rows.iloc[0][key]) for key in keys), str(by_metric.n.max()), *cells)
    if len(groups) > MOST_ROWS:
        table.add_row(say("more", lang, more=len(groups) - MOST_ROWS))
    return table


def _cell(row: "pd.Series", unit: str, lang: str) -> str:
    mean = value_to_read(row["mean"], unit, lang)
    half = row["high"] - row["mean"]
    return mean if half != half else f"{mean} ± {value_to_read(half, unit, lang)}"
