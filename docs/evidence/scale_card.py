"""From which size on a sample may be read: writes `scale_card.md` and the card that runs look at.

Full-size markets over few seeds beside samples over more; ratios of ten metrics, and of the effects of a pay floor
and of a higher fee on five. What was computed is kept in the output folder, by scenario and size, and not computed
again; scenarios that are not named keep their rows of the card.
"""

import argparse
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats
from shared import LEVEL, table, write

import microsim.facts
from microsim import load
from microsim.facts.measured import EFFECT, FULL, METRIC
from microsim.runs.many.of_configs import Study, compute, folder_of_studies

METRICS = (
    "hourly_pay_median", "posted_hourly_pay", "hours_per_head", "net_income_per_head", "share_active_monthly",
    "tasks_posted_per_day", "fill_hours_median", "unpaid_share_of_time", "share_of_tasks_rejected", "gini_of_pay",
)  # fmt: skip
FELT = ("hourly_pay_median", "posted_hourly_pay", "hours_per_head", "net_income_per_head", "fill_hours_median")
BY_SIZE = ("tasks_posted_per_day",)  # in proportion to the size
WITHIN = {METRIC: 0.05, EFFECT: 0.10}
# Half a year settles; a quarter holds the effects, and a year at full size would take four times as long.
PERIOD = ["burn_in_days=182", "days=91", "figures=false"]
SEEDS = {  # of each size, from 1
    "mturk_2017": {FULL: 5, 0.1: 20, 0.05: 20, 0.02: 20},
    "france_2019": {FULL: 5, 0.1: 20, 0.05: 20, 0.02: 20},
}
FLOORS = {  # beside the laws in force
    "mturk_2017": ["regulation=pay_floor", "regulation.pay_floor.hourly=4"],
    "france_2019": ["regulation=[status_quo,pay_floor]", "regulation.pay_floor.hourly=5"],
}
FEE_MORE = 0.2  # of accepted pay, on every platform
CHANGES = ("none", "floor", "fee")
FIGURES = (  # what the card tells of: metrics, then effects of each change
    *((METRIC, "none", name) for name in METRICS),
    *((EFFECT, change, name) for change in CHANGES[1:] for name in FELT),
)
CARD = microsim.facts.HERE / "scale_card.csv"


def words_of(scenario: str, change: str) -> list[str]:
    """What a change is in Hydra's words."""
    if change == "fee":
        fees = {name: each.fee_share + FEE_MORE for name, each in load([f"scenario={scenario}"]).platforms.items()}
        return [f"platforms.{name}.fee_share={fee:g}" for name, fee in fees.items()]
    return FLOORS[scenario] if change == "floor" else []


def lived(scenario: str, scale: float, processes: int) -> pd.DataFrame:
    """One row per market of a scenario at a size: change, seed and metrics."""
    configs: list[tuple[dict[str, Any], Any]] = []
    for change in CHANGES:
        for seed in range(1, SEEDS[scenario][scale] + 1):
            said = [f"scenario={scenario}", f"scale={scale}", f"seed={seed}", *PERIOD, *words_of(scenario, change)]
            configs.append(({"change": change, "seed": seed}, load(said)))
    study = Study(configs)
    metrics = compute(folder_of_studies("scale_card", [study]), study, processes, progress=True)
    runs = pd.DataFrame([{**told, **values} for (told, _), values in zip(configs, metrics, strict=True)])
    runs[[*BY_SIZE]] /= scale
    return runs


