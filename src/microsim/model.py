"""The market: a Mesa model whose step is one day."""

import copy
import datetime as dt
import math
import time
from collections.abc import Callable, Iterable, Mapping

import mesa
import numpy as np

from microsim.market.appeals.appeals import APPEAL
from microsim.market.day import DAY
from microsim.market.first_morning import build_people, build_platforms, build_requesters
from microsim.market.parameters import Views, prospects_by_country, usual_pay
from microsim.market.review.verdicts import CASE
from microsim.market.turnover.churn import share_registering
from microsim.motives.sessions import add_session
from microsim.regulation.rules import Rules
from microsim.shocks.environment import Environment

from .agents import MOST_SESSIONS, Platform, Requester, Worker
from .config.load import from_mapping, load
from .config.schema import Config
from .networks import tie
from .state.countries import countries, entry_differs
from .state.days import Days
from .state.people import FLOWS_OF_ACCOUNTS, FLOWS_OF_WORKERS, JobsLost
from .state.trade import FLOWS_OF_REQUESTERS, Batches, Moves, Payments, Sessions, Submissions

TRIALS = 20_000
TABLES = ("workers", "accounts", "platforms", "requesters", "batches", "sessions", "submissions", "payments", "days",
          "jobs_lost", "moves")  # fmt: skip
REST = ("day", "today", "awaiting", "people_at_start", "environment", "rules", "ties", "touched", "judged", "freed",
        "verdicts", "appeals", "new_submissions", "running", "steps")  # fmt: skip


