"""Requesters post."""

import numpy as np

from microsim.kernels import posting
from microsim.kernels.clock import HOUR
from microsim.kernels.posting import PostingRules
from microsim.state.codes import BatchState

START_ROOM = 256


def post_batches(market) -> None:
    """Requesters post the jobs that are worth their price and within the budget; one-shot ones copy prices on show.

    Reads: rules.fee_share, .fee_min, .price_min, .floor*, environment, requesters. Writes: batches, requesters.budget,
    .*_posted, days.posted, .too_dear, .unfunded, .posted_pay, .price_level, platforms.advertised_pay.
    """
    b, d, t, env = market.batches, market.days, market.today, market.environment
    on_show = np.flatnonzero(b.used("state") == BatchState.OPEN)
    env.seen_markup = posting.markup_on_show(on_show, b.arrays, market.views.types, env.seen_markup)
    count, too_dear, unfunded, rows = _post(market)
    rows = rows[:count]
    if env.nudge:
        law = market.rules
        posting.nudge(rows[:1], env.nudge, law.fee_share, law.fee_min, b.arrays, market.requesters.arrays)
    env.fresh = b.by_posting(rows)
    d.too_dear[t], d.unfunded[t] = too_dear, unfunded
    d.batches_posted[t], d.posted[t] = count, b.size[rows].sum()
    _advertise(market, rows)
    _price_statistics(market, rows)


def _post(market):
    """Post into free rows; if there are too few, make room and post again from the same state (draws are addressed)."""
    b, r, v, env = market.batches, market.requesters, market.views, market.environment
    law = market.rules
    rules = PostingRules(
        law.fee_share, law.fee_min, law.price_min,
        market.platforms.used("search_seconds") / market.config.behaviour.run_length,
        law.floor, law.floor_with_search, law.floor_obeyed,
    )  # fmt: skip
    room = max(START_ROOM, int(r.used("batches_per_day").sum() * 1.2))
    undo = ("budget", "stake", "batches_posted", "tasks_posted", "value_posted", "seconds_posted")
    while True:
        free = np.flatnonzero(b.used("state") == BatchState.FREE)
        if len(free) < room:
            b.reserve(room)
            b.n = b.capacity
            continue
        before = {name: r.used(name).copy() for name in undo}
        count, too_dear, unfunded = posting.post(
            market.seed, market.day, env.demand, env.seen_markup, v.price_log_sd, v.value_log_sd, r.arrays, r.n,
            b.arrays, free, v.types, v.demand, rules,
        )  # fmt: skip
        if count >= 0:
            return count, too_dear, unfunded, free
        b.state[free] = BatchState.FREE
        for name, values in before.items():
            r.used(name)[:] = values
        room *= 2


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
    hours = b.size[rows] * b.seconds[rows]
    d.price_level[t] = (hours * b.price[rows] / usual).sum() / hours.sum()
