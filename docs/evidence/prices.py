"""Prices over three measured years, from starts elsewhere and at other inertia: writes `prices.md` and its picture."""

from typing import Any

import numpy as np
import pandas as pd
from shared import interval, live, seeds_and_scale, table, told, write

from microsim import Market, load
from microsim.units import HOUR, UNIT

SCENARIO, YEARS, YEAR, LOW = "mturk_2017", 3, 365, 0.50
RESET = 0.1
MARKETS = {
    "as configured": [],
    "prices start at half": ["demand.start_price=0.5"],
    "prices start at double": ["demand.start_price=2"],
    "inertia halved": [f"pricing.reset={2 * RESET}"],
    "inertia doubled": [f"pricing.reset={RESET / 2}"],
}


def lived(name: str, scale: float, seed: int) -> dict[str, Any]:
    """Three measured years of a market: pay posted in each, by batches and by hours."""
    config = load([f"scenario={SCENARIO}", f"scale={scale}", f"seed={seed}", f"days={YEARS * YEAR}", *MARKETS[name]])
    out: dict[str, Any] = {"market": name, "seed": seed}
    with Market(config) as market:
        for _ in range(config.burn_in_days):
            market.step()
        for year in range(1, YEARS + 1):
            pay, hours = (np.concatenate(each) for each in zip(*(day_of(market) for _ in range(YEAR)), strict=True))
            logs = np.log(pay)
            mean = np.average(logs, weights=hours)
            out[f"median_{year}"] = float(np.median(pay))
            out[f"spread_{year}"] = float(np.sqrt(np.average((logs - mean) ** 2, weights=hours)))
            out[f"low_{year}"] = float(hours[pay < LOW].sum() / hours.sum())
    return out


def day_of(market: Market) -> tuple[np.ndarray, np.ndarray]:
    """Live a day: pay per hour of the batches posted, and their hours."""
    market.step()
    batches, rows = market.batches, market.events.fresh
    pay = batches.price[rows] / UNIT / batches.seconds[rows] * HOUR
    return pay, batches.tasks[rows] * batches.seconds[rows] / HOUR


def main() -> None:
    """Live the markets, write the page."""
    said = seeds_and_scale(__doc__, seeds=10, scale=0.05)
    jobs = [(name, said.scale, seed) for seed in range(1, said.seeds + 1) for name in MARKETS]
    runs = live(lived, jobs, said.processes)
    base = runs[runs.market == "as configured"].set_index("seed")
    trends = [
        ["log-SD of pay posted, by hours", told(interval(base.spread_3 - base.spread_1)), "±0.05"],
        [f"share of hours below {LOW:.2f} USD", told(interval(base.low_3 - base.low_1)), "±0.02"],
    ]
    others = []
    for name, rows in runs.groupby("market", sort=False):
        median = rows.set_index("seed").median_3
        ratio = interval(median / base.median_3 - 1)
        others.append([name, f"{median.mean():.2f}", told(ratio, "{:+.1%}") if name != "as configured" else "—"])
    yearly = [
        [what, *(f"{base[f'{key}_{year}'].mean():.3f}" for year in range(1, YEARS + 1))]
        for key, what in (("median", "median pay posted, USD/h"), ("spread", "log-SD"), ("low", f"below {LOW:.2f}"))
    ]
    write(
        "prices",
        "# Prices over years, and from elsewhere",
        f"Written by `docs/evidence/prices.py` ({SCENARIO}, scale {said.scale:g}, seeds 1 to {said.seeds}, intervals of"
        " 90 %); not by hand.",
        "## Three measured years",
        table(pd.DataFrame(yearly, columns=["", "year 1", "year 2", "year 3"])),
        "Change from the first year to the third:",
        table(pd.DataFrame(trends, columns=["", "change", "asked"])),
        "## Starts elsewhere, and inertia",
        "Median pay posted in the third measured year; ratio to the market as configured, seed by seed.",
        table(pd.DataFrame(others, columns=["market", "USD/h", "ratio − 1"])),
    )


if __name__ == "__main__":
    main()
