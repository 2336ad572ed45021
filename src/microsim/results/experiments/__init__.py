"""Experiments as they are written down: their folders, their files, their tables and references."""
