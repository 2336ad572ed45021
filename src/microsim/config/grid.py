"""A sweep as Hydra's grammar says it: what is fixed, what varies, and every run that follows from it."""

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from hydra.core.override_parser.types import Glob, Override, OverrideType, RangeSweep

from . import groups, overrides
from .compose import compose_and_tell
from .errors import ConfigError
from .schema import CHANGES_NO_NUMBER

MOST = 10_000  # runs that one makes without saying so twice
MOST_OF_ONE = 10_000_000  # values of one parameter, that memory be not filled by a mistyped range
FIXED, COMPOSED, PLAIN = range(3)  # the order in which words are set
RESOLVED = ("${", "???")  # what OmegaConf does not take as it stands


@dataclass(frozen=True)
class Axis:
    """One parameter that varies.

    Attributes:
        key: its name, as typed.
        elements: its values as Hydra has parsed them.
        composed: whether Hydra has to compose each of them; a plain value is set on what is composed already.
    """

    key: str
    elements: Sequence[Any]
    composed: bool


@dataclass(frozen=True)
class Draft:
    """One run, not yet checked: what Hydra composed, shared with other runs, and what is set on it.

    Attributes:
        base: the composed mapping. Not to be changed.
        changes: full names of parameters and their values.
        settings: what varies between the runs of the sweep, and its plain value here.
        words: the run as Hydra's own launchers are told it.
    """

    base: Mapping[str, Any]
    changes: tuple[tuple[str, Any], ...]
    settings: dict[str, Any]
    words: tuple[str, ...]

    def mapping(self) -> dict[str, Any]:
        """The whole configuration of the run, plain values."""
        return with_changes(self.base, self.changes)


@dataclass(frozen=True)
class Grid:
    """Every combination of what varies, beside what is fixed."""

    fixed: tuple[str, ...]
    axes: tuple[Axis, ...]

    @property
    def size(self) -> int:
        """How many runs there are."""
        return math.prod(len(axis.elements) for axis in self.axes)


def read_grid(words: Sequence[str], config_dir: Path | str | None = None) -> Grid:
    """The grid that a command line asks for, unexpanded.

    Args:
        words: in Hydra's grammar: ``a,b``, ``choice(...)``, ``range(...)``, ``glob(...)``.
        config_dir: a folder of the user's own configs, looked up before those of microsim.

    Raises:
        ConfigError: in one line, a word that cannot be read, has no value, has the same one twice, or sets again what
            has been said to vary.

    Example:
        >>> grid = read_grid(["scenario=glob(*_20*)", "scale=0.02", "seed=range(0,50)"])
        >>> grid.size, [axis.key for axis in grid.axes], grid.fixed
        (100, ['scenario', 'seed'], ('scale=0.02',))
    """
    fixed, axes, ranked = [], [], []
    for override in overrides.read(words):
        if override.is_sweep_override():
            axes.append(_axis(override, config_dir))
            ranked.append((override, COMPOSED if axes[-1].composed else PLAIN))
        else:
            fixed.append(override.input_line)
            ranked.append((override, FIXED))
    _refuse_set_again(ranked, config_dir)
    return Grid(tuple(fixed), tuple(axes))


def drafts(grid: Grid, config_dir: Path | str | None = None) -> Iterator[Draft]:
    """Every run of a grid, in the order of Hydra: what stands last on the command line varies quickest.

    Each combination of what has to be composed is composed once; plain values are set on it.

    Example:
        >>> runs = list(drafts(read_grid(["scenario=classroom", "platforms.mturk.fee_share=0.1,0.2", "seed=range(3)"])))
        >>> len(runs), runs[-1].settings, runs[-1].mapping()["seed"], runs[0].base is runs[5].base
        (6, {'platforms.mturk.fee_share': 0.2, 'seed': 2}, 2, True)
    """
    composer = _Composer(grid.fixed, config_dir)
    for elements in itertools.product(*(axis.elements for axis in grid.axes)):
        yield composer.draft(list(zip(grid.axes, elements, strict=True)))


