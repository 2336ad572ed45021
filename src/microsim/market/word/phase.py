"""Word of mouth."""

from typing import TYPE_CHECKING

from .warnings import Web, fade, tell

if TYPE_CHECKING:
    from microsim.model import Market


def spread_word(market: "Market") -> None:
    """Workers report today's verdicts to the rating, tell them in the forum, and warn their ties; old words fade."""
    r, ties, config = market.requesters, market.ties, market.config.word
    fade(config.half_life_days, r.arrays[: r.n])
    market.days.told[market.today], market.days.warnings[market.today] = tell(
        market.now, market.events.verdicts, config.grievance, Web(ties.offsets, ties.ties, ties.holder),
        market.workers.arrays, r.arrays,
    )  # fmt: skip
