"""How many directions of its assumed parameters a scenario's targets can tell apart: writes `rank.md` and its picture.

All assumed parameters are moved at once, each to a quarter or three quarters of its plausible range, in a folded
Hadamard design: every run tells of every parameter, and what two parameters do together does not touch what one does.
The two runs of a pair share their seed. Columns to which no parameter belongs tell how large luck is.
"""

import argparse
from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from scipy import stats
from scipy.linalg import hadamard
from shared import IMAGES, table, write

from microsim import load
from microsim.config.schema import Config
from microsim.instruments import INSTRUMENTS
from microsim.results.targets import Target, read_targets
from microsim.runs.assumed import LENGTH_OF_BURN_IN, drawn, families
from microsim.runs.many.of_configs import Study, compute, folder_of_studies

SCENARIO = "mturk_2017"
LOW, HIGH = 0.25, 0.75  # places in the plausible range
LUCKS, LUCK_LEVEL = 1000, 0.95  # matrices of nothing but luck, and how many of them a direction has to exceed
SEED = 1
FELT = 3.0  # standard errors from which on a target is said to feel a parameter
# Those that an economist would delete unless something feels them, as far as they are still there (decision 0017).
ASKED = ("behaviour.outside_utility", "motives.*.start_hour", "motives.*.start_hour_sd")


def targets() -> list[Target]:
    """The scored targets of the scenario."""
    return [target for target in read_targets(SCENARIO) if target.kind == "target"]


def names_of(config: Config) -> list[str]:
    """The families of assumed parameters that are moved."""
    return sorted({*families(config)} - {LENGTH_OF_BURN_IN})


def design(parameters: int) -> np.ndarray:
    """Signs of a Hadamard design with a column for each parameter and for luck, ``int[runs, columns]``; not folded.

    Example:
        >>> signs = design(5)
        >>> signs.shape, bool((signs.T @ signs == 8 * np.eye(7)).all())
        ((8, 7), True)
    """
    size = 1 << parameters.bit_length()
    return hadamard(size)[:, 1:]


def folded(config: Config, names: Sequence[str], signs: np.ndarray) -> list[tuple[dict[str, Any], Config]]:
    """Each row of a design as it is, and with all signs turned, under one seed; each with its name."""
    there, configs = families(config), []
    for row, line in enumerate(signs):
        for fold in (1, -1):
            places = {name: HIGH if fold * line[at] > 0 else LOW for at, name in enumerate(names)}
            moved = drawn(config, there, places).model_copy(update={"seed": row + 1})
            configs.append(({"row": row, "fold": fold}, moved))
    return configs


def study(scale: float, only: Sequence[str] = ()) -> tuple[list[str], np.ndarray, Study]:
    """Parameters, signs, and the runs: each row of the design as it is, and with all signs turned.

    Args:
        scale: of each market.
        only: families that are moved; all that are assumed if none is named.
    """
    # Half a year settles; a burn-in of a whole one would take a third longer.
    words = [f"scenario={SCENARIO}", f"scale={scale}", "burn_in_days=182", "figures=false", "record=[weeks,batches]"]
    config = load(words)
    names = list(only) or names_of(config)
    signs = design(len(names))
    instruments = tuple(target.name for target in targets() if target.name in INSTRUMENTS)
    return names, signs, Study(folded(config, names, signs), instruments)


def effects(signs: np.ndarray, runs: pd.DataFrame) -> np.ndarray:
    """What each column does to each target, over the middle half of its plausible range; in half widths of the band.

    Args:
        signs: of the design.
        runs: one row per run: `row`, `fold` and the targets.

    Returns:
        ``float[targets, columns]``; rows of the design one of whose runs could not be measured are left out.
    """
    out = []
    for target in targets():
        by_fold = runs.pivot(index="row", columns="fold", values=target.name).astype(float)
        change = ((by_fold[1] - by_fold[-1]) / (target.high - target.low)).to_numpy()
        there = np.isfinite(change)
        fitted, *_ = np.linalg.lstsq(signs[there], change[there], rcond=None)
        out.append(2.0 * fitted)
    return np.array(out)


