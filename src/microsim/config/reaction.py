"""How platforms and requesters answer to a law."""

from typing import Literal

from .parameter import Section, parameter
from .prior import HALF_TO_TWICE, ODDS


class Reaction(Section):
    """Whether anybody adapts other than through prices, and by what they think."""

    mode: Literal["naive", "strategic"] = parameter(
        "naive", unit="name", source="model design",
        doc="naive: all comply and adapt through prices only; strategic: each does what it expects to profit from most",
        label=("Reaction", "Réaction"))  # fmt: skip
    period_days: int = parameter(28, unit="days", low=1, high=365, source="assumed", prior=HALF_TO_TWICE,
                                 doc="time between two choices of a platform, and over which it looks back",
                                 label=("Period of choice", "Période de choix"))
    believed_elasticity: float = parameter(1.5, unit="elasticity", low=0, high=20, source="assumed",
                                           prior=HALF_TO_TWICE,
                                           doc="how much less work a platform believes requesters to order as it gets"
                                               " dearer",
                                           label=("Believed elasticity", "Élasticité supposée"))
    slack: float = parameter(0.1, unit="share of busy time", low=0, high=10, source="assumed", prior=HALF_TO_TWICE,
                             doc="hours that a platform gives its employees beyond those in which they were busy",
                             label=("Slack in hours", "Marge d'heures"))
    forget: float = parameter(0.02, unit="share per batch", low=0, high=1, source="assumed", prior=ODDS,
                              doc="how fast what a requester remembers of where it posts no more fades into what it"
                                  " meets",
                              label=("Forgets the other place", "Oubli de l'autre lieu"))
    place_rate: float = parameter(0.1, unit="share per batch", low=0, high=1, source="assumed; no data", prior=ODDS,
                                  drawn=False,
                                  doc="weight of one batch in how much gets done, and how late, where a requester"
                                      " posts",
                                  label=("Memory of the place", "Mémoire du lieu"))
    least_admitted: float = parameter(0.01, unit="share of employees", low=0.0001, high=1, source="assumed; no data",
                                      prior=ODDS, drawn=False, doc="employees for whom their platform always has hours",
                                      label=("Always has hours for", "A toujours des heures pour"))
