"""Intervals in words: what the quoted one is called, what the other says, and how far both may be trusted."""

import math
from collections.abc import Mapping
from typing import Any

from microsim.plots.comparison.quantity import Quantity
from microsim.plots.words import Lang

from .finding_words import say

FEWEST_DRAWS = 20  # below it the range of the draws is all there is: too few to tell what is rare


def interval_of(row: Mapping[str, Any], of: str) -> tuple[float, ...]:
    """Both ends of an interval, or nothing where there is none.

    Args:
        row: an effect. of: "_seeds", "_draws", or "" for the wider.
    """
    ends = (float(row[f"low{of}"]), float(row[f"high{of}"]))
    return () if any(map(math.isnan, ends)) else ends


def over_what(wider: object) -> str:
    """Over what the interval is that is quoted; a table read back from a file has no empty words.

    Example:
        >>> over_what("draws"), over_what(""), over_what(math.nan)
        ('draws', 'seeds', 'seeds')
    """
    return "draws" if wider == "draws" else "seeds"


def called(over: str, n_draws: int, level: str, lang: Lang, of_difference: bool = False) -> str:
    """What an interval is called: that over few draws is no more than their range.

    Args:
        over: "seeds" or "draws". n_draws: how many draws there are. level: in per cent, as it is written.
        lang: language. of_difference: whether to say that it is of the difference.

    Example:
        >>> called("seeds", 5, "95%", "en"), called("draws", 5, "95%", "en"), called("draws", 20, "95 %", "fr")
        ('95% interval', 'range of the 5 draws', 'intervalle à 95\\xa0%')
    """
    kind = "range" if over == "draws" and n_draws < FEWEST_DRAWS else "interval"
    return say(f"{kind}_difference" if of_difference else kind, lang, level=level, n=n_draws)


def draws_of(row: Mapping[str, Any]) -> int:
    """How many draws stand behind an effect."""
    return 0 if math.isnan(row["n_draws"]) else int(row["n_draws"])


def agreement(row: Mapping[str, Any], lang: Lang) -> str:
    """In how many seeds and draws the sign is that of the effect."""
    seeds, draws = int(row["n_seeds"]), draws_of(row)
    first = "agree_seeds" if seeds > 1 else "agree_seeds_1"
    then = "agree_no_draws" if not draws else "agree_draws" if seeds > 1 else "agree_draws_1"
    return say(first, lang, a=int(row["same_sign_seeds"]), n=seeds) + say(
        then, lang, b=int(row["same_sign_draws"]) if draws else 0, m=draws
    )


def other_interval(row: Mapping[str, Any], how: Quantity, level: str, lang: Lang) -> str:
    """The interval that is not quoted, named and written; nothing where there is none."""
    other = "draws" if over_what(row["wider"]) == "seeds" else "seeds"
    ends = interval_of(row, f"_{other}")
    if not ends:
        return ""
    named = called(other, draws_of(row), level, lang)
    which = say(f"other_{other}", lang) if named == called("seeds", 0, level, lang) else ""  # a range names its draws
    return say("other", lang, name=f"{named}{which}", interval=how.interval(*ends))


def contains_the_other(row: Mapping[str, Any]) -> bool:
    """Whether there are two intervals, and the quoted one holds all of the other: the wider need not.

    Example:
        >>> row = {"low": -1.0, "high": 4.0, "wider": "draws", "low_seeds": -2.0, "high_seeds": 1.0}
        >>> contains_the_other(row), contains_the_other(row | {"low_seeds": 0.0})
        (False, True)
    """
    other = interval_of(row, "_seeds" if over_what(row["wider"]) == "draws" else "_draws")
    return bool(other) and row["low"] <= other[0] and other[1] <= row["high"]


def of_no_direction(row: Mapping[str, Any], how: Quantity, level: str, lang: Lang) -> str:
    """What can be excluded, where the intervals allow it; else what the other interval is, or that there is none."""
    reaches = row["low"] <= 0 <= row["high"]
    if reaches and contains_the_other(row) and draws_of(row) >= FEWEST_DRAWS:
        return say("beyond", lang)
    told = other_interval(row, how, level, lang)
    if told:
        return say("disagree", lang, other=told[:1].upper() + told[1:])
    return say("open_no_draws" if not draws_of(row) else "open_alone", lang)
