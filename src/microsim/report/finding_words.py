"""What findings say, in English and in French. No sentence names a direction but those under `up` and `down`."""

from microsim.plots.comparison.words import in_language
from microsim.plots.words import Lang

# What is measured, as the subject of a sentence: singular, so that the verbs below agree.
SUBJECTS: dict[str, tuple[str, str]] = {
    "net_income_per_head": ("the net income per person registered on the policy day",
                   "le revenu net par personne inscrite à l'entrée en vigueur"),
    "effective_hourly_pay": (
        "pay per hour worked, unpaid time included, before contributions,",
        "la rémunération par heure travaillée, temps non payé compris, avant cotisations,",
    ),
    "hourly_pay_median": ("the median worker's pay per hour worked, before contributions,",
                          "la rémunération médiane par heure travaillée, avant cotisations,"),
    "hours_per_head": ("the time worked per person registered on the policy day",
                       "le temps de travail par personne inscrite à l'entrée en vigueur"),
    "active_per_day": ("the number of people who work on a day",
                       "le nombre de personnes qui travaillent un jour donné"),
    "outlay_per_usable_answer": ("what requesters spend per right answer",
                               "la dépense des donneurs d'ordre par bonne réponse"),
    "tasks_posted_per_day": ("the number of tasks posted per day", "le nombre de tâches publiées par jour"),
    "platform_profit": ("the profit of platforms (fees less what the law costs them)",
                        "le profit des plateformes (commissions moins ce que la loi leur coûte)"),
    "public_money": ("public money received (contributions)", "la recette publique (cotisations)"),
    "foreign_share_of_tasks": ("the share of tasks done abroad", "la part des tâches faites à l'étranger"),
    "share_of_tasks_rejected": ("the share of tasks rejected", "la part des tâches refusées"),
    "exits": ("the number of people who leave", "le nombre de personnes qui partent"),
    "entries": ("the number of people who enter", "le nombre de personnes qui entrent"),
}  # fmt: skip

