"""The table of `microsim sensitivity`, for reading in a terminal."""

import math
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from microsim.metrics.register import METRICS
from microsim.plots.numbers import signed_percent

from .moves import HIGH, LOW
from .report import write_out
from .sensitivity import Sensitivity
from .words import say

STRONGEST = 20
WIDTH = 190


def print_sensitivity(folder: Path, told: Sensitivity) -> None:
    """Print the parameters that move some metric most: the change of each metric at the low and at the high end."""
    config, lang = told.config, told.config.lang
    console = Console(width=WIDTH, highlight=False)
    with console.capture() as printed:
        console.print(f"\n[bold]{say('sensitivity', lang, scenario=config.scenario.name, scale=config.scale)}[/bold]")
        console.print(_strongest(told))
        console.print(f"{say('folder', lang)} {folder}", soft_wrap=True)
    write_out(printed.get())


def _strongest(told: Sensitivity) -> Table:
    lang, currency = told.config.lang, told.config.scenario.currency
    changes = told.table.pivot(index="parameter", columns=["metric", "end"], values="change")
    changes = changes.loc[changes.abs().max(axis=1).sort_values(ascending=False).index[:STRONGEST]]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(say("parameter", lang), no_wrap=True)
    metrics = list(dict.fromkeys(told.table.metric))
    for metric in metrics:
        table.add_column(METRICS[metric].told(currency)[f"label_{lang}"], justify="right")
    for parameter, row in changes.iterrows():
        ends = [(row[metric, LOW], row[metric, HIGH]) for metric in metrics]
        table.add_row(str(parameter), *(" ".join(_change(change, lang) for change in pair) for pair in ends))
    return table


def _change(change: float, lang: str) -> str:
    return signed_percent(change, lang) if math.isfinite(change) else "–"
