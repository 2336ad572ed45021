"""The life of a sweep: its folder, what may go on there, the runs, the tables at the end."""

import datetime as dt
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from microsim.config.errors import UserError
from microsim.config.grid import MOST, Grid, drafts, read_grid
from microsim.config.nearest import did_you_mean
from microsim.config.sweeping import Multirun

from .job import Executor
from .lock import ours
from .opening import opened_for
from .plan import Plan, folder_of, plan_of_drafts
from .run_many import Ended, place_of, run_many
from .store import DONE, WAITING, Store
from .tables import write_tables

MANIFEST = "manifest.json"  # written last into the folder of a run


@dataclass(frozen=True)
class SweepResult:
    """A sweep that has come to its end, or was stopped by a failing run.

    Attributes:
        folder: where it is.
        counts: runs by status, of all sessions.
        ended: what this session did.
        rows: rows of each table.
        lang: language of what people read.
    """

    folder: Path
    counts: Mapping[str, int]
    ended: Ended
    rows: Mapping[str, int]
    lang: str


def sweep(
    plan: Plan, multirun: Multirun, executor: Executor, progress: bool = False, folder: Path | None = None,
    whole: bool = False, before: Callable[[], None] | None = None,
) -> SweepResult:
    """Compute what is not there yet of a plan, and write the tables of all of it.

    Args:
        plan: the runs.
        multirun: name of the sweep, what to do about failures and changes.
        executor: who computes runs.
        progress: show a bar.
        folder: where the sweep is; by default below the output folder of the runs.
        whole: share burn-ins between runs that differ in what comes into force after them, and keep every run with all
            its tables, in `states` and `runs` below the folder. Numbers do not change.
        before: called once the folder is ours and may go on, before the first run.

    Raises:
        UserError: somebody else writes there, or other runs are there, in one line with the difference.
        KeyboardInterrupt: after Ctrl-C or SIGTERM; what was finished is kept.

    Example:
        >>> import contextlib, tempfile
        >>> from microsim.config.grid import drafts, read_grid
        >>> from microsim.runs.many.local import LocalPool
        >>> from microsim.runs.many.plan import plan_of_drafts
        >>> with tempfile.TemporaryDirectory() as home, contextlib.closing(LocalPool(1)) as pool:
        ...     words = ["scale=0.1", "days=2", "burn_in_days=0", "seed=1,2", f"output={home}"]
        ...     plan = plan_of_drafts(words, drafts(read_grid(words)))
        ...     result = sweep(plan, Multirun(), pool)
        ...     result.counts, sorted(path.suffix for path in result.folder.glob("runs.*"))
        ({'done': 2}, ['.csv', '.parquet'])
    """
    folder = folder or folder_of(plan, multirun.sweep.name)
    _check_instruments(multirun.sweep.instruments)
    with ours(folder), _sigterm_like_ctrl_c(), opened_for(folder, plan, multirun.sweep) as store:
        if before is not None:
            before()
        if whole:
            _await_lost(store, folder)
        waiting = store.counts().get(WAITING, 0)
        ended = Ended()
        if waiting:
            store.note(session={"started": _now(), "waiting": waiting})
            try:
                home = folder if whole else None
                ended = run_many(store, executor, multirun.sweep, plan.lang, progress, home=home)
            except KeyboardInterrupt:
                raise KeyboardInterrupt(_safe(store, folder, plan.lang)) from None
        rows = write_tables(store, folder)
        return SweepResult(folder, store.counts(), ended, rows, plan.lang)


def _await_lost(store: Store, folder: Path) -> None:
    """Runs whose folders are gone are computed again."""
    lost = [row.number for row in store.runs(DONE) if not (folder / place_of(row.settings) / MANIFEST).exists()]
    store.await_runs(lost)


def sweep_of_words(
    words: Sequence[str],
    multirun: Multirun,
    executor: Callable[[], Executor],
    config_dir: Path | str | None = None,
    progress: bool = False,
) -> SweepResult:
    """The sweep that a command line asks for.

    Args:
        words: those about its runs, in Hydra's grammar.
        multirun, progress: see `sweep`.
        executor: makes the one who computes runs.
        config_dir: a folder of the user's own configs.

    Raises:
        UserError: in one line, what does not fit, where, why, and the cure.
    """
    grid = _checked_grid(words, multirun, config_dir)
    with closing(executor()) as computing:  # early, as it takes a while to get ready
        return sweep(_plan(words, grid, config_dir, progress), multirun, computing, progress)


def plan_of_words(words: Sequence[str], multirun: Multirun, config_dir: Path | str | None = None) -> Plan:
    """The plan that a command line asks for, and nothing done."""
    return _plan(words, _checked_grid(words, multirun, config_dir), config_dir, progress=False)


def _plan(words: Sequence[str], grid: Grid, config_dir: Path | str | None, progress: bool) -> Plan:
    checking = drafts(grid, config_dir)
    bar = tqdm(checking, "check", grid.size, unit="runs", leave=False, delay=1, disable=not progress)
    return plan_of_drafts(words, bar)


def _checked_grid(words: Sequence[str], multirun: Multirun, config_dir: Path | str | None) -> Grid:
    grid = read_grid(words, config_dir)
    if grid.size > MOST and not multirun.sweep.confirm:
        sizes = " x ".join(f"{len(axis.elements):,} ({axis.key})" for axis in grid.axes)
        raise UserError(f"this is {grid.size:,} runs: {sizes}. If you mean it, say sweep.confirm=true.")
    return grid


def _check_instruments(names: Sequence[str]) -> None:
    if names:
        from microsim.instruments import INSTRUMENTS  # start-up: with the model, so only where one is asked for

        for name in names:
            if name not in INSTRUMENTS:
                advice = did_you_mean(name, INSTRUMENTS) or f"there are {', '.join(INSTRUMENTS)}."
                raise UserError(f"sweep.instruments: {name} is no instrument: {advice}")


def _safe(store: Store, folder: Path, lang: str) -> str:
    counts = store.counts()
    words = {"en": "{done} of {all} runs are safe in {folder}; the same command goes on",
             "fr": "{done} simulations sur {all} sont à l'abri dans {folder} ; la même commande reprend"}  # fmt: skip
    return words[lang].format(done=counts.get(DONE, 0), all=sum(counts.values()), folder=folder)


@contextmanager
def _sigterm_like_ctrl_c() -> Iterator[None]:
    """A batch system that ends us is as good as Ctrl-C: processes are stopped, what is finished stays."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(number: int, frame: Any) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        with suppress(ValueError, TypeError):
            signal.signal(signal.SIGTERM, before)


def _now() -> str:
    return dt.datetime.now().astimezone().isoformat(timespec="seconds")
