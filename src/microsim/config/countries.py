"""Countries of workers: what people there ask for, how much time they have, which languages they work in."""

from typing import TYPE_CHECKING

from pydantic import model_validator

from .nearest import nearest
from .parameter import Section, parameter
from .prior import HALF_TO_TWICE

if TYPE_CHECKING:
    from .schema import Config

MOST_GATES = 31  # countries and languages, where there are any: each has a bit
MOST_A_DAY = 50_000  # people of one country who hear of the platforms on a day: so many have an identity


class Country(Section):
    """How the people of one country differ from what their motive says. A country without an entry has the defaults."""

    label_en: str | None = parameter(None, unit="text", source="its name", doc="name in English; none: its code",
                                     label=("Name", "Nom"))
    label_fr: str | None = parameter(None, unit="text", source="its name", doc="name in French; none: its code",
                                     label=("Name (fr)", "Nom (fr)"))
    pay_ratio: float = parameter(1.0, unit="ratio to the motive's", low=0.001, high=100, source="assumed; M10",
                                 prior=HALF_TO_TWICE,
                                 doc="what people there ask for: reservation wage, least gain, weekly target, other"
                                     " income",
                                 label=("What people ask for", "Ce que l'on demande"))
    hours_ratio: float = parameter(1.0, unit="ratio to the motive's", low=0.01, high=100, source="assumed; M10",
                                   prior=HALF_TO_TWICE, doc="time at disposal of people there",
                                   label=("Time at disposal", "Temps disponible"))
    languages: dict[str, float] = parameter({}, unit="share of people there", source="assumed",
                                            doc="who can work in what language, where a type of task asks for one",
                                            label=("Languages", "Langues"))
    interest: float = parameter(1.0, unit="ratio", low=0, high=100, source="assumed", prior=HALF_TO_TWICE,
                                doc="prospects there over those that make up for the exits of life while pay is as"
                                    " usual",
                                label=("Interest", "Intérêt"))

    @model_validator(mode="after")
    def _are_shares(self):
        for language, share in self.languages.items():
            if not 0.0 <= share <= 1.0:
                raise ValueError(f"languages.{language} = {share:g} is outside [0, 1] share of people there")
        return self


def refuse_misplaced(config: "Config") -> None:
    """Refuse countries where nobody lives, languages that nobody speaks, and people from nowhere.

    Raises:
        ValueError: which of them, in one line.
    """
    living, known = config.population.country_shares, config.population.countries
    opening = _openings(config)
    _refuse_openings(config, opening)
    for name in known:
        if name not in living and name not in opening.values():
            raise ValueError(
                f"population.countries.{name} is nowhere: nobody lives there and no shock opens it; the nearest is"
                f" {nearest(name, living)}. Take it out by ~population.countries.{name}, or give it a share in"
                " population.country_shares"
            )
    _refuse_languages(config)
    _refuse_gates(config)


def _spoken(config: "Config") -> set[str]:
    countries = config.population.countries.values()
    return {language for country in countries for language, share in country.languages.items() if share > 0.0}


def _refuse_languages(config: "Config") -> None:
    spoken = _spoken(config)
    for name, kind in config.task_types.items():
        if kind.language and kind.country:
            raise ValueError(f"task_types.{name} asks for a country and a language: leave one of them out")
        if kind.language and kind.language not in spoken:
            raise ValueError(
                f"task_types.{name}.language = {kind.language!r} is spoken by nobody: population.countries.*.languages"
                f" has {', '.join(sorted(spoken)) or 'none'}"
            )


def _refuse_gates(config: "Config") -> None:
    population, spoken = config.population, _spoken(config)
    asked_for = [kind.country for kind in config.task_types.values() if kind.country]
    named = list(dict.fromkeys([*population.country_shares, *population.countries, *asked_for]))
    if spoken and len(named) + len(spoken) > MOST_GATES:
        raise ValueError(f"there are {len(named)} countries and {len(spoken)} languages: {MOST_GATES} at most together")
    for name in config.demand.gate_shares:
        if name not in named:
            raise ValueError(
                f"demand.gate_shares.{name} is nowhere: the nearest of {', '.join(named)} is {nearest(name, named)}"
            )


def _openings(config: "Config") -> dict[str, str]:
    """The countries that shocks open, by name of the shock."""
    return {name: shock.opens for name, shock in config.shock.items() if shock.opens is not None}


def _refuse_openings(config: "Config", opening: dict[str, str]) -> None:
    known = config.population.countries
    for name, country in opening.items():
        shock = config.shock[name]
        if country not in known:
            near = f": the nearest of {', '.join(known)} is {nearest(country, known)}" if known else ""
            raise ValueError(f"shock.{name}.country = {country!r} is not in population.countries{near}")
        if list(opening.values()).count(country) > 1:
            raise ValueError(f"shock.{name}.country = {country!r}: another shock opens it, too. One of them is enough")
        a_day = shock.people * config.population.workers * config.scale / shock.days
        if a_day > MOST_A_DAY:
            raise ValueError(
                f"shock.{name}: {a_day:,.0f} people a day hear of the platforms, {MOST_A_DAY:,} at most. Raise its days"
                " or lower its people"
            )
