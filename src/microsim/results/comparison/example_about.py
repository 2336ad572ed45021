"""What the comparison made up for examples says about itself."""

from typing import Any

LAWS = ("status_quo", "eu_directive_2024_2831", "france_employment_status", "pay_floor")
PARTS: dict[str, dict[str, Any]] = {
    "contributions": {
        "told_en": "People who declare pay social contributions on what they are paid.",
        "told_fr": "Qui déclare paie des cotisations sociales sur ce qu'il touche.",
        "evasion_en": "Not declaring.",
        "evasion_fr": "Ne pas déclarer.",
        "anchor": ["L10 France: micro-social regime, Code de la securite sociale"],
        "existing": True,
        "countries": ["FR"],
        "compliance": 0.5,
        "parameters": {"share": 0.222},
    },
    "employment": {
        "told_en": "On platforms that direct the work, workers are employees with a minimum wage per hour.",
        "told_fr": "Là où la plateforme dirige le travail, on est salarié, au salaire minimum horaire.",
        "evasion_en": "The platform stops directing, shuts the country out, or passes the cost on as a fee.",
        "evasion_fr": "La plateforme cesse de diriger, ferme les comptes du pays, ou répercute le coût.",
        "anchor": ["L2 Directive (EU) 2024/2831, Article 5 (to be checked against the text)",
                   "L11 France: minimum wage (SMIC), Code du travail"],
        "compliance": 1.0,
        "only_directing": True,
        "countries": ["FR"],
        "parameters": {"wage": 10.03, "employee_share": 0.208, "employer_share": 0.15},
    },
    "appeal": {
        "told_en": "Rejections need reasons, and a human being decides on appeals by looking at the answers.",
        "told_fr": "Tout refus est motivé, et un être humain statue sur les recours, réponses en main.",
        "evasion_en": "Reasons are copied from a list; small amounts are rejected, which nobody appeals for.",
        "evasion_fr": "Les motifs viennent d'une liste ; on refuse de petites sommes, que nul ne réclame.",
        "anchor": ["L6 Directive (EU) 2024/2831, Article 11(2)-(3) (to be checked against the text)"],
        "compliance": 0.8,
        "parameters": {"delay_days": 14, "minutes": 10.0},
    },
    "pay_floor": {
        "told_en": "No batch may pay less per hour of median completion time than the floor.",
        "told_fr": "Aucun lot ne paie moins que le plancher par heure de temps médian d'exécution.",
        "evasion_en": "Times are understated; work goes where the floor does not hold.",
        "evasion_fr": "On sous-estime les temps ; le travail part là où le plancher ne vaut pas.",
        "anchor": ["L15 Platform rule (Prolific), terms"],
        "compliance": 1.0,
        "parameters": {"hourly": 6.0, "with_search": False},
    },
}  # fmt: skip
PACKAGES = {
    "status_quo": ("contributions",),
    "eu_directive_2024_2831": ("contributions", "employment", "appeal"),
    "france_employment_status": ("contributions", "employment"),
    "pay_floor": ("contributions", "pay_floor"),
    "placebo": ("contributions",),
}


def about_example(seeds: int, draws: int) -> dict[str, Any]:
    """What stands in `about`.

    Example:
        >>> about_example(1, 0)["seeds"]
        [1]
    """
    laws = [
        {"name": name, "placebo": name == "placebo",
         "parts": [{"name": part, "from_day": 0, **PARTS[part]} for part in parts]}
        for name, parts in PACKAGES.items()
    ]  # fmt: skip
    return {
        "scenario": "france_2019", "currency": "EUR", "start_date": "2019-01-01", "days": 365, "burn_in_days": 364,
        "scale": 0.05, "registered": 13306, "reaction": "naive", "baseline": "status_quo", "laws": laws,
        "seeds": list(range(1, seeds + 1)), "draws": draws, "thresholds": {"share": 0.05, "amount": 1.0},
        "level": 0.95, "version": "0.1.0", "code": "3f5c9a1e77d0", "commit": "", "packages": {"numpy": "2.3.4"},
        "python": "3.11.2", "machine": "x86_64", "config": "a81bd0c4e2f1",
        "command": "microsim compare scenario=france_2019 scale=0.05", "made": "2026-11-23T14:00:00+00:00",
        "lang": "en",
    }  # fmt: skip
