"""What a market costs: cold start, small and large markets, seconds by phase beside what was done in them.

    make bench                                      everything, of the code as it is
    make bench BASE=abc1234                         beside that of another commit, in turn, as ratios with their spread
    make bench BENCH='--scale 0.1 --rounds 1'       a smaller market, each measured once
    make bench BENCH='--only classroom,cold'        some of it

Each measurement is a process of its own on one core. Beside another commit, both are measured one after the other in
each round, so that what a shared machine does to one it does to the other; a ratio below 1: this code is faster.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCENARIO = "france_2019"
HERE = Path(__file__).resolve().parents[2]
DONE = {"tasks submitted": "submitted", "looks": "looks", "searches": "searches", "active worker-days": "active"}
WARM = 20  # days of a small market before it is timed
# what is measured, and what is printed of it; `large` and `run` are of the scale asked for
MEASURES = {
    "help": "microsim --help, s",
    "cold": "a first run, which compiles, s",
    "classroom": "classroom, ms a day",
    "small": f"{SCENARIO} at 1:50, ms a day",
    "large": f"{SCENARIO}, s a year of steps",
    "run": "microsim run, stored and drawn, MB",
}


def main() -> None:
    """Measure what was asked for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=1.0, help="scale of the large market (default 1)")
    parser.add_argument("--only", default=",".join(MEASURES), help=f"some of {', '.join(MEASURES)}")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (default 3)")
    parser.add_argument("--base", help="a commit to compare with")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(_steps(options.measure, options.scale)))
        return
    names = [name for name in MEASURES if name in options.only.split(",")]
    if options.base:
        with tempfile.TemporaryDirectory() as home:
            _compare(names, options, _checkout(options.base, Path(home) / "base"))
    else:
        _print_one(names, options)


def _checkout(commit: str, folder: Path) -> Path:
    """The files of a commit, in a folder."""
    folder.mkdir()
    archive = subprocess.run(["git", "-C", HERE, "archive", commit], check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", folder], input=archive, check=True)
    return folder


def _compare(names: list[str], options: argparse.Namespace, base: Path) -> None:
    for tree in (base, HERE):  # compile first, so that only `cold` pays for it
        _measure("classroom", tree, options.scale)
    print(f"\n  {'this code over ' + options.base:42}{'here':>10}{'there':>10}{'ratio':>8}   lowest to highest")
    for name in names:
        pairs = [tuple(_measure(name, tree, options.scale)["value"] for tree in (HERE, base))
                 for _ in range(options.rounds)]  # fmt: skip
        ratios = sorted(here / there for here, there in pairs)
        here, there = (statistics.median(values) for values in zip(*pairs, strict=True))
        spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
        print(f"  {MEASURES[name]:42}{here:10.2f}{there:10.2f}{statistics.median(ratios):8.2f}   {spread}", flush=True)


def _print_one(names: list[str], options: argparse.Namespace) -> None:
    _measure("classroom", HERE, options.scale)
    for name in names:
        found = [_measure(name, HERE, options.scale) for _ in range(1 if name in ("large", "run") else options.rounds)]
        values = [one["value"] for one in found]
        print(f"\n  {MEASURES[name]:42}{statistics.median(values):10.2f}   ({min(values):.2f} to {max(values):.2f})")
        if "phases" in found[0]:
            _print_phases(found[0])


def _print_phases(of: dict) -> None:
    print(f"\n  {of['workers']:,} workers, {of['days']} days timed, peak memory {of['MB']:.0f} MB")
    print(f"\n  {'phase':20}{'ms a day':>10}")
    for phase, seconds in of["phases"].items():
        print(f"  {phase:20}{1e3 * seconds / of['days']:10.3f}")
    sessions = of["phases"]["run_sessions"]
    for word, many in (("search", "searches"), ("run of tasks", "runs")):
        print(f"  {'sessions, ns per ' + word:30}{1e9 * sessions / of['done'][many]:10.0f}")


def _measure(name: str, tree: Path, scale: float) -> dict:
    """One measurement of the code in a folder, in a process of its own."""
    environment = {"PYTHONPATH": str(tree / "src"), "MICROSIM_QUIET": "1"}
    program = [sys.executable, "-c", "import sys; from microsim.cli import main; sys.exit(main())"]
    with tempfile.TemporaryDirectory() as home:
        if name == "help":
            return {"value": min(_process([*program, "--help"], environment)[1] for _ in range(3))}
        if name == "cold":
            words = ["run", "scenario=classroom", "days=2", "burn_in_days=2", "figures=false", f"output={home}"]
            return {"value": _process([*program, *words], environment | {"NUMBA_CACHE_DIR": f"{home}/cache"})[1]}
        if name == "run":
            words = ["run", f"scenario={SCENARIO}", f"scale={scale}", f"output={home}"]
            return {"value": _process([*program, *words], environment)[2]}
        told = _process([sys.executable, __file__, "--measure", name, "--scale", scale], environment)[0]
        return json.loads(told)


def _steps(name: str, scale: float) -> dict:
    """Days of a market that is not stored: those of a small one that is under way, or a year of a large one."""
    import resource

    from microsim import Market, load

    words = {"classroom": ["scenario=classroom"], "small": [f"scenario={SCENARIO}", "scale=0.02"]}
    small = name in words
    config = load(words.get(name, [f"scenario={SCENARIO}", f"scale={scale}"]))
    with Market(config) as market:
        for _ in range(WARM if small else config.burn_in_days):
            market.step()
        first, before, days = market.days.n, dict(market.seconds_per_phase), 200 if small else config.days
        start = time.process_time()
        for _ in range(days):
            market.step()
        took = time.process_time() - start
        done = {word: int(market.days.used(column)[first:].sum()) for word, column in (DONE | {"runs": "runs"}).items()}
        return {
            "value": 1e3 * took / days if small else took * 365 / days,
            "workers": market.people_at_start,
            "days": days,
            "phases": {phase: seconds - before[phase] for phase, seconds in market.seconds_per_phase.items()},
            "done": done,
            "MB": _mb(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss),
        }


def _process(words: list[object], environment: dict[str, str]) -> tuple[str, float, float]:
    """Run a command on one core. Returns (what it printed, seconds, its peak memory in MB)."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as printed:
        process = subprocess.Popen(
            list(map(str, words)), stdout=printed, stderr=subprocess.DEVNULL, env=os.environ | environment,
            preexec_fn=_on_one_core,
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{' '.join(map(str, words))} failed")
        printed.seek(0)
        return printed.read(), time.perf_counter() - start, _mb(used.ru_maxrss)


def _on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _mb(maxrss: int) -> float:
    return maxrss / (1024**2 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
