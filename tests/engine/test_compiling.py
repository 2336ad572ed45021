"""A change of a kernel is never missed, and only what depends on it is compiled again; people are told while it is."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numba
import pytest

import microsim
from microsim.compiling import compiled, digest_of, inner, internal, kernels
from microsim.market import day

PACKAGE = Path(microsim.__file__).parent
# `task_time` calls `factor`, which calls `lognormal`; `run_counter` calls nothing
LOOK = """
import json, time
from microsim.market.sessions.work import run_counter, task_time
from microsim.random.quantiles import factor, spread
wide = spread(0.5)
told = {"time": task_time(0.3, 45.0, wide), "counter": run_counter(1, 2, 0)}
for kernel in (task_time, run_counter):
    told[kernel.__name__] = "found" if sum(kernel.stats.cache_hits.values()) else "compiled"
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def compiled_once(tmp_path_factory):
    """A copy of the package with what was compiled for it, and what was told then."""
    copy = tmp_path_factory.mktemp("first") / "src" / "microsim"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy.parents[1], looked(copy)


@pytest.fixture
def first(compiled_once):
    """What was told when nothing was compiled yet."""
    return compiled_once[1]


@pytest.fixture
def copy(compiled_once, tmp_path):
    """A copy of the package, to be edited."""
    shutil.copytree(compiled_once[0], tmp_path, dirs_exist_ok=True)
    return tmp_path / "src" / "microsim"


def looked(copy: Path, **environment: str) -> dict:
    # Python's own cache would pass an edit of equal length made within the second
    own = {"PYTHONPATH": str(copy.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    own["NUMBA_CACHE_DIR"] = str(copy.parents[1] / "cache")
    words = [sys.executable, "-c", LOOK]
    done = subprocess.run(words, env=os.environ | own | environment, check=True, capture_output=True, text=True)
    return json.loads(done.stdout) | {"said": done.stderr}


def edit(copy: Path, file: str, before: str, after: str) -> None:
    text = (copy / file).read_text(encoding="utf-8")
    assert before in text
    (copy / file).write_text(text.replace(before, after, 1), encoding="utf-8")


def test_editing_a_deep_callee_changes_the_callers_and_nothing_else_is_compiled(copy, first):
    assert (first["task_time"], first["run_counter"]) == ("compiled", "compiled")
    again = looked(copy)
    assert (again["time"], again["task_time"], again["run_counter"]) == (first["time"], "found", "found")
    edit(copy, "random/quantiles.py", "return low + (x - cell)", "return 2.0 * low + (x - cell)")
    other = looked(copy)
    assert other["time"] > 1.5 * first["time"]
    assert (other["task_time"], other["run_counter"], other["counter"]) == ("compiled", "found", first["counter"])
    edit(copy, "random/quantiles.py", "return 2.0 * low + (x - cell)", "return low + (x - cell)")
    assert looked(copy)["task_time"] == "found"  # versions stand side by side


def test_a_constant_is_part_of_a_kernel_and_a_comment_is_not(copy):
    edit(copy, "market/sessions/work.py", "import math\n", "# a comment more\n\nimport math\n")
    assert looked(copy)["run_counter"] == "found"
    edit(copy, "market/sessions/work.py", "MAX_RUN = 8_191", "MAX_RUN = 4_095")
    changed = looked(copy)
    assert (changed["run_counter"], changed["task_time"]) == ("compiled", "found")


def test_what_gets_an_entrance_is_another_kernel():
    """The same code: what was compiled without an entrance, called from Python, ends the interpreter."""

    def one(x):
        return x + 1.0

    def same(x):
        return x + 1.0

    def closed(x):
        return x + 1.0

    kinds = (compiled(one), compiled(same), internal(closed))
    first, again, other = (digest_of(kernel.py_func) for kernel in kinds)
    assert first == again != other


def test_whoever_waits_is_told_with_or_without_a_terminal(tmp_path):
    words = [sys.executable, "-c", "from microsim import Market\nwith Market('classroom') as m:\n    m.step()"]
    loud = {name: value for name, value in os.environ.items() if name != "MICROSIM_QUIET"}
    said = subprocess.run(words, env=loud, check=True, capture_output=True, text=True).stderr
    assert said == "" or said.startswith("microsim compiles the market for this machine: once")


def test_every_kernel_stands_below_what_it_calls():
    """Else a change of what it calls would be missed: its digest was taken when that had no meaning yet."""
    assert day.DAY and len(kernels()) > 100
    late = []
    for kernel in kernels():
        function = kernel.py_func
        before = digest_of(function)
        from microsim import compiling

        compiling._digests.clear()
        if digest_of(function) != before:
            late.append(f"{function.__module__}.{function.__qualname__}")
    assert late == []


@pytest.mark.skipif(numba.config.DISABLE_JIT, reason="nothing is compiled")
@pytest.mark.parametrize("part", [inner, internal])
def test_what_has_no_entrance_is_refused_before_and_after_a_kernel_has_called_it(part):
    @part
    def double(x):
        return 2 * x

    @compiled
    def through(x):
        return double(x)

    for _ in range(2):
        with pytest.raises(TypeError, match="double has no entrance for Python, only kernels call it"):
            double(3)
        assert through(3) == 6
