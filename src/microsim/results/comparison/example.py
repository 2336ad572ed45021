"""A comparison made up by hand, for examples and tests: three packages of laws whose effects are easy to read.

Nothing in it was simulated: no number of it says anything about a law.
"""

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .example_about import LAWS, about_example
from .read import ALL, PLACEBO, Comparison

if TYPE_CHECKING:
    import pandas as pd

NAN = math.nan
TRIED = (*LAWS[1:], PLACEBO)
FIRST, LAST = -91, 364
# metric, labels, unit, baseline; effect, half of the interval over seeds and over draws, in the order of TRIED
METRICS: tuple[tuple[str, str, str, str, float, tuple[tuple[float, float, float], ...]], ...] = (
    ("net_income_per_head", "Net income per person", "Revenu net par personne", "EUR/month", 4.18,
     ((0.62, 0.21, 0.44), (0.55, 0.2, 0.7), (-0.31, 0.14, 0.12), (0.002, 0.03, NAN))),
    ("effective_hourly_pay", "Effective hourly pay", "Rémunération horaire effective", "EUR/h", 3.27,
     ((1.94, 0.32, 0.6), (1.9, 0.3, 0.5), (0.48, 0.1, 0.21), (0.001, 0.02, NAN))),
    ("hours_per_head", "Hours in sessions per person", "Heures en session par personne", "h/month", 1.28,
     ((0.09, 0.05, 0.04), (0.08, 0.05, 0.1), (-0.2, 0.06, 0.09), (0.0, 0.01, NAN))),
    ("outlay_per_usable_answer", "Outlay per right answer", "Dépense par bonne réponse", "EUR/answer", 0.118,
     ((0.0004, 0.0011, 0.0017), (0.0, 0.001, 0.001), (0.021, 0.003, 0.006), (0.0, 0.0004, NAN))),
    ("tasks_posted_per_day", "Tasks posted per day", "Tâches publiées par jour", "tasks/day", 10812.0,
     ((-85.0, 160.0, 210.0), (-40.0, 150.0, 200.0), (-1390.0, 260.0, 515.0), (3.0, 60.0, NAN))),
    ("active_per_day", "Active per day", "Actifs par jour", "persons", 412.0,
     ((6.1, 4.0, 7.7), (5.0, 4.0, 3.0), (-31.0, 7.0, 12.0), (0.1, 2.0, NAN))),
    ("share_of_tasks_rejected", "Tasks rejected (share)", "Tâches refusées (part)", "share of tasks submitted", 0.031,
     ((-0.0102, 0.002, 0.004), (0.0002, 0.002, 0.001), (0.0011, 0.0019, 0.003), (0.0, 0.0004, NAN))),
    ("foreign_share_of_tasks", "Done abroad", "Fait à l'étranger", "share of tasks submitted", 0.384,
     ((0.0021, 0.006, 0.004), (0.001, 0.005, 0.009), (0.047, 0.008, 0.019), (0.0003, 0.002, NAN))),
    ("exits", "Exits", "Départs", "persons", 2210.0,
     ((-42.0, 30.0, 55.0), (-40.0, 28.0, 35.0), (61.0, 33.0, 48.0), (1.0, 9.0, NAN))),
    ("outlay", "Outlay of requesters", "Dépense des donneurs d'ordre", "EUR", 402310.0,
     ((1420.0, 5100.0, 7000.0), (900.0, 5200.0, 6000.0), (18300.0, 9900.0, 21000.0), (20.0, 1500.0, NAN))),
    ("pay_made_up", "Pay made up", "Complément de salaire", "EUR", 0.0,
     ((61200.0, 4100.0, 15800.0), (60100.0, 4000.0, 13000.0), (0.0, 0.0, 0.0), (0.0, 0.0, NAN))),
    ("public_money", "Social contributions", "Cotisations sociales", "EUR", 21940.0,
     ((48120.0, 2900.0, 9100.0), (47800.0, 2800.0, 8800.0), (1210.0, 800.0, 1900.0), (4.0, 90.0, NAN))),
    ("platform_profit", "Profit of platforms", "Profit des plateformes", "EUR", 67050.0,
     ((-91400.0, 6200.0, 24000.0), (-89000.0, 6000.0, 21000.0), (2900.0, 1900.0, 3600.0), (3.0, 260.0, NAN))),
)  # fmt: skip
MOTIVES = {"supplement": ("supplement", "complément"), "necessity": ("necessity", "nécessité"),
           "flexibility": ("flexibility", "flexibilité")}  # fmt: skip
DECILES = {"none": ("earned nothing before", "aucun revenu avant")} | {
    str(n): (f"decile {n}", f"décile {n}") for n in range(1, 11)
}
# by law: winners, losers, and how much more the poorest lose than the richest
SHARES = {TRIED[0]: (0.061, 0.034, 0.01), TRIED[1]: (0.056, 0.031, 0.012), TRIED[2]: (0.032, 0.071, 0.08),
          PLACEBO: (0.021, 0.022, 0.0)}  # fmt: skip
