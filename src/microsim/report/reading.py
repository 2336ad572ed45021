"""How to read a comparison, and what the model leaves out: paragraphs in English and in French."""

from microsim.plots.comparison.words import in_language
from microsim.plots.words import Lang

# heading, text; in English, then in French
HOW: tuple[tuple[tuple[str, str], tuple[str, str]], ...] = (
    (("Model, not forecast", "Un modèle, non une prévision"),
     ("All numbers come from a simulated market. They say what follows from the model's rules and assumptions, under "
      "the law of that year and at its prices. They are no forecast.",
      "Tous les chiffres viennent d'un marché simulé. Ils disent ce qui découle des règles et des hypothèses du "
      "modèle, "
      "aux prix et dans le droit de cette année-là. Ce n'est pas une prévision.")),
    (("The same people, the same luck", "Les mêmes personnes, la même chance"),
     ("A seed is one run of luck: who lives there, who looks when, which task is on show. With the same seed each law "
      "meets the same market on the policy day and the same luck after it. An effect is the difference in each seed, "
      "then the mean over seeds.{narrower}",
      "Une graine est un tirage du hasard : qui est là, qui regarde quand, quelle tâche est en ligne. Avec la même "
      "graine, chaque loi trouve le même marché à l'entrée en vigueur, et la même chance ensuite. Un effet est l'écart "
      "dans chaque graine, puis la moyenne sur les graines.{narrower}")),
    (("Two intervals", "Deux intervalles"),
     ("The interval over seeds tells how far luck could move the mean. The interval over draws tells how far the "
      "effect moves when the parameters that nobody has measured move within their plausible ranges, all at once. "
      "Sentences quote the wider one. Many measures and groups are looked at: at {level}, about one in twenty would "
      "leave zero outside by chance alone.",
      "L'intervalle sur les graines dit de combien le hasard peut déplacer la moyenne. L'intervalle sur les tirages "
      "dit "
      "de combien l'effet bouge quand les paramètres que nul n'a mesurés bougent dans leurs plages plausibles, tous à "
      "la fois. Les phrases citent le plus large. On examine beaucoup de mesures et de groupes : à {level}, environ un "
      "sur vingt exclurait zéro par le seul hasard.")),
    (("Winners, losers, placebo", "Gagnants, perdants, placebo"),
     ("Somebody wins or loses if the net monthly income changes by more than {share} and by more than {amount}. Any "
      "change, however small, sends people to other tasks, and some win or lose by that alone. The placebo measures "
      "it: "
      "one batch of tasks is paid 0.01 more on the policy day, and nothing else. Only the excess over the placebo is "
      "the law's doing. Groups by income are those of the time before the law.",
      "On gagne ou on perd si le revenu net mensuel varie de plus de {share} et de plus de {amount}. Le moindre "
      "changement conduit les gens vers d'autres tâches, et certains y gagnent ou y perdent par cela seul "
      "(réappariement). Le placebo le mesure : un lot de tâches est payé 0,01 de plus à l'entrée en vigueur, rien "
      "d'autre. Seul l'excédent sur le placebo tient à la loi. Les groupes de revenu sont ceux d'avant la loi.")),
    (("How people and firms react", "Comment chacun réagit"),
     ("Naive: everybody complies as far as said, and adapts through prices and habits only. Strategic: platforms and "
      "requesters do what they expect to profit from most, which may mean leaving, passing on costs or getting around "
      "the law. This page is about the {reaction}.",
      "Naïve : chacun se conforme dans la mesure indiquée, et ne s'adapte que par les prix et les habitudes. "
      "Stratégique : plateformes et donneurs d'ordre font ce dont ils attendent le plus grand profit, ce qui peut "
      "vouloir dire partir, répercuter les coûts ou contourner la loi. Cette page porte sur la {reaction}.")),
    (("Legal anchors", "Ancrages juridiques"),
     ("A law's anchor names the article that it follows. Where it says “to be checked against the text”, nobody on the "
      "project has compared it with the text yet: do not cite it.",
      "L'ancrage d'une loi nomme l'article qu'elle suit. Quand il est dit « à vérifier dans le texte », personne "
      "dans le "
      "projet ne l'a encore confronté au texte : ne le citez pas.")),
)  # fmt: skip
NARROWER = (
    " If each law had its own luck, intervals over seeds would be {times} times as wide (median of the measures).",
    " Si chaque loi avait son propre hasard, les intervalles sur les graines seraient {times} fois aussi larges"
    " (médiane des mesures).",
)
LEVEL = (
    "The level of pay is set to published figures, not explained; what is measured are differences from it.",
    "Le niveau des rémunérations est calé sur des chiffres publiés, non expliqué ; ce qui est mesuré, ce sont les "
    "écarts à ce niveau.",
)
LEVEL_MADE_UP = (
    "The market is made up: its level of pay is that of no real market; what is measured are differences from it.",
    "Le marché est inventé : son niveau de rémunération n'est celui d'aucun marché réel ; ce qui est mesuré, ce sont "
    "les écarts à ce niveau.",
)
LIMITS: tuple[tuple[str, str], ...] = (
    ("Nobody foresees a law: people and firms learn from what they meet after the policy day. One year is short for "
     "entry, exit and new platforms.",
     "Personne n'anticipe une loi : chacun apprend de ce qu'il rencontre après l'entrée en vigueur. Un an est court "
     "pour "
     "les entrées, les départs et de nouvelles plateformes."),
    ("People abroad are three groups whose numbers and least pay are assumed: take numbers on work that leaves with "
     "more care than the others.",
     "Les personnes à l'étranger forment trois groupes dont le nombre et la rémunération minimale sont supposés : les "
     "chiffres sur le travail qui part demandent plus de prudence que les autres."),
    ("Platforms have no cost but what laws make them pay, and do not change how far they direct the work.",
     "Les plateformes n'ont d'autres coûts que ceux que les lois leur imposent, et ne changent pas leur façon de "
     "diriger le travail."),
    LEVEL,
    ("Income is counted when work is accepted. A law that only brings verdicts forward raises the income of the "
     "period, and one that delays them lowers it, though in the end the same is paid.",
     "Le revenu est compté quand le travail est accepté. Une loi qui ne fait qu'avancer les verdicts augmente le "
     "revenu de la période, une loi qui les retarde le diminue, même si au bout du compte la même somme est payée."),
    ("Other jobs, benefits and taxes outside of micro-work do not react. Public money is what the model collects in "
     "contributions, not the whole account of the state.",
     "Les autres emplois, les prestations et les impôts hors du micro-travail ne réagissent pas. La recette publique "
     "est "
     "ce que le modèle perçoit en cotisations, non le compte entier de l'État."),
    ("Rights that are not money (dignity, voice, a reason given) are worth something that is not counted here.",
     "Les droits qui ne sont pas de l'argent (dignité, parole, motif donné) valent quelque chose qui n'est pas compté "
     "ici."),
)  # fmt: skip


