"""What the market consists of: one table of columns per kind, and the rules of the day."""


def describe_columns() -> list[dict[str, str]]:
    """One row per column of every table: table, column, dtype, unit, doc."""
    from .days import Days
    from .people import Accounts, Workers
    from .platforms import Platforms
    from .trade import Batches, Payments, Requesters, Sessions, Submissions

    tables = (Workers, Accounts, Platforms, Requesters, Batches, Submissions, Payments, Sessions, Days)
    return [row for table in tables for row in table.describe()]
