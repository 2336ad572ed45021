"""What the page of a comparison says around its findings, in English and in French."""

from microsim.plots.comparison.words import filled
from microsim.plots.words import Lang

WORDS: dict[str, tuple[str, str]] = {
    "title": ("What laws would change: {scenario}", "Ce que changeraient des lois : {scenario}"),
    "lead": (
        "A simulated micro-work market, {scenario}, is put under {laws} from the same day on, and compared with the "
        "{baseline}: the same people, with the same luck. {seeds}; {draws}; {reaction}. {days} days are measured, "
        "after a burn-in of {burn_in} days.",
        "Un marché simulé du micro-travail, {scenario}, est soumis à {laws} à partir du même jour, et comparé au "
        "régime « {baseline} » : les mêmes personnes, avec la même chance. {seeds} ; {draws} ; {reaction}. {days} "
        "jours sont mesurés, après un rodage de {burn_in} jours.",
    ),
    "laws_1": ("one set of laws", "un ensemble de lois"),
    "laws_n": ("{n} sets of laws", "{n} ensembles de lois"),
    "lead_seeds": ("{n} seeds, each another run of luck", "{n} graines, chacune un autre tirage du hasard"),
    "lead_seeds_1": ("One seed, a single run of luck", "Une graine, un seul tirage du hasard"),
    "lead_draws": (
        "{n} draws of the parameters that had to be assumed", "{n} tirages des paramètres qu'il a fallu supposer",
    ),
    "lead_draws_1": (
        "one draw of the parameters that had to be assumed", "un tirage des paramètres qu'il a fallu supposer",
    ),
    "lead_draws_0": ("assumed parameters not varied", "paramètres supposés non variés"),
    "scale": (
        "The market modelled has {registered} people registered, 1/{times} of the real one. Numbers per person, per "
        "hour "
        "and shares hold as they stand; totals (tasks, amounts, counts of people) are of the market modelled: times "
        "{times} for the whole.",
        "Le marché simulé compte {registered} personnes inscrites, soit 1/{times} du marché réel. Les chiffres par "
        "personne ou par heure et les parts se lisent tels quels ; les totaux (tâches, sommes, effectifs) sont ceux du "
        "marché simulé : à multiplier par {times} pour l'ensemble.",
    ),
    "scale_made_up": (
        "This is a made-up market at scale {scale}, with {registered} people registered: no real market is of its "
        "size, and totals are its own.",
        "C'est un marché inventé, à l'échelle {scale}, avec {registered} personnes inscrites : aucun marché réel n'a "
        "cette taille, et les totaux sont les siens.",
    ),
    "warn_seed": (
        "One seed only. The numbers are single values without any interval: chance and law cannot be told apart, and "
        "no "
        "direction is claimed anywhere on this page.",
        "Une seule graine. Les chiffres sont des valeurs isolées, sans intervalle : on ne peut distinguer le hasard "
        "de la "
        "loi, et cette page n'affirme aucun sens.",
    ),
    "warn_seed_draws": (
        "One seed only: there is no interval over seeds. What intervals there are come from draws of the assumed "
        "parameters, which have chance in them too.",
        "Une seule graine : il n'y a pas d'intervalle sur les graines. Les intervalles donnés viennent des tirages des "
        "paramètres supposés, qui contiennent aussi du hasard.",
    ),
    "warn_draws": (
        "The assumed parameters were not varied. Intervals cover luck only, not what is not known about the market.",
        "Les paramètres supposés n'ont pas été variés. Les intervalles ne couvrent que le hasard, non ce que l'on "
        "ignore "
        "du marché.",
    ),
    "warn_draws_1": (
        "The assumed parameters were not varied either: what is not known about the market is not covered at all.",
        "Les paramètres supposés n'ont pas été variés non plus : ce que l'on ignore du marché n'est pas couvert.",
    ),
    "warn_few_draws": (
        "Only {n} draws of the assumed parameters: what they give is the range of these draws, not a {level} interval, "
        "and what is not known about the market is covered in part only. It takes {least} at least.",
        "Seulement {n} tirages des paramètres supposés : ils donnent l'étendue de ces tirages, non un intervalle à "
        "{level}, et ce que l'on ignore du marché n'est couvert qu'en partie. Il en faut au moins {least}.",
    ),
    "warn_few_draws_1": (
        "Only one draw of the assumed parameters: it gives no interval, and what is not known about the market is "
        "hardly covered. It takes {least} at least.",
        "Un seul tirage des paramètres supposés : il ne donne pas d'intervalle, et ce que l'on ignore du marché n'est "
        "guère couvert. Il en faut au moins {least}.",
    ),
    "warn_drift": (
        "The market was still drifting when the laws came: {told} (mean over the seeds of the baseline).",
        "Le marché dérivait encore à l'entrée en vigueur : {told} (moyenne des graines de la référence).",
    ),
    "warn_missing": (
        "{n} runs have no result; they are named below, and everything else is compared.",
        "{n} simulations n'ont pas de résultat ; elles sont nommées plus bas, tout le reste est comparé.",
    ),
    "warn_missing_1": (
        "One run has no result; it is named below, and everything else is compared.",
        "Une simulation n'a pas de résultat ; elle est nommée plus bas, tout le reste est comparé.",
    ),
    "contents": ("Contents", "Sommaire"),
    "short": ("In short", "En bref"),
    "how": ("How to read this", "Comment lire cette page"),
    "laws": ("The laws compared", "Les lois comparées"),
    "findings": ("What the runs say", "Ce que disent les simulations"),
    "findings_how": (
        "Every sentence is made by rule from the numbers. A direction is named only where every interval excludes "
        "zero.",
        "Chaque phrase est tirée des chiffres par une règle. Un sens n'est nommé que si tous les intervalles excluent "
        "zéro.",
    ),
    "group_workers": ("Workers", "Travailleurs"),
    "group_sides": ("Who loses, who wins", "Qui perd, qui gagne"),
    "group_leaving": ("Who leaves, who never comes", "Qui part, qui ne vient jamais"),
    "group_trade": ("Requesters and work", "Donneurs d'ordre et travail"),
    "group_money": ("Platforms and public money", "Plateformes et argent public"),
    "group_placebo": ("What mere chance does", "Ce que fait le simple hasard"),
    "figures": ("Figures", "Figures"),
    "tables": ("Tables", "Tableaux"),
    "assumptions": ("Assumptions that matter most", "Les hypothèses qui comptent le plus"),
    "missing": ("Runs without a result", "Simulations sans résultat"),
    "limits": ("What the model leaves out", "Ce que le modèle laisse de côté"),
    "provenance": ("Where this comes from", "D'où cela vient"),
    # in short
    "status_quo_value": ("baseline: {value}", "référence : {value}"),
    "status_quo_some_seeds": ("baseline: {value} ({n} of {all} seeds)", "référence : {value} ({n} graines sur {all})"),
    "difference": ("{change} ({relative})", "{change} ({relative})"),
    "interval": ("{name}: {interval}", "{name} : {interval}"),
    "verdict_up": ("higher", "en hausse"),
    "verdict_down": ("lower", "en baisse"),
    "verdict_open": ("cannot be told from no change", "changement non établi"),
    "verdict_same": ("the same in every run", "identique dans toutes les simulations"),
    "verdict_one": ("one seed: no interval", "une seule graine : pas d'intervalle"),
    "verdict_none": ("no result", "sans résultat"),
    "baseline_card": ("what the laws are compared with", "ce à quoi les lois sont comparées"),
    "no_numbers": ("No run under this law has a result.", "Aucune simulation avec cette loi n'a de résultat."),
    # laws
    "what": ("What it says", "Ce qu'elle dit"),
    "anchor": ("Where it is written", "Où elle est écrite"),
    "no_anchor": ("nowhere yet: a proposal", "nulle part encore : une proposition"),
    "parameters": ("Parameters", "Paramètres"),
    "law_ends": ("On the policy day this ends: {names}.", "À l'entrée en vigueur, ceci prend fin : {names}."),
    "scope": ("Holds for", "Vaut pour"),
    "scope_everybody": ("all workers but those abroad", "tous les travailleurs, sauf à l'étranger"),
    "scope_countries": ("workers in {countries}", "les travailleurs {countries}"),
    "scope_platforms": ("on {platforms}", "sur {platforms}"),
    "scope_directing": ("on platforms that direct the work", "sur les plateformes qui dirigent le travail"),
    "compliance": ("Obeyed by", "Respectée par"),
    "compliance_value": ("{share} of those bound", "{share} de ceux qu'elle oblige"),
    "from_day": ("In force", "En vigueur"),
    "from_day_value": ("from day {day}, {date}", "à partir du jour {day}, {date}"),
    "from_always": ("already before (existing law)", "depuis toujours (droit existant)"),
    "as_before": ("as under “{law}”", "comme sous « {law} »"),
    "evasion": ("Known ways around it", "Contournements connus"),
    "no_parts": ("No law at all.", "Aucune loi."),
    "yes": ("yes", "oui"),
    "no": ("no", "non"),
    # tables
    "table_effects": ("{law}: all measures", "{law} : toutes les mesures"),
    "table_income": ("{law}: net income by group", "{law} : revenu net par groupe"),
    "table_people": ("{law}: who wins, who loses", "{law} : qui gagne, qui perd"),
    "head_measure": ("measure", "mesure"),
    "head_baseline": ("baseline", "référence"),
    "head_effect": ("difference", "écart"),
    "head_seeds": ("{level} interval, seeds (same sign in)", "intervalle à {level}, graines (même signe dans)"),
    "head_draws": ("{level} interval, draws (same sign in)", "intervalle à {level}, tirages (même signe dans)"),
    "head_range": ("range of the {n} draws (same sign in)", "étendue des {n} tirages (même signe dans)"),
    "head_interval": ("{level} interval, the wider", "intervalle à {level}, le plus large"),
    "head_group": ("group", "groupe"),
    "head_people": ("people", "personnes"),
    "head_winners": ("win", "gagnent"),
    "head_losers": ("lose", "perdent"),
    "head_placebo": ("placebo", "placebo"),
    "head_excess": ("excess, points ({level})", "excédent, points ({level})"),
    "head_wording": ("in words", "en mots"),
    # assumptions
    "assumptions_none": (
        "The assumed parameters were not varied in this comparison, so what the results owe to them is not known. With "
        "draws=20 or more they are.",
        "Les paramètres supposés n'ont pas été variés dans cette comparaison : on ne sait donc pas ce que les "
        "résultats "
        "leur doivent. Avec draws=20 ou plus, ils le sont.",
    ),
    "assumptions_few": (
        "There are too few draws ({n}) to tell which of the assumed parameters matter; it takes {least} at least.",
        "Il y a trop peu de tirages ({n}) pour dire quels paramètres supposés comptent ; il en faut au moins {least}.",
    ),
    "assumptions_still": (
        "The assumed parameters were varied, but the effects looked at are the same in every draw: none goes along "
        "with any parameter.",
        "Les paramètres supposés ont été variés, mais les effets examinés sont les mêmes dans tous les tirages : aucun "
        "ne va de pair avec un paramètre.",
    ),
    "assumptions_quiet": (
        "Each of the {n} draws moves all assumed parameters at once. None of the {k} parameters stands out, once it is "
        "taken into account how many were looked at. That does not show that none matters: with {n} draws only strong "
        "links can be seen.",
        "Chacun des {n} tirages déplace tous les paramètres supposés à la fois. Aucun des {k} paramètres ne ressort, "
        "compte tenu du nombre d'examens. Cela ne montre pas qu'aucun ne compte : avec {n} tirages, seuls des liens "
        "forts se voient.",
    ),
    "assumptions_out": (
        "Each of the {n} draws moves all assumed parameters at once. Of {k} parameters, these go along with an effect "
        "more than chance would make them, taking into account how many were looked at.",
        "Chacun des {n} tirages déplace tous les paramètres supposés à la fois. Sur {k} paramètres, ceux-ci vont de "
        "pair "
        "avec un effet plus que le hasard ne le ferait, compte tenu du nombre d'examens.",
    ),
    "assumption_up": (
        "the higher it is, the higher the difference", "plus il est élevé, plus l'écart est élevé",
    ),
    "assumption_down": (
        "the higher it is, the lower the difference", "plus il est élevé, plus l'écart est bas",
    ),
    "head_law_name": ("law", "loi"),
    "head_parameter": ("assumed parameter", "paramètre supposé"),
    "head_value": ("value (range)", "valeur (plage)"),
    "head_link": ("rank correlation", "corrélation des rangs"),
    # missing
    "missing_none": ("Every run has a result.", "Chaque simulation a un résultat."),
    "missing_how": (
        "These runs are left out of every number above. Where a seed is missing under one law, it is left out of that "
        "law's comparison on both sides.",
        "Ces simulations ne comptent dans aucun chiffre ci-dessus. Une graine qui manque sous une loi est écartée des "
        "deux côtés de la comparaison de cette loi.",
    ),
    "head_runs": ("runs", "simulations"),
    "head_status": ("state", "état"),
    "head_stage": ("where", "où"),
    "head_error": ("error", "erreur"),
    "runs_seeds": ("seeds {seeds}", "graines {seeds}"),
    "runs_seeds_1": ("seed {seeds}", "graine {seeds}"),
    "runs_draw": ("draw {draw} of the parameters, {seeds}", "tirage {draw} des paramètres, {seeds}"),
    # provenance
    "prov_command": ("Command", "Commande"),
    "prov_made": ("Made on", "Fait le"),
    "made_value": (
        "{date}, {hour}:{minute} UTC",
        "{date} à {hour}\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}{minute} (UTC)",
    ),
    "prov_version": ("microsim", "microsim"),
    "prov_code": ("Code", "Code"),
    "prov_commit": ("Commit", "Commit"),
    "prov_config": ("Configuration (digest)", "Configuration (empreinte)"),
    "prov_python": ("Python, machine", "Python, machine"),
    "prov_packages": ("Packages", "Paquets"),
    "prov_seeds": ("Seeds", "Graines"),
    "prov_draws": ("Draws of the assumed parameters", "Tirages des paramètres supposés"),
    "prov_tables": ("Tables in full", "Tableaux complets"),
    "prov_same": (
        "The same command with the same code gives the same numbers. Each figure holds the same particulars in its "
        "file.",
        "La même commande avec le même code donne les mêmes chiffres. Chaque figure porte ces mêmes mentions dans son "
        "fichier.",
    ),
    "prov_none": ("not recorded", "non enregistré"),
}  # fmt: skip

# States of a run, as the store names them.
STATES = {"failed": "échouée", "missing": "absente", "not run": "non lancée", "running": "en cours",
          "damaged": "endommagée", "killed": "tuée",
          "interrupted": "interrompue", "waiting": "en attente", "planned": "prévue"}  # fmt: skip


def say(key: str, lang: Lang, **values: object) -> str:
    """The words under a key, filled in.

    Example:
        >>> say("verdict_up", "fr"), say("table_effects", "en", law="Pay floor")
        ('en hausse', 'Pay floor: all measures')
    """
    return filled(WORDS, key, lang, **values)
