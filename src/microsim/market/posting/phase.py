"""Requesters post."""

import numpy as np

from microsim.codes import BatchState
from microsim.market.calendar.phase import technology_of
from microsim.market.reaction.phase import is_strategic
from microsim.market.sessions.choice import ABROAD
from microsim.state.countries import by_gate
from microsim.units import HOUR

from . import jobs as posting
from .offers import PostingRules
from .plans import planned

START_ROOM = 256
LEFT_TO_AI = ("tasks_by_ai", "tasks_displaced", "tasks_created", "seconds_displaced", "seconds_created", "ai_outlay")
POSTING_CHANGES = (
    "budget", "stake", "gain", "batches_posted", "tasks_posted", "value_posted", "seconds_posted", "seconds_by_ai",
    "net_gain", *LEFT_TO_AI,
)  # fmt: skip


def post_batches(market) -> None:
    """Requesters post the jobs that are worth their price and within the budget, or leave them to AI; one-shot ones
    copy prices on show.

    Reads: rules.fee_share, .fee_min, .price_min, .floor*, .surcharge, .left, environment, requesters. Writes: batches,
    requesters.budget, .*_posted, .*_by_ai, .*_displaced, .*_created, .ai_*, days.posted, .posted_abroad, .too_dear,
    .unfunded, .by_ai, .displaced, .created, .ai_outlay, .posted_pay, .price_level, platforms.advertised_pay.
    """
    b, d, t, env = market.batches, market.days, market.today, market.environment
    on_show = np.flatnonzero(b.used("state") == BatchState.OPEN)
    market.seen_markup = posting.markup_on_show(on_show, b.arrays, market.views.types, market.seen_markup)
    before = ai_totals(market)
    count, too_dear, unfunded, rows = _post(market)
    note_ai(market, before)
    rows = rows[:count]
    if env.nudge:
        law = market.rules
        posting.nudge(rows[:1], env.nudge, law.fee_share, law.fee_min, b.arrays, market.requesters.arrays)
    market.events.fresh = b.by_posting(rows)
    d.too_dear[t], d.unfunded[t] = too_dear, unfunded
    d.batches_posted[t], d.posted[t] = count, b.tasks[rows].sum()
    d.posted_abroad[t] = b.tasks[rows].sum(where=b.country[rows] == ABROAD)
    _advertise(market, rows)
    _price_statistics(market, rows)


def _post(market):
    """Post into free rows; if there are too few, make room and post again from the same state (draws are addressed)."""
    b, r, v, env, rules = market.batches, market.requesters, market.views, market.environment, rules_of_posting(market)
    room = max(START_ROOM, int(r.used("batches_per_day").sum() * 1.2))
    while True:
        free = np.flatnonzero(b.used("state") == BatchState.FREE)
        if len(free) < room:
            b.reserve(room)
            b.n = b.capacity
            continue
        before = {name: r.used(name).copy() for name in POSTING_CHANGES}
        count, too_dear, unfunded = posting.post(
            market.seed, market.day, env.demand, planned(market), v.firms.budget_days, market.seen_markup,
            v.price_log_sd, v.value_log_sd, r.arrays, r.n, b.arrays, free, v.types, v.demand, rules,
            technology_of(market),
        )  # fmt: skip
        if count >= 0:
            return count, too_dear, unfunded, free
        b.state[free] = BatchState.FREE
        for name, values in before.items():
            r.used(name)[:] = values
        room *= 2


def ai_totals(market) -> np.ndarray:
    """What requesters have left to AI so far, and what followed from that, see `LEFT_TO_AI`."""
    return np.array([market.requesters.used(name).sum() for name in LEFT_TO_AI])


def note_ai(market, before: np.ndarray) -> None:
    """Add to the day what requesters have left to AI since."""
    d, t = market.days, market.today
    for name, more in zip(LEFT_TO_AI, ai_totals(market) - before, strict=True):
        getattr(d, name.removeprefix("tasks_"))[t] += more


def rules_of_posting(market) -> PostingRules:
    """The rules that bear on posting; only where people react may a requester turn to others than the protected."""
    law, p = market.rules, market.platforms
    shielded, others = law.shielded(), market.views.abroad.people.sum() > 0
    protects = shielded.any(axis=1)  # a law that ended yesterday binds nobody today, whatever platforms made of it
    choice = protects & p.used("open_abroad") & (others | ~shielded.all(axis=1))
    spoken, left = market.views.spoken, law.left & protects
    there = ~(left[:, None] & shielded)  # of those whose countries a platform has left nobody works there
    return PostingRules(
        law.fee_share, law.fee_min, law.price_min, p.used("search_seconds") / market.config.behaviour.run_length,
        law.floor, law.floor_with_search, law.floor_obeyed, np.where(protects, law.surcharge, 0.0), left,
        choice & is_strategic(market), law.may_refuse, law.reasons.max(axis=1), law.must_return.max(axis=1),
        by_gate(shielded, spoken, there), by_gate(law.floor_protects > 0.0, spoken, there), ~by_gate(there, spoken),
    )  # fmt: skip


def _advertise(market, rows) -> None:
    """Platforms advertise the mean posted pay per stated hour, smoothed over about twenty days."""
    b, p = market.batches, market.platforms
    pay = b.price[rows] * HOUR / b.stated_seconds[rows]
    for row in range(p.n):
        here = pay[b.platform[rows] == row]
        if len(here):
            p.advertised_pay[row] += 0.05 * (here.mean() - p.advertised_pay[row])


def _price_statistics(market, rows) -> None:
    b, d, t, types = market.batches, market.days, market.today, market.views.types
    if len(rows) == 0:
        d.posted_pay[t] = d.posted_pay[t - 1] if t else 0.0
        d.price_level[t] = d.price_level[t - 1] if t else 0.0
        return
    d.posted_pay[t] = np.median(b.price[rows] * HOUR / b.seconds[rows])
    kind = b.task_type[rows]
    usual = types.price[kind] * b.seconds[rows] / types.seconds[kind]
    hours = b.tasks[rows] * b.seconds[rows]
    d.price_level[t] = (hours * b.price[rows] / usual).sum() / hours.sum()
