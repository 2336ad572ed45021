"""What a figure shows, in words, for who cannot see it."""

from microsim.plots.comparison.effects import CHOSEN
from microsim.plots.comparison.quantity import quantity
from microsim.plots.comparison.told import Told
from microsim.plots.comparison.tradeoff import VOLUME, X, Y
from microsim.plots.comparison.words import filled, group_name
from microsim.plots.words import Lang

from .spread import interval_of
from .who import quantity_of

WORDS: dict[str, tuple[str, str]] = {
    "effects": ("A dot and bars for each law, one panel per measure; difference from the baseline and its wider "
                "interval. {told}",
                "Un point et des barres par loi, un cadre par mesure ; écart à la référence et le plus large de ses "
                "intervalles. {told}"),
    "effects_law": ("{law}: {told}", "{law} : {told}"),
    "no_interval": ("no interval", "pas d'intervalle"),
    "winners": ("Bars by group, losers to the left, winners to the right, strokes for the placebo. {told}",
                "Barres par groupe, perdants à gauche, gagnants à droite, traits pour le placebo. {told}"),
    "winners_row": ("{group}: {losers} lose (placebo {placebo_losers}), {winners} win (placebo {placebo_winners})",
                    "{group} : {losers} perdent (placebo {placebo_losers}), {winners} gagnent (placebo "
                    "{placebo_winners})"),
    "paths": ("Lines over time from day {first} to day {last}; a dashed line marks day 0, when the laws come into "
              "force. Difference from the baseline on the last day: {told}",
              "Courbes du jour {first} au jour {last} ; un trait pointillé marque le jour 0, l'entrée en vigueur. "
              "Écart à la référence le dernier jour : {told}"),
    "tradeoff": ("Each law as a mark: along, requesters' outlay per right answer; up, workers' net income; size, the "
                 "volume of work. {told}",
                 "Chaque loi est un repère : en abscisse, la dépense par bonne réponse ; en ordonnée, le revenu net ; "
                 "taille, le volume de travail. {told}"),
    "tradeoff_row": ("{law}: outlay {x}, income {y}, tasks posted {volume}",
                     "{law} : dépense {x}, revenu {y}, tâches publiées {volume}"),
}  # fmt: skip


def say(key: str, lang: Lang, **values: object) -> str:
    """The words under a key, filled in.

    Example:
        >>> say("no_interval", "fr")
        "pas d'intervalle"
    """
    return filled(WORDS, key, lang, **values)


def alt_of(told: Told, name: str) -> str:
    """What the figure of a name shows.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> alt_of(Told(comparison_example(), "en"), "tradeoff")[-73:]
        'Pay floor: outlay +€0.021/answer, income −€0.31/month, tasks posted −13%.'
    """
    if name == "effects":
        return say(name, told.lang, told=". ".join(_effects(told, law) for law in told.laws) + ".")
    if name == "paths":
        return _paths(told)
    if name == "tradeoff":
        return say(name, told.lang, told="; ".join(filter(None, (_mark(told, law) for law in told.laws))) + ".")
    return _winners(told, name.removeprefix("winners_"))


def _effects(told: Told, law: str) -> str:
    parts = []
    for metric in told.metrics(CHOSEN):
        row = told.row(law, metric)
        if row is not None:
            how = told.quantity(row)
            ends = interval_of(row, "")
            interval = how.interval(*ends) if ends else say("no_interval", told.lang)
            parts.append(f"{told.label(metric)} {how.change(row['effect'])} ({interval})")
    return say("effects_law", told.lang, law=told.name(law), told=", ".join(parts))


def _winners(told: Told, law: str) -> str:
    rows = told.comparison.winners
    rows = rows[(rows.law == law) & rows.by.isin(("all", "motive", "decile"))]
    parts = []
    for row in rows.to_dict("records"):
        values = {}
        for side in ("losers", "winners"):
            how = quantity_of(row, side, told.currency, told.lang)
            values |= {side: how.level(row[side]), f"placebo_{side}": how.level(row[f"placebo_{side}"])}
        parts.append(say("winners_row", told.lang, group=group_name(row, told.lang), **values))
    return say("winners", told.lang, told="; ".join(parts) + ".")


def _paths(told: Told) -> str:
    rows = told.comparison.paths
    first, last = int(rows.day.min()), int(rows.day.max())
    end = rows[rows.day == last]
    parts = []
    for metric in dict.fromkeys(end.metric):
        of = end[end.metric == metric].set_index("law")
        how = quantity(str(of["unit"].iloc[0]), told.currency, told.lang, of["effect"].tolist())
        laws = [f"{told.name(law)} {how.change(of.loc[law, 'effect'])}" for law in told.laws if law in of.index]
        label = str(of[f"label_{told.lang}"].iloc[0])
        parts.append(f"{label} ({', '.join(laws)})")
    return say("paths", told.lang, first=first, last=last, told="; ".join(parts) + ".")


def _mark(told: Told, law: str) -> str:
    rows = {key: told.row(law, metric) for key, metric in (("x", X), ("y", Y), ("volume", VOLUME))}
    if rows["x"] is None or rows["y"] is None:
        return ""
    values = {key: "–" if row is None else told.quantity(row).change(row["effect"]) for key, row in rows.items()}
    if rows["volume"] is not None:
        volume = rows["volume"]
        values["volume"] = told.quantity(volume).relative(volume["effect"], volume["baseline"]) or values["volume"]
    return say("tradeoff_row", told.lang, law=told.name(law), **values)
