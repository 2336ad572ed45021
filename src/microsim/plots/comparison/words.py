"""Every word that figures of a comparison show, in English and in French."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from microsim.config.comparison import AND
from microsim.plots.words import Lang

FIXED = "\N{NO-BREAK SPACE}"

# How packages of laws are called where a reader meets them.
LAWS: dict[str, tuple[str, str]] = {
    "status_quo": ("Status quo", "Droit actuel"),
    "none": ("No law", "Aucune loi"),
    "laissez_faire": ("Laissez-faire", "Laissez-faire"),
    "eu_directive_2024_2831": ("EU Directive 2024/2831", "Directive (UE) 2024/2831"),
    "france_employment_status": ("Employment status, France", "Salariat, France"),
    "platform_code_of_conduct": ("Code of conduct", "Code de conduite"),
    "workers_demands": ("Workers' demands", "Demandes des travailleurs"),
    "placebo": ("Placebo", "Placebo"),
}
MADE_UP = ("classroom",)  # scenarios that no real market stands behind
# What a measure is called beside laws, where its own label leaves open what they change.
MEASURES: dict[str, tuple[str, str]] = {
    "effective_hourly_pay": ("Pay per hour worked, unpaid time included, before contributions",
                             "Rémunération par heure travaillée, temps non payé compris, avant cotisations"),
    "hourly_pay_median": ("Median worker's pay per hour worked, before contributions",
                          "Rémunération médiane par heure travaillée, avant cotisations"),
}  # fmt: skip
SCENARIOS: dict[str, tuple[str, str]] = {
    "france_2019": ("France 2019", "France 2019"),
    "mturk_2017": ("Mechanical Turk 2017", "Mechanical Turk 2017"),
    "global_pool": ("the world market", "le marché mondial"),
    "classroom": ("the classroom", "la salle de classe"),
}

WORDS: dict[str, tuple[str, str]] = {
    "effects_title": ("What each law changes", "Ce que change chaque loi"),
    "effects_subtitle": (
        "difference from the baseline, per measure",
        "écart à la référence, pour chaque mesure",
    ),
    "effects_dot": ("mean over seeds", "moyenne des graines"),
    "effects_dot_1": ("value of the one seed", "valeur de l'unique graine"),
    "effects_seeds": ("{level} interval over seeds", "intervalle à {level} sur les graines"),
    "effects_draws": ("{level} of draws of assumed parameters", "{level} des tirages des paramètres supposés"),
    "nothing": ("nothing to show", "rien à montrer"),
    "winners_title": ("Who wins, who loses: {law}", "Qui gagne, qui perd : {law}"),
    "winners_subtitle": (
        "share of people whose net income changes by more than {share} and more than {amount} a month",
        "part des personnes dont le revenu net varie de plus de {share} et de plus de {amount} par mois",
    ),
    "winners_axis": ("lose  ←  share of the group  →  win", "perdent  ←  part du groupe  →  gagnent"),
    "losers": ("lose", "perdent"),
    "winners": ("win", "gagnent"),
    "placebo_mark": ("under the placebo", "avec le placebo"),
    "excess_mark": ("placebo + {level} interval of the excess", "placebo + intervalle à {level} de l'excédent"),
    "all": ("Everybody", "Ensemble"),
    "motive": ("By motive", "Par motif"),
    "decile": ("By income before the law", "Par revenu avant la loi"),
    "decile_n": ("decile {n}", "décile {n}"),
    "paths_title": ("Before and after the policy date", "Avant et après l'entrée en vigueur"),
    "paths_subtitle": (
        "means over the last 7 days; left: level, right: difference from the baseline",
        "moyennes sur 7 jours ; à gauche : niveau, à droite : écart à la référence",
    ),
    "paths_band": ("band: {level} interval over seeds", "bande : intervalle à {level} sur les graines"),
    "paths_day": ("day (0: the law comes into force)", "jour (0 : entrée en vigueur)"),
    "tradeoff_title": ("Workers' income, requesters' cost, volume", "Revenu, coût et volume"),
    "tradeoff_subtitle": (
        "difference from the baseline (cross of lines)",
        "écart à la référence (croisée des lignes)",
    ),
    "tradeoff_bars": ("bars: the wider {level} interval", "barres : le plus large des intervalles à {level}"),
    "tradeoff_x": ("outlay per right answer", "dépense par bonne réponse"),
    "tradeoff_y": ("net income per person", "revenu net par personne"),
    "tradeoff_volume": (
        "size of the mark, and in brackets: tasks posted against the baseline",
        "taille du repère et parenthèses : tâches publiées, par rapport à la référence",
    ),
    "points": ("percentage points", "points de pourcentage"),
    "of_everybody": ("all people", "toutes les personnes"),
    "caption": (
        "microsim {version} · {scenario} · {seeds} · {draws} · {reaction}",
        "microsim {version} · {scenario} · {seeds} · {draws} · {reaction}",
    ),
    "n_seeds": ("{n} seeds", "{n} graines"),
    "n_seeds_1": ("one seed: no interval over seeds", "une seule graine : pas d'intervalle sur les graines"),
    "n_draws": ("{n} draws", "{n} tirages"),
    "n_draws_1": ("one draw", "un tirage"),
    "n_draws_0": ("assumed parameters not varied", "paramètres supposés non variés"),
    "naive": ("naive reaction", "réaction naïve"),
    "strategic": ("strategic reaction", "réaction stratégique"),
}


def say(key: str, lang: Lang, **values: object) -> str:
    """The words under a key in one language, filled in.

    Example:
        >>> say("n_seeds", "fr", n=8)
        '8 graines'
    """
    return filled(WORDS, key, lang, **values)


def filled(words: Mapping[str, tuple[str, str]], key: str, lang: Lang, **values: object) -> str:
    """What stands under a key, English first, filled in and spaced as its language wants.

    Example:
        >>> filled({"total": ("Total: {n}", "Total : {n}")}, "total", "en", n=3)
        'Total: 3'
    """
    return in_language(words[key][("en", "fr").index(lang)].format(**values), lang)


def measure_name(row: Mapping[str, Any], lang: Lang) -> str:
    """What the measure of an effect is called.

    Example:
        >>> measure_name({"metric": "fees", "label_en": "Fees"}, "en")
        'Fees'
    """
    named = MEASURES.get(row["metric"])
    return in_language(str(row[f"label_{lang}"]) if named is None else named[("en", "fr").index(lang)], lang)


def in_language(text: str, lang: Lang) -> str:
    """The same text with the spaces that French does not break; English stays as it is.

    Example:
        >>> in_language("qui perd : 5 % ; qui gagne ?", "fr")
        'qui perd\\xa0: 5\\xa0%\\xa0; qui gagne\\xa0?'
    """
    if lang == "en":
        return text
    return re.sub(" ([;:!?%»€])", f"{FIXED}\\1", text.replace("« ", f"«{FIXED}"))


def law_name(law: str, lang: Lang, labels: Sequence[str] = ()) -> str:
    """What a package of laws is called.

    Args:
        law: its name, or several, each followed by a plus. lang: language.
        labels: what the single laws in it are called, in that language; nothing of those without a name.

    Example:
        >>> law_name("eu_directive_2024_2831", "fr"), law_name("my_own_rule", "en")
        ('Directive (UE) 2024/2831', 'My own rule')
        >>> law_name("status_quo+pay_floor", "fr", ["", "Plancher"])
        'Droit actuel + Plancher'
    """
    parts = law.split(AND)
    known = [*labels, *[""] * len(parts)]
    return " + ".join(label or _named(LAWS, part, lang) for part, label in zip(parts, known, strict=False))


def group_name(row: Mapping[str, Any], lang: Lang) -> str:
    """What a group of people is called; a bare number is that of a decile.

    Example:
        >>> group_name({"group_en": "necessity"}, "en"), group_name({"group_fr": "3"}, "fr")
        ('necessity', 'décile 3')
    """
    name = str(row[f"group_{lang}"])
    return say("decile_n", lang, n=name) if name.isdigit() else in_language(name, lang)


def scenario_name(scenario: str, lang: Lang) -> str:
    """What a scenario is called.

    Example:
        >>> scenario_name("france_2019", "en")
        'France 2019'
    """
    return _named(SCENARIOS, scenario, lang)


def _named(names: dict[str, tuple[str, str]], name: str, lang: Lang) -> str:
    if name in names:
        return names[name][("en", "fr").index(lang)]
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]
