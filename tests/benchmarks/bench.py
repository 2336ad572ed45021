"""What a market costs: seconds by phase beside what was done in them, so that no market is fast by being empty.

    make bench                                    france_2019 at full size, a year and its burn-in; growth with scale;
                                                  time of the help, and of a first run, which compiles
    make bench BENCH='--scale 0.1 --only-large'   one smaller market, nothing else

Each measurement is a process of its own on one core. Compare two commits back to back on the same machine.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCENARIO = "france_2019"
GROWTH = (0.05, 0.1, 0.2)
DONE = {"tasks submitted": "submitted", "looks": "looks", "searches": "searches", "active worker-days": "active"}
LIMITS = {"seconds a year": 30, "MB": 1024}  # full size, one core


def main() -> None:
    """Measure what was asked for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=1.0, help="scale of the large market (default 1)")
    parser.add_argument("--only-large", action="store_true", help="leave out smaller markets and start-up times")
    parser.add_argument("--one", metavar="SCALE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(_simulate(float(options.one))))
        return
    if not options.only_large:
        _print_start()
    _measure(0.001)  # compiles, if nothing has yet
    if not options.only_large:
        _print_growth([_measure(scale) for scale in GROWTH])
    _print_large(_measure(options.scale))
    _print_whole(options.scale)


def _on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _process(words: list[object], **environment: str) -> tuple[str, float, float]:
    """Run a command on one core. Returns (what it printed, seconds, its peak memory in MB)."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as printed:
        process = subprocess.Popen(
            list(map(str, words)), stdout=printed, env={**os.environ, **environment}, preexec_fn=_on_one_core
        )
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{' '.join(map(str, words))} failed")
        printed.seek(0)
        return printed.read(), time.perf_counter() - start, _mb(used.ru_maxrss)


def _mb(maxrss: int) -> float:
    return maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def _measure(scale: float) -> dict:
    return json.loads(_process([sys.executable, __file__, "--one", scale])[0])


def _simulate(scale: float) -> dict:
    """One market, simulated without being stored; in a process of its own."""
    from microsim import Market, load

    config = load([f"scenario={SCENARIO}", f"scale={scale}"])
    start = time.perf_counter()
    with Market(config) as market:
        built = time.perf_counter()
        for _ in range(config.burn_in_days + config.days):
            market.step()
        stepped = time.perf_counter()
        days = market.days
        return {
            "scale": scale,
            "workers": market.people_at_start,
            "days": days.n,
            "years": config.days / 365,
            "build": built - start,
            "steps": stepped - built,
            "phases": market.seconds_per_phase,
            "done": {word: int(days.used(column)[config.burn_in_days :].sum()) for word, column in DONE.items()},
            "done in all": {word: int(days.used(column).sum()) for word, column in DONE.items()},
            "MB": _mb(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss),
        }


def _print_large(of: dict) -> None:
    print(f"\n{SCENARIO} at scale {of['scale']:g}: {of['workers']:,} workers, {of['days']} days (burn-in included)")
    print(f"\n  {'phase':20}{'seconds':>9}")
    for phase, seconds in {"(people, requesters)": of["build"], **of["phases"]}.items():
        print(f"  {phase:20}{seconds:9.2f}")
    total = of["build"] + of["steps"]
    print(f"  {'together':20}{total:9.2f}")
    year = of["steps"] * 365 / of["days"]
    print(f"  {'a year of it':20}{year:9.2f}   at full size at most {LIMITS['seconds a year']}")
    print(f"\n  {'done':20}{'per year':>14}{'per second':>14}")
    for word, count in of["done"].items():
        print(f"  {word:20}{count / of['years']:14,.0f}{of['done in all'][word] / of['steps']:14,.0f}")
    print(f"\n  peak memory {of['MB']:.0f} MB, at full size at most {LIMITS['MB']}")


def _print_growth(measured: list[dict]) -> None:
    print(f"\n{SCENARIO}, growth with scale")
    print(f"\n  {'scale':>8}{'workers':>10}{'seconds':>9}{'µs per worker and day':>24}{'ns per look':>13}{'MB':>7}")
    for of in measured:
        daily = 1e6 * of["steps"] / of["workers"] / of["days"]
        look = 1e9 * of["steps"] / of["done in all"]["looks"]
        print(f"  {of['scale']:8g}{of['workers']:10,}{of['steps']:9.2f}{daily:24.2f}{look:13.0f}{of['MB']:7.0f}")


def _print_whole(scale: float) -> None:
    """What a user waits for: tables, metrics and figures too."""
    command = Path(sys.executable).with_name("microsim")
    with tempfile.TemporaryDirectory() as home:
        _, seconds, mb = _process([command, "run", f"scenario={SCENARIO}", f"scale={scale}", f"output={home}"])
        (manifest,) = Path(home).rglob("manifest.json")
        parts = json.loads(manifest.read_text(encoding="utf-8"))["seconds"]
    told = ", ".join(f"{name} {took:.1f}" for name, took in parts.items())
    print(f"\n  microsim run, stored and drawn: {seconds:.1f} s ({told}), peak memory {mb:.0f} MB")


def _print_start() -> None:
    command = Path(sys.executable).with_name("microsim")
    print(f"\n  microsim --help: {min(_process([command, '--help'])[1] for _ in range(3)):.2f} s")
    with tempfile.TemporaryDirectory() as home:
        words = [command, "run", "scenario=classroom", "days=2", "burn_in_days=1", f"output={home}"]
        first = _process(words, NUMBA_CACHE_DIR=f"{home}/cache")[1]
        again = _process(words, NUMBA_CACHE_DIR=f"{home}/cache")[1]
    print(f"  a first run, which compiles: {first:.1f} s; the same again: {again:.1f} s")


if __name__ == "__main__":
    main()
