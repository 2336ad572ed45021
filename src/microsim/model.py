"""The market: a Mesa model whose step is one day."""

import copy
import datetime as dt
import time
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from microsim.market.day import DAY
from microsim.market.first_morning import build_people, build_platforms, build_requesters
from microsim.market.law.phase import KeptRules
from microsim.market.parameters import KernelParameters, prospects_by_country, usual_pay
from microsim.market.posting.phase import KeptPosting
from microsim.market.review.cases import CASE
from microsim.market.turnover.churn import share_registering
from microsim.motives.sessions import Plan, add_session
from microsim.regulation.rules import Rules
from microsim.shocks.environment import Environment

from . import moved
from .agents import MOST_SESSIONS, Platform, Requester, Worker
from .compile_progress import watch
from .config.load import from_mapping, load
from .config.schema import Config
from .networks import tie
from .state.countries import countries, entry_differs
from .state.days import Days
from .state.events import Events
from .state.now import Now
from .state.people import JobsLost
from .state.state import State
from .state.trade import Appeals, Batches, Moves, Payments, Sessions, Submissions

if TYPE_CHECKING:
    from mesa.agent import AgentSet

TRIALS = 20_000


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
        (-59, True)
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
        self._compiling = watch()
        self._compiling.lang = config.lang
        self.views = KernelParameters.of(config)
        self.platform_names = list(self.config.platforms)
        self.first_day = -self.config.burn_in_days
        self.today = 0
        self.keepers: list[Callable[[Market], None]] = []
        self.kept_rules: KeptRules | None = None
        self.kept_posting: KeptPosting | None = None
        self.environment, self.events, self.now = Environment(), no_events(), Now(self.seed, self.first_day)
        self.seconds_per_phase = {phase.__name__: 0.0 for phase in DAY}

    def _build(self) -> None:
        """The market of the first morning."""
        config = self.config
        platforms = build_platforms(config)
        workers, accounts = build_people(config, self.first_day, platforms)
        self.state = State(
            workers=workers,
            accounts=accounts,
            platforms=platforms,
            requesters=build_requesters(config, self.first_day, platforms),
            batches=Batches(1024),
            submissions=Submissions(1024),
            appeals=Appeals(1),
            payments=Payments(1024),
            jobs_lost=JobsLost(1),
            moves=Moves(1),
            days=Days(config.burn_in_days + config.days),
            sessions=Sessions(1024),
            ties=tie(config, workers),
            prospects=0.0,
            people_at_start=int(workers.used("person").sum()),
            awaiting=0,
            day=self.first_day,
        )
        self.prospects = self._prospects()
        self.rules = Rules.of(platforms, self.platform_names, countries(config))
        self.days.present_before[0] = self.people_at_start

    def _prospects(self) -> float:
        """Prospects per day such that entry makes up for life's exits while pay is advertised as usual."""
        if entry_differs(self.config):
            return self.people_at_start * self.views.people.life_rate * float(prospects_by_country(self.config).sum())
        advertised = usual_pay(self.config) * self.config.churn.usual_pay
        share = share_registering(self.seed, TRIALS, advertised, self.views.people)
        return self.people_at_start * self.views.people.life_rate / max(share, 1.0 / TRIALS)

    def __getattr__(self, name: str) -> Any:
        """Tell where something is that used to stand here."""
        cure = f": it is market.{moved.ATTRIBUTES[name]} now" if name in moved.ATTRIBUTES else ""
        raise AttributeError(f"{type(self).__name__} has no attribute {name}{cure}.", name=name, obj=self)

    @property
    def date(self) -> dt.date:
        """Date of the day that is under way or comes next."""
        return self.config.scenario.start_date + dt.timedelta(days=self.day)

    def step(self) -> None:
        """One day: the phases of `DAY` in order."""
        self.begin_day()
        self.run_phases(DAY)
        self.end_day()
        self._compiling.close()

    def begin_day(self) -> None:
        """Make room for the day in the daily table; nothing has happened yet, and nobody has planned anything.

        At the start of the measured year flows are set to zero, while stocks stay as they are.
        """
        self.today = self.day - self.first_day
        self.events, self.now = no_events(), self.now._replace(day=self.day)
        if self.day == 0:
            self.reset_counters()
        self.events.counted = self.platforms.daily_sums()
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

    def add_up(self) -> None:
        """Sum what was counted on the platforms since it was last added up into today's row of the daily table."""
        counted = self.platforms.daily_sums()
        self.days.add(self.today, counted - self.events.counted)
        self.events.counted = counted

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
        twin.state = self.state.copy()
        twin.today, twin.steps, twin.running = self.today, self.steps, self.running
        twin.environment, twin.now, twin.rules = self.environment, self.now, self.rules
        twin.events = copy.deepcopy(self.events)
        return twin

    @classmethod
    def resumed(cls, config: Config, state: State) -> "Market":
        """A market that goes on from a state, as it was in the evening."""
        market = cls._empty(config)
        market.state, market.steps = state, state.steps
        market.running = state.day < config.days
        market.rules = Rules.of(state.platforms, market.platform_names, countries(config))
        return market

    @classmethod
    def _empty(cls, config: Config, worker_class: type[Worker] = Worker) -> "Market":
        """A market without a state."""
        twin = cls.__new__(cls)
        twin._set_up(config, worker_class)
        return twin

    def reset_counters(self) -> None:
        """Start the measured year: flows at zero, stocks as they are."""
        a = self.accounts
        a.used("pay_burn_in")[:] = a.used("accepted_pay")
        a.used("pay_before")[:] -= a.used("accepted_pay")
        a.used("settled_pay")[:] -= a.used("accepted_pay")
        for table in (self.accounts, self.workers, self.requesters, self.platforms):
            table.reset_flows()
        a.used("awaiting_at_start")[:] = a.used("seconds_awaiting")
        a.used("judged_at_start")[:] = a.used("approved") + a.used("rejected")
        for name in ("last_active", "last_income"):
            self.workers.used(name)[:] = -1_000_000

    # Agents are made when somebody asks for them: phases never do.

    @property
    def agents(self) -> "AgentSet":
        """All agents: workers who are present, requesters, platforms."""
        self._make_objects()
        return super().agents

    @property
    def agents_by_type(self) -> dict[type[mesa.Agent], "AgentSet"]:
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
        if not len(by_hand):
            return
        s = self.sessions
        for row in np.flatnonzero(by_hand):
            before = -1
            plans = sorted(self._worker_at[int(row)].plan_day())
            if len(plans) > MOST_SESSIONS:
                many = f"{len(plans)} sessions for day {self.day}, more than {MOST_SESSIONS}"
                raise ValueError(f"Worker {row} plans {many}")
            for number, plan in enumerate(plans):
                s.reserve(1)
                session = Plan(int(row), int(self.workers.id[row]), number=number, after=before, **plan._asdict())
                before, s.n = s.n, add_session(s.arrays, s.n, session)

    def close(self) -> None:
        """Let go of agents and columns; Mesa keeps a model alive for ever otherwise."""
        if self._objects:
            self.remove_all_agents()
        ids = getattr(mesa.Agent, "_ids", None)
        if ids is not None:
            ids.pop(self, None)
        for name in ("state", "events", "keepers", "_worker_at", "_requester_at", "_platform_at"):
            self.__dict__.pop(name, None)
        self.running = False

    def __enter__(self) -> "Market":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _as_config(config: Config | str | Mapping) -> Config:
    if isinstance(config, Config):
        return config
    if isinstance(config, str):
        return load([f"scenario={config}"])
    return from_mapping(config)


def no_events() -> Events:
    """The record of a day on which nothing has happened yet."""
    return Events(verdicts=np.zeros(0, CASE))


def _of_state(name: str) -> property:
    """An attribute of the market that belongs to its state."""
    return property(
        lambda market: getattr(market.state, name), lambda market, value: setattr(market.state, name, value)
    )


for _name in State.names():
    if _name != "steps":  # Mesa counts these itself
        setattr(Market, _name, _of_state(_name))
