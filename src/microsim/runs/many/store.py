"""The store of a sweep: one SQLite file, in which a finished run is safe before the next is looked at.

SQLite and not DuckDB, because another terminal can read it while a sweep writes, and a run costs 1 ms, not 4
(`docs/decisions/0010-many-runs.md`).
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from microsim.config.errors import OutputError, UserError

FILE = "sweep.sqlite"
SCHEMA_VERSION = 1
PATIENCE = 30.0  # seconds to wait for somebody who reads or writes
WAITING, DONE, FAILED, KILLED = "waiting", "done", "failed", "killed"

TABLES = """
create table about (key text primary key, value text not null) without rowid;
create table base (id integer primary key, config text not null);
create table run (
    number integer primary key, id text not null unique, config text not null, base integer not null references base,
    changes text not null, settings text not null, words text not null, status text not null default 'waiting',
    tries integer not null default 0, kills integer not null default 0, code text, stage text, error text,
    traceback text, seconds real, stages text, finished text
);
create table metric (run integer not null references run, name text not null, value real, primary key (run, name))
    without rowid;
create table daily (run integer primary key references run, arrow blob not null);
"""


class StoreError(UserError):
    """A store that cannot be read."""


@dataclass(frozen=True)
class Row:
    """One run as the store knows it; names as in the table `run`."""

    number: int
    id: str
    config: str
    base: int
    changes: tuple[tuple[str, Any], ...]
    settings: Mapping[str, Any]
    words: tuple[str, ...]
    status: str
    tries: int
    kills: int
    code: str | None
    stage: str | None
    error: str | None
    seconds: float | None


class Store:
    """The runs of one sweep on disk. Every method that writes has written when it returns."""

    def __init__(self, folder: Path, read_only: bool = False) -> None:
        self.path = folder / FILE
        with self._told():
            mode = "ro" if read_only else "rwc"
            self._sql = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode={mode}", uri=True, timeout=PATIENCE,
                                        isolation_level=None)  # fmt: skip
            self._sql.execute("pragma foreign_keys = on")
            if not read_only:
                self._sql.execute("pragma journal_mode = wal")  # others can read meanwhile; one wait for the disk a run
                self._sql.execute("pragma synchronous = full")
                if not self._exists():
                    with self._whole():
                        for statement in TABLES.split(";"):
                            self._sql.execute(statement)
                        self._note("schema_version", SCHEMA_VERSION)
                self._check()
            self._check_version()

    def _exists(self) -> bool:
        return self._sql.execute("select count(*) from sqlite_master").fetchone()[0] > 0

    def _check(self) -> None:
        wrong = self._sql.execute("pragma quick_check(1)").fetchone()[0]
        if wrong != "ok":
            raise sqlite3.DatabaseError(wrong)

    def _check_version(self) -> None:
        version = self.about("schema_version")
        if version != SCHEMA_VERSION:
            both = f"{self.path} is of version {version}, this microsim reads {SCHEMA_VERSION}"
            raise StoreError(f"{both}: use the one that made it.")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of the disk and of a damaged file in one line."""
        try:
            yield
        except sqlite3.IntegrityError:
            raise  # a bug of ours
        except sqlite3.DatabaseError as error:
            said = " ".join(str(error).split())
            if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY",
                                                                  "SQLITE_CANTOPEN", "SQLITE_BUSY")):  # fmt: skip
                cure = "What was finished before is kept; make room, then say the same again."
                raise OutputError(f"{self.path} cannot be written: {said}. {cure}") from None
            cure = "Move the file elsewhere and start anew, or bring back a copy."
            raise StoreError(f"{self.path} is damaged: {said}. {cure}") from None

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Everything inside is written, or nothing."""
        self._sql.execute("begin immediate")
        try:
            yield
        except BaseException:
            if self._sql.in_transaction:
                self._sql.execute("rollback")
            raise
        self._sql.execute("commit")

    def note(self, **what: Any) -> None:
        """Keep something about the sweep as a whole."""
        with self._told(), self._whole():
            for key, value in what.items():
                self._note(key, value)

    def _note(self, key: str, value: Any) -> None:
        self._sql.execute("insert or replace into about values (?, ?)", (key, json.dumps(value, ensure_ascii=False)))

    def about(self, key: str, default: Any = None) -> Any:
        """What was noted."""
        with self._told():
            found = self._sql.execute("select value from about where key = ?", (key,)).fetchone()
        return default if found is None else json.loads(found[0])

    def add(
        self, bases: Sequence[Mapping[str, Any]], runs: Iterable[Mapping[str, Any]], about: Mapping[str, Any]
    ) -> None:
        """Put runs that wait, and the configurations they share, beside those that are there.

        Args:
            bases: composed configurations; `base` of a run is an index in them.
            runs: `id`, `config` (digest), `base`, `changes`, `settings`, `words` of each.
            about: what to note of the sweep as a whole.
        """
        with self._told(), self._whole():
            (first,) = self._sql.execute("select coalesce(max(id) + 1, 0) from base").fetchone()
            (number,) = self._sql.execute("select coalesce(max(number) + 1, 0) from run").fetchone()
            for key, value in about.items():
                self._note(key, value)
            for place, base in enumerate(bases):
                self._sql.execute("insert into base values (?, ?)", (first + place, _json(base)))
            self._sql.executemany(
                "insert into run (number, id, config, base, changes, settings, words) values (?, ?, ?, ?, ?, ?, ?)",
                ((number + place, run["id"], run["config"], first + run["base"], _json(run["changes"]),
                  _json(run["settings"]), _json(run["words"])) for place, run in enumerate(runs)),
            )  # fmt: skip

    def runs(self, *statuses: str) -> list[Row]:
        """Runs in the order of their numbers; all of them if no status is named."""
        where = f"where status in ({', '.join('?' * len(statuses))})" if statuses else ""
        columns = ", ".join(column.name for column in fields(Row))
        with self._told():
            rows = self._sql.execute(f"select {columns} from run {where} order by number", statuses).fetchall()
        return [
            Row(*row[:4], tuple((key, value) for key, value in json.loads(row[4])), json.loads(row[5]),
                tuple(json.loads(row[6])), *row[7:])
            for row in rows
        ]  # fmt: skip

    def bases(self) -> dict[int, dict[str, Any]]:
        """The configurations that runs share."""
        with self._told():
            return {number: json.loads(text) for number, text in self._sql.execute("select id, config from base")}

    def finish(
        self,
        number: int,
        *,
        id: str,
        metrics: Mapping[str, float | None],
        daily: bytes,
        seconds: Mapping[str, float],
        code: str,
        tries: int,
        finished: str,
    ) -> None:
        """Keep the outcome of a run."""
        with self._told(), self._whole():
            self._sql.executemany("insert or replace into metric values (?, ?, ?)",
                                  ((number, name, value) for name, value in metrics.items()))  # fmt: skip
            self._sql.execute("insert or replace into daily values (?, ?)", (number, daily))
            self._sql.execute(
                "update run set id = ?, status = ?, code = ?, tries = ?, seconds = ?, stages = ?, finished = ?,"
                " stage = null, error = null, traceback = null where number = ?",
                (id, DONE, code, tries, sum(seconds.values()), _json(dict(seconds)), finished, number),
            )

    def fail(self, number: int, status: str, *, stage: str, error: str, traceback: str, tries: int, kills: int) -> None:
        """Keep why a run has no outcome; with status `waiting`, how often it was tried so far."""
        with self._told(), self._whole():
            self._sql.execute(
                "update run set status = ?, stage = ?, error = ?, traceback = ?, tries = ?, kills = ? where number = ?",
                (status, stage, error, traceback, tries, kills, number),
            )

    def set_settings(self, number: int, settings: Mapping[str, Any]) -> None:
        """Tell anew what a run is told apart by."""
        with self._told(), self._whole():
            self._sql.execute("update run set settings = ? where number = ?", (_json(dict(settings)), number))

    def await_again(self, *statuses: str) -> None:
        """Have runs of these statuses computed anew, as if they had not been tried."""
        with self._told(), self._whole():
            self._sql.execute(
                f"update run set status = '{WAITING}', tries = 0, kills = 0 where status in"
                f" ({', '.join('?' * len(statuses))})", statuses,
            )  # fmt: skip

    def await_runs(self, numbers: Iterable[int]) -> None:
        """Have some runs computed anew, as if they had not been tried."""
        with self._told(), self._whole():
            self._sql.executemany(f"update run set status = '{WAITING}', tries = 0, kills = 0 where number = ?",
                                  ((number,) for number in numbers))  # fmt: skip

    def counts(self) -> dict[str, int]:
        """How many runs there are of each status."""
        with self._told():
            return dict(self._sql.execute("select status, count(*) from run group by status"))

    def traceback(self, number: int) -> str:
        """Why a run failed, in full."""
        with self._told():
            (told,) = self._sql.execute("select traceback from run where number = ?", (number,)).fetchone()
        return told or ""

    def metrics(self) -> Iterator[tuple[int, dict[str, float | None]]]:
        """Number and metrics of each finished run, in order."""
        with self._told():
            rows = self._sql.execute("select number from run where status = ? order by number", (DONE,)).fetchall()
        for (number,) in rows:
            with self._told():
                yield number, dict(self._sql.execute("select name, value from metric where run = ?", (number,)))

    def daily(self, number: int) -> bytes:
        """The daily table of a finished run; see `daily_table`."""
        with self._told():
            (packed,) = self._sql.execute("select arrow from daily where run = ?", (number,)).fetchone()
        return packed

    def close(self) -> None:
        """Let go of the file, and leave it as one that can be read where nothing may be written."""
        with suppress(sqlite3.Error):  # somebody reads just now
            self._sql.execute("pragma journal_mode = delete")
        self._sql.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *of_error: object) -> None:
        self.close()


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, default=str)
