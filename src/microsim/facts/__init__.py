"""Published facts: what parameters cite, and what the model has to meet. See the README beside this file."""

import csv
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
TABLES = ("inputs.csv", "targets.csv", "law.csv")


def source(name: str) -> dict[str, str]:
    """The row of a source by its id, or of a table of `data/` by its path.

    Raises:
        KeyError: nothing has this id.

    Example:
        >>> source("F1")["mark"], source("data/mturk_halflife_by_era.csv")["licence"]
        ('V', 'Apache-2.0')
    """
    return dict(_sources()[name])


@cache
def _sources() -> dict[str, dict[str, str]]:
    rows = {row["id"]: row for table in TABLES for row in read_rows(HERE / table)}
    return rows | {f"data/{row['file']}": row for row in read_rows(HERE / "data" / "sources.csv")}


def read_rows(path: Path) -> list[dict[str, str]]:
    """A table, one mapping per row."""
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
