"""Work that requesters leave to AI: jobs that are never posted, and tasks that they take off when they turn to it."""

import numpy as np

from microsim.codes import AiTerms, BatchState
from microsim.compiling import compiled, internal
from microsim.market.posting.views import PostingParameters
from microsim.market.requesters.ends import refund
from microsim.market.review.booking import earn
from microsim.regulation.rules import Law
from microsim.state.now import Now
from microsim.state.records import Record

from .automation import fit, gain_of_ai


@internal
def cost_of_ai(batch: Record, params: PostingParameters) -> float:
    """What AI asks for a task of a batch: a share of the usual price of its type and time.

    Args:
        batch: a row of the table of batches.
        params: what requesters go by today.
    """
    types, kind = params.types, batch.task_type
    return params.ai.cost_ratio * types.price[kind] * batch.seconds / types.seconds[kind]


@internal
def gain_in(batch: Record, accuracy: float, params: PostingParameters) -> float:
    """What the requester of a batch gains per task by leaving it to AI.

    Args:
        batch: a row of the table of batches.
        accuracy: share of answers that AI gets right.
        params: what requesters go by today.
    """
    return gain_of_ai(batch.value, accuracy, params.ai.error_cost, cost_of_ai(batch, params))


@internal
def leave_to_ai(
    batch: Record, tasks: int, accuracy: float, r: np.ndarray, platforms: np.ndarray, params: PostingParameters
) -> int:
    """Have AI do so many tasks of a batch, as far as the budget goes. Returns how many it does.

    Args:
        batch: a row of the table of batches.
        tasks: how many.
        accuracy: share of answers that AI gets right.
        r: table of requesters.
        platforms: table of platforms.
        params: what requesters go by today.
    """
    requester, platform = r[batch.requester], platforms[batch.platform]
    cost = cost_of_ai(batch, params)
    if cost > 0.0:
        tasks = min(tasks, max(0, int(requester.budget / cost)))
    requester.budget -= tasks * cost
    earn(batch.requester, tasks * gain_of_ai(batch.value, accuracy, params.ai.error_cost, cost), r)
    outlay = int(tasks * cost + 0.5)
    requester.ai_outlay += outlay
    requester.tasks_by_ai += tasks
    requester.seconds_by_ai += int(tasks * batch.seconds)
    platform.ai_outlay += outlay
    platform.tasks_by_ai += tasks
    return tasks


@compiled
def take_off(
    now: Now,
    switched: np.ndarray,
    r: np.ndarray,
    b: np.ndarray,
    platforms: np.ndarray,
    law: Law,
    params: PostingParameters,
) -> None:
    """Whoever turns to AI today leaves the tasks to it that are still open, checks of AI apart.

    Args:
        now: address.
        switched: requesters who do, ``bool[n_requesters]``.
        r: columns of requesters.
        b: batches, rows in use.
        platforms: their columns, on which it is counted.
        law, params: `regulation.rules.Law`, `PostingParameters`.
    """
    for row in range(len(b)):
        batch = b[row]
        if batch.state != BatchState.OPEN or batch.left == 0 or batch.ai_terms == AiTerms.CHECK:
            continue
        requester, platform = r[batch.requester], platforms[batch.platform]
        if not switched[batch.requester]:
            continue
        accuracy = fit(now.seed, requester.id, requester.task_type, params.ai)
        if gain_in(batch, accuracy, params) <= 0.0:
            continue
        tasks = leave_to_ai(batch, batch.left, accuracy, r, platforms, params)
        refund(row, tasks, law, b, r)
        seconds = int(tasks * batch.seconds)
        requester.tasks_displaced += tasks
        requester.seconds_displaced += seconds
        platform.tasks_automated += tasks
        platform.tasks_displaced += tasks
        platform.seconds_displaced += seconds
        batch.left -= tasks
        if batch.left == 0:
            batch.state = BatchState.CLOSED
