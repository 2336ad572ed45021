"""What workers can know of requesters: ties between workers, a public rating, and how word goes round."""

from typing import Literal

from .parameter import Section, parameter
from .prior import HALF_TO_TWICE, ODDS

Ties = Literal["none", "sparse", "small_world", "forum_hub"]


class Network(Section):
    """Who hears from whom. What the kinds need of these parameters is said in `microsim.networks`."""

    kind: Ties = parameter("none", unit="kind", source="N1, N5", doc="shape of the ties between workers",
                           label=("Network", "Réseau"))
    members: float = parameter(0.134, unit="share of workers", low=0, high=1, source="assumed; N1 for the order",
                               prior=ODDS,
                               doc="workers with ties (drawn), or who read the forum (those with most time)",
                               label=("Connected workers", "Personnes reliées"))
    mean_degree: float = parameter(7.6, unit="ties per member", low=0, high=10_000, source="assumed; N1 for the order",
                                   prior=HALF_TO_TWICE, doc="mean number of ties of a member (not in a forum)",
                                   label=("Ties per member", "Liens par membre"))
    clustering: float = parameter(0.5, unit="share of ties", low=0, high=1, source="assumed; N1 for rich topology",
                                  prior=ODDS, doc="ties that close triangles (sparse network)",
                                  label=("Ties in triangles", "Liens en triangle"))
    rewired: float = parameter(0.1, unit="share of ties", low=0, high=1, source="assumed", prior=ODDS,
                               doc="ties that lead anywhere instead of to a neighbour (small world)",
                               label=("Ties that lead far", "Liens lointains"))


class Rating(Section):
    """A public record of requesters, which some workers keep and look up."""

    lookers: float = parameter(0.07, unit="share of workers", low=0, high=1, source="J12",
                               doc="workers who report to the rating and look it up",
                               label=("Look requesters up", "Consultent les notes"))
    by_time: bool = parameter(True, unit="yes/no", source="model design",
                              doc="those with most time at disposal look requesters up; else lookers are drawn,"
                                  " whether they read the forum or not",
                              label=("Lookers have most time", "Consultent : les plus disponibles"))


class Word(Section):
    """How experience with requesters is remembered, told and believed."""

    private_memory: bool = parameter(True, unit="yes/no", source="model design",
                                     doc="workers remember who paid and who refused",
                                     label=("Private memory", "Mémoire privée"))
    grievance: float = parameter(0.2, unit="share of a submission", low=0, high=1, source="assumed; J8", prior=ODDS,
                                 doc="refused share of a submission from which on a worker warns the others",
                                 label=("Worth a warning", "Mérite un avertissement"))
    warning_weight: float = parameter(0.5, unit="ratio to own experience", low=0, high=10, source="assumed; J12",
                                      prior=HALF_TO_TWICE,
                                      doc="weight of a task that a tie tells of, beside one of one's own",
                                      label=("Weight of warnings", "Poids des avertissements"))
    half_life_days: float = parameter(14.0, unit="days", low=1, high=10_000, source="assumed", prior=HALF_TO_TWICE,
                                      doc="time after which a warning, or an entry of the rating or the forum, counts"
                                          " half",
                                      label=("Half-life of warnings", "Demi-vie des avertissements"))
    span: int = parameter(60, unit="tasks", low=1, high=10_000, source="assumed; no data", prior=HALF_TO_TWICE,
                          drawn=False, doc="tasks of one requester that a worker remembers",
                          label=("Span of memory", "Empan de la mémoire"))
