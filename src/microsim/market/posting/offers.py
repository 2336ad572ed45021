"""Where a job goes, and at what price: to everybody on the platform, or only to people whom no law protects there."""

import math
from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled, internal
from microsim.market.law.compliance import FLOOR, REASONS, RETURN, obeys
from microsim.market.sessions.choice import ABROAD, ANY
from microsim.regulation.rules import Law
from microsim.state.records import Record, cache_lines
from microsim.units import HOUR

GRID = 100  # prices are whole cents

# the rules of a platform: what it asks, and what laws make of that; time to search in seconds per task
PLACE = np.dtype(
    [
        *((name, "f8") for name in ("fee_share", "fee_min", "price_min", "search_per_task", "floor",
                                    "floor_with_search", "floor_obeyed", "surcharge", "reasons", "must_return")),
        *((name, "?") for name in ("left", "choice", "may_refuse")),
    ],
    align=True,
)  # fmt: skip
# whether some law protects anybody who passes a gate, whether the floor does, and whether nobody who could is left
GATE = np.dtype([(name, "?") for name in ("shielded", "floor_protects", "shut")])


class PostingRules(NamedTuple):
    """Rules of the day that bear on posting.

    Floors are pay per hour of median completion time, without and with search, and the share of requesters who obey.
    `surcharge` is per hour of median time, on work open to all. `left`: no protected person works there any more.
    `choice`: requesters may close work to the protected, and there are others. `may_refuse`, `reasons`, `must_return`
    say who may still refuse work of protected people, and keep it.

    Attributes:
        places: a record of `PLACE` per platform, ``[n_platforms]``.
        gates: a record of `GATE` per platform and gate, ``[n_platforms, n_gates]``: the countries, the languages, and
            at the end, where a negative index finds them, `ABROAD` and `ANY`.
    """

    places: np.ndarray
    gates: np.ndarray

    @classmethod
    def blank(cls, n_platforms: int, n_gates: int) -> "PostingRules":
        """Rules that ask for nothing and protect nobody; what is open to all is open to whomever a law protects."""
        of_each = n_gates - min(ANY, ABROAD)
        gates = cache_lines(n_platforms * of_each, GATE).reshape(n_platforms, of_each)
        gates[:, ANY] = True, True, False
        return cls(cache_lines(n_platforms, PLACE), gates)


@internal
def copy_own(place: Record, here: Record) -> None:
    """Copy what a platform asks for itself, and what laws set by platform.

    Args:
        place: of `PLACE`, filled.
        here: rules of the platform, a record of `Law.platforms`.
    """
    place.fee_share, place.fee_min, place.price_min = here.fee_share, here.fee_min, here.price_min
    place.floor, place.floor_with_search = here.floor, here.floor_with_search
    place.floor_obeyed, place.may_refuse = here.floor_obeyed, here.may_refuse


@internal
def bind_place(place: Record, people: np.ndarray, here: Record, may_close: bool, others: bool) -> None:
    """Work out what laws for people make of a platform.

    A law that ended yesterday binds nobody today, whatever platforms made of it.

    Args:
        place: of `PLACE`, filled.
        people: rules for people there, a row of `Law.people`, ``[n_countries]``.
        here: row of the table of platforms.
        may_close: whether requesters may turn to others than the protected.
        others: whether there are people abroad.
    """
    protects, everybody = False, True
    place.reasons = place.must_return = 0.0
    for one in people:
        protects |= one.shielded
        everybody &= one.shielded
        place.reasons = max(place.reasons, one.reasons)
        place.must_return = max(place.must_return, one.must_return)
    place.surcharge = here.surcharge if protects else 0.0
    place.left = protects and here.left
    place.choice = protects and may_close and (others or not everybody)


@internal
def bind_gates(left: bool, people: np.ndarray, spoken: np.ndarray, gates: np.ndarray) -> None:
    """Note whom each gate of a platform lets pass: of those whose countries it has left nobody works there.

    Args:
        left: whether the platform has left the countries of the protected.
        people: rules for people there, a row of `Law.people`, ``[n_countries]``.
        spoken: whether anybody of a country speaks a language, ``bool[n_countries, n_languages]``.
        gates: of `GATE`, countries and then languages; filled.
    """
    n_countries, n_languages = spoken.shape
    for country in range(n_countries):
        gate, one = gates[country], people[country]
        gate.shielded, gate.floor_protects = one.shielded, one.floor_protects > 0.0
        gate.shut = left and one.shielded
    for language in range(n_languages):
        gate = gates[n_countries + language]
        gate.shielded, gate.floor_protects, gate.shut = False, False, True
        for country in range(n_countries):
            home = gates[country]
            if spoken[country, language] and not home.shut:
                gate.shielded |= home.shielded
                gate.floor_protects |= home.floor_protects
                gate.shut = False


@compiled
def draw_up(
    law: Law,
    platforms: np.ndarray,
    spoken: np.ndarray,
    strategic: bool,
    others: bool,
    run_length: float,
    rules: PostingRules,
) -> None:
    """Draw up the rules of posting of a day.

    Args:
        law: `regulation.rules.Law`.
        platforms: columns of platforms.
        spoken: whether somebody in a country speaks a language, ``bool[n_countries, n_languages]``.
        strategic: whether requesters may turn to others than the protected.
        others: whether there is anybody abroad.
        run_length: tasks per search.
        rules: a blank `PostingRules`, receives them.
    """
    for p in range(len(law.platforms)):
        place, here, people = rules.places[p], law.platforms[p], law.people[p]
        copy_own(place, here)
        place.search_per_task = platforms[p].search_seconds / run_length
        bind_place(place, people, here, strategic and platforms[p].open_abroad, others)
        bind_gates(place.left, people, spoken, rules.gates[p])


