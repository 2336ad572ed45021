"""What workers learn about pay."""

from typing import TYPE_CHECKING

import numpy as np

from microsim.codes import Motive
from microsim.market.supply.abroad import learn_abroad
from microsim.state.people import first_of_people

from . import expectations as learning

if TYPE_CHECKING:
    from microsim.model import Market


def learn(market: "Market") -> None:
    """Workers update expected pay, after contributions, from today's own, count disappointing days, and hear what
    others earn.
    """
    w, a, p, own, law = market.workers, market.accounts, market.platforms, market.config.behaviour, market.rules.law
    now, touched = market.now, market.events.touched
    sums = learning.Today(np.zeros((p.n, 2), np.int64), np.zeros(len(Motive), np.int64))
    how = learning.Learning(own.learning_rate, own.approval_memory)
    learning.learn_pay(now, touched, how, law, w.arrays, a.arrays, sums)
    learning.judge_the_day(now, touched, law, w.arrays, a.arrays)
    learning.tell(sums.told, own.told_rate, p.arrays)
    abroad = first_of_people(w, a)
    learning.hear(own.hearsay, p.told_pay, a.arrays.line[abroad : a.n])
    groups = (part[:abroad] for part in a.arrays)
    learn_abroad(market.day, how, own.hearsay, own.first_expectation, p.advertised_pay, *groups)
    d, t = market.days, market.today
    d.active[t] = sums.active.sum()
    d.active_supplement[t], d.active_necessity[t], d.active_flexibility[t] = sums.active
