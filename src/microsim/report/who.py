"""Who loses, who wins and who leaves, beyond what mere re-matching does."""

import math
from collections.abc import Callable, Mapping
from typing import Any

from microsim.plots.comparison.quantity import Quantity, quantity
from microsim.plots.comparison.words import group_name
from microsim.plots.words import Lang
from microsim.results.comparison.read import ALL, PLACEBO, Comparison

from .finding import Finding, Verdict, finding, percent_of, side_of
from .finding_words import say
from .spread import called, over_what

BYS = ("motive", "decile", "sex", "platform")
SHARE = "share of people"
MOST_GROUPS = 3
FEWEST_PEOPLE = 30  # of a smaller group a share says little
MEANS = {"losers": "mean_loss", "winners": "mean_gain"}
Teller = Callable[[Lang], tuple[str, str]]


def people_findings(comparison: Comparison, law: str) -> list[Finding]:
    """Losers, winners and leavers of a law, in this order.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> found = people_findings(comparison_example(), "pay_floor")
        >>> print(found[0].claim_en)
        7.1% of people lose, 2.2% under the placebo: an excess of 4.9 percentage points (95% interval: +3.7 to +6.1).
    """
    rows = [row for row in comparison.winners.to_dict("records") if row["law"] == law]
    everybody = [row for row in rows if row["by"] == ALL]
    found = []
    for side in ("losers", "winners"):
        found += [_everybody(comparison, row, side) for row in everybody]
        found += _groups(comparison, law, rows, side)
    return found + [_leavers(comparison, row) for row in everybody]


def verdict_of_excess(row: Mapping[str, Any], side: str) -> Verdict:
    """Whether a share exceeds the placebo's by more than each of its intervals.

    Example:
        >>> row = {"excess_losers": 0.02, "low_seeds_losers": 0.01, "high_seeds_losers": 0.03,
        ...        "low_draws_losers": -0.01, "high_draws_losers": 0.04}
        >>> verdict_of_excess(row, "losers"), verdict_of_excess(row | {"low_draws_losers": 0.005}, "losers")
        ('open', 'up')
    """
    excess = row[f"excess_{side}"]
    if math.isnan(excess):
        return "none"
    ends = [row[f"{end}_{over}_{side}"] for over in ("seeds", "draws") for end in ("low", "high")]
    known = [end for end in ends if not math.isnan(end)]
    if not known:
        return "one"
    verdict = side_of((excess, *known))
    return "open" if verdict == "same" else verdict


def within(share: float) -> float:
    """A difference of shares, which cannot exceed 100 points either way.

    Example:
        >>> within(1.4), within(-0.2)
        (1.0, -0.2)
    """
    return share if math.isnan(share) else min(1.0, max(-1.0, share))


def ends_of(row: Mapping[str, Any], side: str) -> tuple[float, ...]:
    """Both ends of the interval of an excess as they are written; nothing where there is none, or of no width.

    Example:
        >>> ends_of({"low_losers": 0.8, "high_losers": 0.8}, "losers"), ends_of({"low_w": -2.0, "high_w": 0.5}, "w")
        ((), (-1.0, 0.5))
    """
    low, high = (within(float(row[f"{end}_{side}"])) for end in ("low", "high"))
    return (low, high) if high > low else ()


def quantity_of(row: Mapping[str, Any], side: str, currency: str, lang: Lang) -> Quantity:
    """How shares of winners or losers are written."""
    return quantity(SHARE, currency, lang, [row[f"{part}_{side}"] for part in ("excess", "low", "high")])


def interval_called(
    comparison: Comparison, row: Mapping[str, Any], side: str, lang: Lang, of_difference: bool = False
) -> str:
    """What the interval of an excess is called."""
    level = percent_of(comparison.about["level"], lang)
    return called(over_what(row[f"wider_{side}"]), comparison.about["draws"], level, lang, of_difference)


