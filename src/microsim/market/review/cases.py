"""Cases: submissions whose verdict is due, each with what bears on it.

Submissions are judged table by table, not one by one: what bears on them is gathered into records first (`CASE`), all
of them are judged, then the verdicts are booked on one table after the other (`booking`). Each of these loops waits for
one table only, and the processor fetches many of its rows at once.
"""

import numpy as np

from microsim.codes import AiTerms, Stage
from microsim.compiling import compiled, internal
from microsim.state.ahead import AHEAD, fetch
from microsim.state.trade import Batches
from microsim.units import DAY

SHOWN, TERMS = Batches.cache_line("left"), Batches.cache_line("price")  # where the book has what is read here

# A submission and what bears on its verdict.
CASE = np.dtype(
    [
        # the submission; age: seconds after its batch was posted; the worker is noted when it is booked on the account
        ("who", "i8"), ("row", "i4"), ("account", "i4"), ("worker", "i4"), ("batch", "i4"), ("first", "i4"),
        ("age", "i4"), ("right", "i4"), ("wrong", "i4"), ("seconds", "i4"),
        # its batch
        ("price", "i8"), ("value", "f8"), ("requester", "i4"), ("requester_id", "i4"), ("face", "i4"), ("posted", "i4"),
        ("slot", "i4"), ("platform", "i2"), ("surcharge", "i8"), ("task_seconds", "f8"),
        ("open", "?"), ("looked_at", "?"), ("refused", "?"), ("returned", "?"), ("country", "i4"),
        ("with_ai", "?"), ("forbids", "?"), ("detected", "?"), ("role", "i1"),
        # the verdict: tasks accepted and rejected, of these right ones and those offered again, time in rejected ones;
        # answers judged bad, rejected or not, and right ones among them; pay and fees of those accepted, outlay for one
        ("accepted", "i4"), ("rejected", "i4"), ("wrongly", "i4"), ("again", "i4"), ("seconds_rejected", "i4"),
        ("judged_bad", "i4"), ("misjudged", "i4"),
        ("pay", "i8"), ("fees", "i8"), ("outlay_each", "i8"),
    ],
    align=True,
)  # fmt: skip


@compiled
def find_due(day: int, x: np.ndarray, rows: np.ndarray) -> int:
    """Submissions whose verdict is due.

    Args:
        day: today.
        x: submissions.
        rows: receives the rows that are due, ``int64[len(x) + 1]``.

    Returns:
        How many there are.
    """
    found = 0
    for i in range(len(x)):
        rows[found] = i
        found += (x[i].stage == Stage.AWAITING_VERDICT) & (x[i].due <= day)
    return found


@internal
def open_cases(day: int, rows: np.ndarray, x: np.ndarray, b: np.ndarray, cases: np.ndarray) -> None:
    """Gather what bears on the verdicts of some submissions.

    Args:
        day: today.
        rows: of the submissions, ``int64[n]``.
        x, b: submissions, batches.
        cases: filled but for the verdict, ``CASE[n]``.
    """
    last = len(rows) - 1
    for j in range(len(rows)):
        soon = x[rows[min(j + AHEAD, last)]]
        fetch(soon, 0)
        fetch(soon, 1)
        case, one = cases[j], x[rows[j]]
        case.row, case.account, case.batch, case.who = rows[j], one.account, one.batch, one.who
        case.first, case.age = one.first, one.day * DAY + one.second
        case.looked_at, case.refused, case.with_ai = one.looked_at, one.refused, one.with_ai
        case.right, case.wrong, case.seconds = one.right, one.wrong, one.seconds
    for j in range(len(rows)):
        soon = b[cases[min(j + AHEAD, last)].batch]
        fetch(soon, SHOWN)
        fetch(soon, TERMS)
        case = cases[j]
        batch = b[case.batch]
        case.requester, case.requester_id, case.platform = batch.requester, batch.requester_id, batch.platform
        case.face = batch.face
        case.posted, case.slot, case.open = batch.day, batch.slot, day <= batch.expiry_day
        case.age -= batch.day * DAY + batch.second
        case.price, case.value, case.surcharge = batch.price, batch.value, batch.surcharge
        case.task_seconds, case.country = batch.seconds, batch.country
        case.role, case.forbids = batch.role, batch.ai_terms == AiTerms.FORBIDDEN


@compiled
def mark_accounts(cases: np.ndarray, judged: np.ndarray) -> None:
    """Mark the accounts that some verdicts reached.

    Args:
        cases: judged, ``CASE[n]``.
        judged: receives the marks, ``bool[accounts]``.
    """
    for j in range(len(cases)):
        judged[cases[j].account] = True


@compiled
def compact(x: np.ndarray) -> int:
    """Close the gaps that judged submissions leave; order is kept.

    Args:
        x: submissions.

    Returns:
        The number that remain.
    """
    kept = 0
    for i in range(len(x)):
        if x[i].stage == Stage.JUDGED:
            continue
        if kept != i:
            x[kept] = x[i]
        kept += 1
    return kept
