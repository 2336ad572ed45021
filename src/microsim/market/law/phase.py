"""The law of the day."""

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from microsim.config.dated import Regulation
from microsim.config.errors import UserError
from microsim.config.schema import Config
from microsim.market.first_morning import build_platforms
from microsim.regulation.rules import OWN, PEOPLE, PLATFORM, Rules, declared
from microsim.state.countries import countries
from microsim.state.platforms import Platforms

if TYPE_CHECKING:
    from microsim.model import Market

ARRAYS = (*declared(OWN), *declared(PLATFORM), *declared(PEOPLE))
# where the record of a platform has what the platform decides, in words of eight bytes
BOOK: Any = Platforms.records["book"]
WORDS = sorted({BOOK.fields[name][1] // 8 for name in declared(OWN)})


class KeptRules(NamedTuple):
    """Rules that hold until something that they follow from is another.

    Attributes:
        columns: of the platforms, from which they were copied, as bytes (and what stands in the same words).
        own: the rules that the platforms set themselves.
        rules: the same, amended by the laws that were in force.
        made: both as they were made, as bytes: whoever changes one of their arrays by hand gets new ones.
    """

    columns: bytes
    own: Rules
    rules: Rules
    made: list[bytes]


def set_rules(market: "Market") -> None:
    """Set the rules of the day: what the platforms decide for themselves, amended by the regulations in force."""
    if market.today == 0:
        own = Rules.of(market.platforms, market.platform_names, countries(market.config))
        _refuse(market.config.regulation, own)
    market.rules = rules_on(market, market.day)


def rules_on(market: "Market", day: int) -> Rules:
    """The rules of a day: those that the platforms set themselves as they are, amended by the laws in force then.

    They are the same object as those asked for last, if every number of them is the same: to make the records that
    kernels get costs more than a quiet day has to spare. Laws are asked every day, as what they say may have a date.
    """
    p, kept = market.platforms, market.kept_rules
    columns = p.words[: p.n, WORDS].tobytes()
    if kept is None or kept.columns != columns or kept.made != _bytes(kept.own, kept.rules):
        own = Rules.of(p, market.platform_names, countries(market.config))
        kept = KeptRules(columns, own, own, _bytes(own, own))
    rules = kept.own
    for law in market.config.regulation.values():
        if law.in_force(day):
            rules = law.amend(rules, day)
    if rules is not kept.rules and not _are_equal(rules, kept.rules):
        kept = KeptRules(columns, kept.own, rules, _bytes(kept.own, rules))
    market.kept_rules = kept
    return kept.rules


def _are_equal(one: Rules, other: Rules) -> bool:
    """Whether two rules are the same to the bit."""
    return all(
        mine is yours or (mine.dtype, mine.shape, mine.tobytes()) == (yours.dtype, yours.shape, yours.tobytes())
        for mine, yours in ((getattr(one, name), getattr(other, name)) for name in ARRAYS)
    )


def _bytes(own: Rules, rules: Rules) -> list[bytes]:
    """All numbers of the rules of the platforms, and of those that hold, with the records of these."""
    amended = [getattr(rules, name) for name in ARRAYS if getattr(rules, name) is not getattr(own, name)]
    return [part.tobytes() for part in (*(getattr(own, name) for name in ARRAYS), *amended, *rules.law)]


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


def _refuse(laws: Mapping[str, Regulation], own: Rules) -> None:
    _refuse_scopes_of_nobody(laws, own)
    _refuse_contradictions(laws, own)


def _refuse_scopes_of_nobody(laws: Mapping[str, Regulation], own: Rules) -> None:
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


def _refuse_contradictions(laws: Mapping[str, Regulation], own: Rules) -> None:
    """Two laws have to make the same rules in either order."""
    for (one, first), (other, second) in combinations(laws.items(), 2):
        for day in _days_of_both(first, second):
            for field in _disputed(first, second, own, day):
                raise UserError(
                    f"regulation.{one} and regulation.{other} contradict each other: each sets {field} its own way"
                    " where both hold. Leave one out, or give them other platforms or countries."
                )


def _days_of_both(first: Regulation, second: Regulation) -> list[int]:
    """Days to ask on which two laws hold, if they do: the last of the burn-in, and that of the later policy date."""
    days = -1, max(first.from_day, second.from_day)
    return [day for day in days if first.in_force(day) and second.in_force(day)]


def _disputed(first: Regulation, second: Regulation, own: Rules, day: int) -> list[str]:
    """Rules of which the later of two laws has the last word."""
    one_way, other_way = second.amend(first.amend(own, day), day), first.amend(second.amend(own, day), day)
    fields = Rules.__dataclass_fields__
    return [name for name in fields if not np.array_equal(getattr(one_way, name), getattr(other_way, name))]
