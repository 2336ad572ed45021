"""From YAML to a checked `Config`: composed by Hydra, judged by the schema, refused in one line."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from .errors import ConfigError
from .explain import explain, name, quoted
from .parameter import Section
from .schema import Config

Kind = TypeVar("Kind", bound=Section)


def load(overrides: Sequence[str] = (), config_dir: Path | str | None = None) -> Config:
    """The config that a command line asks for.

    Args:
        overrides: in Hydra's grammar, such as ``scenario=france_2019`` or ``platforms.mturk.fee_share=0.3``.
        config_dir: a folder of the user's own configs, looked up before those of microsim.

    Raises:
        ConfigError: in one line, what does not fit, where, why, and the cure.

    Example:
        >>> load(["scenario=classroom", "days=10"]).days
        10
    """
    from .compose import compose  # start-up: a stored config is read without Hydra, which is slow to import

    return from_mapping(compose(overrides, config_dir))


def unless_said(overrides: Sequence[str], **usual: object) -> list[str]:
    """Overrides for what the user has not said.

    Example:
        >>> unless_said(["scale=1", "days=10"], scale=0.1, figures="false")
        ['figures=false']
    """
    said = {word.partition("=")[0] for word in overrides}
    return [f"{key}={value}" for key, value in usual.items() if key not in said]


def from_mapping(data: Mapping, schema: type[Kind] = Config) -> Kind:
    """The config in a plain mapping, as read from the `config.yaml` of a stored run; or what another schema declares.

    Raises:
        ConfigError: in one line, what does not fit, where, why, and the cure.

    Example:
        >>> config = load()
        >>> from_mapping(config.model_dump()) == config
        True
    """
    if not isinstance(data, Mapping):
        raise ConfigError(f"a config is a mapping of names to values, not {quoted(data)}")
    _refuse_odd_names(data)
    try:
        return schema.model_validate(dict(data))
    except ValidationError as error:
        raise ConfigError(explain(error, data, schema)) from None


def from_file(path: Path | str) -> Config:
    """The config in one complete YAML file, as a run stores it."""
    try:
        data = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from None
    try:
        return from_mapping(data)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None


def to_yaml(config: Config) -> str:
    """The complete config as YAML, in the order of the schema; `from_file` gives back an equal one.

    Example:
        >>> to_yaml(load()).splitlines()[:2]
        ['scenario:', '  name: classroom']
    """
    return yaml.safe_dump(config.model_dump(mode="json"), sort_keys=False, allow_unicode=True, width=120)


def _refuse_odd_names(data: Mapping) -> None:
    for at, key, value in _entries(data):
        if not isinstance(key, str):
            where = f"{name(at)}: " if at else ""
            raise ConfigError(f"{where}the name {key!r} is not text: put it in quotes (YAML reads NO as no, 1 as one)")
        # a config that names code to call could, once shared, run anything
        if key == "_target_" and not (isinstance(value, str) and value.startswith("microsim.")):
            what = f"{name((*at, key))} = {quoted(value)}"
            raise ConfigError(f"{what} is refused: a config may only name targets that begin with microsim.")


def _entries(data: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], object, object]]:
    """Place, name and value of everything in a nest of mappings and lists, the outer before the inner."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield at, key, value
            yield from _entries(value, (*at, str(key)))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _entries(item, (*at, index))
