"""The runs of a sweep, each checked, with its identity."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hydra.core.override_parser.types import Override

from microsim.config.describe import bounds
from microsim.config.errors import ConfigError, UserError
from microsim.config.grid import Draft
from microsim.config.load import from_mapping
from microsim.config.schema import CHANGES_NO_NUMBER, Config
from microsim.runs.folder import as_folder

from .identity import SEED, code_digest, config_digest, plain, run_id, seedless_digest, with_seed

HOME = "sweeps"  # below the output folder


@dataclass(frozen=True)
class Plan:
    """What shall be run.

    Attributes:
        said: the words it follows from.
        varies: names of what varies, as columns of the table; the seed is the last of them.
        bases: configurations that runs share.
        runs: `id`, `config`, `base` (index in `bases`), `changes`, `settings`, `words` of each run, as stored.
        lang: language of what people read.
        output: the folder below which sweeps lie.
        scenarios: names of the scenarios, in order.
    """

    said: tuple[str, ...]
    varies: tuple[str, ...]
    bases: list[Mapping[str, Any]]
    runs: list[dict[str, Any]]
    lang: str
    output: str
    scenarios: tuple[str, ...]


def plan_of_drafts(said: Sequence[str], drafts: Iterable[Draft]) -> Plan:
    """The plan of what a command line asks for.

    Raises:
        ConfigError: a run does not fit the schema, or is made twice; which one, and why.
    """
    numbers: dict[int, int] = {}
    bases, rows, first = [], [], None
    checked = _Checked()
    for draft in drafts:
        if id(draft.base) not in numbers:
            numbers[id(draft.base)] = len(bases)
            bases.append(draft.base)
        try:
            config, digest, seed = checked.look(draft)
        except ConfigError as error:
            where = "" if not draft.settings else f"run {len(rows)} ({written(draft.settings)}): "
            raise ConfigError(f"{where}{error}") from None
        first = first or config
        told = {**draft.settings, SEED: seed}
        rows.append(_row(config.scenario.name, digest, numbers[id(draft.base)], draft.changes, told, draft.words))
    return _plan(said, bases, rows, first)


class _Checked:
    """Checks drafts; where only the seed differs from the one before, only the seed is looked at."""

    def __init__(self) -> None:
        self._last: tuple[Any, ...] = ()
        self._config: Config | None = None
        self._digest = ""

    def look(self, draft: Draft) -> tuple[Config, str, int]:
        """A configuration that is the draft's but perhaps for its seed; the digest of the draft, and its seed."""
        changes = dict(draft.changes)
        seed = changes.pop(SEED, None)
        this = (id(draft.base), repr(changes))  # 1 is not True
        if self._config is None or this != self._last or type(seed) is not int or not _is_seed(seed):
            self._config, self._last = from_mapping(draft.mapping()), this
            self._digest, seed = seedless_digest(self._config), self._config.seed
        return self._config, with_seed(self._digest, seed), seed


def _is_seed(seed: int) -> bool:
    low, high = bounds(Config.model_fields[SEED])
    return low <= seed <= high


def plan_of_configs(said: Sequence[str], configs: Iterable[tuple[Mapping[str, Any], Config]]) -> Plan:
    """The plan of configurations made by code: what is to be told of each of them in the table, and the whole of it."""
    bases, rows, first, last = [], [], None, None
    for settings, config in configs:
        base = plain(config)
        without_seed = {**base, SEED: None}
        if without_seed != last:  # seeds of one configuration share it
            bases.append(base)
            last = without_seed
        first = first or config
        told = {**settings, SEED: config.seed}
        rows.append(_row(config.scenario.name, config_digest(config), len(bases) - 1, ((SEED, config.seed),), told, ()))
    return _plan(said, bases, rows, first)


def folder_of(plan: Plan, name: str) -> Path:
    """Where a sweep lies: under its name, or one made of its scenarios and words, so that the same words find it."""
    said = sorted(word for word in plan.said if word.partition("=")[0] not in CHANGES_NO_NUMBER)
    words = hashlib.sha256("\n".join(said).encode()).hexdigest()[:8]
    return Path(plan.output).expanduser() / HOME / (name or f"{as_folder('-'.join(plan.scenarios))}-{words}")


def written(settings: Mapping[str, Any]) -> str:
    """What varies, as one would type it.

    Example:
        >>> written({"scenario": "classroom", "figures": True, "record": ["weeks"], "seed": 3})
        'scenario=classroom figures=true record=[weeks] seed=3'
    """
    return " ".join(f"{key}={_typed(value)}" for key, value in settings.items())


def _typed(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else Override._get_value_element_as_str(value)


def _row(
    scenario: str, digest: str, base: int, changes: Any, settings: dict[str, Any], words: tuple[str, ...]
) -> dict[str, Any]:
    return {"id": run_id(digest, code_digest()), "config": digest, "base": base, "changes": list(changes),
            "settings": settings, "words": list(words), "scenario": scenario}  # fmt: skip


def _plan(said: Sequence[str], bases: list[Any], rows: list[dict[str, Any]], first: Config | None) -> Plan:
    if first is None:
        raise UserError("there is nothing to run.")
    seen: dict[str, int] = {}
    for number, row in enumerate(rows):
        if row["config"] in seen:
            both = f"runs {seen[row['config']]} and {number} are the same ({written(row['settings'])})"
            raise ConfigError(f"{both}: leave one of them out.")
        seen[row["config"]] = number
    varies = [key for key in dict.fromkeys(key for row in rows for key in row["settings"]) if key != SEED]
    scenarios = tuple(dict.fromkeys(row["scenario"] for row in rows))
    return Plan(tuple(said), (*varies, SEED), bases, rows, first.lang, first.output, scenarios)
