"""Figures of experiments: cases beside each other, over time, and along a number that they set."""
