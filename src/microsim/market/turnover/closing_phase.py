"""The night in which a platform closes."""

from typing import TYPE_CHECKING

import numpy as np

from microsim.codes import AccountStatus
from microsim.market.payment.phase import purse_of
from microsim.state.records import cache_lines

from . import closing as kernel
from .people import Register

if TYPE_CHECKING:
    from microsim.model import Market


def night_of(market: "Market") -> np.ndarray:
    """Which platforms close tonight, and how: records of `closing.NIGHT`, by platform."""
    env, names = market.environment, market.platform_names
    night = cache_lines(len(names), kernel.NIGHT)
    for name in (kernel.NIGHT.names or ())[1:]:
        night[name] = env.of_closures(name, names)
    night["closes"] = env.closing(names, market.day)
    return night


def close_platforms(market: "Market") -> bool:
    """Close the platforms whose last day this is: accounts, balances, appeals that wait; requesters and people who lost
    their last account go on elsewhere, or stay behind. Returns whether any closes.
    """
    if not any(closure.day == market.day for closure in market.environment.closures):
        return False
    night = night_of(market)
    lost = _shut_accounts(market, night)
    _send_requesters_on(market, night)
    _send_people_on(market, night, lost)
    return True


def of_the_open(weights: np.ndarray, closed: np.ndarray) -> np.ndarray:
    """Weights of the platforms that are still open, with the sum of all; 0 for the others.

    Example:
        >>> of_the_open(np.array([0.5, 0.3, 0.4]), np.array([False, True, False])).round(3).tolist()
        [0.667, 0.0, 0.533]
    """
    there = weights * ~closed
    return there * (weights.sum() / there.sum())


def homes_of_the_open(shares: np.ndarray, closed: np.ndarray) -> np.ndarray:
    """Share of newcomers with an account on each platform that is still open: as many accounts each as before, while
    nobody has two on one platform.

    Example:
        >>> shares, closed = np.array([0.5, 0.6, 0.3]), np.array([True, False, False])
        >>> homes_of_the_open(shares, closed).round(3).tolist()
        [0.0, 0.933, 0.467]
        >>> homes_of_the_open(shares + 0.2, closed).tolist()
        [0.0, 1.0, 1.0]
    """
    out, full = shares * ~closed, np.zeros(len(shares), bool)
    while (free := ~full & (out > 0.0)).any():
        out[free] *= (shares.sum() - full.sum()) / out[free].sum()
        over = free & (out > 1.0)
        if not over.any():
            break
        out[over], full = 1.0, full | over
    return out


def _shut_accounts(market: "Market", night: np.ndarray) -> np.ndarray:
    """Close the accounts on platforms that close. Returns the rows of those of people that were open."""
    w, a = market.workers, market.accounts
    here = night["closes"][a.used("platform")]
    shut = np.flatnonzero(here & (a.used("status") == AccountStatus.OPEN) & w.person[a.used("worker")])
    kernel.shut_accounts(market.now, a.n, night, market.rules.law, purse_of(market))
    market.appeals.keep(~here[market.appeals.used("account")])  # nobody is left to hear them
    return shut


def _closed_by_tonight(market: "Market") -> np.ndarray:
    return market.environment.closed(market.platform_names, before=market.day + 1)


def _send_requesters_on(market: "Market", night: np.ndarray) -> None:
    r, m, d, t = market.requesters, market.moves, market.days, market.today
    there = int(r.used("present").sum())
    m.reserve(there)
    weights = market.platforms.used("demand_weight") * ~_closed_by_tonight(market)
    moved = kernel.turn_to_others(market.now, night, weights, r.arrays[: r.n], m.arrays[m.n :])
    m.n += moved
    d.requesters_moved[t] = moved
    d.requesters_lost[t] = there - int(r.used("present").sum())


def _send_people_on(market: "Market", night: np.ndarray, shut: np.ndarray) -> None:
    """People whose last account was among those that were closed look elsewhere."""
    w, a = market.workers, market.accounts
    open_accounts = np.bincount(a.used("worker")[a.used("status") == AccountStatus.OPEN], minlength=w.n)
    shut = shut[open_accounts[a.worker[shut]] == 0]
    rows, at = np.unique(a.worker[shut], return_index=True)
    share = night["people_move"][a.platform[shut[at]]]
    a.reserve(len(rows))
    register = Register(w.arrays, a.arrays, market.platforms.used("advertised_pay"), market.views.people)
    opened = kernel.look_elsewhere(market.now, rows, share, _where_welcome(market, rows), a.n, register)
    a.n += opened
    market.days.resettled[market.today] = opened


def _where_welcome(market: "Market", rows: np.ndarray) -> np.ndarray:
    """Weights of the platforms on which each of some people may register: open, covering the country, and new to him or
    her; by accounts, ``float64[n, n_platforms]``."""
    w, a, p, rules = market.workers, market.accounts, market.platforms, market.rules
    country = w.country[rows]
    covered = [[not one.countries or code in one.countries for code in rules.countries]
               for one in market.config.platforms.values()]  # fmt: skip
    takes = np.array(covered) & ~(p.used("left")[:, None] & rules.shielded())
    weights = takes.T[country] * market.views.people.account_shares * ~_closed_by_tonight(market)
    place = np.full(w.n, -1)
    place[rows] = np.arange(len(rows))
    whose = place[a.used("worker")]
    weights[whose[whose >= 0], a.used("platform")[whose >= 0]] = 0.0
    return weights
