"""A cap on what platforms charge."""

from dataclasses import replace
from typing import ClassVar

import numpy as np

from microsim.config.dated import Regulation
from microsim.config.parameter import parameter

from .rules import Rules


class FeeCap(Regulation):
    """No platform charges more than so much of accepted pay, nor a least fee per task.

    Example:
        >>> FeeCap(max_fee_share=0.1).in_force(0)
        True
    """

    named: ClassVar[tuple[str, str]] = ("Fee cap", "Plafond de commission")
    told_en: ClassVar[str] = "Platforms may charge requesters only a small share of accepted pay."
    told_fr: ClassVar[str] = "Les plateformes ne prélèvent qu'une faible part de la rémunération acceptée."
    anchor: ClassVar[tuple[str, ...]] = ()
    evasion_en: ClassVar[str] = "Platforms could charge workers instead, which is not modelled."
    evasion_fr: ClassVar[str] = "Une plateforme pourrait facturer les travailleurs, ce qui n'est pas modélisé."
    ignores = ("countries", "compliance")

    max_fee_share: float = parameter(0.1, unit="share of accepted pay", low=0, high=1, source="choice of the user",
                                     doc="most that a platform may charge",
                                     label=("Fee at most", "Commission au plus"))  # fmt: skip

    def amend(self, rules: Rules, day: int) -> Rules:
        """Cap the fees where the law holds."""
        here = rules.covered(self)
        return replace(
            rules,
            fee_share=np.where(here, np.minimum(rules.fee_share, self.max_fee_share), rules.fee_share),
            fee_min=np.where(here, 0, rules.fee_min),
        )
