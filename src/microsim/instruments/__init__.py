"""Measurements that change something by hand in a stored state and see what it does."""

from .market_supply import MarketSupply, market_supply_elasticity
from .register import INSTRUMENTS, Instrument
from .requester_elasticity import RequesterElasticity, elasticity_facing_one_requester
from .vignettes import Evenings, every_evening, one_job

__all__ = [
    "Evenings",
    "INSTRUMENTS",
    "Instrument",
    "MarketSupply",
    "RequesterElasticity",
    "elasticity_facing_one_requester",
    "every_evening",
    "market_supply_elasticity",
    "one_job",
]
