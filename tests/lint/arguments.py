"""Count the arguments of every function of the engine: no more than seven, private ones and keywords included.

What declares (`column`, `parameter`) is excepted, and `self` and `cls` do not count. Run by `make test`.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

MOST = 7
PACKAGE = Path(__file__).parents[2] / "src" / "microsim"
ENGINE = (
    "codes.py", "compiling.py", "units.py", "model.py", "random", "state", "agents", "motives", "networks",
    "regulation", "shocks", "market", "metrics",
)  # fmt: skip
DECLARE = {"column", "parameter"}


def too_many(path: Path) -> Iterator[tuple[int, str, int]]:
    """Line, name and number of arguments of each function of a file that has too many."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            own = node.args
            named = [one.arg for one in (*own.posonlyargs, *own.args, *own.kwonlyargs, own.vararg, own.kwarg) if one]
            name, count = getattr(node, "name", "lambda"), len([one for one in named if one not in ("self", "cls")])
            if count > MOST and name not in DECLARE:
                yield node.lineno, name, count


def files() -> Iterator[Path]:
    """All files of the engine."""
    for name in ENGINE:
        path = PACKAGE / name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def main() -> int:
    """Print what has too many, and how many there are; 1 if there are any."""
    found = [(path, *one) for path in files() for one in too_many(path)]
    for path, line, name, count in found:
        print(f"{path.relative_to(PACKAGE)}:{line}: {name} takes {count} arguments, more than {MOST}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
