"""A limit on the working day."""

from dataclasses import replace
from typing import ClassVar

import numpy as np

from microsim.config.dated import Regulation
from microsim.config.parameter import parameter
from microsim.units import HOUR

from .rules import Rules


class DayLimit(Regulation):
    """Nobody plans to sit longer than so many hours a day; of two such laws the shorter day holds.

    Example:
        >>> DayLimit(hours=1.5).in_force(0)
        True
    """

    named: ClassVar[tuple[str, str]] = ("Limited day", "Journée limitée")
    told_en: ClassVar[str] = "Nobody may plan more than some hours of micro-work a day."
    told_fr: ClassVar[str] = "Nul ne peut prévoir plus de quelques heures de micro-travail par jour."
    anchor: ClassVar[tuple[str, ...]] = ()
    evasion_en: ClassVar[str] = "Second accounts under another name are not modelled."
    evasion_fr: ClassVar[str] = "Les seconds comptes sous un autre nom ne sont pas modélisés."
    ignores = ("compliance",)

    hours: float = parameter(1.0, unit="h", low=0.1, high=24, source="choice of the user",
                             doc="longest day that may be planned",
                             label=("Hours a day", "Heures par jour"))  # fmt: skip

    def amend(self, rules: Rules, day: int) -> Rules:
        """Set the limit, or a lower one than there is."""
        own = np.where(rules.protected(self), self.hours * HOUR, 0.0)
        both = (own > 0.0) & (rules.longest_day > 0.0)
        least = np.where(both, np.minimum(own, rules.longest_day), np.maximum(own, rules.longest_day))
        return replace(rules, longest_day=least)
