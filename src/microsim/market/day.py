"""The day: its parts in order. The order is written here and nowhere else."""

from typing import Any

from microsim.market.ai.phase import adopt_ai
from microsim.market.appeals.phase import hear_appeals
from microsim.market.calendar.phase import set_environment
from microsim.market.employment.phase import employ
from microsim.market.law.phase import set_rules
from microsim.market.learning.phase import learn
from microsim.market.payment.phase import pay
from microsim.market.posting.phase import post_batches
from microsim.market.reaction.phase import react
from microsim.market.record.phase import record
from microsim.market.requesters.phase import adapt_requesters
from microsim.market.review.phase import review
from microsim.market.sessions.phase import run_sessions
from microsim.market.standing.phase import rate_and_gate
from microsim.market.supply.phase import decide_supply
from microsim.market.turnover.phase import enter_and_leave
from microsim.market.word.phase import spread_word

DAY = (
    set_rules,
    set_environment,
    post_batches,
    decide_supply,
    run_sessions,
    review,
    hear_appeals,
    employ,
    pay,
    rate_and_gate,
    learn,
    spread_word,
    adapt_requesters,
    adopt_ai,
    enter_and_leave,
    react,
    record,
)


def describe_phases() -> list[dict[str, str]]:
    """One row per phase, in the order of the day: phase, doc, reads, writes (from the docstrings)."""
    return [_describe(phase) for phase in DAY]


def _describe(phase: Any) -> dict[str, str]:  # a function with a docstring, which no type says
    text = " ".join(phase.__doc__.split())
    doc, _, rest = text.partition(" Reads: ")
    reads, _, writes = rest.partition(" Writes: ")
    return {"phase": phase.__name__, "doc": doc, "reads": reads.rstrip("."), "writes": writes.rstrip(".")}
