"""Money reaches workers."""

from typing import TYPE_CHECKING

from . import balances as payment

if TYPE_CHECKING:
    from microsim.model import Market


def purse_of(market: "Market") -> payment.Purse:
    """Workers, accounts and platforms, for kernels that pay out or clear balances."""
    return payment.Purse(market.workers.arrays, market.accounts.arrays, market.platforms.arrays)


def pay(market: "Market") -> None:
    """Credit accepted pay after the platform's delay and pay out balances that reach the threshold."""
    y = market.payments
    y.n = payment.pay(market.now, market.rules.law, purse_of(market), y.arrays[: y.n])
