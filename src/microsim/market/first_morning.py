"""The market on its first morning: platforms, people with accounts, requesters."""

import math

import numpy as np

from microsim.config.schema import Config
from microsim.config.shares import added
from microsim.market.sessions.choice import ABROAD
from microsim.state.now import Now
from microsim.state.people import Accounts, Workers
from microsim.state.platforms import Platforms
from microsim.state.trade import Requesters
from microsim.units import MONTH

from . import parameters
from .turnover.first_firms import Side, draw_market_side, draw_sample, sum_volumes
from .turnover.people import Crowd, Register, draw_people

ROOM_AHEAD = 1.15  # more may register than leave; room that is not used costs next to nothing
SLACK = 1.05  # accounts that there is room for, over those expected


def scaled(count: int, scale: float) -> int:
    """A number of agents at a scale, at least one."""
    return max(1, round(count * scale))


def build_platforms(config: Config) -> Platforms:
    """Platforms as configured; expectations of pay start at the advertised level."""
    table = Platforms(len(config.platforms))
    table.n = len(config.platforms)
    weights = added(p.demand_weight for p in config.platforms.values())
    in_money = {"fee_min", "price_min", "payout_threshold"}
    for row, platform in enumerate(config.platforms.values()):
        for name in table.columns:
            if name in type(platform).model_fields:
                value = getattr(platform, name)
                getattr(table, name)[row] = parameters.money(value) if name in in_money else value
        table.open_abroad[row] = not platform.countries
        table.demand_weight[row] = platform.demand_weight / weights
    table.advertised_pay[: table.n] = parameters.usual_pay(config) * config.demand.start_price
    table.told_pay[: table.n] = config.behaviour.first_expectation * table.advertised_pay[: table.n]
    return table


def build_people(config: Config, day: int, platforms: Platforms) -> tuple[Workers, Accounts]:
    """The registered people of the start and their accounts, after those of the groups abroad."""
    n, abroad = scaled(config.population.workers, config.scale), groups_abroad(config)
    entrants = 1 + math.log(2) / config.churn.half_life_days * (config.days + config.burn_in_days)
    workers = Workers(abroad + n)
    workers.expect(abroad + int(n * entrants * ROOM_AHEAD) + 64)
    each = config.population.accounts_per_worker * SLACK
    accounts = Accounts(abroad * platforms.n + int((abroad + n) * each) + 64)
    accounts.expect(abroad * platforms.n + int(workers.capacity * each) + 64)
    workers.n = abroad + n
    _open_groups(config, abroad, workers, accounts, platforms)
    accounts.n = abroad * platforms.n
    advertised = platforms.used("advertised_pay")
    register = Register(workers.arrays, accounts.arrays, advertised, parameters.people_params(config))
    everybody, heard = Crowd(0, n, initial=True), added(advertised.tolist()) / platforms.n
    _, opened = draw_people(Now(config.seed, day), everybody, abroad, accounts.n, heard, register)
    accounts.n += opened
    return workers, accounts


def groups_abroad(config: Config) -> int:
    """Rows of workers that stand for groups abroad: the first ones. One is there, and idle, where there is no group."""
    return max(1, len(config.population.foreign_pool))


def _open_groups(config: Config, groups: int, workers: Workers, accounts: Accounts, platforms: Platforms) -> None:
    for group in range(groups):
        mine = slice(group * platforms.n, (group + 1) * platforms.n)
        workers.id[group] = -1 - group
        workers.country[group] = ABROAD
        workers.accuracy[group] = config.population.accuracy_mean
        workers.slowness[group] = 1.0
        workers.first_account[group] = mine.start
        workers.n_accounts[group] = platforms.n
        accounts.worker[mine] = group
        accounts.platform[mine] = range(platforms.n)
        accounts.expected_pay[mine] = platforms.told_pay[: platforms.n]


def weekday_equivalents(config: Config) -> float:
    """Weekdays per month that weigh as much as a month of weekdays and weekend days."""
    return MONTH * parameters.working_days(config) / 7


def build_requesters(config: Config, day: int, platforms: Platforms) -> Requesters:
    """The requesters of the start, a sample of those at full size; what they plan goes by the number of workers."""
    total = config.demand.hours * config.population.workers / weekday_equivalents(config)
    hours, params = total * platforms.used("demand_weight"), parameters.firm_params(config)
    side = Side(config.demand.requesters, hours, np.zeros(platforms.n), config.scale)
    sum_volumes(config.seed, side, params)
    included = np.empty(side.requesters, np.int64)
    included = included[: draw_sample(config.seed, side, included, params)]
    table = Requesters(int(len(included) * 1.5) + 64)
    table.n = len(included)
    draw_market_side(Now(config.seed, day), included, side, table.arrays[: table.n], params)
    table.used("target_wage")[:] *= config.demand.start_price
    return table
