"""Dated things, such as shocks: small, each with a first day, chosen by files and named in a config by `_target_`."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from pydantic import model_serializer, model_validator
from pydantic_core import PydanticCustomError

from .nearest import nearest
from .parameter import REQUIRED, Section, parameter
from .prior import ODDS
from .targets import TargetError, find, target_of

if TYPE_CHECKING:
    from microsim.regulation.rules import Rules
    from microsim.shocks.environment import Environment

TARGET = "_target_"
UNFIT_TARGET, NO_TARGET = "target_unfit", "target_missing"  # types of errors, which `explain` puts into words


class Dated(Section):
    """What comes into force on a day. A kind of it, such as `Shock`, says in which room its classes live.

    Read as a kind, a mapping becomes an instance of the class that it names by ``_target_``, checked by what that
    class declares; written, an instance names its class again.

    Example:
        >>> mapping = {"_target_": "microsim.shocks.disconnection.Disconnection", "platform": "mturk", "from_day": 3}
        >>> one = Shock.model_validate(mapping)
        >>> type(one).__name__, one.in_force(2), one.in_force(3), one.model_dump()["_target_"] == mapping["_target_"]
        ('Disconnection', False, True, True)
    """

    room: ClassVar[str]
    told_en: ClassVar[str]
    told_fr: ClassVar[str]

    from_day: int = parameter(REQUIRED, unit="number of the day", low=0, high=3649, source="choice of the user",
                              doc="first day in force; day 0 is the first measured one, so none lies before the"
                                  " burn-in ends",
                              label=("In force from day", "En vigueur à partir du jour"))  # fmt: skip

    @property
    def last_day(self) -> int | None:
        """Last day in force; None: for good."""
        return None

    def in_force(self, day: int) -> bool:
        """Whether it is in force on a day."""
        return self.from_day <= day and (self.last_day is None or day <= self.last_day)

    @model_validator(mode="wrap")
    @classmethod
    def _as_named(cls, value: Any, check: Any) -> Self:
        if not isinstance(value, Mapping):
            return check(value)
        if TARGET not in value and is_kind(cls):
            raise PydanticCustomError(NO_TARGET, "has no _target_", {})
        item = cls
        if TARGET in value:
            try:
                item = find(value[TARGET], cls, cls.room)
            except TargetError as error:
                raise PydanticCustomError(UNFIT_TARGET, "{why}", {"why": str(error)}) from None
        rest = {name: below for name, below in value.items() if name != TARGET}
        return check(rest) if item is cls else item.model_validate(rest)

    @model_serializer
    def _as_mapping(self) -> dict[str, Any]:
        return {TARGET: target_of(type(self)), **dict(self)}


class Shock(Dated):
    """A dated change of what surrounds the market. It amends the environment of the day and touches nothing else."""

    room: ClassVar[str] = "microsim.shocks"

    @property
    def closes(self) -> str | None:
        """A platform that is no more from the day after its first one; None: it closes none."""
        return None

    @property
    def opens(self) -> str | None:
        """The country whose people hear of the platforms by it; of most shocks none."""
        return None

    def amend(self, environment: "Environment", day: int) -> "Environment":
        """The environment of a day on which the shock is in force."""
        raise NotImplementedError


class Regulation(Dated):
    """A dated law: where it holds, for whom, how well it is obeyed. It amends the rules of the day and nothing else.

    A class of this kind says in `anchor` which rows of `facts/law.csv` it follows, none if it is a proposal of others,
    in `evasion_en` and `evasion_fr` by what known ways it is evaded, in `named` what it is called in English and
    French (else its file is), and in `ignores` which of the parameters below it has no use for.
    """

    room: ClassVar[str] = "microsim.regulation"
    anchor: ClassVar[tuple[str, ...]]
    evasion_en: ClassVar[str]
    evasion_fr: ClassVar[str]
    named: ClassVar[tuple[str, str]] = ("", "")
    ignores: ClassVar[tuple[Literal["platforms", "only_directing", "countries", "compliance"], ...]] = ()

    from_day: int = parameter(0, unit="number of the day", low=0, high=3649, source="choice of the user; L8",
                              doc="policy date: first day in force; day 0 is the first measured one",
                              label=("In force from day", "En vigueur à partir du jour"))
    existing: bool = parameter(False, unit="yes/no", source="choice of the user",
                               doc="law already, all through the burn-in: people have always lived under it",
                               label=("Existing law", "Droit existant"))
    until_day: int | None = parameter(None, unit="number of the day", low=-1, high=3649, source="choice of the user",
                                      doc="last day in force; -1: repealed on the first measured day; none: for good",
                                      label=("In force until day", "En vigueur jusqu'au jour"))
    platforms: list[str] = parameter([], unit="names of platforms", source="choice of the user",
                                     doc="platforms on which it holds; none named: all",
                                     label=("On platforms", "Sur les plateformes"))
    only_directing: bool = parameter(False, unit="yes/no", source="choice of the user",
                                     doc="holds only on platforms that direct and control the work",
                                     label=("Only where work is directed", "Seulement si le travail est dirigé"))
    countries: list[str] = parameter([], unit="country codes", source="choice of the user",
                                     doc="workers whom it protects, by country; none named: all but the foreign pool",
                                     label=("In countries", "Dans les pays"))
    compliance: float = parameter(1.0, unit="share", low=0, high=1, source="assumed", prior=ODDS,
                                  doc="those bound who obey: requesters, or cases, as the law says",
                                  label=("Compliance", "Respect de la règle"))

    @property
    def last_day(self) -> int | None:
        """Last day in force; None: for good."""
        return self.until_day

    def in_force(self, day: int) -> bool:
        """Whether it is in force on a day."""
        return (self.existing or self.from_day <= day) and (self.last_day is None or day <= self.last_day)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        for said in ("told_en", "told_fr", "anchor", "evasion_en", "evasion_fr"):
            if not hasattr(cls, said):
                raise TypeError(f"{cls.__name__} has no {said}: a law says what it does, where it is written and how it"
                                " is evaded, in both languages (docs/regulations.md)")  # fmt: skip

    @model_validator(mode="after")
    def _uses_what_is_set(self):
        for name in self.ignores:
            if getattr(self, name) != type(self).model_fields[name].get_default():
                raise ValueError(f"{name} has no effect on this law: leave it out")
        return self

    @model_validator(mode="after")
    def _one_date(self):
        if self.existing and self.from_day > 0:
            raise ValueError(f"existing = true and from_day = {self.from_day} are two dates: leave one of them out")
        if self.until_day is not None and not self.existing and self.until_day < self.from_day:
            raise ValueError(f"until_day = {self.until_day} is before from_day = {self.from_day}: it is never in force")
        return self

    def amend(self, rules: "Rules", day: int) -> "Rules":
        """The rules of a day on which the law is in force."""
        raise NotImplementedError


def is_kind(item: type[Dated]) -> bool:
    """Whether a class is a kind of dated thing, not one of them.

    Example:
        >>> is_kind(Shock)
        True
    """
    return not hasattr(item, "told_en")


def item_named(kind: type[Section], value: object) -> type[Section]:
    """The class whose parameters a mapping sets: the one it names, if it does; the kind, wherever that fails.

    Example:
        >>> item_named(Shock, {"_target_": "microsim.shocks.mass_rejection.MassRejection"}).__name__
        'MassRejection'
        >>> item_named(Shock, {"_target_": "os.system"}) is item_named(Shock, None) is Shock
        True
    """
    if not (issubclass(kind, Dated) and isinstance(value, Mapping) and TARGET in value):
        return kind
    try:
        return find(value[TARGET], kind, kind.room)
    except TargetError:
        return kind


def refuse_misfits(
    at: str, items: Mapping[str, Dated], days: int, platforms: Sequence[str], task_types: Sequence[str]
) -> None:
    """Refuse what would never come into force, or is about a platform or a type of task that is not there.

    Args:
        at: the group, such as ``shock``.
        items: dated things by the names that configs give them.
        days: measured days of the run.
        platforms, task_types: names of its platforms, and of its types of tasks.

    Raises:
        ValueError: in one line, which of them, and why.
    """
    for name, item in items.items():
        if item.from_day >= days:
            last = f"its last day is {days - 1}"
            raise ValueError(f"{at}.{name}.from_day = {item.from_day} is after the run ends: {last}")
        one = getattr(item, "platform", None)
        _refuse_strangers(f"{at}.{name}.platform", [] if one is None else [one], platforms)
        _refuse_strangers(f"{at}.{name}.platforms", getattr(item, "platforms", []), platforms)
        _refuse_strangers(f"{at}.{name}.task_types", getattr(item, "task_types", []), task_types)


def _refuse_strangers(at: str, named: Sequence[str], there: Sequence[str]) -> None:
    for one in named:
        if one not in there:
            near = f"the nearest of {', '.join(there)} is {nearest(one, there)}"
            raise ValueError(f"{at} = {one!r} does not exist: {near}")