PATHS = (
    ("accepted_pay", "Accepted pay per day", "Rémunération acceptée par jour", "EUR/day", 884.0, (0.02, 0.02, -0.06)),
    ("active", "Active per day", "Actifs par jour", "persons", 412.0, (0.015, 0.01, -0.075)),
    ("posted_pay", "Posted hourly pay", "Rémunération horaire affichée", "EUR/h", 4.1, (0.004, 0.002, 0.19)),
    ("tasks_posted", "Tasks posted per day", "Tâches publiées par jour", "tasks/day", 10812.0, (-0.008, 0.0, -0.128)),
    ("foreign_share", "Done abroad", "Fait à l'étranger", "share of tasks submitted", 0.384, (0.005, 0.002, 0.12)),
    ("rejected_share", "Tasks rejected", "Tâches refusées", "share of tasks submitted", 0.031, (-0.33, 0.0, 0.03)),
    ("fees", "Fees per day", "Commissions par jour", "EUR/day", 176.0, (0.02, 0.01, -0.05)),
)


def comparison_example(seeds: int = 10, draws: int = 20, missing: bool = False) -> Comparison:
    """A comparison of three packages of laws and a placebo with the status quo, made up.

    Args:
        seeds: how many; of one there are no intervals over seeds.
        draws: of the assumed parameters; of none there are no intervals over draws, and no assumptions.
        missing: whether some runs have no result.

    Example:
        >>> made_up = comparison_example()
        >>> len(made_up.about["seeds"]), made_up.effects.law.unique().tolist()[-1]
        (10, 'placebo')
    """
    import pandas as pd  # start-up

    return Comparison(
        folder=Path("results/comparisons/example"),
        about=about_example(seeds, draws),
        values=pd.DataFrame(),  # nothing is made up of single runs
        effects=pd.DataFrame(list(_effects(seeds, draws))),
        winners=pd.DataFrame(list(_winners(seeds, draws))),
        paths=_paths(seeds),
        assumptions=pd.DataFrame(list(_assumptions(draws)), columns=ASSUMED),
        missing=pd.DataFrame(RUNS_LOST if missing else [], columns=LOST),
    )


LOST = ["law", "seed", "draw", "status", "stage", "error"]
RUNS_LOST = [
    [TRIED[2], 7, 0, "failed", "fork", "FloatingPointError: overflow in price"],
    [TRIED[2], 8, 0, "failed", "fork", "FloatingPointError: overflow in price"],
    [TRIED[0], 3, 12, "not run", "burn-in", ""],
]
ASSUMED = ["law", "metric", "parameter", "label_en", "label_fr", "unit", "value", "low", "high", "correlation",
           "n_draws", "p", "stands_out"]  # fmt: skip


def _effects(seeds: int, draws: int) -> Iterator[dict[str, Any]]:
    for metric, label_en, label_fr, unit, baseline, of_laws in METRICS:
        for law, (effect, half_seeds, half_draws) in zip(TRIED, of_laws, strict=True):
            said = {"metric": metric, "label_en": label_en, "label_fr": label_fr, "unit": unit}
            groups: list[tuple[str, str, tuple[str, str], float]] = [(ALL, ALL, ("all", "ensemble"), 1.0)]
            if metric in ("net_income_per_head", "hours_per_head"):
                groups += [("motive", name, words, 0.6 + 0.4 * k) for k, (name, words) in enumerate(MOTIVES.items())]
                groups += [("decile", name, words, 0.1 + 0.2 * k) for k, (name, words) in enumerate(DECILES.items())]
            for by, group, (group_en, group_fr), times in groups:
                yield {
                    "law": law, "by": by, "group": group, "group_en": group_en, "group_fr": group_fr, **said,
                    **_numbers(baseline * times, effect * times, half_seeds * times, half_draws * times,
                               seeds, 0 if law == PLACEBO else draws),
                }  # fmt: skip


def _numbers(baseline: float, effect: float, seeds_half: float, draws_half: float, seeds: int, draws: int) -> dict:
    over_seeds = (effect - seeds_half, effect + seeds_half) if seeds > 1 else (NAN, NAN)
    over_draws = (0.96 * effect - draws_half, 0.96 * effect + draws_half) if draws else (NAN, NAN)
    known = {"seeds": over_seeds, "draws": over_draws}
    widths = {name: high - low for name, (low, high) in known.items() if not math.isnan(low)}
    wider = max(widths, key=widths.__getitem__, default="")
    low, high = known.get(wider, (NAN, NAN))
    return {
        "n_seeds": seeds, "baseline": baseline, "value": baseline + effect, "effect": effect,
        "low_seeds": over_seeds[0], "high_seeds": over_seeds[1],
        "same_sign_seeds": _agreeing(effect, seeds_half, seeds),
        "n_draws": draws, "low_draws": over_draws[0], "high_draws": over_draws[1],
        "same_sign_draws": _agreeing(effect, draws_half, draws),
        "low": low, "high": high, "wider": wider, "narrower": 3.1,
    }  # fmt: skip


