"""Units of metrics as they are read, in English and in French."""

# French of the units of the metrics above; "currency" stands for its code.
UNITS = {
    "persons": "personnes",
    "accounts": "comptes",
    "tasks": "tâches",
    "appeals": "recours",
    "platforms": "plateformes",
    "of pay-outs": "des versements",
    "of tasks posted": "des tâches postées",
    "tasks/day": "tâches/jour",
    "h/month": "h/mois",
    "currency/month": "currency/mois",
    "h/week": "h/semaine",
    "currency/week": "currency/semaine",
    "ratio": "rapport",
    "0 to 1": "de 0 à 1",
    "of registered": "des inscrits",
    "of workers": "des personnes",
    "of time": "du temps",
    "of batches": "des lots",
    "of tasks taken": "des tâches prises",
    "of tasks submitted": "des tâches rendues",
    "of outlay": "de la dépense",
    "days": "jours",
    "exponent of the density": "exposant de la densité",
    "currency/task": "currency/tâche",
    "currency/person": "currency/personne",
    "of those who lost all accounts": "de ceux qui ont perdu tous leurs comptes",
    "currency/answer": "currency/réponse",
    "of earners": "des personnes payées",
    "of active worker-weeks": "des semaines-personnes actives",
    "of the target": "de l'objectif",
    "of accepted pay": "de la rémunération acceptée",
    "of value posted": "de la valeur postée",
    "of tasks rejected": "des refus",
    "of their tasks": "de leurs tâches",
    "of tasks judged": "des tâches jugées",
    "of repeat requesters": "des donneurs d'ordre réguliers",
    "of workers judged": "des évalués",
    "of those locked out": "des exclus",
    "of suspensions": "des suspensions",
    "of active workers": "des actifs",
    "of tasks wanted": "des tâches voulues",
    "of work displaced": "du travail supprimé",
    "of planned hours": "des heures prévues",
    "of hours lost": "des pertes",
    "log points per log point": "points log par point log",
}


def unit_to_read(unit: str, currency: str, lang: str) -> str:
    """A unit as it stands after a number; a share is shown in per cent, so only what it is a share of remains.

    Example:
        >>> unit_to_read("share of time", "EUR", "fr"), unit_to_read("EUR/month", "EUR", "fr")
        ('du temps', 'EUR/mois')
    """
    unit = unit.removeprefix("share").strip()
    if lang == "en":
        return unit
    neutral = unit.replace(currency, "currency")
    return UNITS.get(neutral, neutral).replace("currency", currency)
