"""AI on the side of requesters: how well it does their work, what that is worth to them, and when they turn to it."""

import math
from typing import NamedTuple

import numpy as np

from microsim.codes import Role
from microsim.compiling import compiled, inlined
from microsim.market.posting.offers import may_be_done, offer, outlay_each
from microsim.market.requesters.conduct import is_own_day
from microsim.market.sessions.choice import ABROAD
from microsim.random import decisions as of
from microsim.random.draws import draw, normal


class Technology(NamedTuple):
    """What AI can do today, and what it costs; money in 1/10,000.

    Attributes:
        skill: share of answers that it gets right, by task type, ``float64[n_types]``; 0: nothing.
        exposure: share of requesters whose work it can take on at all, by task type, ``float64[n_types]``.
        setup_cost: what it takes to begin; nothing where people impersonate AI.
        payback_days, error_cost, missing_cost, working_days: of the configurations `ai`, `rejection`; weekdays' worth
            of demand in a week.
    """

    skill: np.ndarray
    exposure: np.ndarray
    cost_ratio: float
    fit_log_odds: float
    period_days: int
    inertia: float
    setup_cost: float
    payback_days: int
    checks: bool
    check_time: float
    examples: float
    error_cost: float
    missing_cost: float
    working_days: float


@compiled
def accuracy_of(skill, log_odds):
    """Share of one requester's answers that AI gets right: its skill, with the odds of that moved by so much.

    Example:
        >>> accuracy_of(0.8, 0.0), accuracy_of(0.0, 1.0), round(accuracy_of(0.8, 1.0), 3)
        (0.8, 0.0, 0.916)
    """
    if skill <= 0.0 or skill >= 1.0:
        return skill
    return skill / (skill + (1.0 - skill) * math.exp(-log_odds))


@inlined
def fit(seed, who, task_type, ai):
    """Share of answers that AI gets right in the work of one requester (its identity); 0 where it cannot take it on."""
    if ai.skill[task_type] <= 0.0:
        return 0.0
    u = draw(seed, of.AI_FIT, 0, who, 0, 0, 0)
    if u[0] >= ai.exposure[task_type]:
        return 0.0
    return accuracy_of(ai.skill[task_type], ai.fit_log_odds * normal(u[1]))


@compiled
def worth_of_ai(worth, accuracy, error_cost):
    """What an unchecked answer of AI is worth: right ones are used, and wrong ones do harm.

    Example:
        >>> worth_of_ai(100.0, 0.8, 0.25)
        75.0
    """
    return worth * (accuracy - (1.0 - accuracy) * error_cost)


@compiled
def gain_of_ai(worth, accuracy, error_cost, cost):
    """What a requester gains by an answer of AI."""
    return worth_of_ai(worth, accuracy, error_cost) - cost if accuracy > 0.0 else 0.0


@compiled
def check_time(accuracy, ratio):
    """Time to check an answer of AI, over that of the task: reading it, and doing those anew that are wrong.

    Example:
        >>> round(check_time(0.9, 0.3), 2)
        0.4
    """
    return ratio + 1.0 - accuracy


@compiled
def check_worth(accuracy, error_cost):
    """What a right check is worth, over a right answer: where AI was wrong, a right answer instead of a harmful one.

    Example:
        >>> round(check_worth(0.8, 0.25), 2)
        0.25
    """
    return (1.0 - accuracy) * (1.0 + error_cost)


@compiled
def expected_profit(worth, usable, outlay, price, done, timely, refused, effort, r_good, r_bad, cost, error, missing):
    """What a requester expects to gain per task that it gives to people, by what it remembers of them.

    Args:
        worth, usable: of a right answer; share of answers that are right.
        outlay, price: what a task costs, and what it pays.
        done, timely: share of tasks that get done, and of their value that lateness leaves.
        refused: share that it refuses on purpose, and keeps.
        effort, r_good, r_bad: share looked at; of that, right answers judged bad, and wrong ones judged good.
        cost: of looking at a task, over its price. error, missing: harm of a wrong answer used, of one that never
            comes, over its worth.

    Example:
        >>> round(expected_profit(10.0, 0.8, 2.0, 1.5, 1.0, 1.0, 0.0, 0.0, 0.02, 0.3, 0.5, 0.25, 0.5), 6)
        5.5
        >>> expected_profit(10.0, 0.8, 2.0, 1.5, 0.0, 1.0, 0.0, 0.0, 0.02, 0.3, 0.5, 0.25, 0.5)
        -5.0
    """
    right, wrong = usable * (1.0 - effort * r_good), (1.0 - usable) * (1.0 - effort * (1.0 - r_bad))
    paid = worth * (right * timely - wrong * error) - outlay - effort * cost * price
    kept = worth * (usable * timely - (1.0 - usable) * error)
    return done * ((1.0 - refused) * paid + refused * kept) - (1.0 - done) * missing * worth


