"""An experiment, for reading in a terminal: which there are, and what one came to."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from microsim.metrics.units import unit_to_read
from microsim.plots.numbers import number
from microsim.results.experiments.find import Place
from microsim.results.experiments.read import read_experiment
from microsim.results.experiments.schema import Experiment
from microsim.results.measures import told
from microsim.runs.report import value_to_read, write_out

from .words import say

if TYPE_CHECKING:
    from .run import Ran

WIDTH = 130
COLUMNS = ("case", "n", "mean", "interval", "sd", "difference", "difference_interval", "same_sign")


def print_experiments(places: Mapping[str, Place], lang: str) -> None:
    """Each experiment with its question, in one line."""
    lines = [say("list" if places else "none", lang)]
    longest = max(map(len, places), default=0)
    for name, place in places.items():
        question = getattr(read_experiment(place.file).question, lang)
        lines.append(f"  {name:{longest}}  {' '.join(question.split())}")
    write_out("\n".join(lines))


def print_experiment(ran: "Ran", reference: Sequence[Path] = ()) -> None:
    """The summary of an experiment, and where everything is."""
    lang, experiment = ran.planned.lang, ran.experiment
    console = Console(width=WIDTH, highlight=False)
    with console.capture() as printed:
        title = say("title", lang, name=ran.place.name, cases=len(experiment.cases), seeds=ran.planned.seeds)
        console.print(Text(title, style="bold"))
        console.print(Text(getattr(experiment.question, lang)))
        console.print(_table(ran, lang))
        first = experiment.cases[experiment.first].label(lang)
        console.print(Text(say("about", lang, first=first), style="dim"))
        for line in _otherwise(experiment, lang):
            console.print(Text(line, style="dim"))
        for line in _places(ran, reference, lang):
            console.print(Text(line), soft_wrap=True)
    write_out(printed.get())


def measure_to_read(metric: str, currency: str, lang: str) -> str:
    """What a metric is called, with its unit.

    Example:
        >>> measure_to_read("hourly_pay_median", "EUR", "en")
        'Hourly pay, median (EUR/h)'
    """
    about = told(metric, currency)
    label, unit = about[f"label_{lang}"], unit_to_read(about["unit"], currency, lang)
    return f"{label} ({unit})" if unit else label


def _otherwise(experiment: Experiment, lang: str) -> Iterable[str]:
    """Each case that is compared with another than the first, and with which."""
    for name, other in experiment.against.items():
        if other != experiment.first:
            case, with_which = (experiment.cases[one].label(lang) for one in (name, other))
            yield say("about_case", lang, case=case, other=with_which)


def _table(ran: "Ran", lang: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in COLUMNS:
        table.add_column(say(name, lang), justify="left" if name == "case" else "right", no_wrap=name != "case")
    currency = ran.sweep.currency
    for metric, rows in ran.summary.groupby("metric", sort=False):
        table.add_section()
        table.add_row(Text(measure_to_read(str(metric), currency, lang), style="bold"))
        unit = told(str(metric), currency)["unit"]
        for row in rows.to_dict("records"):
            table.add_row(*_cells(row, ran, unit, lang))
    return table


def _cells(row: Mapping, ran: "Ran", unit: str, lang: str) -> Iterable[str]:
    def read(name: str) -> str:
        return value_to_read(row[name], unit, lang)

    between = f"{read('low')} … {read('high')}" if row["low"] == row["low"] else ""
    yield from (f"  {ran.experiment.cases[row['case']].label(lang)}", str(row["n"]), read("mean"), between,
                read("sd") if row["sd"] == row["sd"] else "")  # fmt: skip
    if not isinstance(row["pairs"], int):
        return
    low, high = row["difference_low"], row["difference_high"]
    yield difference_to_read(row["difference"], unit, lang)
    yield f"{difference_to_read(low, unit, lang)} … {difference_to_read(high, unit, lang)}" if low == low else ""
    yield f"{row['same_sign']}/{row['pairs']}"


def difference_to_read(value: float, unit: str, lang: str) -> str:
    """A difference of two values of a metric, with its sign; of shares in points of per cent.

    Example:
        >>> difference_to_read(0.0123, "share of time", "en"), difference_to_read(-0.5, "EUR/h", "fr")
        ('+1.2 pt', '−0,50')
    """
    share = unit.startswith("share")
    amount = 100 * value if share else value
    small = abs(amount) < 0.1 if share else abs(amount) < 100
    text = number(amount, lang, 2 if small else 1)
    signed = text if text.startswith("\N{MINUS SIGN}") or not text.strip("0.,") else f"+{text}"
    return say("points", lang, value=signed) if share else signed


def _places(ran: "Ran", reference: Sequence[Path], lang: str) -> Iterable[str]:
    from .run import FIGURES, SUMMARY, TABLE

    yield say("folder", lang, path=ran.folder)
    yield say("table", lang, path=ran.folder / TABLE)
    yield say("summary", lang, path=ran.folder / SUMMARY)
    if ran.figures:
        names = ", ".join(path.name for path in ran.figures if path.name.endswith(f".{lang}.png"))
        yield say("figures", lang, path=ran.folder / FIGURES, names=names)
    for path in reference:
        yield say("reference", lang, path=path)
