"""What a sweep comes to: metrics against what varies, and daily series, with bands over seeds."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from microsim.config.describe import parameters
from microsim.metrics.register import METRICS
from microsim.metrics.tables import WEEK
from microsim.metrics.units import unit_to_read
from microsim.results.sweeps import Sweep, combination, summarise

from .axes import COLOURS, decimals, ticks
from .draw import DOTS, settle
from .look import BLUE, GREY, PALE, house_style, tell
from .numbers import number
from .words import Lang, say

if TYPE_CHECKING:
    import pandas as pd

HEADLINES = (
    "hourly_pay_median", "monthly_income_mean", "share_active_weekly", "unpaid_share_of_time", "fill_hours_median",
    "hours_wanted_over_obtained",
)  # fmt: skip
SERIES = {"price_level": "sweep_price", "active": "sweep_active", "open_after": "sweep_stock",
          "expected_pay": "sweep_expected"}  # fmt: skip
MOST_LINES = len(COLOURS)
MANY_VALUES = 3  # of numbers, that are drawn as a line and not as points
MIDDLE = (0.1, 0.9)  # of the seeds, in the band of a daily series


def draw_sweep(sweep: Sweep, metrics: Sequence[str], folder: Path) -> list[Path]:
    """Draw metrics and daily series of a sweep.

    Args:
        sweep: what was run.
        metrics: which to draw; the usual six if none are named.
        folder: where the two PNG files go.

    Returns:
        The files written.
    """
    lang: Lang = sweep.lang
    chosen = list(metrics) or [name for name in HEADLINES if name in sweep.metrics]
    told = summarise(sweep, chosen)
    rows = (len(chosen) + 1) // 2
    paths = [folder / "summary.png", folder / "daily.png"]
    with house_style(11, title="medium"):
        figure = _sheet(sweep, "sweep_title", "sweep_subtitle", 0.8 + 3.1 * rows)
        axes = figure.subplots(rows, 2, squeeze=False).flat
        for metric, ax in zip(chosen, axes, strict=False):
            _one_metric(told[told.metric == metric], metric, sweep, ax, lang)
        _legend(figure, axes[0])
        _save(figure, paths[0], [*axes][len(chosen) :])
        figure = _sheet(sweep, "sweep_daily_title", "sweep_daily_subtitle", 7.0)
        axes = figure.subplots(2, 2, sharex=True).flat
        for column, ax in zip(SERIES, axes, strict=True):
            _one_series(sweep, column, ax, lang)
        _legend(figure, axes[0])
        _save(figure, paths[1], [])
    return paths


def _sheet(sweep: Sweep, title: str, subtitle: str, height: float) -> Figure:
    lang: Lang = sweep.lang
    figure = Figure(figsize=(40 / 3, height), layout="constrained")
    figure.get_layout_engine().set(rect=(0.01, 0.035, 0.98, 0.965 - 0.95 / height), hspace=0.05, wspace=0.05)
    seeds = sweep.done[["seed"]].nunique().iloc[0] if len(sweep.done) else 0
    figure.text(0.014, 1 - 0.1 / height, say(title, lang), va="top", size="xx-large", weight="bold")
    figure.text(0.014, 1 - 0.42 / height, say(subtitle, lang), va="top", color=GREY)
    name, runs = sweep.folder.resolve().name, number(len(sweep.done), lang)
    caption = say("sweep_caption", lang, name=name, runs=runs, seeds=seeds)
    figure.text(0.988, 0.008, caption, ha="right", va="bottom", color=GREY)
    return figure


def _axis_of(sweep: Sweep) -> str | None:
    """The parameter that goes along the axis: the one with most values, a number before words."""
    return max(sweep.varies, key=lambda name: (_is_number(sweep, name), sweep.done[name].nunique()), default=None)


def _is_number(sweep: Sweep, name: str) -> bool:
    return sweep.runs[name].dtype.kind in "if" and sweep.done[name].nunique() >= MANY_VALUES


def _one_metric(rows: "pd.DataFrame", metric: str, sweep: Sweep, ax: Axes, lang: Lang) -> None:
    along = _axis_of(sweep)
    ax.set_title(_label(sweep, metric, lang))
    ax.grid(axis="y")
    as_percent = sweep.units[metric].startswith("share")
    if rows["mean"].notna().sum() == 0:
        tell(ax, say("sweep_nothing", lang))
        return
    if along is None:
        values = sweep.done[metric].dropna().to_numpy()
        ax.plot(values, np.zeros(len(values)), "o", color=BLUE, alpha=0.5)
        ax.set_yticks([])
        ticks(ax.xaxis, values, as_percent, lang)
        return
    others = [name for name in sweep.varies if name != along]
    lines = list(rows.groupby(others, observed=True, sort=False)) if others else [((), rows)]
    places = {value: place for place, value in enumerate(dict.fromkeys(rows[along]))}
    line_up = _is_number(sweep, along)
    for k, (_, line) in enumerate(lines[:MOST_LINES]):
        name = combination(line.iloc[0], others) if others else ""
        shift = 0.0 if line_up else 0.12 * (k - (min(len(lines), MOST_LINES) - 1) / 2)
        line = line.sort_values(along) if line_up else line
        x = line[along].to_numpy(float) if line_up else np.array([places[value] + shift for value in line[along]])
        mean, low, high = (line[part].to_numpy(float) for part in ("mean", "low", "high"))
        if line_up:
            ax.plot(x, mean, color=COLOURS[k], marker="o", markersize=5, linewidth=2, label=name)
            ax.fill_between(x, low, high, color=COLOURS[k], alpha=0.2, linewidth=0)
        else:
            bars = {"fmt": "o", "capsize": 4, "linewidth": 0, "elinewidth": 2}
            ax.errorbar(x, mean, [mean - low, high - mean], color=COLOURS[k], label=name, **bars)
    if line_up:
        ticks(ax.xaxis, rows[along].to_numpy(float), False, lang)
    else:
        ax.set_xticks(range(len(places)), [str(value) for value in places])
        ax.set_xlim(-0.6, len(places) - 0.4)
    ax.set_xlabel(_name(sweep, along, lang))
    ticks(ax.yaxis, rows[["mean", "low", "high"]].to_numpy(float).ravel(), as_percent, lang)


def _one_series(sweep: Sweep, column: str, ax: Axes, lang: Lang) -> None:
    import pandas as pd  # start-up

    ax.set_title(say(SERIES[column], lang, currency=sweep.currency))
    ax.grid(axis="y")
    daily = sweep.daily(["day", column])
    combinations = list(daily.groupby(list(sweep.varies), observed=True, sort=False)) if sweep.varies else [((), daily)]
    for k, (_, rows) in enumerate(combinations[:MOST_LINES]):
        wide = rows.pivot(index="day", columns="run", values=column).sort_index().astype(float)
        window = WEEK if len(wide) >= 2 * WEEK else 1
        smooth = wide.rolling(window, center=True).mean() / (10_000 if column == "expected_pay" else 1)
        days = smooth.index.to_numpy()
        low, high = (smooth.quantile(edge, axis=1) for edge in MIDDLE)
        name = combination(rows.iloc[0], sweep.varies) if sweep.varies else ""
        ax.plot(days, smooth.mean(axis=1), color=COLOURS[k], linewidth=1.8, label=name)
        ax.fill_between(days, low, high, color=COLOURS[k], alpha=0.12, linewidth=0)
    first = int(pd.Series(daily.day).min())
    if first < 0:
        ax.axvspan(first, 0, color=PALE, alpha=0.5, lw=0, zorder=0)
    if column in ("active", "open_after"):
        ax.set_ylim(bottom=0)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, lang, decimals(ax.get_ylim()))))
    if not ax.get_subplotspec().is_first_row():
        ax.set_xlabel(say("sweep_day", lang))


def _label(sweep: Sweep, metric: str, lang: Lang) -> str:
    if metric not in METRICS:
        return metric
    unit, currency = sweep.units[metric], sweep.currency
    label = METRICS[metric].told(currency)[f"label_{lang}"]
    return label if unit.startswith("share") else f"{label} ({unit_to_read(unit, currency, lang)})"


def _name(sweep: Sweep, parameter: str, lang: Lang) -> str:
    """What a parameter is called, and how it is typed; its unit is known in English only."""
    last = parameter.rpartition(".")[2]
    labels = {row["key"].rpartition(".")[2]: row[f"label_{lang}"] for row in parameters()}
    told = [parameter] + ([sweep.units[parameter]] if lang == "en" and sweep.units[parameter] != "text" else [])
    return f"{labels[last]} ({', '.join(told)})" if last in labels else parameter


def _legend(figure: Figure, ax: Axes) -> None:
    handles, labels = ax.get_legend_handles_labels()
    if any(labels):
        figure.legend(handles, labels, loc="outside lower left", ncols=4, frameon=False, fontsize="small")


def _save(figure: Figure, path: Path, empty: Sequence[Axes]) -> None:
    for ax in empty:
        ax.set_axis_off()
    settle(figure)
    figure.savefig(path, dpi=DOTS, metadata={"Software": "microsim"})
