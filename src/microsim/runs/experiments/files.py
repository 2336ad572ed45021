"""Where what an experiment makes lies, and how it is written."""

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from microsim.runs.many.tables import new_file

if TYPE_CHECKING:
    import pandas as pd

KIND = "experiments"  # below the output folder
RUNS, TABLE, SUMMARY, FIGURES, TORNADO = "runs", "table.csv", "summary.csv", "figures", "tornado.csv"


def exact(table: "pd.DataFrame") -> str:
    """A table as CSV, its figures in full; nothing where there is none."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(list(table.columns))
    shown = table.astype(object).where(table.notna(), None)
    writer.writerows(shown.itertuples(index=False, name=None))
    return text.getvalue()


def write_whole(path: Path, text: str) -> None:
    """Write a text into a file that appears when it is whole, its line ends as they are."""
    with new_file(path) as part:
        part.write_text(text, encoding="utf-8", newline="")
