"""Employees of platforms."""

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from microsim.market.law.phase import rules_on
from microsim.market.payment.phase import purse_of
from microsim.regulation.rules import Law

from .settling import settle_wages
from .wages import count_hours

if TYPE_CHECKING:
    from microsim.model import Market

TERMS = ("employed", "wage", "employer_share")


def employ(market: "Market") -> None:
    """Hours of employees count; on the last evening of a month, of the burn-in, of the run, and before the terms
    change, platforms make up their pay to the minimum wage, and pay contributions on it.
    """
    there, last = market.rules.employed.any(), _is_last_evening(market)
    if there:
        count_hours(market.seed, market.events.touched, market.rules.law, market.workers.arrays, market.accounts.arrays)
    if there or last:
        tomorrow = rules_on(market, market.day + 1).law
        if last or _differ(market.rules.law, tomorrow):
            _settle(market, tomorrow)


def _is_last_evening(market: "Market") -> bool:
    """Whether a month, the burn-in or the run ends today: each table of a year holds the wages of its own days."""
    return (market.date + dt.timedelta(days=1)).day == 1 or market.day in (-1, market.config.days - 1)


def _differ(law: Law, tomorrow: Law) -> bool:
    """Whether other terms hold from tomorrow on: what is owed is settled on those under which it was earned."""
    return law is not tomorrow and not all(np.array_equal(law.people[name], tomorrow.people[name]) for name in TERMS)


def _settle(market: "Market", tomorrow: Law) -> None:
    y, owed = market.payments, np.flatnonzero(market.accounts.used("wage_due"))
    if len(owed):
        y.reserve(len(owed))
        y.n += settle_wages(market.now, owed, market.rules.law, tomorrow, purse_of(market), y.arrays[y.n :])
