"""Findings by rule: a sentence per effect, phrased by what its intervals allow."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from microsim.plots.comparison.quantity import quantity
from microsim.plots.comparison.told import ENDS, Told
from microsim.plots.comparison.words import measure_name
from microsim.plots.numbers import number
from microsim.plots.words import Lang

from .finding_words import say, subject
from .spread import agreement, called, draws_of, interval_of, of_no_direction, over_what

Verdict = Literal["up", "down", "open", "same", "one", "none"]
KINDS = {
    "net_income_per_head": "income", "effective_hourly_pay": "pay", "hours_per_head": "hours",
    "active_per_day": "active", "outlay_per_usable_answer": "cost",
    "tasks_posted_per_day": "volume", "foreign_share_of_tasks": "abroad", "platform_profit": "platforms",
    "public_money": "public", "share_of_tasks_rejected": "rejection", "exits": "leaving", "entries": "leaving",
}  # fmt: skip
PROFIT = "platform_profit"
PAY = ("effective_hourly_pay", "hourly_pay_median")
ROUNDING = 1e-9
TOTALS = ("persons", "tasks", "tasks/day", "accounts", "appeals", "h")  # beside amounts: they grow with the market


@dataclass(frozen=True)
class Finding:
    """One thing that the comparison says, or says that it cannot say.

    Attributes:
        law: under which law. kind: what it is about. verdict: what the intervals allow.
        claim_en, claim_fr: the sentence. basis_en, basis_fr: what it stands on.
    """

    law: str
    kind: str
    verdict: Verdict
    claim_en: str
    claim_fr: str
    basis_en: str = ""
    basis_fr: str = ""

    def claim(self, lang: Lang) -> str:
        """The sentence in one language."""
        return self.claim_en if lang == "en" else self.claim_fr

    def basis(self, lang: Lang) -> str:
        """What it stands on, in one language."""
        return self.basis_en if lang == "en" else self.basis_fr


def finding(law: str, kind: str, verdict: Verdict, tell: Callable[[Lang], tuple[str, str]]) -> Finding:
    """A finding told in both languages.

    Args:
        law, kind, verdict: see `Finding`. tell: claim and basis in a language.

    Example:
        >>> finding("pay_floor", "pay", "open", lambda lang: (lang, "")).claim("fr")
        'fr'
    """
    told = {lang: tell(lang) for lang in get_args(Lang)}
    return Finding(law, kind, verdict, told["en"][0], told["fr"][0], told["en"][1], told["fr"][1])


def verdict_of(row: Mapping[str, Any]) -> Verdict:
    """What the intervals of an effect allow to say.

    A direction only if the effect and both ends of every interval there is lie on one side of zero.

    Args:
        row: `effect`, `n_seeds`, `low_seeds`, `high_seeds`, `low_draws`, `high_draws`, `low` and `high`.

    Example:
        >>> row = {"effect": 2.0, "n_seeds": 8, "low_seeds": 1.0, "high_seeds": 3.0, "low_draws": -1.0,
        ...        "high_draws": 4.0, "low": -1.0, "high": 4.0}
        >>> verdict_of(row), verdict_of(row | {"low_draws": 0.5, "low": 0.5})
        ('open', 'up')
    """
    effect = row["effect"]
    if not row["n_seeds"] or math.isnan(effect):
        return "none"
    ends = [end for of in ("_seeds", "_draws", "") for end in interval_of(row, of)]
    if not ends:
        return "one"
    return side_of((effect, *ends))


def side_of(values: Sequence[float]) -> Verdict:
    """On which side of zero all of some numbers lie: `up`, `down`, `same` if all are zero, else `open`.

    What is smaller than the last digits of the largest is zero: differences of equal numbers are, but for rounding.

    Example:
        >>> side_of((1.0, 0.5, 2.0)), side_of((1.0, 1e-17, 2.0)), side_of((0.0, 0.0)), side_of((-1.0, -2.0))
        ('up', 'open', 'same', 'down')
    """
    least = ROUNDING * max(map(abs, values))
    if all(abs(value) <= least for value in values):
        return "same"
    if all(value > least for value in values):
        return "up"
    return "down" if all(value < -least for value in values) else "open"


def effect_finding(row: Mapping[str, Any], currency: str, level: float, scale: float = 1.0) -> Finding:
    """The sentence about one effect on everybody.

    Args:
        row: of the effects. currency: its code. level: of the intervals, 0.95.
        scale: size of the market modelled over the real one; of totals, the sentence says so.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> rows = comparison_example().effects.to_dict("records")
        >>> found = effect_finding(rows[0], "EUR", 0.95)
        >>> print(found.claim_en)
        The net income per person registered on the policy day rises by €0.62/month (95% interval: +0.16 to +1.04).
        >>> print(found.basis_en)
        Baseline: €4.18/month, so +15%. The interval is over draws of the assumed parameters; the sign is the same \
