"""Platforms as agents."""

from microsim.market.standing.suspension import deserves_suspension
from microsim.state.platforms import Platforms
from microsim.state.table import view_of

from .row_agent import RowAgent


@view_of(Platforms)
class Platform(RowAgent):
    """One that intermediates, sets rules and takes a fee."""

    @property
    def table(self) -> Platforms:
        """The columns of platforms."""
        return self.model.platforms

    @property
    def name(self) -> str:
        """Its key in the configuration."""
        return self.model.platform_names[self.row]

    def would_suspend(self, approved: int, rejected: int) -> bool:
        """Whether an account with this record would be suspended for its approval rate."""
        rules = (self.suspension_approval, self.suspension_after)
        return bool(deserves_suspension(approved, rejected, *rules))
