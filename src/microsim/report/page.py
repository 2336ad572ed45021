"""Everything that a page says, as plain data for the template."""

import base64
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from microsim.facts.measured import EFFECT
from microsim.plots.comparison.draw import sheets
from microsim.plots.comparison.told import Told
from microsim.plots.comparison.words import MADE_UP, in_language, scenario_name
from microsim.plots.comparison.words import say as figure_say
from microsim.plots.numbers import money, number
from microsim.plots.words import Lang
from microsim.results.comparison.assumptions import FEWEST
from microsim.results.comparison.read import PLACEBO
from microsim.results.size import below_the_card

from .alts import alt_of
from .drift import drifts
from .finding import Finding
from .findings import findings_of
from .headlines import cards
from .laws import law_sections
from .provenance import provenance
from .reading import how_to_read, limits
from .spread import FEWEST_DRAWS
from .tables import assumptions_table, missing_table, tables_of
from .words import say

GROUPS = {
    "workers": ("income", "pay", "hours", "active", "rejection"), "sides": ("losers", "winners"),
    "leaving": ("leavers", "leaving"),
    "trade": ("cost", "volume", "abroad"), "money": ("platforms", "public"), "placebo": ("placebo",),
}  # fmt: skip
PARTS = ("short", "how", "laws", "findings", "figures", "tables", "assumptions", "missing", "limits", "provenance")


def page_of(told: Told, figures: Mapping[str, Path]) -> dict[str, Any]:
    """What the template shows.

    Args:
        told: the comparison in one language. figures: SVG file by name of figure.
    """
    lang, about = told.lang, told.comparison.about
    found = findings_of(told.comparison)
    return {
        "lang": lang, "say": lambda key, **values: say(key, lang, **values),
        "title": say("title", lang, scenario=scenario_name(about["scenario"], lang)),
        "lead": lead(told), "warnings": warnings_of(told), "parts": PARTS, "cards": cards(told),
        "short": [(told.name(one.law), one.claim(lang)) for one in found if one.kind == "summary"],
        "how": _how(told), "laws": law_sections(told),
        "findings": [(f"findings-{law}", told.name(law), grouped([one for one in found if one.law == law], lang))
                     for law in (*told.laws, PLACEBO)],
        "figures": [{"title": sheet.title, "alt": alt_of(told, sheet.name), "source": embedded(figures[sheet.name])}
                    for sheet in sheets(told)],
        "tables": [(f"tables-{law}", told.name(law), tables_of(told, law)) for law in told.laws],
        "assumptions": assumptions_of(told), "assumptions_table": assumptions_table(told),
        "missing_table": missing_table(told), "limits": limits(lang, about["scenario"] in MADE_UP),
        "provenance": provenance(told),
    }  # fmt: skip


def grouped(found: Sequence[Finding], lang: Lang) -> list[tuple[str, list[tuple[str, str]]]]:
    """Findings of one law under headings, each with its claim and what it stands on.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> [heading for heading, _ in grouped(findings_of(comparison_example()), "en")][:2]
        ['Workers', 'Who loses, who wins']
    """
    by_group: dict[str, list[tuple[str, str]]] = {key: [] for key in GROUPS}
    for one in found:
        for key, kinds in GROUPS.items():
            if one.kind.startswith(kinds):
                by_group[key].append((one.claim(lang), one.basis(lang)))
    return [(say(f"group_{key}", lang), some) for key, some in by_group.items() if some]


