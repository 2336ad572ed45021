"""How far an assumed parameter may reasonably be from its value: what a sensitivity analysis moves it over."""

from .describe import Parameter

HOURS_OF_DAY, UTILITY = 2.0, 0.5  # earlier or later, up or down


def plausible(parameter: Parameter) -> tuple[float, float] | None:
    """The plausible range of an assumed number; None for what has a source, is no number, or is not in use (0).

    Shares: odds halved and doubled. Spreads in log points: two thirds and one and a half times. Hours of the day: two
    earlier and later. Utilities: half a unit down and up. Everything else: half and twice. Never beyond what the
    parameter allows; whole numbers stay whole, others have
    three digits.

    Example:
        >>> from microsim.config.describe import parameters
        >>> from microsim.config.load import load
        >>> ranges = {row["key"]: plausible(row) for row in parameters(load(["scenario=france_2019"]))}
        >>> ranges["demand.hours"], ranges["behaviour.patience"], ranges["platforms.mturk.fee_share"]
        ((1.1, 4.4), (2, 8), None)
    """
    value = parameter["value"]
    if "assumed" not in parameter["source"] or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    unit = parameter["unit"]
    if unit == "utility":
        low, high = value - UTILITY, value + UTILITY
    elif unit == "h of the day":
        low, high = value - HOURS_OF_DAY, value + HOURS_OF_DAY
    elif value == 0:
        return None
    elif unit.startswith("share") and parameter["high"] == 1:
        if value >= 1.0:
            return None
        low, high = value / (2.0 - value), 2.0 * value / (1.0 + value)
    elif unit == "log points":
        low, high = value / 1.5, value * 1.5
    else:
        low, high = value / 2.0, value * 2.0
    return _within(low, parameter), _within(high, parameter)


def between(parameter: Parameter, position: float) -> float | int | None:
    """A value within the plausible range: 0 is its low end, 1 its high end, and a half about the value itself.

    Shares are even in odds, what may be halved and doubled is even in proportion, everything else in steps.

    Example:
        >>> from microsim.config.describe import parameters
        >>> from microsim.config.load import load
        >>> hours = next(row for row in parameters(load(["scenario=france_2019"])) if row["key"] == "demand.hours")
        >>> [between(hours, position) for position in (0.0, 0.5, 1.0)]
        [1.1, 2.2, 4.4]
    """
    ends = plausible(parameter)
    if ends is None:
        return None
    low, high = ends
    if parameter["unit"].startswith("share") and parameter["high"] == 1 and low > 0.0 and high < 1.0:
        odds = (low / (1.0 - low)) ** (1.0 - position) * (high / (1.0 - high)) ** position
        value = odds / (1.0 + odds)
    elif low > 0.0 and parameter["unit"] not in ("utility", "h of the day"):
        value = low ** (1.0 - position) * high**position
    else:
        value = low + (high - low) * position
    return _within(value, parameter)


def _within(value: float, parameter: Parameter) -> float:
    least, most = parameter["low"], parameter["high"]
    if least is not None:
        value = max(value, least)
    if most is not None:
        value = min(value, most)
    return round(value) if isinstance(parameter["value"], int) else float(f"{value:.3g}")
