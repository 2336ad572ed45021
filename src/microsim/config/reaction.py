"""How platforms and requesters answer to a law."""

from typing import Literal

from .par import Section, par


class Reaction(Section):
    """Whether anybody adapts other than through prices, and by what they think."""

    mode: Literal["naive", "strategic"] = par(
        "naive", unit="name", source="model design",
        doc="naive: all comply and adapt through prices only; strategic: each does what it expects to profit from most",
        label=("Reaction", "Réaction"))  # fmt: skip
    period_days: int = par(28, unit="days", low=1, high=365, source="assumed",
                           doc="time between two choices of a platform, and over which it looks back",
                           label=("Period of choice", "Période de choix"))
    believed_elasticity: float = par(1.5, unit="elasticity", low=0, high=20, source="assumed",
                                     doc="how much less work a platform believes requesters to order as it gets dearer",
                                     label=("Believed elasticity", "Élasticité supposée"))
    slack: float = par(0.1, unit="share of busy time", low=0, high=10, source="assumed",
                       doc="hours that a platform gives its employees beyond those in which they were busy",
                       label=("Slack in hours", "Marge d'heures"))
    forget: float = par(0.02, unit="share per batch", low=0, high=1, source="assumed",
                        doc="how fast what a requester remembers of where it posts no more fades into what it meets",
                        label=("Forgets the other place", "Oubli de l'autre lieu"))
