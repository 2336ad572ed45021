"""The state of a market as a file: written on one evening, gone on with in another process."""

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from microsim.config.errors import OutputError
from microsim.config.schema import Config
from microsim.market.review.verdicts import CASE
from microsim.model import REST, TABLES, Market
from microsim.regulation.rules import Rules
from microsim.shocks.environment import Environment
from microsim.state.countries import countries
from microsim.state.days import Days
from microsim.state.people import Accounts, JobsLost, Workers
from microsim.state.platforms import Platforms
from microsim.state.table import Table
from microsim.state.ties import Ties
from microsim.state.trade import Batches, Moves, Payments, Requesters, Sessions, Submissions

from .many.tables import new_file

NUMBERS = "numbers"  # what is no array, as JSON
KINDS: dict[str, type[Table]] = {
    "workers": Workers, "accounts": Accounts, "platforms": Platforms, "requesters": Requesters, "batches": Batches,
    "sessions": Sessions, "submissions": Submissions, "payments": Payments, "days": Days,
    "jobs_lost": JobsLost, "moves": Moves,
}  # fmt: skip
REMADE = ("rules", "verdicts")  # set anew every day before they are read
PARTS = {"environment": Environment, "ties": Ties}


def save_state(market: Market, path: Path) -> None:
    """Write the state of a market between two days; the file appears when it is whole.

    Args:
        market: its tables and all that the next days depend on are written, its configuration is not.
        path: of the file, an archive of NumPy arrays.
    """
    arrays: dict[str, np.ndarray] = {}
    numbers: dict[str, Any] = {}
    for table in TABLES:
        whole, numbers[table] = getattr(market, table), getattr(market, table).n
        rows = whole.n + 1 if table == "days" else whole.n  # this evening's stocks stand in the next row already
        arrays |= {f"{table}.{column}": getattr(whole, column)[:rows] for column in whole.columns}
    for name in (name for name in REST if name not in REMADE):
        value = market.environment.calm() if name == "environment" else getattr(market, name)  # shocks: anew each day
        whole = {name: value} if name not in PARTS else _fields(name, value)
        for key, part in whole.items():
            if isinstance(part, np.ndarray):
                arrays[key] = part
            else:
                numbers[key] = _plain(part)
    with new_file(path) as part, part.open("wb") as file:
        np.savez(file, **arrays, **{NUMBERS: np.array(json.dumps(numbers))})


def load_state(config: Config, path: Path) -> Market:
    """A market that goes on from a stored state.

    Args:
        config: that of the market which was stored, or one that differs in its laws only.
        path: of the file.

    Raises:
        OutputError: the file is missing or damaged, told in one line.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            return _filled(config, dict(stored))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise OutputError(f"{path} is no stored state, or damaged ({error}). Remove it; it is made again.") from None


def _filled(config: Config, stored: Mapping[str, np.ndarray]) -> Market:
    numbers = json.loads(str(stored[NUMBERS]))
    market = Market._empty(config)
    market.verdicts = np.zeros(0, CASE)
    for name in TABLES:
        setattr(market, name, _table(KINDS[name], name, stored, numbers[name]))
    for name in REST:
        if name in PARTS:
            fields = {f.name: _restored(f"{name}.{f.name}", stored, numbers) for f in dataclasses.fields(PARTS[name])}
            setattr(market, name, PARTS[name](**fields))
        elif name not in REMADE:
            setattr(market, name, _restored(name, stored, numbers))
    market.rules = Rules.of(market.platforms, market.platform_names, countries(config))
    return market


def _table(kind: type[Table], name: str, stored: Mapping[str, np.ndarray], n: int) -> Table:
    columns = {column: stored[f"{name}.{column}"] for column in kind.columns}
    table = kind(max(map(len, columns.values())))
    table.n = n
    for column, values in columns.items():
        getattr(table, column)[: len(values)] = values
    return table


def _fields(name: str, value: object) -> dict[str, Any]:
    return {f"{name}.{field.name}": getattr(value, field.name) for field in dataclasses.fields(value)}


def _plain(value: Any) -> Any:
    if isinstance(value, slice):
        return [value.start, value.stop]
    return value.item() if isinstance(value, np.generic) else value


def _restored(name: str, stored: Mapping[str, np.ndarray], numbers: Mapping[str, Any]) -> Any:
    if name in stored:
        return stored[name]
    value = numbers[name]
    if name == "new_submissions":
        return slice(*value)
    return tuple(value) if isinstance(value, list) else value
