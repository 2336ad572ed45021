"""Money reaches workers."""

from typing import TYPE_CHECKING

from . import balances as payment

if TYPE_CHECKING:
    from microsim.model import Market


def purse_of(market: "Market") -> payment.Purse:
    """Workers, accounts and platforms, for kernels that pay out or clear balances."""
    return payment.Purse(market.workers.arrays, market.accounts.arrays, market.platforms.arrays)


def pay(market: "Market") -> None:
    """Credit accepted pay after the platform's delay and pay out balances that reach the threshold.

    Reads: rules.payout_threshold, .forfeits, .contribution_share, .declared, .employed, .employee_share, payments.
    Writes: accounts.balance, .paid_out, .contributed, .forfeited, payments, platforms.paid_out, .contributions,
    .forfeited.
    """
    y = market.payments
    y.n = payment.pay(market.now, market.rules.law, purse_of(market), y.arrays[: y.n])
