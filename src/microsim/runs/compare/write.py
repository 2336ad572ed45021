"""The tables of a comparison as CSV, Parquet and one Excel file."""

from typing import TYPE_CHECKING

from microsim.config.errors import OutputError
from microsim.results.comparison.read import Comparison
from microsim.runs.many.tables import new_file

if TYPE_CHECKING:
    import pandas as pd

TABLES = ("effects", "winners", "paths", "assumptions", "values", "missing")
HOME = "tables"
BOOK = "comparison.xlsx"
NOT_IN_BOOK = ("values", "paths")  # a row per fork, a row per day: too long for people
MOST_ROWS = 1_048_575  # of a sheet


def write_comparison(comparison: Comparison) -> None:
    """Write every table below `tables`, over those that are there; each appears when it is whole.

    Raises:
        OutputError: the disk refuses, in one line.
    """
    home = comparison.folder / HOME
    try:
        home.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"{home} cannot be made: {error.strerror or error}.") from None
    for name in TABLES:
        table: pd.DataFrame = getattr(comparison, name)
        with new_file(home / f"{name}.csv") as part:
            table.to_csv(part, index=False, float_format="%.10g")
        with new_file(home / f"{name}.parquet") as part:
            table.to_parquet(part, index=False)
    _write_book(comparison)


def _write_book(comparison: Comparison) -> None:
    import pandas as pd  # start-up

    path = comparison.folder / HOME / BOOK
    with new_file(path) as part, part.open("wb") as file, pd.ExcelWriter(file, engine="xlsxwriter") as book:
        for name in TABLES:
            if name in NOT_IN_BOOK:
                continue
            table: pd.DataFrame = getattr(comparison, name)
            table.head(MOST_ROWS).to_excel(book, sheet_name=name, index=False, freeze_panes=(1, 0))
            book.sheets[name].autofilter(0, 0, max(len(table), 1), max(len(table.columns) - 1, 0))
            book.sheets[name].set_column(0, len(table.columns), 14)
