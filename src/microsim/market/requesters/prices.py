"""How repeat requesters learn prices: from the time that their batches take, and from cheaper peers."""

import math
from typing import NamedTuple

import numpy as np

from microsim.compiling import allocating, compiled, internal
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.state.now import Now
from microsim.state.records import Record

from .peers import Peers, pick_peer


class PriceParams(NamedTuple):
    """Parameters of how prices are learned (see the configurations `requesters`, `task_types`, `pricing`).

    Attributes:
        lowest_markup, highest_markup: log price over the usual one, by task type, ``float64[n_types]``.
        price_step: log price per unit of signal.
        attention: what a change must save on a day, in 1/10,000.
        peer_rate: share of days on which one looks at a peer.
        peer_weight: share of the gap in price closed then; these four by kind of requester, ``float64[n_kinds]``.
        rise_over_fall: step of a price that rises, over that of one that falls.
        lateness_rate: weight of a day's batches in how often those of a requester are late.
        rarely_late: share of days from which on a peer is no model.
    """

    lowest_markup: np.ndarray
    highest_markup: np.ndarray
    price_step: np.ndarray
    attention: np.ndarray
    peer_rate: np.ndarray
    peer_weight: np.ndarray
    rise_over_fall: float
    lateness_rate: float
    rarely_late: float


@compiled
def price_signal(seconds: float, deadline: float, most_early: float, most_late: float) -> float:
    """What the end of a batch says about its price: log of fill time over deadline, from -`most_early` to `most_late`.

    Early is early: whether a batch was gone after a minute or an hour says how large the crowd is, not how dear the
    price.

    Args:
        seconds: from posting to the end.
        deadline: of the requester, in seconds.
        most_early, most_late: bounds, in log points.

    Example:
        >>> [round(price_signal(hours * 3600.0, 36000.0, 1.0, 3.0), 3) for hours in (0.1, 1, 8, 20, 1000)]
        [-1.0, -1.0, -0.223, 0.693, 3.0]
    """
    return max(-most_early, min(most_late, math.log(max(seconds, 1.0) / deadline)))


@compiled
def price_change(signal: float, step: float, outlay: float, attention: float, rise_over_fall: float) -> float:
    """Change of the log price after a day's batches: down when they filled early, so many times as fast up when late.

    Lowering a price takes attention: it is left alone unless it saves at least `attention` on as much work.

    Args:
        signal: mean `price_signal`.
        step: log price per unit of signal.
        outlay: pay posted in those batches.
        attention: what a change must save, in the same unit.
        rise_over_fall: step up over step down.

    Example:
        >>> ends = (1.0, 10.0), (-2.0, 100.0), (-2.0, 10.0)
        >>> [price_change(signal, 0.02, outlay, 1.0, 2.0) for signal, outlay in ends]
        [0.04, -0.04, 0.0]
    """
    if signal > 0.0:
        return rise_over_fall * step * signal
    return step * signal if -step * signal * outlay >= attention else 0.0


@internal
def learn_from_ends(requester: Record, p: PriceParams) -> None:
    """Move a price by what today's ends of batches say of it, if there were any, and forget them.

    Args:
        requester: a row of the table of requesters.
        p: parameters of how prices are learned.
    """
    if requester.price_batches == 0:
        return
    kind, task_type = requester.kind, requester.task_type
    signal = requester.price_signal / requester.price_batches
    requester.lateness += p.lateness_rate * ((1.0 if signal > 0.0 else 0.0) - requester.lateness)
    change = price_change(signal, p.price_step[kind], requester.price_outlay, p.attention[kind], p.rise_over_fall)
    markup = requester.markup + change
    requester.markup = min(max(markup, p.lowest_markup[task_type]), p.highest_markup[task_type])
    requester.price_signal = 0.0
    requester.price_outlay = 0.0
    requester.price_batches = 0


@allocating
def adapt_prices(now: Now, p: PriceParams, plans: np.ndarray, peers: Peers, r: np.ndarray) -> None:
    """Repeat requesters move their price by how fast their batches were filled (`price_change`).

    Now and then a requester looks at one peer with the same type of task, and moves towards the peer's price if that
    is lower, the peer's batches are rarely late, and a day's work gets cheaper by the cost of attention.

    Args:
        now: today.
        p: parameters.
        plans: what is planned today, over what usually is, ``float64[n_platforms, n_types]``.
        peers: the repeat requesters.
        r: requesters.
    """
    before = np.empty(len(peers.by_type))
    for place in range(len(before)):
        before[place] = r[peers.by_type[place]].markup
    for q in peers.rows:
        requester = r[q]
        kind = requester.kind
        learn_from_ends(requester, p)
        if p.peer_rate[kind] <= 0.0:
            continue
        u = draw(now.seed, of.PEER, 0, requester.id, now.day, 0, 0)
        seen = pick_peer(u[1], requester.task_type, peers) if u[0] < p.peer_rate[kind] else -1
        if seen >= 0:
            gap = p.peer_weight[kind] * (requester.markup - before[seen])
            outlay = requester.income * plans[requester.platform, requester.task_type]
            if gap > 0.0 and r[peers.by_type[seen]].lateness < p.rarely_late and gap * outlay >= p.attention[kind]:
                requester.markup -= gap
