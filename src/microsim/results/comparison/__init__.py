"""A comparison of laws: one scenario, several packages of laws, the same people with the same luck."""

from .read import Comparison

__all__ = ["Comparison"]
