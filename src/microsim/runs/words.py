"""What the report of a run says, in English and in French, and which metrics it shows."""

HEADLINES = {
    "people": ("registered_at_end", "active_per_day", "share_active_weekly", "share_active_monthly", "share_ever_paid"),
    "pay": (
        "hourly_pay_median", "effective_hourly_pay", "posted_hourly_pay", "share_above_reference_wage",
        "monthly_income_mean", "gini_of_pay",
    ),
    "time": ("hours_per_active_month", "unpaid_share_of_time", "search_share_of_time", "hours_wanted_over_obtained"),
    "trade": (
        "tasks_posted_per_day", "fill_rate", "fill_hours_median", "price_change", "share_of_tasks_returned",
        "accounts_suspended", "outlay", "fee_share_of_outlay",
    ),
    "rejection": (
        "share_of_tasks_rejected", "wrongful_share_of_rejections", "refused_share_of_rejections", "hours_rejected",
        "pay_rejected", "value_kept", "share_locked_out", "days_locked_mean", "share_recovered",
    ),
    "ai": (
        "share_done_by_ai", "share_done_by_ai_preparation", "share_done_by_ai_verification",
        "share_done_by_ai_impersonation", "share_done_by_ai_no_role", "hours_displaced", "hours_created",
        "share_displaced", "displaced_found_elsewhere", "displaced_who_left", "share_using_ai",
        "share_of_tasks_with_ai", "requesters_gain",
    ),
}  # fmt: skip
BY_MOTIVE = ("share_active_weekly", "hourly_pay_median", "hours_per_active_month", "unpaid_share_of_time")
BY_COUNTRY = (
    "share_active_weekly", "hourly_pay_median", "effective_hourly_pay", "hours_per_active_month",
    "share_left_by_life", "share_left_disappointed", "share_left_without_account",
)
REJECTION = (
    "share_of_tasks_rejected", "wrongful_share_of_rejections", "hours_rejected", "pay_rejected", "share_rejected",
    "share_locked_out", "days_locked_mean", "share_recovered",
)  # of groups

BY_ROLE = ("share_displaced", "displaced_found_elsewhere", "displaced_who_left")

WORDS = {
    "ai": ("AI", "IA"),
    "role": ("By early work for AI", "Par rôle initial"),
    "title": (
        "{scenario} · seed {seed} · {days} days from {date}",
        "{scenario} · graine {seed} · {days} jours à partir du {date}",
    ),
    "scale": (" · scale {scale}", " · échelle {scale}"),
    "people": ("People", "Personnes"),
    "pay": ("Pay", "Rémunération"),
    "time": ("Time", "Temps"),
    "trade": ("Trade", "Échanges"),
    "rejection": ("Rejection", "Refus"),
    "rejection_by_motive": ("Rejection by motive", "Refus par motif"),
    "rejection_by_experience": ("By tasks judged before", "Par tâches déjà jugées"),
    "motive": ("By motive", "Par motif"),
    "country": ("By country", "Par pays"),
    "workers": ("Registered in all", "Inscrits en tout"),
    "nothing": ("–", "–"),
    "burn_in": ("Burn-in {days} days: {drift}: {settled}.", "Rodage {days} jours : {drift} : {settled}."),
    "no_burn_in": (
        "No burn-in: the market starts as it was set up.",
        "Sans rodage : le marché part tel que configuré.",
    ),
    "settled": ("settled", "stabilisé"),
    "not_settled": ("not settled", "pas stabilisé"),
    "too_short": (
        "not settled, as this scenario takes {needed} days: burn_in_days={needed}",
        "pas stabilisé, car ce scénario demande {needed} jours : burn_in_days={needed}",
    ),
    "idle": (
        "Nothing was posted on {names}: none of its requesters is in this sample, or no job is worth its cost there.",
        "Rien n'a été publié sur {names} : aucun de ses donneurs d'ordre n'est dans cet échantillon, ou rien n'y vaut"
        " son coût.",
    ),
    "dead": (
        "Nothing was posted anywhere: no job is worth its cost. Raise task_types.<name>.value, or lower fees and the"
        " platforms' price_min.",
        "Rien n'a été publié nulle part : rien ne vaut son coût. Augmentez task_types.<nom>.value, ou baissez les frais"
        " et les price_min des plateformes.",
    ),
    "price": ("price", "prix"),
    "stock": ("batches on show", "lots en ligne"),
    "active": ("active people", "actifs"),
    "belief": ("expected pay", "rémunération attendue"),
    "unknown": ("unknown", "inconnu"),
    "took": ("Took {total}, of which simulation {simulation}.", "Durée {total}, dont simulation {simulation}."),
    "folder": ("Run:", "Résultats :"),
    "validation": (
        "{scenario} beside what was published · seeds: {seeds} · scale {scale:g}",
        "{scenario} face aux chiffres publiés · graines : {seeds} · échelle {scale:g}",
    ),
    "head_figure": ("figure", "chiffre"),
    "head_unit": ("unit", "unité"),
    "head_published": ("published", "publié"),
    "head_mark": ("checked", "vérifié"),
    "head_band": ("band", "bande"),
    "head_model": ("model", "modèle"),
    "head_seeds": ("seeds", "graines"),
    "head_verdict": ("", ""),
    "input_checks": ("follow from what was put in, not scored:", "découlent des entrées, non notés :"),
    "in_band": ("in", "dedans"),
    "out_of_band": ("OUT", "DEHORS"),
    "not_measured": ("not measured", "non mesuré"),
    "validation_score": (
        "{inside} of the {measured} targets measured lie in their band.",
        "{inside} des {measured} cibles mesurées sont dans leur bande.",
    ),
    "validation_burn_in": ("Mean over seeds. {told}", "Moyenne des graines. {told}"),
    "sensitivity": (
        "{scenario}: change of each metric with one assumed parameter at the low and at the high end · scale {scale:g}",
        "{scenario} : variation de chaque mesure, un paramètre supposé à ses deux extrémités · échelle {scale:g}",
    ),
    "parameter": ("parameter", "paramètre"),
    "figures": ("Figures:", "Figures :"),
}

def say(key: str, lang: str, **values: object) -> str:
    """The words under a key, filled in.

    Example:
        >>> say("scale", "fr", scale="0,01")
        ' · échelle 0,01'
    """
    return WORDS[key][("en", "fr").index(lang)].format(**values)
