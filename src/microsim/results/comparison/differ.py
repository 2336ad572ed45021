"""What may differ between forks that are compared: their laws, and nothing else."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from microsim.config.comparison import PLACEBO
from microsim.config.differences import differences
from microsim.config.errors import UserError
from microsim.config.schema import CHANGES_NO_NUMBER

LAWS = ("regulation",)


def refuse_other_differences(configs: Mapping[str, Mapping[str, Any]], folders: Mapping[str, Path]) -> None:
    """Refuse forks of the same seed and draw that differ in more than their law.

    Args:
        configs: as plain values, by law; the placebo may have its shock.
        folders: of their runs.

    Raises:
        UserError: the first difference, in one line.
    """
    first = next(iter(configs), "")
    for law in configs:
        for name, one, other in differences(configs[first], configs[law]):
            if not may_differ(name, PLACEBO in (law, first)):
                both = f"{name} = {one} in {folders[first]}, {other} in {folders[law]}"
                raise UserError(f"these runs differ in more than their law: {both}. Compare those that do not.")


def may_differ(name: str, placebo: bool = False) -> bool:
    """Whether forks may differ in a parameter.

    Example:
        >>> may_differ("regulation.pay_floor.hourly"), may_differ("lang"), may_differ("demand.hours")
        (True, True, False)
    """
    group = name.partition(".")[0]
    return group in (*LAWS, *CHANGES_NO_NUMBER, "record", "seed") or (placebo and group == "shock")

