"""How far an assumed parameter may reasonably be from its value: what a sensitivity analysis moves it over."""

from .describe import Parameter


def plausible(parameter: Parameter) -> tuple[float, float] | None:
    """The plausible range of an assumed number; None for what has a source, is no number, or is not in use (0).

    It follows from the declared `prior`. Never beyond what the parameter allows; whole numbers stay whole, others have
    three digits.

    Example:
        >>> from microsim.config.describe import parameters
        >>> from microsim.config.load import load
        >>> ranges = {row["key"]: plausible(row) for row in parameters(load(["scenario=france_2019"]))}
        >>> ranges["demand.hours"], ranges["behaviour.patience"], ranges["platforms.mturk.fee_share"]
        ((1.1, 4.4), (2, 8), None)
    """
    prior, value = parameter["prior"], parameter["value"]
    if prior is None or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    ends = prior.ends(value)
    return None if ends is None else (_within(ends[0], parameter), _within(ends[1], parameter))


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
    prior, ends = parameter["prior"], plausible(parameter)
    if prior is None or ends is None:
        return None
    return _within(prior.at(*ends, position), parameter)


def _within(value: float, parameter: Parameter) -> float:
    least, most = parameter["low"], parameter["high"]
    if least is not None:
        value = max(value, least)
    if most is not None:
        value = min(value, most)
    return round(value) if isinstance(parameter["value"], int) else float(f"{value:.3g}")
