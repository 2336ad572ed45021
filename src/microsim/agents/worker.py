"""Workers as agents.

`Worker.plan_day` may be overridden and takes effect; the other decisions run inside compiled sessions, so overriding
one is refused when the subclass is defined.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from microsim.market.sessions.desk import DESK
from microsim.market.supply.planning import best_expected, plan_worker
from microsim.market.word.trust import chance_in, recall
from microsim.state.people import Workers
from microsim.state.records import cache_lines
from microsim.state.table import view_of
from microsim.state.trade import Sessions

from .row_agent import RowAgent

if TYPE_CHECKING:
    from .requester import Requester

MOST_SESSIONS = 16


class PlannedSession(NamedTuple):
    """One session that a worker plans: seconds of the day, money in 1/10,000 of the currency unit.

    Attributes:
        start, end: seconds of the day.
        strict: whether work must stop at the end.
        aim: stops once this much was submitted; 0: no aim.
        floor: stops when pay per hour falls below; 0: never.
        wanted: seconds that the worker wants to work.
    """

    start: int
    end: int
    strict: bool = False
    aim: int = 0
    floor: float = 0.0
    wanted: int = 0


@view_of(Workers)
class Worker(RowAgent):
    """A person registered on one or more platforms."""

    SEALED = ("best_expected_pay", "chance_of_pay", "approval_rate")

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Refuse to override a decision that is made inside compiled code."""
        super().__init_subclass__(**kwargs)
        for name in cls.SEALED:
            if getattr(cls, name) is not getattr(Worker, name):
                raise TypeError(
                    f"{cls.__name__}.{name} would never be called: this decision runs in a compiled kernel."
                    " Override plan_day, or change microsim/kernels."
                )

    @property
    def table(self) -> Workers:
        """The columns of workers."""
        return self.model.workers

    @property
    def accounts(self) -> slice:
        """Rows of this worker's accounts in `market.accounts`; once all were lost to a closure, of the one since."""
        return slice(self.first_account, self.first_account + self.n_accounts)

    @property
    def accepted_pay(self) -> int:
        """Accepted pay on these accounts, in 1/10,000 of the currency unit."""
        return int(self.model.accounts.accepted_pay[self.accounts].sum())

    @property
    def seconds_worked(self) -> int:
        """Time in sessions on these accounts, in seconds."""
        a, rows = self.model.accounts, self.accounts
        kinds = ("search", "qualification", "returned", "accepted", "rejected", "awaiting")
        total = sum(int(getattr(a, f"seconds_{kind}")[rows].sum()) for kind in kinds)
        return total - int(a.awaiting_at_start[rows].sum())

    def best_expected_pay(self) -> float:
        """Highest expected pay per hour among the open accounts, in 1/10,000 of the currency unit."""
        return float(best_expected(self.table.arrays.line[self.row], self.model.accounts.arrays)[0])

    def approval_rate(self) -> float:
        """Share of judged tasks that were approved, over these accounts; 1 before the first verdict."""
        a = self.model.accounts
        approved, rejected = a.approved[self.accounts].sum(), a.rejected[self.accounts].sum()
        return float(approved / (approved + rejected)) if approved + rejected else 1.0

    def chance_of_pay(self, requester: "Requester") -> float:
        """Chance of being paid that this worker expects of a requester: own memory, warnings, rating and forum."""
        k, desks = self.model.views.behaviour, cache_lines(1, DESK)
        desks["worker"] = self.row
        desk = desks[0]
        recall(desk, self.table.arrays, self.model.day, k)
        return float(chance_in(desk, requester.row, requester.id, self.model.requesters.arrays, k))

    def plan_day(self) -> list[PlannedSession]:
        """Sessions of today, by the rule of this worker's motive. Override it to change when and how long to work."""
        scratch, market = Sessions(MOST_SESSIONS), self.model
        now = market.now._replace(day=market.day, weekday=market.date.weekday())  # between two days, the one to come
        n = plan_worker(
            now, self.row, self.best_expected_pay(), self.table.arrays, market.views.motives, scratch.arrays, 0
        )
        fields = PlannedSession._fields
        return [PlannedSession(*(getattr(scratch, name)[i].item() for name in fields)) for i in range(n)]
