"""How far an assumed parameter may reasonably be from its value, and on what scale: declared with the parameter."""

from dataclasses import dataclass
from typing import Literal

Scale = Literal["odds", "proportion", "steps"]


@dataclass(frozen=True)
class Prior:
    """A range around a value, and the scale on which a draw within it is even.

    Attributes:
        scale: `odds` of a share, `proportion` of what cannot be below zero, or `steps` up and down.
        by: odds or value are divided and multiplied by this; or it is the step down and up.
        told_en, told_fr: the same in words.
    """

    scale: Scale
    by: float
    told_en: str
    told_fr: str

    def __str__(self) -> str:
        return self.told_en

    def ends(self, value: float) -> tuple[float, float] | None:
        """Both ends of the range; None where there is none, as around 0, which says that something is not in use.

        Example:
            >>> ODDS.ends(0.5), SPREAD.ends(0.9), HOURS.ends(22.0), HALF_TO_TWICE.ends(0.0), ODDS.ends(1.0)
            ((0.3333333333333333, 0.6666666666666666), (0.6, 1.35), (20.0, 24.0), None, None)
        """
        if self.scale == "steps":
            return value - self.by, value + self.by
        if value == 0 or (self.scale == "odds" and value >= 1.0):
            return None
        if self.scale == "odds":
            more = self.by - 1.0
            return value / (self.by - more * value), self.by * value / (1.0 + more * value)
        return value / self.by, value * self.by

    def at(self, low: float, high: float, position: float) -> float:
        """A value between two ends: 0 is the low one, 1 the high one. What has no odds or proportions goes in steps.

        Example:
            >>> HALF_TO_TWICE.at(1.0, 4.0, 0.5), HOURS.at(20.0, 24.0, 0.5), round(ODDS.at(0.2, 0.8, 0.5), 9)
            (2.0, 22.0, 0.5)
        """
        if self.scale == "odds" and low > 0.0 and high < 1.0:
            odds = (low / (1.0 - low)) ** (1.0 - position) * (high / (1.0 - high)) ** position
            return odds / (1.0 + odds)
        if self.scale != "steps" and low > 0.0:
            return low ** (1.0 - position) * high**position
        return low + (high - low) * position


ODDS = Prior("odds", 2.0, "odds halved to doubled", "cote divisée ou multipliée par deux")
HALF_TO_TWICE = Prior("proportion", 2.0, "half to twice", "de la moitié au double")
SPREAD = Prior("proportion", 1.5, "two thirds to one and a half times", "des deux tiers à une fois et demie")
HOURS = Prior("steps", 2.0, "two hours earlier to later", "de deux heures plus tôt à deux heures plus tard")
UTILITY = Prior("steps", 0.5, "half a unit down to up", "d'une demi-unité en moins à une demi-unité en plus")
