"""The table of `microsim validate`, for reading in a terminal."""

from collections.abc import Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from microsim.metrics.units import unit_to_read
from microsim.results.targets import Scored, in_band

from .report import told_burn_in, value_to_read, write_out
from .validate import Validation
from .words import say

WIDTH = 130


def print_validation(folder: Path, validations: Sequence[Validation]) -> None:
    """Print one table per scenario, its score, and where everything is."""
    console = Console(width=WIDTH, highlight=False)
    with console.capture() as printed:
        for validation in validations:
            _print_one(console, validation)
        console.print(f"\n{say('folder', validations[0].config.lang)} {folder}", soft_wrap=True)
    write_out(printed.get())


def _print_one(console: Console, validation: Validation) -> None:
    config, lang = validation.config, validation.config.lang
    title = say("validation", lang, scenario=config.scenario.name, seeds=len(validation.burn_ins), scale=config.scale)
    console.print(f"\n[bold]{title}[/bold]")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, justify in (("figure", "left"), ("unit", "left"), ("published", "right"), ("mark", "left"),
                          ("band", "right"), ("model", "right"), ("seeds", "right"), ("verdict", "left")):  # fmt: skip
        table.add_column(say(f"head_{name}", lang), justify=justify, no_wrap=True)
    for kind in ("target", "input_check"):
        rows = [scored for scored in validation.scored if scored.target.kind == kind]
        if kind == "input_check" and rows:
            table.add_section()
            table.add_row(f"[dim]{say('input_checks', lang)}[/dim]")
        for scored in rows:
            table.add_row(*_cells(scored, config.scenario.currency, lang))
    console.print(table)
    inside, measured = in_band(validation.scored)
    console.print(say("validation_score", lang, inside=inside, measured=measured))
    console.print(say("validation_burn_in", lang, told=told_burn_in(validation.burn_in, lang)))


def _cells(scored: Scored, currency: str, lang: str) -> tuple[str, ...]:
    target = scored.target
    told = target.told(currency)
    label, unit = told[f"label_{lang}"], told["unit"]

    def read(value: float | str | None) -> str:
        return value if isinstance(value, str) else value_to_read(value, unit, lang)

    spread = f"{read(min(scored.values))} … {read(max(scored.values))}" if scored.values else ""
    verdict = {True: say("in_band", lang), False: say("out_of_band", lang), None: say("not_measured", lang)}
    of_what = "" if unit.startswith(("share", "log", "exponent")) else unit_to_read(unit, currency, lang)
    return (
        label, of_what, read(target.value), target.mark,
        f"{read(target.low)} – {read(target.high)}", read(scored.mean), spread, verdict[scored.inside],
    )  # fmt: skip