def drafts_of_jobs(jobs: Iterable[Sequence[str]], config_dir: Path | str | None = None) -> Iterator[Draft]:
    """The runs that a sweeper of somebody else asks for, each by its own words."""
    parsed = [overrides.read(job) for job in jobs]
    written = {key: {_text_of(word) for job in parsed for word in job if word.get_key_element() == key}
               for key in dict.fromkeys(word.get_key_element() for job in parsed for word in job)}  # fmt: skip
    composers: dict[tuple[str, ...], _Composer] = {}
    for job in parsed:
        varies = [word for word in job if len(written[word.get_key_element()]) > 1]
        fixed = tuple(word.input_line for word in job if word not in varies)
        axes = [(Axis(word.get_key_element(), (word._value,), _is_composed(word, config_dir)), word._value)
                for word in varies]  # fmt: skip
        composed = {axis.key for axis, _ in axes if axis.composed}
        _refuse_set_again([(word, FIXED if word not in varies else COMPOSED if word.get_key_element() in composed
                            else PLAIN) for word in job], config_dir)  # fmt: skip
        if fixed not in composers:
            composers[fixed] = _Composer(fixed, config_dir)
        yield composers[fixed].draft(axes)


def with_changes(base: Mapping[str, Any], changes: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """A mapping with some values set; what is not changed is shared with the one given.

    Example:
        >>> base = {"a": {"b": 1}, "c": {}}
        >>> changed = with_changes(base, [("a.b", 2), ("d.e", 3)])
        >>> changed, base["a"]["b"], changed["c"] is base["c"]
        ({'a': {'b': 2}, 'c': {}, 'd': {'e': 3}}, 1, True)
    """
    data = dict(base)
    for key, value in changes:
        *path, name = key.split(".")
        at = data
        for part in path:
            below = at.get(part)
            at[part] = dict(below) if isinstance(below, Mapping) else {}
            at = at[part]
        at[name] = value
    return data


class _Composer:
    """Composes each combination of words once."""

    def __init__(self, fixed: tuple[str, ...], config_dir: Path | str | None) -> None:
        self.fixed, self.config_dir = fixed, config_dir
        self._lines = tuple(overrides.line(word, config_dir) for word in overrides.read(fixed))
        self._bases: dict[tuple[str, ...], tuple[dict[str, Any], bool]] = {}
        self._of_hydra: dict[str, str] = {}

    def draft(self, chosen: list[tuple[Axis, Any]]) -> Draft:
        words = [f"{axis.key}={_text(element)}" for axis, element in chosen]
        composed = tuple(word for word, (axis, _) in zip(words, chosen, strict=True) if axis.composed)
        try:
            base, follows = self._base(composed)
        except ConfigError:
            if len(composed) == len(words):
                raise
            follows = True  # what is not there may be what is set
        if follows:  # something in the config may follow from what is set: Hydra has to compose every run
            composed = tuple(words)
            base, _ = self._base(composed)
        changes = tuple((axis.key, Override._convert_value(element)) for (axis, element), word
                        in zip(chosen, words, strict=True) if word not in composed)  # fmt: skip
        settings = {axis.key.lstrip("+"): Override._convert_value(element) for axis, element in chosen}
        of_hydra = tuple(self._line(word) if axis.composed else f"++{word}"
                         for word, (axis, _) in zip(words, chosen, strict=True))  # fmt: skip
        return Draft(base, changes, settings, (*self._lines, *of_hydra))

    def _base(self, composed: tuple[str, ...]) -> tuple[dict[str, Any], bool]:
        if composed not in self._bases:
            self._bases[composed] = compose_and_tell([*self.fixed, *composed], self.config_dir)
        return self._bases[composed]

    def _line(self, word: str) -> str:
        if word not in self._of_hydra:
            (self._of_hydra[word],) = (overrides.line(one, self.config_dir) for one in overrides.read([word]))
        return self._of_hydra[word]


def _refuse_set_again(ranked: Sequence[tuple[Override, int]], config_dir: Path | str | None) -> None:
    """Words are set by rank, not in the order of the command line: refuse where Hydra would come to something else."""
    sets = [(word, rank, _sets(word, config_dir)) for word, rank in ranked]
    for (one, rank, names), (other, later, again) in itertools.combinations(sets, 2):
        if rank > later and any(a.startswith(b) or b.startswith(a) for a in names for b in again):
            both = f"{one.input_line} varies what {other.input_line} sets again"
            raise ConfigError(f"{both}: put what varies last, and plain values after mappings.")


def _sets(override: Override, config_dir: Path | str | None) -> set[str]:
    """Names of all that a word sets, each with a dot behind it; without files of a group, which go before all else."""
    key = override.key_or_group
    names = {name for value in _values(override) for name in _names(value, f"{key}.")}
    return names - {f"{key}."} if groups.is_group(key, config_dir) else names


def _names(value: Any, at: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _names(below, f"{at}{key}.")
    else:
        yield at


def _axis(override: Override, config_dir: Path | str | None) -> Axis:
    key, text = override.get_key_element(), override.input_line
    if override.is_hydra_override() or override.key_or_group == "hydra":
        raise ConfigError(f"{text}: Hydra's own settings cannot vary. Give one value.")
    if override.key_or_group in CHANGES_NO_NUMBER:
        raise ConfigError(f"{text}: {override.key_or_group} changes no number, so it cannot vary. Give one value.")
    elements = _elements(override, config_dir)
    if len(elements) == 0:
        raise ConfigError(f"{text} has no value, so there is nothing to run: {_why_empty(override, config_dir)}")
    if not isinstance(elements, range):
        times = Counter(_text(element) for element in elements)
        twice = next((one for one, count in times.items() if count > 1), None)
        if twice is not None:
            raise ConfigError(f"{text} has {twice} twice: the same run would be made again. Keep one of them.")
    return Axis(key, elements, _is_composed(override, config_dir))


def _elements(override: Override, config_dir: Path | str | None) -> Sequence[Any]:
    value, text = override._value, override.input_line
    if isinstance(value, Glob):
        if not groups.is_group(override.key_or_group, config_dir):
            raise ConfigError(f"{text}: glob chooses among files, and {override.key_or_group} is no group of them.")
        if not all(isinstance(name, str) for name in [*value.include, *value.exclude]):
            raise ConfigError(f"{text}: glob takes names as text, such as glob(*).")
        return value.filter(groups.choices(override.key_or_group, config_dir))
    if override.is_interval_sweep():
        raise ConfigError(f"{text} has no end of values: say how many, as range(0,1,0.1).")
    if value.shuffle:
        raise ConfigError(f"{text}: the order of runs changes nothing here. Leave shuffle out.")
    if isinstance(value, RangeSweep):
        if value.step == 0:
            raise ConfigError(f"{text} never ends: a range needs a step other than 0.")
        try:
            start, stop, step = (Fraction(number) for number in (value.start, value.stop, value.step))
        except (OverflowError, ValueError):
            raise ConfigError(f"{text} never ends: a range needs finite numbers.") from None
        count = max(0, math.ceil((stop - start) / step))
        if count > MOST_OF_ONE:
            told = f"{count:,}" if count < 10**15 else "too many"
            raise ConfigError(f"{text} has {told} values: no more than {MOST_OF_ONE:,} fit. Make its step larger.")
        found = value.range()
        return found if isinstance(found, range) else tuple(found)
    return tuple(value.list)


def _why_empty(override: Override, config_dir: Path | str | None) -> str:
    if isinstance(override._value, Glob):
        return f"choose among {', '.join(groups.choices(override.key_or_group, config_dir))}."
    return "range(a,b) begins with a and ends before b."


def _is_composed(override: Override, config_dir: Path | str | None) -> bool:
    """Whether setting this is Hydra's work: files of groups, mappings to be merged, what + adds, what is resolved."""
    plain = override.type == OverrideType.CHANGE and override.package is None
    if not plain or groups.is_group(override.key_or_group, config_dir):
        return True
    return any(isinstance(value, dict) or any(sign in str(value) for sign in RESOLVED) for value in _values(override))


def _values(override: Override) -> list[Any]:
    value = override._value
    return [Override._convert_value(element) for element in getattr(value, "list", [value])]


def _text(element: Any) -> str:
    return Override._get_value_element_as_str(element)


def _text_of(override: Override) -> str:
    return _text(override._value)
