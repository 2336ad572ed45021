"""What workers learn about pay."""

import numpy as np

from microsim.market.payment.phase import terms_of
from microsim.market.supply.abroad import learn_abroad
from microsim.state.people import first_of_people
from microsim.units import HOUR

from . import expectations as learning

TOLD_RATE = 0.05  # what people say follows the last twenty days


def learn(market) -> None:
    """Workers update expected pay, after contributions, from today's own, count disappointing days, and hear what
    others earn.

    Reads: rules.employed, .wage, .contribution_share, .employee_share, accounts.seconds_today, .earned_today,
    .approved, workers.reservation_wage. Writes: accounts.expected_pay, workers.disappointed, .earned_week, .*_active,
    platforms.told_pay, days.active*.
    """
    w, a, p, env = market.workers, market.accounts, market.platforms, market.environment
    told, terms = np.zeros((p.n, 2), np.int64), terms_of(market)
    learning.learn_pay(
        market.day, env.month_start, env.week_start, market.events.touched, market.config.behaviour.learning_rate,
        terms, w.arrays, a.arrays, told,
    )  # fmt: skip
    learning.judge_the_day(market.day, market.events.touched, terms, w.arrays, a.arrays)
    some = told[:, 1] > 0
    per_hour = told[some, 0] / (told[some, 1] / HOUR)
    p.used("told_pay")[some] += TOLD_RATE * (per_hour - p.used("told_pay")[some])
    abroad = first_of_people(w, a)
    learning.hear(abroad, a.n, market.config.behaviour.hearsay, p.told_pay, a.arrays)
    _learn_abroad(market, abroad)
    people = w.distinct(a.worker[market.events.touched])
    people = people[w.person[people]]
    motives = np.bincount(w.motive[people], minlength=3)
    d, t = market.days, market.today
    d.active[t] = len(people)
    d.active_supplement[t], d.active_necessity[t], d.active_flexibility[t] = motives


def _learn_abroad(market, n: int) -> None:
    own, p = market.config.behaviour, market.platforms
    learn_abroad(
        market.day, n, own.learning_rate, own.hearsay, own.first_expectation, p.advertised_pay, market.accounts.arrays
    )