def how_to_read(lang: Lang, narrower: float | None, **values: object) -> list[tuple[str, str]]:
    """Headings and paragraphs.

    Args:
        lang: language. narrower: by how much pairing narrows the intervals; None if that is not known.
        values: `level`, `share`, `amount`, `reaction`, as they are written.

    Example:
        >>> how_to_read("fr", None, level="95 %", share="5 %", amount="1 €", reaction="réaction naïve")[0][0]
        'Un modèle, non une prévision'
    """
    which = ("en", "fr").index(lang)
    times = "" if narrower is None else NARROWER[which].format(times=_one_decimal(narrower, lang))
    return [
        (in_language(heading[which], lang), in_language(text[which].format(narrower=times, **values), lang))
        for heading, text in HOW
    ]


def limits(lang: Lang, made_up: bool = False) -> list[str]:
    """What the model leaves out.

    Args:
        lang: language. made_up: whether no real market stands behind the scenario.

    Example:
        >>> len(limits("en")) == len(limits("fr"))
        True
    """
    told = [LEVEL_MADE_UP if made_up and pair is LEVEL else pair for pair in LIMITS]
    return [in_language(pair[("en", "fr").index(lang)], lang) for pair in told]


def _one_decimal(value: float, lang: Lang) -> str:
    return f"{value:.1f}" if lang == "en" else f"{value:.1f}".replace(".", ",")
