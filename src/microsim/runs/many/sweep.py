"""The life of a sweep: its folder, what may go on there, the runs, the tables at the end."""

import datetime as dt
import hashlib
import shutil
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from tqdm import tqdm

import microsim
from microsim.config.errors import OutputError, UserError
from microsim.config.grid import MOST, Grid, drafts, read_grid, with_changes
from microsim.config.multirun import Multirun
from microsim.config.nearest import did_you_mean
from microsim.runs.folder import as_folder

from .identity import code_digest, code_parts, code_record, differences
from .job import Executor
from .plan import SEED, Plan, plan_of_drafts
from .run_many import Ended, run_many
from .store import DONE, FAILED, FILE, KILLED, WAITING, Row, Store
from .tables import write_tables

HOME = "sweeps"  # below the output folder
LOCK = ".lock"
SHOWN = 3  # differences told
CURES = (
    "Say sweep.on_change=add to keep its runs and add those that are not there, sweep.on_change=restart to set them"
    " aside, or give another sweep.name."
)


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
    plan: Plan, multirun: Multirun, executor: Executor, progress: bool = False, folder: Path | None = None
) -> SweepResult:
    """Compute what is not there yet of a plan, and write the tables of all of it.

    Args:
        plan: the runs.
        multirun: name of the sweep, what to do about failures and changes.
        executor: who computes runs.
        progress: show a bar.
        folder: where the sweep is; by default below the output folder of the runs.

    Raises:
        UserError: somebody else writes there, or other runs are there, in one line with the difference.
        KeyboardInterrupt: after Ctrl-C or SIGTERM; what was finished is kept.

    Example:
        >>> import tempfile
        >>> from microsim.config.grid import drafts, read_grid
        >>> from microsim.runs.many.local import LocalPool
        >>> from microsim.runs.many.plan import plan_of_drafts
        >>> with tempfile.TemporaryDirectory() as home:
        ...     words = ["scale=0.1", "days=2", "burn_in_days=0", "seed=1,2", f"output={home}"]
        ...     plan = plan_of_drafts(words, drafts(read_grid(words)))
        ...     result = sweep(plan, Multirun(), LocalPool(1))
        ...     result.counts, sorted(path.suffix for path in result.folder.glob("runs.*"))
        ({'done': 2}, ['.csv', '.parquet'])
    """
    folder = folder or folder_of(plan, multirun)
    _check_instruments(multirun.sweep.instruments)
    with _ours(folder), _sigterm_like_ctrl_c(), _opened(folder, plan, multirun) as store:
        waiting = store.counts().get(WAITING, 0)
        ended = Ended()
        if waiting:
            store.note(session={"started": _now(), "waiting": waiting})
            try:
                ended = run_many(store, executor, multirun.sweep, plan.lang, progress)
            except KeyboardInterrupt:
                raise KeyboardInterrupt(_safe(store, folder, plan.lang)) from None
        rows = write_tables(store, folder)
        return SweepResult(folder, store.counts(), ended, rows, plan.lang)


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
        from microsim.instruments import INSTRUMENTS  # with the model, so only where one is asked for

        for name in names:
            if name not in INSTRUMENTS:
                advice = did_you_mean(name, INSTRUMENTS) or f"there are {', '.join(INSTRUMENTS)}."
                raise UserError(f"sweep.instruments: {name} is no instrument: {advice}")


def folder_of(plan: Plan, multirun: Multirun) -> Path:
    """Where a sweep lies: under its name, or one made of its scenarios and words, so that the same words find it."""
    words = hashlib.sha256("\n".join(sorted(plan.said)).encode()).hexdigest()[:8]
    name = multirun.sweep.name or f"{as_folder('-'.join(plan.scenarios))}-{words}"
    return Path(plan.output).expanduser() / HOME / name


def _safe(store: Store, folder: Path, lang: str) -> str:
    counts = store.counts()
    words = {"en": "{done} of {all} runs are safe in {folder}; the same command goes on",
             "fr": "{done} simulations sur {all} sont à l'abri dans {folder} ; la même commande reprend"}  # fmt: skip
    return words[lang].format(done=counts.get(DONE, 0), all=sum(counts.values()), folder=folder)


