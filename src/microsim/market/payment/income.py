"""Months in which somebody had an income."""

from microsim.compiling import internal
from microsim.state.records import Record


@internal
def note_income(day: int, month_start: int, worker: int, w: Record) -> None:
    """Note that pay of a worker was accepted or made up today, which makes the month one with income.

    Args:
        day, month_start: today, and the first day of its month.
        worker: row.
        w: workers.
    """
    book = w.book[worker]
    book.months_with_income += book.last_income < month_start
    book.last_income = day
