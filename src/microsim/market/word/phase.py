"""Word of mouth."""

from . import warnings as word


def spread_word(market) -> None:
    """Workers report today's verdicts to the rating, tell them in the forum, and warn their ties; old words fade.

    Reads: verdicts, workers.circle, .place, ties. Writes: workers.warned*, requesters.rated_*, .told_*, days.warnings,
    .told.
    """
    w, r, d, t, told = market.workers, market.requesters, market.days, market.today, market.config.word
    word.fade(r.n, told.half_life_days, r.arrays)
    d.told[t] = word.report(market.events.verdicts, w.arrays, r.arrays)
    ties = market.ties
    d.warnings[t] = word.warn(
        market.day, market.events.verdicts, told.grievance, ties.offsets, ties.ties, ties.holder, w.arrays
    )
