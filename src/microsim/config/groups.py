"""Where the YAML lies and what there is to choose from. Needs neither Hydra nor the schema, so help is instant."""

from pathlib import Path

from .errors import ConfigError

OF_SWEEPS = ("sweep", "executor")  # groups that say how many runs are made, and where
PACKAGE = Path(__file__).resolve().parents[1]


def shipped_folder() -> Path:
    """The folder of configs that comes with microsim: inside an installed wheel, at the root of a checkout."""
    for folder in (PACKAGE / "configs", PACKAGE.parents[1] / "configs"):
        if (folder / "config.yaml").is_file():
            return folder
    raise ConfigError("microsim's own configs are not installed: install the package again")


def folders(config_dir: Path | str | None = None) -> list[Path]:
    """All folders in which configs are looked up, the user's own first."""
    if config_dir is None:
        return [shipped_folder()]
    own = Path(config_dir).expanduser().absolute()
    if not own.is_dir():
        raise ConfigError(f"--config-dir {config_dir} is not a folder: give the one that holds e.g. scenario/mine.yaml")
    return [own, shipped_folder()]


def is_group(name: str, config_dir: Path | str | None = None) -> bool:
    """Whether a name is a group, so that ``name=choice`` chooses one of its files.

    Example:
        >>> is_group("platforms"), is_group("platforms.mturk"), is_group("seed")
        (True, False, False)
    """
    return bool(name) and any((folder / name).is_dir() for folder in folders(config_dir))


def groups(config_dir: Path | str | None = None) -> list[str]:
    """The names of all groups of a run, in alphabetical order."""
    found = {entry.name for folder in folders(config_dir) for entry in folder.iterdir() if entry.is_dir()}
    return sorted(name for name in found if not name.startswith((".", "_")) and name not in OF_SWEEPS)


def choices(group: str, config_dir: Path | str | None = None) -> list[str]:
    """What may be chosen in a group.

    Example:
        >>> choices("scenario")
        ['classroom', 'france_2019', 'global_pool', 'mturk_2017']
    """
    return sorted({path.stem for folder in folders(config_dir) for path in (folder / group).glob("*.yaml")})
