"""Compose YAML and overrides with Hydra into one plain mapping. Hydra chooses and merges; the schema judges."""

import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import Any

from hydra import compose as hydra_compose
from hydra import initialize_config_dir
from hydra._internal.config_loader_impl import ConfigLoaderImpl
from hydra._internal.hydra import Hydra
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.types import Override
from hydra.errors import HydraException, MissingConfigException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException
from yaml import YAMLError

from . import groups
from . import overrides as words
from .describe import walk
from .errors import ConfigError
from .nearest import did_you_mean, nearest
from .schema import Config

RUN, SWEEP = "config", "multirun"  # the files of configs/ to begin with
_ONE_AT_A_TIME = RLock()  # Hydra keeps its state in a global


def compose(
    overrides: Sequence[str] = (), config_dir: Path | str | None = None, primary: str = RUN
) -> dict[str, Any]:
    """The composed config, interpolations resolved, not yet checked.

    Args:
        overrides: in Hydra's grammar; a value may be set without ``+`` whether or not YAML spells it out.
        config_dir: a folder of the user's own configs, looked up before those of microsim.
        primary: the file of configs/ to begin with: that of a run, or that of a sweep.

    Raises:
        ConfigError: an override cannot be read, a choice does not exist, a file or an interpolation is broken.

    Example:
        >>> compose(["scenario=classroom", "platforms.fairdesk.fee_min=0.05"])["platforms"]["fairdesk"]["fee_min"]
        0.05
    """
    return compose_and_tell(overrides, config_dir, primary)[0]


def compose_and_tell(
    overrides: Sequence[str] = (), config_dir: Path | str | None = None, primary: str = RUN
) -> tuple[dict[str, Any], bool]:
    """The composed config, and whether anything in it follows from something else in it, by ``${...}``.

    Example:
        >>> compose_and_tell(["scenario=classroom"])[1]
        False
    """
    parsed = words.read(overrides)
    for override in parsed:
        words.refuse_several(override)
        if primary == RUN and override.key_or_group.partition(".")[0] in groups.OF_SWEEPS:
            raise ConfigError(f"{override.input_line} is about many runs, this is one: write microsim sweep.")
    lines = [(words.chooses(override, config_dir), words.line(override, config_dir)) for override in parsed]
    try:
        config = _chosen(primary, tuple(line for chooses, line in lines if chooses), config_dir)
        _set(config, words.read([line for chooses, line in lines if not chooses]))
        follows = "${" in str(OmegaConf.to_container(config, resolve=False))
        return OmegaConf.to_container(config, resolve=True, throw_on_missing=True), follows
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


def config_loader(config_dir: Path | str | None = None) -> ConfigLoaderImpl:
    """Hydra's loader, with the user's own folder before the shipped one."""
    *own, shipped = groups.folders(config_dir)
    with initialize_config_dir(str(shipped), job_name="microsim", version_base="1.3"):
        # hydra.searchpath could only add folders behind ours, and never replace our config.yaml
        search_path = GlobalHydra.instance().config_loader().get_search_path()
        for folder in own:
            search_path.prepend(provider="microsim", path=f"file://{folder}")
        return ConfigLoaderImpl(search_path)


@contextmanager
def hydra_of_ours(config_dir: Path | str | None = None) -> Iterator[Hydra]:
    """Hydra with our configs. It keeps its state in a global: somebody's own, around us, is put back."""
    with _ONE_AT_A_TIME:
        theirs = GlobalHydra.instance().hydra
        GlobalHydra.instance().clear()
        try:
            ours = Hydra("microsim", config_loader(config_dir))
            GlobalHydra.instance().hydra = ours
            yield ours
        finally:
            GlobalHydra.instance().hydra = theirs


def _chosen(primary: str, choices: tuple[str, ...], config_dir: Path | str | None) -> DictConfig:
    """What the files of a choice hold together, put together by Hydra, which takes a fifth of a second."""
    if config_dir is None:
        return pickle.loads(_kept(primary, choices, _state_of_files()))
    with hydra_of_ours(config_dir):
        return hydra_compose(primary, overrides=list(choices))


@lru_cache(maxsize=64)
def _kept(primary: str, choices: tuple[str, ...], _files: tuple) -> bytes:
    with hydra_of_ours():
        return pickle.dumps(hydra_compose(primary, overrides=list(choices)))


def _state_of_files() -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of every file that comes with microsim: one that has changed is read again."""
    found = sorted((str(path), path.stat()) for path in groups.shipped_folder().rglob("*.yaml"))
    return tuple((name, known.st_mtime_ns, known.st_size) for name, known in found)


def _set(config: DictConfig, values: Sequence[Override]) -> None:
    """Set values on what the files hold, as Hydra does after it has put them together."""
    ConfigLoaderImpl._apply_overrides_to_config(list(values), config)


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
