"""Words of a command line in Hydra's grammar: read, and refused in one line where they cannot be meant."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import get_origin

from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import ChoiceSweep, Glob, Override, OverrideType, Sweep
from hydra.errors import HydraException

from . import groups
from .describe import walk
from .errors import ConfigError
from .explain import quoted
from .schema import Config


def read(overrides: Sequence[str]) -> list[Override]:
    """The words, each parsed; nothing is set twice.

    Raises:
        ConfigError: a word cannot be read, names nothing, or sets what another one sets.

    Example:
        >>> [(word.key_or_group, word.is_sweep_override()) for word in read(["seed=range(0,3)", "days=30"])]
        [('seed', True), ('days', False)]
    """
    if isinstance(overrides, str):
        raise ConfigError(f"overrides is one text, not a list: write [{overrides!r}]")
    parsed: dict[str, Override] = {}
    for text in overrides:
        override = _parse(text)
        key = override.get_key_element().lstrip("+~")
        if key in parsed:
            raise ConfigError(f"{key} is set twice: {parsed[key].input_line} and {text}. Keep one of them.")
        parsed[key] = override
    return list(parsed.values())


def refuse_several(override: Override) -> None:
    """Refuse a word that asks for more than one value."""
    if override.is_sweep_override():
        key, _, values = override.input_line.partition("=")
        if override.key_or_group.partition(".")[0] in groups.OF_SWEEPS:
            cure = "Give one value, or a list as [a,b]."
            raise ConfigError(f"{override.input_line!r}: {key} is the same for all runs. {cure}")
        lists = f" For a list, write '{key}=[{values}]'." if _is_list(key) else ""
        raise ConfigError(f"{override.input_line!r} asks for several runs: write microsim sweep, or --multirun.{lists}")


def chooses(override: Override, config_dir: Path | str | None) -> bool:
    """Whether a word chooses files of a group; any other sets a value."""
    return groups.is_group(override.key_or_group, config_dir) and not isinstance(override.value(), dict)


def line(override: Override, config_dir: Path | str | None) -> str:
    """A word that sets one value, as Hydra shall see it."""
    key, text = override.key_or_group, override.input_line
    value = override.value()
    if override.is_hydra_override() or key == "hydra":
        cure = "Set the folder of runs by output=…, a folder of configs by --config-dir."
        raise ConfigError(f"{text}: Hydra's own settings have no effect here. {cure}")
    if chooses(override, config_dir):
        _check_choice(override, groups.choices(key, config_dir))
        return text
    if value == {}:
        cure = f"To take something out, write ~{key}.NAME."
        raise ConfigError(f"{text} changes nothing: a mapping is merged into the one that is there. {cure}")
    # a parameter that YAML does not spell out is known to the schema, not to Hydra: + would be asked for without need
    return f"++{text}" if override.type == OverrideType.CHANGE else text


@lru_cache(maxsize=4096)
def _parse(text: str) -> Override:
    if not isinstance(text, str):
        raise ConfigError(f"{quoted(text)} is not an override: write text, as 'seed=2'")
    if "=" not in text and not text.startswith("~"):
        raise ConfigError(f"{quoted(text)} sets nothing: write KEY=VALUE, without spaces around the equals sign.")
    try:
        override = OverridesParser.create().parse_override(text)
    except (HydraException, RecursionError, ValueError) as error:
        reason = quoted(str(error).partition("\n")[0])[1:-1]
        cure = "Write KEY=VALUE, a list as [a,b], odd text in quotes."
        raise ConfigError(f"{quoted(text)} cannot be read: {reason}. {cure}") from None
    if not override.key_or_group:
        raise ConfigError(f"{text!r} names nothing: write KEY=VALUE.")
    if _holds_sweep(override._value):
        cure = f"Write them out, as {override.key_or_group}=a,b."
        raise ConfigError(f"{quoted(text)} has several values within a value. {cure}")
    return override


def _holds_sweep(value: object) -> bool:
    inside = value.list if isinstance(value, ChoiceSweep) else value.values() if isinstance(value, dict) else value
    several = isinstance(value, list | dict | ChoiceSweep)
    return several and any(isinstance(one, Sweep | Glob) or _holds_sweep(one) for one in inside)


def _is_list(key: str) -> bool:
    last = key.rpartition(".")[2]
    lists = [name for name, field, _ in walk(Config, None) if get_origin(field.annotation) is list]
    return any(name.rpartition(".")[2] == last for name in lists)


def _check_choice(override: Override, found: list[str]) -> None:
    key, value = override.key_or_group, override.value()
    names = value if isinstance(value, list) else [value]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ConfigError(f"{override.input_line} chooses {twice} twice. Keep one of them.")
    if override.is_delete() or all(isinstance(name, str) and name and ".." not in name for name in names):
        return
    raise ConfigError(f"{override.input_line}: {key} is chosen by name. Choose one of {', '.join(found)}.")