@inlined
def profit_with_people(seed, q, markup, time_ratio, worth_ratio, types, rules, ai, r):
    """What a usual job of a requester brings per task if people do it, or check it: 0 if it would not be posted."""
    kind, p = r[q].task_type, r[q].platform
    seconds, usual = types.seconds[kind] * time_ratio, types.price[kind] * time_ratio
    worth = types.value[kind] * types.price[kind] * r[q].value_ratio * worth_ratio
    low, high = types.price_low[kind] * time_ratio, types.price_high[kind] * time_ratio
    made = offer(
        seed, q, p, types.gate[kind], seconds, worth * r[q].usable, usual * math.exp(markup), low, high, r, rules
    )
    outlay = outlay_each(made.price, made.surcharge, p, rules)
    if outlay > worth * r[q].usable or not may_be_done(p, made.country, rules):
        return 0.0
    away = made.country == ABROAD
    done, timely = r[q].done_away if away else r[q].done, r[q].timely_away if away else r[q].timely
    return expected_profit(
        worth, r[q].usable, float(outlay), float(made.price), done, timely,
        r[q].refuse_good if rules.may_refuse[p] else 0.0, r[q].review_effort, r[q].good_judged_bad,
        r[q].bad_judged_good, r[q].review_cost, ai.error_cost, ai.missing_cost,
    )  # fmt: skip


@inlined
def turns(gain, hurdle, threshold, automates):
    """Whether a requester automates from now on: it changes its ways for more than the threshold only.

    Args:
        gain: by AI over people, per task. hurdle: of setting it up, per task, for who does not automate yet.
        threshold: gain per task below which nothing is changed.
    """
    if automates:
        return gain >= -threshold
    return gain - hurdle > threshold


@compiled
def weigh_ai(seed, day, seen_markup, types, rules, ai, r, n, switched):
    """Requesters whose day it is weigh AI, with people checking it or not, against people alone.

    Args:
        seed, day: address.
        seen_markup: mean log price over the usual price of batches on show, ``float64[n_types]``.
        types, rules, ai: `posting.TypeView`, `placement.PostingRules`, `Technology`.
        r, n: columns of requesters (`automates` is changed) and rows in use.
        switched: ``bool[n]``, receives who begins to automate today.
    """
    for q in range(n):
        switched[q] = False
        who, kind = r[q].id, r[q].task_type
        if not r[q].present or not takes_stock(seed, day, who, ai.period_days):
            continue
        accuracy = fit(seed, who, kind, ai)
        if accuracy <= 0.0:
            r[q].automates = False
            continue
        markup = r[q].markup if r[q].learns else seen_markup[kind]
        worth = types.value[kind] * types.price[kind] * r[q].value_ratio
        people = profit_with_people(seed, q, markup, 1.0, 1.0, types, rules, ai, r)
        checks = 0.0
        if ai.checks:
            checks = profit_with_people(
                seed, q, markup, check_time(accuracy, ai.check_time), check_worth(accuracy, ai.error_cost), types,
                rules, ai, r,
            )  # fmt: skip
        alone = gain_of_ai(worth, accuracy, ai.error_cost, ai.cost_ratio * types.price[kind])
        gain = max(0.0, alone + max(0.0, checks)) - max(0.0, people)
        tasks = r[q].volume * ai.payback_days * ai.working_days / 7.0
        hurdle = 0.0 if types.role[kind] == Role.IMPERSONATION else ai.setup_cost / max(tasks, 1e-9)
        before = r[q].automates
        r[q].automates = turns(gain, hurdle, ai.inertia * worth, before)
        switched[q] = r[q].automates and not before


@inlined
def takes_stock(seed, day, who, period_days):
    """Whether a requester weighs AI today; each has a day of its own within the period."""
    return is_own_day(draw(seed, of.AI_FIT, 0, who, 0, 0, 0)[2], day, period_days)