def _everybody(comparison: Comparison, row: Mapping[str, Any], side: str) -> Finding:
    verdict = verdict_of_excess(row, side)
    currency = comparison.about["currency"]
    key = {"up": "beyond", "down": "fewer", "one": "one", "none": "alone"}.get(verdict, "open")

    def tell(lang: Lang) -> tuple[str, str]:
        how = quantity_of(row, side, currency, lang)
        values = {
            "share": how.level(row[side]), "placebo": how.level(row[f"placebo_{side}"]),
            "excess": how.size(row[f"excess_{side}"]), "over": say(over_what(row[f"wider_{side}"]), lang),
            "name": interval_called(comparison, row, side, lang, of_difference=key == "fewer"),
            "interval": how.interval(*(within(row[f"{end}_{side}"]) for end in ("low", "high"))),
            "mean": Quantity(currency, currency, lang, 2).level(abs(row[MEANS[side]])),
        }  # fmt: skip
        return say(f"{side}_{key}", lang, **values), say(f"{side}_{key}_basis", lang, **values)

    return finding(row["law"], side, verdict, tell)


def _groups(comparison: Comparison, law: str, rows: list[dict[str, Any]], side: str) -> list[Finding]:
    """Per way of grouping, the groups with the largest excess; one sentence if there is none in any."""
    looked = [row for row in rows if row["by"] in BYS and verdict_of_excess(row, side) not in ("one", "none")
              and row["people"] >= FEWEST_PEOPLE and ends_of(row, side)]  # fmt: skip
    if not looked:
        return []
    bys = [by for by in BYS if any(row["by"] == by for row in looked)]
    found = []
    for by in bys:
        of_by = [row for row in looked if row["by"] == by]
        beyond = [row for row in of_by if verdict_of_excess(row, side) == "up"]
        if beyond:
            most = sorted(beyond, key=lambda row: -row[f"excess_{side}"])[:MOST_GROUPS]
            tell = _teller(comparison, most, by, side, len(beyond), len(of_by))
            found.append(finding(law, f"{side}_{by}", "up", tell))
    if found:
        return found
    return [finding(law, f"{side}_groups", "open", lambda lang: (say(
        f"{side}_nobody", lang, looked=len(looked), bys=", ".join(say(by, lang) for by in bys)), ""))]  # fmt: skip


def _teller(comparison: Comparison, most: list[dict], by: str, side: str, beyond: int, looked: int) -> Teller:
    def tell(lang: Lang) -> tuple[str, str]:
        parts = []
        for row in most:
            how = quantity_of(row, side, comparison.about["currency"], lang)
            parts.append(say("group", lang, group=group_name(row, lang), share=how.level(row[side]),
                             placebo=how.level(row[f"placebo_{side}"]), excess=how.bare(row[f"excess_{side}"]),
                             name=interval_called(comparison, row, side, lang),
                             interval=how.interval(*ends_of(row, side))))  # fmt: skip
        claim = say(f"{side}_groups", lang, by=say(by, lang), told=", ".join(parts))
        return claim, say(f"{side}_groups_basis", lang, beyond=beyond, looked=looked)

    return tell


def _leavers(comparison: Comparison, row: Mapping[str, Any]) -> Finding:
    rows = comparison.winners
    placebo = rows[(rows.law == PLACEBO) & (rows.by == ALL)].to_dict("records")
    there = placebo[0] if placebo else {"gone": math.nan, "not_entered": math.nan}

    def tell(lang: Lang) -> tuple[str, str]:
        how = Quantity(SHARE, comparison.about["currency"], lang, 1)
        claim = say("gone", lang, gone=how.level(row["gone"]), placebo=how.level(there["gone"]))
        if not math.isnan(row["not_entered"]):
            values = {"share": how.level(row["not_entered"]), "placebo": how.level(there["not_entered"])}
            claim += say("not_entered", lang, **values)
        return claim, say("gone_basis", lang)

    return finding(row["law"], "leavers", "open", tell)
