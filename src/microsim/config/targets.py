"""Classes that a config names by `_target_`: where they live, which there are, and why another one is refused."""

import pkgutil
from functools import lru_cache
from importlib import import_module
from inspect import isclass
from typing import TypeVar

from .nearest import nearest

Kind = TypeVar("Kind", bound=type)
PREFIX = "microsim."


class TargetError(Exception):
    """Why a target is refused; what stands behind the name of the target in a line for the user."""


def target_of(item: type) -> str:
    """The name under which a config names a class.

    Example:
        >>> target_of(TargetError)
        'microsim.config.targets.TargetError'
    """
    return f"{item.__module__}.{item.__qualname__}"


def file_of(item: type) -> str:
    """The file in which a class lives, without its ending: what it goes by in a list.

    Example:
        >>> file_of(TargetError)
        'targets'
    """
    return item.__module__.rpartition(".")[2]


@lru_cache(maxsize=16)
def known(kind: Kind, room: str) -> tuple[Kind, ...]:
    """The classes of one kind that live in a room, in the order of their files.

    Example:
        >>> from microsim.config.dated import Shock
        >>> [item.__name__ for item in known(Shock, Shock.room)][:4]
        ['AiWave', 'DemandSlump', 'Disconnection', 'LowWagePool']
    """
    names = sorted(found.name for found in pkgutil.iter_modules(import_module(room).__path__))
    modules = [import_module(f"{room}.{name}") for name in names]
    return tuple(i for module in modules for i in vars(module).values() if _lives_in(i, kind, module.__name__))


def find(target: object, kind: Kind, room: str) -> Kind:
    """The class that a config names.

    Only what lives in the room is ever imported: a config, once shared, shall not have anything else run.

    Args:
        target: its full name, as it stands in the config.
        kind: what it has to be a subclass of.
        room: the package it has to live in.

    Raises:
        TargetError: it does not begin with `microsim.`, is not of this kind, or does not exist.

    Example:
        >>> from microsim.config.dated import Shock
        >>> find("microsim.shocks.mass_rejection.MassRejection", Shock, Shock.room).__name__
        'MassRejection'
    """
    if not (isinstance(target, str) and target.startswith(PREFIX)):
        raise TargetError(f"is refused: a config may only name targets that begin with {PREFIX}")
    items = {target_of(item): item for item in known(kind, room)}
    if target in items:
        return items[target]
    if not target.startswith(f"{room}."):
        raise TargetError(f"is not a {kind.__name__.lower()}: there are {', '.join(items)}")
    raise TargetError(f"does not exist: the nearest of {', '.join(items)} is {nearest(target, items)}")


def _lives_in(item: object, kind: type, module: str) -> bool:
    return isclass(item) and issubclass(item, kind) and item.__module__ == module
