"""Months in which somebody had an income."""

from .compiling import inlined


@inlined
def note_income(day, month_start, worker, w):
    """Note that pay of a worker was accepted or made up today, which makes the month one with income."""
    w.months_with_income[worker] += w.last_income[worker] < month_start
    w.last_income[worker] = day
