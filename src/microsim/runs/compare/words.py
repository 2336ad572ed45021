"""What is said of comparisons in a terminal, in English and in French."""

NB = "\N{NO-BREAK SPACE}"
WORDS = {
    "title": ("{scenario} · {laws} against {baseline} · {seeds} seeds · {draws} draws of assumed parameters",
              "{scenario} · {laws} face à {baseline} · {seeds} graines · {draws} tirages des paramètres supposés"),
    "plan": (
        "{forks} forks: {laws}; each from {points} burn-ins: {seeds} seeds, and {draws} draws of {families} families of"
        " assumed parameters",
        "{forks} simulations : {laws} ; chacune à partir de {points} rodages : {seeds} graines, et {draws} tirages de"
        " {families} familles de paramètres supposés",
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
    "chance": ("placebo {value}", "placebo {value}"),
    "about": (
        "Effects: paired differences to {baseline}, same people, same luck. The wider interval is shown, over seeds"
        " (Student's t) or over draws. Baseline of winners and losers: the placebo.",
        "Effets : différences appariées avec {baseline}, mêmes personnes, même hasard. On montre l'intervalle le plus"
        " large, sur les graines (Student) ou sur les tirages. Référence des gagnants et perdants : le placebo.",
    ),
    "ends": (
        "{law} ends what exists in the baseline: {names}. To keep it, say {both}.",
        "{law} met fin à ce qui existe dans la référence : {names}. Pour le garder, dire {both}.",
    ),
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
        >>> say("chance", "en", value="20%")
        'placebo 20%'
    """
    return WORDS[key][lang == "fr"].format(**values)
