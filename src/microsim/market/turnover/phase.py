"""Entry and exit of workers and requesters."""

import numpy as np

from microsim.codes import AccountStatus
from microsim.market.payment import balances as payment
from microsim.market.payment.phase import contributions_of
from microsim.market.requesters import ends as batches
from microsim.networks import members
from microsim.random import decisions
from microsim.random.draws import draw, poisson
from microsim.random.identity import entrant, from_opened, new_requester
from microsim.state.countries import countries, of_country

from . import churn, firms
from .closures import close_platforms, homes_of_the_open, of_the_open
from .other_jobs import find_and_lose_jobs
from .people import AS_DRAWN


def enter_and_leave(market) -> None:
    """Jobs elsewhere are found and lost. Life, disappointment and suspension take workers away; a platform that closes
    sends workers and requesters elsewhere, or away. Prospects register if pay as advertised looks enough. Requesters
    who leave withdraw their batches and are replaced.

    Reads: workers.fate_day, .disappointed, platforms.advertised_pay, prospects, environment.attraction, .openings,
    .layoffs, .closures, rules.forfeits. Writes: workers, accounts, requesters, jobs_lost, moves, appeals,
    days.entered, .left, .prospects, .withdrawn, .paid_out, .contributions, .forfeited, .lost_job, .found_job, .shut,
    .resettled, .left_closure, .requesters_moved, .requesters_lost.
    """
    find_and_lose_jobs(market)
    gone = _leave(market)
    if close_platforms(market):
        stranded = _leave(market)
        market.days.left_closure[market.today] = len(stranded)
        gone = np.concatenate([gone, stranded])
    came = _enter(market)
    _turn_over(market)
    market.sync_agents(gone, came)


def _leave(market) -> np.ndarray:
    w, a, d, t = market.workers, market.accounts, market.days, market.today
    out = np.empty(w.n, np.int64)
    n = churn.leavers(market.day, w.n, market.config.churn.disappointment_days, w.arrays, a.arrays, out)
    rows = out[:n]
    churn.close_accounts(market.day, rows, w.arrays, a.arrays)
    market.ties.leave(w, rows)
    w.present[rows] = False
    w.exit_day[rows] = market.day
    d.left[t] += n
    _forfeit_balances(market, rows)
    return rows


def _forfeit_balances(market, rows) -> None:
    """Balances below the threshold are lost when the account is closed, but for those of employees."""
    w, a, d, t, totals = market.workers, market.accounts, market.days, market.today, np.zeros(3, np.int64)
    many = w.n_accounts[rows]
    accounts = np.repeat(w.first_account[rows], many) + np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    accounts = accounts[a.status[accounts] == AccountStatus.CLOSED]
    payment.close_balances(accounts, contributions_of(market), w.arrays, a.arrays, totals)
    d.paid_out[t] += totals[0]
    d.contributions[t] += totals[1]
    d.forfeited[t] += totals[2]


def _enter(market) -> slice:
    w, a, d, t, p = market.workers, market.accounts, market.days, market.today, market.platforms
    ids, homes = _prospects(market)
    many = len(ids)
    w.reserve(many)
    a.reserve(many * p.n)
    advertised = p.used("advertised_pay")
    weights, parameters = p.used("demand_weight"), market.views.people
    closed = market.environment.closed(market.platform_names, before=market.day + 1)
    if closed.any():
        weights, shares = of_the_open(weights, closed), homes_of_the_open(parameters.account_shares, closed)
        parameters = parameters._replace(account_shares=shares)
    heard = float((advertised * weights).sum())
    people, accounts = churn.enter(
        market.seed, market.day, ids, homes, w.n, a.n, heard, advertised, w.arrays, a.arrays, parameters
    )
    came = slice(w.n, w.n + people)
    w.n += people
    market.ties.take(w, members(market.config, w, np.arange(came.start, came.stop)))
    a.n += accounts
    d.prospects[t], d.entered[t] = many, people
    return came


def _prospects(market) -> tuple[np.ndarray, np.ndarray]:
    """Identities of today's prospects, and the countries of those who live in one that a shock has opened."""
    day, config, env = market.day, market.config, market.environment
    many = poisson(draw(market.seed, decisions.ENTRY, 0, 0, day, 0, 0)[0], market.prospects * env.attraction)
    ids, homes = [entrant(day, slot) for slot in range(many)], [AS_DRAWN] * many
    for opening in env.openings:
        code = countries(config).index(opening.country)
        again = opening.heard * market.views.people.life_rate * of_country(config, opening.country).interest
        mean = market.people_at_start * (opening.hear + again)
        many = poisson(draw(market.seed, decisions.ENTRY, 0, 0, day, 0, 1 + code)[0], mean)
        ids += [from_opened(day, code, number) for number in range(many)]
        homes += [code] * many
    return np.array(ids, np.int64), np.array(homes, np.int64)


def _turn_over(market) -> None:
    """Each requester who leaves is replaced by a new one of the same kind and volume."""
    r, v, b = market.requesters, market.views, market.batches
    leaving = np.flatnonzero(r.used("present") & (r.used("fate_day") <= market.day))
    leaving = leaving[np.argsort(r.id[leaving], kind="stable")]
    r.present[leaving] = False
    r.exit_day[leaving] = market.day
    closed = market.environment.closed(market.platform_names, before=market.day + 1)
    batches.withdraw(closed, market.rules.law, b.arrays[: b.n], r.arrays, market.platforms.arrays)
    r.reserve(len(leaving))
    for slot, row in enumerate(leaving):
        firms.draw_requester(
            market.seed, r.n, new_requester(market.day, slot), market.day, int(r.kind[row]),
            int(r.platform[row]), float(r.hours[row]), r.arrays, v.kinds, v.types, v.firms,
        )  # fmt: skip
        r.n += 1
