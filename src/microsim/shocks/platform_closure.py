"""A platform closes overnight, for good."""

from dataclasses import replace
from typing import ClassVar

from microsim.config.dated import Shock
from microsim.config.parameter import REQUIRED, parameter
from microsim.config.prior import HALF_TO_TWICE, ODDS

from .environment import Closure, Environment


class PlatformClosure(Shock):
    """After a day like any other a platform closes: what is on show there is withdrawn, accounts are closed.

    What waits for its verdict is approved, or lost; balances go as on suspension. Part of its requesters and people go
    on elsewhere. The case is that of Amazon Mechanical Turk (W2).

    Example:
        >>> shock = PlatformClosure(platform="mturk", from_day=60)
        >>> shock.in_force(59), shock.in_force(400), shock.closes
        (False, True, 'mturk')
        >>> [one.day for one in shock.amend(Environment(), 61).closures]
        [60]
    """

    told_en: ClassVar[str] = "One evening a platform closes for good, with what it holds and all that is on show there."
    told_fr: ClassVar[str] = (
        "Un soir, une plateforme ferme pour de bon, avec ce qu'elle détient et tout ce qui y est proposé."
    )

    platform: str = parameter(REQUIRED, unit="name of a platform", source="choice of the user",
                              doc="which platform closes", label=("Platform", "Plateforme"))
    requesters_move: float = parameter(0.5, unit="share of its requesters", low=0, high=1, source="assumed", prior=ODDS,
                                       doc="requesters who go on at another platform; the others leave the market",
                                       label=("Requesters who move", "Donneurs d'ordre qui migrent"))
    days_to_move: int = parameter(14, unit="days", low=1, high=3650, source="assumed", prior=HALF_TO_TWICE,
                                  doc="from the closure to their first day elsewhere",
                                  label=("Time to move", "Délai de migration"))
    people_move: float = parameter(1.0, unit="share of its people without another account", low=0, high=1,
                                   source="assumed", prior=ODDS,
                                   doc="people who look for an account elsewhere; the others leave",
                                   label=("People who look elsewhere", "Personnes qui cherchent ailleurs"))
    approves: bool = parameter(True, unit="yes/no", source="assumed: platforms approve what nobody judged",
                               doc="work that waits for its verdict is approved; else it is lost, whole and unread",
                               label=("Approves what waits", "Approuve ce qui attend"))

    @property
    def closes(self) -> str:
        """The platform that is no more from the next day on."""
        return self.platform

    def amend(self, environment: Environment, day: int) -> Environment:
        """Add the platform to those that have closed, or close tonight."""
        closure = Closure(
            self.platform, self.from_day, self.requesters_move, self.days_to_move, self.people_move, self.approves
        )
        return replace(environment, closures=(*environment.closures, closure))
