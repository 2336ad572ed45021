"""What a comparison was made with, as pairs of words."""

from microsim.plots.comparison.told import Told

from .words import say


def provenance(told: Told) -> list[tuple[str, str, bool]]:
    """What, its value, and whether it is to be written as code.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> provenance(Told(comparison_example(3), "fr"))[0]
        ('Commande', 'microsim compare scenario=france_2019 scale=0.05', True)
    """
    lang, about = told.lang, told.comparison.about
    none = say("prov_none", lang)
    packages = ", ".join(f"{name} {version}" for name, version in about["packages"].items())
    pairs = (
        ("prov_command", about["command"], True), ("prov_made", about["made"], False),
        ("prov_version", about["version"], False), ("prov_code", about["code"], True),
        ("prov_commit", about["commit"], True), ("prov_config", about["config"], True),
        ("prov_python", f"{about['python']}, {about['machine']}", False), ("prov_packages", packages, False),
        ("prov_seeds", runs_of(about["seeds"]), False), ("prov_draws", str(about["draws"]), False),
        ("prov_tables", "effects, winners, paths, assumptions, missing (CSV, Parquet, Excel)", False),
    )  # fmt: skip
    return [(say(key, lang), str(value) or none, is_code and bool(value)) for key, value, is_code in pairs]


def runs_of(seeds: list[int]) -> str:
    """Seeds, runs of them written short.

    Example:
        >>> runs_of([1, 2, 3, 7]), runs_of([4])
        ('1–3, 7', '4')
    """
    parts: list[list[int]] = []
    for seed in sorted(seeds):
        if parts and seed == parts[-1][-1] + 1:
            parts[-1].append(seed)
        else:
            parts.append([seed])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in parts)
