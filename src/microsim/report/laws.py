"""The packages of laws as a page shows them: what each part says, where it is written, with which parameters."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from microsim.config.dated import Regulation
from microsim.config.describe import declared
from microsim.config.targets import known
from microsim.plots.comparison.told import Told
from microsim.plots.comparison.words import in_language
from microsim.plots.numbers import FIXED, sign
from microsim.plots.words import Lang

from .anchors import anchor_to_read
from .words import say

NOT_TOLD = ("from_day", "compliance", "existing", "platforms", "countries", "told_en", "told_fr")
UNITS_FR = {"days": "jours", "hours": "heures"}


def law_sections(told: Told) -> list[dict[str, Any]]:
    """Each package with its parts, in the order in which they are compared, the placebo left out.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> sections = law_sections(Told(comparison_example(), "fr"))
        >>> sections[1]["name"], sections[1]["parts"][1]["parameters"][1]
        ('Directive (UE) 2024/2831', ('Salaire minimum', '10,03\\xa0€/h'))
    """
    lang = told.lang
    by_name = {law["name"]: law for law in told.comparison.about["laws"]}
    return [
        {"id": f"law-{name}", "name": told.name(name), "parts": [_part(told, part) for part in by_name[name]["parts"]],
         "is_baseline": name == told.baseline, "lang": lang}
        for name in (told.baseline, *told.laws) if name in by_name
    ]  # fmt: skip


def _part(told: Told, part: Mapping[str, Any]) -> dict[str, Any]:
    lang = told.lang
    parameters = [(label_of(part["name"], key, lang), value_of(part["name"], key, value, told.currency, lang))
                  for key, value in part["parameters"].items() if key not in NOT_TOLD]  # fmt: skip
    share = told.plain_percent(part["compliance"])
    return {
        "does": in_language(part[f"told_{lang}"], lang), "evasion": in_language(part[f"evasion_{lang}"], lang),
        "anchors": [anchor_to_read(anchor, lang) for anchor in part["anchor"]] or [say("no_anchor", lang)],
        "parameters": [pair for pair in parameters if pair[1]],
        "compliance": say("compliance_value", lang, share=share),
        "from_day": say("from_day_value", lang, day=part["from_day"]),
    }  # fmt: skip


def label_of(part: str, parameter: str, lang: Lang) -> str:
    """What a parameter of a law is called; its name in words if it is not declared.

    Example:
        >>> label_of("appeal", "delay_days", "fr"), label_of("appeal", "no_such_thing", "en")
        ('Délai du recours', 'No such thing')
    """
    field = _fields(part).get(parameter)
    words = parameter.replace("_", " ")
    return declared(field, f"label_{lang}") if field is not None else words[:1].upper() + words[1:]


def value_of(part: str, parameter: str, value: Any, currency: str, lang: Lang) -> str:
    """A value of a parameter as one reads it, with its unit if it is declared.

    Example:
        >>> value_of("employment", "employee_share", 0.208, "EUR", "fr"), value_of("appeal", "minutes", 10.0, "EUR", "en")
        ('20,8\\xa0%', '10 min')
    """
    if isinstance(value, bool):
        return say("yes" if value else "no", lang)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if not isinstance(value, int | float):
        return "" if value is None else str(value)
    field = _fields(part).get(parameter)
    unit = declared(field, "unit") if field is not None else ""
    if unit.startswith("share"):
        return _decimal(f"{100 * value:.4g}", lang) + ("%" if lang == "en" else f"{FIXED}%")
    if unit.startswith("currency"):
        per = "/h" if "hour" in unit else ""
        amount = _decimal(f"{value:.2f}", lang)
        return f"{sign(currency)}{amount}{per}" if lang == "en" else f"{amount}{FIXED}{sign(currency)}{per}"
    text = _decimal(f"{value:g}", lang)
    unit = UNITS_FR.get(unit, unit) if lang == "fr" else unit
    return f"{text}{' ' if lang == 'en' else FIXED}{unit}" if unit in ("min", "days", "jours", "hours", "heures") else text


def _decimal(text: str, lang: Lang) -> str:
    return text if lang == "en" else text.replace(".", ",")


@cache
def _fields(part: str) -> Mapping[str, Any]:
    """What is declared of the parameters of a law."""
    for item in known(Regulation, Regulation.room):
        if item.__module__.rpartition(".")[2] == part:
            return item.model_fields
    return Regulation.model_fields
