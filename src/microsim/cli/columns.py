"""Names and what they mean, for help texts."""

import textwrap


def two_columns(rows: list[tuple[str, str]]) -> str:
    """Names left, meanings right, folded.

    Example:
        >>> print(two_columns([("seed", "seed of all draws"), ("days", "measured days")]))
          seed    seed of all draws
          days    measured days
    """
    width = max(len(left) for left, _ in rows) + 4
    lines = [f"  {left}".ljust(width + 2) + right for left, right in rows]
    return "\n".join(textwrap.fill(line, 100, subsequent_indent=" " * (width + 2)) for line in lines)
