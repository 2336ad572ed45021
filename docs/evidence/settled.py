"""How far each scenario still drifts at the end of its burn-in: writes `settled.md` and the table that runs look at."""

import argparse

import pandas as pd
from shared import interval, table, told, write

import microsim.facts
from microsim import load
from microsim.facts.measured import MOST_DRIFT
from microsim.runs.many.of_configs import Study, compute, folder_of_studies
from microsim.runs.outcome import DRIFT

# Size, first seed (starts were chosen with lower ones), and how many. Samples, but for the classroom, which is a market
# of its own, and for France, where the work on show at a tenth goes by few requesters per platform. Sixty seeds of the
# classroom: as it has some twenty batches on show, twenty would leave luck of 4.5 %, as much as what is asked.
MARKETS = {
    "classroom": (1.0, 201, 60), "france_2019": (1.0, 101, 20), "mturk_2017": (0.1, 101, 20),
    "global_pool": (0.1, 101, 20),
}  # fmt: skip
NAMES = {"price": "median pay posted", "stock": "batches on show", "active": "active people", "belief": "pay expected"}


def main() -> None:
    """Live the burn-ins, write table and page."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--processes", type=int, default=2, help="markets at once (%(default)s)")
    said = words.parse_args()
    rows = []
    for scenario, (scale, first, seeds) in MARKETS.items():
        told_of = [f"scenario={scenario}", f"scale={scale}", "days=7", "figures=false"]
        runs = [({"seed": seed}, load([*told_of, f"seed={seed}"])) for seed in range(first, first + seeds)]
        study = Study(runs)
        metrics = compute(folder_of_studies("settled", [study]), study, said.processes, progress=True)
        for name, most in MOST_DRIFT.items():
            drift = interval([each[f"{DRIFT}{name}"] for each in metrics])
            rows.append((scenario, scale, runs[0][1].burn_in_days, f"{first}–{first + seeds - 1}", name, *drift, most))
    columns = ["scenario", "scale", "burn_in_days", "seeds", "quantity", "mean", "low", "high", "most"]
    drifts = pd.DataFrame(rows, columns=columns)
    drifts.to_csv(microsim.facts.HERE / "settled.csv", index=False, float_format="%.5f")
    page = pd.DataFrame(
        [(row.scenario, f"{row.scale:g}", row.burn_in_days, row.seeds, NAMES[row.quantity],
          told((row.mean, row.low, row.high), "{:+.1%}"), f"±{row.most:.0%}",
          "yes" if max(abs(row.low), abs(row.high)) <= row.most else "no") for row in drifts.itertuples()],
        columns=["scenario", "scale", "days", "seeds", "what", "drift", "asked", "settled"],
    )  # fmt: skip
    write(
        "settled",
        "# Whether markets have settled when they are measured",
        "Written by `docs/evidence/settled.py`: mean over the last 13 weeks of the burn-in, or the second half of a"
        " shorter one, over that of as many days before, less one; intervals of 90 %."
        " A scenario has settled if all four intervals lie within what is asked; runs with as long a burn-in then say"
        " so, shorter ones warn.",
        table(page),
    )


if __name__ == "__main__":
    main()
