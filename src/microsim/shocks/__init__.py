"""Shocks: dated, each in a file of its own. A shock amends the environment of the day and touches nothing else."""

from microsim.config.dated import Shock
from microsim.config.targets import file_of, known, target_of


def describe_shocks() -> list[dict[str, str]]:
    """One row per shock: shock, what it does in English and in French, and the `_target_` that names it.

    Example:
        >>> [row["shock"] for row in describe_shocks()]
        ['disconnection', 'low_wage_pool', 'mass_rejection', 'nudge']
    """
    return [
        {"shock": file_of(item), "does": item.told_en, "fait": item.told_fr,
         "target": target_of(item)}
        for item in known(Shock, Shock.room)
    ]  # fmt: skip
