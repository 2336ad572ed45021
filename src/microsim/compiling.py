"""How kernels are compiled, and where what was compiled is kept.

`compiled` has no reference counting. With it, handing an array on costs two atomic operations; the price is that a
kernel may not allocate, so that its room to work comes in as an argument. The few that do allocate, none of them in an
inner loop, are `allocating`. Nor does a kernel ask at each division whether the divisor is zero (a tenth of all time):
kernels see to it that none is.

`internal` is what only kernels call: an entrance for Python takes as long to compile as a small kernel, and nine in
twenty kernels need none (a first run compiles for a fifth less). `inner` is that, too, and goes into each kernel that
calls it after it has been compiled. `inlined` is copied into the one that calls it before, with many arguments.

Numba keys its cache on the file that holds a function, and does not see a change in a function that this one calls
("Notes on Caching"). Here a function is filed under a digest of what it is and of all that it uses: its own code, the
kernels it calls with all that those use, the constants it reads. So a change is never missed, only what depends on it
is compiled again, and any number of versions stand side by side. A comment or a docstring changes nothing. What records
look like is part of the signature: a new column compiles the kernels of its table anew.
"""

import dis
import hashlib
import os
import re
import tempfile
import types
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit
from numba.core import config as numba_config
from numba.core.dispatcher import Dispatcher
from numba.core.extending import _Intrinsic

config: Any = numba_config  # numba sets its names when it is imported

PACKAGE = Path(__file__).parent
COMPILED = ("market", "motives", "networks", "random", "regulation", "state")  # rooms with kernels or what they get
TUPLE = re.compile(r"^class (\w+)\((?:NamedTuple|Table)\b", re.MULTILINE)
EXTENDED, LOAD_GLOBAL = dis.opmap["EXTENDED_ARG"], dis.opmap["LOAD_GLOBAL"]
OPTIONS: dict[str, dict[str, Any]] = {
    "compiled": {"error_model": "numpy", "_nrt": False, "no_cfunc_wrapper": True},
    "internal": {"error_model": "numpy", "_nrt": False, "no_cfunc_wrapper": True, "no_cpython_wrapper": True},
    "inlined": {"error_model": "numpy", "_nrt": False, "inline": "always", "no_cfunc_wrapper": True},
    "inner": {
        "error_model": "numpy",
        "_nrt": False,
        "forceinline": True,
        "no_cpython_wrapper": True,
        "no_cfunc_wrapper": True,
    },
    "allocating": {},
}
_digests: dict[Any, str] = {}
_kind_of: dict[Any, str] = {}  # which of `OPTIONS`: without an entrance, the same code is compiled to something else
_kernels: list[Dispatcher] = []


def digest_of(function: Any) -> str:
    """Digest of a function and of all that it uses: code, constants, and the kernels that it calls, all the way down.

    What it calls stands above it: a name that means nothing yet is no part of the digest (a test finds such).
    """
    if function not in _digests:
        code, known = function.__code__, function.__globals__
        parts: list[Any] = [_kind_of.get(function), repr(OPTIONS), code.co_code.hex(), code.co_varnames, code.co_names]
        parts += [_text(value) for value in code.co_consts if value != function.__doc__]
        for name in sorted(global_names(code)):
            value = known.get(name)
            if isinstance(value, types.ModuleType) and value.__name__.startswith("microsim"):
                parts += [(one, _text(getattr(value, one))) for one in code.co_names if hasattr(value, one)]
            elif value is not None:
                parts.append((name, _text(value)))
        parts += [_text(cell.cell_contents) for cell in function.__closure__ or ()]
        _digests[function] = hashlib.sha256(repr(parts).encode()).hexdigest()[:20]
    return _digests[function]


def global_names(code: types.CodeType) -> set[str]:
    """The global names that a piece of code reads; those of attributes are none.

    Example:
        >>> sorted(global_names(user_cache.__code__))
        ['Path', 'os']
    """
    found, wide = set(), 0
    for operation, argument in zip(code.co_code[::2], code.co_code[1::2], strict=True):
        argument |= wide
        wide = argument << 8 if operation == EXTENDED else 0
        if operation == LOAD_GLOBAL:
            found.add(code.co_names[argument >> 1])
    return found.union(*(global_names(one) for one in code.co_consts if isinstance(one, types.CodeType)))


def _text(value: Any) -> str:
    """A constant, a kernel or a record as text that says all that compiled code takes of it."""
    if isinstance(value, Dispatcher):
        return digest_of(value.py_func)
    if isinstance(value, types.FunctionType) and value.__module__.startswith("microsim"):
        return digest_of(value)
    if isinstance(value, _Intrinsic):
        return digest_of(value._defn)
    if isinstance(value, types.ModuleType):
        return value.__name__
    if isinstance(value, types.CodeType):
        return repr((value.co_code.hex(), value.co_names, [_text(one) for one in value.co_consts]))
    if isinstance(value, np.ndarray):
        return repr((value.dtype, value.tolist()))
    if isinstance(value, type):
        return repr(
            (value.__qualname__, getattr(value, "_fields", ()), list(getattr(value, "__members__", {}).items()))
        )
    return repr(value)


