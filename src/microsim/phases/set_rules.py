"""The law of the day."""

from microsim.state.rules import Rules


def set_rules(market) -> None:
    """Set the rules of the day: what the platforms decide for themselves, until regulations amend it.

    Reads: platforms. Writes: rules.
    """
    market.rules = Rules.of(market.platforms)
