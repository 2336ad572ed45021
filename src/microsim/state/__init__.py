"""What the market consists of: one table of columns per kind, and the rules of the day."""


def describe_columns() -> list[dict[str, str]]:
    """One row per column of every table: table, column, dtype, unit, doc, by (the phases that write it)."""
    from .state import State  # start-up

    return [row for kind in State.tables().values() for row in kind.describe()]
