"""What requesters plan today."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from microsim.model import Market


def planned(market: "Market") -> np.ndarray:
    """What requesters plan today over what they usually do, by platform and task type."""
    return market.environment.planned(market.platform_names, list(market.config.task_types))
