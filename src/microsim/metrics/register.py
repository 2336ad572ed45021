"""A metric is a function of the tables of a run, with a unit, one sentence of meaning and a label in two languages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from .tables import Tables

Measure = Callable[[Tables], float]


@dataclass(frozen=True)
class Metric:
    """One metric. `{currency}` in unit, meaning and labels stands for the currency of the scenario."""

    name: str
    unit: str
    meaning: str
    label_en: str
    label_fr: str
    needs: Literal["weeks", "months", "batches"] | None
    measure: Measure

    def told(self, currency: str) -> dict[str, str]:
        """Unit, meaning and labels in the words of one currency."""
        return {
            part: getattr(self, part).replace("{currency}", currency)
            for part in ("unit", "meaning", "label_en", "label_fr")
        }


METRICS: dict[str, Metric] = {}


def metric(
    *,
    unit: str,
    meaning: str,
    label: tuple[str, str],
    needs: Literal["weeks", "months", "batches"] | None = None,
) -> Callable[[Measure], Measure]:
    """Declare a metric; its name is that of the function.

    Args:
        unit: unit of the value; `{currency}` stands for the currency of the scenario.
        meaning: one sentence, without a full stop.
        label: what to call it in English and in French.
        needs: a table that not every run records; without it the metric is left out.
    """

    def declare(measure: Measure) -> Measure:
        METRICS[measure.__name__] = Metric(measure.__name__, unit, meaning, *label, needs, measure)
        return measure

    return declare
