"""Requesters post."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from microsim.market.calendar.phase import technology_of
from microsim.market.reaction.phase import is_strategic
from microsim.regulation.rules import Law
from microsim.state.days import Days
from microsim.state.platforms import Platforms

from . import jobs, prices
from .offers import PostingRules, draw_up
from .plans import planned
from .views import DemandToday, PostingParameters

if TYPE_CHECKING:
    from microsim.model import Market

START_ROOM = 256


class KeptPosting(NamedTuple):
    """Rules of posting that hold until the law is another, or what platforms are like, as bytes."""

    law: Law
    columns: tuple[bytes, ...]
    rules: PostingRules


def post_batches(market: "Market") -> None:
    """Requesters post the jobs that are worth their price and within the budget, or leave them to AI."""
    b, types, amount = market.batches, market.views.types, market.environment.nudge
    free = np.empty(b.n, np.int64)
    rows = _post(market, free[: prices.find_free(b.arrays[: b.n], free)])
    if amount:
        prices.nudge(rows[:1], amount, market.rules.law, b.arrays, market.requesters.arrays)
    market.events.fresh = b.by_posting(rows)
    notes = np.empty((prices.NOTES, len(rows)))
    prices.note_prices(rows, b.arrays, types, notes)
    _advertise(market.platforms, b.platform[rows], notes[prices.STATED], market.config.pricing.advertised_rate)
    _price_statistics(market.days, market.today, notes)


def parameters_of(market: "Market") -> PostingParameters:
    """All that requesters go by today."""
    v = market.views
    today = DemandToday(market.environment.demand, planned(market), v.firms.budget_days)
    return PostingParameters(
        v.types, v.may_gate, v.pricing, v.demand, rules_of_posting(market), technology_of(market), today
    )  # fmt: skip


def rules_of_posting(market: "Market") -> PostingRules:
    """The rules that bear on posting; only where people react may a requester turn to others than the protected.

    They are those drawn up last, if nothing is another that they follow from.
    """
    law, p, spoken, kept = market.rules.law, market.platforms, market.views.spoken, market.kept_posting
    columns = p.used("search_seconds").tobytes(), p.used("open_abroad").tobytes()
    if kept is None or kept.law is not law or kept.columns != columns:
        rules = PostingRules.blank(len(law.platforms), sum(spoken.shape))
        draw_up(
            law, p.arrays, spoken, is_strategic(market), bool(market.views.abroad.people.any()),
            market.config.behaviour.run_length, rules,
        )  # fmt: skip
        market.kept_posting = kept = KeptPosting(law, columns, rules)
    return kept.rules


def _post(market: "Market", free: np.ndarray) -> np.ndarray:
    """Post into free rows; where they do not do, make room and go on with the next requester. Returns the rows."""
    b, r, params = market.batches, market.requesters, parameters_of(market)
    room = max(START_ROOM, int((r.used("batches_per_day") * r.used("thinned")).sum() * 1.2))
    rows: list[np.ndarray] = []
    first, requesters = 0, r.arrays[: r.n]
    while first < r.n or not rows:
        if len(free) < room:
            n = b.n
            b.reserve(room)
            b.n = b.capacity
            free = np.concatenate([free, np.arange(n, b.n)])
            continue
        posted, first = jobs.post(market.now, first, free, requesters, b.arrays, market.platforms.arrays, params)
        rows.append(free[:posted])
        free, room = free[posted:], room * 2
    return rows[0] if len(rows) == 1 else np.concatenate(rows)


def _advertise(platforms: Platforms, where: np.ndarray, pay: np.ndarray, rate: float) -> None:
    """Platforms advertise the mean posted pay per stated hour, smoothed.

    Args:
        platforms: columns.
        where, pay: of each batch, in the order of posting.
        rate: weight of today.
    """
    for row in range(platforms.n):
        here = pay[where == row]
        if len(here):
            advertised = platforms.advertised_pay[row]
            platforms.advertised_pay[row] += rate * (here.sum() / len(here) - advertised)


def _price_statistics(days: Days, t: int, notes: np.ndarray) -> None:
    """Today's prices in the daily table; a day without batches keeps those of the day before."""
    if notes.shape[1] == 0:
        days.posted_pay[t] = days.posted_pay[t - 1] if t else 0.0
        days.price_level[t] = days.price_level[t - 1] if t else 0.0
        return
    days.posted_pay[t] = prices.median(notes[prices.TRUE])
    days.price_level[t] = notes[prices.LEVEL].sum() / notes[prices.HOURS].sum()
