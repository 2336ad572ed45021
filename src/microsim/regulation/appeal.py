"""Reasons for rejection, and an appeal to a human being."""

from dataclasses import replace
from typing import ClassVar

import numpy as np

from microsim.config.dated import Regulation
from microsim.config.parameter import parameter
from microsim.config.prior import HALF_TO_TWICE
from microsim.units import UNIT

from .rules import Rules

MINUTE = 60


class Appeal(Regulation):
    """Who rejects gives reasons; a worker may appeal to a human being, who looks at the answers and decides.

    `compliance` is the share of requesters who give reasons, and of accounts whose appeals are heard. Of two such laws
    the quicker and easier appeal holds, and the better obeyed.

    Example:
        >>> Appeal(delay_days=10).minutes
        10.0
    """

    named: ClassVar[tuple[str, str]] = ("Reasons and appeal", "Motifs et recours")
    told_en: ClassVar[str] = "Rejections need reasons, and a human being decides on appeals by looking at the answers."
    told_fr: ClassVar[str] = "Tout refus est motivé, et un être humain statue sur les recours, réponses en main."
    anchor: ClassVar[tuple[str, ...]] = ("L5", "L6")
    evasion_en: ClassVar[str] = (
        "Who refuses unread turns to people abroad; small sums are not appealed for. Reasons off a list "
        "are not modelled."
    )
    evasion_fr: ClassVar[str] = (
        "Qui refuse sans lire va à l'étranger ; nul ne réclame de petites sommes. Les motifs types ne "
        "sont pas modélisés."
    )

    delay_days: int = parameter(14, unit="days", low=0, high=365, source="L6", doc="until an appeal is decided",
                                label=("Delay of an appeal", "Délai du recours"))
    minutes: float = parameter(10.0, unit="min", low=0, high=10_000, source="assumed", prior=HALF_TO_TWICE,
                               doc="time that an appeal takes the worker",
                               label=("Time for an appeal", "Temps du recours"))
    cost: float = parameter(3.0, unit="currency per appeal", low=0, high=1_000, source="assumed: a quarter of an hour",
                            prior=HALF_TO_TWICE,
                            doc="what it costs the platform that a human being decides on an appeal",
                            label=("Cost of an appeal", "Coût d'un recours"))

    def amend(self, rules: Rules, day: int) -> Rules:
        """Demand reasons, and open appeals."""
        here, there = rules.covered(self), rules.appealable.any(axis=1)

        def least(before: np.ndarray, value: float) -> np.ndarray:
            return np.where(here, np.where(there, np.minimum(before, value), value), before)

        return replace(
            rules,
            reasons=np.maximum(rules.reasons, self.compliance * rules.protected(self)),
            appeal_days=least(rules.appeal_days, self.delay_days),
            appeal_seconds=least(rules.appeal_seconds, self.minutes * MINUTE),
            appeal_cost=np.maximum(rules.appeal_cost, self.cost * UNIT * here),
            appealable=np.maximum(rules.appealable, self.compliance * rules.protected(self)),
        )
