"""Months in which somebody had an income."""

from microsim.compiling import inlined


@inlined
def note_income(day, month_start, worker, w):
    """Note that pay of a worker was accepted or made up today, which makes the month one with income."""
    w.book[worker].months_with_income += w.book[worker].last_income < month_start
    w.book[worker].last_income = day
