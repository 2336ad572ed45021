"""Work that requesters leave to AI: jobs that are never posted, and tasks that they take off when they turn to it."""

from .automation import IS_CHECK, fit, gain_of_ai
from .batches import CLOSED, OPEN, refund
from .booking import earn
from .compiling import compiled, inlined


@inlined
def cost_of_ai(row, b, types, ai):
    """What AI asks for a task of a batch: a share of the usual price of its type and time."""
    kind = b.task_type[row]
    return ai.cost_ratio * types.price[kind] * b.seconds[row] / types.seconds[kind]


@inlined
def gain_in(row, accuracy, b, types, ai):
    """What the requester of a batch gains per task by leaving it to AI."""
    return gain_of_ai(b.value[row], accuracy, ai.error_cost, cost_of_ai(row, b, types, ai))


@inlined
def leave_to_ai(row, q, tasks, accuracy, b, r, types, ai):
    """Have AI do so many tasks of a batch, as far as the budget goes. Returns how many it does."""
    worth, cost = b.value[row], cost_of_ai(row, b, types, ai)
    if cost > 0.0:
        tasks = min(tasks, max(0, int(r.budget[q] / cost)))
    r.budget[q] -= tasks * cost
    earn(q, tasks * gain_of_ai(worth, accuracy, ai.error_cost, cost), r)
    r.ai_outlay[q] += int(tasks * cost + 0.5)
    r.tasks_by_ai[q] += tasks
    r.seconds_by_ai[q] += int(tasks * b.seconds[row])
    return tasks


@compiled
def take_off(seed, switched, fee_share, fee_min, n, types, ai, b, r):
    """Whoever turns to AI today leaves the tasks to it that are still open, checks of AI apart.

    Args:
        seed: address.
        switched: requesters who do, ``bool[n_requesters]``.
        fee_share, fee_min: by platform.
        n: rows of batches in use.
        types, ai: `posting.TypeView`, `automation.Technology`.
        b, r: columns of batches and requesters.

    Returns:
        Tasks taken off.
    """
    taken = 0
    for row in range(n):
        q = b.requester[row]
        if b.state[row] != OPEN or b.left[row] == 0 or not switched[q] or b.ai_terms[row] == IS_CHECK:
            continue
        accuracy = fit(seed, r.id[q], r.task_type[q], ai)
        if gain_in(row, accuracy, b, types, ai) <= 0.0:
            continue
        tasks = leave_to_ai(row, q, b.left[row], accuracy, b, r, types, ai)
        refund(row, tasks, fee_share, fee_min, b, r)
        r.tasks_displaced[q] += tasks
        r.seconds_displaced[q] += int(tasks * b.seconds[row])
        b.left[row] -= tasks
        if b.left[row] == 0:
            b.state[row] = CLOSED
        taken += tasks
    return taken
