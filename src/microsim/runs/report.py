"""The report of a run, for reading in a terminal."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from microsim.facts.measured import METRIC
from microsim.metrics.units import unit_to_read
from microsim.plots.numbers import number, percent, plain, signed_percent
from microsim.results.size import below_the_card

from .burn_in import BurnIn
from .words import BY_COUNTRY, BY_MOTIVE, BY_ROLE, HEADLINES, REJECTION, say

if TYPE_CHECKING:
    import pandas as pd

    from .simulate import RunResult

WIDEST, IN_A_PIPE = 130, 80
ROOM_FOR_MEANINGS = 120
LABEL = 11  # width of a column of a group
SIDE_BY_SIDE = 3  # groups for which there is room in 80 letters
MINUTE, HOUR = 60, 3600


def print_report(result: "RunResult") -> None:
    """Print the headline metrics of a run, whether its burn-in had settled, and where it is, in its language."""
    at_hand = Console()
    console = Console(width=min(at_hand.width, WIDEST) if sys.stdout.isatty() else IN_A_PIPE, highlight=False)
    with console.capture() as printed:
        for part in _parts(result, console.width):
            console.print(part)
        for line in ("", told_burn_in(result.burn_in, result.config.lang), *_warnings(result), _took(result)):
            console.print(line)
        for line in _places(result):
            console.print(line, soft_wrap=True)  # a path is never folded, so that it can be copied
    write_out(printed.get())


def write_out(printed: str) -> None:
    """Write what rich has laid out; rich itself leaves with status 1 when the reader of a pipe is gone."""
    text = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    sys.stdout.write(text.encode(encoding, errors="replace").decode(encoding))


def value_to_read(value: float | None, unit: str, lang: str) -> str:
    """A value of a metric with as many digits as one wants to read.

    Example:
        >>> [value_to_read(*row, "en") for row in ((0.374, "share of time"), (1234.5, "EUR"), (0.8468, "EUR/h"))]
        ['37%', '1,234', '0.85']
        >>> value_to_read(-0.213, "share", "fr"), value_to_read(None, "h", "en")
        ('−21\\xa0%', '–')
    """
    if value is None or value != value:
        return say("nothing", lang)
    if unit == "share":
        return signed_percent(value, lang)
    if unit.startswith("share"):
        return percent(value, lang)
    whole = unit in ("persons", "accounts", "tasks/day", "days") or abs(value) >= 1000
    return number(value, lang, 0 if whole else 1 if abs(value) >= 100 else 2)


def time_to_read(seconds: float, lang: str) -> str:
    """A duration.

    Example:
        >>> [time_to_read(seconds, "en") for seconds in (0.87, 192.3, 7265)]
        ['0.9 s', '3 min 12 s', '2 h 1 min']
    """
    if seconds < MINUTE:
        return f"{number(seconds, lang, 1)} s"
    if seconds < HOUR:
        return f"{int(seconds // MINUTE)} min {int(seconds % MINUTE)} s"
    return f"{int(seconds // HOUR)} h {int(seconds % HOUR // MINUTE)} min"


def _parts(result: "RunResult", width: int) -> Iterable[RenderableType]:
    yield Text(_title(result), style="bold")
    yield _headlines(result, meanings=width >= ROOM_FOR_MEANINGS and result.config.lang == "en")
    yield _by_group(result, result.by_motive, "motive", BY_MOTIVE)
    yield _by_group(result, result.by_motive, "rejection_by_motive", REJECTION)
    yield _by_group(result, result.by_experience, "rejection_by_experience", REJECTION)
    countries = result.by_country.xs("all", level="motive")
    for first in range(0, len(countries), SIDE_BY_SIDE) if len(countries) > 1 else ():
        yield _by_group(result, countries[first : first + SIDE_BY_SIDE], "country", BY_COUNTRY)
    if _has_ai(result):
        yield _by_group(result, result.by_role, "role", BY_ROLE)


def _has_ai(result: "RunResult") -> bool:
    """Whether anybody used AI on a measured day."""
    used = (result.summary[name]["value"] for name in ("share_done_by_ai", "share_using_ai"))
    return any(share is not None and share > 0.0 for share in used)


def _title(result: "RunResult") -> str:
    config, lang = result.config, result.config.lang
    scenario = config.scenario
    title = say("title", lang, scenario=scenario.name, seed=config.seed, days=config.days, date=scenario.start_date)
    return title if config.scale == 1 else title + say("scale", lang, scale=plain(config.scale, lang))


def _headlines(result: "RunResult", meanings: bool) -> Table:
    lang, currency = result.config.lang, result.config.scenario.currency
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    if meanings:
        table.add_column(style="dim", ratio=1)
    for group, names in HEADLINES.items():
        if group == "ai" and not _has_ai(result):
            continue
        table.add_row()
        table.add_row(Text(say(group, lang), style="bold"))
        for row in (result.summary[name] for name in names if name in result.summary):
            cells = (
                f"  {row[f'label_{lang}']}",
                value_to_read(row["value"], row["unit"], lang),
                unit_to_read(row["unit"], currency, lang),
                row["meaning"],
            )
            table.add_row(*cells[: 4 if meanings else 3])
    return table


def _by_group(result: "RunResult", rows: "pd.DataFrame", head: str, names: Sequence[str]) -> Table:
    """Metrics of groups of workers side by side; the labels of groups take a second line if they are long."""
    lang, currency = result.config.lang, result.config.scenario.currency
    groups = [group for _, group in rows.iterrows()]
    labels = [wrap(group[f"label_{lang}"], LABEL) for group in groups]
    lines = max(map(len, labels))
    table = Table(box=None, pad_edge=False, padding=(0, 1), header_style="bold")
    table.add_column("\n" * lines + say(head, lang), no_wrap=True)
    for label in labels:
        table.add_column("\n" * (lines - len(label) + 1) + "\n".join(label), justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    people = (number(group["workers"], lang) for group in groups)
    table.add_row(f"  {say('workers', lang)}", *people, unit_to_read("persons", currency, lang))
    for name in names:
        told = result.summary[name]
        values = (value_to_read(group[name], told["unit"], lang) for group in groups)
        table.add_row(f"  {told[f'label_{lang}']}", *values, unit_to_read(told["unit"], currency, lang))
    return table


def _warnings(result: "RunResult") -> Iterator[str]:
    config, lang, idle = result.config, result.config.lang, result.manifest["idle_platforms"]
    if size := below_the_card(config.scenario.name, config.scale, METRIC, config.scenario.currency, lang):
        yield size
    if idle:
        with_demand = [name for name, platform in config.platforms.items() if platform.demand_weight > 0]
        yield say("dead" if len(idle) == len(with_demand) else "idle", lang, names=", ".join(idle))


def _took(result: "RunResult") -> str:
    lang, manifest = result.config.lang, result.manifest
    total = time_to_read(manifest["seconds_total"], lang)
    simulation = time_to_read(manifest["seconds"]["simulation"], lang)
    return say("took", lang, total=total, simulation=simulation)


def told_burn_in(burn_in: BurnIn, lang: str) -> str:
    """One line: how far the burn-in was still drifting, and whether that counts as settled."""
    if burn_in.days == 0:
        return say("no_burn_in", lang)
    drift = ", ".join(f"{say(name, lang)} {_change(change, lang)}" for name, change in burn_in.drift.items())
    verdict = "settled" if burn_in.settled else "too_short" if burn_in.needed else "not_settled"
    settled = say(verdict, lang, needed=burn_in.needed)
    return say("burn_in", lang, days=burn_in.days, drift=drift, settled=settled)


def _change(change: float | None, lang: str) -> str:
    return say("unknown", lang) if change is None else signed_percent(change, lang)


def _places(result: "RunResult") -> list[str]:
    lang = result.config.lang
    places = {"folder": result.folder, "figures": result.folder / "figures"}
    return [f"{say(name, lang)} {place}" for name, place in places.items() if place.exists()]
