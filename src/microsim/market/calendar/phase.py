"""The demand and the calendar of the day, and what shocks make of them."""

from dataclasses import replace

from microsim.config.errors import UserError
from microsim.market.ai.assistance import Assistance
from microsim.market.ai.automation import Technology
from microsim.market.parameters import assistance, technology
from microsim.shocks.environment import Environment
from microsim.units import SATURDAY


def technology_of(market) -> Technology:
    """What AI can do for requesters today."""
    return technology(market.config, market.environment.capability)


def assistance_of(market) -> Assistance:
    """What AI can do for workers today."""
    return assistance(market.config, market.environment.capability)


def set_environment(market) -> None:
    """Set the calendar and the demand of the day, and amend them by the shocks in force; at the start of the measured
    year, set the counters to zero.

    Reads: date, requesters.hours, .learns. Writes: environment, workers.earned_week, counters of workers, accounts and
    requesters.
    """
    env, today = market.environment, market.date
    if market.today == 0:
        refuse_ranks_that_nobody_has(market)
    env.weekday = today.weekday()
    env.week_start = market.day - env.weekday
    env.month_start = market.day - today.day + 1
    env.demand = market.config.demand.weekend if env.weekday >= SATURDAY else 1.0
    if env.weekday == 0:
        market.workers.used("earned_week")[:] = 0
    if market.day == 0:
        market.reset_counters()
    market.environment = _amended(market, env)


def _amended(market, env: Environment) -> Environment:
    """The environment without what shocks left in it yesterday, and with what those do that are in force today."""
    env = replace(env.calm(), capability=_capability(market))
    for shock in market.config.shock.values():
        if shock.in_force(market.day):
            env = shock.amend(env, market.day)
    return env


def _capability(market) -> dict[str, float]:
    """What AI can do today of each type of task, shocks apart."""
    paths = market.config.ai.paths
    return {name: paths[name].on(market.day) if name in paths else 0.0 for name in market.config.task_types}


def refuse_ranks_that_nobody_has(market) -> None:
    """Told on the first morning, not when the shock comes: who leaves is replaced by one like it on the platform.

    Raises:
        UserError: which shock names a rank that nobody has, in one line.
    """
    for name, shock in market.config.shock.items():
        for refusal in shock.amend(Environment(), shock.from_day).refusals:
            platform = market.platform_names.index(refusal.platform)
            there = len(market.requesters.repeat_by_hours(platform, market.day, market.moves))
            if refusal.rank > there:
                raise UserError(
                    f"shock.{name}.rank = {refusal.rank} is nobody: {refusal.platform} has {there} repeat requesters in"
                    " this run. Lower it, or raise demand.requesters or scale."
                )
