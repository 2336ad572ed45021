"""Who loses, who wins and who leaves, beyond what mere re-matching does."""

import math
from collections.abc import Mapping
from typing import Any, get_args

from microsim.plots.comparison.quantity import Quantity, quantity
from microsim.plots.comparison.words import in_language
from microsim.plots.words import Lang
from microsim.results.comparison.read import ALL, PLACEBO, Comparison

from .finding_words import say
from .findings import Finding, Verdict, percent_of

BYS = ("motive", "decile", "sex", "platform")
SHARE = "share of people"
MOST_GROUPS = 3


def people_findings(comparison: Comparison, law: str) -> list[Finding]:
    """Losers, winners and leavers of a law, in this order.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> found = people_findings(comparison_example(), "pay_floor")
        >>> print(found[0].text_en)
        7.1% of people lose, 2.2% under the placebo: an excess of 4.9 percentage points (95% interval over draws of \
the assumed parameters: +3.7 to +6.1). Who loses, loses €6.30 a month on average.
    """
    rows = [row for row in comparison.winners.to_dict("records") if row["law"] == law]
    everybody = [row for row in rows if row["by"] == ALL]
    found = []
    for side in ("losers", "winners"):
        found += [_everybody(comparison, row, side) for row in everybody]
        found += _groups(comparison, law, rows, side)
    return found + [_leavers(comparison, row) for row in everybody]


def verdict_of_excess(row: Mapping[str, Any], side: str) -> Verdict:
    """Whether a share exceeds the placebo's by more than its interval.

    Example:
        >>> verdict_of_excess({"excess_losers": 0.02, "low_losers": 0.01, "high_losers": 0.03}, "losers")
        'up'
    """
    excess, low, high = (row[f"{part}_{side}"] for part in ("excess", "low", "high"))
    if math.isnan(excess):
        return "none"
    if math.isnan(low) or math.isnan(high):
        return "one"
    return "up" if excess > 0 and low > 0 else "down" if excess < 0 and high < 0 else "open"


def quantity_of(row: Mapping[str, Any], side: str, currency: str, lang: Lang) -> Quantity:
    """How shares of winners or losers are written."""
    return quantity(SHARE, currency, lang, [row[f"{part}_{side}"] for part in ("excess", "low", "high")])


def _everybody(comparison: Comparison, row: Mapping[str, Any], side: str) -> Finding:
    verdict = verdict_of_excess(row, side)
    about, currency = comparison.about, comparison.about["currency"]
    key = {"up": "beyond", "one": "one", "none": "one"}.get(verdict, "open")
    texts = {}
    for lang in get_args(Lang):
        how = quantity_of(row, side, currency, lang)
        mean = row["mean_loss" if side == "losers" else "mean_gain"]
        values = {
            "share": how.level(row[side]), "placebo": how.level(row[f"placebo_{side}"]),
            "excess": how.size(row[f"excess_{side}"]), "level": percent_of(about["level"], lang),
            "over": say(row[f"wider_{side}"] or "seeds", lang),
            "interval": how.interval(row[f"low_{side}"], row[f"high_{side}"]),
            "mean": Quantity(currency, currency, lang, 2).level(abs(mean)),
        }  # fmt: skip
        texts[lang] = say(f"{side}_{key}", lang, **values)
    return Finding(row["law"], side, verdict, texts["en"], texts["fr"])


def _groups(comparison: Comparison, law: str, rows: list[dict[str, Any]], side: str) -> list[Finding]:
    """Per way of grouping, the groups with the largest excess; one sentence if there is none in any."""
    looked = [row for row in rows if row["by"] in BYS and verdict_of_excess(row, side) not in ("one", "none")]
    if not looked:
        return []
    bys = [by for by in BYS if any(row["by"] == by for row in looked)]
    found = []
    for by in bys:
        of_by = [row for row in looked if row["by"] == by]
        beyond = [row for row in of_by if verdict_of_excess(row, side) == "up"]
        if beyond:
            most = sorted(beyond, key=lambda row: -row[f"excess_{side}"])[:MOST_GROUPS]
            texts = {lang: _told(comparison, most, by, side, lang, len(beyond), len(of_by)) for lang in get_args(Lang)}
            found.append(Finding(law, f"{side}_{by}", "up", texts["en"], texts["fr"]))
    if found:
        return found
    texts = {
        lang: say(f"{side}_nobody", lang, looked=len(looked), bys=", ".join(say(by, lang) for by in bys))
        for lang in get_args(Lang)
    }
    return [Finding(law, f"{side}_groups", "open", texts["en"], texts["fr"])]


def _told(comparison: Comparison, most: list[dict], by: str, side: str, lang: Lang, beyond: int, looked: int) -> str:
    parts = []
    for row in most:
        how = quantity_of(row, side, comparison.about["currency"], lang)
        parts.append(say("group", lang, group=in_language(row[f"group_{lang}"], lang), share=how.level(row[side]),
                         placebo=how.level(row[f"placebo_{side}"]),
                         interval=how.interval(row[f"low_{side}"], row[f"high_{side}"])))  # fmt: skip
    return say(f"{side}_groups", lang, by=say(by, lang), told=", ".join(parts), beyond=beyond, looked=looked)


def _leavers(comparison: Comparison, row: Mapping[str, Any]) -> Finding:
    rows = comparison.winners
    placebo = rows[(rows.law == PLACEBO) & (rows.by == ALL)].to_dict("records")
    there = placebo[0] if placebo else {"gone": math.nan, "not_entered": math.nan}
    texts = {}
    for lang in get_args(Lang):
        how = Quantity(SHARE, comparison.about["currency"], lang, 1)
        texts[lang] = say("gone", lang, gone=how.level(row["gone"]), placebo=how.level(there["gone"]))
        if not math.isnan(row["not_entered"]):
            values = {"share": how.level(row["not_entered"]), "placebo": how.level(there["not_entered"])}
            texts[lang] += say("not_entered", lang, **values)
    return Finding(row["law"], "leavers", "open", texts["en"], texts["fr"])
