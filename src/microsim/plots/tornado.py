"""Which assumed parameters a metric depends on: one panel per metric, the longest bars on top."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from microsim.config.schema import Config
from microsim.metrics.register import METRICS

from .draw import DOTS, settle
from .look import GREY, ORANGE, PALE, SKY, house_style, tell
from .numbers import plain, signed_percent
from .words import Lang, say

if TYPE_CHECKING:
    import pandas as pd

BARS = 8
ENDS = {"low": (SKY, 0.19), "high": (ORANGE, -0.19)}  # colour, and how far above the middle of its row
WIDEST = 1.0  # bars are cut at a change of 100 %


def draw_tornado(table: "pd.DataFrame", labels: Mapping[str, str], config: Config, path: Path) -> None:
    """Draw the strongest parameters of each metric of a sensitivity analysis, and save the sheet.

    Args:
        table: see `runs.sensitivity.Sensitivity`. labels: ``{parameter: label}``.
    """
    lang: Lang = config.lang
    metrics = list(dict.fromkeys(table.metric))
    with house_style(9.5, title="large"):
        figure = Figure(figsize=(40 / 3, 0.8 + 2.45 * ((len(metrics) + 1) // 2)), layout="constrained")
        figure.get_layout_engine().set(rect=(0.01, 0.03, 0.98, 0.915), hspace=0.06, wspace=0.05)
        figure.text(0.014, 0.99, say("tornado_title", lang), va="top", size="xx-large", weight="bold")
        figure.text(0.014, 0.963, say("tornado_subtitle", lang), va="top", color=GREY)
        caption = say("validation_caption", lang, scenario=config.scenario.name, scale=plain(config.scale, lang))
        figure.text(0.988, 0.008, caption, ha="right", va="bottom", color=GREY)
        for metric, ax in zip(metrics, figure.subplots((len(metrics) + 1) // 2, 2, squeeze=False).flat, strict=False):
            tornado(table[table.metric == metric], labels, ax, config)
        settle(figure)
        figure.savefig(path, dpi=DOTS, metadata={"Software": "microsim"})


def tornado(rows: "pd.DataFrame", labels: Mapping[str, str], ax: Axes, config: Config) -> None:
    """One metric: relative change at both ends of the strongest parameters; the spread of seeds in grey."""
    lang = config.lang
    changes = rows.pivot(index="parameter", columns="end", values="change").dropna()
    ax.set_title(METRICS[rows.metric.iloc[0]].told(config.scenario.currency)[f"label_{lang}"])
    if changes.empty:
        tell(ax, say("no_time", lang))
        return
    changes = changes.loc[changes.abs().max(axis=1).sort_values(ascending=False).index[:BARS]]
    spread = rows.spread.iloc[0]
    if spread == spread:
        ax.axvspan(-spread, spread, color=PALE, linewidth=0)
    for place, (_, ends) in enumerate(changes.iterrows()):
        for end, (colour, above) in ENDS.items():
            ax.barh(len(changes) - 1 - place + above, min(max(ends[end], -WIDEST), WIDEST), color=colour, height=0.38)
    reach = 1.08 * max(0.05, min(WIDEST, changes.abs().to_numpy().max()))
    ax.set_xlim(-reach, reach)
    ax.set_yticks(range(len(changes)), [labels[name] for name in reversed(changes.index)])
    ax.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(lambda at, _: signed_percent(at, lang) if round(at, 6) else "0")
    ax.grid(axis="x")
    ax.axvline(0.0, color=GREY, linewidth=1)