def directions(found: np.ndarray, luck: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Singular values of what parameters do, and those that luck alone exceeds in a twentieth of cases.

    Args:
        found: effects, ``float[targets, parameters]``.
        luck: standard error of an effect on each target, ``float[targets]``.
    """
    normal = stats.norm.rvs(size=(LUCKS, *found.shape), random_state=SEED)
    by_luck = np.linalg.svd(luck[:, None] * normal, compute_uv=False)
    return np.linalg.svd(found, compute_uv=False), np.quantile(by_luck, LUCK_LEVEL, axis=0)


def draw(values: np.ndarray, luck: np.ndarray, strongest: pd.DataFrame) -> None:
    """Singular values beside those of luck, and which target feels which parameter."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(12, 6.4), layout="constrained", width_ratios=(1, 2))
    places = np.arange(1, len(values) + 1)
    left.semilogy(places, values, "o-", color="#0072B2", label="measured")
    left.semilogy(places, luck, "s--", color="#D55E00", label="luck alone (95 %)")
    left.set(xlabel="direction", ylabel="singular value (half widths of bands)", xticks=places)
    left.legend(frameon=False)
    most = float(np.abs(strongest.to_numpy()).max())
    shown = right.imshow(strongest, cmap="PuOr", vmin=-most, vmax=most, aspect="auto")
    right.set_xticks(range(strongest.shape[1]), strongest.columns, rotation=40, ha="right", fontsize=8)
    right.set_yticks(range(strongest.shape[0]), strongest.index, fontsize=8)
    figure.colorbar(shown, ax=right, label="a quarter to three quarters of the range (half widths of the band)")
    figure.savefig(IMAGES / "rank.png", dpi=150)


def main() -> None:
    """Live the runs that are not there yet, write page, table and picture."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--scale", type=float, default=0.02, help="size of each market (%(default)s)")
    words.add_argument("--processes", type=int, default=2, help="markets at once (%(default)s)")
    words.add_argument("--asked", action="store_true", help="print what those do that may be deleted, write nothing")
    said = words.parse_args()
    names, signs, runs = study(said.scale, ASKED if said.asked else ())
    metrics = compute(folder_of_studies("rank", [runs]), runs, said.processes, progress=True)
    told = pd.DataFrame([{**what, **values} for (what, _), values in zip(runs.configs, metrics, strict=True)])
    all_effects = effects(signs, told)
    found, luck = all_effects[:, : len(names)], all_effects[:, len(names) :].std(axis=1)
    of_targets = [target.name for target in targets()]
    whole = pd.DataFrame(found.T, index=pd.Index(names, name="parameter"), columns=of_targets)
    errors = whole / luck
    if said.asked:
        print(pd.concat({"half widths": whole.T, "standard errors": errors.T}).round(2).to_string())
        return
    values, by_luck = directions(found, luck)
    strongest = errors.abs().max(axis=1).sort_values(ascending=False).index
    draw(values, by_luck, whole.loc[strongest[:25]])
    rows = [(name, errors.loc[name].abs().idxmax(), f"{whole.loc[name, errors.loc[name].abs().idxmax()]:+.2f}",
             f"{errors.loc[name].abs().max():.1f}", "yes" if name in ASKED else "") for name in strongest]  # fmt: skip
    columns = ["parameter", "target that feels it most", "half widths of its band", "standard errors", "asked for"]
    missing = {name: int(told[name].isna().sum()) for name in of_targets if told[name].isna().any()}
    write(
        "rank",
        "# What the targets can tell of the parameters",
        f"Written by `docs/evidence/rank.py`: `{SCENARIO}`, scale {said.scale:g}, {len(told)} runs, in which all"
        f" {len(names)} families of assumed parameters stand at a quarter or three quarters of their plausible ranges"
        f" at once; {signs.shape[1] - len(names)} columns of the design belong to no parameter and tell what luck does."
        f" {int((values > by_luck).sum())} of {len(values)} directions exceed what luck alone exceeds in one case of"
        f" twenty; {int((errors.abs().max(axis=1) > FELT).sum())} parameters are felt by a target with {FELT:g}"
        f" standard errors or more (with {len(of_targets)} targets, luck alone shows some {expected(found):.1f})."
        + (f" Not measured in some runs: {missing}." if missing else ""),
        "![Directions, and the parameters that are felt most](../img/rank.png)",
        table(pd.DataFrame(rows, columns=columns)),
    )


def expected(found: np.ndarray) -> float:
    """Parameters that would seem felt if none were."""
    none = (1.0 - 2.0 * stats.norm.sf(FELT)) ** found.shape[0]
    return float(found.shape[1] * (1.0 - none))


if __name__ == "__main__":
    main()
