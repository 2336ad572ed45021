"""What figures of experiments are made of, and how their metrics are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING

from microsim.metrics.units import unit_to_read
from microsim.plots.axes import COLOURS, DASHES
from microsim.plots.words import Lang, say
from microsim.results.experiments.schema import Experiment
from microsim.results.measures import told
from microsim.results.sweeps import Sweep

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Drawn:
    """An experiment to be drawn.

    Attributes:
        name: of the experiment.
        version: of microsim.
        experiment: what its file says.
        sweep: its runs.
        summary: see `results.experiments.summary`.
        along: ``{figure: {case: number}}`` of curves.
    """

    name: str
    version: str
    experiment: Experiment
    sweep: Sweep
    summary: "pd.DataFrame"
    along: Mapping[str, Mapping[str, float]]

    @property
    def seeds(self) -> int:
        """How many seeds there are."""
        return int(self.sweep.done.seed.nunique())

    def of(self, metric: str) -> "pd.DataFrame":
        """The summary of one metric, by case."""
        return self.summary[self.summary.metric == metric].set_index("case")

    def label(self, case: str, lang: Lang, width: int) -> str:
        """What a case is called, in lines of so many letters."""
        return fill(self.experiment.cases[case].label(lang), width)

    def metric(self, metric: str, lang: Lang, width: int) -> str:
        """What a metric is called, in lines of so many letters."""
        return fill(told(metric, self.sweep.currency)[f"label_{lang}"], width)

    def is_share(self, metric: str) -> bool:
        """Whether it is read in per cent."""
        return told(metric, self.sweep.currency)["unit"].startswith("share")

    def is_change(self, metric: str) -> bool:
        """Whether it is a relative change, which is read with its sign."""
        return told(metric, self.sweep.currency)["unit"] == "share"

    def unit(self, metric: str, lang: Lang) -> str:
        """The unit of a metric, as it stands along an axis."""
        unit = unit_to_read(told(metric, self.sweep.currency)["unit"], self.sweep.currency, lang)
        return say("experiment_share", lang, of=unit).strip() if self.is_share(metric) else unit

    def colour(self, case: str) -> str:
        """The colour of a case, the same in all figures."""
        return COLOURS[self._place(case) % len(COLOURS)]

    def dash(self, case: str) -> str:
        """The dashes of a case, for where there are more cases than colours."""
        return DASHES[self._place(case) // len(COLOURS) % len(DASHES)]

    def _place(self, case: str) -> int:
        return list(self.experiment.cases).index(case)