def _agreeing(effect: float, half: float, of: int) -> int:
    """How many of some have the sign of the mean: all if the interval is far from zero, about half if it is wide."""
    if not of or math.isnan(half):
        return 0
    share = min(1.0, 0.5 + 0.5 * abs(effect) / half) if half else float(effect == 0)
    return round(share * of)


def _winners(seeds: int, draws: int) -> Iterator[dict[str, Any]]:
    kinds = {ALL: {ALL: ("all", "ensemble")}, "motive": MOTIVES, "decile": DECILES}
    for law, (win, lose, tilt) in SHARES.items():
        for by, groups in kinds.items():
            for place, (group, (group_en, group_fr)) in enumerate(groups.items()):
                lean = tilt * (1 - place / 6) if by != ALL else 0.0
                winners, losers = max(0.004, win - 0.3 * lean), max(0.004, lose + lean)
                noise = SHARES[PLACEBO][0], SHARES[PLACEBO][1]
                half = 0.012 if by == ALL else 0.021
                excess = (winners - noise[0], losers - noise[1])
                known = seeds > 1
                yield {
                    "law": law, "by": by, "group": group, "group_en": group_en, "group_fr": group_fr,
                    "people": {ALL: 13306.0, "motive": 4400.0}.get(by, 1210.0),
                    "winners": winners, "losers": losers, "unaffected": 1 - winners - losers,
                    "gone": 0.012 if law == PLACEBO else 0.018,
                    "not_entered": (0.002 if law == PLACEBO else 0.011) if by == ALL else NAN,
                    "placebo_winners": noise[0], "placebo_losers": noise[1],
                    "excess_winners": excess[0], "excess_losers": excess[1],
                    **_ends("winners", excess[0], half, known, draws), **_ends("losers", excess[1], half, known, draws),
                    "mean_gain": 11.2, "mean_loss": 6.3,
                }  # fmt: skip


def _ends(side: str, excess: float, half: float, known: bool, draws: int) -> dict[str, Any]:
    """Intervals of an excess: over seeds three quarters as wide as over draws."""
    over = {"_seeds": 0.75 * half if known else NAN, "_draws": half if draws else NAN}
    over[""] = over["_draws"] if draws else over["_seeds"]
    ends = {f"{end}{which}_{side}": excess + sign * width
            for which, width in over.items() for end, sign in (("low", -1), ("high", 1))}  # fmt: skip
    return {**ends, f"wider_{side}": "draws" if draws else "seeds" if known else ""}


def _paths(seeds: int) -> "pd.DataFrame":
    import pandas as pd  # start-up

    start = dt.date(2019, 1, 1)
    rows = []
    for metric, label_en, label_fr, unit, level, effects in PATHS:
        for law, effect in zip((LAWS[0], *TRIED), (0.0, *effects, 0.0), strict=True):
            for day in range(FIRST, LAST + 1, 1):
                wave = level * (1 + 0.03 * math.sin(day / 29) + 0.01 * math.sin(day / 5.1 + len(law)))
                step = level * effect * (1 - math.exp(-day / 30)) if day > 0 else 0.0
                half, paired = (0.05 * level, 0.012 * level * (day > 0)) if seeds > 1 else (NAN, NAN)
                rows.append([law, metric, label_en, label_fr, unit, day, start + dt.timedelta(day), wave + step,
                             wave + step - half, wave + step + half, step, step - paired, step + paired])  # fmt: skip
    columns = ["law", "metric", "label_en", "label_fr", "unit", "day", "date", "mean", "low", "high", "effect",
               "effect_low", "effect_high"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _assumptions(draws: int) -> Iterator[list[Any]]:
    found: Sequence[tuple[str, str, str, str, float, float, float, float, bool]] = (
        ("demand.hours", "Hours of work on offer", "Heures de travail offertes", "h", 2.2, 1.1, 4.4, -0.82, True),
        ("behaviour.patience", "Patience", "Patience", "tasks", 4, 2, 8, 0.31, False),
        ("review.effort", "Review effort", "Effort de contrôle", "share", 0.5, 0.33, 0.67, -0.12, False),
    )
    for law in TRIED[:-1] if draws else ():
        for metric in ("net_income_per_head", "outlay_per_usable_answer"):
            for parameter, label_en, label_fr, unit, value, low, high, rank, out in found:
                yield [law, metric, parameter, label_en, label_fr, unit, value, low, high, rank, draws,
                       0.0001 if out else 0.4, out and law == TRIED[0]]  # fmt: skip
