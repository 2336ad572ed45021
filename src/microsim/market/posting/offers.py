"""Where a job goes, and at what price: to everybody on the platform, or only to people whom no law protects there."""

import math
from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled, inlined
from microsim.market.law.compliance import FLOOR, REASONS, RETURN, obeys
from microsim.market.sessions.choice import ABROAD, ANY
from microsim.units import HOUR

GRID = 100  # prices are whole cents


class PostingRules(NamedTuple):
    """Rules of the day that bear on posting, one entry per platform; time to search in seconds per task.

    Floors are pay per hour of median completion time, without and with search, and the share of requesters who obey.
    `surcharge` is per hour of median time, on work open to all. `left`: no protected person works there any more.
    `choice`: requesters may close work to the protected, and there are others. `may_refuse`, `reasons`, `must_return`
    say who may still refuse work of protected people, and keep it. The last three are by platform and gate, a country
    or a language: whether some law protects anybody who passes, whether the floor does, and whether nobody who could
    pass it is left there.
    """

    fee_share: np.ndarray
    fee_min: np.ndarray
    price_min: np.ndarray
    search_per_task: np.ndarray
    floor: np.ndarray
    floor_with_search: np.ndarray
    floor_obeyed: np.ndarray
    surcharge: np.ndarray
    left: np.ndarray
    choice: np.ndarray
    may_refuse: np.ndarray
    reasons: np.ndarray
    must_return: np.ndarray
    shielded: np.ndarray
    floor_protects: np.ndarray
    shut: np.ndarray


@compiled
def fee_per_task(price, fee_share, fee_min):
    """What the requester owes the platform on top of the price of one accepted task, rounded half up.

    Source: G1.

    Example:
        >>> fee_per_task(500, 0.2, 0.0), fee_per_task(100, 0.2, 100.0)
        (100, 100)
    """
    return int(max(price * fee_share, fee_min) + 0.5)


@compiled
def price_on_grid(price, low, high, least):
    """A price within the range of its type, not under the platform's least, on the grid of one cent.

    Example:
        >>> price_on_grid(649.0, 100.0, 5000.0, 100.0), price_on_grid(20.0, 50.0, 5000.0, 100.0)
        (600, 100)
    """
    bounded = min(max(price, low), high)
    return int(max(math.floor(bounded / GRID + 0.5), math.ceil(least / GRID), 1.0)) * GRID


@compiled
def most_paid(worth, fee_share, fee_min):
    """The most that a requester pays per task, so that price and fee are not above what an answer is worth to it.

    A whole number of cents; 0 or less if not even the least fee is worth it.

    Example:
        >>> most_paid(12_000.0, 0.2, 0.0), most_paid(12_000.0, 0.2, 5_000.0), most_paid(90.0, 0.2, 0.0)
        (10000, 7000, 0)
    """
    return int(math.floor(min(worth / (1.0 + fee_share), worth - fee_min) / GRID)) * GRID


@inlined
def holds_for(gate, by_gate, p):
    """Whether people whom a law protects on a platform pass the gate of a job (negative: there is none)."""
    return gate < 0 or by_gate[p, gate]


@inlined
def may_be_done(p, gate, rules):
    """Whether anybody may do a job: nobody, if it is for people whose countries the platform has left."""
    return gate < 0 or not rules.shut[p, gate]


@inlined
def least_price(seed, q, p, gate, seconds, r, rules):
    """The least price per task that the platform and the law allow: a floor is one on the median completion time."""
    least = rules.price_min[p]
    if not holds_for(gate, rules.floor_protects, p):
        return least
    floor = max(rules.floor[p] * seconds, rules.floor_with_search[p] * (seconds + rules.search_per_task[p])) / HOUR
    if floor > least and obeys(seed, FLOOR, r[q].id, rules.floor_obeyed[p]):
        least = floor
    return least


@compiled
def expected_gain(worth, outlay, done, timely, refused, keeps):
    """What a requester expects to gain per task posted, from what it remembers of a place.

    Args:
        worth, outlay: of one task done in time.
        done, timely: share of tasks that get done there, and of their value that lateness leaves.
        refused: share of submissions that it refuses on purpose there. keeps: whether it may use them.

    Example:
        >>> expected_gain(3.0, 2.0, 0.5, 1.0, 0.0, True), expected_gain(3.0, 2.0, 1.0, 1.0, 1.0, True)
        (0.5, 3.0)
    """
    kept = worth * timely if keeps else 0.0
    return done * ((1.0 - refused) * (worth * timely - outlay) + refused * kept)


@inlined
def prefers_away(seed, q, p, worth, here, away, r, rules):
    """Whether a requester closes a job to protected people: as it is cheaper so, or refused work may be kept.

    Args:
        seed: address of who obeys.
        q, p: rows of requester and platform.
        worth: of an answer, times the usable share.
        here, away: outlay per task if open to all, and if closed to the protected.
        r, rules: columns of requesters; `PostingRules`.
    """
    refused = r[q].refuse_good
    refused_here, keeps = refused, True
    if refused > 0.0 and rules.may_refuse[p]:
        refused_here = 0.0 if obeys(seed, REASONS, r[q].id, rules.reasons[p]) else refused
        keeps = not obeys(seed, RETURN, r[q].id, rules.must_return[p])
    else:
        refused = refused_here = 0.0
    if away >= here and keeps and refused_here == refused:
        return False
    gain = expected_gain(worth, float(here), r[q].done, r[q].timely, refused_here, keeps)
    if here > worth:
        gain = 0.0  # would not be posted
    return expected_gain(worth, float(away), r[q].done_away, r[q].timely_away, refused, True) > gain


@inlined
def outlay_each(price, surcharge, p, rules):
    """What one accepted task costs a requester."""
    return price + fee_per_task(price, rules.fee_share[p], rules.fee_min[p]) + surcharge


class Offer(NamedTuple):
    """What a job is offered at: price and surcharge per task, for whom, whether at less than its requester meant."""

    price: int
    surcharge: int
    country: int
    capped: bool


@compiled
def offer(seed, q, p, gate, seconds, worth, wanted, low, high, r, rules):
    """The price of a job, its surcharge and, where a requester has the choice, for whom it is.

    Args:
        seed: address of who obeys.
        q, p: rows of requester and platform.
        gate: country whose people alone may do it, if there is one.
        seconds: median time of a task.
        worth: of an answer, times the usable share.
        wanted: price that the requester has in mind; `low`, `high`: range of the type.
        r, rules: columns of requesters; `PostingRules`.
    """
    surcharge = int(rules.surcharge[p] * seconds / HOUR + 0.5) if holds_for(gate, rules.shielded, p) else 0
    most = most_paid(worth - surcharge, rules.fee_share[p], rules.fee_min[p])
    price = price_on_grid(min(wanted, float(most)), low, high, least_price(seed, q, p, gate, seconds, r, rules))
    country = int(gate)
    if gate == ANY and (rules.choice[p] or rules.left[p]):
        most_away = most_paid(worth, rules.fee_share[p], rules.fee_min[p])
        price_away = price_on_grid(min(wanted, float(most_away)), low, high, rules.price_min[p])
        here, away = outlay_each(price, surcharge, p, rules), outlay_each(price_away, 0, p, rules)
        if rules.left[p] or prefers_away(seed, q, p, worth, here, away, r, rules):
            price, most, surcharge, country = price_away, most_away, 0, ABROAD
    return Offer(price, surcharge, country, wanted > most)
