"""The tables of a page: captions, heads and rows of text."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from microsim.plots.comparison.told import Told
from microsim.plots.comparison.words import group_name, in_language, measure_name
from microsim.plots.numbers import number

from .finding import verdict_of
from .spread import FEWEST_DRAWS, interval_of
from .who import ends_of, quantity_of
from .words import STATES, say


@dataclass(frozen=True)
class Table:
    """A table to be shown; the first cell of each row is its head."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: tuple[int, ...] = (0,)  # columns that are no numbers


def tables_of(told: Told, law: str) -> list[Table]:
    """All measures of a law, net income by group, and who wins and loses; those without rows left out."""
    return [table for table in (_effects(told, law), _income(told, law), _people(told, law)) if table.rows]


def _effects(told: Told, law: str) -> Table:
    level, lang = told.level, told.lang
    rows = told.comparison.effects
    rows = rows[(rows.law == law) & (rows.by == "all")].to_dict("records")
    draws = "head_range" if 0 < told.draws < FEWEST_DRAWS else "head_draws"
    heads = ("head_measure", "head_baseline", "head_effect", "head_seeds", draws, "head_wording")
    return Table(say("table_effects", lang, law=told.name(law)),
                 tuple(say(head, lang, level=level, n=told.draws) for head in heads),
                 tuple(_effect_row(told, row) for row in rows), (0, 5))  # fmt: skip


def _effect_row(told: Told, row: Mapping[str, Any]) -> tuple[str, ...]:
    how, lang = told.quantity(row), told.lang
    spreads = (_ends(how, row, of) + _of(row[f"same_sign{of}"], row[f"n{of}"], lang) for of in ("_seeds", "_draws"))
    return (measure_name(row, lang), how.level(row["baseline"]), how.bare(row["effect"]), *spreads,
            say(f"verdict_{verdict_of(row)}", lang))  # fmt: skip


def _ends(how: Any, row: Mapping[str, Any], of: str) -> str:
    ends = interval_of(row, of)
    return how.interval(*ends) if ends else "–"


def _of(some: float, n: float, lang: str) -> str:
    if math.isnan(n) or n == 0:
        return ""
    return f"\n({int(some)} {'of' if lang == 'en' else 'sur'} {int(n)})"


def _income(told: Told, law: str) -> Table:
    lang, rows = told.lang, told.comparison.effects
    rows = rows[(rows.law == law) & (rows.metric == "net_income_per_head") & rows.by.isin(("motive", "decile", "sex"))]
    heads = ("head_group", "head_baseline", "head_effect", "head_interval", "head_wording")
    told_rows = []
    for row in rows.to_dict("records"):
        how = told.quantity(row)
        told_rows.append((_group(row, lang), how.level(row["baseline"]), how.bare(row["effect"]), _ends(how, row, ""),
                          say(f"verdict_{verdict_of(row)}", lang)))  # fmt: skip
    return Table(say("table_income", lang, law=told.name(law)),
                 tuple(say(head, lang, level=told.level) for head in heads), tuple(told_rows), (0, 4))  # fmt: skip


def _people(told: Told, law: str) -> Table:
    lang, rows = told.lang, told.comparison.winners
    rows = rows[rows.law == law]
    heads = ("head_group", "head_people", "head_losers", "head_placebo", "head_excess", "head_winners", "head_placebo",
             "head_excess")  # fmt: skip
    told_rows = []
    for row in rows.to_dict("records"):
        cells = [_group(row, lang), number(row["people"], lang)]
        for side in ("losers", "winners"):
            how = quantity_of(row, side, told.currency, lang)
            ends = ends_of(row, side)
            interval = f"\n({how.interval(*ends)})" if ends else ""
            cells += [how.level(row[side]), how.level(row[f"placebo_{side}"])]
            cells += [how.bare(row[f"excess_{side}"]) + interval]
        told_rows.append(tuple(cells))
    return Table(say("table_people", lang, law=told.name(law)),
                 tuple(say(head, lang, level=told.level) for head in heads), tuple(told_rows))  # fmt: skip


def _group(row: Mapping[str, Any], lang: str) -> str:
    name = group_name(row, lang)
    return name[:1].upper() + name[1:]


def assumptions_table(told: Told) -> Table | None:
    """The assumed parameters that stand out; None if there are none."""
    lang, rows = told.lang, told.comparison.assumptions
    if not len(rows) or not rows.stands_out.any():
        return None
    heads = ("head_law_name", "head_measure", "head_parameter", "head_value", "head_link", "head_wording")
    out = rows[rows.stands_out.astype(bool)]
    out = out.reindex(out.correlation.abs().sort_values(ascending=False).index)
    told_rows = []
    for row in out.to_dict("records"):
        labels = told.comparison.effects
        labels = labels[labels.metric == row["metric"]]
        metric = measure_name(labels.iloc[0].to_dict(), lang) if len(labels) else row["metric"]
        value = "{} ({} – {})".format(*(_plain(row[key], lang) for key in ("value", "low", "high")))
        link = say("assumption_up" if row["correlation"] > 0 else "assumption_down", lang)
        rank = number(row["correlation"], lang, 2)
        label = in_language(row[f"label_{lang}"], lang)
        value += f" {row['unit']}" if lang == "en" and not row["unit"].startswith("share") else ""
        told_rows.append((told.name(row["law"]), metric, label, value, rank, link))
    return Table(say("assumptions", lang), tuple(say(head, lang) for head in heads), tuple(told_rows), (0, 1, 2, 3, 5))


def _plain(value: float, lang: str) -> str:
    text = f"{value:g}"
    return text if lang == "en" else text.replace(".", ",")


def missing_table(told: Told) -> Table | None:
    """The runs without a result, those that failed alike together; None if all have one."""
    lang, rows = told.lang, told.comparison.missing
    if not len(rows):
        return None
    heads = ("head_law_name", "head_runs", "head_status", "head_stage", "head_error")
    told_rows = []
    keys = ["law", "draw", "status", "stage", "error"]
    for (law, draw, status, stage, error), some in rows.fillna("").groupby(keys, sort=False):
        seeds = ", ".join(str(seed) for seed in sorted(some.seed))
        runs = say("runs_seeds" if len(some) > 1 else "runs_seeds_1", lang, seeds=seeds)
        runs = say("runs_draw", lang, draw=draw, seeds=runs) if draw else runs
        told_rows.append((told.name(str(law)), runs, STATES.get(status, status) if lang == "fr" else str(status),
                          str(stage), str(error)))  # fmt: skip
    return Table(say("missing", lang), tuple(say(head, lang) for head in heads), tuple(told_rows), (0, 1, 2, 3, 4))


__all__ = ["Table", "assumptions_table", "missing_table", "tables_of"]
