"""How repeat requesters learn prices from how fast their batches fill, and what platforms advertise of them."""

from .parameter import Section, parameter
from .prior import HALF_TO_TWICE, ODDS

NOT_MEASURED = "assumed; no data"


class Pricing(Section):
    """What the end of a batch says about its price, and how long that is remembered."""

    most_early: float = parameter(1.0, unit="log points", low=0, high=20, source=NOT_MEASURED, prior=HALF_TO_TWICE,
                                  drawn=False,
                                  doc="the most that a batch filled before its deadline can say: sooner says no more",
                                  label=("Most said by early", "Plafond du signal d'avance"))
    most_late: float = parameter(3.0, unit="log points", low=0, high=20, source=NOT_MEASURED, prior=HALF_TO_TWICE,
                                 drawn=False, doc="the most that a batch filled after its deadline can say",
                                 label=("Most said by late", "Plafond du signal de retard"))
    expired_late: float = parameter(1.0, unit="log points", low=0, high=20, source=NOT_MEASURED, prior=HALF_TO_TWICE,
                                    drawn=False, doc="the least that a batch says which expired",
                                    label=("Least said by expiry", "Plancher du signal d'expiration"))
    rise_over_fall: float = parameter(2.0, unit="ratio", low=0, high=100, source=NOT_MEASURED, prior=HALF_TO_TWICE,
                                      drawn=False, doc="step of a price that rises, over that of one that falls",
                                      label=("Rises over falls", "Hausses sur baisses"))
    lateness_rate: float = parameter(0.1, unit="share per day with ends", low=0, high=1, source=NOT_MEASURED,
                                     prior=ODDS, drawn=False,
                                     doc="weight of a day's batches in how often those of a requester are late",
                                     label=("Memory of lateness", "Mémoire des retards"))
    rarely_late: float = parameter(0.5, unit="share of days with ends", low=0, high=1, source=NOT_MEASURED,
                                   prior=ODDS, drawn=False,
                                   doc="a peer that is late less often than this is followed to a lower price",
                                   label=("Late rarely", "Rarement en retard"))
    advertised_rate: float = parameter(0.05, unit="share per day", low=0, high=1, source=NOT_MEASURED, prior=ODDS,
                                       drawn=False, doc="weight of the pay posted today in what a platform advertises",
                                       label=("Memory of advertised pay", "Mémoire de la paie annoncée"))
