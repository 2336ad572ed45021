"""A provisional fit of a few assumed parameters to a scenario's targets: writes `fit.md`, with the values to configure.

What each parameter does is measured once, in a folded design around the configured values; then steps of least squares:
distances to the published values in half widths of their bands, and how far parameters are from where they are
configured, in half widths of their plausible ranges. Each step is measured before the next.
"""

import argparse
from typing import Any

import numpy as np
import pandas as pd
from rank import HIGH, LOW, SCENARIO, design, effects, folded, targets
from scipy.optimize import lsq_linear
from shared import table, write

from microsim import load
from microsim.config.schema import Config
from microsim.instruments import INSTRUMENTS
from microsim.runs.assumed import drawn, families
from microsim.runs.many.of_configs import Study, compute, folder_of_studies

FITTED = (
    "behaviour.pay_weight", "behaviour.run_length", "demand.batch_growth", "demand.hours", "demand.job_value_log_sd",
    "demand.size_log_sd", "pricing.belief",
)  # fmt: skip
START = (  # where it began; what came out, rounded, is configured since
    "behaviour.pay_weight=0.14", "behaviour.run_length=12", "demand.batch_growth=0.25", "demand.hours=60",
    "demand.job_value_log_sd=1.1", "demand.size_log_sd=1.2", "pricing.belief=0.165", "pricing.usual_lateness=0.4",
)  # fmt: skip
BEGINS = 0.5  # place in the plausible range
STEPS, SEEDS = 2, 3  # seeds 1, 2, …: figures that are shown are made with others


def measured(what: str, configs: list[tuple[dict[str, Any], Config]], processes: int) -> pd.DataFrame:
    """What runs tell of the targets, one row each."""
    runs = Study(configs, tuple(target.name for target in targets() if target.name in INSTRUMENTS))
    metrics = compute(folder_of_studies(what, [runs]), runs, processes, progress=True)
    return pd.DataFrame([{**told, **values} for (told, _), values in zip(runs.configs, metrics, strict=True)])


def slopes(config: Config, processes: int) -> np.ndarray:
    """What each fitted parameter does to each target, in half widths of its band, from end to end of its range."""
    signs = design(len(FITTED))
    return effects(signs, measured("slopes", folded(config, FITTED, signs), processes))[:, : len(FITTED)] / (HIGH - LOW)


def distances(runs: pd.DataFrame) -> np.ndarray:
    """How far the mean of runs is from each published value, in half widths of its band."""
    return np.array([2.0 * (runs[one.name].mean() - float(one.value)) / (one.high - one.low) for one in targets()])


def better(places: np.ndarray, away: np.ndarray, slope: np.ndarray) -> np.ndarray:
    """Places from which targets and configured values are least far, if slopes hold."""
    prior = 2.0 * np.eye(len(places))
    left = np.vstack([slope, prior])
    right = np.concatenate([slope @ places - away, prior @ np.full(len(places), BEGINS)])
    return lsq_linear(left, right, bounds=(0.0, 1.0)).x


def main() -> None:
    """Measure slopes, take the steps, write the page."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--scale", type=float, default=0.05, help="size of each market (%(default)s)")
    words.add_argument("--processes", type=int, default=2, help="markets at once (%(default)s)")
    said = words.parse_args()
    config = load([f"scenario={SCENARIO}", f"scale={said.scale}", "figures=false", "record=[weeks,batches]", *START])
    there, slope = families(config), slopes(config, said.processes)
    places, values, means = np.full(len(FITTED), BEGINS), {}, {}
    for step in range(STEPS + 1):
        now = drawn(config, there, dict(zip(FITTED, places, strict=True))) if step else config
        runs = measured("fit", [({}, now.model_copy(update={"seed": seed})) for seed in range(1, SEEDS + 1)],
                        said.processes)  # fmt: skip
        away, name = distances(runs), f"step {step}" if step else "start"
        chosen, group = now.model_dump(), {}
        for key in FITTED:
            section, field = key.split(".")
            group[key] = f"{chosen[section][field]:.3g}"
        values[name] = {**group, "loss": f"{away @ away:.2f}"}
        means[name] = {target.name: f"{runs[target.name].mean():.3g}" for target in targets()}
        places = better(places, away, slope)
    published = pd.Series({target.name: f"{target.value} ({target.low:g} … {target.high:g})" for target in targets()})
    parts = (pd.DataFrame(values), pd.DataFrame({"published (band)": published} | means))
    write(
        "fit",
        "# A provisional fit",
        f"Written by `docs/evidence/fit.py`: `{SCENARIO}`, scale {said.scale:g}, seeds 1 to {SEEDS}; loss is the sum of"
        " squared distances to published values, in half widths of their bands. The last column, rounded, is what"
        " is configured; the belief is that at another usual lateness, near which requesters start: 0.172 at 0.4 is"
        " about 0.15 at 0.27.",
        *(table(part.reset_index(names="")) for part in parts),
    )


if __name__ == "__main__":
    main()
