"""Social contributions of the self-employed on what they declare."""

from dataclasses import replace
from typing import ClassVar

import numpy as np

from microsim.config.dated import Regulation
from microsim.config.parameter import parameter

from .rules import Rules


class Contributions(Regulation):
    """So much of what is paid out goes to social security; `compliance` is the share of people who declare.

    Example:
        >>> Contributions(countries=["FR"], compliance=0.1).share
        0.222
    """

    named: ClassVar[tuple[str, str]] = ("Contributions", "Cotisations")
    told_en: ClassVar[str] = "Workers pay social contributions on the turnover that they declare."
    told_fr: ClassVar[str] = "Les travailleurs versent des cotisations sociales sur le chiffre d'affaires déclaré."
    anchor: ClassVar[tuple[str, ...]] = ("L10",)
    evasion_en: ClassVar[str] = (
        "Most do not declare (`compliance`), and who does works less. Checks, and declaring in part, are not modelled."
    )
    evasion_fr: ClassVar[str] = (
        "La plupart ne déclarent pas (`compliance`), les autres travaillent moins. Contrôles et "
        "déclarations partielles ne sont pas modélisés."
    )

    share: float = parameter(0.222, unit="share of pay-outs", low=0, high=0.9, source="L10",
                             doc="contributions of those who declare", label=("Contributions", "Cotisations"))

    def amend(self, rules: Rules, day: int) -> Rules:
        """Set the rate, and who declares, where the law holds."""
        here = rules.protected(self)
        return replace(
            rules,
            contribution_share=np.where(here, self.share, rules.contribution_share),
            declared=np.where(here, self.compliance, rules.declared),
        )
