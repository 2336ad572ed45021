"""Requesters and workers turn to AI."""

import numpy as np

from microsim.market.calendar.phase import assistance_of, technology_of
from microsim.market.posting.phase import ai_totals, note_ai, rules_of_posting

from . import assistance as ai_use
from . import automation, left_to_ai


def adopt_ai(market) -> None:
    """Requesters whose day it is weigh AI against people; who turns to it leaves the open tasks to it, too. Of those
    who worked today some begin to use AI. Where AI can do nothing, nothing happens.

    Reads: environment.capability, .seen_markup, rules, requesters, workers.accuracy. Writes: requesters.automates,
    .*_by_ai, .ai_*, .budget, .gain, batches.left, .state, workers.has_ai, days.automated, .by_ai, .displaced,
    .ai_outlay, .automating, .ai_skill, .users_of_ai.
    """
    if not any(market.environment.capability.values()):
        return
    before = ai_totals(market)
    _turn_to_ai(market)
    note_ai(market, before)
    _use_ai(market)


def _turn_to_ai(market) -> None:
    r, b, d, t, ai = market.requesters, market.batches, market.days, market.today, technology_of(market)
    switched, types, rules = np.zeros(r.n, bool), market.views.types, market.rules
    automation.weigh_ai(
        market.seed, market.day, market.seen_markup, types, rules_of_posting(market), ai, r.arrays, r.n,
        switched,
    )  # fmt: skip
    if switched.any():
        d.automated[t] = left_to_ai.take_off(market.seed, switched, rules.law, b.n, types, ai, b.arrays, r.arrays)
    hours = r.used("hours") * r.used("present")
    d.automating[t] = (hours * r.used("automates")).sum() / hours.sum() if hours.any() else 0.0


def _use_ai(market) -> None:
    w, a, d, t = market.workers, market.accounts, market.days, market.today
    d.ai_skill[t] = max(market.environment.capability.values())
    ai_use.begin_to_use(market.seed, t, d.ai_skill, market.events.touched, assistance_of(market), w.arrays, a.arrays)
    people = w.distinct(a.worker[market.events.touched])
    d.users_of_ai[t] = (w.has_ai[people] & w.person[people]).sum()
