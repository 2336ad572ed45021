"""Figures that an instrument takes from a market, declared like metrics, which are taken from tables."""

from collections.abc import Callable
from dataclasses import dataclass

from microsim.model import Market

from .market_supply import market_supply_elasticity
from .requester_elasticity import elasticity_facing_one_requester

MANY, FEW_AT_ONCE, WIDE = 1_000, 10, 1.0  # all who are mid-size today, ten to a fork, prices e times higher and lower


@dataclass(frozen=True)
class Instrument:
    """One figure, with unit, meaning and labels as those of a metric."""

    unit: str
    meaning: str
    label_en: str
    label_fr: str
    measure: Callable[[Market], float]

    def told(self, currency: str) -> dict[str, str]:
        """Unit, meaning and labels; they are the same in any currency."""
        return {part: getattr(self, part) for part in ("unit", "meaning", "label_en", "label_fr")}


def _facing_one_requester(market: Market) -> float:
    return elasticity_facing_one_requester(market, MANY, change=WIDE, at_once=FEW_AT_ONCE).mean


def _of_the_market(market: Market) -> float:
    return market_supply_elasticity(market).participants


INSTRUMENTS = {
    "elasticity_facing_one_requester": Instrument(
        "log points per log point",
        "minus the change of the log time to fill a mid-size requester's batches per log price",
        "Elasticity facing one requester",
        "Élasticité face à un donneur d'ordre",
        _facing_one_requester,
    ),
    "market_supply_elasticity": Instrument(
        "log points per log point",
        "change of the log number of people who work in four weeks per log of all prices",
        "Elasticity of the market's supply",
        "Élasticité de l'offre du marché",
        _of_the_market,
    ),
}
