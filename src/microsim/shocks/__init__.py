"""Shocks: dated, each in a file of its own. A shock amends the environment of the day and touches nothing else."""
