"""The day: its parts in order. The order is written here and nowhere else."""

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
from microsim.state.events import Events
from microsim.state.state import State

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
    """One row per phase, in the order of the day: phase, doc, writes (columns and events that name it as a writer).

    Example:
        >>> rows = {row["phase"]: row["writes"] for row in describe_phases()}
        >>> rows["decide_supply"]
        'workers.seconds_wanted, accounts.off_today, days.seconds_wanted, .turned_away, sessions'
    """
    return [
        {"phase": phase.__name__, "doc": " ".join((phase.__doc__ or "").split()), "writes": _written(phase.__name__)}
        for phase in DAY
    ]


def _written(phase: str) -> str:
    """What names a phase as a writer: a table alone where all of it does, else its columns."""
    told, by_table = [], {name: {k: col.by for k, col in t.columns.items()} for name, t in State.tables().items()}
    for table, columns in (by_table | {"events": Events.written()}).items():
        mine = [name for name, by in columns.items() if phase in by.split()]
        if len(mine) == len(columns):
            told.append(table)
        elif mine:
            told.append(f"{table}.{', .'.join(mine)}")
    return ", ".join(told)
