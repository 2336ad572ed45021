"""Which code made a run: a commit of the checkout that it runs from, or the version of the installed wheel."""

import os
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import microsim

PACKAGES = (
    "mesa", "numpy", "numba", "llvmlite", "networkx", "matplotlib", "hydra-core", "omegaconf", "pydantic", "pyarrow",
    "pandas", "rich", "tqdm",
)  # fmt: skip
WHAT_COUNTS = ("src", "configs", "pyproject.toml")
PATIENCE = 10  # seconds


def code_state() -> dict[str, str | bool | None]:
    """The commit, and whether code or configs differ from it (None: git cannot tell); the version if it is a wheel."""
    root = checkout()
    if root is None:
        return {"wheel": microsim.__version__}
    commit = _git(root, "rev-parse", "HEAD")
    changes = _git(root, "status", "--porcelain", "--", *WHAT_COUNTS)
    return {"commit": commit, "dirty": None if changes is None else changes != ""}


def checkout() -> Path | None:
    """The root of the checkout that the package runs from; None if it is installed as a wheel."""
    root = Path(microsim.__file__).resolve().parents[2]
    here = (root / "src" / "microsim").is_dir() and (root / "pyproject.toml").is_file() and (root / ".git").exists()
    return root if here else None


def package_versions() -> dict[str, str | None]:
    """Versions of the packages that a run depends on."""
    return {name: _version(name) for name in PACKAGES}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _git(root: Path, *words: str) -> str | None:
    # within a git hook these variables point to another repository
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "--no-optional-locks", "-C", str(root), *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=own, timeout=PATIENCE)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
