"""Who is stored of the people and their accounts, and what their accounts add up to."""

import copy
from collections.abc import Iterator
from functools import cached_property

import numpy as np

from microsim.model import Market
from microsim.state.people import NOT_LOCKED, Accounts

SECONDS = (
    "seconds_search", "seconds_qualification", "seconds_returned", "seconds_accepted", "seconds_rejected",
    "seconds_awaiting",
)  # fmt: skip


def seconds_in_sessions(accounts: Accounts) -> np.ndarray:
    """Time in sessions per account since the first measured day, in seconds."""
    total = sum(accounts.used(name) for name in SECONDS)
    return total - accounts.used("awaiting_at_start")


def by_worker(accounts: Accounts, values: np.ndarray, workers: int) -> np.ndarray:
    """Sums over the accounts of each worker, exact, ``int64[workers]``."""
    sums = np.zeros(workers, np.int64)
    np.add.at(sums, accounts.used("worker"), values)
    return sums


class KeptPeople:
    """The rows of people and accounts that a run stores.

    Stored are all who were registered at any time since the first measured day, and those who had left before but
    whose work was judged or paid since: without them money and tasks would not add up. The accounts are theirs and
    those of the groups abroad.
    """

    def __init__(self, market: Market) -> None:
        self.market = market
        self.w, self.a = market.workers, market.accounts

    def parts(self, most: int) -> Iterator["KeptPeople"]:
        """The same, so many people and so many accounts at a time: at full size all columns of all take 240 MB."""
        for start in range(0, max(len(self.rows), len(self.account_rows), 1), most):
            part = copy.copy(self)
            part.rows, part.account_rows = (rows[start : start + most] for rows in (self.rows, self.account_rows))
            yield part

    @cached_property
    def rows(self) -> np.ndarray:
        """Rows of people."""
        w, a = self.w, self.a
        moved = self.pending_pay != 0
        for name in (*Accounts.flows(), "seconds_awaiting", "awaiting_at_start", "balance"):
            moved |= a.used(name) != 0
        kept = w.used("exit_day") >= 0
        kept[a.used("worker")[moved]] = True
        return np.flatnonzero(w.used("person") & kept)

    @cached_property
    def account_rows(self) -> np.ndarray:
        """Rows of their accounts and of those of the groups abroad, in the order of the market."""
        kept = ~self.w.used("person")
        kept[self.rows] = True
        return np.flatnonzero(kept[self.a.used("worker")])

    @cached_property
    def pending_pay(self) -> np.ndarray:
        """Accepted pay per account that has not reached the balance yet."""
        waiting, out = self.market.payments, np.zeros(self.a.n, np.int64)
        np.add.at(out, waiting.used("account"), waiting.used("amount"))
        return out

    @cached_property
    def sessions(self) -> np.ndarray:
        """Time in sessions per account."""
        return seconds_in_sessions(self.a)

    @cached_property
    def locked_out(self) -> np.ndarray:
        """Accounts below the approval rate that gates ask for; none that was suspended or closed."""
        return self.a.used("locked_since") != NOT_LOCKED

    @cached_property
    def days_locked(self) -> np.ndarray:
        """Measured days per account below that rate, the time that is still going on included."""
        so_far = np.maximum(self.market.day - np.maximum(self.a.used("locked_since"), 0), 0)
        return self.a.used("days_locked") + so_far * self.locked_out

    def worker(self, name: str) -> np.ndarray:
        """One column of the stored people."""
        return self.w.used(name)[self.rows]

    def account(self, name: str) -> np.ndarray:
        """One column of the stored accounts."""
        return self.a.used(name)[self.account_rows]

    def total(self, values: np.ndarray | str) -> np.ndarray:
        """Sums over the accounts of each stored person, exact, ``int64[people]``."""
        values = self.a.used(values) if isinstance(values, str) else values
        accounts, whose = self._theirs
        sums = np.zeros(len(self.rows), np.int64)
        np.add.at(sums, whose, values[accounts])
        return sums

    @cached_property
    def _theirs(self) -> tuple[np.ndarray, np.ndarray]:
        """Rows of the accounts of these people, and which of them each belongs to."""
        place = np.full(self.w.n, -1)
        place[self.rows] = np.arange(len(self.rows))
        whose = place[self.a.used("worker")]
        accounts = np.flatnonzero(whose >= 0)
        return accounts, whose[accounts]

    def motive(self) -> np.ndarray:
        """Motive of each stored person before any job was lost: groups do not change with a shock."""
        motive, lost = self.w.used("motive").copy(), self.market.jobs_lost
        motive[lost.used("worker")] = lost.used("motive")
        return motive[self.rows]

    def accounts_opened(self) -> np.ndarray:
        """Accounts of each stored person, those included that are behind the first one now."""
        return np.bincount(self._theirs[1], minlength=len(self.rows))

    def days_present(self) -> np.ndarray:
        """Measured mornings on which each stored person was registered.

        Whoever registers does so at the end of a day; the people of the start were there on its first morning.
        """
        groups = np.argmax(self.w.used("person"))
        initial = self.rows < groups + self.market.people_at_start
        first = np.where(initial, self.market.first_day, self.worker("entry_day") + 1)
        last = np.minimum(self.worker("exit_day"), self.market.day - 1)
        return np.maximum(0, last - np.maximum(first, 0) + 1)
