"""`microsim describe`: what there is, as a table to read or JSON for a machine."""

import json
import sys
from collections.abc import Mapping
from typing import Any

from microsim.config.errors import UserError
from microsim.config.nearest import did_you_mean

from .parser import Parser, overrides_and_names

Row = Mapping[str, Any]

HELP = """\
usage: microsim describe TOPIC [BEGINNING ...] [OVERRIDE ...] [--json] [--config-dir DIR]

topics:
  parameters  what can be set: value, default, unit, range, plausible range (assumed ones) and whether it is drawn
              from in comparisons and tornados, meaning, label, source
  columns     what the tables of workers, requesters, platforms and batches hold
  metrics     what is measured, with unit, meaning and labels
  phases      the parts of a day in their order, with the columns that each writes
  outputs     the files of a run and their columns
  shocks      what may happen on a day, each chosen by shock=NAME
  regulations what a law does and where it is written, each chosen by regulation=NAME

A beginning keeps the names that start with it, or have a part that does. Overrides, as for microsim run,
choose the configuration whose parameters are listed.

examples:
  microsim describe parameters platforms.fairdesk
  microsim describe parameters scenario=france_2019 lang=fr fee
  microsim describe columns workers --json
"""

TOPICS = ("parameters", "columns", "metrics", "phases", "outputs", "shocks", "regulations")
DRAWN = {True: "yes", False: "no", None: ""}
NAMED_BY = ("key", "table", "file", "column", "metric", "phase", "shock", "regulation")


def describe(words: list[str]) -> None:
    """Read the words after `microsim describe` and print the topic."""
    parser = Parser("microsim describe")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--config-dir")
    parser.add_argument("--help", "-h", action="store_true")
    options = parser.read(words)
    if options.help or not options.words:
        sys.stdout.write(HELP)
        return
    topic, *others = options.words
    overrides, beginnings = overrides_and_names(others)
    rows = _matching(_rows(topic, overrides, options.config_dir), beginnings)
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
    else:
        from .table import print_table  # start-up

        print_table([_parameter_to_read(row) if topic == "parameters" else _row_to_read(row) for row in rows])


def _rows(topic: str, overrides: list[str], config_dir: str | None) -> list[Row]:
    if topic not in TOPICS:
        advice = did_you_mean(topic, TOPICS) or f"there are {', '.join(TOPICS)}."
        raise UserError(f"{topic} is not a topic: {advice}")
    if topic == "parameters":
        return _parameters(overrides, config_dir)
    if overrides:
        raise UserError(f"{overrides[0]} has no effect on the {topic} listed: leave it out.")
    if topic == "columns":
        from microsim.state import describe_columns as rows  # start-up
    elif topic == "metrics":
        from microsim.metrics import describe_metrics as rows  # start-up
    elif topic == "phases":
        from microsim.market.day import describe_phases as rows  # start-up
    elif topic == "shocks":
        from microsim.shocks import describe_shocks as rows  # start-up
    elif topic == "regulations":
        from microsim.regulation import describe_regulations as rows  # start-up
    else:
        from microsim.runs import describe_outputs as rows  # start-up
    return rows()


def _parameters(overrides: list[str], config_dir: str | None) -> list[Row]:
    from microsim.config.describe import parameters  # start-up
    from microsim.config.load import load  # start-up

    config = load(overrides, config_dir)
    return [{**row, "label": row[f"label_{config.lang}"]} for row in parameters(config)]


def _matching(rows: list[Row], beginnings: list[str]) -> list[Row]:
    """The rows whose name, or a part of it after a dot, starts with one of the beginnings; all without any."""
    names = [_name(row) for row in rows]
    lost = [beginning for beginning in beginnings if not any(_starts(name, beginning) for name in names)]
    if lost:
        groups = {name.rpartition(".")[0] for name in names}
        advice = did_you_mean(lost[0], sorted({*names, *groups})) or "another choice in the configuration may have it."
        raise UserError(f"nothing here begins with {lost[0]}: {advice}")
    named = zip(rows, names, strict=True)
    return [row for row, name in named if not beginnings or any(_starts(name, start) for start in beginnings)]


def _starts(name: str, beginning: str) -> bool:
    return name.startswith(beginning) or f".{beginning}" in name


def _name(row: Row) -> str:
    """The full name of what a row tells about.

    Example:
        >>> _name({"table": "workers", "column": "balance", "unit": "currency"})
        'workers.balance'
    """
    return ".".join(str(row[part]) for part in NAMED_BY if part in row)


def _row_to_read(row: Row) -> Row:
    return {"name": _name(row)} | {head: cell for head, cell in row.items() if head not in NAMED_BY}


def _parameter_to_read(parameter: Row) -> Row:
    """A parameter as a person wants to read it: one range, one label, the default only where it differs."""
    from microsim.config.explain import interval  # start-up
    from microsim.config.plausible import plausible  # start-up

    default = parameter["default"]
    return {
        "parameter": parameter["key"],
        "value": _plain(parameter["value"]),
        "default": "" if default is None or default == parameter["value"] else _plain(default),
        "unit": parameter["unit"],
        "range": " | ".join(parameter["choices"]) or interval(parameter["low"], parameter["high"]),
        "plausible": interval(*(plausible(parameter) or (None, None))),
        "drawn": DRAWN[parameter["drawn"]],
        "meaning": parameter["doc"],
        "label": parameter["label"],
        "source": parameter["source"],
    }


def _plain(value: object) -> str:
    """A value as it is typed on the command line.

    Example:
        >>> _plain(True), _plain(["FR", "DE"]), _plain({"FR": 1.0}), _plain(None)
        ('true', '[FR,DE]', '{FR:1.0}', 'null')
    """
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case list():
            return f"[{','.join(_plain(item) for item in value)}]"
        case dict():
            return f"{{{','.join(f'{key}:{_plain(item)}' for key, item in value.items())}}}"
    return str(value)
