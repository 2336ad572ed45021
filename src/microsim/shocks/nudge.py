"""One batch pays a little more: a change that means nothing, and shows what mere re-matching does."""

from dataclasses import replace
from typing import ClassVar

from microsim.config.dated import Shock
from microsim.config.parameter import parameter
from microsim.units import money

from .environment import Environment


class Nudge(Shock):
    """On one day, the first batch posted pays a cent more per task.

    Who gets which task then changes for many, for no reason: the placebo beside every table of winners and losers.

    Example:
        >>> Nudge(from_day=0).amend(Environment(), 0).nudge
        100
    """

    told_en: ClassVar[str] = "One batch pays a cent more per task: a placebo, which shows what chance alone moves."
    told_fr: ClassVar[str] = "Un lot paie un centime de plus par tâche : un placebo, qui montre la part du hasard."

    amount: float = parameter(0.01, unit="currency", low=0.01, high=1_000, source="model design",
                              doc="what the batch pays more per task", label=("More per task", "En plus par tâche"))

    @property
    def last_day(self) -> int:
        """It takes one day."""
        return self.from_day

    def amend(self, environment: Environment, day: int) -> Environment:
        """Add to what the first batch of the day pays more."""
        return replace(environment, nudge=environment.nudge + money(self.amount))
