"""What requesters learn about prices, review and refusal, and the end of batches."""

import numpy as np

from microsim.market.learning import expectations as learning
from microsim.market.posting.plans import planned
from microsim.units import HOUR

from . import conduct
from . import ends as batches


def adapt_requesters(market) -> None:
    """Close filled and expired batches; repeat requesters move their price by how fast theirs were filled, and look
    at cheaper peers; they weigh their profit, and may try or copy other habits of review and refusal.

    Reads: batches, requesters.deadline. Writes: batches.state, requesters.markup, .lateness, .done*, .timely*, .budget,
    .fill_seconds, .review_effort, .refuse_good, .profit_share, platforms.book_undone, days.expired, .batches_filled,
    .batches_expired, .fill_hours.
    """
    b, r, d, t, v = market.batches, market.requesters, market.days, market.today, market.views
    filled, freed = np.empty(b.n, np.int64), np.empty(b.n, np.int64)
    n_filled, n_freed, expired, tasks = batches.close(
        market.day, b.n, market.rules.law, market.config.rejection.missing_cost,
        market.config.reaction.forget, v.delay_cost, b.arrays, r.arrays, filled, freed,
        market.platforms.used("book_undone"),
    )  # fmt: skip
    market.events.freed = freed[:n_freed]
    d.batches_filled[t], d.batches_expired[t], d.expired[t] = n_filled, expired, tasks
    d.fill_hours[t] = np.median(b.fill_seconds[filled[:n_filled]]) / HOUR if n_filled else 0.0
    peers, n_peers = _peers(market)
    learning.adapt_prices(
        market.seed, market.day, v.price_step, v.attention, v.peer_rate, v.peer_weight, planned(market), v.types,
        peers, n_peers, r.arrays, r.n,
    )  # fmt: skip
    conduct.adapt_conduct(market.seed, market.day, v.conduct, market.rules.may_refuse, peers, n_peers, r.arrays, r.n)


def _peers(market):
    """Rows of the present repeat requesters by task type, in the order of their identities."""
    r = market.requesters
    rows = np.flatnonzero(r.used("present") & r.used("learns"))
    rows = rows[np.argsort(r.id[rows], kind="stable")]
    n_types = len(market.views.types.price)
    n_peers = np.bincount(r.task_type[rows], minlength=n_types)
    peers = np.zeros((n_types, max(1, n_peers.max())), np.int64)
    for kind in range(n_types):
        peers[kind, : n_peers[kind]] = rows[r.task_type[rows] == kind]
    return peers, n_peers
