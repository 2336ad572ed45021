"""Who bears what happens to a market: income, hours, exits and pay lost, a head and by motive."""

from collections.abc import Mapping

from .groups import MOTIVES, only
from .income import hours_per_head, net_income_per_head
from .register import Measure, metric
from .statistics import mean, ratio
from .tables import MONEY, Tables

AT_START = "of the people registered on the first measured morning"


@metric(unit="share of registered", meaning=f"left on a measured day, {AT_START}",
        label=("Left the platforms", "Ont quitté les plateformes"))
def share_left(tables: Tables) -> float:
    """Share of all of them, whatever the reason."""
    return mean(tables.registered_at_start.exit_day.notna())


@metric(unit="{currency}/person", meaning=f"pay lost on suspension, closure or leaving, {AT_START}, a head",
        label=("Pay lost per head", "Rémunération perdue par tête"))
def pay_lost_per_head(tables: Tables) -> float:
    """Mean over all of them, for the whole measured period."""
    w = tables.registered_at_start
    return ratio(w.forfeited.sum() / MONEY, len(w))


@metric(unit="share of those who lost all accounts",
        meaning="opened an account elsewhere, of the people whose last account went with a platform that closed",
        label=("Resettled after a closure", "Réinstallés après une fermeture"))
def share_resettled(tables: Tables) -> float:
    """One ratio over the measured days."""
    resettled = tables.measured.resettled.sum()
    return ratio(resettled, resettled + tables.measured.left_closure.sum())


BY_MOTIVE: Mapping[str, tuple[Measure, str, str, str, str]] = {
    "net_income_per_head": (net_income_per_head, "{currency}/month", "accepted pay less contributions taken, a head",
                            "Net income per head", "Revenu net par tête"),
    "hours_per_head": (hours_per_head, "h/month", "time in sessions, a head", "Hours per head", "Heures par tête"),
    "share_left": (share_left, "share of registered", "left on a measured day", "Left", "Partis"),
    "pay_lost_per_head": (pay_lost_per_head, "{currency}/person", "pay lost on suspension, closure or leaving, a head",
                          "Pay lost per head", "Rémunération perdue par tête"),
}  # fmt: skip


def _declare(name: str, motive: str) -> None:
    measure, unit, meaning, english, french = BY_MOTIVE[name]
    word_en, word_fr = (word.lower() for word in MOTIVES[motive])

    def of_motive(tables: Tables) -> float:
        return measure(only(tables, "motive", motive))

    of_motive.__name__ = f"{name}_{motive}"
    of_motive.__doc__ = f"`{name}` of one motive."
    metric(unit=unit, meaning=f"{meaning}, {AT_START} with the motive {motive}",
           label=(f"{english}, {word_en}", f"{french}, {word_fr}"))(of_motive)  # fmt: skip


for _name in BY_MOTIVE:
    for _motive in MOTIVES:
        _declare(_name, _motive)
