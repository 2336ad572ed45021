"""What the placebo does, which is what a law must exceed."""

from typing import get_args

from microsim.plots.comparison.quantity import Quantity
from microsim.plots.comparison.told import Told
from microsim.plots.words import Lang
from microsim.results.comparison.read import ALL, PLACEBO, Comparison

from .finding_words import say
from .findings import Finding, Verdict, rows_of, verdict_of
from .who import SHARE


def placebo_findings(comparison: Comparison) -> list[Finding]:
    """One finding, or none if there was no placebo.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> print(placebo_findings(comparison_example())[0].text_en)
        The placebo, one price higher by 0.01, moves none of the 9 measures looked at beyond its interval. Under it \
2.1% of people win and 2.2% lose, because they meet other tasks on another day: that much is luck, not law.
    """
    told = Told(comparison, "en")
    rows = rows_of(told, PLACEBO)
    if not rows:
        return []
    verdicts = [verdict_of(row) for row in rows]
    moved = [row for row, verdict in zip(rows, verdicts, strict=True) if verdict in ("up", "down")]
    overall: Verdict = "one" if set(verdicts) <= {"one", "none"} else "open"
    texts = {}
    for lang in get_args(Lang):
        if overall == "one":
            text = say("placebo_one", lang)
        elif moved:
            names = ", ".join(row[f"label_{lang}"] for row in moved)
            text = say("placebo_loud", lang, k=len(moved), n=len(rows), names=names)
        else:
            text = say("placebo_quiet", lang, n=len(rows))
        texts[lang] = text + _shares(comparison, lang)
    return [Finding(PLACEBO, "placebo", overall, texts["en"], texts["fr"])]


def _shares(comparison: Comparison, lang: Lang) -> str:
    rows = comparison.winners
    there = rows[(rows.law == PLACEBO) & (rows.by == ALL)].to_dict("records")
    if not there:
        return ""
    how = Quantity(SHARE, comparison.about["currency"], lang, 1)
    return say("placebo_shares", lang, **{side: how.level(there[0][side]) for side in ("winners", "losers")})
