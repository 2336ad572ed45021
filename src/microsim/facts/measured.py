"""What was measured of the model itself, by the scripts of `docs/evidence`: when its scenarios have settled, and from
which size on a sample of them may be read.
"""

from functools import cache

from . import HERE, read_rows

METRIC, EFFECT = "metric", "effect"
FULL = 1.0
MOST_DRIFT = {"price": 0.02, "stock": 0.05, "active": 0.02, "belief": 0.02}  # of the level, between two quarters


@cache
def settled_after(scenario: str) -> int | None:
    """Days of burn-in after which a scenario has settled, as measured over many seeds; None if it never has, or nobody
    looked.

    Example:
        >>> settled_after("a scenario of my own") is None
        True
    """
    rows = [row for row in read_rows(HERE / "settled.csv") if row["scenario"] == scenario]
    within = [max(abs(float(row["low"])), abs(float(row["high"]))) <= float(row["most"]) for row in rows]
    return int(rows[0]["burn_in_days"]) if rows and all(within) else None


@cache
def least_scales(scenario: str, kind: str) -> dict[str, float]:
    """The smallest size at which each metric of a scenario, or the effect of a law on it, may be read.

    That is where it and every larger size that was tried told the same as the full one; 1 where none did. Of effects,
    all that were tried have to.

    Args:
        scenario: its name; nothing is known of those that are not in the card.
        kind: `METRIC` or `EFFECT`.

    Example:
        >>> least_scales("a scenario of my own", METRIC)
        {}
    """
    told: dict[str, dict[float, bool]] = {}
    for row in read_rows(HERE / "scale_card.csv"):
        if (row["scenario"], row["kind"]) == (scenario, kind):
            sizes, scale = told.setdefault(row["name"], {}), float(row["scale"])
            sizes[scale] = sizes.get(scale, True) and row["may_be_read"] == "True"
    return {name: _least(sizes) for name, sizes in told.items()}


def _least(sizes: dict[float, bool]) -> float:
    least = FULL
    for scale in sorted(sizes, reverse=True):
        if not sizes[scale]:
            break
        least = scale
    return least
