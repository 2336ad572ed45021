"""Prices and fill rate through time."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.dates import date2num, num2date
from matplotlib.ticker import FixedLocator, FuncFormatter

from microsim.metrics.tables import WEEK, Tables

from .look import BLUE, GREY, PALE, VERMILION, head, tell
from .numbers import day, month, number
from .words import Lang, say

if TYPE_CHECKING:
    import pandas as pd

Axis = tuple[Axes, Axes]


def prices_and_fill_rate(tables: Tables, axes: Axis, lang: Lang) -> Axis:
    """Two panels one above the other, on the same dates: price over usual price, batches filled of those that ended."""
    import pandas as pd  # start-up

    above, below = axes
    daily = tables.daily
    window = WEEK if len(daily) >= 2 * WEEK else 1
    subtitle = say("price_subtitle" if window > 1 else "price_subtitle_days", lang)
    head(above, say("price_title", lang), "" if daily.empty else subtitle)
    if daily.empty:
        below.set_axis_off()
        tell(above, say("no_day", lang))
        return axes
    dates = date2num(pd.to_datetime(daily.date))
    ended = daily.batches_filled + daily.batches_expired
    price = 100 * _mean(daily.price_level, window)
    filled = 100 * _mean(daily.batches_filled, window) / _mean(ended, window).replace(0, np.nan)
    marker = "o" if len(daily) < WEEK else ""
    above.plot(dates, price, color=VERMILION, marker=marker)
    below.plot(dates, filled, color=BLUE, marker=marker)
    above.set_ylim(0, max(float(price.max()) * 1.12 if price.notna().any() else 0.0, 1.0))
    below.set_ylim(0, 106)
    above.set_ylabel(say("price_axis", lang))
    below.set_ylabel(say("fill_axis", lang))
    for ax in axes:
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, lang)))
        ax.grid(axis="y")
        _burn_in(ax, dates, daily.day.to_numpy(), say("burn_in", lang) if ax is above else "")
    _dates(above, below, dates, lang)
    return axes


def _mean(values: "pd.Series", window: int) -> "pd.Series":
    return values.astype(float).rolling(window, center=True).mean()


def _burn_in(ax: Axes, dates: np.ndarray, days: np.ndarray, label: str) -> None:
    before = dates[days < 0]
    if not len(before):
        return
    ax.axvspan(before[0], before[-1] + 1, color=PALE, alpha=0.5, lw=0, zorder=0)
    if label:
        ax.text(before[0], ax.get_ylim()[1] * 0.04, f" {label}", color=GREY, va="bottom")


def _dates(above: Axes, below: Axes, dates: np.ndarray, lang: Lang) -> None:
    margin = 0 if len(dates) >= WEEK else 0.5  # dots of single days stand clear of the edge
    for ax in (above, below):
        ax.set_xlim(dates[0] - margin, dates[-1] + margin)
    ticks, labels = _ticks(dates, lang)
    for ax in (above, below):
        ax.xaxis.set_major_locator(FixedLocator(ticks))
    above.tick_params(labelbottom=False)
    below.tick_params(axis="x", pad=11)  # clear of the 0 beside the first date
    below.set_xticks(ticks, labels)


def _ticks(dates: np.ndarray, lang: Lang) -> tuple[list[float], list[str]]:
    """First days of months, about eight of them; days for a run of some weeks."""
    if dates[-1] - dates[0] < 70:
        every = max(1, int((dates[-1] - dates[0]) // 5)) if len(dates) > 1 else 1
        chosen = dates[::every] if every < WEEK else dates[:: every // WEEK * WEEK]
        return list(chosen), [day(num2date(date).date(), lang) for date in chosen]
    starts = [date for date in dates if num2date(date).day == 1]
    every = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120) if len(starts) / step <= 9)
    chosen = [date for date in starts if (num2date(date).month - 1) % min(every, 12) == 0]
    days = [num2date(date).date() for date in chosen]
    years = [n == 0 or date.year != days[n - 1].year for n, date in enumerate(days)]
    return chosen, [month(date, lang, year) for date, year in zip(days, years, strict=True)]
