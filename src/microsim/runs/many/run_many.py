"""Compute the runs of a store that wait, and keep each as soon as it is there."""

import datetime as dt
import sys
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tqdm import tqdm

from microsim.config.comparison import FORK
from microsim.config.sweeping import Sweep
from microsim.runs.folder import as_folder
from microsim.runs.outcome import Outcome

from .identity import code_digest, run_id
from .job import Answer, Died, Executor, Failure, Job
from .plan import written
from .store import FAILED, KILLED, WAITING, Row, Store

BAR = "{desc}{percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} {unit} [{elapsed}<{remaining}{postfix}]"
PATIENCE = 1.0  # seconds between two looks at the clock
KILLS = 2  # a run that killed so many processes gets no other
WORDS = {
    "en": {"runs": "runs", "failed": "failed", "said": "run {number} ({settings}) failed in {stage}: {error}",
           "died": "run {number} ({settings}): its process {error}{next}", "once": "; it gets another one",
           "twice": ", twice: marked as killed"},
    "fr": {"runs": "simulations", "failed": "échecs",
           "said": "simulation {number} ({settings}) : échec à l'étape {stage} : {error}",
           "died": "simulation {number} ({settings}) : son processus {error}{next}",
           "once": " ; elle en reçoit un autre", "twice": ", deux fois : marquée comme telle"},
}  # fmt: skip
Say = Callable[[str], None]


@dataclass(frozen=True)
class Ended:
    """How it ended.

    Attributes:
        done, failed, killed: runs of this session that did.
        stopped: whether runs were left because one had failed (`on_error=stop`).
    """

    done: int = 0
    failed: int = 0
    killed: int = 0
    stopped: bool = False


def run_many(
    store: Store, executor: Executor, options: Sweep, lang: str = "en", progress: bool = False, say: Say | None = None,
    home: Path | None = None,
) -> Ended:
    """Compute every run that waits.

    Args:
        store: where the runs are, and where their outcomes go.
        executor: who computes them.
        options: what to do when a run fails.
        lang: language of what is said.
        progress: show a bar.
        say: told at once, in one line each, what has failed; by default it is printed beside the bar.
        home: folder where burn-ins are shared and runs kept whole; none: neither.

    Returns:
        How it ended. A run that fails raises nothing: it is a row with its stage, error and traceback.
    """
    waiting = store.runs(WAITING)
    counts = store.counts()
    words = WORDS[lang]
    total = sum(counts.values())
    with tqdm(total=total, initial=total - len(waiting), unit=words["runs"], bar_format=BAR, disable=not progress,
              leave=False, dynamic_ncols=True, file=sys.stderr) as bar:  # fmt: skip
        say = say or (lambda line: bar.write(line, file=sys.stderr))
        session = _Session(store, executor, options, words, bar, say, home)
        return session.run(waiting, counts.get(FAILED, 0) + counts.get(KILLED, 0))


def place_of(settings: Mapping[str, Any]) -> str:
    """Where a fork is kept whole below the folder of its comparison, in levels that DuckDB and Arrow read as columns.

    Example:
        >>> place_of({"law": "status_quo", "draw": 0, "seed": 3, "seeds": 5})
        'runs/law=status_quo/draw=0/seed=3'
    """
    return "/".join(("runs", *(f"{key}={as_folder(str(settings[key]))}" for key in FORK)))


class _Session:
    """What is under way."""

    def __init__(
        self, store: Store, executor: Executor, options: Sweep, words: Any, bar: Any, say: Say, home: Path | None
    ) -> None:
        self.store, self.executor, self.options = store, executor, options
        self.words, self.bar, self.say, self.home = words, bar, say, home
        self.rows: dict[int, Row] = {}
        self.queue: deque[Job] = deque()
        self.under_way = 0
        self.ended = Ended()

    def run(self, waiting: Iterable[Row], failed_before: int) -> Ended:
        bases, code = self.store.bases(), code_digest()
        coming = iter(waiting)
        self._show(failed_before)
        while True:
            while self.under_way < self.executor.room and not self.ended.stopped:
                job = self.queue.popleft() if self.queue else self._next(coming, bases, code)
                if job is None:
                    break
                self.executor.submit(job)
                self.under_way += 1
            if not self.under_way or self.ended.stopped:
                return self.ended
            for job, answer in self.executor.answers(PATIENCE):
                self.under_way -= 1
                self._take(job, answer)
                self._show(failed_before)
            self.bar.refresh()

    def _next(self, coming: Any, bases: Any, code: str) -> Job | None:
        row = next(coming, None)
        if row is None:
            return None
        self.rows[row.number] = row
        home, place = (str(self.home.absolute()), place_of(row.settings)) if self.home else ("", "")
        return Job(row.number, bases[row.base], row.changes, tuple(self.options.instruments), code, row.words,
                   home, place, row.tries, row.kills)  # fmt: skip

    def _take(self, job: Job, answer: Answer) -> None:
        if isinstance(answer, Outcome):
            self._keep(job, answer)
        elif isinstance(answer, Died):
            self._after_death(replace(job, tries=job.tries + 1, kills=job.kills + 1), answer)
        else:
            self._after_failure(replace(job, tries=job.tries + 1), answer)

    def _keep(self, job: Job, outcome: Outcome) -> None:
        row = self.rows.pop(job.number)
        self.store.finish(
            job.number, id=run_id(row.config, job.code), metrics=outcome.metrics, daily=outcome.daily,
            seconds=outcome.seconds, code=job.code, tries=job.tries + 1,
            finished=dt.datetime.now().astimezone().isoformat(timespec="milliseconds"),
        )  # fmt: skip
        self._count(done=1)

    def _after_death(self, job: Job, died: Died) -> None:
        final = job.kills >= KILLS
        said = self.words["died"].format(number=job.number, settings=self._settings(job), error=died.how,
                                         next=self.words["twice" if final else "once"])  # fmt: skip
        self.say(said)
        self._store_failure(job, KILLED if final else WAITING, Failure("process", died.how))
        if final:
            self._count(killed=1)
        else:
            self.queue.append(job)

    def _after_failure(self, job: Job, failure: Failure) -> None:
        final = job.tries > self.options.retries
        if final:
            self.say(self.words["said"].format(number=job.number, settings=self._settings(job), stage=failure.stage,
                                               error=failure.error))  # fmt: skip
        self._store_failure(job, FAILED if final else WAITING, failure)
        if final:
            self._count(failed=1)
        else:
            self.queue.append(job)

    def _store_failure(self, job: Job, status: str, failure: Failure) -> None:
        self.store.fail(job.number, status, stage=failure.stage, error=failure.error, traceback=failure.traceback,
                        tries=job.tries, kills=job.kills)  # fmt: skip

    def _settings(self, job: Job) -> str:
        return written(self.rows[job.number].settings)

    def _count(self, done: int = 0, failed: int = 0, killed: int = 0) -> None:
        now = self.ended
        stopped = self.options.on_error == "stop" and failed + killed > 0
        self.ended = Ended(now.done + done, now.failed + failed, now.killed + killed, now.stopped or stopped)
        self.bar.update(1)

    def _show(self, failed_before: int) -> None:
        failed = failed_before + self.ended.failed + self.ended.killed
        if failed:
            self.bar.set_postfix_str(f"{failed} {self.words['failed']}", refresh=False)
