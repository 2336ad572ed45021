"""Experiments: all of one from one command, and whether its reference is met again."""
