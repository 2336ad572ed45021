"""Every word that figures show, in English and in French."""

from typing import Literal

from .numbers import number

Lang = Literal["en", "fr"]

WORDS: dict[str, tuple[str, str]] = {
    # validation
    "validation_title": (
        "{inside} of the {measured} figures measured lie in their band",
        "{inside} des {measured} chiffres mesurés sont dans leur bande",
    ),
    "validation_subtitle": (
        "published figure (stroke) and accepted band (grey); the model's mean (blue: inside) and seeds",
        "chiffre publié (trait) et bande acceptée (gris) ; moyenne du modèle (bleu : dedans) et graines",
    ),
    "validation_axis": ("multiple of the published figure (log scale)", "multiple du chiffre publié (échelle log)"),
    "validation_caption": ("microsim · {scenario} · scale {scale}", "microsim · {scenario} · échelle {scale}"),
    "validation_unmeasured": ("not measured", "non mesuré"),
    "validation_word": ("few", "peu"),
    "tornado_title": (
        "What the results depend on: one assumed parameter at a time",
        "De quoi dépendent les résultats : un paramètre supposé à la fois",
    ),
    "tornado_subtitle": (
        "relative change at the low (light blue) and high (orange) end of its plausible range; grey: spread over seeds",
        "variation relative à l'extrémité basse (bleu clair) et haute (orange) de la plage plausible ; "
        "gris : dispersion des graines",
    ),
    # sweeps
    "sweep_title": ("What the sweep changes", "Ce que le balayage change"),
    "sweep_subtitle": (
        "mean over seeds; band or bars: 95% interval of the mean",
        "moyenne des graines ; bande ou barres : intervalle à 95\N{NO-BREAK SPACE}% de la moyenne",
    ),
    "sweep_caption": (
        "microsim · {name} · {runs} runs · {seeds} seeds",
        "microsim · {name} · {runs} simulations · {seeds} graines",
    ),
    "sweep_daily_title": ("Day by day", "Jour après jour"),
    "sweep_daily_subtitle": (
        "mean over seeds of means over 7 days; band: the middle 80% of seeds; grey: burn-in",
        "moyennes des graines sur 7 jours ; bande : les 80\N{NO-BREAK SPACE}% centraux des graines ; gris : rodage",
    ),
    "sweep_price": ("Price over the usual price", "Prix rapporté au prix usuel"),
    "sweep_active": ("People active on a day", "Personnes actives dans la journée"),
    "sweep_stock": ("Tasks on show in the evening", "Tâches en ligne le soir"),
    "sweep_expected": (
        "Pay per hour that people expect ({currency}/h)",
        "Rémunération horaire attendue ({currency}/h)",
    ),
    "sweep_day": ("day (0: first measured day)", "jour (0 : premier jour mesuré)"),
    "sweep_nothing": ("nothing to measure", "rien à mesurer"),
    # experiments
    "experiment_share": ("share {of}", "part {of}"),
    "experiment_cases": (
        "dot: mean over seeds; bar: its 95% interval (Student's t); pale: single seeds",
        "point : moyenne des graines ; barre : son intervalle à 95\N{NO-BREAK SPACE}% (Student) ; pâle : graines",
    ),
    "experiment_curve": (
        "dot: mean over seeds; band: its 95% interval (Student's t); pale: single seeds",
        "point : moyenne des graines ; bande : son intervalle à 95\N{NO-BREAK SPACE}% (Student) ; pâle : graines",
    ),
    "experiment_paths": (
        "line: mean over seeds of means over the last 7 days; band: the middle 80% of seeds",
        "ligne : moyenne des graines sur 7 jours écoulés ; bande : les 80\N{NO-BREAK SPACE}% centraux des graines",
    ),
    "experiment_caption": (
        "microsim {version} · experiment {name} · {seeds} seeds",
        "microsim {version} · expérience {name} · {seeds} graines",
    ),
    "experiment_caption_1": (
        "microsim {version} · experiment {name} · {seeds} seed",
        "microsim {version} · expérience {name} · {seeds} graine",
    ),
    # tornado of an experiment
    "finding_title": ("What a finding hangs on: {metric}", "De quoi dépend un résultat : {metric}"),
    "finding_below": ("{case}, less: {other}", "{case}, moins : {other}"),
    "finding_axis": (
        "difference ({unit}), one assumed parameter at a time at either end of its plausible range",
        "différence ({unit}), un paramètre supposé à la fois, en bas ou en haut de sa plage plausible",
    ),
    "finding_low": ("low end", "bas de la plage"),
    "finding_high": ("high end", "haut de la plage"),
    "finding_turns": ("hatched: sign changes", "hachuré : change de signe"),
    "finding_seeds": ("95% interval, {n} seeds", "intervalle à 95\N{NO-BREAK SPACE}%, {n} graines"),
    "finding_draws": ("All at once, {n} draws", "Tous à la fois, {n} tirages"),
    "finding_note": ("{shown} of {all} parameters", "{shown} paramètres sur {all}"),
    "finding_others": ("; the others move it by {most} at most", " ; les autres l'écartent de {most} au plus"),
    "finding_none": ("no parameter moves it", "aucun paramètre ne l'écarte"),
    "finding_unmeasured": ("not measured at the {end}", "non mesuré : {end}"),
    "finding_caption": (
        "microsim {version} · experiment {name} · scale {scale} · {seeds}",
        "microsim {version} · expérience {name} · échelle {scale} · {seeds}",
    ),
    "finding_of_seeds": ("{n} seeds", "{n} graines"),
    "finding_of_seeds_1": ("{n} seed", "{n} graine"),
    # what an hour pays
    "pay_title": ("What an hour pays", "Ce que rapporte une heure"),
    "pay_subtitle": (
        "unpaid time included; dark: the middle half of workers",
        "temps non payé compris ; foncé : la moitié centrale",
    ),
    "pay_axis": ("pay per hour ({sign}/h, log scale)", "rémunération par heure ({sign}/h, échelle log)"),
    "all": ("All", "Ensemble"),
    "workers": ("{n} workers", "{n} personnes"),
    "workers_1": ("{n} worker", "{n} personne"),
    "median": ("median {amount}", "médiane {amount}"),
    "reference": ("minimum wage {amount}", "salaire minimum {amount}"),
    "above": ("{share} earn more", "{share} gagnent plus"),
    "unpaid_workers": ("{share} without any pay: not shown", "{share} sans aucune rémunération : non montrés"),
    "no_hour": ("nobody worked for an hour for pay", "personne n'a travaillé une heure contre paiement"),
    "nobody": ("nobody", "personne"),
    # tiers of activity
    "tiers_title": ("Registered, but how active?", "Inscrits, mais combien sont actifs ?"),
    "tiers_subtitle": (
        "on average at least one active day per month (week) present",
        "en moyenne au moins un jour actif par mois (semaine)",
    ),
    "tiers_axis": ("persons", "personnes"),
    "registered": ("Registered in the period", "Inscrits sur la période"),
    "ever": ("Active at least once", "Actifs au moins une fois"),
    "monthly": ("Active monthly", "Actifs chaque mois"),
    "weekly": ("Active weekly", "Actifs chaque semaine"),
    "no_one": ("nobody is registered", "personne n'est inscrit"),
    # where time goes
    "time_title": ("Where the time goes", "Où passe le temps"),
    "time_axis": ("share of time in sessions (%)", "part du temps en session (%)"),
    "accepted": ("paid work", "travail payé"),
    "awaiting": ("waiting", "en attente"),
    "search": ("search", "recherche"),
    "qualification": ("tests", "tests"),
    "returned": ("given up", "abandonné"),
    "rejected": ("rejected", "refusé"),
    "backlog": (
        "time of the work judged, not of the work done",
        "temps du travail jugé, non du travail fait",
    ),
    "no_time": ("nobody worked", "personne n'a travaillé"),
    # prices and fill rate
    "price_title": ("Prices and batches filled", "Prix et lots remplis"),
    "price_subtitle": ("means over 7 days", "moyennes sur 7 jours"),
    "price_subtitle_days": ("single days", "jours isolés"),
    "price_axis": ("price, % of\nthe usual price", "prix, en % du\nprix usuel"),
    "fill_axis": ("batches filled\nin time (%)", "lots remplis\nà temps (%)"),
    "burn_in": ("burn-in", "rodage"),
    "no_day": ("no day was simulated", "aucun jour simulé"),
    # who earns what
    "lorenz_title": ("Who earns what", "Qui gagne quoi"),
    "lorenz_subtitle": ("{n} people who were paid anything", "{n} personnes payées au moins une fois"),
    "lorenz_subtitle_1": ("{n} person who was paid anything", "{n} personne payée au moins une fois"),
    "lorenz_x": ("earners, least paid first (%)", "personnes payées, les moins payées d'abord (%)"),
    "lorenz_y": ("share of all pay (%)", "part de toute la rémunération (%)"),
    "equal": ("if all earned the same", "si tous gagnaient autant"),
    "gini": ("Gini {value}", "Gini {value}"),
    "top": ("the best paid 10% earn {share}", "les 10\N{NO-BREAK SPACE}% les mieux payés : {share}"),
    "no_pay": ("nobody was paid", "personne n'a été payé"),
    # sheets
    "caption": (
        "scenario {scenario} · seed {seed} · {days} days",
        "scénario {scenario} · graine {seed} · {days} jours",
    ),
    "caption_scale": (" · scale {scale}", " · échelle {scale}"),
    "overview_title": ("A simulated micro-work market: {scenario}", "Un marché simulé du micro-travail : {scenario}"),
}


def say(key: str, lang: Lang, **values: object) -> str:
    """The words under a key in one language, filled in.

    Example:
        >>> say("gini", "fr", value="0,7")
        'Gini 0,7'
    """
    return WORDS[key][("en", "fr").index(lang)].format(**values)


def say_count(key: str, lang: Lang, n: int) -> str:
    """The words for a number of things, or those under the key ending in `_1` for a single one.

    Example:
        >>> say_count("workers", "en", 0), say_count("workers", "fr", 0), say_count("workers", "en", 1200)
        ('0 workers', '0 personne', '1,200 workers')
    """
    single = n == 1 or (lang == "fr" and n == 0)
    return say(f"{key}_1" if single else key, lang, n=number(n, lang))