in 10 of 10 seeds and in 20 of 20 draws.
    """
    verdict = verdict_of(row)
    return finding(row["law"], KINDS.get(row["metric"], row["metric"]), verdict,
                   lambda lang: _sentences(row, verdict, currency, level, scale, lang))  # fmt: skip


def _sentences(
    row: Mapping[str, Any], verdict: Verdict, currency: str, level: float, scale: float, lang: Lang
) -> tuple[str, str]:
    how = quantity(row["unit"], currency, lang, [row[end] for end in ENDS])
    what = subject(row["metric"], row[f"label_{lang}"], lang)
    change = how.relative(row["effect"], row["baseline"]) if verdict in ("up", "down") else ""
    baseline = how.level(row["baseline"])
    values: dict[str, Any] = {
        "Subject": what[:1].upper() + what[1:], "baseline": baseline, "value": how.level(row["value"]),
        "size": how.size(row["effect"]), "change": how.change(row["effect"]),
        "total": of_the_whole(row["unit"], currency, scale, lang),
        "about": say("about", lang, baseline=baseline, relative=say("relative", lang, change=change) if change else ""),
    }  # fmt: skip
    if verdict in ("up", "down", "open"):
        over, written = over_what(row["wider"]), percent_of(level, lang)
        named = called(over, draws_of(row), written, lang, of_difference=verdict == "open")
        values |= {"name": named, "interval": how.interval(row["low"], row["high"]), "over": say(over, lang)}
        values |= {"agree": agreement(row, lang), "more": of_no_direction(row, how, written, lang)}
    loss = say("loss", lang) if row["metric"] == PROFIT and row["value"] < 0 else ""
    hours = say("hours_worked", lang) if row["metric"] in PAY and verdict != "none" else ""
    return say(verdict, lang, **values), say(f"{verdict}_basis", lang, **values) + loss + hours


def of_the_whole(unit: str, currency: str, scale: float, lang: Lang) -> str:
    """By what a total is to be multiplied where the market modelled is smaller than the real one; else nothing.

    Example:
        >>> of_the_whole("EUR/h", "EUR", 0.05, "en"), of_the_whole("EUR", "EUR", 0.05, "en")[-23:]
        ('', 'times 20 for the whole.')
    """
    if scale == 1 or unit not in (currency, f"{currency}/day", *TOTALS):
        return ""
    times = 1 / scale
    return say("total", lang, times=number(times, lang, 0 if abs(times - round(times)) < 1e-9 else 1))


def percent_of(level: float, lang: Lang) -> str:
    """A level in per cent.

    Example:
        >>> percent_of(0.95, "en"), percent_of(0.9, "fr")
        ('95%', '90\\xa0%')
    """
    return f"{100 * level:g}%" if lang == "en" else f"{100 * level:g}\N{NO-BREAK SPACE}%".replace(".", ",")


def rows_of(told: Told, law: str) -> list[dict[str, Any]]:
    """The effects of a law on everybody that have a sentence, in the order in which they are told."""
    rows = [told.row(law, metric) for metric in told.metrics(KINDS)]
    return [{"law": law, **row.to_dict()} for row in rows if row is not None]


def summary_finding(told: Told, law: str) -> list[Finding]:
    """What is up, what is down, what cannot be told, in one line; nothing of a law without results."""
    rows = rows_of(told, law)
    if not rows:
        return []
    verdicts = {verdict_of(row) for row in rows}
    return [finding(law, "summary", verdicts.pop() if len(verdicts) == 1 else "open",
                    lambda lang: (_summary(Told(told.comparison, lang), rows), ""))]  # fmt: skip


def _summary(told: Told, rows: list[dict[str, Any]]) -> str:
    lines = []
    for verdict in get_args(Verdict):
        names = [_named(told, row, verdict) for row in rows if verdict_of(row) == verdict]
        if names:
            lines.append(say(f"summary_{verdict}", told.lang, told="; ".join(names) if told.lang == "en"
                             else "\N{NO-BREAK SPACE}; ".join(names)))  # fmt: skip
    return " ".join(lines)


def _named(told: Told, row: Mapping[str, Any], verdict: Verdict) -> str:
    label = measure_name(row, told.lang)
    label = label[:1].lower() + label[1:]
    if verdict not in ("up", "down", "one"):
        return label
    how = quantity(row["unit"], told.currency, told.lang, [row[end] for end in ENDS])
    return f"{label} ({how.change(row['effect'])})"