def is_running(folder: Path) -> bool:
    """Whether somebody computes the sweep of a folder just now."""
    if not (folder / LOCK).exists():
        return False
    try:
        with FileLock(folder / LOCK, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:  # a folder that may only be read
        return False


@contextmanager
def _ours(folder: Path) -> Iterator[None]:
    """The folder, for as long as we are in it; the lock goes with the process, however that ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK, timeout=0)
        lock.acquire()
    except Timeout:
        raise UserError(f"{folder}: another sweep is writing there. Wait for it (microsim status {folder}), or choose"
                        " another sweep.name.") from None  # fmt: skip
    except OSError as error:
        why = error.strerror or error
        raise OutputError(f"{folder} cannot be made: {why}. Choose another folder by output=…") from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _opened(folder: Path, plan: Plan, multirun: Multirun) -> Iterator[Store]:
    """The store, with every run of the plan in it."""
    settings = multirun.sweep
    if settings.on_change == "restart" and (folder / FILE).exists():
        with Store(folder) as store:
            other = _change(store, plan, settings.instruments)
        if other:
            _set_aside(folder)
    with Store(folder) as store:
        if store.about("said") is None:
            store.add(plan.bases, plan.runs, _about(plan, multirun, plan.varies))
        elif change := _change(store, plan, settings.instruments):
            if settings.on_change != "add":
                raise UserError(f"{folder} holds {change}. {CURES}")
            _add(store, plan, multirun)
        if settings.again != "none":
            store.await_again(FAILED, *((KILLED,) if settings.again == "all" else ()))
        yield store


def _about(plan: Plan, multirun: Multirun, varies: Sequence[str]) -> dict[str, Any]:
    currencies = dict.fromkeys(base["scenario"]["currency"] for base in plan.bases)
    return {"said": list(plan.said), "code": code_record(), "lang": plan.lang, "version": microsim.__version__,
            "name": multirun.sweep.name, "currencies": list(currencies), "instruments": multirun.sweep.instruments,
            "made": _now(), "varies": list(varies)}  # fmt: skip


def _change(store: Store, plan: Plan, instruments: list[str]) -> str:
    """What differs between the sweep on disk and the plan; nothing if they are the same."""
    there, code = store.runs(), store.about("code")
    if code["digest"] != code_digest():
        return f"runs of other code ({_told_changes(differences(code['parts'], code_parts()), code=True)})"
    if store.about("instruments") != instruments:
        return f"runs with other instruments ({store.about('instruments')} there, {instruments} here)"
    if [row.config for row in there] == [run["config"] for run in plan.runs]:
        return ""
    said, says = store.about("said"), list(plan.said)
    gone, new = [word for word in said if word not in says], [word for word in says if word not in said]
    if gone or new:
        return f"another sweep: {' '.join(gone) or 'nothing'} there, {' '.join(new) or 'nothing'} here"
    return f"another configuration: {_told_changes(_first_difference(store, there, plan))}"


def _first_difference(store: Store, there: list[Row], plan: Plan) -> list[tuple[str, Any, Any]]:
    bases = store.bases()
    for row, run in zip(there, plan.runs, strict=False):
        if row.config != run["config"]:
            return differences(with_changes(bases[row.base], row.changes),
                               with_changes(plan.bases[run["base"]], run["changes"]))  # fmt: skip
    return [("runs", len(there), len(plan.runs))]


def _told_changes(changed: list[tuple[str, Any, Any]], code: bool = False) -> str:
    def told(name: str, there: Any, here: Any) -> str:
        if code and name.endswith((".py", ".csv", ".yaml")):
            return f"{name} {'is new' if there is None else 'is gone' if here is None else 'has changed'}"
        return f"{name} = {there} there, {here} here"

    more = f" and {len(changed) - SHOWN} more" if len(changed) > SHOWN else ""
    return ", ".join(told(*one) for one in changed[:SHOWN]) + more


def _add(store: Store, plan: Plan, multirun: Multirun) -> None:
    """Put what is not there beside what is; what the two fix differently becomes a column."""
    there = store.runs()
    known, last = {row.config for row in there}, there[-1].number
    before, now = _fixed(store.about("said")), _fixed(plan.said)
    differ = [key for key in dict.fromkeys([*before, *now]) if before.get(key) != now.get(key)]
    names = [name for name in dict.fromkeys([*store.about("varies"), *plan.varies, *differ]) if name != SEED] + [SEED]
    store.add(plan.bases, [run for run in plan.runs if run["config"] not in known], _about(plan, multirun, names))
    bases = store.bases()
    for row in store.runs():
        whole, said = with_changes(bases[row.base], row.changes), before if row.number <= last else now
        told = {name: row.settings.get(name, _value(whole, name, said)) for name in names}
        store.set_settings(row.number, told)


def _value(config: Any, name: str, said: Mapping[str, str]) -> Any:
    """The value of a parameter, or the choice of a group as it was said."""
    for part in name.split("."):
        config = config.get(part) if isinstance(config, Mapping) else None
    return said.get(name) if isinstance(config, Mapping) or config is None else config


def _fixed(said: Any) -> dict[str, str]:
    return {word.partition("=")[0]: word.partition("=")[2] for word in said}


def _set_aside(folder: Path) -> None:
    """Move all that a sweep has left in its folder into one named by the time, inside it."""
    aside = folder / f"superseded-{dt.datetime.now():%Y-%m-%d_%H-%M-%S}"
    aside.mkdir()
    for path in sorted(folder.iterdir()):
        if path.name != LOCK and not path.name.startswith("superseded-"):
            shutil.move(path, aside / path.name)


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
