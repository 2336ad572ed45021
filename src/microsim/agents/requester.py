"""Requesters as agents."""

from microsim.state.table import view_of
from microsim.state.trade import Requesters

from .row_agent import RowAgent


@view_of(Requesters)
class Requester(RowAgent):
    """One who posts batches of tasks, judges the work and pays for what it accepts."""

    @property
    def table(self) -> Requesters:
        """The columns of requesters."""
        return self.model.requesters

    @property
    def rejection_rate(self) -> float:
        """Share of judged tasks that this requester rejected; 0 before the first verdict."""
        return self.tasks_rejected / self.tasks_submitted if self.tasks_submitted else 0.0

    @property
    def profit(self) -> float:
        """Value of usable answers received, less outlay, in 1/10,000 of the currency unit."""
        return self.value_received - self.outlay
