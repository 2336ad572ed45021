"""Numba functions: arrays and numbers in, arrays and numbers out. They know no config and no agent.

Numba keys its cache on the file that holds a function and does not see a change in a function it calls from
another file (numba, "Notes on Caching"). So the cache folder carries a hash of all compiled sources: a changed
kernel never meets a stale one, and a package installed where one may not write still compiles only once.
"""

import hashlib
import os
from pathlib import Path

import numba

COMPILED_ROOMS = ("kernels", "motives")


def _source_hash() -> str:
    package = Path(__file__).parents[1]
    digest = hashlib.sha256(numba.__version__.encode())
    for room in COMPILED_ROOMS:
        for source in sorted((package / room).glob("*.py")):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _use_own_cache() -> None:
    if "NUMBA_CACHE_DIR" in os.environ:
        return
    home = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    numba.config.CACHE_DIR = str(home / "microsim" / _source_hash())


_use_own_cache()
