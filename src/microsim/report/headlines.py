"""The four numbers that a page shows first of each law."""

import math
from typing import Any

from microsim.plots.comparison.quantity import Quantity
from microsim.plots.comparison.told import Told
from microsim.plots.comparison.words import measure_name

from .finding import verdict_of
from .spread import called, contains_the_other, draws_of, other_interval, over_what
from .words import say

# The first of each that was measured; then what else there is, until there are four.
HEADLINES = (
    ("net_income_per_head",), ("effective_hourly_pay", "hourly_pay_median"), ("outlay_per_usable_answer",),
    ("tasks_posted_per_day",),
)  # fmt: skip
OTHERS = ("hourly_pay_median", "public_money", "active_per_day", "fill_rate", "outlay", "accepted_pay")


def headline_metrics(told: Told) -> list[str]:
    """Workers' income, what their hour brings, requesters' cost, volume; others where one of these was not measured.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> headline_metrics(Told(comparison_example(), "en"))
        ['net_income_per_head', 'effective_hourly_pay', 'outlay_per_usable_answer', 'tasks_posted_per_day']
    """
    first = [there[0] for names in HEADLINES if (there := told.metrics(names))]
    more = [metric for metric in told.metrics(OTHERS) if metric not in first]
    return (first + more)[: len(HEADLINES)]


def cards(told: Told) -> list[dict[str, Any]]:
    """One card for the status quo and one per law, four numbers each."""
    metrics = headline_metrics(told)
    return [_baseline(told, metrics), *({"name": told.name(law), "id": f"law-{law}", "is_baseline": False,
            "numbers": _numbers(told, law, metrics)} for law in told.laws)]  # fmt: skip


def _baseline(told: Told, metrics: list[str]) -> dict[str, Any]:
    numbers = []
    for metric in metrics:
        level = told.of(metric).sort_values("n_seeds", kind="stable")["baseline"].iloc[-1]  # of the most seeds
        numbers.append({"label": told.label(metric), "value": told.common_quantity(metric).level(level)})
    return {"name": told.name(told.baseline), "id": f"law-{told.baseline}", "is_baseline": True, "numbers": numbers}


def _numbers(told: Told, law: str, metrics: list[str]) -> list[dict[str, Any]]:
    rows = [(metric, told.row(law, metric)) for metric in metrics]
    return [number_of(told, metric, row.to_dict(), told.common_quantity(metric)) for metric, row in rows
            if row is not None and not math.isnan(row["value"])]  # fmt: skip


def number_of(told: Told, metric: str, row: dict[str, Any], how: Quantity) -> dict[str, Any]:
    """One number: label, value, difference, interval, and what they allow to say."""
    lang = told.lang
    relative = how.relative(row["effect"], row["baseline"])
    change = how.change(row["effect"])
    verdict = verdict_of(row)
    known = verdict not in ("one", "none")
    named = called(over_what(row["wider"]), draws_of(row), told.level, lang)
    interval = say("interval", lang, name=named, interval=how.interval(row["low"], row["high"])) if known else ""
    other = other_interval(row, how, told.level, lang) if verdict == "open" and not contains_the_other(row) else ""
    return {
        "label": measure_name(row | {"metric": metric}, lang), "value": how.level(row["value"]), "verdict": verdict,
        "words": say(f"verdict_{verdict}", lang),
        "baseline": say("status_quo_value" if row["n_seeds"] == told.seeds else "status_quo_some_seeds", lang,
                        value=how.level(row["baseline"]), n=int(row["n_seeds"]), all=told.seeds),
        "change": say("difference", lang, change=change, relative=relative) if relative else change,
        "interval": "; ".join(filter(None, (interval, other))) if lang == "en"
        else "\N{NO-BREAK SPACE}; ".join(filter(None, (interval, other))),
    }  # fmt: skip
