"""The rules of the day: plain fields with neutral defaults. Regulations amend them and touch nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from microsim.state.platforms import Platforms
from microsim.state.records import cache_lines

if TYPE_CHECKING:
    from microsim.config.dated import Regulation

# what only laws set
BY_PLATFORM = (
    "floor", "floor_with_search", "floor_obeyed", "appeal_days", "appeal_seconds", "appeal_cost", "review_cost",
)  # fmt: skip
BY_COUNTRY = (
    "must_return", "floor_protects", "reasons", "contribution_share", "declared", "appealable", "employed", "wage",
    "employee_share", "employer_share", "suspension_reviewed",
)  # fmt: skip
SHIELDS = ("must_return", "floor_protects", "reasons", "appealable", "employed", "suspension_reviewed")


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
    """What holds today.

    Attributes:
        platforms: names, in the order of the columns.
        countries: codes, in the order of their numbers; those of people, the foreign pool has none.
        directs: platforms that direct and control the work.
        fee_share, fee_min, price_min, auto_approval_days, may_refuse, payment_delay_days, payout_threshold,
            suspension_approval, suspension_after, suspension_unfounded, forfeits: of each platform, its own choice,
            copied from its columns.
        surcharge: what a platform adds to its fees, per hour of median task time, where work is open to people whom a
            law protects; left: whether it has left their countries. Both are 0 until platforms react.
        must_return: share of requesters who may not keep such work that they reject, by platform and country.
        floor: least pay per hour of median completion time, by platform, in 1/10,000; 0 without a law.
        floor_with_search: the same per hour of completion and of usual search.
        floor_obeyed: share of requesters who obey these floors, by platform.
        floor_protects: 1 for people to whom no work may be offered below a floor, by platform and country.
        contribution_share: taken from pay-outs to those who declare, by platform and country; 0 without a law.
        declared: share of people who declare, by platform and country.
        reasons: share of requesters who have to give reasons, and so may not reject unread, by platform and country.
        appeal_days, appeal_seconds: until an appeal is decided, and the worker's time that it takes, by platform.
        appeal_cost, review_cost: what it costs the platform that somebody hears an appeal, or decides on a suspension.
        appealable: share of accounts that may appeal against a rejection, by platform and country.
        employed: share of accounts whose holders are employees of the platform, by platform and country.
        wage: least pay per hour of employees, search included, and `employee_share`, `employer_share`: contributions
            taken from their pay, and charged to the platform on top of it; by platform and country.
        suspension_reviewed: share of accounts whose suspension a human being decides on, by platform and country.
    """

    platforms: tuple[str, ...]
    countries: tuple[str, ...]
    directs: np.ndarray
    fee_share: np.ndarray
    fee_min: np.ndarray
    price_min: np.ndarray
    auto_approval_days: np.ndarray
    may_refuse: np.ndarray
    payment_delay_days: np.ndarray
    payout_threshold: np.ndarray
    suspension_approval: np.ndarray
    suspension_after: np.ndarray
    suspension_unfounded: np.ndarray
    forfeits: np.ndarray
    surcharge: np.ndarray
    left: np.ndarray
    must_return: np.ndarray
    floor: np.ndarray
    floor_with_search: np.ndarray
    floor_obeyed: np.ndarray
    floor_protects: np.ndarray
    contribution_share: np.ndarray
    declared: np.ndarray
    reasons: np.ndarray
    appeal_days: np.ndarray
    appeal_seconds: np.ndarray
    appeal_cost: np.ndarray
    review_cost: np.ndarray
    appealable: np.ndarray
    employed: np.ndarray
    wage: np.ndarray
    employee_share: np.ndarray
    employer_share: np.ndarray
    suspension_reviewed: np.ndarray

    @classmethod
    def of(cls, table: Platforms, platforms: Sequence[str], countries: Sequence[str]) -> "Rules":
        """The rules that the platforms set themselves, without any law."""
        own = {name: table.used(name).copy() for name in cls.__dataclass_fields__ if name in table.columns}
        neutral = {name: np.zeros(table.n) for name in BY_PLATFORM}
        by_country = {name: np.zeros((table.n, len(countries))) for name in BY_COUNTRY}
        return cls(platforms=tuple(platforms), countries=tuple(countries), **own, **neutral, **by_country)

    @cached_property
    def law(self) -> Law:
        """The same as records, for kernels."""
        shape = self.must_return.shape
        law = Law(cache_lines(shape[0], PLATFORM), cache_lines(shape[0] * shape[1], PERSON).reshape(shape))
        for name in PLATFORM.names or ():
            law.platforms[name] = getattr(self, name)
        for name in BY_COUNTRY:
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
        return sum(getattr(self, name) > 0.0 for name in SHIELDS) > 0


# what each platform has chosen for itself, with the type of its column, and what laws set by platform
PLATFORM = np.dtype(
    [
        *((name, Platforms.columns[name].dtype) for name in Rules.__dataclass_fields__ if name in Platforms.columns),
        *((name, np.dtype("f8")) for name in BY_PLATFORM),
    ],
    align=True,
)
PERSON = np.dtype([*((name, np.dtype("f8")) for name in BY_COUNTRY), ("shielded", np.dtype("?"))], align=True)
