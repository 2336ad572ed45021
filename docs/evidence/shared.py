"""What the scripts of this folder share: markets lived side by side, intervals, and pages that are written whole."""

import argparse
import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats
from tqdm import tqdm

HERE = Path(__file__).parent
IMAGES = HERE.parent / "img"
LEVEL = 0.90


def seeds_and_scale(doc: str, seeds: int, scale: float) -> argparse.Namespace:
    """What is said at the command line: seeds 1, 2, … of each market, its size, and how many at once."""
    words = argparse.ArgumentParser(description=doc)
    words.add_argument("--seeds", type=int, default=seeds, help="seeds of each market (%(default)s)")
    words.add_argument("--scale", type=float, default=scale, help="size of each market (%(default)s)")
    words.add_argument("--processes", type=int, default=2, help="markets at once (%(default)s)")
    return words.parse_args()


def live(task: Callable[..., dict[str, Any]], jobs: Sequence[tuple[Any, ...]], processes: int) -> pd.DataFrame:
    """One row per job: what `task(*job)` tells, a mapping of names to figures."""
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        running = [pool.submit(task, *job) for job in jobs]
        return pd.DataFrame([each.result() for each in tqdm(running, unit="markets")])


def interval(values: Sequence[float] | np.ndarray, level: float = LEVEL) -> tuple[float, float, float]:
    """Mean of seeds, and the interval in which it lies at a level, by Student's t.

    Example:
        >>> [round(x, 3) for x in interval([1.0, 2.0, 3.0])]
        [2.0, 0.314, 3.686]
    """
    x = np.asarray(values, float)
    half = stats.t.ppf(0.5 + level / 2, len(x) - 1) * x.std(ddof=1) / np.sqrt(len(x))
    return float(x.mean()), float(x.mean() - half), float(x.mean() + half)


def told(three: tuple[float, float, float], form: str = "{:+.3f}") -> str:
    """A mean and its interval in words.

    Example:
        >>> told((0.01, -0.02, 0.04))
        '+0.010 (−0.020 … +0.040)'
    """
    return f"{form} ({form} … {form})".format(*three).replace("-", "−")


def table(rows: pd.DataFrame) -> str:
    """A table in Markdown."""
    cells = [list(rows.columns), ["---"] * len(rows.columns), *rows.astype(str).to_numpy().tolist()]
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)


def write(name: str, *parts: str) -> None:
    """Write a page, of paragraphs and tables."""
    (HERE / f"{name}.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
