"""The life of a comparison: its folder, its forks, its tables."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from microsim.config.comparison import AND
from microsim.config.errors import UserError
from microsim.config.load import from_mapping
from microsim.config.schema import CHANGES_NO_NUMBER, Config
from microsim.config.sweeping import Multirun
from microsim.plots.words import Lang
from microsim.report import write_report
from microsim.results.comparison.differ import refuse_other_differences
from microsim.results.comparison.read import FILE, Comparison, Fork, compared, read_comparison
from microsim.results.read import read_config
from microsim.runs.begin import burn_in_of
from microsim.runs.folder import as_folder
from microsim.runs.many.identity import seedless_digest
from microsim.runs.many.job import Executor
from microsim.runs.many.plan import Plan, plan_of_configs
from microsim.runs.many.run_many import place_of
from microsim.runs.many.status import opened
from microsim.runs.many.store import FILE as STORE
from microsim.runs.many.sweep import sweep
from microsim.runs.many.tables import new_file

from .about import about_comparison, about_runs
from .plan import ComparisonPlan, in_force, plan_comparison
from .write import write_comparison

HOME = "comparisons"  # below the output folder
LANGUAGES: tuple[Lang, ...] = ("en", "fr")


def compare(
    words: Sequence[str],
    multirun: Multirun,
    executor: Callable[[], Executor],
    config_dir: Path | str | None = None,
    progress: bool = False,
) -> Comparison:
    """Run the forks of a comparison that are not there yet, and write its tables.

    Args:
        words: laws, seeds, draws and parameters; see `plan_comparison`.
        multirun: name of the comparison (`sweep.name`), what to do about failures and changes.
        executor: makes the one who computes runs.
        config_dir: a folder of the user's own configs.
        progress: show bars.

    Raises:
        UserError: in one line, what does not fit, where, why, and the cure.
    """
    plan = plan_comparison(words, config_dir)
    folder = folder_of(plan, words, multirun.sweep.name)
    runs = plan_of_configs(words, ((fork.settings, fork.config) for fork in plan.forks))
    if multirun.sweep.on_change == "add":
        _refuse_other_forks(folder, runs)
    with closing(executor()) as computing:
        sweep(runs, multirun, computing, progress, folder, whole=True, before=lambda: _tell(folder, plan, words))
    return rebuild(folder, progress)


def _refuse_other_forks(folder: Path, plan: Plan) -> None:
    """More seeds, draws or laws may be added; a fork that is there under other parameters would be taken for ours."""
    if not (folder / STORE).is_file():
        return
    with opened(folder) as store:
        there = {place_of(row.settings): row.config for row in store.runs()}
    for run in plan.runs:
        place = place_of(run["settings"])
        if there.get(place, run["config"]) != run["config"]:
            cure = "Say sweep.on_change=restart, or give another sweep.name."
            raise UserError(f"{folder / place} is there with other parameters: laws are added, not changed. {cure}")


def rebuild(folder: Path | str, progress: bool = False) -> Comparison:
    """Write tables and report of a comparison from its stored forks alone."""
    return _written(read_comparison(folder, progress))


def _written(comparison: Comparison) -> Comparison:
    """Write tables, and unless no figures are wanted the report in both languages."""
    write_comparison(comparison)
    for lang in LANGUAGES if comparison.about.get("figures", True) else ():
        write_report(comparison, comparison.folder, lang)
    return comparison


def compare_runs(folders: Sequence[str], progress: bool = False) -> Comparison:
    """Compare single runs, by the laws that they were under; the law of the first is the baseline.

    Args:
        folders: of runs that differ in laws and seeds only.
        progress: show a bar.

    Raises:
        UserError: two runs are of the same law and seed, or differ in more; in one line.
    """
    forks: dict[tuple[str, int], Fork] = {}
    laws: dict[str, Config] = {}
    for folder in map(Path, folders):
        config = from_mapping(read_config(folder))
        law = AND.join(in_force(config)) or "none"
        if seedless_digest(laws.setdefault(law, config)) != seedless_digest(config):
            raise UserError(f"{folder} has {law} with other parameters than {_first(forks, law)}: compare one by one.")
        if (law, config.seed) in forks:
            both = f"{forks[law, config.seed].folder} and {folder}"
            raise UserError(f"{both} are of the same law ({law}) and seed ({config.seed}): leave one of them out.")
        forks[law, config.seed] = Fork(law, 0, config.seed, folder)
    refuse_other_differences({law: laws[law].model_dump(mode="json") for law in laws},
                             {law: _first(forks, law) for law in laws})  # fmt: skip
    _refuse_other_burn_ins(laws, forks)
    first = next(iter(laws.values()))
    home = Path(first.output).expanduser() / HOME / f"runs-{_digest(folders)}"
    comparison = compared(home, about_runs(laws, forks.values(), folders), list(forks.values()), progress)
    home.mkdir(parents=True, exist_ok=True)
    return _written(comparison)


def _first(forks: Mapping[tuple[str, int], Fork], law: str) -> Path:
    return next(fork.folder for fork in forks.values() if fork.law == law)


def _refuse_other_burn_ins(laws: Mapping[str, Config], forks: Mapping[tuple[str, int], Fork]) -> None:
    """Forks come from one burn-in: people who have lived under other laws before are other people."""
    first, *others = laws
    for law in others:
        if seedless_digest(burn_in_of(laws[law])) != seedless_digest(burn_in_of(laws[first])):
            both = f"{_first(forks, first)} and {_first(forks, law)}"
            why = "an existing law is in one of them only. Use laws=[…]."
            raise UserError(f"{both} have not had the same burn-in: {why}")


def folder_of(plan: ComparisonPlan, words: Sequence[str], name: str = "") -> Path:
    """Where a comparison lies: under its name, or one made of scenario and words, so that the same words find it."""
    config = next(iter(plan.laws.values()))
    said = sorted(word for word in words if word.partition("=")[0] not in CHANGES_NO_NUMBER)
    return Path(config.output).expanduser() / HOME / (name or f"{as_folder(config.scenario.name)}-{_digest(said)}")


def _digest(words: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:8]


def _tell(folder: Path, plan: ComparisonPlan, words: Sequence[str]) -> None:
    """Write what the comparison says of itself, before its first run."""
    with new_file(folder / FILE) as part:
        part.write_text(json.dumps(about_comparison(plan, words), ensure_ascii=False, indent=1), encoding="utf-8")
