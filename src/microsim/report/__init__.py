"""The report of a comparison of laws: findings made by rule, and one page per language that opens offline."""

from .write import write_report

__all__ = ["write_report"]
