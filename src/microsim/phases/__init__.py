"""The day: its parts in order. The order is written here and nowhere else."""

from .adapt_requesters import adapt_requesters
from .adopt_ai import adopt_ai
from .decide_supply import decide_supply
from .employ import employ
from .enter_and_leave import enter_and_leave
from .hear_appeals import hear_appeals
from .learn import learn
from .pay import pay
from .post_batches import post_batches
from .rate_and_gate import rate_and_gate
from .react import react
from .record import record
from .review import review
from .run_sessions import run_sessions
from .set_environment import set_environment
from .set_rules import set_rules
from .spread_word import spread_word

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


def _describe(phase) -> dict[str, str]:
    text = " ".join(phase.__doc__.split())
    doc, _, rest = text.partition(" Reads: ")
    reads, _, writes = rest.partition(" Writes: ")
    return {"phase": phase.__name__, "doc": doc, "reads": reads.rstrip("."), "writes": writes.rstrip(".")}
