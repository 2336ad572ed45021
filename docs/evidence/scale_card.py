"""From which size on a sample may be read: writes `scale_card.md` and the card that runs look at.

Full-size markets over few seeds beside samples over more; ratios of ten metrics, and of the effects of a pay floor
and of a higher fee on five. What was computed is kept in the output folder and not computed again.
"""

import argparse
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats
from shared import LEVEL, table, write

import microsim.facts
from microsim import load
from microsim.runs.many.of_configs import Study, compute, folder_of_studies

METRICS = (
    "hourly_pay_median", "posted_hourly_pay", "hours_per_head", "net_income_per_head", "share_active_monthly",
    "tasks_posted_per_day", "fill_hours_median", "unpaid_share_of_time", "share_of_tasks_rejected", "gini_of_pay",
)  # fmt: skip
FELT = ("hourly_pay_median", "posted_hourly_pay", "hours_per_head", "net_income_per_head", "fill_hours_median")
BY_SIZE = ("tasks_posted_per_day",)  # in proportion to the size
WITHIN = {"metric": 0.05, "effect": 0.10}
# Half a year settles; a quarter holds the effects, and a year at full size would take four times as long.
PERIOD = ["burn_in_days=182", "days=91", "figures=false"]
FLOORS = {  # beside the laws in force
    "mturk_2017": ["regulation=pay_floor", "regulation.pay_floor.hourly=4"],
    "france_2019": ["regulation=[status_quo,pay_floor]", "regulation.pay_floor.hourly=5"],
}
FEE_MORE = 0.2  # of accepted pay, on every platform
CHANGES = ("none", "floor", "fee")


def words_of(scenario: str, change: str) -> list[str]:
    """What a change is in Hydra's words."""
    if change == "fee":
        fees = {name: each.fee_share + FEE_MORE for name, each in load([f"scenario={scenario}"]).platforms.items()}
        return [f"platforms.{name}.fee_share={fee:g}" for name, fee in fees.items()]
    return FLOORS[scenario] if change == "floor" else []


FIGURES = (  # what the card tells of: metrics, then effects of each change
    *(("metric", "none", name) for name in METRICS),
    *(("effect", change, name) for change in CHANGES[1:] for name in FELT),
)


def study(scenario: str, sizes: dict[float, int]) -> Study:
    """The markets of a scenario: sizes, seeds, and what is changed."""
    configs: list[tuple[dict[str, Any], Any]] = []
    for scale, seeds in sizes.items():
        for change in CHANGES:
            for seed in range(1, seeds + 1):
                said = [f"scenario={scenario}", f"scale={scale}", f"seed={seed}", *PERIOD, *words_of(scenario, change)]
                configs.append(({"scale": scale, "change": change, "seed": seed}, load(said)))
    return Study(configs)


def ratio(sample: np.ndarray, full: np.ndarray) -> tuple[float, float, float]:
    """Ratio of two means less one, with its interval: independent seeds, delta method, Welch's degrees of freedom.

    Example:
        >>> [round(x, 3) for x in ratio(np.array([1.0, 1.1, 0.9]), np.array([1.0, 1.02, 0.98]))]
        [0.0, -0.164, 0.164]
    """
    a, b = sample.mean(), full.mean()
    of_a, of_b = sample.var(ddof=1) / len(sample) / b**2, full.var(ddof=1) / len(full) * a**2 / b**4
    freedom = (of_a + of_b) ** 2 / (of_a**2 / (len(sample) - 1) + of_b**2 / (len(full) - 1))
    half = stats.t.ppf(0.5 + LEVEL / 2, freedom) * np.sqrt(of_a + of_b)
    return float(a / b - 1), float(a / b - 1 - half), float(a / b - 1 + half)


def card(scenario: str, runs: pd.DataFrame) -> pd.DataFrame:
    """One row per figure and size below the full one: ratio less one, its interval, whether it may be read."""
    rows = []
    full = runs[runs.scale == 1]
    for scale, sample in runs[runs.scale < 1].groupby("scale"):
        for kind, change, name in FIGURES:
            mean, low, high = ratio(values(sample, change, name), values(full, change, name))
            may = max(abs(low), abs(high)) <= WITHIN[kind]
            rows.append((scenario, kind, change, name, scale, mean, low, high, may))
    columns = ["scenario", "kind", "change", "name", "scale", "ratio", "low", "high", "may_be_read"]
    return pd.DataFrame(rows, columns=columns)


def values(runs: pd.DataFrame, change: str, name: str) -> np.ndarray:
    """A metric by seed, per unit of size where it goes by size; or the log change of it by a law, seed by seed."""
    by_seed = runs.pivot(index="seed", columns="change", values=name).astype(float)
    if name in BY_SIZE:
        by_seed = by_seed / runs.scale.iloc[0]
    if change == "none":
        return by_seed["none"].to_numpy()
    return np.log(by_seed[change] / by_seed["none"]).to_numpy()


def main() -> None:
    """Compute what is not there yet, write card and page."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("scenarios", nargs="*", default=list(FLOORS), help="of them")
    words.add_argument("--full", type=int, default=5, help="seeds at full size (%(default)s)")
    words.add_argument("--seeds", type=int, default=20, help="seeds of samples (%(default)s)")
    words.add_argument("--sizes", type=float, nargs="*", default=[0.02, 0.05, 0.1], help="of samples")
    words.add_argument("--processes", type=int, default=2)
    said = words.parse_args()
    cards = []
    for scenario in said.scenarios:
        one = study(scenario, {1.0: said.full} | {size: said.seeds for size in said.sizes})
        metrics = compute(folder_of_studies("scale_card", [one]), one, said.processes, progress=True)
        runs = pd.DataFrame([{**told, **values} for (told, _), values in zip(one.configs, metrics, strict=True)])
        cards.append(card(scenario, runs))
    whole = pd.concat(cards)
    whole.to_csv(microsim.facts.HERE / "scale_card.csv", index=False, float_format="%.4f")
    told = whole.assign(ratio=[f"{r.ratio:+.1%} ({r.low:+.1%} … {r.high:+.1%})" for r in whole.itertuples()])
    wide = told.pivot(index=["scenario", "kind", "change", "name"], columns="scale", values="ratio").reset_index()
    write(
        "scale_card",
        "# From which size on a sample may be read",
        "Written by `docs/evidence/scale_card.py`: ratio less one to the market at full size"
        f" ({said.full} seeds; samples: {said.seeds}), intervals of 90 %. A metric may be read where its interval lies"
        " within ±5 %, an effect (log change by a floor or a higher fee) within ±10 %.",
        table(wide),
    )


if __name__ == "__main__":
    main()
