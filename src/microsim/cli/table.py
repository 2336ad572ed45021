"""Print rows for reading: a table where there is room, one paragraph per row in a narrow window."""

import sys
from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

ENDLESS = 10_000  # in a pipe or file no line is folded, so that grep finds whole rows
ROOM_FOR_A_TABLE = 140


def print_table(rows: Sequence[Mapping[str, object]]) -> None:
    """Print rows that all have the same keys; the first key is the name of the row."""
    console = Console() if sys.stdout.isatty() else Console(width=ENDLESS)
    with console.capture() as printed:
        if console.width >= ROOM_FOR_A_TABLE:
            console.print(_table(rows))
        else:
            _print_paragraphs(console, rows)
    # written by us and not by rich, which leaves with status 1 when the reader of a pipe is gone
    lines = [line.rstrip() for line in printed.get().splitlines()]
    sys.stdout.write("".join(f"{line}\n" for line in lines if line))


def _table(rows: Sequence[Mapping[str, object]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column, head in enumerate(rows[0] if rows else ()):
        table.add_column(head, no_wrap=column == 0, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_text(cell)) for cell in row.values()))
    return table


def _print_paragraphs(console: Console, rows: Sequence[Mapping[str, object]]) -> None:
    for row in rows:
        name, *others = row.items()
        console.print(Text(_text(name[1]), style="bold"))
        said = " · ".join(f"{head}: {_text(cell)}" for head, cell in others if _text(cell))
        console.print(Padding(Text(said), (0, 0, 0, 4)))


def _text(cell: object) -> str:
    if isinstance(cell, list | tuple | set):
        return ", ".join(str(item) for item in cell)
    return "" if cell is None else str(cell)
