"""Everything that a comparison says in sentences."""

from microsim.plots.comparison.told import Told
from microsim.plots.comparison.words import MADE_UP
from microsim.results.comparison.read import Comparison

from .finding import Finding, effect_finding, rows_of, summary_finding
from .left import platforms_left
from .placebo import placebo_findings
from .who import people_findings


def findings_of(comparison: Comparison) -> list[Finding]:
    """Everything that a comparison says, law by law: in short, its effects, who loses and wins, who leaves.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> found = findings_of(comparison_example())
        >>> [finding.kind for finding in found if finding.law == "pay_floor"][:5]
        ['summary', 'income', 'pay', 'hours', 'active']
    """
    told = Told(comparison, "en")
    level, about = comparison.about["level"], comparison.about
    scale = 1.0 if about["scenario"] in MADE_UP else about["scale"]  # a made-up market is no part of a whole
    found = []
    for law in told.laws:
        effects = [effect_finding(row, told.currency, level, scale) for row in rows_of(told, law)]
        found += [*summary_finding(told, law), *effects, *platforms_left(comparison, law)]
        found += people_findings(comparison, law)
    return found + placebo_findings(comparison)
