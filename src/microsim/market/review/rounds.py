"""Cases judged and booked, so many in a round: they stay in the processor's cache from the first table to the last."""

from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled
from microsim.market.ai.assistance import Assistance
from microsim.regulation.rules import Law
from microsim.state.now import Now

from .booking import (
    book_on_accounts,
    book_on_batches,
    book_on_platforms,
    book_on_requesters,
    book_on_workers,
    pay_later,
)
from .cases import open_cases
from .verdicts import Parties, ReviewParams, judge

ROUND = 256  # cases


class Terms(NamedTuple):
    """What verdicts depend on beside the case: the rules of the day, parameters, and what AI can do for workers."""

    law: Law
    p: ReviewParams
    ai: Assistance


class Ledgers(NamedTuple):
    """Where verdicts are booked, beside those whom they concern: submissions, batches, free payments, platforms."""

    x: np.ndarray
    b: np.ndarray
    y: np.ndarray
    platforms: np.ndarray


@compiled
def decide_cases(
    now: Now, rows: np.ndarray, terms: Terms, parties: Parties, ledgers: Ledgers, cases: np.ndarray
) -> int:
    """Judge the submissions that are due, and book the verdicts.

    No verdict depends on another of the same day, and on every table they are booked in the order of the rows: how many
    make a round changes nothing.

    Args:
        now: today.
        rows: of the submissions, ``int64[n]``.
        terms: what verdicts depend on.
        parties: workers, accounts, requesters.
        ledgers: the other tables.
        cases: filled, ``CASE[n]``.

    Returns:
        Payments written.
    """
    payments = 0
    for start in range(0, len(rows), ROUND):
        these = slice(start, min(start + ROUND, len(rows)))
        some = cases[these]
        open_cases(now.day, rows[these], ledgers.x, ledgers.b, some)
        judge(now, some, terms.law, terms.p, terms.ai, parties)
        book_on_accounts(some, parties.a, ledgers.x)
        book_on_workers(now, some, terms.p.memory, parties.w)
        book_on_batches(some, ledgers.b)
        book_on_requesters(some, terms.p, parties.r)
        book_on_platforms(some, ledgers.platforms)
        payments += pay_later(now, some, terms.law, ledgers.y[payments:])
    return payments
