"""What all agents have in common: a view on one row of the market's columns."""

from typing import TYPE_CHECKING

import mesa

if TYPE_CHECKING:
    from microsim.model import Market


class RowAgent(mesa.Agent):
    """An agent that is a view on one row."""

    def __init__(self, model: "Market", row: int) -> None:
        super().__init__(model)
        self.row = row

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.row}>"
