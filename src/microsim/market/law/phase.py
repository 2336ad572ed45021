"""The law of the day."""

from itertools import combinations

import numpy as np

from microsim.config.errors import UserError
from microsim.config.schema import Config
from microsim.market.first_morning import build_platforms
from microsim.regulation.rules import Rules
from microsim.state.countries import countries


def set_rules(market) -> None:
    """Set the rules of the day: what the platforms decide for themselves, amended by the regulations in force.

    Reads: platforms. Writes: rules.
    """
    if market.today == 0:
        own = Rules.of(market.platforms, market.platform_names, countries(market.config))
        _refuse(market.config.regulation, own)
    market.rules = rules_on(market, market.day)


def rules_on(market, day: int) -> Rules:
    """The rules of a day: those that the platforms set themselves as they are, amended by the laws in force then."""
    rules = Rules.of(market.platforms, market.platform_names, countries(market.config))
    for law in market.config.regulation.values():
        if law.in_force(day):
            rules = law.amend(rules, day)
    return rules


def refuse_laws(config: Config) -> None:
    """Refuse, before any market is made, what the first morning would refuse.

    Raises:
        UserError: a law that holds for nobody, or two that contradict each other, in one line.

    Example:
        >>> from microsim import load
        >>> refuse_laws(load(["regulation=employment", "regulation.employment.countries=[]"]))
        Traceback (most recent call last):
            ...
        microsim.config.errors.UserError: regulation.employment holds on no platform: none of those it names directs \
the work. Set only_directing=false, or name others.
    """
    _refuse(config.regulation, Rules.of(build_platforms(config), list(config.platforms), countries(config)))


def _refuse(laws, own: Rules) -> None:
    _refuse_scopes_of_nobody(laws, own)
    _refuse_contradictions(laws, own)


def _refuse_scopes_of_nobody(laws, own: Rules) -> None:
    for name, law in laws.items():
        if not own.covered(law).any():
            raise UserError(
                f"regulation.{name} holds on no platform: none of those it names directs the work."
                " Set only_directing=false, or name others."
            )
        unknown = [code for code in law.countries if code not in own.countries]
        if unknown:
            raise UserError(
                f"regulation.{name}.countries = {unknown[0]!r} is nobody's: workers live in {', '.join(own.countries)}."
            )


def _refuse_contradictions(laws, own: Rules) -> None:
    """Two laws have to make the same rules in either order."""
    for (one, first), (other, second) in combinations(laws.items(), 2):
        for day in _days_of_both(first, second):
            for field in _disputed(first, second, own, day):
                raise UserError(
                    f"regulation.{one} and regulation.{other} contradict each other: each sets {field} its own way"
                    " where both hold. Leave one out, or give them other platforms or countries."
                )


def _days_of_both(first, second) -> list[int]:
    """Days to ask on which two laws hold, if they do: the last of the burn-in, and that of the later policy date."""
    days = -1, max(first.from_day, second.from_day)
    return [day for day in days if first.in_force(day) and second.in_force(day)]


def _disputed(first, second, own: Rules, day: int) -> list[str]:
    """Rules of which the later of two laws has the last word."""
    one_way, other_way = second.amend(first.amend(own, day), day), first.amend(second.amend(own, day), day)
    fields = Rules.__dataclass_fields__
    return [name for name in fields if not np.array_equal(getattr(one_way, name), getattr(other_way, name))]
