"""The market on its first morning: platforms, people with accounts, requesters."""

import math

import numpy as np

from microsim.config.schema import Config
from microsim.kernels import firms, people
from microsim.kernels.clock import MONTH

from . import views
from .people import Accounts, Workers
from .platforms import Platforms
from .trade import Requesters

ROOM_AHEAD = 1.15  # more may register than leave; room that is not used costs next to nothing
POOL_ROW = 0  # the first row of workers is the placeholder for a foreign pool


def scaled(count: int, scale: float) -> int:
    """A number of agents at a scale, at least one."""
    return max(1, round(count * scale))


def build_platforms(config: Config) -> Platforms:
    """Platforms as configured; expectations of pay start at the advertised level."""
    table = Platforms(len(config.platforms))
    table.n = len(config.platforms)
    weights = sum(p.demand_weight for p in config.platforms.values())
    in_money = {"fee_min", "price_min", "payout_threshold"}
    for row, platform in enumerate(config.platforms.values()):
        for name in table.columns:
            if name in type(platform).model_fields:
                value = getattr(platform, name)
                getattr(table, name)[row] = views.money(value) if name in in_money else value
        table.open_abroad[row] = not platform.countries
        table.demand_weight[row] = platform.demand_weight / weights
    table.advertised_pay[: table.n] = views.usual_pay(config) * config.demand.start_price
    table.told_pay[: table.n] = config.behaviour.first_expectation * table.advertised_pay[: table.n]
    return table


def build_people(config: Config, day: int, platforms: Platforms) -> tuple[Workers, Accounts]:
    """The registered people of the start and their accounts, after the row of the foreign pool."""
    n = scaled(config.population.workers, config.scale)
    entrants = 1 + math.log(2) / config.churn.half_life_days * (config.days + config.burn_in_days)
    workers = Workers(1 + int(n * entrants * ROOM_AHEAD) + 64)
    accounts = Accounts(platforms.n + int(workers.capacity * config.population.accounts_per_worker * 1.02) + 64)
    workers.n = 1 + n
    _open_pool(config, workers, accounts, platforms)
    accounts.n = platforms.n + people.draw_population(
        config.seed, n, 1, platforms.n, day, platforms.advertised_pay, workers.arrays, accounts.arrays,
        views.people_params(config),
    )  # fmt: skip
    return workers, accounts


def _open_pool(config: Config, workers: Workers, accounts: Accounts, platforms: Platforms) -> None:
    workers.id[POOL_ROW] = -1
    workers.country[POOL_ROW] = -2
    workers.accuracy[POOL_ROW] = config.population.accuracy_mean
    workers.slowness[POOL_ROW] = 1.0
    workers.first_account[POOL_ROW] = 0
    workers.n_accounts[POOL_ROW] = platforms.n
    accounts.worker[: platforms.n] = POOL_ROW
    accounts.platform[: platforms.n] = range(platforms.n)
    accounts.expected_pay[: platforms.n] = platforms.told_pay


def weekday_equivalents(config: Config) -> float:
    """Weekdays per month that weigh as much as a month of weekdays and weekend days."""
    return MONTH * views.working_days(config) / 7


def build_requesters(config: Config, day: int, platforms: Platforms) -> Requesters:
    """The requesters of the start; the work they plan follows from the number of workers."""
    n = scaled(config.demand.requesters, config.scale)
    table = Requesters(int(n * 1.5) + 64)
    table.n = n
    total = config.demand.hours * scaled(config.population.workers, config.scale) / weekday_equivalents(config)
    hours = total * platforms.used("demand_weight")
    firms.draw_market_side(
        config.seed, n, day, hours, np.zeros(platforms.n), table.arrays, views.kind_view(config),
        views.type_view(config), views.firm_params(config),
    )  # fmt: skip
    table.used("markup")[:] += math.log(config.demand.start_price)
    return table
