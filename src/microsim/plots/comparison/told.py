"""What the figures of a comparison are made of: laws with their names and colours, measures with their units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from microsim.plots.axes import COLOURS
from microsim.plots.look import BLACK, GREY
from microsim.plots.numbers import FIXED, number
from microsim.plots.words import Lang
from microsim.results.comparison.read import ALL, PLACEBO, Comparison

from .quantity import Quantity, quantity
from .words import law_name, measure_name, say, scenario_name

if TYPE_CHECKING:
    import pandas as pd

MARKERS = ("o", "s", "^", "D", "v", "P", "X")  # beside the colours, for who cannot tell these apart
ENDS = ("effect", "low_seeds", "high_seeds", "low_draws", "high_draws")


@dataclass(frozen=True, eq=False)
class Told:
    """A comparison to be told in one language.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> told = Told(comparison_example(), "fr")
        >>> told.laws[0], told.name(told.laws[0]), told.level
        ('eu_directive_2024_2831', 'Directive (UE) 2024/2831', '95\\xa0%')
    """

    comparison: Comparison
    lang: Lang

    @property
    def currency(self) -> str:
        """Code of the currency."""
        return self.comparison.about["currency"]

    @property
    def baseline(self) -> str:
        """The law that the others are compared with."""
        return self.comparison.about["baseline"]

    @property
    def laws(self) -> list[str]:
        """The laws compared with the baseline, the placebo left out."""
        return [
            law["name"] for law in self.comparison.about["laws"]
            if law["name"] not in (self.baseline, PLACEBO) and not law.get("placebo")
        ]  # fmt: skip

    @property
    def level(self) -> str:
        """Of the intervals, in per cent."""
        return self.plain_percent(self.comparison.about["level"])

    def plain_percent(self, share: float) -> str:
        """A share in per cent, without decimals that are zero."""
        decimals = 0 if round(100 * share, 6) % 1 == 0 else 1
        return number(100 * share, self.lang, decimals) + ("%" if self.lang == "en" else f"{FIXED}%")

    @property
    def seeds(self) -> int:
        """How many seeds there are."""
        return len(self.comparison.about["seeds"])

    @property
    def draws(self) -> int:
        """How many draws of the assumed parameters there are."""
        return int(self.comparison.about["draws"])

    @cached_property
    def _labels(self) -> Mapping[str, Sequence[str]]:
        return {law["name"]: law.get(f"labels_{self.lang}", ()) for law in self.comparison.about["laws"]}

    def name(self, law: str) -> str:
        """What a law is called."""
        return law_name(law, self.lang, self._labels.get(law, ()))

    def colour(self, law: str) -> str:
        """The colour of a law, the same in all figures."""
        if law in (self.baseline, PLACEBO):
            return BLACK if law == self.baseline else GREY
        colours = COLOURS[:-1]  # the last is black
        return colours[self.laws.index(law) % len(colours)]

    def marker(self, law: str) -> str:
        """The mark of a law, the same in all figures."""
        return "." if law not in self.laws else MARKERS[self.laws.index(law) % len(MARKERS)]

    def of(self, metric: str, by: str = ALL) -> "pd.DataFrame":
        """The effects on one metric, by law."""
        rows = self.comparison.effects
        return rows[(rows.metric == metric) & (rows.by == by)].set_index("law")

    def row(self, law: str, metric: str) -> "pd.Series | None":
        """The effect of a law on a metric, everybody together."""
        rows = self.of(metric)
        return rows.loc[law] if law in rows.index else None

    def metrics(self, among: Iterable[str]) -> list[str]:
        """Those of some metrics that were measured."""
        rows = self.comparison.effects
        there = set(rows[rows.by == ALL].metric) if len(rows) else set()
        return [metric for metric in among if metric in there]

    def label(self, metric: str) -> str:
        """What a metric is called."""
        return measure_name({"metric": metric, **self.of(metric).iloc[0]}, self.lang)

    def quantity(self, row: "pd.Series") -> Quantity:
        """How the numbers of one effect are written."""
        return quantity(row["unit"], self.currency, self.lang, [row[end] for end in ENDS])

    def common_quantity(self, metric: str) -> Quantity:
        """How the numbers of a metric are written beside those of other laws: all with the most decimals."""
        rows = self.of(metric)
        each = [self.quantity(row) for law, row in rows.iterrows() if law in self.laws]
        return max(each, key=lambda how: how.decimals) if each else self.quantity(rows.iloc[0])

    def caption(self) -> str:
        """Where a figure comes from, and on what it stands."""
        about = self.comparison.about
        draws = f"n_draws_{self.draws}" if self.draws < 2 else "n_draws"
        return say("caption", self.lang, version=about["version"], scenario=scenario_name(about["scenario"], self.lang),
                   seeds=say("n_seeds" if self.seeds != 1 else "n_seeds_1", self.lang, n=self.seeds),
                   draws=say(draws, self.lang, n=self.draws), reaction=say(about["reaction"], self.lang))  # fmt: skip
