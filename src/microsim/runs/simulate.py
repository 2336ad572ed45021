"""One run: simulate, measure, draw, and keep it all in one folder."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from microsim.config.load import to_yaml
from microsim.config.schema import Config
from microsim.model import Market

from .burn_in import BurnIn, burn_in
from .folder import run_folder
from .keep import keepers
from .manifest import close_manifest, describe_run
from .stopwatch import Stopwatch
from .write import TableFile, write_json, write_tables

if TYPE_CHECKING:
    import pandas as pd

BAR = "{desc} {percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} {unit} [{elapsed}<{remaining}]"
WORDS = {"en": ("days", "burn-in", "measured"), "fr": ("jours", "rodage", "mesure")}


@dataclass(frozen=True)
class RunResult:
    """A run that was written.

    Attributes:
        folder: where it is.
        config: what was run.
        summary: ``{metric: {value, unit, meaning, label_en, label_fr}}``.
        manifest: code, machine, seconds, rows per table.
        burn_in: whether the market had settled when the measured days began.
        by_motive: metrics of workers, one row per motive (see `microsim.metrics.by_motive`).
        by_experience: the same, one row per experience at the start (see `microsim.metrics.by_experience`).
        by_country: the same and exits, per country and motive (see `microsim.metrics.by_country`).
        by_role: the same, one row per AI role of most of their first work (see `microsim.metrics.by_role`).
    """

    folder: Path
    config: Config
    summary: dict[str, dict[str, Any]]
    manifest: dict[str, Any]
    burn_in: BurnIn
    by_motive: "pd.DataFrame" = field(repr=False, compare=False)
    by_experience: "pd.DataFrame" = field(repr=False, compare=False)
    by_country: "pd.DataFrame" = field(repr=False, compare=False)
    by_role: "pd.DataFrame" = field(repr=False, compare=False)


def run(config: Config, progress: bool = False) -> RunResult:
    """Simulate a market and store what happened, in a new folder that appears when it is whole.

    Args:
        config: what to run.
        progress: show a bar with the model's date and the time left.

    Raises:
        OutputError: the folder cannot be written.

    Example:
        >>> import tempfile
        >>> from microsim import load
        >>> with tempfile.TemporaryDirectory() as home:
        ...     result = run(load(["days=3", "burn_in_days=0", "figures=false", f"output={home}"]))
        ...     sorted(path.name for path in result.folder.glob("*.json")), result.manifest["rows"]["daily"]
        (['manifest.json', 'summary.json'], 3)
    """
    started, watch = dt.datetime.now().astimezone(), Stopwatch()
    with run_folder(config, started) as part:
        (part.path / "config.yaml").write_text(to_yaml(config), encoding="utf-8")
        manifest, drift = _simulate(config, part.path, started, progress, watch)
        write_json(part.path / "manifest.json", manifest)
        summary, *groups = _measure(part.path)
        watch.lap("metrics")
        if config.figures:
            _draw(part.path, config.lang)
            watch.lap("figures")
        manifest = close_manifest(manifest, dt.datetime.now().astimezone(), watch.seconds)
        write_json(part.path / "manifest.json", manifest)
    return RunResult(part.final, config, summary, manifest, drift, *groups)


def _simulate(
    config: Config,
    folder: Path,
    started: dt.datetime,
    progress: bool,
    watch: Stopwatch,
) -> tuple[dict[str, Any], BurnIn]:
    """All days and all tables. Returns the manifest so far, and the drift of the burn-in."""
    with Market(config) as market:
        with keepers(config, lambda table: TableFile(folder, table, config)) as kept:
            market.keepers.extend(kept)
            watch.lap("preparation")
            _all_days(market, progress)
            watch.lap("simulation")
            for keeper in kept:
                keeper.finish(market)
        rows = write_tables(market, folder) | {keeper.file.table.name: keeper.file.rows for keeper in kept}
        drift = burn_in(market.days, config.burn_in_days, config.scenario.name)
        watch.lap("tables")
        return describe_run(market, started, drift, rows), drift


def _all_days(market: Market, progress: bool) -> None:
    unit, *_ = WORDS[market.config.lang]
    days, looks = (
        range(market.first_day, market.config.days),
        {"bar_format": BAR, "leave": False, "dynamic_ncols": True},
    )
    with tqdm(days, _today(market), unit=unit, disable=not progress, **looks) as bar:
        for _ in bar:
            bar.set_description_str(_today(market), refresh=False)
            market.step()


def _today(market: Market) -> str:
    """Date of the model, and whether it is measured."""
    _, before, measured = WORDS[market.config.lang]
    return f"{market.date} {before if market.day < 0 else measured}"


def _measure(folder: Path) -> tuple[dict[str, dict[str, Any]], *tuple["pd.DataFrame", ...]]:
    from microsim import metrics  # start-up
    from microsim.results import read_run  # start-up

    tables = read_run(folder)
    summary = metrics.summary(tables)
    write_json(folder / "summary.json", summary)
    by_country = metrics.by_country(tables)
    if len(by_country.index.unique("country")) > 1:
        by_country.to_csv(folder / "by_country.csv")
    return summary, metrics.by_motive(tables), metrics.by_experience(tables), by_country, metrics.by_role(tables)


def _draw(folder: Path, lang: str) -> None:
    from microsim.plots import draw_all  # start-up

    draw_all(folder, lang)
