"""Published figures and the model's side by side."""

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from microsim.config.schema import Config
from microsim.results.targets import Scored, in_band

from .draw import DOTS, settle
from .look import BLUE, GREY, INK, PALE, VERMILION, head, house_style
from .numbers import number, plain
from .words import Lang, say

TICKS = (0.2, 0.5, 1.0, 2.0, 5.0)


def draw_validation(scored: Sequence[Scored], config: Config, path: Path) -> None:
    """Draw each target's band and the model's values as multiples of the published figure, and save the sheet."""
    lang = config.lang
    with house_style(12.5):
        figure = Figure(figsize=(40 / 3, 1.9 + 0.42 * len(scored)), layout="constrained")
        validation(scored, figure.subplots(), config)
        caption = say("validation_caption", lang, scenario=config.scenario.name, scale=plain(config.scale, lang))
        figure.text(0.988, 0.01, caption, ha="right", va="bottom", size=10, color=GREY)
        figure.get_layout_engine().set(rect=(0.01, 0.03, 0.98, 0.96))
        settle(figure)
        figure.savefig(path, dpi=DOTS, metadata={"Software": "microsim"})


def validation(scored: Sequence[Scored], ax: Axes, config: Config) -> None:
    """One row per target, on a log axis: the band, the published figure, the mean and each seed of the model."""
    lang, currency = config.lang, config.scenario.currency
    for row, one in enumerate(scored):
        target, at = one.target, len(scored) - 1 - row
        one_is = target.value if isinstance(target.value, float) else (target.low * target.high) ** 0.5
        ax.barh(at, (target.high - target.low) / one_is, left=target.low / one_is, height=0.6, color=PALE)
        if isinstance(target.value, float):
            ax.plot([1.0], [at], "|", color=INK, markersize=15, markeredgewidth=2.5)
        colour = BLUE if one.inside else VERMILION
        if one.mean is not None:
            ax.plot([value / one_is for value in one.values], [at] * len(one.values), "o", color=colour, alpha=0.35)
            ax.plot([one.mean / one_is], [at], "o" if one.inside else "X", color=colour, markersize=10)
        told = say("validation_unmeasured", lang) if one.mean is None else _figure(one.mean, lang)
        published = _figure(target.value, lang) if isinstance(target.value, float) else say("validation_word", lang)
        ax.text(1.01, at, f"{published} → {told}", transform=ax.get_yaxis_transform(), va="center", color=INK)
    ax.set_yticks(range(len(scored)), [_label(one, lang, currency) for one in reversed(scored)])
    ax.set_xscale("log")
    ax.set_xlim(TICKS[0], TICKS[-1])
    ax.set_xticks(TICKS, [plain(tick, lang) for tick in TICKS])
    ax.minorticks_off()
    ax.grid(axis="x")
    ax.set_xlabel(say("validation_axis", lang))
    inside, measured = in_band(scored)
    head(ax, say("validation_title", lang, inside=inside, measured=measured), say("validation_subtitle", lang))


def _label(one: Scored, lang: Lang, currency: str) -> str:
    label = one.target.told(currency)[f"label_{lang}"]
    return label if one.target.kind == "target" else f"({label})"


def _figure(value: float, lang: Lang) -> str:
    return number(value, lang, 1 if abs(value) >= 10 else 2 if abs(value) >= 0.1 else 3)
