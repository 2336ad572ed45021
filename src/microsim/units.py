"""Units of time and money, and the calendar's numbers."""

HOUR = 3600.0  # seconds
DAY = 86_400  # seconds
YEAR = 365.0  # days
MONTH = 30.4375  # days in a mean month
MONDAY, SATURDAY = 0, 5

MONEY = "1/10,000 currency"  # the unit of money in columns: whole numbers of it
UNIT = 10_000  # of these per unit of currency
CENT = 100.0  # of these per cent


def money(amount: float) -> int:
    """Amount in whole 1/10,000 of the currency unit.

    Example:
        >>> money(0.17)
        1700
    """
    return round(amount * UNIT)
