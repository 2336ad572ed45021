"""What is said of comparisons in a terminal, in English and in French."""

NB = "\N{NO-BREAK SPACE}"
WORDS = {
    "title": ("{scenario} · {laws} against {baseline} · {seeds} · {draws}",
              "{scenario} · {laws} face à {baseline} · {seeds} · {draws}"),
    "plan": (
        "{forks} forks: {laws}; each from {points} burn-ins: {seeds}, and {draws} ({families} families"
        " of them)",
        "{forks} simulations : {laws} ; chacune à partir de {points} rodages : {seeds}, et {draws}"
        " ({families} familles)",
    ),
    "metric": ("", ""),
    "baseline": ("baseline", "référence"),
    "value": ("under the law", "sous la loi"),
    "effect": ("effect", "effet"),
    "interval": ("95% interval", f"intervalle à 95{NB}%"),
    "wider": ("over", "sur"),
    "sign": ("same sign: seeds, draws", "même signe : graines, tirages"),
    "seeds": ("seeds", "graines"),
    "draws": ("draws", "tirages"),
    "placebo": ("placebo (a cent more for one batch)", "placebo (un centime de plus pour un lot)"),
    "winners": ("Of those who earned before: winners", "De ceux qui gagnaient avant : gagnants"),
    "losers": ("Of those who earned before: losers", "De ceux qui gagnaient avant : perdants"),
    "about": (
        "Effects: paired differences to {baseline}, same people, same luck. The wider interval is shown, over seeds"
        " (Student's t) or over draws.",
        "Effets : différences appariées avec {baseline}, mêmes personnes, même hasard. On montre l'intervalle le plus"
        " large, sur les graines (Student) ou sur les tirages.",
    ),
    "ends": (
        "{law} ends what exists in the baseline: {names}. To keep it, say {both}.",
        "{law} met fin à ce qui existe dans la référence : {names}. Pour le garder, dire {both}.",
    ),
    "against_placebo": ("Baseline of winners and losers: the placebo.",
                        "Référence des gagnants et perdants : le placebo."),
    "no_placebo": ("No placebo has a result: how many would win or lose by chance alone is not known.",
                   "Aucun placebo n'a de résultat : on ignore combien gagneraient ou perdraient par le seul hasard."),
    "n_seeds": ("{n} seeds", "{n} graines"),
    "n_seeds_1": ("1 seed", "1 graine"),
    "n_draws": ("{n} draws of assumed parameters", "{n} tirages des paramètres supposés"),
    "n_draws_1": ("1 draw of assumed parameters", "1 tirage des paramètres supposés"),
    "threshold": (
        "Who wins or loses: net income changes by more than {share} and more than {amount} a month.",
        "Gagne ou perd qui voit son revenu net changer de plus de {share} et de plus de {amount} par mois.",
    ),
    "one_seed": ("One seed: point values, no interval over seeds.",
                 "Une seule graine : valeurs ponctuelles, pas d'intervalle sur les graines."),
    "no_draws": ("The assumed parameters were not varied (draws=0).",
                 "Les paramètres supposés n'ont pas été variés (draws=0)."),
    "narrower": (
        "Without pairing, the interval over seeds of {metric} would be {times} times as wide ({law}).",
        "Sans appariement, l'intervalle sur les graines de {metric} serait {times} fois aussi large ({law}).",
    ),
    "missing": ("{count} of {all} forks are missing; the first: {error}",
                "{count} simulations sur {all} manquent ; la première : {error}"),
    "tables": ("Tables: {path}", "Tableaux : {path}"),
    "report": ("Report: {path}", "Rapport : {path}"),
}  # fmt: skip


def say(key: str, lang: str, **values: object) -> str:
    """A phrase in a language, filled in.

    Example:
        >>> say("n_seeds", "fr", n=8)
        '8 graines'
    """
    return WORDS[key][lang == "fr"].format(**values)
