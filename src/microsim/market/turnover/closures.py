"""The night in which a platform closes."""

import numpy as np

from microsim.codes import AccountStatus
from microsim.market.payment.phase import purse_of

from . import closing as kernel


def close_platforms(market) -> bool:
    """Close the platforms whose last day this is: accounts, balances, appeals that wait; requesters and people who lost
    their last account go on elsewhere, or stay behind. Returns whether any closes.
    """
    closing = market.environment.closing(market.platform_names, market.day)
    if closing.any():
        lost = _shut_accounts(market, closing)
        _send_requesters_on(market, closing)
        _send_people_on(market, lost)
    return bool(closing.any())


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


def _shut_accounts(market, closing) -> np.ndarray:
    """Close the accounts on platforms that close. Returns the rows of those of people that were open."""
    w, a = market.workers, market.accounts
    here = closing[a.used("platform")]
    shut = np.flatnonzero(here & (a.used("status") == AccountStatus.OPEN) & w.person[a.used("worker")])
    market.days.shut[market.today] = kernel.shut_accounts(market.now, a.n, closing, market.rules.law, purse_of(market))
    market.appeals = market.appeals[~here[market.appeals["account"]]].copy()  # nobody is left to hear them
    return shut


def _closed_by_tonight(market) -> np.ndarray:
    return market.environment.closed(market.platform_names, before=market.day + 1)


def _send_requesters_on(market, closing) -> None:
    r, m, env, names, d, t = (market.requesters, market.moves, market.environment, market.platform_names, market.days,
                              market.today)  # fmt: skip
    before, there = m.n, int(r.used("present").sum())
    m.reserve(there)
    weights = market.platforms.used("demand_weight") * ~_closed_by_tonight(market)
    m.n = kernel.turn_to_others(
        market.seed, market.day, closing, env.of_closures("requesters_move", names),
        env.of_closures("days_to_move", names).astype(np.int64), weights, r.arrays, r.n, m.arrays, m.n,
    )  # fmt: skip
    d.requesters_moved[t] = m.n - before
    d.requesters_lost[t] = there - int(r.used("present").sum())


def _send_people_on(market, shut) -> None:
    """People whose last account was among those that were closed look elsewhere."""
    w, a, d, t, env = market.workers, market.accounts, market.days, market.today, market.environment
    open_accounts = np.bincount(a.used("worker")[a.used("status") == AccountStatus.OPEN], minlength=w.n)
    shut = shut[open_accounts[a.worker[shut]] == 0]
    rows, at = np.unique(a.worker[shut], return_index=True)
    share = env.of_closures("people_move", market.platform_names)[a.platform[shut[at]]]
    a.reserve(len(rows))
    opened = kernel.look_elsewhere(
        market.seed, market.day, rows, share, _where_welcome(market, rows), a.n,
        market.platforms.used("advertised_pay"), w.arrays, a.arrays, market.views.people,
    )  # fmt: skip
    a.n += opened
    d.resettled[t] = opened


def _where_welcome(market, rows) -> np.ndarray:
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
