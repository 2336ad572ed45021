"""AI in the hands of workers: who begins to use it, for which tasks, and what it changes."""

import math
from typing import NamedTuple

import numpy as np

from microsim.codes import AiTerms
from microsim.compiling import compiled, internal
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.state.now import Now
from microsim.state.records import Record


class Assistance(NamedTuple):
    """What AI can do for a worker today (`skill`, by task type), and who would use it; see the configuration `ai`."""

    skill: np.ndarray
    time_saved: float
    good_enough: float
    obeys_ban: float
    detection: float
    open_to_ai: float
    mean_lag: float


@compiled
def chance_unnoticed(paid: int, detected: int, memory: float) -> float:
    """Chance that work done with AI against a ban is paid, as a worker remembers.

    Args:
        paid, detected: tasks done so that were paid, and that were recognised.
        memory: weight of the first belief that it is paid, in tasks.

    Example:
        >>> chance_unnoticed(0, 0, 10.0), chance_unnoticed(0, 10, 10.0)
        (1.0, 0.5)
    """
    return (memory + paid) / (memory + paid + detected)


@compiled
def pays_off(skill: float, accuracy: float, chance: float, time_saved: float, good_enough: float) -> bool:
    """Whether a worker has AI do a task: its answers are good enough to hand in, and the time saved outweighs the risk.

    Args:
        skill, accuracy: share of right answers of AI, and of the worker, at this task.
        chance: of being paid all the same.
        time_saved: share of time that a perfect AI saves.
        good_enough: least accuracy of AI that a worker hands in, over the own one.

    Example:
        >>> pays_off(0.8, 0.7, 1.0, 0.4, 0.8), pays_off(0.5, 0.7, 1.0, 0.4, 0.8), pays_off(0.8, 0.7, 0.5, 0.4, 0.8)
        (True, False, False)
    """
    return skill > 0.0 and skill >= good_enough * accuracy and chance > time_with(skill, time_saved)


@compiled
def time_with(skill: float, time_saved: float) -> float:
    """Time for a task with AI, over the time without: the better its answers, the less is left to do.

    Args:
        skill: share of answers that AI gets right.
        time_saved: share of time that a perfect AI saves.

    Example:
        >>> round(time_with(0.8, 0.4), 2)
        0.68
    """
    return 1.0 - time_saved * skill


@internal
def uses_ai(
    seed: int, desk: Record, requester_id: int, task_type: int, ai_terms: int, accuracy: float, ai: Assistance
) -> bool:
    """Whether a worker at a desk has AI do the tasks of a batch: where it is forbidden, some heed that, others weigh
    what they remember of being found out.

    Args:
        seed: of the run.
        desk: of the worker, `DESK`.
        requester_id: identity of who posted it.
        task_type: row of the type of task.
        ai_terms: of `AiTerms`.
        accuracy: share of right answers of the worker without AI.
        ai: what AI can do for workers.
    """
    if not desk.has_ai or ai_terms == AiTerms.CHECK:
        return False
    chance = 1.0
    if ai_terms == AiTerms.FORBIDDEN:
        if draw(seed, of.AI_BAN, desk.who, requester_id, 0, 0, 0)[0] < ai.obeys_ban:
            return False
        chance = np.float64(desk.ai_chance)
    return pays_off(ai.skill[task_type], accuracy, chance, ai.time_saved, ai.good_enough)


@internal
def is_detected(seed: int, case: Record, ai: Assistance) -> bool:
    """Whether a requester who looks at work done with AI against its ban recognises it.

    Args:
        seed: of the run.
        case: what is judged, `CASE`.
        ai: what AI can do for workers, and how often it is recognised.
    """
    if not (case.with_ai and case.forbids and case.looked_at):
        return False
    u = draw(seed, of.AI_DETECTION, case.who, case.requester_id, case.posted, case.slot, case.first)
    return u[0] < ai.detection


@compiled
def begin_to_use(now: Now, best: np.ndarray, touched: np.ndarray, ai: Assistance, w: Record, a: Record) -> None:
    """Of those who worked today, some begin to use AI: those open to it for whom it was good enough some time ago.

    How long ago is a person's own lag: exponential, one draw.

    Args:
        now: address.
        best: share of answers right that AI reached at the task it does best, by day up to today, ``float64[n_days]``.
        touched: accounts active today, each once.
        ai: `Assistance`.
        w, a: columns of workers (`has_ai` is changed), accounts.
    """
    today = len(best) - 1
    for account in touched:
        row = a.line[account].worker
        if w.book[row].has_ai or not w.line[row].person or best[today] < ai.good_enough * w.book[row].accuracy:
            continue
        u = draw(now.seed, of.AI_TRIAL, w.line[row].id, 0, 0, 0, 0)
        then = today - int(-math.log(u[1]) * ai.mean_lag)
        w.book[row].has_ai = u[0] < ai.open_to_ai and then >= 0 and best[then] >= ai.good_enough * w.book[row].accuracy
