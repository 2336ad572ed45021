"""No circle of imports, and no import inside a function except for start-up time, marked `# start-up`.

A circle is told with its modules. Imports for type checkers do not count. Run by `make test`.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import networkx as nx

PACKAGE = Path(__file__).parents[2] / "src" / "microsim"
MARK = "# start-up"


def circles() -> Iterator[str]:
    """Each group of modules that import each other, directly or not."""
    built = grimp.build_graph("microsim", exclude_type_checking_imports=True)
    late = {(module, other) for module in built.modules for other in built.find_modules_directly_imported_by(module)
            if _is_late(built, module, other)}  # fmt: skip
    graph = nx.DiGraph(
        (module, other)
        for module in built.modules
        for other in built.find_modules_directly_imported_by(module)
        if (module, other) not in late and not other.startswith(f"{module}.")  # a package and what it gathers
    )
    for group in nx.strongly_connected_components(graph):
        if len(group) > 1:
            yield f"these import each other: {', '.join(sorted(group))}"


def _is_late(built: grimp.ImportGraph, module: str, other: str) -> bool:
    """Whether one module imports another inside functions only."""
    lines = [one["line_contents"] for one in built.get_import_details(importer=module, imported=other)]
    return all(MARK in line or line.startswith(" ") for line in lines)


def unmarked() -> Iterator[str]:
    """Each import inside a function that does not say why it stands there."""
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for one in ast.walk(node):
                    if isinstance(one, ast.Import | ast.ImportFrom) and MARK not in lines[one.end_lineno - 1]:
                        where = f"{path.relative_to(PACKAGE)}:{one.lineno}"
                        yield f"{where}: an import inside a function: move it to the top, or mark it {MARK}"


def main() -> int:
    """Print what is wrong; 1 if anything is."""
    found = [*circles(), *dict.fromkeys(unmarked())]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
