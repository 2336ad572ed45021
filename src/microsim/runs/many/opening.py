"""What may go on in the folder of a sweep: the same, or what is said to; the difference is shown."""

import datetime as dt
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import microsim
from microsim.config.differences import differences
from microsim.config.errors import UserError
from microsim.config.grid import with_changes
from microsim.config.sweeping import Sweep

from .identity import SEED, code_digest, code_parts, code_record
from .lock import LOCK
from .plan import Plan
from .store import FAILED, FILE, KILLED, Row, Store

SHOWN = 3  # differences told
CURES = (
    "Say sweep.on_change=add to keep its runs and add those that are not there, sweep.on_change=restart to set them"
    " aside, or give another sweep.name."
)


@contextmanager
def opened_for(folder: Path, plan: Plan, settings: Sweep) -> Iterator[Store]:
    """The store, with every run of the plan in it."""
    if settings.on_change == "restart" and (folder / FILE).exists():
        with Store(folder) as store:
            other = _change(store, plan, settings.instruments)
        if other:
            _set_aside(folder)
    with Store(folder) as store:
        if store.about("said") is None:
            store.add(plan.bases, plan.runs, _about(plan, settings, plan.varies))
        elif change := _change(store, plan, settings.instruments):
            if settings.on_change != "add":
                raise UserError(f"{folder} holds {change}. {CURES}")
            _add(store, plan, settings)
        if settings.again != "none":
            store.await_again(FAILED, *((KILLED,) if settings.again == "all" else ()))
        yield store


def _about(plan: Plan, settings: Sweep, varies: Sequence[str]) -> dict[str, Any]:
    currencies = dict.fromkeys(base["scenario"]["currency"] for base in plan.bases)
    return {"said": list(plan.said), "code": code_record(), "lang": plan.lang, "version": microsim.__version__,
            "name": settings.name, "currencies": list(currencies), "instruments": settings.instruments,
            "made": dt.datetime.now().astimezone().isoformat(timespec="seconds"),
            "varies": list(varies)}  # fmt: skip


def _change(store: Store, plan: Plan, instruments: list[str]) -> str:
    """What differs between the sweep on disk and the plan; nothing if they are the same."""
    there, code = store.runs(), store.about("code")
    if code["digest"] != code_digest():
        return f"runs of other code ({_told_changes(differences(code['parts'], code_parts()), code=True)})"
    if store.about("instruments") != instruments:
        return f"runs with other instruments ({store.about('instruments')} there, {instruments} here)"
    if [row.config for row in there] == [run["config"] for run in plan.runs]:
        return ""
    said, says = store.about("said"), list(plan.said)
    gone, new = [word for word in said if word not in says], [word for word in says if word not in said]
    if gone or new:
        return f"another sweep: {' '.join(gone) or 'nothing'} there, {' '.join(new) or 'nothing'} here"
    return f"another configuration: {_told_changes(_first_difference(store, there, plan))}"


def _first_difference(store: Store, there: list[Row], plan: Plan) -> list[tuple[str, Any, Any]]:
    bases = store.bases()
    for row, run in zip(there, plan.runs, strict=False):
        if row.config != run["config"]:
            return differences(with_changes(bases[row.base], row.changes),
                               with_changes(plan.bases[run["base"]], run["changes"]))  # fmt: skip
    return [("runs", len(there), len(plan.runs))]


def _told_changes(changed: list[tuple[str, Any, Any]], code: bool = False) -> str:
    def told(name: str, there: Any, here: Any) -> str:
        if code and name.endswith((".py", ".csv", ".yaml")):
            return f"{name} {'is new' if there is None else 'is gone' if here is None else 'has changed'}"
        return f"{name} = {there} there, {here} here"

    more = f" and {len(changed) - SHOWN} more" if len(changed) > SHOWN else ""
    return ", ".join(told(*one) for one in changed[:SHOWN]) + more


def _add(store: Store, plan: Plan, settings: Sweep) -> None:
    """Put what is not there beside what is; what the two fix differently becomes a column."""
    there = store.runs()
    known, last = {row.config for row in there}, there[-1].number
    before, now = _fixed(store.about("said")), _fixed(plan.said)
    differ = [key for key in dict.fromkeys([*before, *now]) if before.get(key) != now.get(key)]
    names = [name for name in dict.fromkeys([*store.about("varies"), *plan.varies, *differ]) if name != SEED] + [SEED]
    store.add(plan.bases, [run for run in plan.runs if run["config"] not in known], _about(plan, settings, names))
    bases = store.bases()
    for row in store.runs():
        whole, said = with_changes(bases[row.base], row.changes), before if row.number <= last else now
        told = {name: row.settings.get(name, _value(whole, name, said)) for name in names}
        store.set_settings(row.number, told)


def _value(config: Any, name: str, said: Mapping[str, str]) -> Any:
    """The value of a parameter, or the choice of a group as it was said."""
    for part in name.split("."):
        config = config.get(part) if isinstance(config, Mapping) else None
    return said.get(name) if isinstance(config, Mapping) or config is None else config


def _fixed(said: Any) -> dict[str, str]:
    return {word.partition("=")[0]: word.partition("=")[2] for word in said}


def _set_aside(folder: Path) -> None:
    """Move all that a sweep has left in its folder into one named by the time, inside it."""
    aside = folder / f"superseded-{dt.datetime.now():%Y-%m-%d_%H-%M-%S}"
    aside.mkdir()
    for path in sorted(folder.iterdir()):
        if path.name != LOCK and not path.name.startswith("superseded-"):
            shutil.move(path, aside / path.name)


