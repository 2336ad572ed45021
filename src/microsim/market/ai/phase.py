"""Requesters and workers turn to AI."""

from typing import TYPE_CHECKING

import numpy as np

from microsim.market.calendar.phase import assistance_of
from microsim.market.posting.phase import parameters_of

from . import assistance as ai_use
from . import automation, left_to_ai

if TYPE_CHECKING:
    from microsim.model import Market


def adopt_ai(market: "Market") -> None:
    """Requesters whose day it is weigh AI against people; who turns to it leaves the open tasks to it, too. Of those
    who worked today some begin to use AI. Where AI can do nothing, nothing happens.
    """
    if not any(market.environment.capability.values()):
        return
    _turn_to_ai(market)
    _use_ai(market)


def _turn_to_ai(market: "Market") -> None:
    r, b, d, t, params = market.requesters, market.batches, market.days, market.today, parameters_of(market)
    requesters, switched = r.arrays[: r.n], np.zeros(r.n, bool)
    automation.weigh_ai(market.now, requesters, params, switched)
    if switched.any():
        left_to_ai.take_off(
            market.now, switched, requesters, b.arrays[: b.n], market.platforms.arrays, market.rules.law, params
        )
    hours = r.used("hours") * r.used("present")
    d.automating[t] = (hours * r.used("automates")).sum() / hours.sum() if hours.any() else 0.0


def _use_ai(market: "Market") -> None:
    w, a, d, t, touched = market.workers, market.accounts, market.days, market.today, market.events.touched
    d.ai_skill[t] = max(market.environment.capability.values())
    ai_use.begin_to_use(market.now, d.used("ai_skill"), touched, assistance_of(market), w.arrays, a.arrays)
    people = w.distinct(a.worker[touched])
    d.users_of_ai[t] = (w.has_ai[people] & w.person[people]).sum()
