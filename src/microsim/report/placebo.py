"""What the placebo does, which is what a law must exceed."""

from microsim.plots.comparison.quantity import Quantity
from microsim.plots.comparison.told import Told
from microsim.plots.comparison.words import measure_name
from microsim.plots.words import Lang
from microsim.results.comparison.read import ALL, PLACEBO, Comparison

from .finding import Finding, Verdict, finding, rows_of, verdict_of
from .finding_words import say
from .who import SHARE


def placebo_findings(comparison: Comparison) -> list[Finding]:
    """One finding, or none if there was no placebo.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> print(placebo_findings(comparison_example())[0].claim_en)
        The placebo, one price raised by 0.01, moves none of the 11 measures looked at beyond its interval.
    """
    told = Told(comparison, "en")
    rows = rows_of(told, PLACEBO)
    if not rows:
        return []
    verdicts = [verdict_of(row) for row in rows]
    moved = [row for row, verdict in zip(rows, verdicts, strict=True) if verdict in ("up", "down")]
    overall: Verdict = "one" if set(verdicts) <= {"one", "none"} else "open"

    def tell(lang: Lang) -> tuple[str, str]:
        if overall == "one":
            return say("placebo_one", lang), _shares(comparison, lang)
        if not moved:
            return say("placebo_quiet", lang, n=len(rows)), _shares(comparison, lang)
        names = ", ".join(measure_name(row, lang) for row in moved)
        return say("placebo_loud", lang, k=len(moved), n=len(rows), names=names), _shares(comparison, lang)

    return [finding(PLACEBO, "placebo", overall, tell)]


def _shares(comparison: Comparison, lang: Lang) -> str:
    rows = comparison.winners
    there = rows[(rows.law == PLACEBO) & (rows.by == ALL)].to_dict("records")
    if not there:
        return ""
    how = Quantity(SHARE, comparison.about["currency"], lang, 1)
    return say("placebo_shares", lang, **{side: how.level(there[0][side]) for side in ("winners", "losers")})
