"""The packages of laws as a page shows them: what each part says, where it is written, with which parameters."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from microsim.config.dated import Regulation
from microsim.config.describe import declared
from microsim.config.targets import file_of, known
from microsim.plots.comparison.told import Told
from microsim.plots.comparison.words import in_language
from microsim.plots.numbers import FIXED, day, sign
from microsim.plots.words import Lang

from .anchors import anchor_to_read
from .words import say

NOT_TOLD = ("from_day", "compliance", "existing", "platforms", "countries", "told_en", "told_fr")
UNITS_FR = {"days": "jours", "hours": "heures"}
COUNTRIES = {"FR": ("France", "en France"), "DE": ("Germany", "en Allemagne"), "ES": ("Spain", "en Espagne"),
             "IT": ("Italy", "en Italie"), "BE": ("Belgium", "en Belgique"), "IN": ("India", "en Inde"),
             "GB": ("the United Kingdom", "au Royaume-Uni"), "US": ("the United States", "aux États-Unis")}  # fmt: skip
SHOWN = ("min", *UNITS_FR, *UNITS_FR.values())  # units that are written after a number


def law_sections(told: Told) -> list[dict[str, Any]]:
    """Each package with its parts, in the order in which they are compared, the placebo left out.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> sections = law_sections(Told(comparison_example(), "fr"))
        >>> sections[1]["name"], sections[1]["parts"][1]["parameters"][0]
        ('Directive (UE) 2024/2831', ('Salaire minimum', '10,03\\xa0€/h'))
    """
    by_name = {law["name"]: law for law in told.comparison.about["laws"]}
    seen: list[tuple[Mapping[str, Any], str]] = []
    sections = []
    for name in (told.baseline, *told.laws):
        parts = by_name[name]["parts"]
        before = {id(part): where for part in parts for earlier, where in reversed(seen) if earlier == part}
        ended = ", ".join(by_name[name].get("repealed", ()))
        sections.append({"id": f"law-{name}", "name": told.name(name),
                         "ends": say("law_ends", told.lang, names=ended) if ended else "",
                         "parts": [_part(told, part, before.get(id(part))) for part in parts]})  # fmt: skip
        seen += [(part, told.name(name)) for part in parts]
    return sections


def _part(told: Told, part: Mapping[str, Any], before: str | None) -> dict[str, Any]:
    """One part; of one that stands in an earlier package, word for word, only what it says and where it was."""
    lang = told.lang
    does = plain_text(part[f"told_{lang}"], lang)
    if before is not None:
        return {"does": does, "as_before": say("as_before", lang, law=before)}
    kind = part.get("law", part["name"])  # a variant has a name of its own, and the words of its kind
    parameters = [(label_of(kind, key, lang), value_of(kind, key, value, told.currency, lang))
                  for key, value in part["parameters"].items() if key not in NOT_TOLD]  # fmt: skip
    return {
        "does": does, "as_before": "", "evasion": plain_text(part[f"evasion_{lang}"], lang),
        "anchors": [anchor_to_read(anchor, lang) for anchor in part["anchor"]] or [say("no_anchor", lang)],
        "parameters": [pair for pair in parameters if pair[1]],
        "scope": _scope(part, lang),
        "compliance": say("compliance_value", lang, share=told.plain_percent(part["compliance"])),
        "from_day": _since(told, part),
    }  # fmt: skip


def _scope(part: Mapping[str, Any], lang: Lang) -> str:
    """Whom a part protects, and on which platforms."""
    countries, platforms = part.get("countries") or (), part.get("platforms") or ()
    names = ", ".join(country_name(code, lang) for code in countries)
    whom = say("scope_countries", lang, countries=names) if countries else say("scope_everybody", lang)
    where = say("scope_platforms", lang, platforms=", ".join(platforms)) if platforms else ""
    directing = say("scope_directing", lang) if part.get("only_directing") else ""
    return ", ".join(text for text in (whom, where, directing) if text)


def country_name(code: str, lang: Lang) -> str:
    """Where people live, after "in" in English, with its preposition in French; of others the code.

    Example:
        >>> country_name("FR", "en"), country_name("US", "fr"), country_name("XY", "fr")
        ('France', 'aux États-Unis', 'en XY')
    """
    named = COUNTRIES.get(code, (code, f"en {code}"))
    return named[("en", "fr").index(lang)]


def plain_text(text: str, lang: Lang) -> str:
    """Words of a law without the marks of code."""
    return in_language(text.replace("`", ""), lang)


def _since(told: Told, part: Mapping[str, Any]) -> str:
    if part.get("existing"):
        return say("from_always", told.lang)
    date = dt.date.fromisoformat(told.comparison.about["start_date"]) + dt.timedelta(part["from_day"])
    return say("from_day_value", told.lang, day=part["from_day"], date=f"{day(date, told.lang)} {date.year}")


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
        >>> value_of("employment", "employee_share", 0.208, "EUR", "fr")
        '20,8\\xa0%'
        >>> value_of("appeal", "minutes", 10.0, "EUR", "en")
        '10 min'
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
    return f"{text}{' ' if lang == 'en' else FIXED}{unit}" if unit in SHOWN else text


def _decimal(text: str, lang: Lang) -> str:
    return text if lang == "en" else text.replace(".", ",")


@cache
def _fields(part: str) -> Mapping[str, Any]:
    """What is declared of the parameters of a law."""
    for item in known(Regulation, Regulation.room):
        if file_of(item) == part:
            return item.model_fields
    return Regulation.model_fields
