"""People of a country where pay counts for more hear of the platforms."""

from dataclasses import replace
from typing import ClassVar

from microsim.config.dated import Shock
from microsim.config.parameter import REQUIRED, parameter
from microsim.config.prior import HALF_TO_TWICE

from .environment import Environment, Opening


class LowWagePool(Shock):
    """From a day on, people of a country consider registering; the first of them over some days, evenly.

    They decide as any prospect, and what they ask for is that of their country (`population.countries`). Afterwards
    new ones come such that their numbers keep up while pay is as usual, as everywhere.

    Example:
        >>> shock = LowWagePool(country="africa", from_day=60, people=0.5, days=50)
        >>> [shock.amend(Environment(), day).openings[0] for day in (60, 85, 200)]
        [Opening(country='africa', hear=0.01, heard=0.0), Opening(country='africa', hear=0.01, heard=0.25), \
Opening(country='africa', hear=0.0, heard=0.5)]
    """

    told_en: ClassVar[str] = (
        "People of a country that was absent hear of the platforms, and register if pay looks enough."
    )
    told_fr: ClassVar[str] = (
        "Un pays jusque-là absent découvre les plateformes, et l'on s'y inscrit si la paie paraît suffisante."
    )

    country: str = parameter(REQUIRED, unit="country code", source="choice of the user",
                             doc="where they live: one of population.countries", label=("Country", "Pays"))
    people: float = parameter(0.5, unit="persons per registered worker", low=0, high=100, source="assumed",
                              prior=HALF_TO_TWICE,
                              doc="people who consider registering, over those registered at the start",
                              label=("People who hear of it", "Personnes qui en entendent parler"))
    days: int = parameter(90, unit="days", low=1, high=3650, source="assumed", prior=HALF_TO_TWICE,
                          doc="how long it takes until all have heard",
                          label=("Days", "Jours"))

    @property
    def opens(self) -> str:
        """The country."""
        return self.country

    def amend(self, environment: Environment, day: int) -> Environment:
        """Add today's people to those who hear of the platforms."""
        since = day - self.from_day
        hear = self.people / self.days if since < self.days else 0.0
        opening = Opening(self.country, hear, self.people * min(since, self.days) / self.days)
        return replace(environment, openings=(*environment.openings, opening))
