"""A comparison, for reading in a terminal."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from microsim.config.comparison import AND, PLACEBO
from microsim.facts.measured import EFFECT
from microsim.metrics.units import unit_to_read
from microsim.plots.numbers import money, number, percent
from microsim.results.comparison.read import Comparison
from microsim.results.size import below_the_card
from microsim.runs.experiments.report import difference_to_read
from microsim.runs.report import value_to_read, write_out

from .about import about_law
from .plan import ComparisonPlan
from .words import say
from .write import HOME

WIDTH = 130
HEADLINES = ("net_income_per_head", "hourly_pay_median", "outlay_per_usable_answer", "tasks_posted_per_day",
             "foreign_share_of_tasks", "platform_profit", "public_money")  # fmt: skip
COLUMNS = ("metric", "baseline", "value", "effect", "interval", "wider", "sign")
SHARE = "share"


def print_comparison(comparison: Comparison) -> None:
    """The headline effects of each law, winners and losers beside the placebo, and where everything is."""
    lang, about = comparison.about["lang"], comparison.about
    console = Console(width=WIDTH, highlight=False)
    with console.capture() as printed:
        names = [law["name"] for law in about["laws"] if not law["placebo"]]
        laws = ", ".join(name for name in names if name != about["baseline"])
        title = say("title", lang, scenario=about["scenario"], laws=laws, baseline=about["baseline"],
                    seeds=_counted("n_seeds", len(about["seeds"]), lang),
                    draws=_counted("n_draws", about["draws"], lang))  # fmt: skip
        console.print(Text(title, style="bold"))
        console.print(_table(comparison, lang))
        for line in _notes(comparison, lang):
            console.print(Text(line, style="dim"))
        console.print(Text(say("tables", lang, path=comparison.folder / HOME)), soft_wrap=True)
        for page in sorted(comparison.folder.glob("report.*.html")):
            console.print(Text(say("report", lang, path=page)), soft_wrap=True)
    write_out(printed.get())


def _counted(key: str, n: int, lang: str) -> str:
    return say(f"{key}_1" if n == 1 else key, lang, n=n)


def print_plan(plan: ComparisonPlan) -> None:
    """What would be run."""
    lang = next(iter(plan.laws.values())).lang
    points = len(plan.forks) // len(plan.laws)
    write_out(say("plan", lang, forks=number(len(plan.forks), lang), laws=", ".join(plan.laws), points=points,
                  seeds=_counted("n_seeds", plan.options.seeds, lang),
                  draws=_counted("n_draws", plan.options.draws, lang), families=len(plan.positions)))  # fmt: skip
    ended = {name: about_law(name, law)["repealed"] for name, law in plan.laws.items()}
    for line in _ends(ended, next(iter(plan.laws)), lang):
        write_out(line)


def _ends(repealed: Mapping[str, Sequence[str]], baseline: str, lang: str) -> Iterable[str]:
    for law, names in repealed.items():
        if names:
            yield say("ends", lang, law=law, names=", ".join(names), both=f"{baseline}{AND}{law}")


def _table(comparison: Comparison, lang: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in COLUMNS:
        table.add_column(say(name, lang), justify="left" if name == "metric" else "right")
    e, w = comparison.effects, comparison.winners
    whole = e[(e.by == "all") & (e.group == "all") & e.metric.isin(HEADLINES)]
    for law in [law["name"] for law in comparison.about["laws"] if law["name"] != comparison.about["baseline"]]:
        table.add_section()
        table.add_row(Text(say("placebo", lang) if law == PLACEBO else law, style="bold"))
        rows = {row["metric"]: row for row in whole[whole.law == law].to_dict("records")}
        for metric in HEADLINES:
            if metric in rows:
                table.add_row(*_cells(rows[metric], comparison.about["currency"], lang))
        if law != PLACEBO:
            for row in w[(w.law == law) & (w.by == "earners")].to_dict("records"):
                table.add_row(*_side(row, "winners", lang))
                table.add_row(*_side(row, "losers", lang))
    return table


def _cells(row: Mapping[str, Any], currency: str, lang: str) -> Iterable[str]:
    unit = unit_to_read(row["unit"], currency, lang)
    yield f"  {row[f'label_{lang}']} ({unit})" if unit else f"  {row[f'label_{lang}']}"
    yield value_to_read(row["baseline"], row["unit"], lang)
    yield value_to_read(row["value"], row["unit"], lang)
    yield difference_to_read(row["effect"], row["unit"], lang)
    yield from _interval(row["low"], row["high"], row["wider"], row["unit"], lang)
    yield f"{row['same_sign_seeds']}/{row['n_seeds']}, {row['same_sign_draws']}/{row['n_draws']}"


def _side(row: Mapping[str, Any], side: str, lang: str) -> Iterable[str]:
    yield f"  {say(side, lang)}"
    yield percent(row[f"placebo_{side}"], lang) if row[f"placebo_{side}"] == row[f"placebo_{side}"] else ""
    yield percent(row[side], lang)
    excess = row[f"excess_{side}"]
    yield difference_to_read(excess, SHARE, lang) if excess == excess else ""
    yield from _interval(row[f"low_{side}"], row[f"high_{side}"], row[f"wider_{side}"], SHARE, lang)


def _interval(low: float, high: float, wider: str, unit: str, lang: str) -> Iterable[str]:
    there = isinstance(wider, str) and wider != "" and low == low
    yield f"{difference_to_read(low, unit, lang)} … {difference_to_read(high, unit, lang)}" if there else ""
    yield say(wider, lang) if there else ""


def _notes(comparison: Comparison, lang: str) -> Iterable[str]:
    about, missing = comparison.about, comparison.missing
    chance = comparison.winners
    known = len(chance) > 0 and bool(chance.placebo_winners.notna().any())
    basis = say("against_placebo" if known else "no_placebo", lang)
    yield f"{say('about', lang, baseline=about['baseline'])} {basis}"
    yield from _ends({law["name"]: law.get("repealed", ()) for law in about["laws"]}, about["baseline"], lang)
    least = about["thresholds"]
    yield say("threshold", lang, share=percent(least["share"], lang),
              amount=money(least["amount"], about["currency"], lang))  # fmt: skip
    if size := below_the_card(about["scenario"], about["scale"], EFFECT, about["currency"], lang):
        yield size
    if len(about["seeds"]) == 1:
        yield say("one_seed", lang)
    if not about["draws"]:
        yield say("no_draws", lang)
    e = comparison.effects
    for row in e[(e.group == "all") & (e.metric == HEADLINES[0]) & (e.law != PLACEBO)].to_dict("records"):
        if row["narrower"] == row["narrower"]:
            times = number(row["narrower"], lang, 1)
            yield say("narrower", lang, metric=row[f"label_{lang}"].lower(), times=times, law=row["law"])
    if len(missing):
        everything = len(about.get("forks", ())) or len(missing)
        yield say("missing", lang, count=len(missing), all=everything, error=missing.error.iloc[0])
