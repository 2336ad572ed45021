"""What workers learn about pay."""

from typing import TYPE_CHECKING

import numpy as np

from microsim.codes import Motive
from microsim.market.payment.phase import purse_of
from microsim.market.supply.abroad import learn_abroad
from microsim.state.days import Days
from microsim.state.people import first_of_people

from . import expectations as learning

if TYPE_CHECKING:
    from microsim.model import Market


def learn(market: "Market") -> None:
    """Workers update expected pay, after contributions, from today's own, count disappointing days, and hear what
    others earn.
    """
    w, a, p, own = market.workers, market.accounts, market.platforms, market.config.behaviour
    sums = learning.Today(np.zeros((p.n, 2), np.int64), np.zeros(len(Motive), np.int64))
    how = learning.Learning(own.learning_rate, own.approval_memory, own.told_rate, own.hearsay)
    abroad = first_of_people(w.arrays.line, a.arrays.line[: a.n])
    learning.learn_from(
        market.now, market.events.touched, how, market.rules.law, purse_of(market), a.arrays.line[abroad : a.n], sums
    )
    if abroad:
        groups = (part[:abroad] for part in a.arrays)
        learn_abroad(market.day, how, own.first_expectation, p.advertised_pay, *groups)
    _note_active(market.days, market.today, sums.active.tolist())


def _note_active(d: Days, t: int, by_motive: list[int]) -> None:
    d.active[t] = sum(by_motive)
    d.active_supplement[t], d.active_necessity[t], d.active_flexibility[t] = by_motive
