"""The demand and the calendar of the day."""

SATURDAY = 5


def set_environment(market) -> None:
    """Set the calendar and the demand of the day; at the start of the measured year, set the counters to zero.

    Reads: date. Writes: environment, workers.earned_week, counters of workers, accounts and requesters.
    """
    env, today = market.environment, market.date
    env.weekday = today.weekday()
    env.week_start = market.day - env.weekday
    env.month_start = market.day - today.day + 1
    env.demand = market.config.demand.weekend if env.weekday >= SATURDAY else 1.0
    if env.weekday == 0:
        market.workers.used("earned_week")[:] = 0
    if market.day == 0:
        market.reset_counters()