def ratio(sample: pd.Series, full: pd.Series) -> tuple[float, float, float]:
    """Ratio of two means less one, with its interval, by seed: a sample has the people and requesters of its seed.

    Double sampling: the full market's mean is taken at the mean of all samples, along a line through the seeds that
    both have (Cochran, Sampling Techniques, 12.5).

    Example:
        >>> sample = pd.Series([1.0, 2.0, 3.1, 4.0, 5.0], index=range(1, 6))
        >>> [round(x, 3) for x in ratio(sample, pd.Series([1.0, 2.1, 3.0, 4.1], index=range(1, 5)))]
        [-0.009, -0.071, 0.052]
    """
    both = sample[full.index]
    line = stats.linregress(both, full)
    residual = full - line.intercept - line.slope * both
    n, away = len(full), sample.mean() - both.mean()
    at_mean = float(line.intercept + line.slope * sample.mean())
    variance = residual.pow(2).sum() / (n - 2) * (1 / n + away**2 / both.sub(both.mean()).pow(2).sum())
    variance += (1 - line.slope) ** 2 * sample.var() / len(sample)
    half = stats.t.ppf(0.5 + LEVEL / 2, n - 2) * np.sqrt(variance) / abs(at_mean)
    middle = sample.mean() / at_mean - 1
    return float(middle), float(middle - half), float(middle + half)


def values(runs: pd.DataFrame, change: str, name: str) -> pd.Series:
    """A metric by seed, or the log change of it by a law, seed by seed."""
    by_seed = runs.pivot(index="seed", columns="change", values=name).astype(float)
    return by_seed["none"] if change == "none" else np.log(by_seed[change] / by_seed["none"])


def card_of(scenario: str, processes: int) -> pd.DataFrame:
    """One row per figure and size below the full one: ratio less one, its interval, whether it may be read."""
    by_size = {scale: lived(scenario, scale, processes) for scale in SEEDS[scenario]}
    rows = []
    for scale in sorted(set(by_size) - {FULL}):
        for kind, change, name in FIGURES:
            full = values(by_size[FULL], change, name)
            mean, low, high = ratio(values(by_size[scale], change, name), full)
            may = max(abs(low), abs(high)) <= WITHIN[kind]
            rows.append((scenario, kind, change, name, full.mean(), scale, mean, low, high, may))
    columns = ["scenario", "kind", "change", "name", "full", "scale", "ratio", "low", "high", "may_be_read"]
    return pd.DataFrame(rows, columns=columns)


def page(card: pd.DataFrame) -> None:
    """Write the page: one table per scenario, what may be read in bold."""
    parts = []
    for scenario, own in card.groupby("scenario"):
        cells = [f"{row.ratio:+.0%} ({row.low:+.0%} … {row.high:+.0%})" for row in own.itertuples()]
        marked = [f"**{cell}**" if may else cell for cell, may in zip(cells, own.may_be_read, strict=True)]
        wide = own.assign(cell=marked, full=[f"{x:.3g}" for x in own.full]).pivot(
            index=["kind", "change", "name", "full"], columns="scale", values="cell"
        )
        seeds = ", ".join(f"{seeds} at {scale:g}" for scale, seeds in SEEDS[str(scenario)].items())
        parts += [f"## {scenario}", f"Seeds: {seeds}.", table(wide.rename(columns="{:g}".format).reset_index())]
    write(
        "scale_card",
        "# From which size on a sample may be read",
        "Written by `docs/evidence/scale_card.py`: ratio less one to the market at full size, with an interval of 90 %"
        " over seeds, which are paired (burn-in of half a year, a measured quarter). A metric may be read (bold) where"
        f" its interval lies within ±{WITHIN[METRIC]:.0%}, an effect within ±{WITHIN[EFFECT]:.0%}. `full`: the metric"
        " at full size, or its log change by a pay floor (4 USD, 5 EUR an hour) or by fees that are"
        f" {FEE_MORE:.0%} of pay higher on every"
        " platform. Where the effect itself is near zero, or luck is large, an interval tells nothing, and the figure"
        " is not to be read either.",
        *parts,
    )


def main() -> None:
    """Compute what is not there yet, write card and page."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("scenarios", nargs="*", default=list(SEEDS), help="of them")
    words.add_argument("--processes", type=int, default=2, help="markets at once (%(default)s)")
    said = words.parse_args()
    before = pd.read_csv(CARD)
    now = [before[~before.scenario.isin(said.scenarios)], *(card_of(name, said.processes) for name in said.scenarios)]
    card = pd.concat([part for part in now if len(part)], ignore_index=True)
    card.to_csv(CARD, index=False, float_format="%.4f")
    page(card)


if __name__ == "__main__":
    main()
