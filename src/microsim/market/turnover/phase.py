"""Entry and exit of workers and requesters."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from microsim.market.payment.phase import purse_of
from microsim.market.posting.phase import parameters_of
from microsim.market.requesters import ends as batches
from microsim.networks import members
from microsim.random import decisions
from microsim.random.draws import draw, poisson
from microsim.random.identity import entrant, from_opened
from microsim.state.countries import countries, of_country

from . import churn, succession
from .closing_phase import close_platforms, homes_of_the_open, of_the_open
from .jobs_phase import find_and_lose_jobs
from .people import Crowd, Register, draw_people

if TYPE_CHECKING:
    from microsim.model import Market


def enter_and_leave(market: "Market") -> None:
    """Jobs elsewhere are found and lost. Life, disappointment and suspension take workers away; a platform that closes
    sends workers and requesters elsewhere, or away. Prospects register if pay as advertised looks enough. Requesters
    who leave withdraw their batches and are replaced.
    """
    find_and_lose_jobs(market)
    gone = _leave(market)
    if close_platforms(market):
        stranded = _leave(market)
        market.days.left_closure[market.today] = len(stranded)
        gone = np.concatenate([gone, stranded])
    closed = market.environment.closed(market.platform_names, before=market.day + 1)
    came = _enter(market, closed)
    _turn_over(market, closed)
    market.sync_agents(gone, came)


def _leave(market: "Market") -> np.ndarray:
    w, a, d, t = market.workers, market.accounts, market.days, market.today
    out = np.empty(w.n, np.int64)
    rows = out[: churn.leavers(market.day, w.n, market.config.churn.disappointment_days, w.arrays, a.arrays, out)]
    if len(rows):
        churn.close_accounts(market.now, rows, market.rules.law, purse_of(market))
        market.ties.leave(w, rows)
        w.present[rows] = False
        w.exit_day[rows] = market.day
        d.left[t] += len(rows)
    return rows


def _enter(market: "Market", closed: np.ndarray) -> slice:
    w, a, d, t, p = market.workers, market.accounts, market.days, market.today, market.platforms
    weights, parameters, advertised = p.used("demand_weight"), market.views.people, p.used("advertised_pay")
    if closed.any():
        weights, shares = of_the_open(weights, closed), homes_of_the_open(parameters.account_shares, closed)
        parameters = parameters._replace(account_shares=shares)
    heard = float((advertised * weights).sum())
    before = w.n
    for crowd in _prospects(market):
        w.reserve(crowd.many)
        a.reserve(crowd.many * p.n)
        register = Register(w.arrays, a.arrays, advertised, parameters)
        registered, opened = draw_people(market.now, crowd, w.n, a.n, heard, register)
        w.n += registered
        a.n += opened
        d.prospects[t] += crowd.many
    came = slice(before, w.n)
    market.ties.take(w, members(market.config, w, np.arange(came.start, came.stop)))
    d.entered[t] = w.n - before
    return came


def _prospects(market: "Market") -> Iterator[Crowd]:
    """Today's prospects; those from a country that a shock has opened know where they are from."""
    day, config, env = market.day, market.config, market.environment
    many = poisson(draw(market.seed, decisions.ENTRY, 0, 0, day, 0, 0)[0], market.prospects * env.attraction)
    yield Crowd(entrant(day, 0), many)
    for opening in env.openings:
        code = countries(config).index(opening.country)
        again = opening.heard * market.views.people.life_rate * of_country(config, opening.country).interest
        mean = market.people_at_start * (opening.hear + again)
        many = poisson(draw(market.seed, decisions.ENTRY, 0, 0, day, 0, 1 + code)[0], mean)
        yield Crowd(from_opened(day, code, 0), many, code)


def _turn_over(market: "Market", closed: np.ndarray) -> None:
    """For each requester who leaves, another looks whether it is worth coming."""
    r, b, p = market.requesters, market.batches, market.views.firms
    out = np.empty(r.n, np.int64)
    leaving = out[: succession.who_leaves(market.day, p.entry.losing_periods, r.arrays[: r.n], out)]
    r.present[leaving], r.vacant[leaving] = False, True
    r.exit_day[leaving] = r.fate_day[leaving] = market.day
    places = out[: succession.find_vacant(market.day, r.arrays[: r.n], out)]
    if len(places):
        places = places[np.argsort(r.id[places], kind="stable")]
        done, worth, weights = np.zeros((3, market.platforms.n))
        heard = succession.Heard(done, worth)
        succession.hear_of_platforms(r.arrays[: r.n], heard, weights)
        r.reserve(len(places))
        room = r.arrays[: r.n + len(places)]
        r.n += succession.replace_requesters(market.now, places, parameters_of(market), heard, room, p)
    batches.withdraw(closed, market.rules.law, b.arrays[: b.n], r.arrays, market.platforms.arrays)