def lead(told: Told) -> list[str]:
    """What is compared, and at which size.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> lead(Told(comparison_example(), "en"))[1][:70]
        'The market modelled has 13,306 people registered, 1/20 of the real one'
    """
    lang, about = told.lang, told.comparison.about
    laws = say("laws_1", lang) if len(told.laws) == 1 else say("laws_n", lang, n=len(told.laws))
    seeds = say("lead_seeds" if told.seeds != 1 else "lead_seeds_1", lang, n=told.seeds)
    draws = say(f"lead_draws_{told.draws}" if told.draws < 2 else "lead_draws", lang, n=told.draws)
    first = say("lead", lang, scenario=scenario_name(about["scenario"], lang), laws=laws,
                baseline=told.name(told.baseline).lower(), seeds=seeds, draws=draws,
                reaction=figure_say(about["reaction"], lang), days=about["days"],
                burn_in=about["burn_in_days"])  # fmt: skip
    if about["scale"] == 1:
        return [first]
    if about["scenario"] in MADE_UP:
        scale = number(about["scale"], lang, 2).rstrip("0")
        return [first, say("scale_made_up", lang, scale=scale, registered=number(about["registered"], lang))]
    times = 1 / about["scale"]
    decimals = 0 if abs(times - round(times)) < 1e-9 else 1
    registered = number(about["registered"], lang)
    return [first, say("scale", lang, registered=registered, times=number(times, lang, decimals))]


def warnings_of(told: Told) -> list[str]:
    """What a reader must know before any number.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> [len(warnings_of(Told(comparison_example(*which), "fr"))) for which in ((10, 20), (10, 5), (1, 0, True))]
        [1, 2, 4]
    """
    lang, lost = told.lang, len(told.comparison.missing)
    warnings = [say("warn_seed_draws" if told.draws else "warn_seed", lang)] if told.seeds == 1 else []
    if told.draws == 0:
        warnings.append(say("warn_draws_1" if told.seeds == 1 else "warn_draws", lang))
    if 0 < told.draws < FEWEST_DRAWS:
        key = "warn_few_draws_1" if told.draws == 1 else "warn_few_draws"
        warnings.append(say(key, lang, n=told.draws, least=FEWEST_DRAWS, level=told.level))
    about = told.comparison.about
    if size := below_the_card(about["scenario"], about["scale"], EFFECT, about["currency"], lang):
        warnings.append(size)
    if drifted := drifts(told):
        warnings.append(say("warn_drift", lang, told=", ".join(drifted)))
    if lost:
        warnings.append(say("warn_missing" if lost > 1 else "warn_missing_1", lang, n=lost))
    return warnings


def assumptions_of(told: Told) -> str:
    """Whether any assumed parameter stands out, or why that cannot be told.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> assumptions_of(Told(comparison_example(10, 5), "en"))[:32]
        'There are too few draws (5) to t'
    """
    rows, effects = told.comparison.assumptions, told.comparison.effects
    if told.draws == 0:
        return say("assumptions_none", told.lang)
    with_result = int(effects.n_draws.max()) if len(effects) else 0
    if with_result < FEWEST:
        return say("assumptions_few", told.lang, n=with_result, least=FEWEST)
    if not len(rows):
        return say("assumptions_still", told.lang)
    key = "assumptions_out" if rows.stands_out.any() else "assumptions_quiet"
    return say(key, told.lang, n=told.draws, k=rows.parameter.nunique())


def _how(told: Told) -> list[tuple[str, str]]:
    about, lang = told.comparison.about, told.lang
    least = about["thresholds"]
    rows = told.comparison.effects
    narrower = rows[(rows.by == "all") & (rows.law != PLACEBO)].narrower if len(rows) else []
    known = [value for value in narrower if math.isfinite(value)]
    middle = sorted(known)[len(known) // 2] if known and told.seeds > 1 else None
    return how_to_read(
        lang, middle if middle and middle > 1 else None, level=told.level, share=told.plain_percent(least["share"]),
        amount=money(least["amount"], told.currency, lang, 0 if least["amount"] % 1 == 0 else 2),
        reaction=in_language(figure_say(about["reaction"], lang), lang),
    )  # fmt: skip


def embedded(path: Path) -> str:
    """A figure as an address that holds all of it."""
    return f"data:image/svg+xml;base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"
