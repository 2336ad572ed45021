"""Comparisons of laws: forks from one burn-in per seed, computed like any sweep, and what is told of them."""
