"""What dearer work does to work on offer, and what a pay floor of any height does: writes `demand.md` and its picture.

Forks of one settled market per seed: the same people with the same luck, under another fee or floor, over a year.
"""

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from shared import IMAGES, interval, live, seeds_and_scale, table, told, write

from microsim import Market, load
from microsim.units import HOUR, UNIT

YEAR, SETTLED = 364, 182  # days of a fork; those after which it is measured, but for the elasticity by time
FEE_MORE = 0.2  # of accepted pay, on every platform
PERIODS = {"days 1 to 91": (0, 91), "days 92 to 182": (91, 182), "days 183 to 364": (182, 364)}
FLOORS = {"mturk_2017": (1, 2, 3, 4, 5, 6, 8, 10), "france_2019": (1, 2, 3, 4, 5, 6, 8, 10)}
CURRENCY = {"mturk_2017": "USD", "france_2019": "EUR"}
CURVES = {  # what is drawn, of which period columns
    "posted": "hours posted", "worked": "hours worked", "pay": "pay per hour worked", "income": "income of all",
}  # fmt: skip
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")  # Okabe and Ito: told apart without colour vision


def lived(scenario: str, scale: float, seed: int) -> dict[str, Any]:
    """One settled market, and what each fork of it brings by period."""
    words = [f"scenario={scenario}", f"scale={scale}", f"seed={seed}", f"days={YEAR}"]
    config = load(words)
    out: dict[str, Any] = {"scenario": scenario, "seed": seed}
    with Market(config) as market:
        for _ in range(config.burn_in_days):
            market.step()
        with market.fork() as fork:
            out |= told_of("none", fork)
        with market.fork() as fork:
            fork.platforms.fee_share[: fork.platforms.n] += FEE_MORE
            out |= told_of("fee", fork)
        for floor in FLOORS[scenario]:
            law = ["regulation=[status_quo,pay_floor]"] if scenario == "france_2019" else ["regulation=pay_floor"]
            other = load([*words, *law, f"regulation.pay_floor.hourly={floor}"])
            with market.fork(other) as fork:
                out |= told_of(f"floor {floor}", fork)
    return out


def told_of(change: str, fork: Market) -> dict[str, float]:
    """Hours posted, and worked, outlay per hour posted, pay per hour worked and income, by period of a fork."""
    r, out = fork.requesters, {}
    sums = {name: [] for name in ("posted", "worked", "value", "pay", "fee")}
    for _ in range(YEAR):
        fork.step()
        n, events = r.n, fork.events.fresh
        b, fees = fork.batches, fork.rules.law.platforms
        hours = b.tasks[events] * b.seconds[events] / HOUR
        value = b.tasks[events] * b.price[events] / UNIT
        charged = np.maximum(b.price[events] * fees["fee_share"][b.platform[events]],
                             fees["fee_min"][b.platform[events]]) * b.tasks[events] / UNIT  # fmt: skip
        sums["posted"].append(hours.sum())
        sums["value"].append(value.sum())
        sums["fee"].append(charged.sum())
        sums["worked"].append(r.seconds_worked[:n].sum() / HOUR)
        sums["pay"].append(r.accepted_pay[:n].sum() / UNIT)
    for period, (first, last) in PERIODS.items():
        days = slice(first, last)
        whole = {name: np.sum(values[days]) for name, values in sums.items() if name not in ("worked", "pay")}
        worked, pay = (np.diff([0.0, *sums[name]])[days].sum() for name in ("worked", "pay"))
        cost = (whole["value"] + whole["fee"]) / whole["posted"] if whole["posted"] else np.nan
        one = {"posted": whole["posted"], "worked": worked, "cost": cost, "offered": whole["value"] / whole["posted"],
               "income": pay, "pay": pay / worked if worked else np.nan}  # fmt: skip
        out |= {f"{change}|{period}|{name}": value for name, value in one.items()}
    return out


def change_of(runs: pd.DataFrame, change: str, period: str, name: str) -> pd.Series:
    """Log change of a figure by a fork, seed by seed."""
    return np.log(runs[f"{change}|{period}|{name}"] / runs[f"none|{period}|{name}"])


