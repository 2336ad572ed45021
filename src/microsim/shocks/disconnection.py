"""A platform disconnects many accounts at once."""

from dataclasses import replace
from typing import ClassVar

from microsim.config.dated import Shock
from microsim.config.parameter import REQUIRED, parameter
from microsim.config.prior import ODDS

from .environment import Environment


class Disconnection(Shock):
    """On one day, a platform suspends a share of its open accounts without cause.

    Two on one platform and day hit whom the larger one hits: each person's luck on a platform is one draw a day.

    Example:
        >>> shock = Disconnection(platform="mturk", share=0.2, from_day=60)
        >>> shock.amend(Environment(), 60).disconnected
        {'mturk': 0.2}
    """

    told_en: ClassVar[str] = "On one day a platform disconnects part of its workers, without any reason."
    told_fr: ClassVar[str] = "Un jour, une plateforme déconnecte une partie de ses travailleurs, sans aucun motif."

    platform: str = parameter(REQUIRED, unit="name of a platform", source="choice of the user",
                              doc="which platform disconnects accounts", label=("Platform", "Plateforme"))
    share: float = parameter(0.2, unit="share of open accounts", low=0, high=1, source="assumed", prior=ODDS,
                             doc="accounts of people that are disconnected", label=("Disconnected", "Déconnectés"))

    @property
    def last_day(self) -> int:
        """It takes one day."""
        return self.from_day

    def amend(self, environment: Environment, day: int) -> Environment:
        """Raise the share that the platform disconnects today."""
        share = max(self.share, environment.disconnected.get(self.platform, 0.0))
        return replace(environment, disconnected={**environment.disconnected, self.platform: share})
