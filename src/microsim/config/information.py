"""What workers can know of requesters: ties between workers, a public rating, and how word goes round."""

from typing import Literal

from .par import Section, par

Ties = Literal["none", "sparse", "small_world", "forum_hub"]


class Network(Section):
    """Who hears from whom. What the kinds need of these parameters is said in `microsim.networks`."""

    kind: Ties = par("none", unit="kind", source="N1, N5", doc="shape of the ties between workers",
                     label=("Network", "Réseau"))
    members: float = par(0.134, unit="share of workers", low=0, high=1, source="assumed; N1 for the order",
                         doc="workers with ties (drawn), or who read the forum (those with most time)",
                         label=("Connected workers", "Personnes reliées"))
    mean_degree: float = par(7.6, unit="ties per member", low=0, high=10_000, source="assumed; N1 for the order",
                             doc="mean number of ties of a member (not in a forum)",
                             label=("Ties per member", "Liens par membre"))
    clustering: float = par(0.5, unit="share of ties", low=0, high=1, source="assumed; N1 for rich topology",
                            doc="ties that close triangles (sparse network)",
                            label=("Ties in triangles", "Liens en triangle"))
    rewired: float = par(0.1, unit="share of ties", low=0, high=1, source="assumed",
                         doc="ties that lead anywhere instead of to a neighbour (small world)",
                         label=("Ties that lead far", "Liens lointains"))


class Rating(Section):
    """A public record of requesters, which some workers keep and look up."""

    lookers: float = par(0.07, unit="share of workers", low=0, high=1, source="J12",
                         doc="workers who report to the rating and look it up: those with most time at disposal",
                         label=("Look requesters up", "Consultent les notes"))


class Word(Section):
    """How experience with requesters is remembered, told and believed."""

    private_memory: bool = par(True, unit="yes/no", source="model design",
                               doc="workers remember who paid and who refused",
                               label=("Private memory", "Mémoire privée"))
    grievance: float = par(0.2, unit="share of a submission", low=0, high=1, source="assumed; J8",
                           doc="refused share of a submission from which on a worker warns the others",
                           label=("Worth a warning", "Mérite un avertissement"))
    warning_weight: float = par(0.5, unit="ratio to own experience", low=0, high=10, source="assumed; J12",
                                doc="weight of a task that a tie tells of, beside one of one's own",
                                label=("Weight of warnings", "Poids des avertissements"))
    half_life_days: float = par(14.0, unit="days", low=1, high=10_000, source="assumed",
                                doc="time after which a warning, or an entry of the rating or the forum, counts half",
                                label=("Half-life of warnings", "Demi-vie des avertissements"))
