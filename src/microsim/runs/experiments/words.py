"""What is said of experiments in a terminal, in English and in French."""

NB = "\N{NO-BREAK SPACE}"
WORDS = {
    "list": ("Experiments (microsim experiment NAME):", "Expériences (microsim experiment NAME) :"),
    "none": (
        "There is no experiment yet: docs/experiments.md says how to write one.",
        "Il n'y a pas encore d'expérience : docs/experiments.md dit comment en écrire une.",
    ),
    "title": ("{name} · {cases} cases · {seeds} seeds", "{name} · {cases} cas · {seeds} graines"),
    "case": ("case", "cas"),
    "n": ("seeds", "graines"),
    "mean": ("mean", "moyenne"),
    "interval": ("95% interval", f"intervalle à 95{NB}%"),
    "sd": ("s.d.", "éc.-type"),
    "difference": ("difference", "différence"),
    "difference_interval": ("its 95% interval", f"son intervalle à 95{NB}%"),
    "same_sign": ("same sign", "même signe"),
    "about": (
        "Intervals: of the mean over seeds, Student's t. Differences: to {first}, seed by seed; shares in points.",
        "Intervalles : de la moyenne des graines, Student. Différences : à {first}, graine par graine ;"
        " parts en points.",
    ),
    "about_case": ("Differences of {case}: to {other}.", "Différences de {case} : à {other}."),
    "points": ("{value} pt", "{value} pt"),
    "folder": ("Folder: {path}", "Dossier : {path}"),
    "table": ("Table: {path}", "Tableau : {path}"),
    "summary": ("Summary: {path}", "Résumé : {path}"),
    "figures": ("Figures: {path} ({names})", "Figures : {path} ({names})"),
    "reference": ("Reference: {path}", "Référence : {path}"),
    # tornado
    "over_seeds": ("over seeds", "sur les graines"),
    "over_draws": ("over draws", "sur les tirages"),
    "about_draws": (
        "Over draws: what holds 95% of the draws of all assumed parameters and the difference itself; scale {scale}."
        " {mark}: the wider of the two intervals, the one to quote.",
        f"Sur les tirages : ce qui contient 95{NB}% des tirages de tous les paramètres supposés et la différence"
        " elle-même ; échelle {scale}. {mark} : le plus large des deux intervalles, celui à citer.",
    ),
    "tornado_size": (
        "The tornado is {runs} runs: {parameters} parameters at both ends, {draws} draws of all of them, with nothing"
        " moved.",
        "La tornade compte {runs} simulations : {parameters} paramètres aux deux extrémités, {draws} tirages de tous,"
        " et sans rien changer.",
    ),
    "tornado_size_no_draws": (
        "The tornado is {runs} runs: {parameters} parameters at both ends, and with nothing moved.",
        "La tornade compte {runs} simulations : {parameters} paramètres aux deux extrémités, et sans rien changer.",
    ),
    "tornado_title": (
        "What the findings hang on: each assumed parameter at both ends of its plausible range · scale {scale}",
        "De quoi dépendent les résultats : chaque paramètre supposé aux deux bouts de sa plage plausible · échelle"
        " {scale}",
    ),
    "tornado_finding": ("{metric}: {case}, less: {other}", "{metric} : {case}, moins : {other}"),
    "tornado_base": ("with nothing moved", "sans rien changer"),
    "tornado_seeds": ("over seeds {low} … {high}", "sur les graines {low} … {high}"),
    "tornado_low": ("at the low end", "en bas"),
    "tornado_high": ("at the high end", "en haut"),
    "tornado_turns": ("sign changes", "change de signe"),
    "tornado_table": ("Tornado: {path}", "Tornade : {path}"),
    "tornado_failed": (
        "{failed} of {runs} runs of the tornado failed; what they would tell is not measured: microsim status {path}",
        "{failed} simulations de la tornade sur {runs} ont échoué ; leur apport n'est pas mesuré : microsim status"
        " {path}",
    ),
    "no_tornado": (
        "Tornado: not computed for this configuration and code, so not in the reference"
        " (microsim experiment {name} --tornado --reference).",
        "Tornade : pas calculée pour cette configuration et ce code, donc absente de la référence"
        " (microsim experiment {name} --tornado --reference).",
    ),
    # reproduction
    "again": (
        "{name} again, seeds: {seeds} · reference of {made}, microsim {version}",
        "{name} de nouveau, graines : {seeds} · référence du {made}, microsim {version}",
    ),
    "metric": ("metric", "mesure"),
    "there": ("reference", "référence"),
    "here": ("here", "ici"),
    "tolerance": ("tolerance", "tolérance"),
    "verdict": ("", ""),
    "is_bit": ("met to the bit", "retrouvée au bit près"),
    "is_tolerance": ("met within tolerance", "retrouvée à la tolérance près"),
    "is_unmet": ("NOT met", "PAS retrouvée"),
    "is_only_tolerance": ("NOT met: only within tolerance", "PAS retrouvée : seulement à la tolérance près"),
    "unlike": ("seed {seeds} differs", "graine {seeds} différente"),
    "unlike_many": ("seeds {seeds} differ", "graines {seeds} différentes"),
    "rule": (
        "Within tolerance: the means over these seeds lie no further apart than half of the reference's 95% interval"
        " (Student's t, all its seeds). On another platform exp and log may differ in the last digit, and a market then"
        " takes another path.",
        "À la tolérance près : les moyennes de ces graines ne s'écartent pas de plus que le demi-intervalle à"
        f" 95{NB}% de la référence (Student, toutes ses graines). Sur une autre plateforme, exp et log peuvent différer"
        " au dernier chiffre, et un marché prend alors un autre chemin.",
    ),
    "same": (
        "Platform, code and configuration are those of the reference: equal bits are expected.",
        "Plateforme, code et configuration sont ceux de la référence : les mêmes bits sont attendus.",
    ),
    "platform": (
        "The platform is not that of the reference: {names}. Equal bits are not expected.",
        "La plateforme n'est pas celle de la référence : {names}. Les mêmes bits ne sont pas attendus.",
    ),
    "code": (
        "The code is not that of the reference: {names}. Equal bits are not expected.",
        "Le code n'est pas celui de la référence : {names}. Les mêmes bits ne sont pas attendus.",
    ),
    "config": (
        "The configuration is not that of the reference in {names}. Equal bits are not expected.",
        "La configuration n'est pas celle de la référence pour {names}. Les mêmes bits ne sont pas attendus.",
    ),
    "more": ("and {more} more", "et {more} autres"),
    "bits": (
        "Equal bits are asked for all the same (--bits): nothing else is met.",
        "Les mêmes bits sont exigés malgré tout (--bits) : rien d'autre n'est retrouvé.",
    ),
    "tornado_rows": (
        "Its tornado: {bit} of {all} rows to the bit.", "Sa tornade : {bit} lignes sur {all} au bit près.",
    ),
    "tornado_unlike": ("Other: {rows}.", "Autres : {rows}."),
    "all_met": (
        "The reference is met: {bit} of {all} lines to the bit, {tolerance} within tolerance.",
        "La référence est retrouvée : {bit} lignes sur {all} au bit près, {tolerance} à la tolérance près.",
    ),
    "not_met": (
        "The reference is NOT met: {unmet} of {all} lines are not; {bit} to the bit, {tolerance} within tolerance.",
        "La référence n'est PAS retrouvée : {unmet} lignes sur {all} ne le sont pas ; {bit} au bit près,"
        " {tolerance} à la tolérance près.",
    ),
}


def say(key: str, lang: str, **values: object) -> str:
    """The words under a key, filled in.

    Example:
        >>> say("case", "fr")
        'cas'
    """
    return WORDS[key][("en", "fr").index(lang)].format(**values)