class FiledByDigest:
    """Files what was compiled of this package under the digest of each function, in the user's cache."""

    def __init__(self, function: types.FunctionType) -> None:
        self._digest = digest_of(function)

    def get_cache_path(self) -> str:
        """The folder: in that of `NUMBA_CACHE_DIR`, if it is set, else in the user's cache."""
        return str(Path(config.CACHE_DIR or user_cache() / "kernels") / names_of_tuples())

    def ensure_cache_path(self) -> None:
        """Make the folder; an error where nothing may be written there."""
        os.makedirs(self.get_cache_path(), exist_ok=True)
        tempfile.TemporaryFile(dir=self.get_cache_path()).close()

    def get_source_stamp(self) -> str:
        """What was compiled is fresh if it is filed under the digest at all."""
        return self._digest

    def get_disambiguator(self) -> str:
        """What the name of the file has beside that of the function."""
        return self._digest

    @classmethod
    def from_function(cls, function: types.FunctionType, file: str) -> "FiledByDigest | None":
        """A locator for a kernel of this package, where its folder can be written; none for any other function."""
        if PACKAGE not in Path(file).parents:
            return None
        here = cls(function)
        try:
            here.ensure_cache_path()
        except OSError:
            return None
        return here


@cache
def names_of_tuples() -> str:
    """Digest of the names of all named tuples of the package: numba looks for those of a kernel's arguments under the
    names that they had when it was compiled, and fails where one has moved."""
    files = sorted(path for room in COMPILED for path in (PACKAGE / room).rglob("*.py"))
    found = [(str(path.relative_to(PACKAGE)), TUPLE.findall(path.read_text(encoding="utf-8"))) for path in files]
    return hashlib.sha256(repr([row for row in found if row[1]]).encode()).hexdigest()[:12]


def user_cache() -> Path:
    """The folder of this package in the user's cache."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "microsim"


def _file_by_digest() -> None:
    ours = f"{__name__}.{FiledByDigest.__name__}"
    others = config.CACHE_LOCATOR_CLASSES or (
        "UserProvidedCacheLocator,InTreeCacheLocator,UserWideCacheLocator,IPythonCacheLocator,ZipCacheLocator"
    )
    if ours not in others:
        config.CACHE_LOCATOR_CLASSES = f"{ours},{others}"


def _made(function: Callable[..., Any], kind: str, signature: str | None = None, cache: bool = True) -> Any:
    _kind_of[function] = kind
    options: dict[str, Any] = {"cache": cache, **OPTIONS[kind]}
    return njit(signature, **options)(function)


def typed(signature: str) -> Callable[[Callable[..., Any]], Any]:
    """`compiled`, for one signature alone: what everybody calls, with integers of any width, is compiled once."""
    return lambda function: _known(_made(function, "compiled", signature))


def compiled(function: Callable[..., Any]) -> Any:
    """A kernel: compiled for whatever it is called with, without reference counting."""
    return _known(_made(function, "compiled"))


def internal(function: Callable[..., Any]) -> Any:
    """A kernel that only kernels call: it has no entrance for Python."""
    return _known(_closed(_made(function, "internal")))


def allocating(function: Callable[..., Any]) -> Any:
    """A kernel that may make arrays."""
    return _known(_made(function, "allocating"))


def inlined(function: Callable[..., Any]) -> Any:
    """Part of a kernel, copied into each that calls it before that is compiled."""
    return _made(function, "inlined")


def inner(function: Callable[..., Any]) -> Any:
    """Part of kernels that nothing else calls: it goes into them after it has been compiled, and is not filed."""
    return _closed(_made(function, "inner", cache=False))


def kernels() -> list[Dispatcher]:
    """All kernels that have been imported, but for those that are copied into others."""
    return list(_kernels)


def filed(function: Any) -> bool:
    """Whether something compiled of a kernel is on disk."""
    folder = Path(FiledByDigest(function).get_cache_path())
    return any(folder.glob(f"*.{function.__qualname__}-{digest_of(function)}.*.nbi"))


def _closed(kernel: Any) -> Any:
    """A kernel without an entrance, which Python may not call: refused, where numba would crash."""

    def refuse(*_: Any, **__: Any) -> None:
        raise TypeError(f"{kernel.__name__} has no entrance for Python, only kernels call it: make it `compiled`.")

    if not config.DISABLE_JIT:  # else it is a function
        kernel._compile_for_args, kernel._insert = refuse, lambda *_, **__: None
    return kernel


def _known(kernel: Dispatcher) -> Dispatcher:
    _kernels.append(kernel)
    return kernel


_file_by_digest()
