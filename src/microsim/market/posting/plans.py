"""What requesters plan today."""

import numpy as np


def planned(market) -> np.ndarray:
    """What requesters plan today over what they usually do, by platform and task type."""
    return market.environment.planned(market.platform_names, list(market.config.task_types))
