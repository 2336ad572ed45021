"""Metrics and differences of experiments as they are written in a terminal."""

import math

from microsim.metrics.units import unit_to_read
from microsim.plots.numbers import number
from microsim.results.measures import told

from .words import say


def measure_to_read(metric: str, currency: str, lang: str) -> str:
    """What a metric is called, with its unit.

    Example:
        >>> measure_to_read("hourly_pay_median", "EUR", "en")
        'Hourly pay, median (EUR/h)'
    """
    about = told(metric, currency)
    label, unit = about[f"label_{lang}"], unit_to_read(about["unit"], currency, lang)
    return f"{label} ({unit})" if unit else label


def difference_to_read(value: float, unit: str, lang: str) -> str:
    """A difference of two values of a metric, with its sign; of shares in points of per cent.

    Example:
        >>> difference_to_read(0.0123, "share of time", "en"), difference_to_read(-0.5, "EUR/h", "fr")
        ('+1.2 pt', '−0,50')
        >>> difference_to_read(float("nan"), "EUR/h", "en")
        '–'
    """
    if math.isnan(value):
        return "–"
    share = unit.startswith("share")
    amount = 100 * value if share else value
    small = abs(amount) < 0.1 if share else abs(amount) < 100
    text = number(amount, lang, 2 if small else 1)
    signed = text if text.startswith("\N{MINUS SIGN}") or not text.strip("0.,") else f"+{text}"
    return say("points", lang, value=signed) if share else signed
