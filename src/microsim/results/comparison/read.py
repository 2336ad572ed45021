"""A comparison, from the folder where its forks are stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from microsim.config.comparison import FORK, PLACEBO
from microsim.config.errors import UserError
from microsim.results.read import RunError, read_config, read_json
from microsim.results.sweeps import read_sweep

from .assumptions import table_of_assumptions
from .differ import refuse_other_differences
from .effects import effects_of, paired
from .fork import ForkResult, read_fork
from .groups import with_country_names
from .paths import read_path, table_of_paths
from .winners import counted, table_of_winners

if TYPE_CHECKING:
    import pandas as pd

FILE = "comparison.json"
NEEDED = ("forks", "baseline", "laws", "seeds", "draws", "thresholds", "currency", "positions", "families", "commit")
ALL = "all"  # the group of everybody


@dataclass(frozen=True)
class Fork:
    """A stored run under one law."""

    law: str
    draw: int
    seed: int
    folder: Path

    @property
    def point(self) -> dict[str, Any]:
        """What tells it apart."""
        return dict(zip(FORK, (self.law, self.draw, self.seed), strict=True))


@dataclass(frozen=True, eq=False)
class Comparison:
    """What laws do, to whom, and how sure we are.

    Attributes:
        folder: where it is.
        about: scenario, laws with their texts and anchors, seeds, draws, thresholds, provenance.
        values: one row per law, draw, seed, `by`, `group` and `metric`.
        effects: paired differences to the baseline with intervals, one row per law, group and metric.
        winners: shares of winners and losers beside those of the placebo, one row per law and group.
        paths: daily series with bands, one row per law, metric and day.
        assumptions: how effects go with assumed parameters, over draws.
        missing: forks without a result that can be read: law, draw, seed, status (missing, damaged, failed or killed),
            stage and error.
    """

    folder: Path
    about: Mapping[str, Any]
    values: "pd.DataFrame" = field(repr=False)
    effects: "pd.DataFrame" = field(repr=False)
    winners: "pd.DataFrame" = field(repr=False)
    paths: "pd.DataFrame" = field(repr=False)
    assumptions: "pd.DataFrame" = field(repr=False)
    missing: "pd.DataFrame" = field(repr=False)


def read_comparison(folder: Path | str, progress: bool = False) -> Comparison:
    """Everything that the stored forks of a comparison tell; those missing or damaged are named, the rest compared.

    Args:
        folder: the one with `comparison.json`.
        progress: show a bar.

    Raises:
        UserError: it is no comparison, nothing can be compared, or forks differ in more than their law; in one line.

    Example:
        >>> read_comparison("no/such/folder")
        Traceback (most recent call last):
            ...
        microsim.results.read.RunError: no/such/folder has no comparison.json, so it is not a comparison. Make one by \
microsim compare laws=[…].
    """
    folder = Path(folder)
    if not (folder / FILE).is_file():
        raise RunError(f"{folder} has no {FILE}, so it is not a comparison. {_advice(folder)}")
    about = read_json(folder / FILE)
    missing = [key for key in NEEDED if key not in about]
    if missing:
        raise RunError(f"{folder / FILE} is damaged, or of another version: it has no {missing[0]}. Compare anew.")
    forks = [Fork(fork["law"], fork["draw"], fork["seed"], folder / fork["place"]) for fork in about["forks"]]
    return compared(folder, about, forks, progress)


def _advice(folder: Path) -> str:
    if (folder / "manifest.json").is_file():
        return "It is a single run: give two or more of them."
    if (folder / "runs.parquet").is_file():
        return "It is a sweep: see microsim summary."
    return "Make one by microsim compare laws=[…]."


def compared(folder: Path, about: Mapping[str, Any], forks: Sequence[Fork], progress: bool = False) -> Comparison:
    """Compare stored forks; see `read_comparison`."""
    import pandas as pd  # start-up

    baseline, thresholds = about["baseline"], about["thresholds"]
    values, winners, missing, series = [], [], [], {}
    by_point = sorted(forks, key=lambda fork: (fork.draw, fork.seed))
    with tqdm(total=len(forks), unit="forks", leave=False, disable=not progress) as bar:
        for (draw, seed), there in groupby(by_point, lambda fork: (fork.draw, fork.seed)):
            read = dict(_read(list(there), missing, series, bar))
            point = {"draw": draw, "seed": seed}
            values += [result.values.assign(law=law, **point) for law, result in read.items()]
            if baseline in read:
                winners += [
                    {"law": law, **point, **row}
                    for law, result in read.items()
                    if law != baseline
                    for row in counted(result.people, read[baseline].people, thresholds["share"], thresholds["amount"])
                ]
    lost = _with_failures(pd.DataFrame(missing, columns=[*FORK, "status", "stage", "error"]), folder)
    if not values:
        raise UserError(f"{folder}: no fork can be read: {lost.error.iloc[0] if len(lost) else 'there is none'}")
    table = pd.concat(values, ignore_index=True)
    pairs = paired(table, baseline)
    if pairs.empty:
        raise UserError(f"nothing can be compared: no seed has both {baseline} and another law.")
    names = about.get("countries", {})  # comparisons stored before countries had names have none
    effects = with_country_names(effects_of(pairs, about["currency"]), names)
    shares = with_country_names(table_of_winners(pd.DataFrame(winners), PLACEBO), names)
    return Comparison(
        folder, about, table, effects, shares,
        table_of_paths(series, baseline, about["currency"]),
        table_of_assumptions(pairs, about["positions"], about["families"]),
        lost,
    )  # fmt: skip


def _with_failures(missing: "pd.DataFrame", folder: Path) -> "pd.DataFrame":
    """What the table of runs knows of those that were computed and failed."""
    if missing.empty or not (folder / "runs.parquet").is_file():
        return missing
    runs = read_sweep(folder).runs
    failed = runs[runs.error.notna()].set_index([*FORK])[["status", "stage", "error"]]
    told = missing.set_index([*FORK])
    told.update(failed)
    return told.reset_index()


def _read(
    forks: Sequence[Fork], missing: list[dict[str, Any]], series: dict[tuple[str, int], "pd.DataFrame"], bar: tqdm
) -> Iterator[tuple[str, ForkResult]]:
    """The forks of one seed and draw that can be read; the others are noted."""
    configs: dict[str, Mapping[str, Any]] = {}
    for fork in forks:
        bar.update()
        try:
            result = read_fork(fork.folder)
            configs[fork.law] = read_config(fork.folder)
            if fork.draw == 0:
                series[fork.law, fork.seed] = read_path(fork.folder)
        except RunError as error:
            status = "damaged" if fork.folder.is_dir() else "missing"
            missing.append({**fork.point, "status": status, "stage": None, "error": str(error)})
            continue
        yield fork.law, result
    refuse_other_differences(configs, {fork.law: fork.folder for fork in forks})
