"""Ticks that one can read, and colours and dashes of lines that stand beside each other."""

import numpy as np
from matplotlib.axis import Axis
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from .look import BLACK, BLUE, GREEN, ORANGE, PURPLE, SKY, VERMILION
from .numbers import number

COLOURS = (BLUE, VERMILION, GREEN, ORANGE, PURPLE, SKY, BLACK)
DASHES = ("-", "--", ":")


def ticks(axis: Axis, values: np.ndarray, as_percent: bool, lang: str, most: int = 6) -> None:
    """Some ticks on an axis, with as many decimals as tell them apart.

    Args:
        axis: which. values: what is drawn along it. as_percent: whether they are shares.
        lang: language of the numbers. most: how many ticks, about; of more than three where there is room for two at
            most, the first and the last among the values are kept.
    """
    span = (np.nanmin(values), np.nanmax(values)) if np.isfinite(values).any() else (0.0, 1.0)
    axis.set_major_locator(locator := MaxNLocator(most, steps=[1, 2, 5, 10]))
    if most <= 2:
        within = [tick for tick in locator.tick_values(*span) if span[0] <= tick <= span[1]]
        if len(within) > 3:
            axis.set_major_locator(FixedLocator([within[0], within[-1]]))
    if as_percent:
        digits = max(0, decimals((100 * span[0], 100 * span[1]), most))
        sign = "%" if lang == "en" else "\N{NO-BREAK SPACE}%"
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{number(100 * value, lang, digits)}{sign}"))
    else:
        axis.set_major_formatter(FuncFormatter(lambda value, _: number(value, lang, decimals(span, most))))


def decimals(span: tuple[float, float], most: int = 6) -> int:
    """As many as tell some six ticks apart.

    Example:
        >>> decimals((0.0, 12.0)), decimals((0.0, 0.12)), decimals((3.0, 3.0))
        (0, 2, 2)
    """
    width = abs(span[1] - span[0])
    return int(np.clip(np.ceil(-np.log10(width / most)), 0, 4)) if width > 0 else 2
