"""Figures of a comparison of laws: effects, winners and losers, paths over time, the trade-off."""