@compiled
def fee_per_task(price: int, fee_share: float, fee_min: float) -> int:
    """What the requester owes the platform on top of the price of one accepted task, rounded half up.

    Args:
        price: in 1/10,000.
        fee_share: of the price.
        fee_min: least fee, in 1/10,000.

    Source: G1.

    Example:
        >>> fee_per_task(500, 0.2, 0.0), fee_per_task(100, 0.2, 100.0)
        (100, 100)
    """
    return int(max(price * fee_share, fee_min) + 0.5)


@compiled
def price_on_grid(price: float, grid: int) -> int:
    """A price on a grid: a multiple of so many cents, of one cent where it does not reach so many; one cent at least.

    Args:
        price: wanted, in 1/10,000.
        grid: in cents.

    Source: C29.

    Example:
        >>> price_on_grid(649.0, 1), price_on_grid(649.0, 5), price_on_grid(449.0, 5), price_on_grid(20.0, 1)
        (600, 500, 400, 100)
    """
    step = grid * GRID if price >= grid * GRID else GRID
    return max(int(math.floor(price / step + 0.5)) * step, GRID)


@internal
def least_price(seed: int, who: int, seconds: float, place: Record, gate: Record) -> float:
    """The least price per task that the platform and the law allow: a floor is one on the median completion time.

    Args:
        seed: address of who obeys.
        who: identity of the requester.
        seconds: median time of a task.
        place, gate: records of `PLACE` and `GATE`.
    """
    least = place.price_min
    if not gate.floor_protects:
        return least
    floor = max(place.floor * seconds, place.floor_with_search * (seconds + place.search_per_task)) / HOUR
    if floor > least and obeys(seed, FLOOR, who, place.floor_obeyed):
        least = floor
    return least


@compiled
def expected_gain(worth: float, outlay: float, done: float, timely: float, refused: float, keeps: bool) -> float:
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


@internal
def prefers_away(seed: int, worth: float, here: int, away: int, requester: Record, place: Record) -> bool:
    """Whether a requester closes a job to protected people: as it is cheaper so, or refused work may be kept.

    Args:
        seed: address of who obeys.
        worth: of an answer, times the usable share.
        here, away: outlay per task if open to all, and if closed to the protected.
        requester, place: its record, and one of `PLACE`.
    """
    refused = requester.refuse_good
    refused_here, keeps = refused, True
    if refused > 0.0 and place.may_refuse:
        refused_here = 0.0 if obeys(seed, REASONS, requester.id, place.reasons) else refused
        keeps = not obeys(seed, RETURN, requester.id, place.must_return)
    else:
        refused = refused_here = 0.0
    if away >= here and keeps and refused_here == refused:
        return False
    gain = expected_gain(worth, float(here), requester.done, requester.timely, refused_here, keeps)
    if here > worth:
        gain = 0.0  # would not be posted
    return expected_gain(worth, float(away), requester.done_away, requester.timely_away, refused, True) > gain


@internal
def outlay_each(price: int, surcharge: int, place: Record) -> int:
    """What one accepted task costs a requester, on a platform of such rules (a record of `PLACE`).

    Args:
        price: in 1/10,000.
        surcharge: per task, in 1/10,000.
        place: of the platform, `PLACE`.
    """
    return price + fee_per_task(price, place.fee_share, place.fee_min) + surcharge


@compiled
def at_least(price: int, least: float) -> int:
    """A price, or the least one that is allowed, in whole cents.

    Args:
        price: in 1/10,000.
        least: the same.
    """
    return max(price, int(math.ceil(least / GRID)) * GRID)


class Ask(NamedTuple):
    """What a requester has in mind when it offers a job.

    Attributes:
        gate: country or language whose people alone may do it, or `ANY`.
        seconds: median time of a task.
        worth: of an answer, times the usable share.
        wanted: price per task that it means to pay, on its grid.
    """

    gate: int
    seconds: float
    worth: float
    wanted: int


class Offer(NamedTuple):
    """What a job is offered at: price and surcharge per task, and for whom."""

    price: int
    surcharge: int
    country: int


@compiled
def offer(seed: int, requester: Record, ask: Ask, rules: PostingRules) -> Offer:
    """The price of a job, its surcharge and, where a requester has the choice, for whom it is.

    Args:
        seed: address of who obeys.
        requester: its record.
        ask, rules: `Ask`, `PostingRules`.

    Returns:
        `Offer`.
    """
    p = requester.platform
    place, gate = rules.places[p], rules.gates[p, ask.gate]
    surcharge = int(place.surcharge * ask.seconds / HOUR + 0.5) if gate.shielded else 0
    price = at_least(ask.wanted, least_price(seed, requester.id, ask.seconds, place, gate))
    country = int(ask.gate)
    if ask.gate == ANY and (place.choice or place.left):
        price_away = at_least(ask.wanted, place.price_min)
        here, away = outlay_each(price, surcharge, place), outlay_each(price_away, 0, place)
        if place.left or prefers_away(seed, ask.worth, here, away, requester, place):
            price, surcharge, country = price_away, 0, ABROAD
    return Offer(price, surcharge, country)
