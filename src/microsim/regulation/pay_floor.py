"""A floor under pay per hour."""

from dataclasses import replace
from typing import ClassVar

import numpy as np

from microsim.config.dated import Regulation
from microsim.config.parameter import REQUIRED, parameter
from microsim.units import UNIT

from .rules import Rules


class PayFloor(Regulation):
    """No batch may pay less per hour of median completion time; `compliance` is the share of requesters who obey.

    Of two floors on a platform the higher one holds, and the better obeyed.

    Example:
        >>> PayFloor(hourly=9.0, with_search=True).hourly
        9.0
    """

    named: ClassVar[tuple[str, str]] = ("Pay floor", "Plancher de rémunération")
    told_en: ClassVar[str] = "No task may pay less than so much per hour of the time that it usually takes."
    told_fr: ClassVar[str] = "Aucune tâche ne peut payer moins que tant par heure du temps qu'elle prend d'habitude."
    anchor: ClassVar[tuple[str, ...]] = ("L15", "G2")
    evasion_en: ClassVar[str] = (
        "Work goes to people abroad, whom the floor does not cover. Rejecting more of it is not modelled."
    )
    evasion_fr: ClassVar[str] = (
        "Le travail part à l'étranger, hors du champ du plancher. En rejeter davantage n'est pas modélisé."
    )

    hourly: float = parameter(REQUIRED, unit="currency per hour", low=0, high=1_000, source="choice of the user; G2",
                              doc="least pay per hour of median completion time", label=("Floor", "Plancher"))
    with_search: bool = parameter(False, unit="yes/no", source="choice of the user",
                                  doc="the time that a worker usually searches for a task counts too",
                                  label=("Search counts", "La recherche compte"))

    def amend(self, rules: Rules, day: int) -> Rules:
        """Raise the floor, and the share of requesters who obey."""
        field = "floor_with_search" if self.with_search else "floor"
        here = rules.covered(self)
        floor = np.maximum(getattr(rules, field), self.hourly * UNIT * here)
        return replace(
            rules,
            **{field: floor},
            floor_obeyed=np.maximum(rules.floor_obeyed, self.compliance * here),
            floor_protects=np.maximum(rules.floor_protects, (floor > 0.0)[:, None] * rules.protected(self)),
        )
