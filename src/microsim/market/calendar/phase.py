"""The demand and the calendar of the day, and what shocks make of them."""

from typing import TYPE_CHECKING

from microsim.config.errors import UserError
from microsim.market.ai.assistance import Assistance
from microsim.market.ai.automation import Technology
from microsim.market.parameters import skill
from microsim.shocks.environment import Environment
from microsim.state.now import Now
from microsim.units import MONDAY, SATURDAY

if TYPE_CHECKING:
    from microsim.model import Market


def technology_of(market: "Market") -> Technology:
    """What AI can do for requesters today; nothing, if it can do nothing."""
    if not any(market.environment.capability.values()):
        return market.views.technology
    return market.views.technology._replace(skill=skill(market.config, market.environment.capability))


def assistance_of(market: "Market") -> Assistance:
    """What AI can do for workers today; nothing, if it can do nothing."""
    if not any(market.environment.capability.values()):
        return market.views.assistance
    return market.views.assistance._replace(skill=skill(market.config, market.environment.capability))


def set_environment(market: "Market") -> None:
    """Set the calendar and the demand of the day, and amend them by the shocks in force."""
    if market.today == 0:
        refuse_ranks_that_nobody_has(market)
    env = _calendar(market)
    for shock in market.config.shock.values():
        if shock.in_force(market.day):
            env = shock.amend(env, market.day)
    market.environment = env
    market.now = Now(
        market.seed, market.day, env.weekday, env.week_start, env.month_start, 4 * market.day // market.config.days
    )
    if env.weekday == MONDAY:
        market.workers.used("earned_week")[:] = 0


def _calendar(market: "Market") -> Environment:
    """The day without any shock."""
    today = market.date
    weekday = today.weekday()
    return Environment(
        weekday=weekday,
        week_start=market.day - weekday,
        month_start=market.day - today.day + 1,
        demand=market.config.demand.weekend if weekday >= SATURDAY else 1.0,
        capability=_capability(market),
    )


def _capability(market: "Market") -> dict[str, float]:
    """What AI can do today of each type of task, shocks apart."""
    paths = market.config.ai.paths
    return {name: paths[name].on(market.day) if name in paths else 0.0 for name in market.config.task_types}


def refuse_ranks_that_nobody_has(market: "Market") -> None:
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
