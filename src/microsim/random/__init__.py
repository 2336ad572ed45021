"""Addressed randomness: the generator, the decisions that are drawn, who is who, and a table of quantiles."""
