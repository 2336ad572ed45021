"""A holiday: for some days requesters post less."""

from dataclasses import replace
from typing import ClassVar

from microsim.config.dated import Shock
from microsim.config.parameter import parameter

from .environment import Environment


class Holiday(Shock):
    """For some days, requesters post so many batches over those of a weekday; their budgets grow as ever.

    Example:
        >>> Holiday(from_day=3, share=0.5).amend(Environment(demand=0.8), 3).demand
        0.4
    """

    told_en: ClassVar[str] = "For some days requesters are on holiday and post less."
    told_fr: ClassVar[str] = "Pendant quelques jours, les donneurs d'ordre sont en congé et publient moins."

    share: float = parameter(0.2, unit="share of batches", low=0, high=1, source="choice of the user",
                             doc="batches posted, over the usual", label=("Batches", "Lots"))  # fmt: skip
    days: int = parameter(2, unit="days", low=1, high=60, source="choice of the user",
                          doc="how long it goes on", label=("Days", "Jours"))  # fmt: skip

    @property
    def last_day(self) -> int:
        """The last of its days."""
        return self.from_day + self.days - 1

    def amend(self, environment: Environment, day: int) -> Environment:
        """Have less posted."""
        return replace(environment, demand=environment.demand * self.share)
