"""An experiment, for reading in a terminal: which there are, and what one came to."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from microsim.results.experiments.find import Place
from microsim.results.experiments.read import read_experiment
from microsim.results.experiments.schema import Experiment
from microsim.results.intervals import DRAWS, SEEDS
from microsim.results.measures import told
from microsim.runs.report import value_to_read, write_out

from .files import FIGURES, SUMMARY, TABLE
from .to_read import difference_to_read, measure_to_read
from .tornado_report import places_of, scale_of, tables_of
from .words import say

if TYPE_CHECKING:
    from .run import Ran

WIDTH, WIDER_TABLE = 130, 152
COLUMNS = ("case", "n", "mean", "interval", "sd", "difference", "difference_interval", "same_sign")
WITH_DRAWS = ("case", "n", "mean", "interval", "difference", "over_seeds", "same_sign", "over_draws", "same_sign")
WIDER = "*"


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
    console = Console(width=WIDER_TABLE if _has_draws(ran) else WIDTH, highlight=False)
    with console.capture() as printed:
        title = say("title", lang, name=ran.place.name, cases=len(experiment.cases), seeds=ran.planned.seeds)
        console.print(Text(title, style="bold"))
        console.print(Text(getattr(experiment.question, lang)))
        console.print(_table(ran, lang))
        first = experiment.cases[experiment.first].label(lang)
        console.print(Text(say("about", lang, first=first), style="dim"))
        for line in _otherwise(experiment, lang):
            console.print(Text(line, style="dim"))
        if ran.tornado:
            told = say("about_draws", lang, mark=WIDER, scale=scale_of(ran.tornado, lang))
            console.print(*([Text(told, style="dim")] if _has_draws(ran) else []),
                          *tables_of(ran.tornado, experiment, ran.sweep.currency, lang), sep="\n")  # fmt: skip
        for line in _places(ran, reference, lang):
            console.print(Text(line), soft_wrap=True)
    write_out(printed.get())


def _otherwise(experiment: Experiment, lang: str) -> Iterable[str]:
    """Each case that is compared with another than the first, and with which."""
    for name, other in experiment.against.items():
        if other != experiment.first:
            case, with_which = (experiment.cases[one].label(lang) for one in (name, other))
            yield say("about_case", lang, case=case, other=with_which)


def _table(ran: "Ran", lang: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in WITH_DRAWS if _has_draws(ran) else COLUMNS:
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

    def differences(low: float, high: float) -> str:
        return f"{difference_to_read(low, unit, lang)} … {difference_to_read(high, unit, lang)}" if low == low else ""

    with_draws = _has_draws(ran)
    between = f"{read('low')} … {read('high')}" if row["low"] == row["low"] else ""
    spread = () if with_draws else (read("sd") if row["sd"] == row["sd"] else "",)
    yield from (f"  {ran.experiment.cases[row['case']].label(lang)}", str(row["n"]), read("mean"), between, *spread)
    if not isinstance(row["pairs"], int):
        return
    mark = {row["wider"]: f" {WIDER}"} if with_draws and row["draws"] else {}
    yield difference_to_read(row["difference"], unit, lang)
    yield differences(row["difference_low"], row["difference_high"]) + mark.get(SEEDS, "")
    yield f"{row['same_sign']}/{row['pairs']}"
    if with_draws and row["draws"]:
        yield differences(row["draws_low"], row["draws_high"]) + mark.get(DRAWS, "")
        yield f"{row['draws_same_sign']}/{row['draws']}"


def _has_draws(ran: "Ran") -> bool:
    return ran.tornado is not None and not ran.tornado.drawn.empty


def _places(ran: "Ran", reference: Sequence[Path], lang: str) -> Iterable[str]:
    yield say("folder", lang, path=ran.folder)
    yield say("table", lang, path=ran.folder / TABLE)
    yield say("summary", lang, path=ran.folder / SUMMARY)
    if ran.figures:
        names = ", ".join(path.name for path in ran.figures if path.name.endswith(f".{lang}.png"))
        yield say("figures", lang, path=ran.folder / FIGURES, names=names)
    if ran.tornado:
        yield from places_of(ran.tornado, lang)
    for path in reference:
        yield say("reference", lang, path=path)
    if reference and ran.experiment.tornado and not ran.tornado:
        yield say("no_tornado", lang, name=ran.place.name)
