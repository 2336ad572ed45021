"""A large requester refuses all that is submitted to it."""

from dataclasses import replace
from typing import ClassVar

from microsim.config.dated import Shock
from microsim.config.parameter import REQUIRED, parameter
from microsim.config.prior import HALF_TO_TWICE

from .environment import Environment, Refusal


class MassRejection(Shock):
    """For some days, one of the largest repeat requesters refuses the work that waits for its verdict, unread.

    Whole submissions are refused and kept. The case is that of "AI Insights" (19 August 2022, J9): 99 % approved
    before, then a batch of more than 70,000 tasks, all rejected.

    Example:
        >>> shock = MassRejection(platform="mturk", from_day=60, days=2)
        >>> [shock.in_force(day) for day in (59, 60, 61, 62)]
        [False, True, True, False]
        >>> shock.amend(Environment(), 61).refusals
        (Refusal(platform='mturk', rank=1, present_on=60, share=1.0),)
    """

    told_en: ClassVar[str] = "For some days a large requester rejects all work submitted to it, unread, and keeps it."
    told_fr: ClassVar[str] = (
        "Pendant quelques jours, un grand donneur d'ordre rejette sans le lire tout le travail qui lui est remis, et le"
        " garde."
    )

    platform: str = parameter(REQUIRED, unit="name of a platform", source="choice of the user",
                              doc="where the requester posts", label=("Platform", "Plateforme"))
    rank: int = parameter(1, unit="rank", low=1, high=1_000_000,
                          source="assumed; J9: a batch of more than 70,000 tasks", prior=HALF_TO_TWICE,
                          doc="which of the platform's repeat requesters, by the hours they plan; 1 is the largest",
                          label=("Rank of the requester", "Rang du donneur d'ordre"))
    share: float = parameter(1.0, unit="share of submissions", low=0, high=1, source="J9",
                             doc="submissions refused of those that come in or still wait for their verdict",
                             label=("Refused", "Refusés"))
    days: int = parameter(7, unit="days", low=1, high=3650, source="assumed", prior=HALF_TO_TWICE,
                          doc="how long it goes on",
                          label=("Days", "Jours"))

    @property
    def last_day(self) -> int:
        """The last of its days."""
        return self.from_day + self.days - 1

    def amend(self, environment: Environment, day: int) -> Environment:
        """Add the requester to those who refuse today."""
        refusal = Refusal(self.platform, self.rank, self.from_day, self.share)
        return replace(environment, refusals=(*environment.refusals, refusal))
