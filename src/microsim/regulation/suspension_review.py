"""A human being decides who is suspended."""

from dataclasses import replace
from typing import ClassVar

import numpy as np

from microsim.config.dated import Regulation
from microsim.config.parameter import parameter
from microsim.config.prior import HALF_TO_TWICE
from microsim.units import UNIT

from .rules import Rules


class SuspensionReview(Regulation):
    """A human being looks at the evidence before an account is suspended; `compliance` is the share of accounts.

    Example:
        >>> SuspensionReview(countries=["FR"]).compliance
        1.0
    """

    named: ClassVar[tuple[str, str]] = ("Review of suspensions", "Suspensions revues")
    told_en: ClassVar[str] = "No account is suspended unless a human being has looked at the evidence and decided so."
    told_fr: ClassVar[str] = "Aucun compte n'est suspendu sans qu'un être humain ait vu les preuves et décidé."
    anchor: ClassVar[tuple[str, ...]] = ("L4",)
    evasion_en: ClassVar[str] = (
        "The platform passes the cost on, or leaves. Signing unread, and offering no more work, are not modelled."
    )
    evasion_fr: ClassVar[str] = (
        "La plateforme répercute le coût, ou part. Signer sans lire, ou n'offrir plus de travail, ne "
        "sont pas modélisés."
    )

    cost: float = parameter(5.0, unit="currency per review", low=0, high=1_000,
                            source="assumed: less than half an hour", prior=HALF_TO_TWICE,
                            doc="what it costs the platform that a human being decides on a suspension",
                            label=("Cost of a review", "Coût d'un réexamen"))

    def amend(self, rules: Rules, day: int) -> Rules:
        """Raise the share of suspensions that are reviewed, at the platform's cost."""
        reviewed = np.maximum(rules.suspension_reviewed, self.compliance * rules.protected(self))
        cost = np.maximum(rules.review_cost, self.cost * UNIT * rules.covered(self))
        return replace(rules, suspension_reviewed=reviewed, review_cost=cost)
