"""Who works for a platform that directs the work is presumed to be its employee."""

from dataclasses import replace
from typing import ClassVar

import numpy as np

from microsim.config.dated import Regulation
from microsim.config.parameter import REQUIRED, parameter
from microsim.config.prior import ODDS
from microsim.units import UNIT

from .rules import Rules


class Employment(Regulation):
    """Employees get the minimum wage for all their time in sessions, search included, and contributions are due.

    `compliance` is the share of accounts whose holders are taken on as employees. On the last evening of each month the
    platform makes up what pay falls short of the wage for the hours so far.

    Example:
        >>> Employment(wage=10.03).only_directing
        True
    """

    named: ClassVar[tuple[str, str]] = ("Employment", "Salariat")
    told_en: ClassVar[str] = "On platforms that direct the work, workers are employees with a minimum wage per hour."
    told_fr: ClassVar[str] = "Là où la plateforme dirige le travail, on est salarié, au salaire minimum horaire."
    anchor: ClassVar[tuple[str, ...]] = ("L2", "L11")
    evasion_en: ClassVar[str] = (
        "The platform passes the cost on as a fee, or shuts the country out. That it stops directing is not modelled."
    )
    evasion_fr: ClassVar[str] = (
        "La plateforme répercute le coût, ou ferme les comptes du pays. Qu'elle cesse de diriger n'est pas modélisé."
    )

    only_directing: bool = parameter(True, unit="yes/no", source="L2",
                                     doc="holds only on platforms that direct and control the work",
                                     label=("Only where work is directed", "Seulement si le travail est dirigé"))
    wage: float = parameter(REQUIRED, unit="currency per hour", low=0, high=1_000, source="L11",
                            doc="minimum wage before contributions, search included",
                            label=("Minimum wage", "Salaire minimum"))
    employee_share: float = parameter(0.208, unit="share of pay", low=0, high=0.9,
                                      source="G18, L11: 7.94 of 10.03 is net",
                                      doc="contributions taken from an employee's pay",
                                      label=("Employee's contributions", "Cotisations salariales"))
    employer_share: float = parameter(0.15, unit="share of pay", low=0, high=1, source="assumed; near the minimum wage",
                                      prior=ODDS, doc="contributions that the employer pays on top",
                                      label=("Employer's contributions", "Cotisations patronales"))

    def amend(self, rules: Rules, day: int) -> Rules:
        """Make employees of those whom the law protects."""
        here = rules.protected(self)
        return replace(
            rules,
            employed=np.where(here, self.compliance, rules.employed),
            wage=np.where(here, self.wage * UNIT, rules.wage),
            employee_share=np.where(here, self.employee_share, rules.employee_share),
            employer_share=np.where(here, self.employer_share, rules.employer_share),
        )
