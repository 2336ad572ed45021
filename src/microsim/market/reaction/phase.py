"""Platforms answer to the law."""

from typing import TYPE_CHECKING

import numpy as np

from microsim.market.payment.phase import purse_of
from microsim.state.countries import by_gate
from microsim.units import HOUR, MONDAY

from . import answers as kernel

if TYPE_CHECKING:
    from microsim.model import Market

BOOKS = ("book_fees", "book_fees_abroad", "book_pay", "book_seconds", "book_cost", "book_days")
WEEK = ("book_hours", "book_busy", "book_undone")


def is_strategic(market: "Market") -> bool:
    """Whether anybody reacts other than through prices."""
    return market.config.reaction.mode == "strategic"


def react(market: "Market") -> None:
    """Where people react, platforms on which a law costs something choose by expected profit, once a period: comply,
    pass the cost on, or leave the country; employers note how busy employees were, and set whom they have hours for.
    Where no law protects anybody any more, nothing of it stays.
    """
    kernel.come_back(market.rules.law.people, market.platforms.arrays)
    if is_strategic(market) and market.rules.law.people["shielded"].any():
        _answer(market)
    if market.environment.weekday == MONDAY:  # under a law or not: a book of the week holds no other day
        for name in WEEK:
            market.platforms.used(name)[:] = 0


def _answer(market: "Market") -> None:
    _note(market)
    due = market.platforms.used("book_days") >= market.config.reaction.period_days
    due &= ~market.environment.closed(market.platform_names, before=market.day + 1)
    if due.any():
        _choose(market, np.flatnonzero(due))
    if market.platforms.used("left").any():
        kernel.shut_out(market.now, market.accounts.n, market.rules.law, purse_of(market))
    if market.environment.weekday == MONDAY:
        _schedule(market)


def _note(market: "Market") -> None:
    """Today's entries in the books of the platforms."""
    p, law, tables = market.platforms, market.rules.law, purse_of(market)
    kernel.note_work(
        market.events.verdicts, by_gate(law.people["shielded"], market.views.spoken), tables.w, tables.platforms
    )
    kernel.note_hours(market.seed, market.events.touched, law, tables)
    p.used("book_days")[:] += law.people["shielded"].any(axis=1)


def _choose(market: "Market", rows: np.ndarray) -> None:
    """Some platforms make their choice, and open new books."""
    p, rules = market.platforms, market.rules
    owed = np.zeros(p.n, np.int64)
    kernel.add_up_owed(market.accounts.n, rules.law, market.workers.arrays, market.accounts.arrays, owed)
    for row in rows[~p.left[rows]]:
        cost, hours = float(p.book_cost[row] + owed[row] - p.owed[row]), p.book_seconds[row] / HOUR
        choice = kernel.choose(
            float(p.book_fees[row]), float(p.book_fees_abroad[row]), cost, float(p.book_pay[row]), rules.fee_share[row],
            p.surcharge[row] * hours, market.config.reaction.believed_elasticity,
        )  # fmt: skip
        p.surcharge[row] = cost / hours if choice == kernel.PASS_ON else 0.0
        p.left[row] = choice == kernel.LEAVE
    p.owed[rows] = owed[rows]
    for name in BOOKS:
        getattr(p, name)[rows] = 0


def _schedule(market: "Market") -> None:
    """Employers set for how many of their employees they have hours this week."""
    p, own = market.platforms, market.config.reaction
    for row in np.flatnonzero(market.rules.employed.any(axis=1)):
        p.admission[row] = kernel.next_admission(
            p.admission[row], float(p.book_hours[row]), float(p.book_busy[row]), float(p.book_undone[row]),
            own.slack, own.least_admitted,
        )  # fmt: skip
