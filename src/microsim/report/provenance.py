"""What a comparison was made with, as pairs of words."""

import datetime as dt

from microsim.plots.comparison.told import Told
from microsim.plots.numbers import day
from microsim.plots.words import Lang

from .words import say


def provenance(told: Told) -> list[tuple[str, str, bool]]:
    """What, its value, and whether it is to be written as code.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> provenance(Told(comparison_example(3), "fr"))[0]
        ('Commande', 'microsim compare scenario=france_2019 scale=0.05', True)
    """
    lang, about = told.lang, told.comparison.about
    none = say("prov_none", lang)
    packages = ", ".join(f"{name} {version}" for name, version in about["packages"].items())
    pairs = (
        ("prov_command", about["command"], True), ("prov_made", made_on(about["made"], lang), False),
        ("prov_version", about["version"], False), ("prov_code", about["code"], True),
        ("prov_commit", about["commit"], True), ("prov_config", about["config"], True),
        ("prov_python", f"{about['python']}, {about['machine']}", False), ("prov_packages", packages, False),
        ("prov_seeds", runs_of(about["seeds"]), False), ("prov_draws", str(about["draws"]), False),
        ("prov_tables", "effects, winners, paths, assumptions, missing (CSV, Parquet, Excel)", False),
    )  # fmt: skip
    return [(say(key, lang), str(value) or none, is_code and bool(value)) for key, value, is_code in pairs]


def made_on(text: str, lang: Lang) -> str:
    """A date and time as one reads it, in the time that it is stored in; nothing of nothing.

    Example:
        >>> made_on("2026-11-23T14:19:43+00:00", "en"), made_on("", "fr")
        ('23 Nov 2026, 14:19 UTC', '')
    """
    if not text:
        return ""
    at = dt.datetime.fromisoformat(text).astimezone(dt.UTC)
    date = f"{day(at.date(), lang)} {at.year}"
    return say("made_value", lang, date=date, hour=at.hour, minute=f"{at.minute:02d}")


def runs_of(seeds: list[int]) -> str:
    """Seeds, runs of them written short.

    Example:
        >>> runs_of([1, 2, 3, 7]), runs_of([4])
        ('1–3, 7', '4')
    """
    parts: list[list[int]] = []
    for seed in sorted(seeds):
        if parts and seed == parts[-1][-1] + 1:
            parts[-1].append(seed)
        else:
            parts.append([seed])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in parts)
