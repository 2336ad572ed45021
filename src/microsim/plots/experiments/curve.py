"""Metrics against a number that the cases set."""

from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from microsim.config.describe import Parameter, parameters
from microsim.plots.axes import COLOURS, ticks
from microsim.plots.look import tell
from microsim.plots.words import Lang, say
from microsim.results.experiments.schema import CurveFigure

from .drawn import Drawn
from .panels import ABOVE, BESIDE, columns_for, panels, rows_of


def draw_curve(told: Drawn, figure: CurveFigure, sheet: Figure, lang: Lang) -> None:
    """The mean over seeds of each metric, with its interval and the single seeds, from the lowest number upwards."""
    along = sorted(told.along[figure.name].items(), key=lambda item: item[1])
    row = _row(figure.along)
    share = row is not None and row["unit"].startswith("share")
    columns = columns_for(figure.metrics)
    beside = BESIDE // rows_of(figure.metrics, columns)
    for metric, ax, _ in panels(sheet, figure.metrics, columns):
        _panel(told, along, metric, ax, lang, share)
        ax.set_title(told.metric(metric, lang, ABOVE // columns))
        ax.set_ylabel(fill(told.unit(metric, lang), beside))
        ax.set_xlabel(fill(figure.axis(lang) or name_of(figure.along, lang), ABOVE // columns))


def name_of(parameter: str, lang: Lang) -> str:
    """What a parameter is called; its unit, unless it is a share, is known in English only.

    Example:
        >>> name_of("platforms.mturk.fee_share", "fr"), name_of("days", "en")
        ('Commission', 'Days (days)')
    """
    row = _row(parameter)
    if row is None:
        return parameter
    in_words = lang == "en" and not row["unit"].startswith("share")
    return f"{row['label_en']} ({row['unit']})" if in_words else row[f"label_{lang}"]


def _row(parameter: str) -> Parameter | None:
    """What is declared of a parameter, also of one below a name that users give."""
    known = {row["key"]: row for row in parameters()}
    group, _, rest = parameter.partition(".")
    return known.get(parameter) or known.get(f"{group}.<name>.{rest.partition('.')[2]}")


def _panel(
    told: Drawn, along: list[tuple[str, float]], metric: str, ax: Axes, lang: Lang, in_percent: bool
) -> None:
    rows = told.of(metric).loc[[case for case, _ in along]]
    if not rows["n"].any():
        tell(ax, say("sweep_nothing", lang))
        return
    at = dict(along)
    done = told.sweep.done[told.sweep.done.case.isin(at)]
    x, colour = [number for _, number in along], COLOURS[0]
    ax.plot(done.case.map(at).to_numpy(float), done[metric].to_numpy(float), "o", color=colour, alpha=0.3, markersize=7,
            markeredgewidth=0)  # fmt: skip
    ax.fill_between(x, rows["low"].to_numpy(float), rows["high"].to_numpy(float), color=colour, alpha=0.2, linewidth=0)
    ax.plot(x, rows["mean"].to_numpy(float), "o-", color=colour, markersize=11, markeredgecolor="white")
    ticks(ax.yaxis, rows[["mean", "low", "high"]].to_numpy(float).ravel(), told.is_share(metric), lang)
    ticks(ax.xaxis, done.case.map(at).to_numpy(float), in_percent, lang, most=5)
    ax.margins(x=0.06, y=0.1)
    ax.grid(axis="y")
