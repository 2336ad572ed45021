"""AI on the side of requesters: how well it does their work, what that is worth to them, and when they turn to it."""

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from microsim.codes import Role
from microsim.compiling import compiled, internal
from microsim.market.posting.offers import Ask, offer, outlay_each, price_on_grid
from microsim.market.posting.target import wage_of
from microsim.market.requesters.conduct import is_own_day
from microsim.market.sessions.choice import ABROAD
from microsim.random import decisions as of
from microsim.random.draws import draw, normal
from microsim.state.now import Now
from microsim.state.records import Record
from microsim.units import HOUR

if TYPE_CHECKING:
    from microsim.market.posting.views import PostingParameters


class Technology(NamedTuple):
    """What AI can do today, and what it costs; money in 1/10,000.

    Attributes:
        skill: share of answers that it gets right, by task type, ``float64[n_types]``; 0: nothing.
        exposure: share of requesters whose work it can take on at all, by task type, ``float64[n_types]``.
        setup_cost: what it takes to begin; nothing where people impersonate AI.
        payback_days, error_cost, review_cost, working_days: of the configurations `ai`, `rejection`; weekdays' worth
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
    review_cost: float
    working_days: float


@compiled
def accuracy_of(skill: float, log_odds: float) -> float:
    """Share of one requester's answers that AI gets right: its skill, with the odds of that moved by so much.

    Args:
        skill: share of answers that AI gets right in the type of task.
        log_odds: by how much the requester's work is easier for AI, or harder.

    Example:
        >>> accuracy_of(0.8, 0.0), accuracy_of(0.0, 1.0), round(accuracy_of(0.8, 1.0), 3)
        (0.8, 0.0, 0.916)
    """
    if skill <= 0.0 or skill >= 1.0:
        return skill
    return skill / (skill + (1.0 - skill) * math.exp(-log_odds))


@compiled
def fit(seed: int, who: int, task_type: int, ai: Technology) -> float:
    """Share of answers that AI gets right in the work of one requester (its identity); 0 where it cannot take it on.

    Args:
        seed: of the run.
        who: identity of the requester.
        task_type: row of the type of task.
        ai: what AI can do for requesters.
    """
    if ai.skill[task_type] <= 0.0:
        return 0.0
    u = draw(seed, of.AI_FIT, 0, who, 0, 0, 0)
    if u[0] >= ai.exposure[task_type]:
        return 0.0
    return accuracy_of(ai.skill[task_type], ai.fit_log_odds * normal(u[1]))


@compiled
def worth_of_ai(worth: float, accuracy: float, error_cost: float) -> float:
    """What an unchecked answer of AI is worth: right ones are used, and wrong ones do harm.

    Args:
        worth: of a right answer, in 1/10,000.
        accuracy: share of answers that AI gets right.
        error_cost: harm of a wrong answer, over the value of a right one.

    Example:
        >>> worth_of_ai(100.0, 0.8, 0.25)
        75.0
    """
    return worth * (accuracy - (1.0 - accuracy) * error_cost)


@internal
def gain_of_ai(worth: float, accuracy: float, error_cost: float, cost: float) -> float:
    """What a requester gains by an answer of AI.

    Args:
        worth: of a right answer, in 1/10,000.
        accuracy: share of answers that AI gets right; 0: it cannot do the task.
        error_cost: harm of a wrong answer, over the value of a right one.
        cost: of an answer of AI, in 1/10,000.
    """
    return worth_of_ai(worth, accuracy, error_cost) - cost if accuracy > 0.0 else 0.0


@compiled
def check_time(accuracy: float, ratio: float) -> float:
    """Time to check an answer of AI, over that of the task: reading it, and doing those anew that are wrong.

    Args:
        accuracy: share of answers that AI gets right.
        ratio: time to read an answer, over that of the task.

    Example:
        >>> round(check_time(0.9, 0.3), 2)
        0.4
    """
    return ratio + 1.0 - accuracy


@compiled
def check_worth(accuracy: float, error_cost: float) -> float:
    """What a right check is worth, over a right answer: where AI was wrong, a right answer instead of a harmful one.

    Args:
        accuracy: share of answers that AI gets right.
        error_cost: harm of a wrong answer, over the value of a right one.

    Example:
        >>> round(check_worth(0.8, 0.25), 2)
        0.25
    """
    return (1.0 - accuracy) * (1.0 + error_cost)


class Prospect(NamedTuple):
    """What a task given to people is to a requester.

    Attributes:
        worth: of a right answer.
        outlay, price: what it costs, and what it pays.
        done, timely: share of tasks that get done, and of their value that lateness leaves.
    """

    worth: float
    outlay: float
    price: float
    done: float
    timely: float


class Habits(NamedTuple):
    """How a requester deals with answers.

    Attributes:
        usable: share of answers that it judges good, and takes for right: it knows no other.
        refused: share that it refuses on purpose, and keeps.
        effort: share looked at.
    """

    usable: float
    refused: float
    effort: float


@compiled
def expected_profit(task: Prospect, habits: Habits, error_cost: float, review_cost: float) -> float:
    """What a requester expects to gain per task that it gives to people, by what it remembers of them.

    Args:
        task, habits: `Prospect`, `Habits`.
        error_cost: harm of a wrong answer used, over its worth. review_cost: of looking at a task, over its price.

    Example:
        >>> careless = Habits(0.8, 0.0, 0.0)
        >>> round(expected_profit(Prospect(10.0, 2.0, 1.5, 1.0, 1.0), careless, 0.25, 0.5), 6)
        5.5
        >>> expected_profit(Prospect(10.0, 2.0, 1.5, 0.0, 1.0), careless, 0.25, 0.5)
        0.0
    """
    usable, effort, worth = habits.usable, habits.effort, task.worth
    review = effort * review_cost * task.price
    paid = worth * (usable * task.timely - (1.0 - usable) * (1.0 - effort) * error_cost) - task.outlay - review
    kept = worth * (usable * task.timely - (1.0 - usable) * error_cost)
    expected = (1.0 - habits.refused) * paid + habits.refused * kept
    return task.done * expected


@compiled
def habits_of(requester: Record, may_refuse: bool) -> Habits:
    """How a requester deals with answers on a platform where it may refuse work without a reason, or may not.

    Args:
        requester: a row of the table of requesters.
        may_refuse: whether it may.
    """
    return Habits(
        requester.usable,
        requester.refuse_good if may_refuse else 0.0,
        requester.review_effort,
    )


@internal
def profit_with_people(
    seed: int, requester: Record, wage: float, time_ratio: float, worth_ratio: float, params: "PostingParameters"
) -> float:
    """What a usual job of a requester brings per task if people do it, or check it: 0 if it would not be posted.

    Args:
        seed: of the run.
        requester: a row of the table of requesters.
        wage: that it pays, in 1/10,000 per hour.
        time_ratio, worth_ratio: time per task and worth per answer, over those of a task done by people.
        params: what requesters go by today.
    """
    types, rules, ai, kind, p = params.types, params.rules, params.ai, requester.task_type, requester.platform
    seconds = types.seconds[kind] * time_ratio
    worth = types.value[kind] * types.price[kind] * requester.value_ratio * worth_ratio
    wanted = price_on_grid(wage * seconds / HOUR, 1)
    ask = Ask(int(types.gate[kind]), seconds, worth * requester.usable, wanted)
    made = offer(seed, requester, ask, rules)
    outlay = outlay_each(made.price, made.surcharge, rules.places[p])
    if outlay > worth * requester.usable or rules.gates[p, made.country].shut:
        return 0.0
    done, timely = requester.done, requester.timely
    if made.country == ABROAD:
        done, timely = requester.done_away, requester.timely_away
    task = Prospect(worth, float(outlay), float(made.price), done, timely)
    return expected_profit(task, habits_of(requester, rules.places[p].may_refuse), ai.error_cost, ai.review_cost)


@internal
def gain_by_turning(seed: int, requester: Record, accuracy: float, params: "PostingParameters") -> float:
    """What a requester gains per usual task by AI, with people checking it if that pays, over people alone.

    Args:
        seed: of the run.
        requester: a row of the table of requesters.
        accuracy: share of answers that AI gets right.
        params: what requesters go by today.
    """
    types, ai, kind = params.types, params.ai, requester.task_type
    wage = wage_of(requester, params)
    worth = types.value[kind] * types.price[kind] * requester.value_ratio
    people = profit_with_people(seed, requester, wage, 1.0, 1.0, params)
    checks = 0.0
    if ai.checks:
        time, right = check_time(accuracy, ai.check_time), check_worth(accuracy, ai.error_cost)
        checks = profit_with_people(seed, requester, wage, time, right, params)
    alone = gain_of_ai(worth, accuracy, ai.error_cost, ai.cost_ratio * types.price[kind])
    return max(0.0, alone + max(0.0, checks)) - max(0.0, people)


@compiled
def turns(gain: float, hurdle: float, threshold: float, automates: bool) -> bool:
    """Whether a requester automates from now on: it changes its ways for more than the threshold only.

    Args:
        gain: by AI over people, per task. hurdle: of setting it up, per task, for who does not automate yet.
        threshold: gain per task below which nothing is changed.
    """
    if automates:
        return gain >= -threshold
    return gain - hurdle > threshold


@internal
def hurdle_of(requester: Record, types: Record, ai: Technology) -> float:
    """What setting up AI costs per task over the time in which that has to pay; nothing where people impersonate it.

    Args:
        requester: a row of the table of requesters.
        types: table of task types.
        ai: what AI can do for requesters.
    """
    tasks = requester.volume * ai.payback_days * ai.working_days / 7.0
    impersonates = types.role[requester.task_type] == Role.IMPERSONATION
    return 0.0 if impersonates else ai.setup_cost / max(tasks, 1e-9)


@internal
def takes_stock(now: Now, who: int, period_days: int) -> bool:
    """Whether a requester weighs AI today; each has a day of its own within the period.

    Args:
        now: today.
        who: identity of the requester.
        period_days: length of a period.
    """
    return is_own_day(draw(now.seed, of.AI_FIT, 0, who, 0, 0, 0)[2], now.day, period_days)


@compiled
def weigh_ai(now: Now, r: np.ndarray, params: "PostingParameters", switched: np.ndarray) -> None:
    """Requesters whose day it is weigh AI, with people checking it or not, against people alone.

    Args:
        now: address.
        r: requesters, rows in use (`automates` is changed).
        params: `PostingParameters`.
        switched: ``bool[n]``, receives who begins to automate today.
    """
    types, ai = params.types, params.ai
    for q in range(len(r)):
        switched[q] = False
        requester = r[q]
        if not requester.present or not takes_stock(now, requester.id, ai.period_days):
            continue
        kind, before = requester.task_type, requester.automates
        accuracy = fit(now.seed, requester.id, kind, ai)
        if accuracy <= 0.0:
            requester.automates = False
            continue
        gain = gain_by_turning(now.seed, requester, accuracy, params)
        threshold = ai.inertia * (types.value[kind] * types.price[kind] * requester.value_ratio)
        requester.automates = turns(gain, hurdle_of(requester, types, ai), threshold, before)
        switched[q] = requester.automates and not before
