"""Compose YAML and overrides with Hydra into one plain mapping. Hydra chooses and merges; the schema judges."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any, get_origin

from hydra import compose as hydra_compose
from hydra import initialize_config_dir
from hydra._internal.config_loader_impl import ConfigLoaderImpl
from hydra._internal.hydra import Hydra
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override, OverrideType
from hydra.errors import HydraException, MissingConfigException
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException
from yaml import YAMLError

from . import groups
from .describe import walk
from .errors import ConfigError
from .explain import quoted
from .nearest import did_you_mean, nearest
from .schema import Config

_ONE_AT_A_TIME = Lock()  # Hydra keeps its state in a global


def compose(overrides: Sequence[str] = (), config_dir: Path | str | None = None) -> dict[str, Any]:
    """The composed config, interpolations resolved, not yet checked.

    Args:
        overrides: in Hydra's grammar; a value may be set without ``+`` whether or not YAML spells it out.
        config_dir: a folder of the user's own configs, looked up before those of microsim.

    Raises:
        ConfigError: an override cannot be read, a choice does not exist, a file or an interpolation is broken.

    Example:
        >>> compose(["scenario=classroom", "platforms.fairdesk.fee_min=0.05"])["platforms"]["fairdesk"]["fee_min"]
        0.05
    """
    folders = groups.folders(config_dir)
    lines = [_line(override, config_dir) for override in _parsed(overrides)]
    try:
        return _composed(folders, lines)
    except MissingConfigException as error:
        raise _no_such_choice(error) from None
    except HydraException as error:
        raise _refused_by_hydra(error, overrides, config_dir) from None
    except OmegaConfBaseException as error:
        where = f"{error.full_key}: " if error.full_key else ""
        raise ConfigError(f"{where}{_first_line(error)}. Correct what stands in ${{…}} or set a value.") from None
    except YAMLError as error:
        raise ConfigError(f"a config is not valid YAML: {error}") from None
    except (ValueError, OSError, RecursionError) as error:
        raise ConfigError(f"the configs cannot be composed: {error}. Check the overrides and YAML files.") from None


def _composed(folders: list[Path], overrides: list[str]) -> dict[str, Any]:
    *own, shipped = folders
    with _ONE_AT_A_TIME:
        # microsim may be called from within somebody's own Hydra application: theirs is put back
        theirs = GlobalHydra.instance().hydra
        GlobalHydra.instance().clear()
        try:
            with initialize_config_dir(str(shipped), job_name="microsim", version_base="1.3"):
                # hydra.searchpath could only add folders behind ours, and never replace our config.yaml
                search_path = GlobalHydra.instance().config_loader().get_search_path()
                for folder in own:
                    search_path.prepend(provider="microsim", path=f"file://{folder}")
                GlobalHydra.instance().hydra = Hydra("microsim", ConfigLoaderImpl(search_path))
                config = hydra_compose("config", overrides=overrides)
        finally:
            GlobalHydra.instance().hydra = theirs
    return OmegaConf.to_container(config, resolve=True, throw_on_missing=True)


def _parsed(overrides: Sequence[str]) -> list[Override]:
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
    if override.is_sweep_override():
        key, _, values = text.partition("=")
        lists = f" For a list, write '{key}=[{values}]'." if _is_list(key) else ""
        raise ConfigError(f"{text!r} asks for several runs: sweeps come with --multirun, not available yet.{lists}")
    return override


def _is_list(key: str) -> bool:
    last = key.rpartition(".")[2]
    lists = [name for name, field, _ in walk(Config, None) if get_origin(field.annotation) is list]
    return any(name.rpartition(".")[2] == last for name in lists)


def _line(override: Override, config_dir: Path | str | None) -> str:
    """The override as Hydra shall see it."""
    key, text = override.key_or_group, override.input_line
    value = override.value()
    if override.is_hydra_override() or key == "hydra":
        cure = "Set the folder of runs by output=…, a folder of configs by --config-dir."
        raise ConfigError(f"{text}: Hydra's own settings have no effect here. {cure}")
    if groups.is_group(key, config_dir) and not isinstance(value, dict):
        _check_choice(override, groups.choices(key, config_dir))
        return text
    if value == {}:
        cure = f"To take something out, write ~{key}.NAME."
        raise ConfigError(f"{text} changes nothing: a mapping is merged into the one that is there. {cure}")
    # a parameter that YAML does not spell out is known to the schema, not to Hydra: + would be asked for without need
    return f"++{text}" if override.type == OverrideType.CHANGE else text


def _check_choice(override: Override, found: list[str]) -> None:
    key, value = override.key_or_group, override.value()
    names = value if isinstance(value, list) else [value]
    if override.is_delete() or all(isinstance(name, str) and name and ".." not in name for name in names):
        return
    raise ConfigError(f"{override.input_line}: {key} is chosen by name. Choose one of {', '.join(found)}.")


def _no_such_choice(error: MissingConfigException) -> ConfigError:
    group, _, choice = (error.missing_cfg_file or "").partition("/")
    found = list(error.options or [])
    closest = f"the nearest of {', '.join(found)} is {nearest(choice, found)}" if found else "there is no such file"
    return ConfigError(f"{group}={choice} does not exist: {closest}.")


def _refused_by_hydra(error: HydraException, overrides: Sequence[str], config_dir: Path | str | None) -> ConfigError:
    text = _first_line(error)
    gone = [override[1:].partition("=")[0] for override in overrides if override.startswith("~")]
    lost = next((key for key in gone if f"'{key}' does not exist" in text), None)
    if lost:
        there = compose([override for override in overrides if not override.startswith("~")], config_dir)
        keys = [key for key, _, value in walk(Config, there) if value is not None]
        sections = {key.rpartition(".")[0] for key in keys}
        advice = did_you_mean(lost, [*keys, *sections]) or "leave it out."
        return ConfigError(f"~{lost} takes nothing out, as no YAML sets it: {advice}")
    added = [override.lstrip("+") for override in overrides if override.startswith("+")]
    blamed = next((override for override in added if override.partition("=")[0] in text), None)
    advice = f"Write {blamed}" if blamed else "See microsim run --help"
    return ConfigError(f"{text}. {advice}.")


def _first_line(error: BaseException) -> str:
    """Hydra and OmegaConf say what matters first, then go on for lines; the reason may be in the cause."""
    texts = [str(error).strip().partition("\n")[0].replace("++", "")]
    if error.__cause__ is not None:
        texts.append(str(error.__cause__).partition("\n")[0])
    return ": ".join(texts).rstrip(".")
