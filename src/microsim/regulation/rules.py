"""The rules of the day: plain fields with neutral defaults. Regulations amend them and touch nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from microsim.state.platforms import Platforms
from microsim.state.records import cache_lines

if TYPE_CHECKING:
    from microsim.config.dated import Regulation

OWN, PLATFORM, PEOPLE = "own", "platform", "people"  # whose a rule is, and who sets it


def own(doc: str) -> Any:
    """A rule of each platform that it chooses itself, copied from its column, ``[n_platforms]``; laws may amend it."""
    return field(metadata={"of": OWN, "doc": doc})


def of_platforms(doc: str) -> Any:
    """A rule of each platform that only laws set, ``float64[n_platforms]``; 0 without one."""
    return field(metadata={"of": PLATFORM, "doc": doc})


def of_people(doc: str, shields: bool = False) -> Any:
    """A rule for people that only laws set, ``float64[n_platforms, n_countries]``; 0 without one.

    Args:
        doc: what it says.
        shields: whether it makes the work of those people dearer to whom it binds.
    """
    return field(metadata={"of": PEOPLE, "doc": doc, "shields": shields})


class Law(NamedTuple):
    """The rules of a day as kernels get them.

    Attributes:
        platforms: a record per platform, ``[n_platforms]``.
        people: a record per platform and country of people, ``[n_platforms, n_countries]``; `shielded`: whether a law
            makes the work of those people dearer there.
    """

    platforms: np.ndarray
    people: np.ndarray


@dataclass(frozen=True)
class Rules:
    """What holds today. A rule of a new kind is one field here, neutral without a law.

    Attributes:
        platforms: names, in the order of the columns.
        countries: codes, in the order of their numbers; those of people, the foreign pool has none.
    """

    platforms: tuple[str, ...]
    countries: tuple[str, ...]
    directs: np.ndarray = own("whether it directs and controls the work")
    fee_share: np.ndarray = own("fee on top of accepted pay, share of that")
    fee_min: np.ndarray = own("least fee per accepted task, in 1/10,000")
    price_min: np.ndarray = own("lowest price that may be posted, in 1/10,000 per task")
    auto_approval_days: np.ndarray = own("delay of automatic approval")
    may_refuse: np.ndarray = own("whether requesters may refuse work without a reason")
    payment_delay_days: np.ndarray = own("from approval to the balance")
    payout_threshold: np.ndarray = own("least balance that is paid out, in 1/10,000")
    suspension_approval: np.ndarray = own("approval rate below which it suspends")
    suspension_after: np.ndarray = own("judged tasks before that")
    suspension_unfounded: np.ndarray = own("suspensions without cause per year of active days")
    forfeits: np.ndarray = own("whether the balance is lost on suspension")
    surcharge: np.ndarray = own("added to its fees per hour of task time, where a law protects; 0 until it reacts")
    left: np.ndarray = own("whether it has left the countries of the protected; no, until it reacts")
    must_return: np.ndarray = of_people("share of requesters who may not keep such work that they reject", shields=True)
    floor: np.ndarray = of_platforms("least pay per hour of median completion time, in 1/10,000")
    floor_with_search: np.ndarray = of_platforms("the same per hour of completion and of usual search")
    floor_obeyed: np.ndarray = of_platforms("share of requesters who obey these floors")
    floor_protects: np.ndarray = of_people("1 for people to whom no work may be offered below a floor", shields=True)
    contribution_share: np.ndarray = of_people("taken from pay-outs to those who declare")
    declared: np.ndarray = of_people("share of people who declare")
    reasons: np.ndarray = of_people("share of requesters who have to give reasons, not reject unread", shields=True)
    appeal_days: np.ndarray = of_platforms("until an appeal is decided")
    appeal_seconds: np.ndarray = of_platforms("time of the worker that an appeal takes")
    appeal_cost: np.ndarray = of_platforms("what the hearing of an appeal costs the platform, in 1/10,000")
    review_cost: np.ndarray = of_platforms("what a decision on a suspension costs the platform, in 1/10,000")
    appealable: np.ndarray = of_people("share of accounts that may appeal against a rejection", shields=True)
    employed: np.ndarray = of_people("share of accounts whose holders are employees of the platform", shields=True)
    wage: np.ndarray = of_people("least pay per hour of employees, search included, in 1/10,000")
    employee_share: np.ndarray = of_people("contributions taken from the pay of employees")
    employer_share: np.ndarray = of_people("contributions charged to the platform on top of it")
    suspension_reviewed: np.ndarray = of_people("share whose suspension a human being decides on", shields=True)

    @classmethod
    def of(cls, table: Platforms, platforms: Sequence[str], countries: Sequence[str]) -> "Rules":
        """The rules that the platforms set themselves, without any law."""
        own = {name: table.used(name).copy() for name in declared(OWN)}
        neutral = {name: np.zeros(table.n) for name in declared(PLATFORM)}
        by_country = {name: np.zeros((table.n, len(countries))) for name in declared(PEOPLE)}
        return cls(platforms=tuple(platforms), countries=tuple(countries), **own, **neutral, **by_country)

    @cached_property
    def law(self) -> Law:
        """The same as records, for kernels."""
        shape = self.must_return.shape
        law = Law(cache_lines(shape[0], BY_PLATFORM), cache_lines(shape[0] * shape[1], BY_PERSON).reshape(shape))
        for name in BY_PLATFORM.names or ():
            law.platforms[name] = getattr(self, name)
        for name in declared(PEOPLE):
            law.people[name] = getattr(self, name)
        law.people["shielded"] = self.shielded()
        return law

    def covered(self, law: "Regulation") -> np.ndarray:
        """The platforms on which a law holds, ``bool[n_platforms]``."""
        named = np.array([not law.platforms or name in law.platforms for name in self.platforms], bool)
        return named & (self.directs | (not law.only_directing))

    def protected(self, law: "Regulation") -> np.ndarray:
        """The people for whom a law holds, by platform and country, ``bool[n_platforms, n_countries]``."""
        named = np.array([not law.countries or name in law.countries for name in self.countries], bool)
        return self.covered(law)[:, None] & named[None, :]

    def shielded(self) -> np.ndarray:
        """People whose work some law makes dearer to whom it binds, ``bool[n_platforms, n_countries]``."""
        return sum(getattr(self, one.name) > 0.0 for one in fields(self) if one.metadata.get("shields")) > 0


def declared(of: str) -> list[str]:
    """The rules of one sort, in the order of their declaration."""
    return [one.name for one in fields(Rules) if one.metadata.get("of") == of]


# the rules as kernels get them: those that platforms choose have the types of their columns
BY_PLATFORM = np.dtype(
    [(name, Platforms.columns[name].dtype) for name in declared(OWN)] + [(name, "f8") for name in declared(PLATFORM)],
    align=True,
)
BY_PERSON = np.dtype([(name, "f8") for name in declared(PEOPLE)] + [("shielded", "?")], align=True)
