"""Requesters order less than usual, or more."""

from dataclasses import replace
from typing import ClassVar

from microsim.config.dated import Shock
from microsim.config.parameter import parameter
from microsim.config.prior import HALF_TO_TWICE

from .environment import Environment, Plan


class DemandSlump(Shock):
    """For some days, requesters plan a share of what they usually do: fewer jobs, and as much less money for them.

    A share above 1 is a boom. Several at once multiply where they overlap.

    Example:
        >>> shock = DemandSlump(from_day=60, days=2, share=0.5, task_types=["survey"])
        >>> [shock.in_force(day) for day in (59, 60, 61, 62)]
        [False, True, True, False]
        >>> shock.amend(Environment(), 61).plans
        (Plan(share=0.5, platforms=(), task_types=('survey',)),)
    """

    told_en: ClassVar[str] = "For some months requesters order a part of what they usually do, or more."
    told_fr: ClassVar[str] = (
        "Pendant quelques mois, les donneurs d'ordre commandent une partie de l'ordinaire, ou davantage."
    )

    share: float = parameter(0.6, unit="share of usual plans", low=0, high=10, source="assumed", prior=HALF_TO_TWICE,
                             doc="jobs and planned outlay, over the usual; above 1 is a boom",
                             label=("Orders over the usual", "Commandes sur l'ordinaire"))
    days: int = parameter(90, unit="days", low=1, high=3650, source="assumed", prior=HALF_TO_TWICE,
                          doc="how long it goes on",
                          label=("Days", "Jours"))
    platforms: list[str] = parameter([], unit="names of platforms", source="choice of the user",
                                     doc="whose requesters order less; none named: all",
                                     label=("On platforms", "Sur les plateformes"))
    task_types: list[str] = parameter([], unit="names of task types", source="choice of the user",
                                      doc="of what less is ordered; none named: of all",
                                      label=("Task types", "Types de tâches"))

    @property
    def last_day(self) -> int:
        """The last of its days."""
        return self.from_day + self.days - 1

    def amend(self, environment: Environment, day: int) -> Environment:
        """Add to what changes the plans of today."""
        plan = Plan(self.share, tuple(self.platforms), tuple(self.task_types))
        return replace(environment, plans=(*environment.plans, plan))
