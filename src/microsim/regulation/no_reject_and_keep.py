"""Who rejects work may not keep it."""

from dataclasses import replace
from typing import ClassVar

import numpy as np

from microsim.config.dated import Regulation

from .rules import Rules


class NoRejectAndKeep(Regulation):
    """A requester who rejects work gives it back and may not use it; `compliance` is the share of requesters who obey.

    Example:
        >>> NoRejectAndKeep(platforms=["mturk"]).from_day
        0
    """

    named: ClassVar[tuple[str, str]] = ("No reject-and-keep", "Pas de refus avec usage")
    told_en: ClassVar[str] = "Work that a requester rejects may not be used: it is paid, or it is given back."
    told_fr: ClassVar[str] = (
        "Le travail qu'un donneur d'ordre rejette ne peut être utilisé : il est payé, ou il est rendu."
    )
    anchor: ClassVar[tuple[str, ...]] = ("J14",)
    evasion_en: ClassVar[str] = (
        "Who refuses and keeps turns to people abroad, or disobeys (`compliance`). Copies kept unseen are not modelled."
    )
    evasion_fr: ClassVar[str] = (
        "Qui rejette et garde va à l'étranger, ou désobéit (`compliance`). Les copies cachées ne sont pas modélisées."
    )

    def amend(self, rules: Rules, day: int) -> Rules:
        """Have requesters give back what they reject."""
        return replace(rules, must_return=np.maximum(rules.must_return, self.compliance * rules.protected(self)))
