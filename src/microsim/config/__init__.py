"""Declared parameters: what they are, their ranges, and how YAML becomes a checked record."""
