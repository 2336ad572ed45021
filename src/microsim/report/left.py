"""Platforms that left: in how many seeds and draws, since a mean of such a count tells nobody what happened."""

from microsim.plots.words import Lang
from microsim.results.comparison.read import ALL, Comparison

from .finding import Finding, finding
from .finding_words import say

METRIC = "platforms_left"


def platforms_left(comparison: Comparison, law: str) -> list[Finding]:
    """One finding, or none where it was not measured.

    Example:
        >>> import dataclasses, pandas as pd
        >>> from microsim.results.comparison.example import comparison_example
        >>> rows = [("pay_floor", 0, 1, 1.0), ("pay_floor", 0, 2, 0.0), ("pay_floor", 1, 1, 2.0)]
        >>> values = pd.DataFrame(rows, columns=["law", "draw", "seed", "value"]).assign(by="all", metric=METRIC)
        >>> platforms_left(dataclasses.replace(comparison_example(), values=values), "pay_floor")[0].claim_en
        'One or more platforms left in 1 of 2 seeds and in 1 of 1 draws.'
    """
    rows = comparison.values
    if rows.empty:
        return []
    rows = rows[(rows.law == law) & (rows.by == ALL) & (rows.metric == METRIC)].dropna(subset="value")
    seeds = rows[rows.draw == 0].groupby("seed").value.max() > 0
    draws = rows[rows.draw > 0].groupby("draw").value.max() > 0
    if seeds.empty:
        return []

    def tell(lang: Lang) -> tuple[str, str]:
        nobody = not seeds.any() and not draws.any()
        words = {"a": int(seeds.sum()), "n": len(seeds), "b": int(draws.sum()), "m": len(draws)}
        key = "none_left" if nobody else "left"
        claim = say(f"{key}_draws" if len(draws) else key, lang, **words)
        return claim, say("left_basis", lang) if len(draws) else ""

    return [finding(law, METRIC, "open", tell)]
