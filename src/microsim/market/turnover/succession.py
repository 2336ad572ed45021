"""Requesters leave, and others look at the places that they left: who expects enough profit comes."""

from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled, internal
from microsim.market.posting.target import Charges, best_wage, charges_on, cost_at, mean_worth, need_of, share_worth
from microsim.market.posting.views import PostingParameters
from microsim.random import decisions as of
from microsim.random.draws import draw, lognormal
from microsim.random.identity import new_requester, place_of_requester
from microsim.state.now import Now
from microsim.state.records import Record
from microsim.units import HOUR

from .firms import Firm, FirmParams, draw_requester


@compiled
def who_leaves(day: int, losing_periods: int, r: np.ndarray, out: np.ndarray) -> int:
    """Find the requesters whose time has come, and those who have lost money for too long.

    Args:
        day: today.
        losing_periods: periods with a loss, in a row, after which one leaves.
        r: requesters in use.
        out: receives their rows, ``int64[len(r)]``.

    Returns:
        How many there are.
    """
    n = 0
    for q in range(len(r)):
        if r[q].present and (r[q].fate_day <= day or r[q].losses >= losing_periods):
            out[n] = q
            n += 1
    return n


@compiled
def find_vacant(day: int, r: np.ndarray, out: np.ndarray) -> int:
    """Find the places that somebody left, nobody has taken, and somebody looks at today.

    Args:
        day: today.
        r: requesters in use.
        out: receives the rows of those who left, ``int64[len(r)]``.

    Returns:
        How many there are.
    """
    n = 0
    for q in range(len(r)):
        if r[q].vacant and r[q].fate_day <= day:
            out[n] = q
            n += 1
    return n


class Heard(NamedTuple):
    """What requesters say of each platform: shares of planned answers that come, and of their value that is left, as
    some come late; ``float64[n_platforms]``, zeroed at first.
    """

    done: np.ndarray
    worth: np.ndarray


@compiled
def hear_of_platforms(r: np.ndarray, heard: Heard, weights: np.ndarray) -> None:
    """What requesters say of platforms: means over the repeat ones present by planned hours, 1 where nobody is.

    Args:
        r: requesters in use.
        heard: filled in.
        weights: room, ``float64[n_platforms]``, zeroed.
    """
    for q in range(len(r)):
        one = r[q]
        if one.present and one.learns:
            planned = one.hours * one.thinned
            heard.done[one.platform] += planned * one.done
            heard.worth[one.platform] += planned * one.done * one.timely
            weights[one.platform] += planned
    for platform in range(len(weights)):
        known = weights[platform] > 0.0
        heard.done[platform] = heard.done[platform] / weights[platform] if known else 1.0
        heard.worth[platform] = heard.worth[platform] / weights[platform] if known else 1.0


@internal
def expected_gain(one: Record, heard: Heard, charges: Charges, p: FirmParams) -> float:
    """Profit per planned task that a newcomer expects at today's charges and with what it hears of its platform.

    Args:
        one: a row of the table of requesters.
        heard: of platforms.
        charges: today.
        p: parameters.
    """
    need, place = need_of(one, p.types, p.job_value_log_sd), one.platform
    cost = cost_at(best_wage(need, charges, p.pricing.belief) * need.seconds / HOUR, charges)
    return share_worth(cost, need) * (heard.worth[place] * mean_worth(cost, need) - heard.done[place] * cost)


@compiled
def replace_requesters(
    now: Now, places: np.ndarray, params: PostingParameters, heard: Heard, r: np.ndarray, p: FirmParams
) -> int:
    """Somebody of the same kind and planned hours looks at each place that was left: who expects enough profit comes.

    One who declines leaves the place to the next, who looks `candidate_days` later.

    Args:
        now: today.
        places: rows of those who left, in the order of their identities, ``int64[n]``.
        params: what requesters go by today.
        heard: of platforms, see `hear_of_platforms`.
        r: columns of requesters, those in use and room for as many as there are places.
        p: parameters.

    Returns:
        How many come; they stand in the last rows, the first of them free.
    """
    came, first = 0, len(r) - len(places)
    for row in places:
        old, new = r[row], r[first + came]
        newcomer = new_requester(now.day, place_of_requester(old.id))
        firm = Firm(newcomer, int(old.kind), old.platform, old.hours, old.inclusion)
        draw_requester(now, first + came, firm, r, p)
        gain = expected_gain(new, heard, charges_on(new, params), p)
        luck = draw(now.seed, of.CANDIDATE, 0, firm.id, now.day, 0, 0)[0]
        if gain >= lognormal(luck, p.entry.entry_hurdle, p.entry.entry_log_sd) * new.usual_gain:
            old.vacant = False
            came += 1
        else:
            old.fate_day = now.day + p.entry.candidate_days
            new.present = False
    return came
