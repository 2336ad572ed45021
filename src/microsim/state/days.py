"""The daily table: one row per day, stocks and flows of the whole market.

What is counted on a platform (`platforms.flow`) has a column here by declaration; the others stand below.
"""

import numpy as np

from microsim.units import MONEY

from .platforms import Platforms
from .table import Table, column


def _flow(unit: str, doc: str, by: str = "") -> np.ndarray:
    return column("i8", unit=unit, doc=doc, by=by)


class Days(Table, sums_of=Platforms):
    """One row per day, burn-in included. Integers are exact; `metrics.identities` are checked on them."""

    @property
    def _rows_written(self) -> int:
        return self.n + 1  # the stocks of the next morning stand there already

    def add(self, day: int, growth: np.ndarray) -> None:
        """Add what was counted on the platforms to the row of a day.

        Args:
            day: row.
            growth: in the order of `Table.daily`, ``int64``.
        """
        self.daily_block()[day] += growth

    day: np.ndarray = _flow("day", "number of the day; 0 is the first measured one", by="record")
    present_before: np.ndarray = _flow("persons", "people registered at the start of the day", by="record")
    present: np.ndarray = _flow("persons", "people registered at the end of the day", by="record")
    entered: np.ndarray = _flow("persons", "people who registered", by="enter_and_leave")
    left: np.ndarray = _flow("persons", "people who left", by="enter_and_leave")
    prospects: np.ndarray = _flow("persons", "people who considered registering", by="enter_and_leave")
    active: np.ndarray = _flow("persons", "people with a session", by="learn")
    active_supplement: np.ndarray = _flow("persons", "of whom: supplement", by="learn")
    active_necessity: np.ndarray = _flow("persons", "of whom: necessity", by="learn")
    active_flexibility: np.ndarray = _flow("persons", "of whom: flexibility", by="learn")
    batches_open: np.ndarray = _flow("batches", "batches on show at the end of the day", by="record")
    open_before: np.ndarray = _flow("tasks", "tasks on show at the start of the day", by="record")
    users_of_ai: np.ndarray = _flow(
        "persons", "of the people with a session: those who have begun to use AI", by="adopt_ai"
    )
    review_before: np.ndarray = _flow("tasks", "tasks in review at the start of the day", by="record")
    in_review: np.ndarray = _flow("tasks", "tasks in review at the end of the day", by="record")
    open_after: np.ndarray = _flow("tasks", "tasks on show at the end of the day", by="record")
    charges: np.ndarray = _flow(MONEY, "public charges on requesters (none yet)")
    held_before: np.ndarray = _flow(MONEY, "accepted pay not yet paid out at the start of the day", by="record")
    held: np.ndarray = _flow(MONEY, "accepted pay not yet paid out at the end of the day", by="record")
    seconds_sessions: np.ndarray = _flow("s", "time in sessions", by="record")
    awaiting_before: np.ndarray = _flow("s", "time in work awaiting its verdict at the start of the day", by="record")
    seconds_awaiting: np.ndarray = _flow("s", "time in work awaiting its verdict at the end of the day", by="record")
    seconds_wanted: np.ndarray = _flow("s", "time that people wanted to work", by="decide_supply")
    warnings: np.ndarray = _flow("warnings", "warnings that reached somebody through a tie", by="spread_word")
    told: np.ndarray = _flow("submissions", "verdicts told in the forum", by="spread_word")
    locked_out: np.ndarray = _flow(
        "accounts", "open accounts below the approval rate that gates ask for, at the end", by="record"
    )
    resettled: np.ndarray = _flow(
        "persons", "people whose last account a closure took, and who opened one elsewhere", by="enter_and_leave"
    )
    left_closure: np.ndarray = _flow(
        "persons", "of those who left: a closure took their last account, and they opened none", by="enter_and_leave"
    )
    requesters_moved: np.ndarray = _flow(
        "requesters", "requesters who go on elsewhere because their platform closed", by="enter_and_leave"
    )
    requesters_lost: np.ndarray = _flow(
        "requesters", "requesters who left the market because their platform closed", by="enter_and_leave"
    )
    lost_job: np.ndarray = _flow("persons", "people who lost another job", by="enter_and_leave")
    found_job: np.ndarray = _flow("persons", "people who had lost another job and found one", by="enter_and_leave")
    turned_away: np.ndarray = _flow(
        "persons", "people who wanted to work and for whom no employer had hours", by="decide_supply"
    )
    posted_pay: np.ndarray = column(
        "f8", by="post_batches", unit=f"{MONEY} per h", doc="median posted pay per true hour, today's batches"
    )
    refusing: np.ndarray = column(
        "f8", by="record", unit="share", doc="repeat requesters who refuse on purpose, by planned hours"
    )
    ai_skill: np.ndarray = column(
        "f8", by="adopt_ai", unit="share", doc="answers that AI gets right at the type of task it does best"
    )
    automating: np.ndarray = column(
        "f8", by="adopt_ai", unit="share", doc="requesters who have AI do their work, by planned hours"
    )
    price_level: np.ndarray = column(
        "f8", by="post_batches", unit="ratio", doc="price over the usual price, mean over tasks posted today"
    )
    expected_pay: np.ndarray = column(
        "f8", by="record", unit=f"{MONEY} per h", doc="mean expected pay over open accounts"
    )
    fill_hours: np.ndarray = column(
        "f8", by="adapt_requesters", unit="h", doc="median fill time of the batches filled today"
    )
