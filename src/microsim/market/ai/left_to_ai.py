"""Work that requesters leave to AI: jobs that are never posted, and tasks that they take off when they turn to it."""

from microsim.codes import AiTerms, BatchState
from microsim.compiling import compiled, inlined
from microsim.market.requesters.ends import refund
from microsim.market.review.booking import earn

from .automation import fit, gain_of_ai


@inlined
def cost_of_ai(row, b, types, ai):
    """What AI asks for a task of a batch: a share of the usual price of its type and time."""
    kind = b[row].task_type
    return ai.cost_ratio * types.price[kind] * b[row].seconds / types.seconds[kind]


@inlined
def gain_in(row, accuracy, b, types, ai):
    """What the requester of a batch gains per task by leaving it to AI."""
    return gain_of_ai(b[row].value, accuracy, ai.error_cost, cost_of_ai(row, b, types, ai))


@inlined
def leave_to_ai(row, q, tasks, accuracy, b, r, types, ai):
    """Have AI do so many tasks of a batch, as far as the budget goes. Returns how many it does."""
    worth, cost = b[row].value, cost_of_ai(row, b, types, ai)
    if cost > 0.0:
        tasks = min(tasks, max(0, int(r[q].budget / cost)))
    r[q].budget -= tasks * cost
    earn(q, tasks * gain_of_ai(worth, accuracy, ai.error_cost, cost), r)
    r[q].ai_outlay += int(tasks * cost + 0.5)
    r[q].tasks_by_ai += tasks
    r[q].seconds_by_ai += int(tasks * b[row].seconds)
    return tasks


@compiled
def take_off(seed, switched, law, n, types, ai, b, r):
    """Whoever turns to AI today leaves the tasks to it that are still open, checks of AI apart.

    Args:
        seed: address.
        switched: requesters who do, ``bool[n_requesters]``.
        law: the rules: fees.
        n: rows of batches in use.
        types, ai: `posting.TypeView`, `automation.Technology`.
        b, r: columns of batches and requesters.

    Returns:
        Tasks taken off.
    """
    taken = 0
    for row in range(n):
        q = b[row].requester
        if b[row].state != BatchState.OPEN or b[row].left == 0 or not switched[q] or b[row].ai_terms == AiTerms.CHECK:
            continue
        accuracy = fit(seed, r[q].id, r[q].task_type, ai)
        if gain_in(row, accuracy, b, types, ai) <= 0.0:
            continue
        tasks = leave_to_ai(row, q, b[row].left, accuracy, b, r, types, ai)
        refund(row, tasks, law, b, r)
        r[q].tasks_displaced += tasks
        r[q].seconds_displaced += int(tasks * b[row].seconds)
        b[row].left -= tasks
        if b[row].left == 0:
            b[row].state = BatchState.CLOSED
        taken += tasks
    return taken
