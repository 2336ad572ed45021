"""How many days in a row people work."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from microsim.model import Market


def count_streaks(market: "Market") -> None:
    """Who worked today has worked one day more in a row; everybody else begins anew."""
    w, a = market.workers, market.accounts
    worked = np.zeros(w.n, bool)
    worked[a.worker[market.events.touched]] = True
    w.used("streak")[:] = np.where(worked, w.used("streak") + 1, 0)
