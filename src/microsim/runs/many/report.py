"""What is said of a sweep in a terminal: before, during, after."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from microsim.config.sweeping import Multirun
from microsim.plots.numbers import number
from microsim.runs.report import time_to_read, write_out

from .plan import Plan, folder_of, written
from .store import DONE, FAILED, KILLED, WAITING, Row, Store

if TYPE_CHECKING:
    from .status import Status
    from .sweep import SweepResult
    from .verify import Verified

WIDTH = 130
SHOWN = 6  # failures, values, names
WORDS = {
    "plan": ("{runs} runs would be made in {folder}", "{runs} simulations seraient faites dans {folder}"),
    "fixed": ("the same in all: {words}", "identique partout : {words}"),
    "values": ("values", "valeurs"),
    "over": ("{folder}: {runs} runs", "{folder} : {runs} simulations"),
    DONE: ("done", "faites"),
    FAILED: ("failed", "en échec"),
    KILLED: ("killed their process twice", "ont tué leur processus deux fois"),
    WAITING: ("waiting", "en attente"),
    "stopped": (
        "Stopped at the first failure (sweep.on_error=stop).", "Arrêté au premier échec (sweep.on_error=stop).",
    ),
    "running": ("It runs now{left}.", "En cours{left}."),
    "left": (", about {time} to go", ", encore {time} environ"),
    "idle": ("It does not run; the command that made it goes on.",
             "À l'arrêt ; la commande qui l'a lancé le reprend."),
    "ended": ("It has ended.", "Terminé."),
    "equal": ("{checked} of {of} runs computed again: bit-equal.",
              "{checked} simulations sur {of} recalculées : identiques au bit près."),
    "unequal": ("{differing} of {checked} runs differ (of {of}):",
                "{differing} simulations sur {checked} diffèrent (de {of}) :"),
    "code": ("The code is not the one that made the sweep: {names}.",
             "Le code n'est pas celui du balayage : {names}."),
    "failure": ("run {number} ({settings}): {stage}: {error}", "simulation {number} ({settings}) : {stage} : {error}"),
    "more": ("and {more} more", "et {more} autres"),
    "tables": ("Tables: {folder}/runs.parquet (.csv), daily.parquet (.csv)",
               "Tables : {folder}/runs.parquet (.csv), daily.parquet (.csv)"),
    "next": ("Means, intervals, figures: microsim summary {folder}",
             "Moyennes, intervalles, figures : microsim summary {folder}"),
}  # fmt: skip


def say(key: str, lang: str, **values: object) -> str:
    """The words under a key, filled in."""
    return WORDS[key][("en", "fr").index(lang)].format(**values)


def print_plan(plan: Plan, multirun: Multirun) -> None:
    """What a sweep would run."""
    console, lang = Console(width=WIDTH, highlight=False), plan.lang
    with console.capture() as printed:
        folder = folder_of(plan, multirun.sweep.name)
        console.print(say("plan", lang, runs=number(len(plan.runs), lang), folder=folder), soft_wrap=True)
        for name in plan.varies:
            values = list(dict.fromkeys(str(run["settings"].get(name)) for run in plan.runs))
            if len(values) > 1:
                told = ", ".join(values if len(values) <= 2 * SHOWN else [*values[:SHOWN], "…", values[-1]])
                console.print(Text(f"  {name}: {told} ({len(values)} {say('values', lang)})"), soft_wrap=True)
        varies = set(plan.varies)
        fixed = [word for word in plan.said if word.partition("=")[0] not in varies]
        if fixed:
            console.print(Text("  " + say("fixed", lang, words=" ".join(fixed))), soft_wrap=True)
    write_out(printed.get())


def print_sweep(result: "SweepResult") -> None:
    """How a sweep ended, and where its tables are."""
    lang = result.lang
    lines = [_counted(result.folder, result.counts, lang)]
    if result.ended.stopped:
        lines.append(say("stopped", lang))
    with Store(result.folder, read_only=True) as store:
        lines += told_failures(store.runs(FAILED, KILLED), lang)
    lines += [say("tables", lang, folder=result.folder), say("next", lang, folder=result.folder)]
    write_out("\n".join(lines))


def _counted(folder: Path, counts: Mapping[str, int], lang: str) -> str:
    told = [f"{number(counts[status], lang)} {say(status, lang)}" for status in (DONE, FAILED, KILLED, WAITING)
            if counts.get(status)]  # fmt: skip
    head = say("over", lang, folder=folder, runs=number(sum(counts.values()), lang))
    return f"{head}, {', '.join(told)}"


def told_failures(rows: Sequence[Row], lang: str) -> list[str]:
    """A line for each of the first runs without result."""
    lines = ["  " + say("failure", lang, number=row.number, settings=written(row.settings), stage=row.stage,
                        error=row.error) for row in rows[:SHOWN]]  # fmt: skip
    return lines + (["  " + say("more", lang, more=len(rows) - SHOWN)] if len(rows) > SHOWN else [])


def print_status(told: "Status") -> None:
    """How far a sweep is."""
    lang = told.lang
    left = "" if told.seconds_left is None else say("left", lang, time=time_to_read(told.seconds_left, lang))
    how = "running" if told.running else "idle" if told.counts.get(WAITING) else "ended"
    lines = [_counted(told.folder, told.counts, lang), say(how, lang, left=left), *told_failures(told.failures, lang)]
    write_out("\n".join(lines))


def print_verified(told: "Verified") -> None:
    """Whether runs came out the same."""
    lang, differing = told.lang, told.differing
    counts = {"checked": told.checked, "of": told.of, "differing": len(differing)}
    lines = [say("unequal" if differing else "equal", lang, **counts)]
    for run in differing:
        more = "; …" if len(run.what) > SHOWN else ""
        lines.append(f"  {run.run}: {'; '.join(run.what[:SHOWN])}{more}")
    if told.code:
        names = ", ".join(told.code[:SHOWN]) + (", …" if len(told.code) > SHOWN else "")
        lines.append(say("code", lang, names=names))
    write_out("\n".join(lines))