WORDS: dict[str, tuple[str, str]] = {
    # what is claimed
    "up": ("{Subject} rises by {size} ({name}: {interval}).",
           "{Subject} augmente de {size} ({name} : {interval})."),
    "down": ("{Subject} falls by {size} ({name}: {interval}).",
             "{Subject} baisse de {size} ({name} : {interval})."),
    "open": ("{Subject} cannot be told from no change ({name}: {interval}).",
             "{Subject} : changement non établi ({name} : {interval})."),
    "same": ("{Subject} is the same as under the baseline in every run.",
             "{Subject} : identique à la référence dans toutes les simulations."),
    "one": ("{Subject} is {value} in the one seed that was run, {baseline} under the baseline.",
            "{Subject} : {value} dans l'unique graine simulée, {baseline} avec la référence."),
    "none": ("{Subject}: nothing can be said.", "{Subject} : on ne peut rien dire."),
    # on what it stands
    "up_basis": ("{about} {over}; {agree}{total}", "{about} {over} ; {agree}{total}"),
    "down_basis": ("{about} {over}; {agree}{total}", "{about} {over} ; {agree}{total}"),
    "open_basis": ("{about} {over}{more}{total}", "{about} {over}{more}{total}"),
    "same_basis": ("{about}{total}", "{about}{total}"),
    "one_basis": ("Difference: {change}. With one seed no interval can be given, so no direction is claimed.{total}",
                  "Écart : {change}. Avec une seule graine, aucun intervalle ne peut être donné : aucun sens n'est "
                  "affirmé.{total}"),
    "none_basis": ("No seed has a result both under the law and under the baseline.",
                   "Aucune graine n'a de résultat à la fois avec la loi et avec la référence."),
    "about": ("Baseline: {baseline}{relative}.", "Référence : {baseline}{relative}."),
    "relative": (", so {change}", ", soit {change}"),
    "loss": (" Platforms would pay more than they earn: nobody would go on so, and it is a bill, not a forecast.",
             " Les plateformes paieraient plus qu'elles ne gagnent : nul ne continuerait ainsi ; c'est une facture, non"
             " une prévision."),
    "hours_worked": (" It is that of the hours still worked: hours that nobody works any more do not count.",
                     " C'est celle des heures encore travaillées : celles que plus personne ne fait ne comptent pas."),
    "total": (" Market modelled at 1/{times}: times {times} for the whole.",
              " Marché simulé au 1/{times} : à multiplier par {times} pour l'ensemble."),
    "beyond": (". The runs speak against a difference beyond these ends.",
               ". Les simulations plaident contre un écart au-delà de ces bornes."),
    "disagree": (". {other}; taken together they allow no direction.",
                 ". {other} ; ensemble, ils ne permettent d'affirmer aucun sens."),
    "open_no_draws": ("; the assumed parameters were not varied.",
                      " ; les paramètres supposés n'ont pas été variés."),
    "open_alone": ("; the other one cannot be given.", " ; l'autre ne peut être donné."),
    "interval": ("{level} interval", "intervalle à {level}"),
    "interval_difference": ("{level} interval of the difference", "intervalle à {level} de l'écart"),
    "range": ("range of the {n} draws", "étendue des {n} tirages"),
    "range_difference": ("range of the difference in the {n} draws", "étendue de l'écart dans les {n} tirages"),
    "other": ("{name}: {interval}", "{name} : {interval}"),
    "seeds": ("The interval is over seeds", "L'intervalle porte sur les graines"),
    "draws": ("The interval is over draws of the assumed parameters",
              "L'intervalle porte sur les tirages des paramètres supposés"),
    "other_seeds": (" over seeds", " sur les graines"),
    "other_draws": (" over draws", " sur les tirages"),
    "agree_seeds": ("the sign is the same in {a} of {n} seeds", "le signe est le même dans {a} graines sur {n}"),
    "agree_seeds_1": ("only one seed was run", "une seule graine a été simulée"),
    "agree_draws": (" and in {b} of {m} draws.", " et dans {b} tirages sur {m}."),
    "agree_draws_1": ("; the sign is the same in {b} of {m} draws.", " ; le signe est le même dans {b} tirages sur "
                                                                     "{m}."),
    "agree_no_draws": ("; the assumed parameters were not varied.",
                       " ; les paramètres supposés n'ont pas été variés."),
    # who loses, who wins
    "losers_beyond": ("{share} of people lose, {placebo} under the placebo: an excess of {excess} "
                      "({name}: {interval}).",
                      "{share} des personnes perdent, {placebo} avec le placebo : un excédent de {excess} "
                      "({name} : {interval})."),
    "losers_beyond_basis": ("{over}. Who loses, loses {mean} a month on average.",
                         "{over}. Qui perd, perd {mean} par mois en moyenne."),
    "losers_open": ("{share} of people lose, {placebo} under the placebo: the excess cannot be told from what mere "
                 "re-matching makes ({name}: {interval}).",
                 "{share} des personnes perdent, {placebo} avec le placebo : l'excédent ne se distingue pas de "
                 "l'effet du "
                 "simple réappariement ({name} : {interval})."),
    "losers_open_basis": ("{over}.", "{over}."),
    "losers_fewer": ("{share} of people lose, fewer than the {placebo} under the placebo ({name}: {interval}).",
                  "{share} des personnes perdent, moins que les {placebo} avec le placebo ({name} : {interval})."),
    "losers_fewer_basis": ("{over}.", "{over}."),
    "losers_one": ("{share} of people lose, {placebo} under the placebo, in the one seed that was run.",
                "{share} des personnes perdent, {placebo} avec le placebo, dans l'unique graine simulée."),
    "losers_alone": ("{share} of people lose.", "{share} des personnes perdent."),
    "losers_alone_basis": ("There is no placebo to set beside it: how many would by chance alone is not known.",
                     "Aucun placebo à mettre en regard : on ignore combien le feraient par le seul hasard."),
    "losers_one_basis": ("No interval can be given: who loses because of the law cannot be told.",
                      "Aucun intervalle ne peut être donné : on ne peut dire qui perd à cause de la loi."),
    "winners_beyond": ("{share} of people win, {placebo} under the placebo: an excess of {excess} "
                      "({name}: {interval}).",
                      "{share} des personnes gagnent, {placebo} avec le placebo : un excédent de {excess} "
                      "({name} : {interval})."),
    "winners_beyond_basis": ("{over}. Who wins, wins {mean} a month on average.",
                         "{over}. Qui gagne, gagne {mean} par mois en moyenne."),
    "winners_open": ("{share} of people win, {placebo} under the placebo: the excess cannot be told from what mere "
                 "re-matching makes ({name}: {interval}).",
                 "{share} des personnes gagnent, {placebo} avec le placebo : l'excédent ne se distingue pas de "
                 "l'effet du "
                 "simple réappariement ({name} : {interval})."),
    "winners_open_basis": ("{over}.", "{over}."),
    "winners_fewer": ("{share} of people win, fewer than the {placebo} under the placebo ({name}: {interval}).",
                  "{share} des personnes gagnent, moins que les {placebo} avec le placebo ({name} : {interval})."),
    "winners_fewer_basis": ("{over}.", "{over}."),
    "winners_one": ("{share} of people win, {placebo} under the placebo, in the one seed that was run.",
                "{share} des personnes gagnent, {placebo} avec le placebo, dans l'unique graine simulée."),
    "winners_alone": ("{share} of people win.", "{share} des personnes gagnent."),
    "winners_alone_basis": ("There is no placebo to set beside it: how many would by chance alone is not known.",
                     "Aucun placebo à mettre en regard : on ignore combien le feraient par le seul hasard."),
    "winners_one_basis": ("No interval can be given: who wins because of the law cannot be told.",
                      "Aucun intervalle ne peut être donné : on ne peut dire qui gagne à cause de la loi."),
    "losers_groups": ("Groups in which more lose than under the placebo, {by}: {told}.",
                      "Groupes où l'on perd plus souvent qu'avec le placebo, {by} : {told}."),
    "losers_groups_basis": ("Groups whose share of losers exceeds the placebo's, with all of the interval above zero: "
                      "{beyond} of {looked}.",
                      "Groupes dont la part des perdants dépasse celle du placebo, tout l'intervalle étant au-dessus "
                      "de "
                      "zéro : {beyond} sur {looked}."),
    "winners_groups": ("Groups in which more win than under the placebo, {by}: {told}.",
                       "Groupes où l'on gagne plus souvent qu'avec le placebo, {by} : {told}."),
    "winners_groups_basis": ("Groups whose share of winners exceeds the placebo's, with all of the interval above "
                             "zero: "
                      "{beyond} of {looked}.",
                      "Groupes dont la part des gagnants dépasse celle du placebo, tout l'intervalle étant au-dessus "
                      "de "
                      "zéro : {beyond} sur {looked}."),
    "group": ("{group} ({share}, placebo {placebo}; excess {excess} points, {name}: {interval})",
              "{group} ({share}, placebo {placebo} ; excédent {excess} points, {name} : {interval})"),
    "losers_nobody": ("In none of the {looked} groups looked at ({bys}) can people be told to lose beyond what mere "
                      "re-matching does.",
                      "Dans aucun des {looked} groupes examinés ({bys}), on ne peut dire que l'on perd au-delà de "
                      "l'effet du simple réappariement."),
    "winners_nobody": ("In none of the {looked} groups looked at ({bys}) can people be told to win beyond what mere "
                       "re-matching does.",
                       "Dans aucun des {looked} groupes examinés ({bys}), on ne peut dire que l'on gagne au-delà de "
                       "l'effet du simple réappariement."),
    "motive": ("by motive", "par motif"),
    "decile": ("by income before the law", "par revenu avant la loi"),
    "sex": ("by sex", "par sexe"),
    "platform": ("by platform", "par plateforme"),
    # who leaves, who never comes
    "gone": ("{gone} of the people registered on the policy day leave earlier than under the baseline "
             "({placebo} under the placebo).",
             "{gone} des personnes inscrites à l'entrée en vigueur partent plus tôt qu'avec la référence "
             "({placebo} avec le placebo)."),
    "gone_basis": ("A count with the parameters as configured, without an interval.",
                   "Un décompte avec les paramètres tels que configurés, sans intervalle."),
    "left": ("One or more platforms left in {a} of {n} seeds.",
             "Une plateforme ou plus est partie dans {a} graines sur {n}."),
    "left_draws": ("One or more platforms left in {a} of {n} seeds and in {b} of {m} draws.",
                   "Une plateforme ou plus est partie dans {a} graines sur {n} et dans {b} tirages sur {m}."),
    "none_left": ("No platform left (in 0 of {n} seeds).", "Aucune plateforme n'est partie (0 graine sur {n})."),
    "none_left_draws": ("No platform left (in 0 of {n} seeds and 0 of {m} draws).",
                        "Aucune plateforme n'est partie (0 graine sur {n}, 0 tirage sur {m})."),
    "left_basis": ("Seeds have the parameters as configured, draws the assumed ones moved.",
                   "Les graines ont les paramètres tels que configurés, les tirages des paramètres supposés déplacés."),
    "not_entered": (" Of those who enter under the baseline, {share} never do under the law ({placebo} under the "
                    "placebo).",
                    " Parmi les personnes qui entrent avec la référence, {share} n'entrent jamais avec la loi "
                    "({placebo} avec le placebo)."),
    # the placebo
    "placebo_quiet": ("The placebo, one price raised by 0.01, moves none of the {n} measures looked at beyond its "
                      "interval.",
                      "Le placebo, un prix relevé de 0,01, ne déplace aucune des {n} mesures examinées au-delà de son "
                      "intervalle."),
    "placebo_loud": ("The placebo, one price raised by 0.01, moves {k} of the {n} measures looked at beyond its "
                     "interval ({names}): be careful with differences as small as these.",
                     "Le placebo, un prix relevé de 0,01, déplace {k} des {n} mesures examinées au-delà de son "
                     "intervalle ({names}) : prudence devant des écarts aussi petits."),
    "placebo_one": ("The placebo, one price raised by 0.01, was run with one seed: no interval can be given.",
                    "Le placebo, un prix relevé de 0,01, n'a été simulé qu'avec une graine : aucun intervalle ne peut "
                    "être donné."),
    "placebo_shares": ("Under it {winners} of people win and {losers} lose, because they meet other tasks on another "
                       "day: that much is luck, not law.",
                       "Avec lui, {winners} des personnes gagnent et {losers} perdent, parce qu'elles rencontrent "
                       "d'autres tâches un autre jour : c'est la part du hasard, non de la loi."),
    # in short
    "summary_up": ("Up: {told}.", "En hausse : {told}."),
    "summary_down": ("Down: {told}.", "En baisse : {told}."),
    "summary_open": ("Cannot be told from no change: {told}.", "Changement non établi : {told}."),
    "summary_same": ("The same in every run: {told}.", "Identique dans toutes les simulations : {told}."),
    "summary_one": ("One seed, so no direction is claimed; difference in this seed: {told}.",
                    "Une seule graine, donc aucun sens n'est affirmé ; écart dans cette graine : {told}."),
    "summary_none": ("No result: {told}.", "Sans résultat : {told}."),
}  # fmt: skip


def say(key: str, lang: Lang, **values: object) -> str:
    """The words under a key, filled in.

    Example:
        >>> say("motive", "fr")
        'par motif'
    """
    text = WORDS[key][("en", "fr").index(lang)].format(**values)
    return in_language(text.replace(",:", ":").replace(", :", " :"), lang)  # a subject may end with a comma


def subject(metric: str, label: str, lang: Lang) -> str:
    """What is measured as the subject of a sentence; of a measure without words, its label.

    Example:
        >>> subject("exits", "Exits", "en"), subject("gini", "Gini of pay", "en")
        ('the number of people who leave', '“Gini of pay”')
    """
    if metric in SUBJECTS:
        return SUBJECTS[metric][("en", "fr").index(lang)]
    return f"“{label}”" if lang == "en" else in_language(f"« {label} »", lang)
