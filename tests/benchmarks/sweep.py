"""What many runs cost beyond the model: a sweep beside the time of its runs, and beside Hydra's own launcher.

Everything in one session on one machine, from the command to the tables; `make bench-sweep` runs it.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

COMMAND = Path(sys.executable).with_name("microsim")
RUN = ("scenario=classroom", "scale=0.02", "days=30", "burn_in_days=30", "platforms.mturk.fee_share=0.1,0.2")


def timed(home: Path, runs: int, *more: str) -> tuple[float, pd.DataFrame]:
    """Seconds of the whole command, and the table that it leaves."""
    name = f"sweep.name={runs}-{len(more)}"
    words = [COMMAND, "sweep", *RUN, f"seed=range(0,{runs // 2})", f"output={home}", name, *more]
    started = time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    took = time.perf_counter() - started
    return took, pd.read_parquet(home / "sweeps" / f"{runs}-{len(more)}" / "runs.parquet")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--runs-of-hydra", type=int, default=40)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        timed(home, 4)  # whatever has to be compiled or read from disk for the first time
        took, table = timed(home, options.runs, f"executor.processes={options.processes}")
        model = table.seconds.sum()
        ideal = model / options.processes
        print(f"{options.runs} runs in {options.processes} processes: {took:.1f} s, of which model {ideal:.1f} s")
        print(f"  model            {1000 * model / options.runs:7.1f} ms a run")
        print(f"  beyond the model {1000 * (took - ideal) / options.runs:7.1f} ms a run (command to tables)")
        print(f"  processors busy with the model: {ideal / took:.0%}")
        slow, rows = timed(home, options.runs_of_hydra, "hydra/launcher=basic", f"hydra.sweep.dir={home / 'hydra'}")
        beyond = slow - rows.seconds.sum()
        print(f"{options.runs_of_hydra} runs with Hydra's basic launcher (one process): {slow:.1f} s")
        print(f"  beyond the model {1000 * beyond / options.runs_of_hydra:7.1f} ms a run (command to tables)")


if __name__ == "__main__":
    main()
