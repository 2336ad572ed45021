"""Whether a reference is met, for reading in a terminal."""

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from microsim.results.experiments.compare import Line
from microsim.results.measures import told
from microsim.runs.report import value_to_read, write_out

from .provenance import SHOWN
from .reproduce import Reproduced, Rows
from .to_read import measure_to_read
from .words import say

WIDTH = 130
COLUMNS = ("case", "there", "here", "tolerance", "verdict")


def print_reproduced(again: Reproduced) -> None:
    """A line per metric and case, what was to be expected, and how many lines are met."""
    lang = again.planned.lang
    console = Console(width=WIDTH, highlight=False)
    with console.capture() as printed:
        made, version = again.about["made"][:10], again.about["version"]
        seeds = "1" if again.planned.seeds == 1 else f"1–{again.planned.seeds}"
        console.print(Text(say("again", lang, name=again.place.name, seeds=seeds, made=made, version=version), "bold"))
        console.print(_table(again, lang))
        console.print(Text(say("rule", lang), style="dim"))
        for line in (*told_expectation(again, lang), say("folder", lang, path=again.folder)):
            console.print(Text(line), soft_wrap=True)
        console.print(Text(told_count(again.lines, lang), style="bold"))
        if again.tornado:
            console.print(Text(told_tornado(again.tornado, lang), style="bold"), soft_wrap=True)
    write_out(printed.get())


def told_expectation(again: Reproduced, lang: str) -> Iterable[str]:
    """Whether equal bits are to be expected; if not, why; and whether they were asked for all the same."""
    if again.differs and again.bits:
        yield say("bits", lang)
    if not again.differs:
        yield say("same", lang)
    for kind, names in again.differs.items():
        more = [say("more", lang, more=len(names) - SHOWN)] if len(names) > SHOWN else []
        yield say(kind, lang, names=", ".join([*names[:SHOWN], *more]))


def told_count(lines: list[Line], lang: str) -> str:
    """How many lines are met, and how.

    Example:
        >>> told_count([Line("all", "pay", 1.0, 1.0, None, (), "bit", True)], "en")
        'The reference is met: 1 of 1 lines to the bit, 0 within tolerance.'
    """
    bit, within, unmet = (sum(test(line) for line in lines) for test in (
        lambda line: line.verdict == "bit", lambda line: line.verdict == "tolerance" and line.met,
        lambda line: not line.met))  # fmt: skip
    return say("not_met" if unmet else "all_met", lang, bit=bit, tolerance=within, unmet=unmet, all=len(lines))


def told_tornado(rows: Rows, lang: str) -> str:
    """How many rows of a tornado are met to the bit, and which are not.

    Example:
        >>> told_tornado(Rows(4, ()), "en")
        'Its tornado: 4 of 4 rows to the bit.'
    """
    text = say("tornado_rows", lang, bit=rows.all - len(rows.unlike), all=rows.all)
    more = [say("more", lang, more=len(rows.unlike) - SHOWN)] if len(rows.unlike) > SHOWN else []
    if not rows.unlike:
        return text
    return f"{text} {say('tornado_unlike', lang, rows=', '.join([*rows.unlike[:SHOWN], *more]))}"


def told_verdict(line: Line, lang: str) -> str:
    """Whether one line is met, and which seeds differ."""
    key = "only_tolerance" if line.verdict == "tolerance" and not line.met else line.verdict
    verdict = say(f"is_{key}", lang)
    if not line.unlike:
        return verdict
    shown = ", ".join(map(str, line.unlike[:SHOWN])) + (", …" if len(line.unlike) > SHOWN else "")
    return f"{verdict} ({say('unlike' if len(line.unlike) == 1 else 'unlike_many', lang, seeds=shown)})"


def _table(again: Reproduced, lang: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in COLUMNS:
        table.add_column(say(name, lang), justify="left" if name in ("case", "verdict") else "right",
                         no_wrap=name != "case")  # fmt: skip
    currency = next(iter(again.planned.configs.values())).scenario.currency
    for metric in dict.fromkeys(line.metric for line in again.lines):
        table.add_section()
        table.add_row(Text(measure_to_read(metric, currency, lang), style="bold"))
        unit = told(metric, currency)["unit"]
        for line in (line for line in again.lines if line.metric == metric):
            table.add_row(*_cells(line, again, unit, lang), style="" if line.met else "bold red")
    return table


def _cells(line: Line, again: Reproduced, unit: str, lang: str) -> tuple[str, ...]:
    in_full = bool(line.unlike) and not line.met  # rounded, two values that differ may look the same
    values = [repr(value) if in_full and value is not None else value_to_read(value, unit, lang)
              for value in (line.there, line.here)]  # fmt: skip
    tolerance = "" if line.tolerance is None else f"± {value_to_read(line.tolerance, unit, lang)}"
    label = again.experiment.cases[line.case].label(lang)
    return (f"  {label}", *values, tolerance, told_verdict(line, lang))