def ratio(above: pd.Series, below: pd.Series) -> tuple[float, float, float]:
    """Ratio of two means over the same seeds, with its interval (linearised).

    Example:
        >>> [round(x, 2) for x in ratio(pd.Series([-0.1, -0.2]), pd.Series([0.2, 0.4]))]
        [-0.5, -0.5, -0.5]
    """
    whole = above.mean() / below.mean()
    return tuple(float(whole + x) for x in interval((above - whole * below) / below.mean()))


def elasticities(runs: pd.DataFrame) -> pd.DataFrame:
    """What a higher fee does by time since: cost, hours posted and worked, pay offered; elasticity of hours to cost."""
    rows = []
    for scenario, own in runs.groupby("scenario", sort=False):
        for period in PERIODS:
            cost, posted, worked, offered = (change_of(own, "fee", period, name)
                                             for name in ("cost", "posted", "worked", "offered"))  # fmt: skip
            figures = [told(interval(100 * x), "{:+.1f}") for x in (cost, posted, worked, offered)]
            rows.append([scenario, period, *figures, told(ratio(posted, cost), "{:+.2f}")])
    columns = [
        "scenario",
        "after",
        "all-in cost, %",
        "hours posted, %",
        "hours worked, %",
        "pay offered, %",
        "elasticity",
    ]
    return pd.DataFrame(rows, columns=columns)


def doses(runs: pd.DataFrame) -> pd.DataFrame:
    """What a floor of each height does in the second half of the year, in per cent with intervals."""
    period, rows = list(PERIODS)[-1], []
    for scenario, own in runs.groupby("scenario", sort=False):
        for floor in FLOORS[scenario]:
            for name in CURVES:
                rows.append((scenario, floor, name, *interval(100 * change_of(own, f"floor {floor}", period, name))))
    return pd.DataFrame(rows, columns=["scenario", "floor", "name", "mean", "low", "high"])


def draw(curve: pd.DataFrame) -> None:
    """One panel per scenario."""
    figure, panels = plt.subplots(1, len(FLOORS), figsize=(10, 4.2), layout="constrained", sharey=True)
    for panel, (scenario, own) in zip(panels, curve.groupby("scenario", sort=False), strict=True):
        for (name, label), colour, mark in zip(CURVES.items(), COLOURS, "osD^", strict=True):
            rows = own[own.name == name]
            panel.plot(rows.floor, rows["mean"], marker=mark, color=colour, label=label)
            panel.fill_between(rows.floor, rows.low, rows.high, color=colour, alpha=0.2, linewidth=0)
        panel.axhline(0, color="0.6", linewidth=0.8)
        panel.set(title=scenario, xlabel=f"pay floor ({CURRENCY[scenario]} per hour)")
    panels[0].set_ylabel("change in the second half of the year (log points, %)")
    panels[0].legend(frameon=False, fontsize=9)
    figure.savefig(IMAGES / "floor_doses.png", dpi=150)


def main() -> None:
    """Live the forks, write page and picture."""
    said = seeds_and_scale(__doc__, seeds=10, scale=0.05)
    jobs = [(scenario, said.scale, seed) for seed in range(1, said.seeds + 1) for scenario in FLOORS]
    runs = live(lived, jobs, said.processes)
    curve = doses(runs)
    draw(curve)
    shown = curve.assign(told=[told((r.mean, r.low, r.high), "{:+.0f}") for r in curve.itertuples(index=False)])
    wide = shown.pivot(index=["scenario", "floor"], columns="name", values="told")[list(CURVES)].reset_index()
    write(
        "demand",
        "# What dearer work does",
        f"Written by `docs/evidence/demand.py` (scale {said.scale:g}, seeds 1 to {said.seeds}, intervals of 90 %):"
        " forks of one settled market per seed.",
        "## A higher fee",
        f"Every platform's fee rises by {FEE_MORE:.0%} of pay. The last column is the change of hours posted over that"
        " of what an hour on offer costs requesters, fee included; published is −0.43 for labour demand in general,"
        " more in the long run (C26), and about nothing at once for requesters of Mechanical Turk (C17, C23).",
        table(elasticities(runs)),
        "## A pay floor",
        "Change in the second half of the year after a floor on pay per hour of median time came, obeyed by all, in log"
        " points × 100, beside the same market without it.",
        "![What a pay floor does by its height](../img/floor_doses.png)",
        table(wide.rename(columns=CURVES)),
    )


if __name__ == "__main__":
    main()
