"""What an hour pays, by motive."""

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from microsim.metrics.groups import MOTIVES, only
from microsim.metrics.pay import hourly_pay
from microsim.metrics.tables import Tables

from .look import GREY, INK, OF_MOTIVE, head, tell
from .numbers import money, percent, plain, sign
from .words import Lang, say, say_count

HEIGHT = 0.54  # of a ridge, in rows
FEW = 20  # below this, every worker is a dot
NOTABLE = 0.005  # share without pay, which a log scale cannot show, from which it is told


def hourly_pay_by_motive(tables: Tables, ax: Axes, lang: Lang) -> Axes:
    """Distribution of accepted pay over all time, over workers with at least one hour, on a log scale."""
    head(ax, say("pay_title", lang), say("pay_subtitle", lang))
    everybody = hourly_pay(tables)
    if not (everybody > 0).any():
        return tell(ax, say("no_hour", lang))
    rows = [(say("all", lang), GREY, everybody)]
    for motive, labels in MOTIVES.items():
        label = labels[("en", "fr").index(lang)]
        rows.append((label, OF_MOTIVE[motive], hourly_pay(only(tables, "motive", motive))))
    low, high = _range(everybody[everybody > 0], tables.reference_wage)
    for place, (_, colour, pay) in enumerate(reversed(rows)):
        _row(ax, place, pay, colour, tables.currency, lang, (low, high), first=place == len(rows) - 1)
    ax.set_yticks(range(len(rows)), [_label(label, pay, lang) for label, _, pay in reversed(rows)])
    ax.set_ylim(-0.45, len(rows) + 0.2)
    ax.spines["left"].set_visible(False)
    _axis(ax, low, high, lang)
    _reference(ax, tables, everybody, len(rows), lang)
    unpaid = float((everybody == 0).mean())
    note = "\n" + say("unpaid_workers", lang, share=percent(unpaid, lang)) if unpaid >= NOTABLE else ""
    ax.set_xlabel(say("pay_axis", lang, sign=sign(tables.currency)) + note)
    return ax


def _label(label: str, pay: np.ndarray, lang: Lang) -> str:
    return f"{label}\n{say_count('workers', lang, len(pay))}"


def _range(pay: np.ndarray, reference: float) -> tuple[float, float]:
    low, high = np.quantile(pay, [0.004, 0.996])
    return float(min(low, reference) / 1.3), float(max(high, reference * 1.6) * 1.3)


def _row(ax, place, pay, colour, currency, lang, limits, first) -> None:
    if not len(pay):
        ax.text(math.sqrt(limits[0] * limits[1]), place, say("nobody", lang), color=GREY, ha="center", va="center")
        return
    ax.axhline(place, color=colour, lw=1.2, zorder=1)
    if (pay > 0).sum() < FEW:
        ax.scatter(pay, np.full(len(pay), place + 0.16), s=60, color=colour, alpha=0.6, zorder=3)
    else:
        _ridge(ax, place, pay, colour, limits)
    middle = float(np.median(pay))
    x = float(np.clip(middle, *limits))
    ax.plot([x, x], [place, place + HEIGHT * 1.08], color=INK, lw=2.5, zorder=4)
    amount = money(middle, currency, lang)
    at_the_edge = x < limits[0] * (limits[1] / limits[0]) ** 0.1
    ax.annotate(say("median", lang, amount=amount) if first else amount, (x, place), (4 if at_the_edge else 0, -4),
                textcoords="offset points", ha="left" if at_the_edge else "center", va="top", weight="bold", zorder=5,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5})  # fmt: skip


def _ridge(ax, place, pay, colour, limits) -> None:
    grid = np.linspace(math.log(limits[0]), math.log(limits[1]), 400)
    height = density(np.log(pay[pay > 0]), grid)
    height *= HEIGHT / height.max()
    x = np.exp(grid)
    ax.fill_between(x, place, place + height, color=colour, alpha=0.35, lw=0, zorder=2)
    low, high = np.quantile(pay, [0.25, 0.75])
    ax.fill_between(x, place, place + height, where=(x >= low) & (x <= high), color=colour, alpha=0.75, lw=0, zorder=2)
    ax.plot(x, place + height, color=colour, lw=1.5, zorder=3)


def density(values: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """Gaussian kernel density on an even grid, with Silverman's bandwidth; values outside the grid are left out.

    Example:
        >>> grid = np.linspace(-4, 4, 81)
        >>> round(float(density(np.linspace(-1, 1, 50), grid).sum() * 0.1), 3)
        1.0
    """
    spread = min(values.std(), np.subtract(*np.quantile(values, [0.75, 0.25])) / 1.34) or values.std()
    step = grid[1] - grid[0]
    width = max(0.9 * spread * len(values) ** -0.2, step)
    edges = np.append(grid - step / 2, grid[-1] + step / 2)
    counts, _ = np.histogram(values, edges)
    reach = np.arange(-len(grid) + 1, len(grid)) * step
    kernel = np.exp(-0.5 * (reach / width) ** 2) / (width * math.sqrt(2 * math.pi))
    return np.convolve(kernel, counts, "valid") / len(values)


def _axis(ax: Axes, low: float, high: float, lang: Lang) -> None:
    ax.set_xscale("log")
    ax.set_xlim(low, high)
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    steps = (1, 2, 5) if high / low < 2000 else (1,)
    ticks = [step * 10.0**decade for decade in decades for step in steps]
    ax.xaxis.set_major_locator(FixedLocator([tick for tick in ticks if low <= tick <= high]))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: plain(value, lang)))
    ax.grid(axis="x")


def _reference(ax: Axes, tables: Tables, pay: np.ndarray, rows: int, lang: Lang) -> None:
    wage = tables.reference_wage
    ax.axvline(wage, color=INK, ls=(0, (4, 3)), lw=2, zorder=1)
    text = say("reference", lang, amount=money(wage, tables.currency, lang))
    text += "\n" + say("above", lang, share=percent(float((pay > wage).mean()), lang))
    low, high = ax.get_xlim()
    left = wage > math.sqrt(low * high)  # on the side with more room
    ax.text(wage * (0.96 if left else 1.04), rows + 0.18, text, ha="right" if left else "left", va="top", size="small")
