"""What a comparison says of itself: scenario, laws, seeds, draws, thresholds, provenance, and where each fork is."""

import datetime as dt
import platform
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import microsim
from microsim.config.comparison import AND, PLACEBO, Comparison
from microsim.config.dated import Regulation
from microsim.config.describe import Parameter
from microsim.config.plausible import plausible
from microsim.config.schema import Config
from microsim.config.targets import file_of
from microsim.metrics.countries import country_labels
from microsim.regulation import written
from microsim.results.comparison.read import Fork
from microsim.results.sweeps import LEVEL
from microsim.runs.assumed import families
from microsim.runs.begin import BEFORE
from microsim.runs.code_state import code_state, package_versions
from microsim.runs.many.identity import code_digest, seedless_digest
from microsim.runs.many.run_many import place_of

from .plan import ComparisonPlan, in_force, parameters_of


def about_comparison(plan: ComparisonPlan, words: Sequence[str]) -> dict[str, Any]:
    """All that the results of a comparison need beside its forks, as plain values.

    Args:
        plan: what is compared.
        words: of the command line.
    """
    options = plan.options
    baseline = next(iter(plan.laws))
    config = plan.laws[baseline]
    return {
        **about_config(config),
        "baseline": baseline,
        "laws": [about_law(name, law) for name, law in plan.laws.items()],
        "seeds": list(range(1, options.seeds + 1)),
        "draws": options.draws,
        "positions": {family: list(places) for family, places in plan.positions.items()},
        "families": {family: about_family(rows) for law in plan.laws.values()
                     for family, rows in families(law).items() if family in plan.positions},
        "thresholds": {"share": options.threshold_share, "amount": options.threshold_amount},
        "level": LEVEL,
        "command": f"microsim compare {' '.join(words)}",
        "forks": [{**fork.settings, "place": place_of(fork.settings)} for fork in plan.forks],
    }  # fmt: skip


def about_runs(laws: Mapping[str, Config], forks: Iterable[Fork], folders: Sequence[str]) -> dict[str, Any]:
    """The same of single runs, which have no draws and no placebo."""
    options = Comparison.model_fields
    share, amount = (options[f"threshold_{name}"].default for name in ("share", "amount"))
    return {
        **about_config(next(iter(laws.values()))),
        "baseline": next(iter(laws)),
        "laws": [about_law(name, law) for name, law in laws.items()],
        "seeds": sorted({fork.seed for fork in forks}),
        "draws": 0, "positions": {}, "families": {},
        "thresholds": {"share": share, "amount": amount},
        "level": LEVEL,
        "command": f"microsim compare {' '.join(map(str, folders))}",
    }  # fmt: skip


def about_config(config: Config) -> dict[str, Any]:
    """Scenario, length, scale and provenance of runs with a configuration."""
    return {
        "scenario": config.scenario.name, "currency": config.scenario.currency,
        "start_date": str(config.scenario.start_date), "days": config.days, "burn_in_days": config.burn_in_days,
        "scale": config.scale, "registered": round(config.population.workers * config.scale),
        "countries": country_labels(config.model_dump(mode="json")),
        "reaction": config.reaction.mode, "lang": config.lang, "figures": config.figures,
        "version": microsim.__version__,
        "code": code_digest(), "config": seedless_digest(config), **where_from(),
        "made": dt.datetime.now().astimezone().isoformat(timespec="seconds"),
    }  # fmt: skip


def where_from() -> dict[str, Any]:
    """Commit (a plus: with changes), packages, Python and machine."""
    state = code_state()
    commit = str(state.get("commit") or "")
    return {"commit": f"{commit}+" if commit and state.get("dirty") else commit, "packages": package_versions(),
            "python": platform.python_version(), "machine": platform.platform()}  # fmt: skip


def about_law(name: str, config: Config) -> dict[str, Any]:
    """A law or package as it is in a fork: each part with its texts, where it is written, and its parameters."""
    parts = [] if name == PLACEBO else [about_part(key, law) for key, law in in_force(config).items()]
    repealed = [key for key, law in config.regulation.items() if law.until_day == -1 and not key.endswith(BEFORE)]
    labels = {f"labels_{lang}": [_label(part, config, place) for part in name.split(AND)]
              for place, lang in enumerate(("en", "fr"))}  # fmt: skip
    return {"name": name, "placebo": name == PLACEBO, "parts": parts, "repealed": repealed, **labels}


def _label(name: str, config: Config, place: int) -> str:
    """What a single law is called; nothing of a package, or of a law that has no name."""
    law = config.regulation.get(name)
    return law.named[place] if law is not None and file_of(type(law)) == name else ""


def about_part(name: str, law: Regulation) -> dict[str, Any]:
    """One law."""
    return {
        "name": name, "law": file_of(type(law)), "told_en": law.told_en, "told_fr": law.told_fr,
        "evasion_en": law.evasion_en, "evasion_fr": law.evasion_fr,
        "anchor": [written(anchor) for anchor in law.anchor], "existing": law.existing,
        "from_day": law.from_day, "compliance": law.compliance, "countries": law.countries, "platforms": law.platforms,
        "only_directing": law.only_directing, "parameters": parameters_of(law),
    }  # fmt: skip


def about_family(rows: Sequence[Parameter]) -> Mapping[str, Any]:
    """Labels and unit of a family of assumed parameters; value and range where it is one parameter."""
    row = rows[0]
    alone = len(rows) == 1
    low, high = plausible(row) or (None, None)
    return {"label_en": row["label_en"], "label_fr": row["label_fr"], "unit": row["unit"],
            "value": row["value"] if alone else None, "low": low if alone else None,
            "high": high if alone else None}  # fmt: skip