class Market(mesa.Model):
    """A micro-work market.

    Args:
        config: a `Config`, the name of a scenario, or a mapping of a whole configuration.
        rng: seed, a Python int; replaces the configuration's.
        worker_class: class of the agents that stand for workers.

    Use it as a context manager: Mesa keeps every model alive until it is told to let go.

    Example:
        >>> with Market("classroom", rng=1) as market:
        ...     market.step()
        ...     market.day, int(market.days.present[0]) > 400
        (-269, True)
    """

    def __init__(
        self, config: Config | str | Mapping, *, rng: int | None = None, worker_class: type[Worker] = Worker
    ) -> None:
        config = _as_config(config)
        self._set_up(config if rng is None else from_mapping({**config.model_dump(), "seed": rng}), worker_class)
        self._build()

    def _set_up(self, config: Config, worker_class: type[Worker]) -> None:
        """All that follows from the configuration alone."""
        self._objects = True  # while Mesa sets itself up
        self.config, self.seed = config, config.seed
        super().__init__(rng=self.seed)
        self._objects = False
        self.worker_class = worker_class
        self.views = Views.of(config)
        self.platform_names = list(self.config.platforms)
        self.first_day = -self.config.burn_in_days
        self.day = self.first_day
        self.today = 0
        self.keepers = []
        self.seconds_per_phase = {phase.__name__: 0.0 for phase in DAY}

    def _build(self) -> None:
        """The market of the first morning."""
        config = self.config
        self.platforms = build_platforms(config)
        self.workers, self.accounts = build_people(config, self.first_day, self.platforms)
        self.ties = tie(config, self.workers)
        self.requesters = build_requesters(config, self.first_day, self.platforms)
        self.batches, self.sessions = Batches(1024), Sessions(1024)
        self.submissions, self.payments, self.awaiting = Submissions(1024), Payments(1024), 0
        self.jobs_lost, self.moves = JobsLost(1), Moves(1)
        self.days = Days(config.burn_in_days + config.days)
        self.rules = Rules.of(self.platforms, self.platform_names, countries(config))
        self.people_at_start = int(self.workers.used("person").sum())
        self.days.present_before[0] = self.people_at_start
        seen = np.full(len(config.task_types), math.log(config.demand.start_price))
        self.environment = Environment(seen_markup=seen, prospects=self._prospects())
        self.touched = self.judged = self.freed = np.zeros(0, np.int64)
        self.new_submissions = slice(0, 0)
        self.verdicts = np.zeros(0, CASE)
        self.appeals = np.zeros(0, APPEAL)

    def _prospects(self) -> float:
        """Prospects per day such that entry makes up for life's exits while pay is advertised as usual."""
        if entry_differs(self.config):
            return self.people_at_start * self.views.people.life_rate * float(prospects_by_country(self.config).sum())
        advertised = usual_pay(self.config) * self.config.churn.usual_pay
        share = share_registering(self.seed, TRIALS, advertised, self.views.people)
        return self.people_at_start * self.views.people.life_rate / max(share, 1.0 / TRIALS)

    @property
    def date(self) -> dt.date:
        """Date of the day that is under way or comes next."""
        return self.config.scenario.start_date + dt.timedelta(days=self.day)

    def step(self) -> None:
        """One day: the phases of `DAY` in order."""
        self.begin_day()
        self.run_phases(DAY)
        self.end_day()

    def begin_day(self) -> None:
        """Make room for the day in the daily table; nobody has planned anything yet."""
        self.today = self.day - self.first_day
        self.days.n = self.today
        self.days.reserve(2)
        self.days.n = self.today + 1
        self.sessions.n = 0

    def run_phases(self, phases: Iterable[Callable[["Market"], None]]) -> None:
        """Some phases of the day, in their order; for whoever changes something by hand between two of them."""
        for phase in phases:
            start = time.perf_counter()
            phase(self)
            self.seconds_per_phase[phase.__name__] += time.perf_counter() - start

    def end_day(self) -> None:
        """The next day comes."""
        self.day += 1
        self.running = self.day < self.config.days

    def fork(self, config: Config | None = None) -> "Market":
        """Another market in the same state, from which it goes on alone: the same people with the same luck.

        Args:
            config: what holds from now on, if not the same as before. Only laws and their date may be other, or what
                stands in the columns would not fit it.

        Left alone, it lives the same days to the bit; changed by hand, it shows what the change does. It keeps no
        tables (`keepers`) and makes agents of its own. Close it, as any market.

        Example:
            >>> with Market("classroom", rng=1) as market, market.fork() as other:
            ...     market.step(), other.step()
            ...     int(market.days.looks[0]) == int(other.days.looks[0]) > 0
            (None, None)
            True
        """
        twin = type(self)._empty(config or self.config, self.worker_class)
        for name in TABLES:
            setattr(twin, name, getattr(self, name).copy())
        for name in REST:
            setattr(twin, name, copy.deepcopy(getattr(self, name)))
        return twin

    @classmethod
    def _empty(cls, config: Config, worker_class: type[Worker] = Worker) -> "Market":
        """A market without columns, to be filled with those of another."""
        twin = cls.__new__(cls)
        twin._set_up(config, worker_class)
        return twin

    def reset_counters(self) -> None:
        """Start the measured year: flows at zero, stocks as they are."""
        a = self.accounts
        a.used("pay_burn_in")[:] = a.used("accepted_pay")
        a.used("pay_before")[:] -= a.used("accepted_pay")
        a.used("settled_pay")[:] -= a.used("accepted_pay")
        for table, names in (
            (self.accounts, FLOWS_OF_ACCOUNTS),
            (self.workers, FLOWS_OF_WORKERS),
            (self.requesters, FLOWS_OF_REQUESTERS),
            (self.platforms, ("tasks_accepted", "tasks_rejected", "accepted_pay", "fees", "suspended",
                              "suspended_unfounded", "made_up", "charged", "hearing")),
        ):  # fmt: skip
            for name in names:
                table.used(name)[:] = 0
        a.used("awaiting_at_start")[:] = a.used("seconds_awaiting")
        a.used("judged_at_start")[:] = a.used("approved") + a.used("rejected")
        for name in ("last_active", "last_income"):
            self.workers.used(name)[:] = -1_000_000

    # Agents are made when somebody asks for them: phases never do.

    @property
    def agents(self):
        """All agents: workers who are present, requesters, platforms."""
        self._make_objects()
        return super().agents

    @property
    def agents_by_type(self):
        """Agents by class."""
        self._make_objects()
        return super().agents_by_type

    @property
    def agent_types(self) -> list[type]:
        """Classes of agents."""
        self._make_objects()
        return super().agent_types

    def _make_objects(self) -> None:
        if self._objects:
            return
        self._objects = True
        present = np.flatnonzero(self.workers.used("present"))
        self._worker_at = {int(row): self.worker_class(self, int(row)) for row in present}
        rows = np.flatnonzero(self.requesters.used("present"))
        self._requester_at = {int(row): Requester(self, int(row)) for row in rows}
        self._platform_at = [Platform(self, row) for row in range(self.platforms.n)]

    def sync_agents(self, gone: np.ndarray, came: slice) -> None:
        """Let agents leave and enter with their rows, once objects have been made."""
        if not self._objects:
            return
        for row in gone:
            self._worker_at.pop(int(row)).remove()
        for row in range(came.start, came.stop):
            self._worker_at[row] = self.worker_class(self, row)
        present = self.requesters.used("present")
        for row in [row for row in self._requester_at if not present[row]]:
            self._requester_at.pop(row).remove()
        for row in np.flatnonzero(present):
            if int(row) not in self._requester_at:
                self._requester_at[int(row)] = Requester(self, int(row))

    def agents_who_plan(self) -> np.ndarray:
        """Which rows of workers plan their day in Python (none, unless the worker class overrides `plan_day`)."""
        if self.worker_class.plan_day is Worker.plan_day:
            return np.zeros(0, bool)
        self._make_objects()
        return self.workers.used("present").copy()

    def plan_by_hand(self, by_hand: np.ndarray) -> None:
        """Add the sessions that overridden `plan_day` methods return."""
        s = self.sessions
        for row in np.flatnonzero(by_hand):
            before = -1
            plans = sorted(self._worker_at[int(row)].plan_day())
            if len(plans) > MOST_SESSIONS:
                many = f"{len(plans)} sessions for day {self.day}, more than {MOST_SESSIONS}"
                raise ValueError(f"Worker {row} plans {many}")
            for number, plan in enumerate(plans):
                s.reserve(1)
                who = self.workers.id[row]
                at = add_session(
                    s.arrays, s.n, row, who, number, plan.start, plan.end, plan.strict, plan.aim, plan.floor,
                    plan.wanted, before,
                )  # fmt: skip
                before, s.n = s.n, at

    def close(self) -> None:
        """Let go of agents and columns; Mesa keeps a model alive for ever otherwise."""
        if self._objects:
            self.remove_all_agents()
        ids = getattr(mesa.Agent, "_ids", None)
        if ids is not None:
            ids.pop(self, None)
        for name in ("workers", "accounts", "requesters", "batches", "submissions", "payments", "sessions", "keepers",
                     "touched", "_worker_at", "_requester_at", "_platform_at"):  # fmt: skip
            self.__dict__.pop(name, None)
        self.running = False

    def __enter__(self) -> "Market":
        return self

    def __exit__(self, *exc) -> None:
        self.close()


def _as_config(config: Config | str | Mapping) -> Config:
    if isinstance(config, Config):
        return config
    if isinstance(config, str):
        return load([f"scenario={config}"])
    return from_mapping(config)
